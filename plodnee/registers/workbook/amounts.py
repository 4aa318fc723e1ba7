"""Cells that hold an amount, a rate or a count."""

import re
from datetime import date
from decimal import Decimal

from plodnee.engine.thai_dates import BE_OFFSET, BUDDHIST_YEARS, COMMON_YEARS
from plodnee.registers.workbook.layout import Column
from plodnee.registers.workbook.outcome import (
    FIGURES,
    NEGATIVE,
    STORED_DIGITS,
    Outcome,
    figures,
    number,
    unwieldy,
    written,
)
from plodnee.registers.workbook.sheet_rows import Raw

# The sum of 50,000 amounts of this size still fits 64 bits; 1,000,000,000,000 baht.
LARGEST_SATANG = 10**14
LARGEST_COUNT = 1_000_000
LARGEST_MONTH_LIMIT = 1_200
LARGEST_MOO = 999
MOST_PERCENT_A_YEAR, MOST_PERCENT_A_MONTH = 360, 30

_SATANG_NOISE = Decimal("0.001")
_MONEY = re.compile(rf"({FIGURES}|)(?:\.([0-9]+))?(?: ?\.- ?(?:บาท)?| ?บาท ?(?:\.-)?)?")
_DECIMAL = re.compile(rf"{FIGURES}(?:\.[0-9]+)?")
_COUNT = re.compile(FIGURES)
_MOO = re.compile(r"(?:หมู่ ?(?:ที่)? ?|ม\. ?)?([0-9]{1,3})")
_FISCAL_YEAR = re.compile(r"(?:พ\. ?ศ\. ?)?([0-9]{4})")
_RATE = re.compile(r"ร้อยละ ?([0-9]+(?:\.[0-9]+)?)|([0-9]+(?:\.[0-9]+)?) ?%?")


def money(raw: Raw, _column: Column, _epoch: date) -> Outcome:
    """Satang, from a number or from figures as people write them."""
    if raw.kind == "number":
        return _stored_money(raw)
    text = written(raw)
    if isinstance(text, Outcome):
        return text
    if text == "-":
        return Outcome(0, repair="money_text", after="0")
    found = _MONEY.fullmatch(text)
    if not found or not (found[1] or found[2]):
        return Outcome(refused="negative" if NEGATIVE.fullmatch(text) else "not_money")
    decimals = (found[2] or "").rstrip("0")
    if len(decimals) > 2:
        return Outcome(refused="satang_parts")
    return _amount(int((found[1].replace(",", "") or "0") + decimals.ljust(2, "0")), "money_text")


def _stored_money(raw: Raw) -> Outcome:
    if raw.flavour != "plain" or unwieldy(raw):
        return Outcome(refused="not_money")
    satang = Decimal(raw.text) * 100
    if satang < 0:
        return Outcome(refused="negative")
    whole = satang.to_integral_value()
    if abs(satang - whole) > _SATANG_NOISE:
        return Outcome(refused="satang_parts")
    rounded = STORED_DIGITS.plus(satang) != whole
    return _amount(int(whole), "money_rounded" if rounded else "")


def _amount(satang: int, repair: str) -> Outcome:
    if satang > LARGEST_SATANG:
        return Outcome(refused="money_too_large")
    after = f"{satang // 100}.{satang % 100:02d}" if repair else ""
    return Outcome(satang, repair=repair, after=after)


def rate(raw: Raw, _column: Column, _epoch: date) -> Outcome:
    """A rate in per cent as written; the unit stands in another column."""
    if raw.kind == "number":
        if raw.flavour == "date" or unwieldy(raw):
            return Outcome(refused="not_a_rate")
        in_percent = raw.flavour == "percent"
        percent = number(raw) * (100 if in_percent else 1)
        if percent < 0:
            return Outcome(refused="negative")
        repair = "rate_percent_format" if in_percent else ""
        return Outcome(percent, repair=repair, after=figures(percent) if repair else "")
    text = written(raw)
    if isinstance(text, Outcome):
        return text
    found = _RATE.fullmatch(text)
    if not found:
        return Outcome(refused="negative" if NEGATIVE.fullmatch(text) else "not_a_rate")
    percent = Decimal(found[1] or found[2])
    return Outcome(percent, repair="rate_text", after=figures(percent))


def percent_to_bp(percent: Decimal, *, monthly: bool) -> int | str:
    """A rate in basis points a year, rounded half up; the code of the refusal if it is too high."""
    if percent > (MOST_PERCENT_A_MONTH if monthly else MOST_PERCENT_A_YEAR):
        return "rate_too_high"
    return int((percent * 100 * (12 if monthly else 1) * 2 + 1) // 2)


def _whole(raw: Raw, pattern: re.Pattern[str], largest: int, refused: str) -> Outcome:
    """A whole number 0 … largest, stored or written as the pattern allows."""
    if raw.kind == "number":
        if raw.flavour != "plain" or unwieldy(raw):
            return Outcome(refused=refused)
        value = number(raw)
        if value != value.to_integral_value() or not 0 <= value <= largest:
            return Outcome(refused=refused)
        return Outcome(int(value))
    text = written(raw)
    if isinstance(text, Outcome):
        return text
    found = pattern.fullmatch(text)
    digits = found[found.lastindex or 0].replace(",", "") if found else ""
    if not digits or int(digits) > largest:
        return Outcome(refused=refused)
    return Outcome(int(digits), repair="count_text", after=str(int(digits)))


def count(raw: Raw, _column: Column, _epoch: date) -> Outcome:
    """A number of people."""
    return _whole(raw, _COUNT, LARGEST_COUNT, "not_a_count")


def month_limit(raw: Raw, _column: Column, _epoch: date) -> Outcome:
    """A number of months that a fund allows at most."""
    return _whole(raw, _COUNT, LARGEST_MONTH_LIMIT, "not_a_month_limit")


def moo(raw: Raw, _column: Column, _epoch: date) -> Outcome:
    """The number of a village in its subdistrict, with or without the word for it."""
    return _whole(raw, _MOO, LARGEST_MOO, "not_a_moo")


def fiscal_year(raw: Raw, _column: Column, _epoch: date) -> Outcome:
    """A fiscal year of the Buddhist era."""
    outcome = _whole(raw, _FISCAL_YEAR, BUDDHIST_YEARS.stop - 1, "not_a_fiscal_year")
    if outcome.refused or outcome.value in BUDDHIST_YEARS:
        return outcome
    if outcome.value not in COMMON_YEARS:
        return Outcome(refused="not_a_fiscal_year")
    year = int(str(outcome.value)) + BE_OFFSET
    return Outcome(year, repair="date_buddhist", after=str(year))


def land(raw: Raw, _column: Column, _epoch: date) -> Outcome:
    """An area in rai."""
    if raw.kind == "number":
        readable = raw.flavour == "plain" and not unwieldy(raw)
        value = number(raw) if readable else Decimal(-1)
        fits = 0 <= value <= LARGEST_COUNT
        return Outcome(value) if fits else Outcome(refused="not_land")
    text = written(raw)
    if isinstance(text, Outcome):
        return text
    if not _DECIMAL.fullmatch(text) or Decimal(text.replace(",", "")) > LARGEST_COUNT:
        return Outcome(refused="not_land")
    value = Decimal(text.replace(",", ""))
    return Outcome(value, repair="count_text", after=figures(value))
