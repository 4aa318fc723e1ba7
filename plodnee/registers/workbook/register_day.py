"""The day that a workbook says it is of: never one to come, and hardly one before any fund was."""

from dataclasses import replace
from datetime import date

from plodnee.errors import BE_OFFSET
from plodnee.registers.book import Reading
from plodnee.registers.errors import RegisterRefused
from plodnee.registers.workbook.layout import CENTRE
from plodnee.registers.workbook.remarks import note, problem

# The first savings groups for production were founded in 1974 (B.E. 2517), village funds in 2001.
FUNDS_BEGAN = date(1974, 1, 1)
VERY_OLD = "day_very_old"


def with_day_judged(reading: Reading, on: date) -> Reading:
    """The reading as it may be staged; a day before any fund was is noted in it first.

    Raises: RegisterRefused if its day is to come.
    """
    if reading.book is None:
        return reading
    as_of = reading.book.centre.as_of
    cell, value = reading.day_cell or None, _written(as_of)
    if as_of > on:
        days = {"value": value, "today": _written(on)}
        found = problem(CENTRE.name, cell, "day_in_future", "workbook", **days)
        refused = Reading(book=None, problems=(found,), sha256=reading.sha256)
        raise RegisterRefused(
            reading=refused, reason_th=found.message, reason_en=found.message_en or found.message
        )
    if as_of < FUNDS_BEGAN:
        said = note(CENTRE.name, cell, VERY_OLD, value=value)
        return replace(reading, notes=(said, *reading.notes))
    return reading


def _written(day: date) -> str:
    """A day as workbooks write it, its year of the Buddhist era."""
    return f"{day.day}/{day.month}/{day.year + BE_OFFSET}"
