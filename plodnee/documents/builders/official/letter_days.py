"""Days and spans of days as letters write them: what two days share is said once."""

from datetime import date

from plodnee.engine.thai_dates import be_year, long_date, month_name
from plodnee.engine.thai_text import to_thai_digits


def span_words(first: date, last: date) -> str:
    """`วันที่ ๔ มีนาคม ถึงวันที่ ๒๕ พฤษภาคม ๒๕๖๒`; the year once where both share it."""
    start = long_date(first)
    if first.year == last.year:
        start = to_thai_digits(f"{first.day} {month_name(first.month)}")
    return f"วันที่ {start} ถึงวันที่ {long_date(last)}"


def short_span(first: date, last: date) -> str:
    """`วันที่ ๒๗ - ๒๘ มีนาคม ๒๕๖๒`; one day stands alone."""
    if first == last:
        return f"วันที่ {long_date(first)}"
    start = str(first.day)
    if (first.year, first.month) != (last.year, last.month):
        start += f" {month_name(first.month)}"
    if first.year != last.year:
        start += f" {be_year(first)}"
    return to_thai_digits(f"วันที่ {start} - {long_date(last)}")
