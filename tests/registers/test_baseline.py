"""A starting debt is frozen once; what a household owes later is held against it."""

from dataclasses import replace
from datetime import date

import pytest
from build import TODAY, a_book, a_book_of, a_debt, a_household, an_import, an_officer
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from plodnee.audit.subjects import open_column
from plodnee.organization.access import OPERATOR
from plodnee.organization.errors import NotAllowed
from plodnee.registers.baseline.selectors import (
    compared_with_start,
    latest_baselines,
)
from plodnee.registers.baseline.services import freeze_baselines, restate_baseline
from plodnee.registers.debt_over_time import owed_over_time
from plodnee.registers.debts_now import stated_debts
from plodnee.registers.entries.debts import Balance, DebtTerms
from plodnee.registers.entries.entering import Entry
from plodnee.registers.entries.joining import NewDebt, restate_debts
from plodnee.registers.errors import BaselineFrozen, ChangedMeanwhile, NotATarget, ReasonMissing
from plodnee.registers.models import Baseline, BaselineDebt, Household
from plodnee.registers.sameness.services import decide, undo_decision

pytestmark = pytest.mark.django_db
LATER = date(2020, 3, 16)
FIRST, SECOND = a_debt(), a_debt(3, principal_satang=500_000, penalty_satang=25)
CLOSED = a_debt(4, principal_satang=0)
BOOK = a_book(
    households=(
        a_household(is_target=True),
        a_household("002"),
        a_household("003", is_target=True),
    ),
    debts=(FIRST, SECOND, CLOSED, a_debt(5, household_code="002")),
)


@pytest.fixture
def centre():
    return an_import(BOOK).centre


def freeze(centre, **more):
    return freeze_baselines(**({"centre": centre, "actor": OPERATOR, "on": TODAY} | more))


def later(*debts, day=LATER):
    an_import(a_book_of(day, replace(BOOK, debts=debts)))


def compared(centre, as_of=None):
    return {row.household.code: row for row in compared_with_start(centre, as_of).rows}


@pytest.mark.parametrize("kept", ["002", "003"])
def test_a_household_that_was_joined_to_another_keeps_its_own_starting_debt(centre, kept):
    """The other one has no starting debt, or one of its own."""
    freeze(centre)
    before = compared(centre)
    homes = {home.code: home.pk for home in Household.objects.all()}
    decide(
        centre=centre, kind="household", kept=homes[kept], joined=homes["001"], verdict="same",
        reason="บ้านเดียวกัน", actor=OPERATOR, on=TODAY,
    )  # fmt: skip
    assert compared(centre) == before
    alone = compared_with_start(centre, households=[homes["001"]])
    assert [row.now_satang for row in alone.rows] == [before["001"].now_satang]


def joined(centre, kept, other):
    homes = {home.code: home.pk for home in Household.objects.all()}
    return decide(
        centre=centre, kind="household", kept=homes[kept], joined=homes[other], verdict="same",
        reason="บ้านเดียวกัน", actor=OPERATOR, on=TODAY,
    )  # fmt: skip


def again(code, **more):
    home = Household.objects.get(code=code)
    given = {"seen_sequence": home.baselines.count(), "reason": "ชื่อผิด", "on": TODAY}
    return restate_baseline(household=home, actor=OPERATOR, **(given | more))


BOTH = replace(
    BOOK,
    households=tuple(replace(one, is_target=one.code != "003") for one in BOOK.households),
    debts=(FIRST, a_debt(5, household_code="002"), a_debt(6, household_code="003")),
)


def test_a_starting_debt_stated_again_counts_nothing_of_a_joined_one_that_has_its_own():
    centre = an_import(BOTH).centre
    freeze(centre)
    before = {code: row.then_satang for code, row in compared(centre).items()}
    decision = joined(centre, "001", "002")
    assert again("001").owed_satang == FIRST.principal_satang
    assert again("002").owed_satang == 2_000_000
    assert {code: row.then_satang for code, row in compared(centre).items()} == before
    home = Household.objects.get(code="001")
    (alone,) = compared_with_start(centre, households=[home.pk]).rows
    assert alone == compared(centre)["001"]
    assert (alone.new_satang, alone.change_satang) == (0, 0)
    undo_decision(decision, reason="คนละหลัง", actor=OPERATOR, on=TODAY)
    assert {row.change_satang for row in compared_with_start(centre).rows} == {0}


def test_a_start_that_named_debts_of_both_is_counted_once_after_all():
    centre = an_import(BOTH).centre
    homes = {home.code: home.pk for home in Household.objects.all()}
    decision = joined(centre, "001", "002")
    freeze(centre, households=[homes["001"]])
    undo_decision(decision, reason="คนละหลัง", actor=OPERATOR, on=TODAY)
    assert compared(centre)["001"].change_satang == 0
    freeze(centre)
    whole = compared_with_start(centre)
    assert (whole.then_satang, whole.unstated_satang, whole.change_satang) == (4_000_000, 0, 0)


