"""One repayment is shared among the funds to the last satang."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis.strategies import data, integers, lists

from plodnee.engine.allocation import OWED_MAX_SATANG, share_repayment, split_in_proportion


@given(owed=lists(integers(0, 10**8), min_size=1, max_size=12).filter(any), data=data())
def test_shares_sum_to_the_repayment_and_never_exceed_the_debt(owed, data):
    amount = data.draw(integers(1, sum(owed)))
    shares = share_repayment(amount, np.array(owed))
    assert shares.sum() == amount
    assert (shares >= 0).all()
    assert (shares <= owed).all()


@given(owed=lists(integers(0, 10**8), min_size=1, max_size=12).filter(any), data=data())
def test_no_share_is_a_satang_or_more_from_its_proportion(owed, data):
    amount = data.draw(integers(1, sum(owed)))
    shares = share_repayment(amount, np.array(owed))
    for share, debt in zip(shares.tolist(), owed, strict=True):
        assert abs(share * sum(owed) - amount * debt) < sum(owed)


@given(owed=lists(integers(0, 10**8), min_size=2, max_size=12).filter(any), data=data())
def test_a_fund_that_is_owed_more_never_gets_less(owed, data):
    amount = data.draw(integers(1, sum(owed)))
    pairs = sorted(zip(owed, share_repayment(amount, np.array(owed)).tolist(), strict=True))
    by_debt = [max(share for debt, share in pairs if debt == owed_) for owed_, _ in pairs]
    assert by_debt == sorted(by_debt)


def test_paying_everything_pays_every_fund():
    assert share_repayment(600, np.array([100, 200, 300])).tolist() == [100, 200, 300]


def test_of_many_equal_funds_the_earlier_ones_get_the_spare_satang():
    assert share_repayment(20, np.full(40, 7)).tolist() == [1] * 20 + [0] * 20


def test_the_largest_total_still_fits():
    owed = np.array([OWED_MAX_SATANG - 1, 1])
    assert share_repayment(OWED_MAX_SATANG, owed).tolist() == [OWED_MAX_SATANG - 1, 1]


@pytest.mark.parametrize(
    ("amount", "owed"),
    [(0, [100]), (101, [100]), (-1, [100]), (1, [-1, 5]), (1, [0, 0]), (1, [OWED_MAX_SATANG, 1])],
)
def test_a_repayment_outside_the_debt_cannot_be_shared(amount, owed):
    with pytest.raises(ValueError, match="cannot share"):
        share_repayment(amount, np.array(owed))


@given(
    weights=lists(integers(0, 10**9), min_size=1, max_size=9).filter(any),
    amount=integers(0, 10**12),
)
def test_a_split_sums_to_its_amount_and_is_within_a_satang_of_the_exact_share(weights, amount):
    shares = split_in_proportion(amount, weights)
    assert sum(shares) == amount
    whole = sum(weights)
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share * whole - amount * weight) < whole


@pytest.mark.parametrize(("amount", "weights"), [(-1, [1]), (1, []), (1, [0, 0]), (1, [-1, 2])])
def test_what_cannot_be_split_is_a_broken_promise(amount, weights):
    with pytest.raises(ValueError, match="cannot split"):
        split_in_proportion(amount, weights)


def test_equal_remainders_go_to_the_earlier():
    assert split_in_proportion(1, [5, 5]) == [1, 0]
    assert split_in_proportion(100, [1, 1, 1]) == [34, 33, 33]
