"""Where a payment goes: which instalment and which part of it, in the order agreed."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol

from plodnee.engine.schedule.rows import Row, nothing
from plodnee.engine.schedule.terms import Ahead, Order, Part


class Claims(Protocol):
    """What can be claimed on a day from each row, and what taking it changes."""

    @property
    def rows(self) -> Sequence[Row]:
        """The rows, by due date."""

    def claim(self, row: Row, part: Part, on: date) -> int:
        """What a payment of that day may settle of one part of a row, 0 or more."""

    def take(self, row: Row, part: Part, amount: int, on: date) -> None:
        """The part is settled by so much."""


def allocate(claims: Claims, order: Order, amount: int, on: date) -> tuple[dict[Part, int], int]:
    """How a payment of a day is split by part, and what nothing was owed for.

    Ensures: the split and the rest sum to the amount; nothing is claimed twice; rows past due
             come first, then the row due that day, then rows in advance, each in its own order.
    """
    split = nothing()
    for row, part in _turns(claims, order, on):
        if amount == 0:
            break
        taken = min(amount, claims.claim(row, part, on))
        if taken > 0:
            claims.take(row, part, taken, on)
            split[part] += taken
            amount -= taken
    return split, amount


def _turns(claims: Claims, order: Order, on: date) -> Iterator[tuple[Row, Part]]:
    """Rows and their parts in the order in which they are asked for."""
    groups = (
        ([row for row in claims.rows if row.period.dates()[1] < on], order.past_due),
        ([row for row in claims.rows if row.period.dates()[1] == on], order.due),
    )
    for rows, parts in groups:
        yield from _of_group(rows, parts, by_part=order.by_part)
    yield from _in_advance(claims, order, on)


def _of_group(
    rows: Sequence[Row], parts: Sequence[Part], *, by_part: bool
) -> Iterator[tuple[Row, Part]]:
    if by_part:
        yield from ((row, part) for part in parts for row in rows)
    else:
        yield from ((row, part) for row in rows for part in parts)


def _in_advance(claims: Claims, order: Order, on: date) -> Iterator[tuple[Row, Part]]:
    """Rows not yet due: from the next one on, from the last one back, or the next and then back."""
    ahead = [row for row in claims.rows if row.period.dates()[1] > on]
    if order.ahead is Ahead.LAST:
        ahead.reverse()
    elif order.ahead is Ahead.NEXT_THEN_LAST:
        ahead = [*ahead[:1], *reversed(ahead[1:])]
    yield from _of_group(ahead, order.in_advance, by_part=order.ahead_by_part)
