"""Thai official holidays and the days on which offices work."""

from datetime import date, timedelta
from functools import cache

from holidays import HolidayBase, country_holidays

_CATEGORIES = ("government", "public")
_SATURDAY = 5


def holiday_name(day: date) -> str | None:
    """The Thai name of an official holiday, substituted days included; None on other days.

    Source: the `holidays` library (cabinet resolutions year by year). Days that a cabinet has yet
            to announce are not known.
    """
    return _holidays(day.year).get(day)


def is_working_day(day: date) -> bool:
    """Whether the day is Monday to Friday and no official holiday."""
    return day.weekday() < _SATURDAY and holiday_name(day) is None


def working_day_on_or_after(day: date) -> date:
    """The day itself, or the next on which offices work (CCC 193/8)."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


@cache
def _holidays(year: int) -> HolidayBase:
    return country_holidays("TH", years=year, categories=_CATEGORIES, language="th", expand=False)
