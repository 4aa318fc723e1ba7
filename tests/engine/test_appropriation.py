"""A payment pays the parts of a debt in order, and several debts in the order of the law."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plodnee.engine.appropriation import (
    PARTS,
    Claim,
    Parts,
    appropriate,
    appropriate_among,
    check_order,
    order_in_force,
)

PAID_ON = date(2019, 3, 16)
LAW = order_in_force(PAID_ON)
AMOUNTS = st.integers(0, 10**7)
PARTS_OWED = st.builds(Parts, AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS)
ORDERS = st.permutations(PARTS)


@st.composite
def claims(draw):
    """A few debts, many of them alike."""
    count = draw(st.integers(0, 5))
    return [
        Claim(
            id=str(number),
            due_on=PAID_ON + timedelta(days=draw(st.integers(-2, 2))),
            incurred_on=PAID_ON - timedelta(days=draw(st.integers(10, 11))),
            rate_bp=draw(st.sampled_from([0, 1200])),
            security_satang=draw(st.sampled_from([0, 100])),
            owed=draw(PARTS_OWED),
        )
        for number in range(count)
    ]


def test_the_order_of_the_law():
    assert LAW == ("costs", "penalty", "interest", "principal")


@given(AMOUNTS, PARTS_OWED, ORDERS)
def test_what_goes_in_comes_out(amount, owed, order):
    found = appropriate(amount, owed, order)
    assert found.paid.total + found.overpaid == amount
    assert found.paid.plus(found.left) == owed


@given(AMOUNTS, PARTS_OWED, ORDERS)
def test_a_part_is_touched_only_when_those_before_it_are_paid(amount, owed, order):
    found = appropriate(amount, owed, order)
    for before, after in pairwise(order):
        assert found.paid.of(after) == 0 or found.left.of(before) == 0
    assert found.overpaid == 0 or found.left.total == 0


@given(AMOUNTS, AMOUNTS, PARTS_OWED, ORDERS)
def test_more_paid_never_leaves_more_owed(amount, more, owed, order):
    less_left = appropriate(amount + more, owed, order).left
    left = appropriate(amount, owed, order).left
    assert all(less_left.of(part) <= left.of(part) for part in PARTS)


@given(AMOUNTS, claims())
def test_several_debts_get_the_whole_payment(amount, debts):
    found, left = appropriate_among(amount, debts, paid_on=PAID_ON, order=LAW)
    assert list(found) == [debt.id for debt in debts]
    assert sum(split.paid.total for split in found.values()) + left == amount
    assert left == 0 or all(split.left.total == 0 for split in found.values())
    assert all(split.overpaid == 0 for split in found.values())


@given(AMOUNTS, claims(), st.data())
def test_the_chosen_debt_is_paid_before_any_other(amount, debts, data):
    chosen = data.draw(st.sampled_from([debt.id for debt in debts] or [None]))
    found, _ = appropriate_among(amount, debts, paid_on=PAID_ON, order=LAW, chosen=chosen)
    others = sum(split.paid.total for id_, split in found.items() if id_ != chosen)
    assert chosen is None or others == 0 or found[chosen].left.total == 0


@given(AMOUNTS, claims())
def test_a_debt_not_yet_due_waits_for_all_that_are(amount, debts):
    found, _ = appropriate_among(amount, debts, paid_on=PAID_ON, order=LAW)
    early = sum(found[debt.id].paid.total for debt in debts if debt.due_on > PAID_ON)
    unpaid = sum(found[debt.id].left.total for debt in debts if debt.due_on <= PAID_ON)
    assert early == 0 or unpaid == 0


@pytest.mark.parametrize("order", [(), ("costs",), ("costs", "costs", "interest", "principal")])
def test_an_order_names_every_part_once(order):
    with pytest.raises(ValueError, match="every part once"):
        check_order(order)


@pytest.mark.parametrize("part", PARTS)
def test_no_part_is_below_zero(part):
    with pytest.raises(ValueError, match="a part is negative"):
        Parts(**{part: -1})


def test_no_payment_is_below_zero():
    with pytest.raises(ValueError, match="a payment of"):
        appropriate(-1, Parts(), LAW)


def test_a_choice_must_be_one_of_the_debts_and_ids_must_differ():
    debt = Claim("D1", PAID_ON, PAID_ON, 0, 0, Parts(principal=1))
    with pytest.raises(ValueError, match="chosen"):
        appropriate_among(1, [debt], paid_on=PAID_ON, order=LAW, chosen="D2")
    with pytest.raises(ValueError, match="chosen"):
        appropriate_among(1, [debt, debt], paid_on=PAID_ON, order=LAW)
