"""The ceiling, default interest and the ban on interest upon interest hold on every input."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plodnee.engine.interest_law import (
    OverduePrincipal,
    ceiling_bp,
    compounded_bp,
    declining_rate_bp,
    default_interest,
    flat_instalments,
    interest_that_may_be_capitalised,
    opinion_on_rate,
    require_lawful_rate,
)
from plodnee.engine.refusals import RateAboveCeiling

TODAY = date(2019, 3, 16)
CHANGE = date(2021, 4, 11)
PRINCIPALS = st.integers(100_000, 10**9)
GAPS = st.lists(st.integers(1, 12), min_size=1, max_size=24)
DAYS = st.dates(date(2019, 1, 1), date(2023, 12, 31))


def test_the_ceiling_is_fifteen_per_cent():
    assert ceiling_bp(TODAY) == ceiling_bp(CHANGE) == 1500


@given(PRINCIPALS, st.integers(0, 3000), GAPS)
def test_a_flat_loan_repays_principal_and_interest_for_the_whole_term(principal, rate, gaps):
    instalments = flat_instalments(principal, rate, gaps)
    interest = sum(amount for _, amount in instalments) - principal
    assert abs(interest - Fraction(principal * rate * sum(gaps), 120_000)) <= Fraction(1, 2)
    assert [gap for gap, _ in instalments] == gaps
    assert len({amount for _, amount in instalments[:-1]}) <= 1
    assert all(type(amount) is int for _, amount in instalments)


@given(PRINCIPALS, st.integers(0, 3000), GAPS)
def test_a_flat_rate_is_never_below_itself_on_the_declining_balance(principal, rate, gaps):
    instalments = flat_instalments(principal, rate, gaps)
    assert declining_rate_bp(principal, instalments) >= rate - 1


@given(PRINCIPALS, st.integers(0, 36_000), st.integers(1, 12))
def test_repaid_in_one_sum_both_methods_are_one(principal, rate, gap):
    instalments = flat_instalments(principal, rate, [gap])
    assert abs(declining_rate_bp(principal, instalments) - rate) <= 1


@given(PRINCIPALS, st.integers(0, 3000), GAPS)
def test_the_declining_rate_leaves_nothing_owed_and_nothing_over(principal, rate, gaps):
    instalments = flat_instalments(principal, rate, gaps)
    found = declining_rate_bp(principal, instalments)
    assert _left(principal, instalments, Fraction(2 * found + 1, 2)) > 0
    assert found == 0 or _left(principal, instalments, Fraction(2 * found - 1, 2)) <= 0


def _left(principal, instalments, rate_bp):
    balance = Fraction(principal)
    for gap, amount in instalments:
        balance += balance * rate_bp * gap / 120_000 - amount
    return balance


@given(PRINCIPALS, GAPS)
def test_the_highest_lawful_flat_rate_is_lawful_and_the_next_is_not(principal, gaps):
    highest = opinion_on_rate(principal, 1500, "flat", gaps, TODAY).highest_bp
    assert require_lawful_rate(principal, highest, "flat", gaps, TODAY).lawful
    with pytest.raises(RateAboveCeiling) as refused:
        require_lawful_rate(principal, highest + 1, "flat", gaps, TODAY)
    assert refused.value.details["highest_bp"] == highest


def test_a_refused_rate_shows_both_rates_and_the_way_out():
    with pytest.raises(RateAboveCeiling) as refused:
        require_lawful_rate(1_200_000, 1200, "flat", [1] * 12, TODAY)
    assert "ร้อยละ 12 ต่อปี" in refused.value.message("th")
    assert "ร้อยละ 21.46 ต่อปี" in refused.value.message("th")
    assert "highest rate that may be agreed is 8.31 %" in refused.value.message("en")


def test_a_declining_rate_is_judged_and_refused_as_it_is():
    opinion = opinion_on_rate(100, 1200, "declining", [1], TODAY)
    assert (opinion.stated_bp, opinion.declining_bp, opinion.compounded_bp) == (1200, 1200, 1268)
    with pytest.raises(RateAboveCeiling) as refused:
        require_lawful_rate(100, 2400, "declining", [1] * 12, TODAY)
    assert refused.value.message("en") == (
        "The rate of 24 % a year is 24 % a year on the declining balance, above the law's ceiling"
        " of 15 %. The highest rate that may be agreed is 15 % a year."
    )
    assert "เกินเพดานตามกฎหมายร้อยละ 15 ต่อปี" in refused.value.message("th")


def test_days_are_cut_on_the_day_of_the_change_and_only_inside():
    day = timedelta(days=1)
    across = default_interest([OverduePrincipal(100, CHANGE - day, CHANGE)]).stretches
    assert [(s.first, s.last, s.days, s.rate_bp) for s in across] == [
        (CHANGE - day, CHANGE - day, 1, 750),
        (CHANGE, CHANGE, 1, 500),
    ]
    after = default_interest([OverduePrincipal(100, CHANGE, CHANGE + day)]).stretches
    assert [(s.first, s.last, s.days) for s in after] == [(CHANGE, CHANGE + day, 2)]


def test_one_satang_is_a_loan_and_nothing_is_none():
    assert flat_instalments(1, 0, [1]) == ((1, 1),)
    with pytest.raises(ValueError, match="do not repay"):
        declining_rate_bp(0, [(1, 1)])


def test_compounding_is_shown_beside_the_nominal_rate():
    assert compounded_bp(1200) == 1268
    assert compounded_bp(0) == 0


@given(st.integers(1, 10**9), DAYS, st.integers(0, 800))
def test_default_interest_counts_each_day_at_its_own_rate(principal, first, length):
    last = first + timedelta(days=length)
    exact = sum(
        Fraction(principal * (750 if first + timedelta(days=n) < CHANGE else 500), 3_650_000)
        for n in range(length + 1)
    )
    found = default_interest([OverduePrincipal(principal, first, last)])
    assert abs(found.interest_satang - exact) <= Fraction(1, 2)
    assert sum(stretch.days for stretch in found.stretches) == length + 1


@given(st.integers(1, 10**9), DAYS, st.integers(0, 800), st.integers(0, 400))
def test_cutting_the_days_in_two_changes_nothing(principal, first, length, cut):
    last = first + timedelta(days=length)
    middle = first + timedelta(days=min(cut, length))
    whole = default_interest([OverduePrincipal(principal, first, last)])
    halves = [OverduePrincipal(principal, first, middle)]
    if middle < last:
        halves.append(OverduePrincipal(principal, middle + timedelta(days=1), last))
    assert default_interest(halves).interest_satang == whole.interest_satang


def test_nothing_overdue_bears_no_default_interest():
    nothing = default_interest([OverduePrincipal(100, TODAY, TODAY - timedelta(days=1))])
    assert nothing.interest_satang == default_interest([]).interest_satang == 0
    assert nothing.stretches == ()


@given(st.lists(st.tuples(DAYS, st.integers(0, 10**6)), max_size=5), DAYS)
def test_interest_younger_than_a_year_never_bears_interest(arrears, as_of):
    may = interest_that_may_be_capitalised(arrears, as_of=as_of, agreed_in_writing=True)
    young = sum(amount for due_on, amount in arrears if (as_of - due_on).days < 365)
    assert may <= sum(amount for _, amount in arrears) - young


@pytest.mark.parametrize(("principal", "gaps"), [(0, [1]), (-5, [1]), (100, []), (100, [0])])
def test_there_is_no_flat_loan_of_nothing_or_over_no_time(principal, gaps):
    with pytest.raises(ValueError, match="no flat loan"):
        flat_instalments(principal, 1200, gaps)


def test_instalments_that_repay_too_little_or_too_much_have_no_rate():
    with pytest.raises(ValueError, match="do not repay"):
        declining_rate_bp(1000, [(1, 999)])
    with pytest.raises(ValueError, match="has no end"):
        declining_rate_bp(1, [(1, 10**9)])
