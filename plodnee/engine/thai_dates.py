"""Dates as Thai paper writes and reads them; the era is never guessed."""

import re
from datetime import date, timedelta
from enum import StrEnum

from plodnee.engine.thai_text import clean_text, to_thai_digits
from plodnee.errors import BE_OFFSET as BE_OFFSET
from plodnee.errors import MONTHS_SHORT as MONTHS_SHORT

FISCAL_YEAR_STARTS_IN = 10
MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
EVERY_MONTH = tuple(range(1, 13))
BUDDHIST_YEARS = range(2400, 2701)
COMMON_YEARS = range(1900, 2101)
SERIALS = range(20_000, 60_001)
SERIAL_EPOCH_1900 = date(1899, 12, 30)
SERIAL_EPOCH_1904 = date(1904, 1, 1)

_NUMBERS = {
    name.replace(".", ""): number
    for names in (MONTHS, MONTHS_SHORT)
    for number, name in enumerate(names, start=1)
}
# Digits are 0–9 alone, Thai ones among them after the clean-up; other scripts' are never guessed.
_SERIAL = re.compile(r"[0-9]{1,9}")
_SLASHED = re.compile(r"(?:วันที่ ?)?([0-9]{1,2}) ?/ ?([0-9]{1,2}) ?/ ?([0-9]{1,9})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?: 00:00:00)?")
_NAMED = re.compile(
    r"(?:วันที่ ?)?([0-9]{1,2}) ?(?:เดือน ?([0-9]{1,2})|(?:เดือน ?)?([ก-์. ]+?))"
    r" ?(พุทธศักราช|คริสต์ศักราช|[พค]\. ?ศ\.|[พค]\.?ศ\.?)? ?([0-9]{1,9})"
)
_OF_WEEKDAY = re.compile(rf"วัน({'|'.join(WEEKDAYS)})ที่ ?(.+)")
_RANGE = re.compile(r"(.+?) ?[-–] ?(.+)")
_MONTH_NUMBER = re.compile(r"[0-9]{1,9}")


class DateFault(StrEnum):
    """Why a text is not read as a date."""

    NOT_A_DATE = "not_a_date"
    TWO_DIGIT_YEAR = "two_digit_year"
    YEAR_OUT_OF_RANGE = "year_out_of_range"
    NO_SUCH_DAY = "no_such_day"


class MonthFault(StrEnum):
    """Why a text is not read as months."""

    NO_SUCH_MONTH = "no_such_month"
    NOT_A_MONTH = "not_a_month"


def parse_date(text: str, *, serial_epoch: date = SERIAL_EPOCH_1900) -> date | DateFault:
    """The day that the text names, or why it names none.

    Ensures: a year 2400–2700 is Buddhist, 1900–2100 common, in every form; nothing is guessed. A
             day of the week that stands before it is that of the day.
    Source:  docs/reference/formats.md, row "date".
    """
    read = clean_text(text, arabic_digits=True)
    if _SERIAL.fullmatch(read):
        return date_of_serial(int(read), serial_epoch=serial_epoch)
    if found := _SLASHED.fullmatch(read):
        day, month, year = found.groups()
        return _written_date(year, int(month), int(day))
    if found := _ISO.fullmatch(read):
        year, month, day = found.groups()
        return _written_date(year, int(month), int(day))
    if found := _OF_WEEKDAY.fullmatch(read):
        weekday, named = found.groups()
        return _of_weekday(_named_date(named), weekday)
    return _named_date(read)


def date_of_serial(serial: int, *, serial_epoch: date = SERIAL_EPOCH_1900) -> date | DateFault:
    """The day of a spreadsheet's serial number, if it lies within 20000–60000."""
    if serial not in SERIALS:
        return DateFault.NOT_A_DATE
    return serial_epoch + timedelta(days=serial)


def common_date(year: int, month: int, day: int) -> date | DateFault:
    """The day with its year in the common era, whichever era the year was written in."""
    if year in BUDDHIST_YEARS:
        year -= BE_OFFSET
    elif year not in COMMON_YEARS:
        return DateFault.YEAR_OUT_OF_RANGE
    try:
        return date(year, month, day)
    except ValueError:
        return DateFault.NO_SUCH_DAY


