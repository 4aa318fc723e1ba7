"""Pairs that may be one on screen: the reasons, both entries, a decision and its undoing."""

from dataclasses import replace
from datetime import date

import pytest
from build import a_book, a_book_of, a_debt, a_household, an_import, an_officer, jobs_done
from django.urls import reverse
from world import OWN, logged_in

from plodnee.audit.models import AccessEvent
from plodnee.engine.national_id import make_up
from plodnee.registers.book import PersonName
from plodnee.registers.models import Household, IdentityDecision, NationalId
from plodnee.web.identities.forms import DecisionForm

pytestmark = pytest.mark.django_db
HEAD, ALIKE = PersonName("นาง", "สมศรี ใจดี"), PersonName("", "สมรี ใจดี")
BOOK = a_book(
    households=(
        a_household("001", head=HEAD), a_household("002", head=ALIKE, national_id=None)
    ),
    debts=(a_debt(borrower=HEAD), a_debt(3, household_code="002", borrower=ALIKE)),
)  # fmt: skip
PAGE = ("identities", [OWN])


@pytest.fixture
def client():
    an_import(BOOK)
    return logged_in(an_officer("centre_committee", OWN))


def page(client, expected=200):
    reply = client.get(reverse("identities", args=[OWN]))
    assert reply.status_code == expected
    return reply.content.decode()


def form(**said):
    one, other = Household.objects.filter(centre=OWN).order_by("code")
    known = {"kind": "household", "first": one.pk, "second": other.pk, "answer": "first"}
    return known | {"reason": "ไปดูบ้านแล้ว"} | said


def test_two_entries_of_one_name_can_be_told_apart_in_the_answer():
    answers = [
        str(words) for _key, words in DecisionForm(names=("ก ข", "ก ข")).fields["answer"].choices
    ]
    assert len(set(answers)) == len(answers)


def decide(client, **said):
    return client.post(reverse("decide_identity", args=[OWN]), form(**said))


def test_a_pair_is_shown_with_its_reasons_and_what_each_owes_the_id_masked(client):
    text = page(client)
    for said in ("ชื่อคล้ายกันร้อยละ", "บ้านเลขที่และหมู่เดียวกัน", "สมศรี ใจดี", "สมรี ใจดี", "20,000"):
        assert said in text
    assert make_up(1) not in text
    assert "12/3" not in text


def test_two_households_of_one_id_say_who_shares_it(client):
    wife = PersonName("นาง", "ภรรยา ดีงาม")
    shared = {"borrower": wife, "national_id": make_up(77)}
    debts = (a_debt(**shared), a_debt(3, household_code="002", **shared))
    an_import(a_book_of(date(2019, 6, 1), replace(BOOK, debts=debts)))
    told = "ใช้เลขประจำตัวประชาชนเดียวกันอยู่ทั้งสองรายการ: นางภรรยา ดีงาม"
    assert told in " ".join(page(client).split())


def test_a_decision_joins_them_and_an_undoing_parts_them_each_sent_twice_once(client):
    for _ in range(2):
        assert decide(client).status_code == 302
    decision = IdentityDecision.objects.get()
    kept, joined = decision.kept_household, decision.joined_household
    assert (kept.code, joined.code) == ("001", "002")
    assert [code for code, _percent in decision.signs] == ["alike_name", "same_house"]
    assert "ไปดูบ้านแล้ว" in page(client)
    path = reverse("undo_identity", args=[OWN, decision.pk])
    for _ in range(2):
        assert client.post(path, {"reason": "คนละบ้าน"}).status_code == 302
    assert IdentityDecision.objects.count() == 2
    assert "ชื่อคล้ายกันร้อยละ" in page(client)


