"""The history of a record says who changed what, from what to what, and why; no id stands in it."""

import pytest
from build import a_book, a_debt, a_household, an_import, an_officer
from django.urls import reverse
from test_record import OWN, of_home, send, sheet
from world import logged_in

from plodnee.audit.models import AuditEvent
from plodnee.engine.national_id import make_up
from plodnee.registers.entries import present
from plodnee.registers.models import Debt, Household, ImportBatch, MemberGroup
from plodnee.web.access import today
from plodnee.web.record.changes import changes_of
from plodnee.web.templatetags.wording import be_moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    homes = (a_household("001", national_id=make_up(1)), a_household("002"))
    an_import(a_book(households=homes, debts=(a_debt(),)))
    return Household.objects.get(code="001")


@pytest.fixture
def browser(home):
    return logged_in(an_officer("district_officer", "3101"))


def last_changes(home):
    """What the last entry changed, as the page tells it."""
    told = changes_of(home)[ImportBatch.objects.latest("sequence").pk]
    return [(one.of, one.field, one.before, one.after) for one in told]


def test_an_import_that_brings_a_household_changes_nothing(home):
    assert changes_of(home) == {}


def test_each_field_stands_with_what_it_was_and_is(browser, home):
    send(browser, of_home(home, "household"), members="4", main_occupation="ทำสวน", is_model="on")
    assert last_changes(home) == [
        ("", "จำนวนสมาชิก (คน)", "–", "4"),
        ("", "อาชีพหลัก", "–", "ทำสวน"),
        ("", "ครัวเรือนต้นแบบ", "ไม่ใช่", "ใช่"),
    ]
    debt = Debt.objects.get()
    send(browser, of_home(home, "balance", debt.pk), principal_satang="900.5", status="legal")
    called, field, _before, after = last_changes(home)[0]
    assert (called[:4], field, after) == ("VF-1", "เงินต้นคงเหลือ (บาท)", "900.50")
    assert last_changes(home)[-1][1:] == ("สถานะหนี้", "ปกติ", "ดำเนินคดี")
    page = sheet(browser, home)
    assert "<strong>900.50</strong>" in page
    assert "<strong>ดำเนินคดี</strong>" in page
    for action in ("registers.imported", "registers.entered"):
        assert be_moment(AuditEvent.objects.filter(action=action).latest("pk").recorded_at) in page


def test_what_is_new_is_named_and_no_id_or_house_number_is_told(browser, home):
    said = {"name": "นางสอง สมมุติ", "role": "spouse", "national_id": make_up(8)}
    send(browser, of_home(home, "person", "new"), **said)
    assert last_changes(home) == [("นางสอง สมมุติ", "", "–", "บันทึกครั้งแรก")]
    spouse = next(one for one in present.members(home, today()) if not one.is_head)
    send(browser, of_home(home, "person", spouse.person.pk), national_id=make_up(7))
    assert last_changes(home) == [("นางสอง สมมุติ", "เลขประจำตัวประชาชน", "มีเลข", "แก้เป็นเลขใหม่")]
    send(browser, of_home(home, "household"), house_number="88/9")
    assert last_changes(home) == [("", "บ้านเลขที่", "xxx", "xxx")]
    page = sheet(browser, home)
    assert "88/9" not in page
    assert not any(make_up(seed) in page.replace("-", "") for seed in (1, 7, 8))
    head = {"borrower": present.members(home, today())[0].name.pk, "rate": "6"}
    head["creditor"] = f"group-{MemberGroup.objects.get().pk}"
    send(browser, of_home(home, "debt", "new"), **head, principal_satang="5", contract_number="ก.7")
    assert last_changes(home) == [("VF-1 ก.7", "", "–", "บันทึกครั้งแรก")]


def test_lists_tell_the_lines_that_came_and_went(browser, home):
    land = {"row-0-tenure": "owned", "row-0-area_rai": "12.5", "row-0-document": "โฉนด 7"}
    send(browser, of_home(home, "land"), **land)
    first = ImportBatch.objects.latest("sequence")
    send(browser, of_home(home, "land"), **{"row-0-area_rai": "10"})
    assert ("ที่ดิน", "", "–", "เป็นเจ้าของ 12.5 โฉนด 7") in [
        (one.of, one.field, one.before, one.after) for one in changes_of(home)[first.pk]
    ]
    assert last_changes(home)[-2:] == [
        ("ที่ดิน", "", "เป็นเจ้าของ 12.5 โฉนด 7", "–"),
        ("ที่ดิน", "", "–", "เป็นเจ้าของ 10 โฉนด 7"),
    ]
    debt = Debt.objects.get().pk
    guarantor = {"row-0-name": "นางสมศรี ค้ำ", "row-0-limit_satang": "5000"}
    send(browser, of_home(home, "guarantors", debt), **guarantor)
    assert last_changes(home) == [("ผู้ค้ำประกัน", "", "–", "นางสมศรี ค้ำ 5,000")]
    cash = {
        "row-0-kind": "income", "row-0-item": "ขายผัก", "row-0-amount_satang": "30",
        "row-0-months": "ม.ค.",
    }  # fmt: skip
    send(browser, of_home(home, "cash"), **cash)
    assert ("รายรับรายจ่าย", "", "–", "รายรับ ขายผัก 30 ม.ค.") in last_changes(home)


def test_an_entry_is_not_taken_back_under_the_address_of_another_household(browser, home):
    other = Household.objects.create(centre=home.centre, code="099")
    send(browser, of_home(home, "household"), members="4")
    entry = ImportBatch.objects.latest("sequence")
    undo = reverse("undo_entry", args=[OWN, other.pk, entry.pk])
    assert browser.post(undo, {"reason": "นับผิด"}).status_code == 404
    assert ImportBatch.objects.latest("sequence") == entry


def test_an_entry_taken_back_tells_both_ways(browser, home):
    send(browser, of_home(home, "household"), members="4")
    entry = ImportBatch.objects.latest("sequence")
    undo = reverse("undo_entry", args=[OWN, home.pk, entry.pk])
    browser.post(undo, {"reason": "นับผิด"})
    assert last_changes(home) == [("", "จำนวนสมาชิก (คน)", "4", "–")]
