"""What kernels read, loan by loan, and whether it may be trusted."""

from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from plodnee.engine.compiling import kernels_of
from plodnee.engine.portfolio.columns import Calendars, PortfolioColumns
from plodnee.engine.portfolio.days import FIRST_DAY, LAST_DAY, DayTables, day_tables

kernel, part = kernels_of(Path(__file__).parent)

Whole = Any  # an int64 once compiled; Python's and NumPy's whole numbers meet here
# Places in METHODS, DAY_COUNTS and STATUSES; a test holds them equal.
LEVEL, INTEREST_ONLY, EQUAL_PRINCIPAL, FLAT = range(4)
PER_MONTH, THIRTY_360, ACTUAL_365, ACTUAL_360, ACTUAL_ACTUAL = range(5)
NORMAL, LEGAL, RESTRUCTURED = range(3)
LARGEST_PRODUCT = 9.0e18
DAYS_OF_A_MONTH = 31


class Portfolio(NamedTuple):
    """All that a kernel reads; `reach` is how many days the longest gap of a calendar can take.

    Shapes: reach (C,).
    """

    loans: PortfolioColumns
    calendars: Calendars
    days: DayTables
    reach: NDArray[np.int64]


def portfolio_of(loans: PortfolioColumns, calendars: Calendars) -> Portfolio:
    """The columns with the tables that kernels look things up in."""
    longest = calendars.gap[:0]
    if len(calendars.gap):
        longest = np.maximum.reduceat(calendars.gap, calendars.offset[:-1])
    unit = np.where(calendars.in_days, 1, DAYS_OF_A_MONTH)
    return Portfolio(loans, calendars, day_tables(), longest.astype(np.int64) * unit)


class Loan(NamedTuple):
    """The terms of one loan, read once."""

    principal: Whole
    instalment: Whole
    rate: Whole
    start: Whole
    first_due: Whole
    due_day: Whole
    calendar: Whole
    count: Whole
    method: Whole
    day_count: Whole


@part
def read(loans: PortfolioColumns, x: int) -> Loan:
    """The terms of one loan, out of their columns."""
    return Loan(
        np.int64(loans.principal_satang[x]),
        np.int64(loans.instalment_satang[x]),
        np.int64(loans.rate_bp[x]),
        np.int64(loans.start_day[x]),
        np.int64(loans.first_due_day[x]),
        np.int64(loans.due_day_of_month[x]),
        np.int64(loans.calendar[x]),
        np.int64(loans.instalments[x]),
        np.int64(loans.method[x]),
        np.int64(loans.day_count[x]),
    )


@part
def is_plain(loan: Loan, status: Whole, p: Portfolio) -> bool:
    """Whether a loan may be trusted, by a test without branches that is too strict for a few.

    What it does not pass is for `fault_of` to say.
    """
    if (loan.calendar < 0) | (loan.calendar >= len(p.reach)):
        return False
    if (loan.start < FIRST_DAY) | (loan.first_due <= loan.start) | (loan.first_due > LAST_DAY):
        return False
    reach, in_days = p.reach[loan.calendar], p.calendars.in_days[loan.calendar]
    first = p.days.by_day[loan.first_due - FIRST_DAY]
    due_day = min(loan.due_day, np.int64(p.days.by_month[first[0], 1]))
    longest = max(loan.first_due - loan.start, reach) + DAYS_OF_A_MONTH
    bearing = float(loan.principal) * float(loan.rate) * float(longest)
    return bool(
        (loan.principal > 0)
        & (loan.count > 0)
        & (loan.rate >= 0)
        & (loan.instalment > 0)
        & (loan.method >= LEVEL)
        & (loan.method < FLAT)
        & (loan.day_count >= PER_MONTH)
        & (loan.day_count <= ACTUAL_ACTUAL)
        & (not (in_days & (loan.day_count == PER_MONTH)))
        & (in_days | ((due_day == first[1]) & (loan.due_day <= 31)))
        & (loan.first_due + (loan.count - 1) * reach <= LAST_DAY)
        & (bearing * 366.0 <= LARGEST_PRODUCT)
        & (status >= NORMAL)
        & (status <= RESTRUCTURED)
    )


@part
def fault_of(loan: Loan, status: Whole, calendars: Calendars, days: DayTables) -> int:
    """0 if the terms of a loan may be trusted, else the place of what is wrong in FAULTS."""
    if not NORMAL <= status <= RESTRUCTURED:
        return 2
    fault = _terms_fault(loan, len(calendars.in_days))
    return _days_fault(loan, calendars, days) if fault == 0 else fault


@part
def _terms_fault(loan: Loan, calendars: int) -> int:
    if loan.principal < 1 or loan.count < 1 or loan.rate < 0:
        return 1
    if not (LEVEL <= loan.method <= FLAT and PER_MONTH <= loan.day_count <= ACTUAL_ACTUAL):
        return 2
    if not 0 <= loan.calendar < calendars:
        return 2
    return 6 if loan.method == LEVEL and loan.count > 1 and loan.instalment < 1 else 0


@part
def _days_fault(loan: Loan, calendars: Calendars, days: DayTables) -> int:
    if not FIRST_DAY <= loan.start < loan.first_due <= LAST_DAY:
        return 3
    in_days = calendars.in_days[loan.calendar]
    if in_days and loan.day_count == PER_MONTH:
        return 5
    begins, ends = calendars.offset[loan.calendar], calendars.offset[loan.calendar + 1]
    longest = gaps = np.int64(0)
    for at in range(begins, ends):
        gaps += calendars.gap[at]
        longest = max(longest, np.int64(calendars.gap[at]))
    unit = 1 if in_days else DAYS_OF_A_MONTH
    span = ((loan.count - 2) // (ends - begins) + 1) * gaps * unit if loan.count > 1 else 0
    if loan.first_due + span > LAST_DAY:
        return 3
    month, day = (
        days.by_day[loan.first_due - FIRST_DAY, 0],
        days.by_day[loan.first_due - FIRST_DAY, 1],
    )
    if not in_days and (loan.due_day > 31 or min(loan.due_day, days.by_month[month, 1]) != day):
        return 4
    first = loan.first_due - loan.start
    stretch = first + span if loan.method == FLAT else max(first, longest * unit)
    bearing = float(loan.principal) * float(loan.rate) * float(stretch + 31)
    return 7 if bearing * 366.0 > LARGEST_PRODUCT else 0
