"""When a debt falls due, in the plan's months."""

from datetime import date

from plodnee.casework.plan.cash import calendar_month
from plodnee.engine.thai_dates import months_between
from plodnee.registers.book import Debt


def last_due_month(debt: Debt, as_of: date, *, if_unknown: int) -> int:
    """The plan's month of the due date: 1 where it has passed or lies in this month."""
    if debt.due_on is None:
        return if_unknown
    return max(1, months_between(as_of, debt.due_on))


def due_months(debt: Debt, as_of: date, *, last: int, harvest: int) -> tuple[int, ...]:
    """The plan's months in which the debt falls due; the last one always belongs to them.

    Ensures: strictly increasing, from 1 at the earliest to `last`.
    """
    if debt.period in (None, "monthly"):
        return tuple(range(1, last + 1))
    default = last if debt.period == "yearly" else harvest
    named = set(debt.months) or {calendar_month(as_of, default)}
    return tuple(
        month
        for month in range(1, last + 1)
        if month == last or calendar_month(as_of, month) in named
    )
