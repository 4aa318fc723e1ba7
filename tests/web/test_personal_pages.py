"""Ids stay masked; who opens one says why, thirty times an hour, and the supervisor sees it."""

import io
import zipfile
from collections import Counter
from datetime import date

import pytest
from asking import OF_A_PERSON, content_of
from build import TODAY, a_book, a_book_of, a_debt, an_import, an_officer
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from world import OWN, logged_in

from plodnee.audit.models import AccessEvent, AuditEvent
from plodnee.audit.selectors import chain_problems
from plodnee.casework.services import plan_centre
from plodnee.engine.national_id import dashed, make_up
from plodnee.organization.access import OPERATOR
from plodnee.organization.models import Officer
from plodnee.organization.roles import SHOWS_PERSONS
from plodnee.privacy.errors import PurposeStopped
from plodnee.privacy.models import ConsentRecord, Erasure, LegalHold, RequestAnswer, SubjectRequest
from plodnee.privacy.nightly import run_tonight
from plodnee.privacy.selectors import refuse_stopped
from plodnee.privacy.services import load_purposes
from plodnee.registers.models import Household, Person
from plodnee.registers.sameness.services import decide
from plodnee.web.addresses import addresses
from plodnee.web.personal.wording import SCREEN_NAMES

pytestmark = pytest.mark.django_db
WHOLE = make_up(1)
SHOWN = dashed(WHOLE)


@pytest.fixture
def household():
    load_purposes()
    an_import()
    return Household.objects.get()


@pytest.fixture
def client(household):
    return logged_in(an_officer("district_officer", "3101", username="somsri"))


def at(name, household, *more):
    person = household.states.order_by("pk").first().head.person_id
    return reverse(
        name, args=[OWN, household.pk, *([person] if name in OF_A_PERSON else []), *more]
    )


def read(client, name, household):
    return client.get(at(name, household)).content.decode()


def test_the_page_of_persons_shows_names_with_masked_ids(client, household):
    shown = read(client, "persons", household)
    assert "สมมุติ หนึ่ง" in shown
    assert "9-xxxx-xxxxx-" in shown
    assert SHOWN not in shown
    assert WHOLE not in shown


def test_an_id_is_opened_with_a_reason_once_on_the_answer(client, household):
    reply = client.post(at("reveal", household), {"reason": "ตรวจบัตรก่อนทำสัญญา"})
    assert SHOWN in reply.content.decode()
    assert reply.headers["Cache-Control"] == "no-store"
    assert SHOWN not in read(client, "persons", household)
    event = AccessEvent.objects.get(is_revealed=True)
    assert (event.actor_label, event.role, event.action) == ("somsri", "district_officer", "reveal")
    assert reply.headers["X-Request-Id"] == event.request_id
    assert "ตรวจบัตร" not in event.sealed_reason
    assert chain_problems() == []


def test_a_house_number_is_hidden_on_pages_and_opened_as_an_id_is(client, household):
    pages = [at("persons", household), reverse("household", args=[OWN, household.pk])]
    plan_centre(centre=household.centre, as_of=TODAY, actor=OPERATOR, on=TODAY)
    lists = [reverse(f"centre_list{end}", args=[OWN, "households"]) for end in ("", "_csv")]
    for path in [*pages, *(f"{one}?columns=house" for one in lists)]:
        shown = content_of(client.get(path)).decode()
        assert "xxx" in shown, path
        assert "12/3" not in shown, path
    path = at("reveal_house", household)
    for reason in (" ", "ก"):
        assert client.post(path, {"reason": reason}).status_code == 422
    assert "12/3" in client.post(path, {"reason": "ไปเยี่ยมบ้าน"}).content.decode()
    event = AccessEvent.objects.get(is_revealed=True)
    assert (event.action, event.household_key, event.person_key) == (
        "reveal_house", household.pk.hex, "",
    )  # fmt: skip
    shown = read(client, "accesses", household)
    assert "ไปเยี่ยมบ้าน" in shown
    assert "เปิดดูบ้านเลขที่" in shown
    assert chain_problems() == []


