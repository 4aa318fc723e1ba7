"""When instalments fall due, and what part of a year a period counts for."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal

from plodnee.engine.money import BP_PER_WHOLE, divide_half_up
from plodnee.engine.thai_dates import add_months, days_in_month, months_between

Unit = Literal["day", "month"]
Stretch = tuple[date, date]  # the days after the first date, up to and with the second
DayCount = Literal["per_month", "30/360", "actual/365", "actual/360", "actual/actual"]
DAY_COUNTS: tuple[DayCount, ...] = (
    "per_month", "30/360", "actual/365", "actual/360", "actual/actual",
)  # fmt: skip
# The regular calendars, as gaps between due dates that repeat.
WEEKLY: tuple[Unit, tuple[int, ...]] = ("day", (7,))
MONTHLY: tuple[Unit, tuple[int, ...]] = ("month", (1,))
QUARTERLY: tuple[Unit, tuple[int, ...]] = ("month", (3,))
HALF_YEARLY: tuple[Unit, tuple[int, ...]] = ("month", (6,))
YEARLY: tuple[Unit, tuple[int, ...]] = ("month", (12,))


def due_dates(
    first_due_on: date, unit: Unit, gaps: Sequence[int], count: int, due_day: int | None = None
) -> tuple[date, ...]:
    """The due dates of a calendar whose gaps repeat: (1,) is monthly, (3, 9) two a year.

    Units:   gaps in days or months; `due_day` is the day of the month meant, if the first due
             month is too short for it.
    Ensures: `count` dates, strictly ascending; a day the month lacks becomes its last, and comes
             back in longer months.
    Raises:  ValueError if the count is below 1, a gap below 1, or the first date not the due day.
    """
    if count < 1 or not gaps or min(gaps) < 1:
        raise ValueError(f"no calendar of {count} dates with gaps {tuple(gaps)}")
    steps = [0]
    for n in range(count - 1):
        steps.append(steps[-1] + gaps[n % len(gaps)])
    if unit == "day":
        return tuple(first_due_on + timedelta(days=step) for step in steps)
    day = first_due_on.day if due_day is None else due_day
    if first_due_on.day != min(day, days_in_month(first_due_on)):
        raise ValueError(f"{first_due_on} is not the due day {day} of its month")
    return tuple(day_of_month(add_months(first_due_on, step), day) for step in steps)


def seasonal_calendar(
    start_on: date, months: Sequence[int], due_day: int
) -> tuple[date, tuple[int, ...]]:
    """The first due date after a start, and the gaps that follow, for due months of the year.

    Units:   months 1–12, for instance those after each harvest; gaps in months.
    Ensures: the first due date is later than the start; the gaps are uneven where the months are.
    Raises:  ValueError if there is no month or one is outside 1–12.
    """
    named = sorted(set(months))
    if not named or named[0] < 1 or named[-1] > 12:
        raise ValueError(f"no season in months {tuple(months)}")
    ahead = (day_of_month(add_months(start_on, n), due_day) for n in range(13))
    first = next(day for day in ahead if day.month in named and day > start_on)
    turn = named.index(first.month)
    in_order = named[turn:] + named[:turn]
    gaps = tuple(
        (following - month - 1) % 12 + 1
        for month, following in zip(in_order, in_order[1:] + in_order[:1], strict=True)
    )
    return first, gaps


def day_of_month(month: date, day: int) -> date:
    """A day of the month in which the date lies; a day the month lacks becomes its last."""
    return month.replace(day=min(day, days_in_month(month)))


def year_part(day_count: DayCount, start: date, end: date) -> tuple[int, int]:
    """What part of a year lies between two dates, as (numerator, denominator).

    Ensures: both whole; the denominator depends on the day count alone.
    Raises:  ValueError if the end is before the start.
    Source:  per month: docs/reference/formats.md, "Interest". The others: ISDA Definitions 2006,
             4.16 (b) actual/actual, (d) actual/365, (e) actual/360, (f) 30/360.
    """
    if end < start:
        raise ValueError(f"a period from {start} back to {end}")
    if day_count == "per_month":
        return months_between(start, end), 12
    if day_count == "30/360":
        return days_of_thirty(start, end), 360
    if day_count == "actual/actual":
        leap = leap_days(start, end)
        return ((end - start).days - leap) * 366 + leap * 365, 365 * 366
    return (end - start).days, 365 if day_count == "actual/365" else 360


def days_of_thirty(start: date, end: date) -> int:
    """Days between two dates if every month had thirty."""
    first = min(start.day, 30)
    last = 30 if end.day == 31 and first == 30 else end.day
    return 30 * months_between(start, end) + last - first


def leap_days(start: date, end: date) -> int:
    """How many of the days from the start up to, not including, the end lie in leap years."""
    total = 0
    for year in range(start.year, end.year + 1):
        if days_in_month(date(year, 2, 1)) == 29:
            first, last = max(start, date(year, 1, 1)), min(end, date(year + 1, 1, 1))
            total += (last - first).days
    return total


def merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The same days in ascending stretches that neither touch nor overlap."""
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def days_inside(stretches: Iterable[Stretch], start: date, end: date) -> list[Stretch]:
    """The parts of stretches that lie between two dates."""
    return [(max(a, start), min(b, end)) for a, b in stretches if a < end and b > start]


def open_part(
    day_count: DayCount, start: date, end: date, paused: Sequence[Stretch] = ()
) -> tuple[int, int]:
    """What part of a year lies between two dates without paused days, as a fraction.

    Ensures: a count by calendar days leaves the paused ones out; months and months of thirty count
             by the share of their calendar days that is not paused.
    Raises:  ValueError if the end is before the start.
    """
    numerator, denominator = year_part(day_count, start, end)
    inside = days_inside(paused, start, end)
    if not inside:
        return numerator, denominator
    if day_count in ("per_month", "30/360"):
        total = (end - start).days
        still = total - sum((b - a).days for a, b in inside)
        return numerator * still, denominator * total
    return numerator - sum(year_part(day_count, a, b)[0] for a, b in inside), denominator


def interest_of_period(
    balance_satang: int,
    rate_bp: int,
    day_count: DayCount,
    start: date,
    end: date,
    paused: Sequence[Stretch] = (),
) -> int:
    """The interest of one period on one balance.

    Units:   satang; basis points a year; paused days, in stretches that do not overlap, bear none.
    Ensures: rounded half up, once.
    Raises:  ValueError if the balance or rate is negative or the end before the start.
    """
    if min(balance_satang, rate_bp) < 0:
        raise ValueError(f"no interest on {balance_satang} at {rate_bp}")
    numerator, denominator = open_part(day_count, start, end, paused)
    return divide_half_up(balance_satang * rate_bp * numerator, denominator * BP_PER_WHOLE)
