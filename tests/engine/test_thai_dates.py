"""Dates are read in every written form, and written as Thai paper writes them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plodnee.engine.thai_dates import (
    EVERY_MONTH,
    SERIAL_EPOCH_1904,
    DateFault,
    MonthFault,
    add_months,
    be_year,
    common_date,
    days_in_month,
    fiscal_quarter,
    fiscal_year_be,
    fiscal_year_span,
    long_date,
    month_and_year,
    month_name,
    months_between,
    parse_date,
    parse_months,
    short_date,
    slashed_date,
)
from plodnee.engine.thai_text import to_thai_digits

LETTER = date(2019, 3, 16)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
BUDDHIST_DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    "text",
    [
        "16/03/2562",
        "16/3/2562",
        "๑๖/๓/๒๕๖๒",
        "16 / 3 / 2562",
        "16 มี.ค. 2562",
        "16 มี.ค 2562",
        "16 มีค 2562",
        "16มี.ค.2562",
        "16 มีนาคม 2562",
        "๑๖ มีนาคม ๒๕๖๒",
        "16 มีนาคม พ.ศ. 2562",
        "16 มี.ค. พ.ศ.2562",
        "16 มีค พศ 2562",
        "วันที่ 16 มีนาคม 2562",
        "วันที่16 มีนาคม พ.ศ. 2562",
        "วันที่ ๑๖ เดือน มีนาคม พ.ศ. ๒๕๖๒",
        "วันที่ 16/3/2562",
        "วันเสาร์ที่ ๑๖ มีนาคม ๒๕๖๒",
        "วันเสาร์ที่16 มี.ค. 2562",
        "16 มี.ค. 2019",
        "16 มี.ค. ค.ศ. 2019",
        "16/3/2019",
        "2019-03-16",
        "2019-03-16 00:00:00",
        "2562-03-16",
        "43540",
        "\u00a016 มี.\u200bค.\t2562 ",
    ],
)
def test_the_day_of_the_letter_in_every_form(text):
    assert parse_date(text) == LETTER


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("16/3/62", DateFault.TWO_DIGIT_YEAR),
        ("16 มี.ค. 62", DateFault.TWO_DIGIT_YEAR),
        ("16 มี.ค. พ.ศ. 62", DateFault.TWO_DIGIT_YEAR),
        ("16/3/562", DateFault.YEAR_OUT_OF_RANGE),
        ("16/3/2399", DateFault.YEAR_OUT_OF_RANGE),
        ("16/3/2701", DateFault.YEAR_OUT_OF_RANGE),
        ("16/3/1899", DateFault.YEAR_OUT_OF_RANGE),
        ("16/3/2101", DateFault.YEAR_OUT_OF_RANGE),
        ("16 มี.ค. พ.ศ. 2019", DateFault.YEAR_OUT_OF_RANGE),
        ("16 มี.ค. ค.ศ. 2562", DateFault.YEAR_OUT_OF_RANGE),
        ("31/2/2562", DateFault.NO_SUCH_DAY),
        ("29/2/2562", DateFault.NO_SUCH_DAY),
        ("16/13/2562", DateFault.NO_SUCH_DAY),
        ("0/3/2562", DateFault.NO_SUCH_DAY),
        ("2562-02-30", DateFault.NO_SUCH_DAY),
        ("วันจันทร์ที่ 16 มีนาคม 2562", DateFault.NO_SUCH_DAY),  # a Saturday
        ("วันเสาร์ที่ 16 มีนาคม 62", DateFault.TWO_DIGIT_YEAR),
        ("วันเสาร์ที่ ", DateFault.NOT_A_DATE),
        ("วันเสาร์ที่ " * 5000 + "16 มีนาคม 2562", DateFault.NOT_A_DATE),
        ("", DateFault.NOT_A_DATE),
        ("19999", DateFault.NOT_A_DATE),
        ("60001", DateFault.NOT_A_DATE),
        ("9" * 5000, DateFault.NOT_A_DATE),
        ("16/3/" + "9" * 5000, DateFault.NOT_A_DATE),
        ("²", DateFault.NOT_A_DATE),
        ("१६/३/२५६२", DateFault.NOT_A_DATE),
        ("3/2562", DateFault.NOT_A_DATE),
        ("16 มีนา 2562", DateFault.NOT_A_DATE),
        ("16-03-2562", DateFault.NOT_A_DATE),
        ("หลังเก็บเกี่ยว", DateFault.NOT_A_DATE),
        ("2019-03-16 13:30:00", DateFault.NOT_A_DATE),
    ],
)
def test_what_is_no_date_says_why(text, fault):
    assert parse_date(text) is fault


@given(BUDDHIST_DAYS)
def test_what_is_written_is_read_again(day):
    assert parse_date(long_date(day)) == day
    assert parse_date(long_date(day, weekday=True)) == day
    assert parse_date(short_date(day)) == day
    assert parse_date(slashed_date(day)) == day
    assert parse_date(to_thai_digits(slashed_date(day))) == day
    assert parse_date(day.isoformat()) == day


def test_a_serial_counts_in_either_date_system():
    assert parse_date("20000") == date(1954, 10, 3)
    assert parse_date("60000") == date(2064, 4, 8)
    assert parse_date("42078", serial_epoch=SERIAL_EPOCH_1904) == LETTER


def test_a_leap_day_belongs_to_its_common_year():
    assert parse_date("29/2/2563") == date(2020, 2, 29)
    assert common_date(2564, 2, 29) is DateFault.NO_SUCH_DAY, "2564 is 2021"


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("1", (1,)),
        ("๑๒", (12,)),
        ("ม.ค.", (1,)),
        ("มค", (1,)),
        ("มกราคม", (1,)),
        ("3, 1,มี.ค., กุมภาพันธ์", (1, 2, 3)),
        ("ธ.ค.-ก.พ.", (1, 2, 12)),
        ("ธันวาคม – กุมภาพันธ์", (1, 2, 12)),
        ("11-2", (1, 2, 11, 12)),
        ("4-4", (4,)),
        ("5-4", EVERY_MONTH),
        ("2-4, พ.ย.-ธ.ค.", (2, 3, 4, 11, 12)),
        ("ทุกเดือน", EVERY_MONTH),
    ],
)
def test_months_are_read_in_every_form(text, months):
    assert parse_months(text) == months


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("13", MonthFault.NO_SUCH_MONTH),
        ("0", MonthFault.NO_SUCH_MONTH),
        ("1-13", MonthFault.NO_SUCH_MONTH),
        ("13-1", MonthFault.NO_SUCH_MONTH),
        ("", MonthFault.NOT_A_MONTH),
        ("1,", MonthFault.NOT_A_MONTH),
        ("หลังเก็บเกี่ยว", MonthFault.NOT_A_MONTH),
        ("1-2-3", MonthFault.NOT_A_MONTH),
        ("9" * 5000, MonthFault.NOT_A_MONTH),
        ("³", MonthFault.NOT_A_MONTH),
        ("३", MonthFault.NOT_A_MONTH),
    ],
)
def test_unknown_months_say_why(text, fault):
    assert parse_months(text) is fault


@pytest.mark.parametrize(
    ("day", "fiscal_year", "quarter"),
    [
        (date(2018, 9, 30), 2561, 4),
        (date(2018, 10, 1), 2562, 1),
        (date(2018, 12, 31), 2562, 1),
        (date(2019, 1, 1), 2562, 2),
        (LETTER, 2562, 2),
        (date(2019, 4, 1), 2562, 3),
        (date(2019, 7, 1), 2562, 4),
    ],
)
def test_the_fiscal_year_begins_in_october(day, fiscal_year, quarter):
    assert fiscal_year_be(day) == fiscal_year
    assert fiscal_quarter(day) == quarter
    first, last = fiscal_year_span(fiscal_year)
    assert first <= day <= last


def test_paper_has_thai_digits_and_tables_have_arabic_ones():
    assert long_date(LETTER) == "๑๖ มีนาคม ๒๕๖๒"
    assert long_date(LETTER, thai_digits=False) == "16 มีนาคม 2562"
    assert long_date(LETTER, weekday=True) == "วันเสาร์ที่ ๑๖ มีนาคม ๒๕๖๒"
    assert short_date(LETTER) == "16 มี.ค. 2562"
    assert short_date(LETTER, thai_digits=True, two_digit_year=True) == "๑๖ มี.ค. ๖๒"
    assert slashed_date(LETTER) == "16/03/2562"
    assert month_and_year(LETTER) == "มีนาคม 2562"
    assert month_and_year(LETTER, thai_digits=True, short=True) == "มี.ค. ๒๕๖๒"
    assert month_name(12) == "ธันวาคม"
    assert month_name(12, short=True) == "ธ.ค."
    assert be_year(LETTER) == 2562


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        (date(2019, 1, 31), 1, date(2019, 2, 28)),
        (date(2020, 1, 31), 1, date(2020, 2, 29)),
        (date(2019, 12, 15), 1, date(2020, 1, 15)),
        (date(2019, 3, 31), -1, date(2019, 2, 28)),
        (date(2019, 1, 1), -1, date(2018, 12, 1)),
        (date(2019, 5, 31), 0, date(2019, 5, 31)),
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_months_last(day, months, result):
    assert add_months(day, months) == result


@given(DAYS, st.integers(-1200, 1200))
def test_months_added_are_months_between(day, months):
    later = add_months(day, months)
    assert months_between(day, later) == months
    assert later.day == min(day.day, days_in_month(later))


@given(DAYS)
def test_the_days_of_a_month_reach_its_end(day):
    assert (day.replace(day=days_in_month(day)) + timedelta(days=1)).day == 1
