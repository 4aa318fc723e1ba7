"""Where a payment goes: which instalment and which part of it, in the order agreed."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol

from plodnee.engine.schedule.rows import Row, nothing
from plodnee.engine.schedule.terms import Ahead, Order, Part


class Claims(Protocol):
    """What can be claimed on a day from each row, and what taking it changes."""

    def open_rows(self) -> Sequence[Row]:
        """The rows that may still owe something, by due date."""

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
    rows = claims.open_rows()
    if order.ahead is Ahead.NEXT and not (order.by_part or order.ahead_by_part):
        for row in rows:
            due = _due(row)
            ahead = order.in_advance if due > on else order.due
            for part in order.past_due if due < on else ahead:
                yield row, part
        return
    past = bisect_left(rows, on, key=_due)
    due_on = bisect_right(rows, on, lo=past, key=_due)
    yield from _of_group(rows[:past], order.past_due, by_part=order.by_part)
    yield from _of_group(rows[past:due_on], order.due, by_part=order.by_part)
    in_advance = _in_advance(rows[due_on:], order.ahead)
    yield from _of_group(in_advance, order.in_advance, by_part=order.ahead_by_part)


def _due(row: Row) -> date:
    return row.period.dates()[1]


def _of_group(
    rows: Sequence[Row], parts: Sequence[Part], *, by_part: bool
) -> Iterator[tuple[Row, Part]]:
    if by_part:
        yield from ((row, part) for part in parts for row in rows)
    else:
        yield from ((row, part) for row in rows for part in parts)


def _in_advance(rows: Sequence[Row], ahead: Ahead) -> Sequence[Row]:
    """Rows not yet due: from the next one on, from the last one back, or the next and then back."""
    if ahead is Ahead.LAST:
        return rows[::-1]
    if ahead is Ahead.NEXT_THEN_LAST:
        return [*rows[:1], *rows[:0:-1]]
    return rows
