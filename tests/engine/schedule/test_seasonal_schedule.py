"""Level schedules on due months with unequal gaps, to the satang of the planner's own."""

import numba
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plodnee.engine.planner import interest as planner
from plodnee.engine.schedule.refusals import InstalmentNeverPaysOff
from plodnee.engine.schedule.seasonal import (
    SeasonalTerms,
    level_schedule,
    smallest_instalment,
)

MONTHS = st.sets(st.integers(1, 120), min_size=1, max_size=20).map(lambda s: tuple(sorted(s)))
PLAIN = st.builds(
    SeasonalTerms,
    principal_satang=st.integers(1, 10**9),
    rate_bp=st.integers(0, 3_600),
    due_months=MONTHS,
    instalment_multiple_satang=st.sampled_from([100, 1_000, 10_000]),
)


@st.composite
def with_graces(draw: st.DrawFn) -> SeasonalTerms:
    terms = draw(PLAIN)
    grace = st.integers(0, len(terms.due_months) - 1)
    return SeasonalTerms(
        terms.principal_satang,
        terms.rate_bp,
        terms.due_months,
        terms.instalment_multiple_satang,
        draw(grace),
        draw(grace),
        draw(grace),
    )


def test_the_worked_example_of_the_one_contract_after_harvest() -> None:
    terms = SeasonalTerms(3_400_000, 600, (9, 21))
    schedule = level_schedule(terms, 2_020_000)
    first, last = schedule.rows
    assert (first.interest_paid, first.principal_paid) == (153_000, 1_867_000)
    assert (last.interest_charged, schedule.last_satang) == (91_980, 1_624_980)
    assert schedule.total_interest == 244_980
    assert smallest_instalment(terms) == 1_828_300


def test_a_debt_whose_first_months_are_skipped_bears_one_gap_of_interest() -> None:
    schedule = level_schedule(SeasonalTerms(900_000, 1_500, tuple(range(4, 13))))
    assert schedule.instalment_satang == 110_300
    assert schedule.rows[0].interest_charged == 45_000
    assert schedule.rows[0].balance == 834_700
    assert (schedule.total_interest, schedule.last_satang) == (92_629, 110_229)


def test_a_grace_on_principal_pays_interest_alone() -> None:
    schedule = level_schedule(SeasonalTerms(1_200_000, 1_200, (6, 12, 18), grace_on_principal=1))
    assert [row.principal_paid for row in schedule.rows][:2] == [
        0,
        schedule.instalment_satang - 72_000,
    ]
    assert schedule.rows[0].interest_paid == 72_000


def test_a_grace_on_interest_is_paid_afterwards_without_interest_on_it() -> None:
    terms = SeasonalTerms(1_200_000, 1_200, (6, 12, 18), grace_on_principal=2, grace_on_interest=2)
    schedule = level_schedule(terms)
    assert [row.paid for row in schedule.rows[:2]] == [0, 0]
    assert schedule.rows[2].interest_paid == 3 * 72_000
    assert schedule.rows[2].principal_paid == 1_200_000


def test_principal_may_be_paid_while_the_interest_still_waits() -> None:
    """6 % a gap: 72,000 on 1,200,000 waits, then 42,000 on 700,000 and 18,840 on 314,000."""
    terms = SeasonalTerms(1_200_000, 1_200, (6, 12, 18), grace_on_interest=1)
    schedule = level_schedule(terms, 500_000)
    assert [(row.interest_paid, row.principal_paid) for row in schedule.rows] == [
        (0, 500_000),
        (72_000 + 42_000, 386_000),
        (18_840, 314_000),
    ]
    assert [row.interest_owed for row in schedule.rows] == [72_000, 0, 0]


def test_each_row_names_its_number_its_month_and_the_months_since_the_one_before() -> None:
    terms = SeasonalTerms(1_200_000, 0, (3, 9, 10))
    schedule = level_schedule(terms)
    assert schedule.terms == terms
    assert [(row.n, row.due_month, row.gap_months) for row in schedule.rows] == [
        (1, 3, 3),
        (2, 9, 6),
        (3, 10, 1),
    ]