def test_what_a_household_without_a_start_brings_along_is_no_new_debt_unless_borrowed_since():
    centre = an_import(BOTH).centre
    freeze(centre)
    joined(centre, "001", "003")
    assert (compared(centre)["001"].new_satang, compared(centre)["001"].change_satang) == (0, 0)
    loan = a_debt(7, household_code="003", borrowed_on=date(2019, 6, 1), principal_satang=900)
    later(FIRST, a_debt(5, household_code="002"), a_debt(6, household_code="003"), loan)
    assert compared(centre)["001"].new_satang == 900
    assert again("001", on=LATER, as_of=LATER).owed_satang == 4_000_900


def into_one(code, *, taken, on=date(2019, 6, 1)):
    """One debt of a contract of a household, which takes in the debts of these; of a later day."""
    home = Household.objects.get(code=code)
    debts = {one.debt.pk: one for one in stated_debts(home.centre).values()
             if one.debt.household.code in taken and one.owed_satang}  # fmt: skip
    terms = DebtTerms(
        principal_satang=sum(one.owed_satang for one in debts.values()), rate_bp=600,
        rate_unit="year", contract_number="1/2562", borrowed_on=on,
    )  # fmt: skip
    first = next(iter(debts.values()))
    (made,) = restate_debts(
        entry=Entry(home.centre, on, OPERATOR, on, "รวมหนี้"),
        household=home,
        balances=dict.fromkeys(debts, Balance(0)),
        opened=[NewDebt(first.debt.group, terms, frozenset(debts))],
        borrower=first.state.borrower,
    )
    return made


