"""Corrections of an earlier day: what they change, what they do not reach, what history says."""

from datetime import date

import pytest
from build import a_book, a_debt, a_household, an_import, an_officer
from record_forms import as_filled, of_home, send, sheet
from world import OWN, logged_in

from plodnee.engine.national_id import make_up
from plodnee.organization.access import OPERATOR
from plodnee.registers.entries import present
from plodnee.registers.models import Debt, Household, ImportBatch
from plodnee.registers.sameness.services import decide
from plodnee.web.access import today
from plodnee.web.record.changes import changes_of

pytestmark = pytest.mark.django_db
THEN, LATER = {"as_of": "20/5/2562"}, {"as_of": "1/7/2562"}
THAT_DAY = "?as_of=20/5/2562"


@pytest.fixture
def home():
    homes = (a_household("001", national_id=make_up(1)), a_household("002"))
    an_import(a_book(households=homes, debts=(a_debt(), a_debt(3, household_code="002"))))
    return Household.objects.get(code="001")


@pytest.fixture
def browser(home):
    return logged_in(an_officer("district_officer", "3101"))


def asked_first(browser, path, **changes):
    """What is said before the form is stored; sent again as it was, it is."""
    reply = browser.post(path, {**as_filled(browser, path), **changes})
    assert reply.status_code == 422
    stored = ImportBatch.objects.count()
    bounds = [*reply.context["form"]]
    if (rows := reply.context["rows"]) is not None:
        bounds += [*rows.management_form, *(bound for row in rows.forms for bound in row)]
    again = {bound.html_name: bound.value() or "" for bound in bounds}
    assert browser.post(path, again).status_code == 302
    assert ImportBatch.objects.count() == stored + 1
    return " ".join(reply.context["form"].non_field_errors())


def last_changes(home):
    entry = ImportBatch.objects.latest("sequence")
    return [(one.field, one.before, one.after) for one in changes_of(home)[entry.pk]]


def test_only_what_was_changed_is_put_into_the_past_and_what_stands_today_is_told(browser, home):
    path = of_home(home, "household")
    assert send(browser, path, main_occupation="ค้าขาย", **LATER)[0] == 302
    words = asked_first(browser, path, cash_satang="๙,๙๙๙", reason="นับใหม่", **THEN)
    assert "(เงินสดและเงินฝาก (บาท): 10,000)" in words
    then = present.household_state(home, date(2019, 5, 20))
    now = present.household_state(home, today())
    assert (then.main_occupation, then.cash_satang) == ("", 999_900)
    assert (now.main_occupation, now.cash_satang) == ("ค้าขาย", 1_000_000)
    assert last_changes(home) == [("เงินสดและเงินฝาก (บาท)", "10,000", "9,999")]


def test_a_later_balance_stays_out_of_the_debt_as_it_was(browser, home):
    debt = Debt.objects.get(household=home)
    path = of_home(home, "debt", debt.pk)
    assert send(browser, path, rate="1", rate_unit="month", **LATER)[0] == 302
    balance = {"principal_satang": "2,000", "status": "legal", **LATER}
    assert send(browser, of_home(home, "balance", debt.pk), **balance)[0] == 302
    assert "หมายเหตุ: –" in asked_first(browser, path, note="สัญญาหาย", **THEN)
    then = present.debt_state(debt, date(2019, 5, 20))
    assert (then.principal_satang, then.rate_bp, then.note) == (2_000_000, 600, "สัญญาหาย")
    asked_first(browser, path, rate="1.5", **THEN)  # of the unit that the form shows
    then = present.debt_state(debt, date(2019, 5, 20))
    assert (then.principal_satang, then.rate_bp, then.rate_unit) == (2_000_000, 1_800, "month")
    assert as_filled(browser, path + THAT_DAY)["rate"] == "1.5"
    said = {"principal_satang": "2,000", "interest_arrears_satang": "5", **THEN}
    asked_first(browser, of_home(home, "balance", debt.pk), **said)  # a balance says all it shows
    then = present.debt_state(debt, date(2019, 5, 20))
    assert (then.principal_satang, then.status, then.note) == (200_000, "legal", "สัญญาหาย")


def test_a_list_of_an_earlier_day_is_put_right_from_that_day(browser, home):
    land = {"row-0-tenure": "owned", "row-0-area_rai": "12"}
    assert send(browser, of_home(home, "land"), **land, **LATER)[0] == 302
    status, errors = send(browser, of_home(home, "land"), **{"row-0-area_rai": "10"}, **THEN)
    assert (status, set(errors)) == (422, {"as_of"})
    path = of_home(home, "land") + THAT_DAY
    assert "ที่ดิน" in asked_first(browser, path, **land | {"row-0-area_rai": "10"}, **THEN)
    assert [piece.area_rai for piece in present.land(home, date(2019, 5, 20))] == ["10"]
    assert [piece.area_rai for piece in present.land(home, today())] == ["12"]


def test_what_an_entry_changed_is_told_of_what_it_could_see(browser, home):
    path = of_home(home, "household")
    assert send(browser, path, moo="7", **LATER)[0] == 302
    entry = ImportBatch.objects.latest("sequence")
    told = changes_of(home)[entry.pk]
    asked_first(browser, path, moo="6", **THEN)
    assert changes_of(home)[entry.pk] == told
    assert last_changes(home) == [("หมู่ที่", "5", "6")]


def test_what_is_emptied_needs_a_reason_and_who_came_later_is_described_before(browser, home):
    path = of_home(home, "household")
    status, errors = send(browser, path, moo="", **THEN)
    assert (status, set(errors)) == (422, {"reason"})
    assert send(browser, path, moo="", reason="ไม่ทราบ", **THEN)[0] == 302
    son = {"name": "ด.ช.ก้อง สมมุติ", "role": "child", "without_id": "child", **LATER}
    assert send(browser, of_home(home, "person", "new"), **son)[0] == 302
    born = next(one.person.pk for one in present.members(home, today()) if not one.is_head)
    assert "อาชีพ: –" in asked_first(browser, of_home(home, "person", born), occupation="ก", **THEN)
    head = present.members(home, today())[1].name.pk
    status, errors = send(browser, path, head=head, as_of="1/5/2562")
    assert (status, set(errors)) == (422, {"head"})
    assert "ยังไม่อยู่ในทะเบียนของวันที่มีผล" in errors["head"][0]
    assert send(browser, path, moo="3", seen="999")[0] == 422


def test_records_of_joined_households_say_so_and_each_keeps_its_own_debts(browser, home):
    other = Household.objects.get(code="002")
    pair = {"kind": "household", "kept": home.pk, "joined": other.pk, "verdict": "same"}
    decide(centre=home.centre, **pair, reason="บ้านเดียว", actor=OPERATOR, on=today())
    kept, joined = sheet(browser, home), sheet(browser, other)
    assert f'href="/centres/{OWN}/households/{other.pk}/record/">002</a>' in kept
    assert (
        f'รวมเป็นครัวเรือนเดียวกับ <a href="/centres/{OWN}/households/{home.pk}/record/">001</a>'
        in joined
    )
    debt = Debt.objects.get(household=other)
    assert send(browser, of_home(other, "balance", debt.pk), principal_satang="7")[0] == 302