def parse_months(text: str) -> tuple[int, ...] | MonthFault:
    """The months that the text names, 1–12 in ascending order, or why it names none.

    Ensures: a range may pass the new year: `ธ.ค.-ก.พ.` is 1, 2, 12.
    Source:  docs/reference/formats.md, row "month".
    """
    read = clean_text(text, arabic_digits=True)
    if read == "ทุกเดือน":
        return EVERY_MONTH
    months: set[int] = set()
    for part in read.split(","):
        found = _RANGE.fullmatch(part.strip())
        first, last = (_month(end) for end in (found.groups() if found else (part, part)))
        if isinstance(first, MonthFault):
            return first
        if isinstance(last, MonthFault):
            return last
        months.update((first - 1 + step) % 12 + 1 for step in range((last - first) % 12 + 1))
    return tuple(sorted(months))


def be_year(day: date) -> int:
    """The Buddhist-era year of a day."""
    return day.year + BE_OFFSET


def fiscal_year_be(day: date) -> int:
    """The Thai fiscal year, 1 October to 30 September, named by the year in which it ends."""
    return be_year(day) + (day.month >= FISCAL_YEAR_STARTS_IN)


def fiscal_quarter(day: date) -> int:
    """The quarter of the fiscal year, 1 (October–December) to 4."""
    return (day.month - FISCAL_YEAR_STARTS_IN) % 12 // 3 + 1


def fiscal_year_span(fiscal_year: int) -> tuple[date, date]:
    """The first and the last day of a fiscal year given in the Buddhist era."""
    ends = fiscal_year - BE_OFFSET
    return date(ends - 1, FISCAL_YEAR_STARTS_IN, 1), date(ends, 9, 30)


def month_name(month: int, *, short: bool = False) -> str:
    """The name of a month 1–12."""
    return (MONTHS_SHORT if short else MONTHS)[month - 1]


def long_date(day: date, *, thai_digits: bool = True, weekday: bool = False) -> str:
    """`๑๖ มีนาคม ๒๕๖๒`, as letters write it; with `วันเสาร์ที่` before it if asked."""
    head = f"วัน{WEEKDAYS[day.weekday()]}ที่ " if weekday else ""
    text = f"{head}{day.day} {MONTHS[day.month - 1]} {be_year(day)}"
    return to_thai_digits(text) if thai_digits else text


def short_date(day: date, *, thai_digits: bool = False, two_digit_year: bool = False) -> str:
    """`16 มี.ค. 2562`, as tables write it; official short style has two digits for the year."""
    year = f"{be_year(day) % 100:02d}" if two_digit_year else str(be_year(day))
    text = f"{day.day} {MONTHS_SHORT[day.month - 1]} {year}"
    return to_thai_digits(text) if thai_digits else text


def month_and_year(day: date, *, thai_digits: bool = False, short: bool = False) -> str:
    """`มีนาคม 2562`."""
    text = f"{month_name(day.month, short=short)} {be_year(day)}"
    return to_thai_digits(text) if thai_digits else text


def slashed_date(day: date) -> str:
    """`16/03/2562`, as registers write it."""
    return f"{day.day:02d}/{day.month:02d}/{be_year(day)}"


def add_months(day: date, months: int) -> date:
    """The same day of a later or earlier month; a day the month lacks becomes its last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first = date(year, month + 1, 1)
    return first.replace(day=min(day.day, days_in_month(first)))


def days_in_month(day: date) -> int:
    """The number of days of the month in which the day lies."""
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return (following - day.replace(day=1)).days


def months_between(earlier: date, later: date) -> int:
    """How many calendar months the month of `later` comes after that of `earlier`."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def _month(text: str) -> int | MonthFault:
    word = text.strip()
    if _MONTH_NUMBER.fullmatch(word):
        return int(word) if 1 <= int(word) <= 12 else MonthFault.NO_SUCH_MONTH
    return _NUMBERS.get(word.replace(".", "").replace(" ", ""), MonthFault.NOT_A_MONTH)


def _named_date(read: str) -> date | DateFault:
    found = _NAMED.fullmatch(read)
    if not found:
        return DateFault.NOT_A_DATE
    day, number, name, era, year = found.groups()
    month = _month(number or name)
    if isinstance(month, MonthFault):
        return DateFault.NOT_A_DATE
    if era and len(year) == 4:
        years = BUDDHIST_YEARS if era.startswith("พ") else COMMON_YEARS
        if int(year) not in years:
            return DateFault.YEAR_OUT_OF_RANGE
    return _written_date(year, month, int(day))


def _of_weekday(day: date | DateFault, weekday: str) -> date | DateFault:
    """The day, if it is of that name: a Monday that was a Saturday is no day at all."""
    if isinstance(day, date) and WEEKDAYS[day.weekday()] != weekday:
        return DateFault.NO_SUCH_DAY
    return day


def _written_date(year: str, month: int, day: int) -> date | DateFault:
    if len(year) == 2:
        return DateFault.TWO_DIGIT_YEAR
    return common_date(int(year), month, day)
