"""Fees and penalties: the row they fall into, and the penalty for paying late."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from plodnee.engine.schedule.rounding import Rounding
from plodnee.engine.schedule.rows import Row
from plodnee.engine.schedule.terms import Charge, LatePenalty, Part


def row_of_charge(rows: Sequence[Row], due: date) -> Row:
    """The row whose period contains a day: its start excluded, its due date included.

    Ensures: the first row takes what falls on its start, the last row what falls after it.
    """
    place = bisect_left(rows, due, key=lambda row: row.period.dates()[1])
    return rows[min(place, len(rows) - 1)]


def add_charge(rows: Sequence[Row], charge: Charge) -> Row:
    """The row in which the charge now stands; one that was fully paid is so no longer."""
    row = row_of_charge(rows, charge.due)
    row.owed[charge.part] += charge.amount
    row.paid_on = None
    return row


def add_late_penalties(
    rows: Sequence[Row], penalty: LatePenalty, as_of: date, rounding: Rounding
) -> None:
    """Each row due before a day and not paid gets its penalty, once."""
    for row in rows:
        if row.period.dates()[1] >= as_of or row.outstanding == 0:
            continue
        overdue = row.unpaid(Part.PRINCIPAL)
        if penalty.with_interest:
            overdue += row.unpaid(Part.INTEREST)
        row.owed[Part.PENALTY] += rounding.amount(overdue * penalty.part)
