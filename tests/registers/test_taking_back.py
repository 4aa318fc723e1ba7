"""The last entry about a household is taken back, and what came meanwhile is never written over."""

from dataclasses import replace
from datetime import timedelta

import pytest
from build import (
    CENTRE_CODE,
    TODAY,
    a_book,
    a_debt,
    a_household,
    a_picture,
    an_import,
    an_officer,
)

from plodnee.engine.national_id import make_up
from plodnee.organization.access import OPERATOR
from plodnee.organization.errors import NotAllowed
from plodnee.organization.models import Centre
from plodnee.registers.book import CashItem, PersonName
from plodnee.registers.confirmation.services import issue_slips
from plodnee.registers.entries import debts, households, people, present
from plodnee.registers.entries.entering import Entry
from plodnee.registers.entries.evidence import attach_evidence
from plodnee.registers.entries.undoing import undo_entry, undoable_for
from plodnee.registers.entries.words import last_word
from plodnee.registers.errors import EntryOvertaken, NothingToUndo, ReasonMissing
from plodnee.registers.models import Debt, DebtLine, Household, ImportBatch
from plodnee.registers.selectors import register_book

pytestmark = pytest.mark.django_db
LATER, NOW = TODAY + timedelta(days=30), TODAY + timedelta(days=60)
RICE = CashItem("001", "income", "ขายข้าว", 900_000, (12,))


@pytest.fixture
def home():
    homes, owed = (
        (a_household("001"), a_household("002")),
        (a_debt(), a_debt(3, household_code="002")),
    )
    an_import(a_book(households=homes, cash=(RICE,), debts=owed))
    return Household.objects.get(code="001")


def entry(home=None, **more):
    return Entry(Centre.objects.get(pk=CENTRE_CODE), LATER, OPERATOR, NOW, **more)


def book(day=NOW):
    return register_book(Centre.objects.get(pk=CENTRE_CODE), day)


def facts(day=NOW):
    """The register of a day without the number of its last entry."""
    return replace(book(day), centre=None)


def undo(batch=None, reason="พิมพ์ผิด", actor=OPERATOR):
    batch = batch or ImportBatch.objects.latest("sequence")
    return undo_entry(batch, reason=reason, actor=actor, on=NOW)


def a_debt_of(home):
    return Debt.objects.get(household=home)


def owe(home, satang=5_000):
    debts.state_balance(entry=entry(), debt=a_debt_of(home), balance=debts.Balance(satang))


