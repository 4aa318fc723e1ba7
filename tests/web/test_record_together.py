"""Records in the browser: two at one form, an entry taken back, who is said to be what."""

import pytest
from build import a_book, a_debt, a_household, an_import, an_officer
from django.urls import reverse
from record_forms import DAY, as_filled, of_centre, of_home, send, sheet
from world import OWN, logged_in

from plodnee.audit.models import AccessEvent
from plodnee.engine.national_id import make_up
from plodnee.registers.entries import present
from plodnee.registers.models import Debt, Household, ImportBatch, MemberGroup
from plodnee.registers.selectors import register_book
from plodnee.web.access import today

pytestmark = pytest.mark.django_db
BORROWED = a_debt(national_id=make_up(1))


@pytest.fixture
def home():
    an_import(a_book(households=(a_household("001"), a_household("002")), debts=(BORROWED,)))
    return Household.objects.get(code="001")


@pytest.fixture
def browser(home):
    return logged_in(an_officer("district_officer", "3101"))


def test_two_who_change_one_household_the_second_sees_what_stands_and_loses_nothing(browser, home):
    path = of_home(home, "household")
    first, second = as_filled(browser, path), as_filled(browser, path)
    assert browser.post(path, {**first, **DAY, "members": "4"}).status_code == 302
    reply = browser.post(path, {**second, **DAY, "members": "5"})
    page = reply.content.decode()
    assert reply.status_code == 422
    assert "ระบบไม่เขียนทับ" in page
    assert "ขณะนี้ในทะเบียน: 4" in page
    assert reply.context["form"]["members"].value() == "5"
    again = {bound.html_name: bound.value() or "" for bound in reply.context["form"]}
    assert browser.post(path, again).status_code == 302
    assert present.household_state(home, today()).members == 5


def test_the_latest_entry_is_taken_back_from_the_history(browser, home):
    send(browser, of_home(home, "household"), members="4")
    entry = ImportBatch.objects.latest("sequence")
    path = reverse("undo_entry", args=[OWN, home.pk, entry.pk])
    assert path in sheet(browser, home)
    browser.post(path, {"reason": ""})
    assert present.household_state(home, today()).members == 4
    for _ in range(2):
        assert browser.post(path, {"reason": "นับผิด"}).status_code == 302
    page = sheet(browser, home)
    assert present.household_state(home, today()).members is None
    assert "นับผิด" in page
    assert "ย้อนกลับแล้ว" in page
    assert path not in page


def test_who_the_head_is_is_said_of_the_household_alone(browser, home):
    new, head = of_home(home, "person", "new"), present.members(home, today())[0].person.pk
    said = {"name": "นางสอง สมมุติ", "without_id": "not_shown"}
    assert as_filled(browser, new)["role"] == "other"
    status, errors = send(browser, new, **said, role="head")
    assert (status, set(errors)) == (422, {"role"})
    assert send(browser, new, **said, role="spouse")[0] == 302
    assert send(browser, of_home(home, "person", head))[0] == 302
    spouse = next(one for one in present.members(home, today()) if not one.is_head)
    assert send(browser, of_home(home, "household"), head=spouse.name.pk)[0] == 302
    page = sheet(browser, home)
    assert page.count("หัวหน้าครัวเรือน</td>") == 1
    assert as_filled(browser, of_home(home, "person", head))["role"] == "other"


def test_a_page_without_households_leaves_none_in_the_access_log(browser, home):
    browser.get(reverse("record_centre", args=[OWN]))
    assert not AccessEvent.objects.exists()
    browser.get(of_centre("household"))  # names the debt that its day classes anew
    assert AccessEvent.objects.get().household_key == home.pk.hex
    sheet(browser, home)
    assert AccessEvent.objects.latest("pk").action == "record"


def test_of_two_who_opened_one_form_the_second_sees_what_the_first_said(browser, home):
    path = of_home(home, "balance", Debt.objects.get().pk)
    mine, theirs = as_filled(browser, path), as_filled(browser, path)
    first = browser.post(path, {**theirs, **DAY, "principal_satang": "900"})
    late = browser.post(path, {**mine, **DAY, "principal_satang": "800"})
    page = late.content.decode()
    assert (first.status_code, late.status_code) == (302, 422)
    assert "ขณะนี้ในทะเบียน: 900" in page
    assert 'value="800"' in page
    assert register_book(home.centre).debts[0].principal_satang == 90_000
    again = {bound.html_name: bound.value() or "" for bound in late.context["form"]}
    assert browser.post(path, again).status_code == 302
    assert register_book(home.centre).debts[0].principal_satang == 80_000


@pytest.mark.parametrize("subject", ["person", "debt", "land"])
def test_a_form_sent_twice_is_stored_once(browser, home, subject):
    path = of_home(home, subject, "all" if subject == "land" else "new")
    person = present.members(home, today())[0].name.pk
    said = {
        "name": "ด.ช.ก้อง สมมุติ", "role": "child", "without_id": "child", "borrower": person,
        "principal_satang": "5", "rate": "1", "row-0-area_rai": "3",
    }  # fmt: skip
    sent = {**as_filled(browser, path), **DAY, **said}
    sent |= {"creditor": f"group-{MemberGroup.objects.get().pk}"}
    second = 302 if subject == "land" else 422  # the list is so already: nothing to overtake
    assert [browser.post(path, sent).status_code for _ in range(2)] == [302, second]
    assert ImportBatch.objects.count() == 2