def test_ids_and_house_numbers_opened_are_counted_together(client, household):
    names = ["reveal", "reveal_house"] * 15
    for name in names:
        assert client.post(at(name, household), {"reason": "ตรวจ"}).status_code == 200
    assert client.post(at("reveal_house", household), {"reason": "ตรวจ"}).status_code == 429


def test_without_a_reason_nothing_is_opened_and_a_get_opens_nothing(client, household):
    reply = client.post(at("reveal", household), {"reason": " "})
    assert reply.status_code == 422
    assert SHOWN not in reply.content.decode()
    looked = client.get(at("reveal", household))
    assert (looked.status_code, looked.url.endswith("/persons/")) == (302, True)
    assert not AccessEvent.objects.filter(is_revealed=True).exists()


def test_the_thirty_first_opening_within_an_hour_is_refused(client, household):
    replies = Counter(
        client.post(at("reveal", household), {"reason": "ตรวจ"}).status_code for _ in range(31)
    )
    assert replies == {200: 30, 429: 1}
    other = logged_in(an_officer("centre_committee", OWN))
    assert other.post(at("reveal", household), {"reason": "ตรวจ"}).status_code == 200


def test_the_supervisor_sees_who_looked_and_who_opened_an_id(client, household):
    committee = logged_in(an_officer("centre_committee", OWN, username="prasit"))
    read(committee, "persons", household)
    committee.post(at("reveal", household), {"reason": "ทำสัญญาเงินกู้"})
    shown = read(client, "accesses", household)
    assert "prasit" in shown
    assert "บุคคลในครัวเรือน" in shown
    assert "ทำสัญญาเงินกู้" in shown
    assert "ทำสัญญาเงินกู้" in client.get(reverse("opened_ids")).content.decode()
    elsewhere = logged_in(an_officer("district_officer", "3121"))
    assert "ทำสัญญาเงินกู้" not in elsewhere.get(reverse("opened_ids")).content.decode()


def test_whoever_looks_at_a_household_of_the_same_surname_is_marked(client, household):
    relative = an_officer("centre_committee", OWN, username="wichai")
    Officer.objects.filter(pk=relative.pk).update(last_name="หนึ่ง")
    marked = "นามสกุลเดียวกับครัวเรือน"
    read(client, "persons", household)
    assert marked not in read(client, "accesses", household)
    browser = logged_in(relative)
    browser.post(at("reveal", household), {"reason": "ทำสัญญา"})
    assert read(client, "accesses", household).count(marked) == 1
    opened = client.get(reverse("opened_ids")).content.decode()
    assert marked in opened
    assert f'href="{at("accesses", household)}">{household.code}</a>' in opened


def test_a_consent_is_given_withdrawn_and_given_again_each_a_row(client, household):
    form = {"purpose": "share_debts", "channel": "paper", "on": "16/3/2562", "witness": "นายพยาน"}
    long_ago = form | {"deed": "give", "on": "1/1/2400"}
    assert client.post(at("consent", household), long_ago).status_code == 422
    ahead = client.post(at("consent", household), form | {"deed": "give", "on": "31/12/2600"})
    assert ahead.status_code == 422
    assert "วันที่อยู่ในอนาคต" in ahead.content.decode()
    assert "นายพยาน" in ahead.content.decode()
    heard = form | {"deed": "give", "channel": "spoken", "witness": " "}
    assert "ต้องมีพยาน" in client.post(at("consent", household), heard).content.decode()
    deeds = ("give", "give", "withdraw", "withdraw", "give")
    statuses = [
        client.post(at("consent", household), form | {"deed": deed}).status_code for deed in deeds
    ]
    assert statuses == [302, 422, 302, 422, 302]
    assert ConsentRecord.objects.count() == 3
    assert ConsentRecord.objects.filter(withdraws__isnull=False).count() == 1
    assert "ให้ความยินยอมแล้ว" in read(client, "persons", household)
    before = form | {"deed": "withdraw", "on": "15/3/2562"}
    early = client.post(at("consent", household), before).content.decode()
    assert "วันที่ถอนต้องไม่ก่อนวันที่ให้ความยินยอม (16 มี.ค. 2562)" in early
    assert 'value="15/3/2562"' in early


