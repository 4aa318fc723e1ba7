"""Days as whole numbers since 1 January 1970 (Arrow's date32), with their months looked up."""

from datetime import date
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

FIRST_DAY = -25_567  # 1 January 1900
LAST_DAY = 84_005  # 31 December 2199
_FIRST_MONTH = -840  # January 1900, in months since January 1970
_MONTHS = 300 * 12
_EPOCH = date(1970, 1, 1)


class DayTables(NamedTuple):
    """What a kernel looks up of days FIRST_DAY … LAST_DAY and of their months.

    Shapes: by_day (D, 3), month, day of the month, and how many days before it lie in leap years;
            by_month (M, 2), first day and length.
    """

    by_day: NDArray[np.int32]
    by_month: NDArray[np.int32]


def day_number(day: date) -> int:
    """The day as a whole number since 1 January 1970."""
    return (day - _EPOCH).days


@cache
def day_tables() -> DayTables:
    """The tables, built once."""
    months = np.arange(_FIRST_MONTH, _FIRST_MONTH + _MONTHS + 1).astype("datetime64[M]")
    starts = months.astype("datetime64[D]").astype(np.int32)
    length = np.diff(starts)
    month = np.repeat(np.arange(_MONTHS), length)
    days = np.arange(FIRST_DAY, LAST_DAY + 1)
    year = np.arange(1900, 2200)
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    in_leap_year = leap[month // 12]
    before = np.cumsum(in_leap_year) - in_leap_year
    by_day = np.stack((month, days - starts[month] + 1, before), axis=1)
    by_month = np.stack((starts[:-1], length), axis=1)
    return DayTables(by_day.astype(np.int32), by_month.astype(np.int32))