def test_the_other_code_may_be_kept_and_the_old_address_leads_to_it(client):
    client.post(reverse("plan", args=[OWN]))
    jobs_done()
    decide(client, answer="second")
    kept, joined = Household.objects.get(code="002"), Household.objects.get(code="001")
    for _before_and_after in range(2):
        reply = client.get(reverse("household", args=[OWN, joined.pk]))
        assert reply.headers["Location"] == reverse("household", args=[OWN, kept.pk])
        shown = client.get(reply.headers["Location"]).content.decode()
        assert "รหัส 001 รวมเป็นครัวเรือน 002 แล้ว" in shown
        client.post(reverse("plan", args=[OWN]))
        jobs_done()
    assert (
        "รวมรายการที่เป็นครัวเรือนเดียวกัน: 001" in client.get(reply.headers["Location"]).content.decode()
    )


def test_without_a_reason_or_an_answer_the_page_says_what_is_missing(client):
    for said in ({"reason": ""}, {"answer": ""}, {"answer": "both"}):
        reply = decide(client, **said)
        assert reply.status_code == 422
        assert "มีข้อมูลที่ต้องแก้ไข" in reply.content.decode()
    assert not IdentityDecision.objects.exists()


def test_entries_of_another_centre_cannot_be_named(client):
    an_import(a_book(centre=a_book().centre.__class__("อื่น", "31011806", BOOK.centre.as_of)))
    other = Household.objects.get(centre="31011806")
    assert decide(client, second=other.pk).status_code == 409
    assert not IdentityDecision.objects.exists()


def test_a_decision_that_is_refused_stands_at_its_form_with_what_was_typed(client):
    other = logged_in(an_officer("district_officer", "3101"))
    assert decide(other, answer="different").status_code == 302
    reply = decide(client, reason="เหตุผลของผม")
    text = reply.content.decode()
    assert reply.status_code == 409
    assert "ตัดสินใจเรื่องนี้ไว้แล้ว" in text
    assert "เหตุผลของผม" in text
    event = AccessEvent.objects.latest("pk")
    assert (event.action, event.shown) == ("decide_identity", 2)
    address = reverse("decide_identity", args=[OWN])
    assert client.get(address).headers["Location"] == reverse("identities", args=[OWN])
    (decision,) = IdentityDecision.objects.all()
    path = reverse("undo_identity", args=[OWN, decision.pk])
    other.post(path, {"reason": "คนละบ้าน"})
    reply = client.post(path, {"reason": "ผมก็ย้อน"})
    assert (reply.status_code, "ผมก็ย้อน" in reply.content.decode()) == (409, True)
    assert client.get(path).status_code == 302


def test_two_ids_are_two_persons_and_the_pair_says_so(client):
    people = [PersonName("", "คนที่หนึ่ง บ้านเดียว"), PersonName("", "คนที่หนึ่ง บ้านเดียว")]
    debts = [
        a_debt(n, borrower=name, national_id=make_up(50 + n)) for n, name in enumerate(people, 5)
    ]
    an_import(a_book_of(date(2019, 6, 1), replace(BOOK, debts=(*BOOK.debts, *debts))))
    first, second = NationalId.objects.order_by("-pk")[:2]
    sent = form(kind="person", first=first.person_id, second=second.person_id, reason="คนเดียวกัน")
    reply = client.post(reverse("decide_identity", args=[OWN]), sent)
    assert (reply.status_code, "คนละเลข" in reply.content.decode()) == (409, True)
    assert "คนเดียวกัน" in reply.content.decode()


def test_an_auditor_reads_and_decides_nothing_and_whoever_is_shown_is_in_the_log(client):
    auditor = logged_in(an_officer("auditor", "3101"))
    text = page(auditor)
    assert "บันทึกการตัดสินใจ" not in text
    event = AccessEvent.objects.latest("pk")
    assert (event.action, event.shown) == ("identities", 2)
    assert decide(auditor).status_code == 404


def test_namesakes_of_one_household_are_joined_by_one_reason_sent_twice_once(client):
    path = reverse("join_like", args=[OWN])
    assert client.post(path, {"reason": ""}).status_code == 422
    for _ in range(2):
        assert client.post(path, {"reason": "ดูทุกคู่แล้ว"}).status_code == 302
    assert IdentityDecision.objects.filter(kept_person__isnull=False).count() == 1
