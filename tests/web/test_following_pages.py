"""Households are followed up page by page; what the law forbids is refused with the way out."""

from datetime import timedelta
from uuid import uuid4

import pytest
from build import CENTRE_CODE, an_import, an_officer
from committee_desk import at, page
from django.urls import reverse
from django.utils import timezone
from following_village import FIRST, SECOND, by, the_book
from world import logged_in

from plodnee.audit.models import AccessEvent
from plodnee.casework.cases.services import end_case, open_case
from plodnee.casework.cases.states import Deed
from plodnee.casework.following.services import name_contact
from plodnee.casework.models import (
    Contact,
    ContactName,
    GuarantorNotice,
    HouseholdVisit,
    Job,
    PrescriptionAct,
    RefusedContact,
)
from plodnee.documents.models import IssuedDocument
from plodnee.organization.access import OPERATOR
from plodnee.registers.models import Household

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    return an_import(the_book(timezone.localdate())).centre


@pytest.fixture
def home(centre):
    return Household.objects.get(code="001")


def day(days=0):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def sent(client, home, deed, about="", name="", address="following_write", key=None, **said):
    fields = {f"{name or deed}-{field}": value for field, value in said.items()}
    known = {"deed": deed, "about": about, f"{name or deed}-key": key or uuid4()}
    return client.post(at(address, home.pk), known | fields)


def a_call(client, home, **said):
    known = {"on": day(-1), "time": "๑๐.๐๐ น.", "channel": "call", "who": "", "outcome": "spoke"}
    return sent(client, home, "contact", **(known | said))


def shown(client, home):
    return page(client.get(at("following_home", home.pk)))


def test_the_list_names_who_is_overdue_and_until_when_they_may_be_contacted(secretary, home):
    words = page(secretary.get(at("following")))
    assert "1 ครัวเรือน ค้างอยู่กับหนี้รวม 20,000 บาท" in words
    assert "50 วัน" in words
    assert "ติดต่อได้" in words
    assert "ยังไม่เคย" in words
    assert "002" not in words
    event = AccessEvent.objects.filter(action="following").latest("sequence")
    assert event.shown == 1


def test_a_call_is_kept_and_a_second_of_the_day_is_refused_and_shown(secretary, chair, home):
    reply = a_call(secretary, home, outcome="promised", promised_on=day(9), promised_satang="500",
                   note="หลังขายข้าว")  # fmt: skip
    assert reply.status_code == 302
    words = shown(secretary, home)
    assert "จำนวน 500 บาท" in words
    assert "หลังขายข้าว" in words
    again = a_call(chair, home, time="15.00", note="โทรอีกครั้ง")
    assert again.status_code == 409
    assert "ติดต่อลูกหนี้ไม่ได้: วันนี้ติดต่อครบ 1 ครั้งแล้ว" in page(again)
    assert "โทรอีกครั้ง" in page(again)
    assert (Contact.objects.count(), RefusedContact.objects.count()) == (1, 1)
    assert "ครบจำนวนครั้งของวันนั้นแล้ว" in shown(secretary, home)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"time": "21.30"}, "ติดต่อได้เฉพาะ"),
        ({"time": "06.00"}, "ติดต่อได้เฉพาะ"),
        ({"on": day(1)}, "ยังมาไม่ถึง"),
        ({"outcome": "promised"}, "ใส่วันที่นัดชำระ"),
        ({"outcome": "promised", "promised_on": day(-5)}, "ต้องไม่ก่อนวันที่ติดต่อ"),
        ({"outcome": "promised", "promised_on": day(1), "promised_satang": "0"}, "มากกว่าศูนย์"),
        ({"time": "25.00"}, "พิมพ์เวลาเช่น"),
        ({"who": str(uuid4())}, "govuk-error-message"),
    ],
)
def test_what_may_not_be_or_cannot_be_meant_comes_back_with_the_reason(secretary, home, said, told):
    reply = a_call(secretary, home, **said)
    assert reply.status_code in (409, 422)
    assert told in page(reply)
    assert Contact.objects.count() == 0


def test_the_same_form_sent_twice_is_one_contact(secretary, home):
    key = uuid4()
    for _ in range(2):
        assert a_call(secretary, home, key=key).status_code == 302
    assert Contact.objects.count() == 1


