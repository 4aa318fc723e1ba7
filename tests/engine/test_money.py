"""Whole satang are divided once, and baht appear with their separators."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plodnee.engine.money import (
    divide_half_up,
    format_baht,
    format_percent,
    interest_for_months,
    up_to_whole_baht,
)


@pytest.mark.parametrize(
    ("satang", "figures"),
    [
        (0, "0.00"),
        (1, "0.01"),
        (123450, "1,234.50"),
        (99999, "999.99"),
        (100000, "1,000.00"),
        (880992339, "8,809,923.39"),
        (-1250, "-12.50"),
        (-5, "-0.05"),
    ],
)
def test_baht_have_thousands_commas_and_two_decimals(satang, figures):
    assert format_baht(satang) == figures


def test_letters_use_thai_digits_and_whole_baht_may_drop_their_satang():
    assert format_baht(4_000_000, thai_digits=True, always_satang=False) == "๔๐,๐๐๐"
    assert format_baht(4_000_050, always_satang=False) == "40,000.50"


@pytest.mark.parametrize(
    ("rate_bp", "figures"),
    [(1200, "12"), (725, "7.25"), (750, "7.5"), (5, "0.05"), (0, "0"), (10, "0.1"), (-50, "-0.5")],
)
def test_a_rate_has_no_idle_zeros(rate_bp, figures):
    assert format_percent(rate_bp) == figures


def test_a_rate_in_a_letter_has_thai_digits():
    assert format_percent(725, thai_digits=True) == "๗.๒๕"


@given(st.integers(0, 10**18), st.integers(1, 10**9))
def test_division_is_within_half_a_unit_and_halves_go_up(numerator, denominator):
    error = divide_half_up(numerator, denominator) - Fraction(numerator, denominator)
    assert Fraction(-1, 2) < error <= Fraction(1, 2)


@pytest.mark.parametrize(("numerator", "denominator"), [(-1, 2), (1, 0), (1, -2)])
def test_money_is_never_divided_by_nothing_or_below_nothing(numerator, denominator):
    with pytest.raises(ValueError, match="half up"):
        divide_half_up(numerator, denominator)


def test_one_per_cent_a_month_is_twelve_a_year():
    assert interest_for_months(2_500_000, 1200, 1) == 25_000
    assert interest_for_months(2_500_000, 1200, 9) == 225_000
    assert interest_for_months(0, 1200, 1) == 0
    assert interest_for_months(1, 1500, 40) == 1, "half a satang is rounded up"


@given(st.integers(0, 10**13), st.integers(0, 36_000), st.integers(0, 1_200))
def test_interest_is_the_formula_of_the_formats(balance, rate, months):
    assert interest_for_months(balance, rate, months) == (
        (2 * balance * rate * months + 120_000) // 240_000
    )


@pytest.mark.parametrize(("balance", "rate", "months"), [(-1, 1, 1), (1, -1, 1), (1, 1, -1)])
def test_there_is_no_interest_on_less_than_nothing(balance, rate, months):
    with pytest.raises(ValueError, match="no interest"):
        interest_for_months(balance, rate, months)


@given(st.integers(0, 10**15))
def test_rounding_up_to_baht_adds_less_than_one_baht(satang):
    rounded = up_to_whole_baht(satang)
    assert rounded % 100 == 0
    assert 0 <= rounded - satang < 100
