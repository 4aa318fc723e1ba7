"""Due dates keep their day of the month, and periods count as their convention says."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
import QuantLib
from hypothesis import assume, given
from hypothesis import strategies as st

from plodnee.engine.calendar import (
    DAY_COUNTS,
    HALF_YEARLY,
    MONTHLY,
    QUARTERLY,
    WEEKLY,
    YEARLY,
    day_of_month,
    days_of_thirty,
    due_dates,
    interest_of_period,
    leap_days,
    seasonal_calendar,
    year_part,
)
from plodnee.engine.thai_dates import months_between

DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))
PERIODS = st.tuples(DAYS, DAYS).map(sorted)


def test_month_ends_come_back_in_longer_months():
    found = due_dates(date(2020, 1, 31), *MONTHLY, 5)
    assert [day.isoformat() for day in found] == [
        "2020-01-31", "2020-02-29", "2020-03-31", "2020-04-30", "2020-05-31",
    ]  # fmt: skip


def test_a_short_first_month_keeps_the_day_that_was_meant():
    assert due_dates(date(2019, 2, 28), *MONTHLY, 2, due_day=31)[1] == date(2019, 3, 31)
    assert due_dates(date(2019, 2, 28), *MONTHLY, 2)[1] == date(2019, 3, 28)


@pytest.mark.parametrize(
    ("calendar", "second", "third"),
    [
        (WEEKLY, date(2019, 3, 23), date(2019, 3, 30)),
        (MONTHLY, date(2019, 4, 16), date(2019, 5, 16)),
        (QUARTERLY, date(2019, 6, 16), date(2019, 9, 16)),
        (HALF_YEARLY, date(2019, 9, 16), date(2020, 3, 16)),
        (YEARLY, date(2020, 3, 16), date(2021, 3, 16)),
        (("day", (1,)), date(2019, 3, 17), date(2019, 3, 18)),
        (("month", (3, 9)), date(2019, 6, 16), date(2020, 3, 16)),
    ],
)
def test_regular_and_seasonal_calendars(calendar, second, third):
    first = date(2019, 3, 16)
    assert due_dates(first, *calendar, 3) == (first, second, third)


@given(DAYS, st.lists(st.integers(1, 12), min_size=1, max_size=4), st.integers(1, 40))
def test_every_calendar_has_as_many_ascending_dates_as_asked(first, gaps, count):
    assume(first.year + sum(gaps) * count // 12 < 9000)
    found = due_dates(first, "month", gaps, count)
    assert len(found) == len(set(found)) == count
    assert list(found) == sorted(found)
    assert all(day == day_of_month(day, first.day) for day in found)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (date(2019, 1, 31), date(2019, 2, 28), 28),
        (date(2019, 1, 30), date(2019, 3, 31), 60),
        (date(2019, 1, 31), date(2019, 3, 31), 60),
        (date(2019, 1, 29), date(2019, 3, 31), 62),
        (date(2019, 2, 28), date(2019, 3, 31), 33),
    ],
)
def test_months_of_thirty_at_month_ends(start, end, days):
    """ISDA 2006, 4.16 (f): a first day 31 is 30; a last day 31 is 30 only after such a first."""
    assert year_part("30/360", start, end) == (days, 360)


def test_after_the_rice_and_the_sugar_harvest():
    first, gaps = seasonal_calendar(date(2019, 3, 16), [12, 4], 25)
    assert (first, gaps) == (date(2019, 4, 25), (8, 4))
    assert due_dates(first, "month", gaps, 3) == (
        date(2019, 4, 25), date(2019, 12, 25), date(2020, 4, 25),
    )  # fmt: skip


def test_a_due_day_of_this_month_that_has_passed_waits_for_the_next_season():
    assert seasonal_calendar(date(2019, 3, 16), [3], 16) == (date(2020, 3, 16), (12,))
    assert seasonal_calendar(date(2019, 3, 15), [3], 16) == (date(2019, 3, 16), (12,))


@given(DAYS, st.sets(st.integers(1, 12), min_size=1), st.integers(1, 31), st.integers(1, 30))
def test_a_season_falls_only_into_its_months(start, months, due_day, count):
    first, gaps = seasonal_calendar(start, sorted(months), due_day)
    found = due_dates(first, "month", gaps, count, due_day)
    assert {day.month for day in found} <= months
    assert found[0] > start
    assert sum(gaps) == 12
    assert len(found) < len(months) or {day.month for day in found} == months


def _ql(day):
    return QuantLib.Date(day.day, day.month, day.year)


COUNTERS = {
    "30/360": QuantLib.Thirty360(QuantLib.Thirty360.BondBasis),
    "actual/365": QuantLib.Actual365Fixed(),
    "actual/360": QuantLib.Actual360(),
    "actual/actual": QuantLib.ActualActual(QuantLib.ActualActual.ISDA),
}


@pytest.mark.parametrize("day_count", sorted(COUNTERS))
@given(period=PERIODS)
def test_an_independent_library_counts_the_same_part_of_a_year(day_count, period):
    start, end = period
    ours = Fraction(*year_part(day_count, start, end))
    theirs = COUNTERS[day_count].yearFraction(_ql(start), _ql(end))
    assert float(ours) == pytest.approx(theirs, abs=1e-12)


@given(PERIODS)
def test_whole_months_count_from_month_to_month(period):
    assert year_part("per_month", *period) == (months_between(*period), 12)


def test_thirty_day_months_and_leap_years_of_a_worked_example():
    assert days_of_thirty(date(2019, 1, 31), date(2019, 3, 31)) == 60
    assert days_of_thirty(date(2019, 1, 30), date(2019, 2, 28)) == 28
    assert days_of_thirty(date(2019, 1, 15), date(2019, 1, 31)) == 16
    assert leap_days(date(2019, 12, 31), date(2020, 1, 2)) == 1
    assert leap_days(date(2019, 1, 1), date(2019, 12, 31)) == 0
    assert leap_days(date(1899, 6, 1), date(1901, 6, 1)) == 0, "1900 was no leap year"


@given(st.integers(0, 10**12), st.integers(0, 36_000), st.sampled_from(DAY_COUNTS), PERIODS)
def test_interest_is_rounded_once(balance, rate, day_count, period):
    exact = Fraction(balance * rate, 10_000) * Fraction(*year_part(day_count, *period))
    found = interest_of_period(balance, rate, day_count, *period)
    assert Fraction(-1, 2) < found - exact <= Fraction(1, 2)


@given(st.integers(0, 10**9), st.integers(0, 36_000), st.sampled_from(DAY_COUNTS), DAYS)
def test_no_time_bears_no_interest(balance, rate, day_count, day):
    assert interest_of_period(balance, rate, day_count, day, day) == 0


@pytest.mark.parametrize(("gaps", "count"), [((), 3), ((0,), 3), ((1,), 0), ((-1, 2), 3)])
def test_a_calendar_goes_forward_and_has_a_date(gaps, count):
    with pytest.raises(ValueError, match="no calendar"):
        due_dates(date(2019, 3, 16), "month", gaps, count)


def test_broken_promises_are_named():
    day = date(2019, 3, 16)
    with pytest.raises(ValueError, match="is not the due day"):
        due_dates(day, "month", (1,), 2, due_day=31)
    with pytest.raises(ValueError, match="back to"):
        year_part("actual/365", day, day - timedelta(days=1))
    with pytest.raises(ValueError, match="no interest"):
        interest_of_period(-1, 1200, "per_month", day, day)
    for months in ([], [0], [13]):
        with pytest.raises(ValueError, match="no season"):
            seasonal_calendar(day, months, 1)