def test_a_contact_recorded_by_mistake_is_withdrawn_and_the_day_is_free_again(secretary, home):
    a_call(secretary, home)
    contact = Contact.objects.get()
    said = {"name": f"withdraw-{contact.pk.hex}", "reason": "wrong_household"}
    assert sent(secretary, home, "withdraw", contact.pk, **said).status_code == 302
    assert "ถอนบันทึกแล้ว" in shown(secretary, home)
    assert a_call(secretary, home, time="11.00").status_code == 302
    assert sent(secretary, home, "withdraw", uuid4(), **said).status_code == 422
    assert sent(secretary, home, "withdraw", "x", **said).status_code == 422


def test_somebody_whom_the_debtor_named_is_contacted_until_the_name_is_taken_back(secretary, home):
    who = {"relation": "spouse", "phone": "0810000000"}
    unasked = secretary.post(
        at("following_write", home.pk),
        {"deed": "name", "name-key": uuid4(), "name-name": "นางญาติ", "name-relation": "spouse"},
    )
    assert unasked.status_code == 422
    fields = {f"name-{key}": value for key, value in who.items()}
    known = {"deed": "name", "name-key": uuid4(), "name-name": "นางญาติ ใจดี", "name-asked": "on"}
    assert secretary.post(at("following_write", home.pk), known | fields).status_code == 302
    assert "นางญาติ ใจดี (คู่สมรส)" in shown(secretary, home)
    named_today = ContactName.objects.get()
    assert a_call(secretary, home, who=named_today.pk).status_code == 409
    yesterday = timezone.now() - timedelta(days=1)
    earlier = {"name": "นายบุตร ใจดี", "phone": "", "relation": "child"}
    name = name_contact(
        key=uuid4(), household=home, **earlier,
        by=by(OPERATOR, at=yesterday, on=timezone.localdate() - timedelta(days=1)),
    )  # fmt: skip
    assert a_call(secretary, home, who=name.pk).status_code == 302
    assert "โทรศัพท์ · นายบุตร ใจดี" in shown(secretary, home)
    for one in (name, named_today):
        ended = sent(secretary, home, "end", one.pk, name=f"end-{one.pk.hex}")
        assert ended.status_code == 302
    assert "ยังไม่มี ติดต่อได้เฉพาะลูกหนี้เอง" in shown(secretary, home)


def test_a_guarantor_is_told_in_time_and_the_list_says_by_when(secretary, home):
    words = page(secretary.get(at("following_notices")))
    assert FIRST in words
    assert SECOND in words
    assert "เหลือ 10 วัน" in words
    waiting = page(secretary.get(reverse("waiting")))
    assert "แจ้งการผิดนัดแก่ผู้ค้ำประกัน 2 ราย" in waiting
    debt = home.debts.get()
    said = {"name": "notice-0", "sent_on": day(), "channel": "by_hand"}
    first = sorted([FIRST, SECOND])[0]
    stranger = sent(secretary, home, "notice", f"{debt.pk}.0", guarantor="คนอื่น", **said)
    assert stranger.status_code == 409
    reply = sent(secretary, home, "notice", f"{debt.pk}.0", guarantor=first, **said)
    assert reply.status_code == 302
    notice = GuarantorNotice.objects.get()
    name = f"receipt-{notice.pk.hex}"
    early = sent(secretary, home, "receipt", notice.pk, name=name, received_on=day(-1))
    assert (early.status_code, "ต้องไม่ก่อนวันส่ง" in page(early)) == (409, True)
    arrived = sent(secretary, home, "receipt", notice.pk, name=name, received_on=day())
    assert arrived.status_code == 302
    waiting = page(secretary.get(reverse("waiting")))
    assert "แจ้งการผิดนัดแก่ผู้ค้ำประกัน 1 ราย" in waiting
    assert "ทันกำหนด" in shown(secretary, home)
    assert sent(secretary, home, "notice", f"{debt.pk}.x", **said).status_code == 422


