"""Stamp duty grows by steps up to its cap."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plodnee.engine.stamp_duty import duty_on_guarantee, duty_on_loan, late_surcharge

ON = date(2019, 3, 16)


@given(st.integers(0, 2 * 10**9))
def test_duty_is_one_baht_for_each_step_begun(principal):
    baht = duty_on_loan(principal, ON) / 100
    assert baht * 200_000 >= principal
    assert (baht - 1) * 200_000 < principal


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_a_larger_loan_never_bears_less_and_never_more_than_ten_thousand_baht(one, two):
    small, large = (duty_on_loan(principal, ON) for principal in sorted((one, two)))
    assert small <= large <= 1_000_000


def test_a_group_that_is_no_cooperative_pays():
    assert duty_on_loan(4_500_000, ON, lender_type="VILLAGE_FUND") == 2_300


def test_the_day_of_signing_is_in_time_and_a_guarantee_of_nothing_bears_the_smallest_duty():
    assert late_surcharge(2_300, ON, ON) == 0
    assert duty_on_guarantee(0, ON) == 100


def test_nothing_is_below_zero_or_stamped_before_it_was_signed():
    with pytest.raises(ValueError, match="a loan of"):
        duty_on_loan(-1, ON)
    with pytest.raises(ValueError, match="a guarantee of"):
        duty_on_guarantee(-1, ON)
    with pytest.raises(ValueError, match="before it was signed"):
        late_surcharge(100, ON, date(2019, 3, 15))
