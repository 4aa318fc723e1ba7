"""What part of a year an instalment period, or some days inside it, counts for.

The forms are those of `docs/reference/formats.md`: by instalment (`30*every/360`, `every/12`, …,
pro rata by calendar days inside one) or by calendar days over a length of year.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Protocol

from plodnee.engine.schedule.due_dates import Cycle


@dataclass(frozen=True, slots=True)
class Period:
    """One instalment period: from the day after `start` to `due`, both dates or neither."""

    start: date | None
    due: date | None
    cycle: Cycle
    regular: bool = True  # False once its due date was moved: it is no longer one cycle long

    @property
    def days(self) -> int | None:
        """Calendar days of the period; None without dates."""
        return None if self.start is None or self.due is None else (self.due - self.start).days

    def dates(self) -> tuple[date, date]:
        """Its two dates. Raises: ValueError for a period without dates."""
        if self.start is None or self.due is None:
            raise ValueError("a period without dates has no days to count")
        return self.start, self.due


class YearFraction(Protocol):
    """A rule that turns an instalment period, or days inside it, into a part of a year."""

    def whole(self, period: Period) -> Fraction:
        """The part of a year that the whole period counts for."""

    def part(self, period: Period, start: date, end: date) -> Fraction:
        """The part of a year that the days after `start` up to `end`, inside it, count for."""

    def level(self, period: Period) -> Fraction:
        """What the period counts for in the level instalment: the whole, save where stated."""


@dataclass(frozen=True, slots=True)
class ByInstalment:
    """A fixed part of a year for each cycle, by calendar days inside one."""

    per_cycle: Fraction

    def whole(self, period: Period) -> Fraction:
        return self.per_cycle if period.regular else self.part(period, *period.dates())

    def part(self, period: Period, start: date, end: date) -> Fraction:
        return self.per_cycle * (_cycles_to(period, end) - _cycles_to(period, start))

    def level(self, period: Period) -> Fraction:
        return self.per_cycle


@dataclass(frozen=True, slots=True)
class ByDays:
    """Calendar days, each stretch of them over a length of year that `stretches` states."""

    stretches: Callable[[Period, date, date], Fraction]
    level_per_cycle: Fraction | None = None
    year_length: int = 365

    def whole(self, period: Period) -> Fraction:
        return self.part(period, *period.dates())

    def part(self, period: Period, start: date, end: date) -> Fraction:
        return self.stretches(period, start, end)

    def level(self, period: Period) -> Fraction:
        return self.whole(period) if self.level_per_cycle is None else self.level_per_cycle


def year_fraction(form: str, cycle: Cycle, days_in_year: int | None) -> YearFraction | None:
    """The rule that a form names; None where the form is not one of those known.

    `days_in_year` is what the form `7/days_in_year` refers to.
    """
    form = " ".join(form.split())
    nominal = _NOMINAL.fullmatch(form)
    if nominal:
        times, over = nominal.groups()
        return ByInstalment(Fraction(int(times or 1) * cycle.every, int(over or 1)))
    days = _OVER_DAYS.fullmatch(form)
    if days:
        length = int(days.group(1))
        return ByDays(_over(length), year_length=length)
    if form == "1/12":
        return ByInstalment(Fraction(cycle.every, 12))
    if form == "7/days_in_year" and days_in_year:
        return ByInstalment(Fraction(7 * cycle.every, days_in_year))
    if form.startswith("actual_days/length of the calendar year in which the period starts"):
        return ByDays(_year_of_start, Fraction(cycle.every, 12))
    return next((ByDays(rule) for name, rule in _NAMED if form.startswith(name)), None)


def over_year_of(disbursed_on: date) -> YearFraction:
    """Calendar days over the length of the year in which the loan was paid out."""
    return ByDays(_over(year_days(disbursed_on.year)))


def year_days(year: int) -> int:
    """365, or 366 in a leap year."""
    return 366 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 365


def _cycles_to(period: Period, day: date) -> Fraction:
    """How many cycles of a period have passed on a day inside it."""
    start, due = period.dates()
    if period.regular:
        return Fraction((day - start).days, (due - start).days)
    cycles = period.cycle.whole_between(start, day)
    begun, ends = period.cycle.after(start, cycles), period.cycle.after(start, cycles + 1)
    return cycles + Fraction((day - begun).days, (ends - begun).days)


def _over(length: int) -> Callable[[Period, date, date], Fraction]:
    return lambda _period, start, end: Fraction((end - start).days, length)


def _year_of_start(period: Period, start: date, end: date) -> Fraction:
    return Fraction((end - start).days, year_days(period.dates()[0].year))


def _by_leap_day(period: Period, start: date, end: date) -> Fraction:
    first, due = period.dates()
    years = (year for year in range(first.year, due.year + 1) if year_days(year) == 366)
    length = 366 if any(first < date(year, 2, 29) <= due for year in years) else 365
    return Fraction((end - start).days, length)


def _split_on_31_december(_period: Period, start: date, end: date) -> Fraction:
    """From 31 December on, days count in the next year."""
    return _split(start, end, lambda year: date(year, 12, 31), timedelta(days=1))


def _split_on_1_january(_period: Period, start: date, end: date) -> Fraction:
    return _split(start, end, lambda year: date(year, 1, 1), timedelta(0))


def _split(start: date, end: date, cut: Callable[[int], date], ahead: timedelta) -> Fraction:
    """Calendar days over their year's length; each year's count begins `ahead` of it, at a cut."""
    cuts = [cut(year) for year in range(start.year, end.year + 1)]
    edges = [start, *(day for day in cuts if start < day < end), end]
    parts = (Fraction((b - a).days, year_days((a + ahead).year)) for a, b in pairwise(edges))
    return sum(parts, Fraction(0))


def _thirty_bond(_period: Period, start: date, end: date) -> Fraction:
    first = min(start.day, 30)
    last = 30 if end.day == 31 and first == 30 else end.day
    return _thirty(start, end, last - first)


def _thirty_european(_period: Period, start: date, end: date) -> Fraction:
    return _thirty(start, end, min(end.day, 30) - min(start.day, 30))


def _thirty(start: date, end: date, days: int) -> Fraction:
    return Fraction((end.year - start.year) * 360 + (end.month - start.month) * 30 + days, 360)


_NOMINAL = re.compile(
    r"(?:([0-9]{1,6})\*)?every(?:/([1-9][0-9]{0,5}))?"
    r"(?: per instalment, pro rata by days inside it)?"
)
_OVER_DAYS = re.compile(r"actual(?:_days)?/(360|364|365)")
_CALENDAR_YEAR = "actual_days/length of calendar year; a period crossing new year is split at "
_NAMED: tuple[tuple[str, Callable[[Period, date, date], Fraction]], ...] = (
    (_CALENDAR_YEAR + "31 December", _split_on_31_december),
    (_CALENDAR_YEAR + "1 January", _split_on_1_january),
    ("actual/actual-isda", _split_on_1_january),
    ("actual_days/366 when the instalment period", _by_leap_day),
    ("30/360-bond-basis", _thirty_bond),
    ("30e/360", _thirty_european),
)
