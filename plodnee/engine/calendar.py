"""Working days, due dates and day counts: when money falls due and how long it bore interest."""

from datetime import date
from functools import cache

from holidays import HolidayBase, country_holidays

_CATEGORIES = ("government", "public")
SATURDAY = 5


def holiday_name(day: date) -> str | None:
    """The Thai name of an official holiday, substituted days included; None on other days.

    Source: the `holidays` library (cabinet resolutions year by year). Days that a cabinet has yet
            to announce are not known.
    """
    return _holidays(day.year).get(day)


def is_working_day(day: date) -> bool:
    """Whether the day is Monday to Friday and no official holiday."""
    return day.weekday() < SATURDAY and holiday_name(day) is None


@cache
def _holidays(year: int) -> HolidayBase:
    return country_holidays("TH", years=year, categories=_CATEGORIES, language="th", expand=False)
