"""Which row and which part of it a payment settles first, on five rows of ten and one each."""

from datetime import date
from itertools import pairwise

import pytest

from plodnee.engine.schedule.allocation import allocate
from plodnee.engine.schedule.due_dates import Cycle, Unit
from plodnee.engine.schedule.fixed_payments import FixedClaims
from plodnee.engine.schedule.rows import Row
from plodnee.engine.schedule.terms import Ahead, Order, Part
from plodnee.engine.schedule.year_fraction import Period

MONTH = Cycle(1, Unit.MONTH)
INTEREST_FIRST = (Part.PENALTY, Part.FEES, Part.INTEREST, Part.PRINCIPAL)
PRINCIPAL_FIRST = (Part.PENALTY, Part.FEES, Part.PRINCIPAL, Part.INTEREST)


def five_rows():
    """Due on the first of February to June, principal 10 and interest 1 each."""
    firsts = [date(2024, month, 1) for month in range(1, 7)]
    rows = [Row(n, Period(*dates, MONTH)) for n, dates in enumerate(pairwise(firsts), start=1)]
    for row in rows:
        row.owed |= {Part.PRINCIPAL: 10, Part.INTEREST: 1}
    return rows


def paid(amount, on, **order):
    """(principal, interest) paid to each row."""
    rows = five_rows()
    agreed = Order(**({"past_due": INTEREST_FIRST, "due": INTEREST_FIRST} | order))
    split, over = allocate(FixedClaims(rows), agreed, amount, on)
    assert sum(split.values()) + over == amount
    assert split[Part.PRINCIPAL] == sum(row.paid[Part.PRINCIPAL] for row in rows)
    return [(row.paid[Part.PRINCIPAL], row.paid[Part.INTEREST]) for row in rows]


NONE, WHOLE = (0, 0), (10, 1)


@pytest.mark.parametrize(
    ("ahead", "expected"),
    [
        (Ahead.NEXT, [WHOLE, WHOLE, WHOLE, (1, 1), NONE]),
        (Ahead.LAST, [WHOLE, NONE, (1, 1), WHOLE, WHOLE]),
        (Ahead.NEXT_THEN_LAST, [WHOLE, WHOLE, NONE, (1, 1), WHOLE]),
    ],
)
def test_an_advance_goes_to_the_next_or_the_last_rows(ahead, expected):
    assert paid(35, date(2024, 2, 1), in_advance=INTEREST_FIRST, ahead=ahead) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2024, 1, 31), (1, 0)),  # in advance
        (date(2024, 2, 1), (0, 1)),  # due
        (date(2024, 2, 2), (1, 0)),  # past due
    ],
)
def test_past_due_due_and_in_advance_have_their_own_orders(on, expected):
    orders = {"past_due": PRINCIPAL_FIRST, "due": INTEREST_FIRST, "in_advance": PRINCIPAL_FIRST}
    assert paid(1, on, **orders)[0] == expected
    assert paid(1, on, **orders, ahead=Ahead.LAST)[0 if on.month == 2 else -1] == expected


def test_by_part_one_part_of_every_row_comes_before_the_next_part():
    """On 1 April two rows are past due and one is due; each group has its turn."""
    orders = {"in_advance": INTEREST_FIRST, "by_part": True}
    first_interest = paid(13, date(2024, 4, 1), **orders)
    assert first_interest == [(10, 1), (1, 1), NONE, NONE, NONE]
    assert paid(24, date(2024, 4, 1), **orders) == [WHOLE, WHOLE, (1, 1), NONE, NONE]
    assert paid(35, date(2024, 4, 1), **orders) == [WHOLE, WHOLE, WHOLE, (1, 1), NONE]


def test_by_part_in_advance_alone():
    """On 1 March the rows due are whole; of those to come all interest is paid first."""
    orders = {"in_advance": INTEREST_FIRST, "ahead_by_part": True}
    assert paid(12, date(2024, 3, 1), **orders) == [WHOLE, (0, 1), NONE, NONE, NONE]
    assert paid(26, date(2024, 3, 1), **orders) == [WHOLE, WHOLE, (1, 1), (0, 1), (0, 1)]


def test_what_nothing_is_owed_for_is_left_over():
    rows = five_rows()
    agreed = Order(INTEREST_FIRST, INTEREST_FIRST, INTEREST_FIRST)
    split, over = allocate(FixedClaims(rows), agreed, 100, date(2024, 2, 1))
    assert (split[Part.PRINCIPAL], split[Part.INTEREST], over) == (50, 5, 45)
    assert allocate(FixedClaims(rows), agreed, 7, date(2024, 2, 1))[1] == 7
