"""What a record's forms refuse or ask about, in Thai at the field, with nothing stored."""

import pytest
from build import a_book, a_debt, a_household, an_import, an_officer
from record_forms import of_centre, of_home, send
from world import logged_in

from plodnee.audit.models import AccessEvent
from plodnee.registers.entries import present
from plodnee.registers.models import Debt, Household, MemberGroup
from plodnee.web.access import today

pytestmark = pytest.mark.django_db
BORROWED = a_debt()


@pytest.fixture
def home():
    an_import(a_book(households=(a_household("001"), a_household("002")), debts=(BORROWED,)))
    return Household.objects.get(code="001")


@pytest.fixture
def browser(home):
    return logged_in(an_officer("district_officer", "3101"))


def test_refusals_stand_in_thai_at_their_fields_and_nothing_is_stored(browser, home):
    debt = of_home(home, "debt", "new")
    person = present.members(home, today())[0].name.pk
    wrong = {
        "creditor": f"group-{MemberGroup.objects.get().pk}", "borrower": person,
        "principal_satang": "หมื่นสอง", "interest_arrears_satang": "1.234", "rate": "400",
        "borrowed_on": "5/5/62", "due_on": "30/2/2562", "months": "13", "as_of": "1/1/2600",
    }  # fmt: skip
    status, errors = send(browser, debt, **wrong)
    assert status == 422
    words = {name: " ".join(messages) for name, messages in errors.items()}
    assert "อ่านเป็นจำนวนเงินไม่ได้" in words["principal_satang"]
    assert "เศษของสตางค์" in words["interest_arrears_satang"]
    assert "360" in words["rate"]
    assert "สองหลัก" in words["borrowed_on"]
    assert "ไม่มีวันที่" in words["due_on"]
    assert "1-12" in words["months"]
    assert "อนาคต" in words["as_of"]
    assert Debt.objects.count() == 1
    days = {"principal_satang": "1", "rate": "1", "borrowed_on": "2/1/2562", "due_on": "1/1/2562"}
    sound = {"months": "", "interest_arrears_satang": ""}
    assert set(send(browser, debt, **{**wrong, **days, **sound, "as_of": "1/4/2562"})[1]) == {
        "due_on"
    }


def test_a_contract_that_the_register_has_is_entered_again_only_as_another_debt(browser, home):
    other = Household.objects.get(code="002")
    path, person = of_home(other, "debt", "new"), present.members(other, today())[0].name.pk
    group = {"creditor": f"group-{MemberGroup.objects.get().pk}", "borrower": person, "rate": "6"}
    said = {**group, "contract_number": BORROWED.contract_number, "principal_satang": "500"}
    status, errors = send(browser, path, **said)
    assert (status, list(errors)) == (422, ["another"])
    assert "ครัวเรือน 001 ยอด 20,000" in " ".join(errors["another"])
    assert home.pk.hex in AccessEvent.objects.latest("pk").households  # named: so it is logged
    assert send(browser, path, **said, another="on")[0] == 302
    assert "ครัวเรือน 001 ยอด 20,000" in " ".join(send(browser, path, **said)[1]["another"])
    bare = {**group, "principal_satang": "700"}
    assert send(browser, path, **bare)[0] == 302
    assert list(send(browser, path, **bare)[1]) == ["another"]
    assert send(browser, path, **{**bare, "principal_satang": "701"})[0] == 302


def test_days_people_and_limits_that_cannot_be_are_told_at_their_fields(browser, home):
    debt = Debt.objects.get()
    early = {"overdue_since": "1/5/2561"}
    for subject in ("debt", "balance"):
        assert list(send(browser, of_home(home, subject, debt.pk), **early)[1]) == ["overdue_since"]
    for said, field in (
        ({"members": "0"}, "members"),
        ({"members": "2", "workers": "3"}, "workers"),
    ):
        assert list(send(browser, of_home(home, "household"), **said)[1]) == [field]
    rule = {"effective_from": "1/1/2562", "source": "ระเบียบ ข้อ 9", "max_term_months": "0"}
    limits = {"max_principal_committee_satang": "900", "max_principal_meeting_satang": "100"}
    fund = MemberGroup.objects.get(code="VF-1")
    assert set(send(browser, of_centre("rule", fund.pk), **rule, **limits)[1]) == {
        "max_term_months", "max_principal_committee_satang",
    }  # fmt: skip
    for day in ("1/1/2500", "1/1/2600"):  # before any fund was, and when none may be
        when = rule | {"effective_from": day, "max_term_months": "12"}
        assert list(send(browser, of_centre("rule", fund.pk), **when)[1]) == ["effective_from"]


def test_groups_of_one_name_are_told_apart_and_one_that_left_lends_no_more(browser, home):
    group = {"name": "กลุ่มหนึ่ง", "kind": "OCCUPATION_GROUP"}
    assert list(send(browser, of_centre("group"), code="<SCRIPT>", **group)[1]) == ["code"]
    for code in ("A-1", "A-2"):
        assert send(browser, of_centre("group"), code=code, **group)[0] == 302
    path = of_home(home, "debt", "new")
    offered = dict(browser.get(path).context["form"].fields["creditor"].choices)
    assert {"กลุ่มหนึ่ง (A-1)", "กลุ่มหนึ่ง (A-2)", "กองทุนหมู่บ้าน"} <= set(offered.values())
    left = MemberGroup.objects.get(code="A-2")
    gone = {"standing": "mistaken", "reason": "พิมพ์ผิด"}
    assert send(browser, of_centre("group", left.pk), **gone)[0] == 302
    assert f"group-{left.pk}" not in dict(
        browser.get(path).context["form"].fields["creditor"].choices
    )