def test_what_a_joined_household_brought_along_is_no_new_debt_once_a_contract_takes_it_in():
    centre = an_import(BOTH).centre
    freeze(centre)
    joined(centre, "001", "003")
    made = into_one("001", taken=("001", "003"))
    row = compared(centre)["001"]
    assert (row.same_satang, row.new_satang, row.change_satang, row.cleared) == (2_000_000, 0, 0, 0)
    half = Balance(made.states.get().principal_satang // 2)
    home = Household.objects.get(code="001")
    restate_debts(
        entry=Entry(centre, LATER, OPERATOR, LATER, "ชำระ"), household=home,
        balances={made.pk: half},
    )  # fmt: skip
    assert compared(centre)["001"].change_satang == -1_000_000
    (alone,) = compared_with_start(centre, households=[home.pk]).rows
    assert alone == compared(centre)["001"]


def test_what_a_contract_took_in_counts_against_the_start_of_whose_debt_it_was():
    centre = an_import(BOTH).centre
    freeze(centre)
    joined(centre, "001", "002")
    into_one("001", taken=("001", "002"))
    assert {row.change_satang for row in compared(centre).values()} == {0}
    assert {row.cleared for row in compared(centre).values()} == {0}


def test_a_contract_of_the_household_that_is_kept_clears_no_start_of_the_joined_one(centre):
    freeze(centre)
    joined(centre, "002", "001")
    into_one("002", taken=("001", "002"))
    row = compared(centre)["001"]
    assert (row.same_satang, row.new_satang, row.cleared) == (row.then_satang, 0, 0)


def test_of_one_household_alone_only_its_own_debts_are_read():
    centre = an_import(BOTH).centre
    freeze(centre)
    home = Household.objects.get(code="001")
    with CaptureQueriesContext(connection) as asked:
        compared_with_start(centre, households=[home.pk])
    other = Household.objects.get(code="002").pk
    assert not any(other.hex in query["sql"].replace("-", "") for query in asked)


def test_every_target_household_begins_with_what_the_register_says(centre):
    first, third = freeze(centre)
    assert (first.household.code, first.owed_satang) == ("001", 2_500_025)
    assert (third.household.code, third.owed_satang) == ("003", 0)
    assert (first.as_of, first.frozen_on, first.sequence) == (TODAY, TODAY, 1)
    debts = BaselineDebt.objects.filter(baseline=first)
    assert sorted(debts.values_list("principal_satang", flat=True)) == [500_000, 2_000_000]


def test_a_frozen_household_stays_as_it_was_and_new_targets_are_added(centre):
    freeze(centre)
    assert freeze(centre) == []
    homes = (a_household(is_target=True), a_household("002", is_target=True))
    an_import(a_book_of(LATER, replace(BOOK, households=homes, debts=BOOK.debts)))
    (added,) = freeze(centre, on=LATER)
    assert (added.household.code, added.as_of) == ("002", LATER)
    assert {row.owed_satang for row in latest_baselines(centre)} == {2_500_025, 0, 2_000_000}


def test_a_household_named_must_be_a_target_without_a_starting_debt(centre):
    homes = {home.code: home.pk for home in Household.objects.all()}
    with pytest.raises(NotATarget):
        freeze(centre, households=[homes["002"]])
    assert len(freeze(centre, households=[homes["001"]])) == 1
    with pytest.raises(BaselineFrozen):
        freeze(centre, households=[homes["001"]])


def test_a_starting_debt_is_compared_with_what_is_owed_later(centre):
    freeze(centre)
    later(replace(FIRST, principal_satang=1_200_000), replace(SECOND, principal_satang=0,
          penalty_satang=0))  # fmt: skip
    row = compared(centre)["001"]
    assert (row.then_satang, row.now_satang, row.change_satang) == (
        2_500_025,
        1_200_000,
        -1_300_025,
    )
    assert (row.debts, row.cleared, row.unstated) == (2, 1, 0)
    assert row.is_reduced
    assert not row.is_cleared
    assert compared(centre, TODAY)["001"].change_satang == 0


def test_a_new_loan_never_makes_an_old_one_look_repaid(centre):
    freeze(centre)
    loan = a_debt(9, creditor="นายทุน", creditor_kind="informal", principal_satang=3_000_000)
    later(replace(FIRST, principal_satang=0), loan)
    row = compared(centre)["001"]
    assert (row.same_satang, row.new_satang) == (0, 3_000_000)
    assert (row.cleared, row.unstated) == (1, 1)
    assert not row.is_reduced


def test_a_debt_that_the_register_does_not_speak_of_any_more_is_not_paid(centre):
    freeze(centre)
    home = Household.objects.get(code="001")
    later(replace(FIRST, principal_satang=0))
    row = compared(centre)["001"]
    assert (row.now_satang, row.unstated_satang, row.change_satang) == (0, 500_025, -2_000_000)
    assert row.is_reduced
    assert not row.is_cleared
    whole = compared_with_start(centre)
    assert (whole.reduced, whole.cleared, whole.unstated) == (1, 0, 1)
    assert (whole.unstated_satang, whole.change_satang) == (500_025, -2_000_000)
    over_time = owed_over_time(home.pk, LATER)
    assert (over_time.sums[-1], over_time.unstated) == ((LATER, 0), (LATER,))
    assert over_time.cleared_on is None


def test_a_household_that_owes_nothing_any_more_is_cleared(centre):
    freeze(centre)
    later(*(replace(one, principal_satang=0, penalty_satang=0) for one in (FIRST, SECOND)))
    whole = compared_with_start(centre)
    assert (whole.reduced, whole.cleared, whole.change_satang) == (1, 1, -2_500_025)
    assert whole.as_of == LATER


def test_a_starting_debt_that_was_wrong_is_stated_again_with_a_reason(centre):
    freeze(centre)
    home = Household.objects.get(code="001")
    later(FIRST, SECOND, a_debt(7, principal_satang=100))
    officer = an_officer("district_officer", "3101")
    with pytest.raises(ReasonMissing):
        restate_baseline(household=home, actor=officer, on=LATER, reason=" ", seen_sequence=1)
    again = restate_baseline(
        household=home,
        actor=officer,
        on=LATER,
        reason="ตกหนี้ไปหนึ่งก้อน",
        seen_sequence=1,
        as_of=LATER,
    )
    assert (again.sequence, again.owed_satang) == (2, 2_500_125)
    twice = restate_baseline(
        household=home, seen_sequence=1, actor=officer, on=LATER, reason="ตกหนี้ไปหนึ่งก้อน"
    )
    assert twice == again
    with pytest.raises(ChangedMeanwhile):
        restate_baseline(household=home, seen_sequence=1, actor=OPERATOR, on=LATER, reason="อีก")
    assert open_column(again, "sealed_reason") == "ตกหนี้ไปหนึ่งก้อน"
    assert Baseline.objects.filter(household=home).count() == 2
    (counted,) = latest_baselines(centre, households=[home.pk])
    assert counted == again
    assert compared(centre)["001"].change_satang == 0


def test_what_was_paid_since_stays_reduced_where_the_start_is_stated_again_of_its_own_day(centre):
    freeze(centre)
    later(replace(FIRST, principal_satang=500_000), SECOND)
    before = compared(centre)["001"].change_satang
    assert again("001", on=LATER).as_of == TODAY
    assert compared(centre)["001"].change_satang == before == -1_500_000


def test_what_was_never_frozen_is_not_stated_again(centre):
    with pytest.raises(NotATarget):
        restate_baseline(
            household=Household.objects.get(code="002"),
            actor=OPERATOR,
            on=TODAY,
            reason="เหตุ",
            seen_sequence=1,
        )


def test_a_committee_freezes_and_only_the_district_states_again(centre):
    committee = an_officer("centre_committee", "31011805")
    freeze(centre, actor=committee)
    home = Household.objects.get(code="001")
    with pytest.raises(NotAllowed):
        restate_baseline(household=home, actor=committee, on=TODAY, reason="เหตุ", seen_sequence=1)
    with pytest.raises(NotAllowed):
        freeze(centre, actor=an_officer("district_officer", "3121"))


def test_the_database_itself_keeps_a_starting_debt(centre):
    baseline, _ = freeze(centre)
    for deed in (
        lambda: Baseline.objects.filter(pk=baseline.pk).update(owed_satang=1),
        lambda: BaselineDebt.objects.update(principal_satang=1),
        lambda: BaselineDebt.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError, match="is history"), transaction.atomic():
            deed()