def test_the_letter_to_a_guarantor_is_taken_away_by_the_committee_alone(secretary, district, home):
    for name in ("letter_pdf", "letter_docx"):
        reply = secretary.get(at(name, home.pk) + "?n=1")
        assert (reply.status_code, len(reply.content) > 5_000) == (200, True)
        assert district.get(at(name, home.pk)).status_code == 404
        assert secretary.get(at(name, home.pk) + "?n=9").status_code == 404
        assert secretary.get(at(name, home.pk) + "?n=x").status_code == 404
    assert IssuedDocument.objects.get(kind="guarantor_notice").number.startswith("น1/")
    fine = Household.objects.get(code="002")
    assert secretary.get(at("letter_pdf", fine.pk)).status_code == 404


def test_the_district_plans_and_reports_a_visit_and_is_given_no_debtor(district, home):
    words = shown(district, home)
    assert "ท่านเป็นเจ้าหน้าที่ของรัฐ" in words
    assert "บันทึกการติดต่อ" not in words
    assert "แจ้งการผิดนัดแก่ผู้ค้ำประกัน" not in page(district.get(reverse("waiting")))
    assert a_call(district, home).status_code == 404
    visit = {"address": "following_visit", "planned_on": day(), "purpose": "income"}
    assert sent(district, home, "visit", **visit).status_code == 302
    planned = HouseholdVisit.objects.get()
    assert "ดูรายรับรายจ่าย" in page(district.get(at("following_visits")))
    report = {"address": "following_visit", "name": f"report-{planned.pk.hex}"}
    bare = sent(district, home, "report", planned.pk, outcome="met", **report)
    assert "ใส่วันที่เยี่ยม" in page(bare)
    done = sent(
        district, home, "report", planned.pk, outcome="met", visited_on=day(), note="ปลูกผัก",
        **report,
    )  # fmt: skip
    assert done.status_code == 302
    assert "ปลูกผัก" in shown(district, home)
    off = sent(district, home, "report", planned.pk, outcome="called_off", **report)
    assert off.status_code == 409


def test_a_lapsed_claim_is_warned_of_and_acknowledged_only_when_the_debtor_was_told(secretary):
    old = timezone.localdate() - timedelta(days=6 * 365)
    an_import(the_book(old))
    home = Household.objects.get(code="001")
    assert "พ้นแล้ว" in page(secretary.get(at("following_claims")))
    said = {"debt": home.debts.get().pk, "kind": "written_acknowledgement", "acted_on": day()}
    refused = sent(secretary, home, "act", **said)
    assert (refused.status_code, "ต้องบอกลูกหนี้ก่อน" in page(refused)) == (409, True)
    assert sent(secretary, home, "act", told_lapsed="on", **said).status_code == 302
    assert PrescriptionAct.objects.count() == 1
    left = page(secretary.get(at("following_claims")))
    assert (">001</a>" in left, ">002</a>" in left) == (False, True)


def test_planning_anew_is_of_today_and_asked_for_once(secretary, home):
    for _ in range(2):
        assert secretary.post(at("following_replan")).status_code == 302
    assert Job.objects.get().arguments == {"as_of": day()}


def test_whoever_follows_up_is_told_that_the_borrower_died(secretary, home):
    case = open_case(household=home, by=by(OPERATOR))
    assert "มรดก" not in shown(secretary, home)
    end_case(case=case, deed=Deed.DECEASED, reason="ใบมรณบัตร", seen=1, by=by(OPERATOR))
    assert "ทายาทรับผิดไม่เกินทรัพย์มรดก" in shown(secretary, home)


def test_a_centre_without_a_register_says_what_to_do(centre):
    from plodnee.organization.services import open_centre

    open_centre(code="31011806", name="ศูนย์ฯ ใหม่", actor=OPERATOR)
    client = logged_in(an_officer("centre_committee", "31011806"))
    for name in ("following", "following_notices", "following_visits", "following_claims"):
        assert "ยังไม่มีทะเบียนในระบบ" in page(client.get(reverse(name, args=["31011806"])))


def test_an_auditor_reads_and_writes_nothing_and_english_is_complete(home):
    auditor = logged_in(an_officer("auditor", "31"))
    auditor.post(reverse("set_language"), {"language": "en"})
    words = shown(auditor, home)
    assert "You are an official of the state" in words
    assert "Plan a visit" not in words
    assert "Must arrive by" in words
    assert a_call(auditor, home).status_code == 404
    assert "50 days" in page(auditor.get(at("following")))
    assert CENTRE_CODE in at("following")