DEEDS = {
    "balance": owe,
    "household": lambda home: households.describe_household(
        entry=entry(),
        household=home,
        said=households.HouseholdSaid(members=9),
        head=present.household_state(home, NOW).head,
    ),
    "cash": lambda home: households.state_cash(
        entry=entry(), household=home, items=[households.CashSaid("income", "รับจ้าง", 100, (1, 2))]
    ),
    "savings": lambda home: households.state_savings(
        entry=entry(), household=home, sums=[households.SavingSaid("cash", 700, withdrawable=True)]
    ),
    "land": lambda home: households.state_land(
        entry=entry(), household=home, pieces=[households.LandSaid("owned", 3)]
    ),
    "guarantors": lambda home: debts.state_guarantors(
        entry=entry(),
        debt=a_debt_of(home),
        said=[debts.GuarantorSaid(PersonName("นาง", "ค้ำ ประกัน"))],
    ),
    "collateral": lambda home: debts.state_collateral(
        entry=entry(), debt=a_debt_of(home), said=[debts.CollateralSaid("land", "ที่นา")]
    ),
    "person": lambda home: people.describe_person(
        entry=entry(),
        household=home,
        said=people.PersonSaid(PersonName("ด.ช.", "เล็ก ใจดี"), "child", without_id="child"),
    ),
    "debt": lambda home: debts.enter_debt(
        entry=entry(),
        household=home,
        creditor=a_debt_of(home).group,
        borrower=present.household_state(home, NOW).head,
        terms=debts.DebtTerms(1_000_00, 600, "year"),
    ),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_what_stood_before_any_entry_stands_again_and_both_stay_in_the_history(home, deed):
    before = facts()
    lists = [present.land(home, NOW), present.savings(home, NOW)]
    members = {member.person.pk for member in present.members(home, NOW)}
    DEEDS[deed](home)
    made = ImportBatch.objects.latest("sequence")
    undoing = undo()
    assert facts() == before
    assert [present.land(home, NOW), present.savings(home, NOW)] == lists
    assert {member.person.pk for member in present.members(home, NOW)} == members
    undoing.refresh_from_db()
    assert (undoing.undoes, undoing.reason, undoing.deed) == (made, "พิมพ์ผิด", deed)
    assert ImportBatch.objects.filter(pk=made.pk).exists()


def test_lists_that_were_stated_before_are_stated_again(home):
    DEEDS["land"](home)
    DEEDS["guarantors"](home)
    debts.state_guarantors(entry=entry(), debt=a_debt_of(home), said=[])
    undo()
    assert [str(one.name.full) for one in present.guarantors(a_debt_of(home), NOW)] == ["ค้ำ ประกัน"]
    assert [str(piece.area_rai) for piece in present.land(home, NOW)] == ["3"]


def test_lists_of_debts_follow_an_undoing(home):
    before = set(DebtLine.objects.values_list("debt", "owed_satang", "valid_from"))
    owe(home)
    undo()
    now = DebtLine.objects.order_by("valid_from").filter(debt=a_debt_of(home)).last()
    assert now.owed_satang in {owed for _debt, owed, _day in before}


def test_only_the_last_word_about_the_household_is_taken_back_and_only_once(home):
    owe(home)
    first = ImportBatch.objects.latest("sequence")
    owe(home, 7_000)
    for batch in (first, ImportBatch.objects.earliest("sequence")):
        with pytest.raises(NothingToUndo):
            undo(batch)
    undoing = undo()
    with pytest.raises(NothingToUndo):
        undo(undoing)
    other = Household.objects.get(code="002")
    owe(other)
    assert undoable_for(ImportBatch.objects.get(pk=undoing.pk)) is None
    assert undoable_for(ImportBatch.objects.latest("sequence")) == other


def test_without_a_reason_or_a_post_nothing_is_taken_back(home):
    owe(home)
    with pytest.raises(ReasonMissing):
        undo(reason="")
    for role, place in (("auditor", "31"), ("district_officer", "3001")):
        with pytest.raises(NotAllowed):
            undo(actor=an_officer(role, place))
    assert ImportBatch.objects.filter(undoes=None).count() == ImportBatch.objects.count()


def test_an_id_that_was_given_and_a_debt_with_a_slip_or_a_scan_stay(home, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    said = people.PersonSaid(PersonName("นาง", "สมศรี ใจดี"), "spouse", national_id=make_up(8))
    people.describe_person(entry=entry(), household=home, said=said)
    with pytest.raises(NothingToUndo):
        undo()
    DEEDS["debt"](Household.objects.get(code="002"))
    batch = ImportBatch.objects.latest("sequence")
    issue_slips(centre=home.centre, actor=OPERATOR, on=NOW)
    with pytest.raises(NothingToUndo):
        undo(batch)


def test_a_scan_keeps_the_debt_that_it_proves(home, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    debt = DEEDS["debt"](home)
    attach_evidence(
        a_picture(), household=home, debt=debt, kind="contract", description="",
        actor=OPERATOR, on=NOW,
    )  # fmt: skip
    with pytest.raises(NothingToUndo):
        undo()


def test_whoever_saw_an_earlier_state_does_not_write_over_a_later_one(home):
    seen = last_word(home.centre, home)
    owe(home, 1_000)
    late = entry(seen=seen, household=home)
    with pytest.raises(EntryOvertaken) as refused:
        debts.state_balance(entry=late, debt=a_debt_of(home), balance=debts.Balance(2_000))
    assert present.debt_state(a_debt_of(home), NOW).principal_satang == 1_000
    again = replace(late, seen=refused.value.seen)
    debts.state_balance(entry=again, debt=a_debt_of(home), balance=debts.Balance(2_000))
    assert present.debt_state(a_debt_of(home), NOW).principal_satang == 2_000


def test_what_happens_to_another_household_overtakes_nobody(home):
    seen = last_word(home.centre, home)
    owe(Household.objects.get(code="002"))
    fresh = entry(seen=seen, household=home)
    debts.state_balance(entry=fresh, debt=a_debt_of(home), balance=debts.Balance(2_000))
    an_import(a_book(debts=(a_debt(),), households=(a_household("001"), a_household("003"))))
    with pytest.raises(EntryOvertaken):
        debts.state_balance(entry=fresh, debt=a_debt_of(home), balance=debts.Balance(3_000))