def test_interest_free_gaps_bear_none() -> None:
    schedule = level_schedule(SeasonalTerms(1_200_000, 1_200, (6, 12, 18), interest_free=2))
    assert [row.interest_charged for row in schedule.rows[:2]] == [0, 0]
    assert schedule.rows[2].interest_charged > 0


def test_an_instalment_that_never_pays_off_is_refused_with_the_smallest_that_does() -> None:
    terms = SeasonalTerms(3_400_000, 600, (9, 21))
    with pytest.raises(InstalmentNeverPaysOff) as refusal:
        level_schedule(terms, 1_800_000)
    assert refusal.value.details == {
        "instalment": 1_800_000,
        "left": 58_180,  # 1,753,000 after month 9; 105,180 of interest, 1,694,820 of principal
        "month": 21,
        "smallest": 1_828_300,
    }
    assert level_schedule(terms, 1_828_300).rows[-1].owed == 0


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"principal_satang": 0}, "principal or rate"),
        ({"rate_bp": -1}, "principal or rate"),
        ({"due_months": ()}, "must rise"),
        ({"due_months": (0, 3)}, "must rise"),
        ({"due_months": (9, 9)}, "must rise"),
        ({"due_months": (9, 3)}, "must rise"),
        ({"instalment_multiple_satang": 50}, "whole baht"),
        ({"instalment_multiple_satang": 150}, "whole baht"),
        ({"grace_on_principal": 2}, "leaves no due month"),
        ({"grace_on_interest": -1}, "leaves no due month"),
        ({"interest_free": -1}, "leaves no due month"),
    ],
)
def test_terms_that_contradict_themselves_are_a_broken_promise(
    wrong: dict[str, object], why: str
) -> None:
    with pytest.raises(ValueError, match=why):
        SeasonalTerms(**({"principal_satang": 1, "rate_bp": 0, "due_months": (9, 21)} | wrong))


def test_an_instalment_that_is_no_multiple_is_a_broken_promise() -> None:
    terms = SeasonalTerms(3_400_000, 600, (9, 21), instalment_multiple_satang=10_000)
    with pytest.raises(ValueError, match="multiple"):
        level_schedule(terms, 1_999_900)


@numba.njit
def level_repayment(principal, instalment, rate_bp, due, count):
    """The planner's own rule, which only a kernel can call."""
    return planner.repay(principal, instalment, rate_bp, due, count)


@settings(deadline=None)  # the planner's first call compiles
@given(terms=PLAIN)
def test_the_plan_and_the_contract_agree_to_the_satang(terms: SeasonalTerms) -> None:
    schedule = level_schedule(terms)
    due = np.array(terms.due_months)
    count = len(due)
    payments, interest, last = level_repayment(
        terms.principal_satang, schedule.instalment_satang, terms.rate_bp, due, count
    )
    assert (payments, interest, last) == (
        len(schedule.rows),
        schedule.total_interest,
        schedule.last_satang,
    )
    if terms.instalment_multiple_satang == 100:
        assert schedule.instalment_satang == planner.instalment_needed(
            terms.principal_satang, terms.rate_bp, due, count
        )


@given(terms=with_graces())
def test_principal_in_is_principal_out_and_all_interest_is_paid(terms: SeasonalTerms) -> None:
    schedule = level_schedule(terms)
    assert sum(row.principal_paid for row in schedule.rows) == terms.principal_satang
    assert sum(row.interest_paid for row in schedule.rows) == schedule.total_interest
    assert all(
        row.paid <= schedule.instalment_satang for row in schedule.rows[terms.grace_on_principal :]
    )
    assert schedule.instalment_satang % terms.instalment_multiple_satang == 0


@given(terms=with_graces())
def test_no_smaller_instalment_pays_it_off(terms: SeasonalTerms) -> None:
    smaller = smallest_instalment(terms) - terms.instalment_multiple_satang
    if smaller:
        with pytest.raises(InstalmentNeverPaysOff):
            level_schedule(terms, smaller)


@given(terms=with_graces(), more=st.integers(1, 100))
def test_more_paid_never_costs_more_interest(terms: SeasonalTerms, more: int) -> None:
    least = level_schedule(terms)
    larger = least.instalment_satang + more * terms.instalment_multiple_satang
    assert level_schedule(terms, larger).total_interest <= least.total_interest
