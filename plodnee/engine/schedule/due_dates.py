"""Due dates of a regular calendar: days, weeks, months, quarters and years, month ends kept."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Unit(StrEnum):
    """The unit that the gap between two instalments is counted in."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_DAYS = {Unit.DAY: 1, Unit.WEEK: 7}
_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Cycle:
    """The regular gap between instalments: every so many units."""

    every: int
    unit: Unit

    def after(self, start: date, cycles: int) -> date:
        """The day `cycles` whole gaps after `start`, counted from `start` itself.

        Ensures: a day that the month lacks becomes the month's last (31 January + 1 month is 28 or
                 29 February, + 2 months is 31 March).
        Raises:  OverflowError beyond the calendar.
        """
        steps = self.every * cycles
        if self.unit in _DAYS:
            return start + timedelta(days=steps * _DAYS[self.unit])
        return add_months(start, steps * _MONTHS[self.unit])

    def whole_between(self, start: date, day: date) -> int:
        """How many whole gaps counted from `start` have passed on a day, 0 or more."""
        if self.unit in _DAYS:
            return (day - start).days // (self.every * _DAYS[self.unit])
        months = (day.year - start.year) * 12 + day.month - start.month
        cycles = months // (self.every * _MONTHS[self.unit])
        return cycles if cycles == 0 or self.after(start, cycles) <= day else cycles - 1


def add_months(start: date, months: int) -> date:
    """The same day so many months later, or that month's last day where it is shorter.

    Raises: OverflowError beyond the calendar.
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(f"the year {year} is beyond the calendar")
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