def test_what_was_agreed_on_another_paper_is_withdrawn_and_an_older_consent_changes_nothing(
    client, household
):
    form = {"purpose": "share_debts", "channel": "paper", "on": "16/3/2562"}
    withdrawn = form | {"deed": "withdraw"}
    path = at("consent", household)
    assert [client.post(path, withdrawn).status_code for _ in "ab"] == [302, 422]
    assert "ถอนความยินยอมแล้ว" in read(client, "persons", household)
    with pytest.raises(PurposeStopped):
        refuse_stopped(household, "share_debts")
    older = client.post(at("consent", household), form | {"deed": "give", "on": "1/3/2562"})
    assert older.status_code == 422
    assert "ถอนความยินยอมนี้แล้วเมื่อ 16 มี.ค. 2562" in older.content.decode()
    assert client.post(at("consent", household), form | {"deed": "give"}).status_code == 302
    assert "ให้ความยินยอมแล้ว" in read(client, "persons", household)
    assert ConsentRecord.objects.count() == 2


def test_a_request_of_a_day_to_come_is_said_at_its_day_and_not_taken_for_one_of_today(
    client, household
):
    sent = {"kind": "erasure", "on": "31/12/2600"}
    reply = client.post(at("subject_request", household), sent)
    assert reply.status_code == 422
    assert "วันที่อยู่ในอนาคต" in reply.content.decode()
    assert not SubjectRequest.objects.exists()


def test_a_request_is_answered_once_and_a_refusal_says_why(client, household):
    for _ in range(2):
        client.post(at("subject_request", household), {"kind": "erasure", "on": "16/3/2562"})
    asked = SubjectRequest.objects.get()
    assert (asked.due_on - asked.received_on).days == 30
    form = {"request_key": str(asked.pk), "decision": "refused"}
    path = at("answer_request", household)
    assert client.post(path, form).status_code == 422
    form |= {"reason": "ยังมีสัญญาที่ต้องเก็บตามกฎหมาย"}
    assert [client.post(path, form).status_code for _ in range(2)] == [302, 409]
    assert "ปฏิเสธ" in read(client, "persons", household)


def asked_for(kind, client, household):
    client.post(at("subject_request", household), {"kind": kind, "on": "16/3/2562"})
    return SubjectRequest.objects.get(kind=kind)


def test_a_copy_is_handed_out_for_a_request_alone_and_stands_in_the_log(client, household):
    path = at("subject_export", household)
    assert client.post(path, {"request_key": "1"}).status_code == 422
    erasure = asked_for("erasure", client, household)
    assert client.post(path, {"request_key": str(erasure.pk)}).status_code == 409
    asked = asked_for("export", client, household)
    assert "ดาวน์โหลดสำเนาข้อมูล" in read(client, "persons", household)
    reply = client.post(path, {"request_key": str(asked.pk)})
    assert f'filename="{OWN}-subject.zip"' in reply.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(content_of(reply))) as archive:
        assert archive.namelist() == ["subject.json", "subject.xlsx", "subject.pdf"]
        assert WHOLE in archive.read("subject.json").decode()
    event = AccessEvent.objects.get(is_revealed=True)
    assert event.household_key == household.pk.hex
    assert (event.action, event.request_id) == ("subject_export", reply.headers["X-Request-Id"])
    assert AuditEvent.objects.filter(action="privacy.exported").count() == 1
    assert "สำเนาข้อมูลแก่เจ้าของข้อมูล" in read(client, "accesses", household)
    committee = logged_in(an_officer("centre_committee", OWN))
    assert committee.post(path, {"request_key": str(asked.pk)}).status_code == 404


