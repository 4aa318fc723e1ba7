"""Official holidays are known, substituted days included."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plodnee.engine.working_days import holiday_name, is_working_day, working_day_on_or_after


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2019, 4, 6), "วันพระบาทสมเด็จพระพุทธยอดฟ้าจุฬาโลกมหาราชและวันที่ระลึกมหาจักรีบรมราชวงศ์"),
        (date(2019, 4, 15), "วันสงกรานต์"),
        (date(2019, 5, 9), "วันพืชมงคล"),
        (date(2019, 3, 27), None),
    ],
)
def test_a_holiday_has_its_thai_name(day, name):
    found = holiday_name(day)
    assert (found or "").replace(" ", "") == (name or "")


def test_the_day_in_lieu_of_a_holiday_on_a_weekend_is_free():
    assert not is_working_day(date(2019, 4, 8)), "Chakri Day 2562 fell on a Saturday"
    assert is_working_day(date(2019, 4, 9))
    assert not is_working_day(date(2019, 3, 16)), "a Saturday"


def test_songkran_ends_on_the_first_working_day_after_it():
    assert working_day_on_or_after(date(2019, 4, 13)) == date(2019, 4, 17)
    assert working_day_on_or_after(date(2019, 3, 27)) == date(2019, 3, 27)


@given(st.dates(date(2010, 1, 1), date(2030, 12, 31)))
def test_a_working_day_is_never_far(day):
    found = working_day_on_or_after(day)
    assert is_working_day(found)
    assert timedelta(0) <= found - day <= timedelta(days=7)