def test_no_copy_is_handed_out_once_the_request_was_refused(client, household):
    asked = asked_for("export", client, household)
    form = {"request_key": str(asked.pk), "decision": "refused", "reason": "พิสูจน์ตัวตนไม่ได้"}
    client.post(at("answer_request", household), form)
    path = at("subject_export", household)
    assert client.post(path, {"request_key": str(asked.pk)}).status_code == 409
    assert "ดาวน์โหลดสำเนาข้อมูล" not in read(client, "persons", household)


def test_copies_and_ids_opened_are_counted_together(client, household):
    asked = asked_for("export", client, household)
    for _ in range(30):
        client.post(at("reveal", household), {"reason": "ตรวจ"})
    path = at("subject_export", household)
    assert client.post(path, {"request_key": str(asked.pk)}).status_code == 429


def waiting_for(client):
    return client.get(reverse("waiting")).content.decode()


def test_an_erasure_is_granted_by_erasing_or_not_at_all(client, household):
    asked = asked_for("erasure", client, household)
    form = {"request_key": str(asked.pk), "decision": "granted"}
    path = at("answer_request", household)
    assert client.post(path, form).status_code == 422
    form |= {"sure": "on"}
    owing = client.post(path, form | {"reason": "ขอทางหนังสือ"})
    assert owing.status_code == 422
    assert "ยังมีหนี้คงค้าง" in owing.content.decode()
    assert "ขอทางหนังสือ" in owing.content.decode()
    assert not RequestAnswer.objects.exists()
    an_import(a_book_of(date(2019, 6, 1), a_book(debts=(a_debt(principal_satang=0),))))
    assert "อาจเป็นบุคคลเดียวกัน" in client.post(path, form).content.decode()
    asked_by = asked.person_id
    to_decide = f'href="{reverse("identities", args=[OWN])}?person={asked_by}"'
    for shown in (read(client, "persons", household), waiting_for(client)):
        assert to_decide in shown
    assert client.get(reverse("identities", args=[OWN]) + f"?person={asked_by}").status_code == 200
    one, other = Person.objects.order_by("pk")
    decide(
        centre=household.centre, kind="person", kept=one.pk, joined=other.pk, verdict="same",
        reason="คนเดียวกัน", actor=OPERATOR, on=TODAY,
    )  # fmt: skip
    path = reverse("answer_request", args=[OWN, household.pk, one.pk])
    assert [client.post(path, form).status_code for _ in range(2)] == [302, 409]
    assert "คำขอของเจ้าของข้อมูล" not in waiting_for(client)
    erasure = Erasure.objects.get(request=asked)
    assert (erasure.ground, RequestAnswer.objects.get().is_granted) == ("request", True)
    assert "สมมุติ หนึ่ง" not in read(client, "persons", household)


def test_a_hold_is_set_and_lifted_once(client, household):
    path = at("legal_hold", household)
    for deed, count in (("set", 1), ("set", 1), ("lift", 2), ("lift", 2), ("set", 3)):
        assert client.post(path, {"deed": deed, "reason": "มีคดี"}).status_code == 302
        assert LegalHold.objects.count() == count


def test_whoever_asks_for_what_is_not_theirs_stands_in_the_trail_whether_it_exists_or_not(
    household,
):
    elsewhere = logged_in(an_officer("centre_committee", "31011806", username="sombat"))
    for code, post in ((OWN, False), ("31011899", False), (OWN, True)):
        path = reverse("reveal_house", args=[code, household.pk])
        path = path if post else reverse("persons", args=[code, household.pk])
        reply = elsewhere.post(path, {"reason": "อยากรู้"}) if post else elsewhere.get(path)
        assert reply.status_code == 404
    told = AuditEvent.objects.filter(action="web.refused").order_by("sequence")
    assert [(one.actor_label, one.details["address"], one.details["place"]) for one in told] == [
        ("sombat", "persons", OWN),
        ("sombat", "persons", "31011899"),
        ("sombat", "reveal_house", OWN),
    ]
    assert chain_problems() == []


def test_every_page_and_file_of_persons_has_a_name_in_the_log():
    shown = {one.name for one in addresses() if one.policy in SHOWS_PERSONS}
    without_persons = {"lists", "keep_view", "drop_view", "template"}
    without_persons |= {"pack_page", "pack_make", "pack_cancel"}
    without_persons |= {"field", "field_workbook", "field_xform", "device_new", "device_revoke"}
    assert shown - set(SCREEN_NAMES) == without_persons, "name it in web/personal/wording.py"


def test_whoever_does_not_belong_to_the_household_is_not_found_there(client, household):
    path = reverse("reveal", args=[OWN, household.pk, household.pk])
    assert client.post(path, {"reason": "ตรวจ"}).status_code == 404


def test_who_may_see_who_looked_finds_it_in_the_menu_and_everybody_the_purposes(client, household):
    log, purposes = reverse("opened_ids"), reverse("processing")
    assert f'href="{log}"' in client.get(reverse("home")).content.decode()
    page = logged_in(an_officer("province", "31")).get(reverse("home")).content.decode()
    assert f'href="{log}"' not in page
    assert f'href="{purposes}"' in page
    assert f'href="{purposes}"' not in Client().get(reverse("account_login")).content.decode()


def test_everybody_reads_for_what_data_are_used_and_what_is_to_be_confirmed(household):
    shown = logged_in(an_officer("province", "31")).get(reverse("processing")).content.decode()
    assert "ความยินยอม มาตรา 19" in shown
    assert "รอกรมฯ ยืนยัน" in shown


def test_the_page_of_retention_says_what_goes_what_stays_and_what_went(client, household):
    address = reverse("retention")
    due = client.get(address).content.decode()  # the report of an import of years ago
    assert "จะถูกลบ" in due
    assert f">{OWN}</td>" in due
    assert "ยังไม่เคยลบตามกำหนด" in due
    elsewhere = logged_in(an_officer("district_officer", "3201", "elsewhere"))
    assert "ไม่มีสิ่งที่ครบกำหนด" in elsewhere.get(address).content.decode()
    night = timezone.localtime().replace(hour=3)
    assert run_tonight(lambda: night).dropped == 1
    after = client.get(address).content.decode()
    assert "ไม่มีสิ่งที่ครบกำหนด" in after
    assert "ทั้งระบบลบ 1 รายการ" in after
    assert "รายงานของการนำเข้า</td>" in after
    assert "รายงานของการนำเข้า</td>" not in elsewhere.get(address).content.decode()


def test_who_types_an_id_among_words_is_told_so_and_the_words_are_taken(client, household):
    told = "มีเลขที่ดูเหมือนเลขประจำตัวประชาชน"
    page = client.post(at("legal_hold", household), {"reason": f"คดีของ {SHOWN}"}, follow=True)
    assert told in page.content.decode()
    assert LegalHold.objects.count() == 1
    assert SHOWN not in page.content.decode()
    assert told not in read(client, "persons", household)
    drawn = client.post(at("reveal", household), {"reason": f"บัตร {WHOLE}"}).content.decode()
    assert told in drawn
    for words in ({"reason": f"โทร 0{WHOLE}"}, {"reason": "คดี", "0-national_id": WHOLE}):
        page = client.post(at("legal_hold", household), words, follow=True)
        assert told not in page.content.decode()


def test_no_reason_and_no_witness_lies_open_in_the_trail(client, household):
    client.post(at("reveal", household), {"reason": f"บัตร {WHOLE}"})
    kept = " ".join(
        str(list(AuditEvent.objects.values())) + str(list(AccessEvent.objects.values()))
    )
    assert WHOLE not in kept


def test_a_list_and_its_file_name_each_household_or_the_whole_centre_in_the_log(client, household):
    for place in ([OWN], ["3101"]):
        kind = "centre" if place == [OWN] else "district"
        for ending, whole in (("", False), ("_csv", True)):
            content_of(client.get(reverse(f"{kind}_list{ending}", args=[*place, "debtors"])))
            event = AccessEvent.objects.latest("pk")
            assert (event.action, event.chain) == (f"{kind}_list{ending}", OWN)
            assert event.is_whole is whole
            assert event.household_key == ("" if whole else household.pk.hex)
