"""Cells that hold words: texts, names, codes, choices, and the numbers that are names."""

import re
from datetime import date

from plodnee.engine import national_id as ids
from plodnee.engine.thai_text import split_title
from plodnee.organization.gazetteer import subdistrict_exists
from plodnee.registers.book import PersonName
from plodnee.registers.workbook.layout import FUND_TYPES, Column
from plodnee.registers.workbook.outcome import (
    Outcome,
    cleaned,
    figures,
    number,
    repaired,
    unwieldy,
)
from plodnee.registers.workbook.sheet_rows import Raw

FEWEST_PHONE_DIGITS = 6
_DASHES_AND_BLANKS = re.compile(r"[-\u2010-\u2015\u2212\s]")


def shown_text(raw: Raw, _column: Column, _epoch: date) -> Outcome:
    """A text as people see it. A date cell is refused: house 12/3 becomes one when it is typed."""
    if raw.kind == "iso_date" or raw.flavour == "date":
        return Outcome(refused="date_in_text")
    if raw.kind != "number":
        return cleaned(raw.text)
    if unwieldy(raw):
        return Outcome(refused="text_too_long")
    value = number(raw)
    return Outcome(f"{figures(value * 100)}%" if raw.flavour == "percent" else figures(value))


def code(raw: Raw, column: Column, epoch: date) -> Outcome:
    """A code: no blanks, upper case; a whole number reads as its digits."""
    outcome = shown_text(raw, column, epoch)
    if outcome.refused:
        return outcome
    read = str(outcome.value).replace(" ", "").upper()
    if raw.kind == "number" and not read.isdigit():
        return Outcome(refused="not_a_code")
    return Outcome(read) if raw.kind == "number" else repaired(read, raw, "code_cleaned")


def area(raw: Raw, column: Column, epoch: date) -> Outcome:
    """A subdistrict of six digits, or a village of eight whose subdistrict exists."""
    outcome = code(raw, column, epoch)
    if outcome.refused:
        return outcome
    digits = str(outcome.value)
    if not (digits.isascii() and digits.isdigit() and len(digits) in (6, 8)):
        return Outcome(refused="not_an_area")
    return outcome if subdistrict_exists(digits[:6]) else Outcome(refused="no_such_area")


def name(raw: Raw, column: Column, epoch: date) -> Outcome:
    """A person's name with its title split off."""
    outcome = shown_text(raw, column, epoch)
    if outcome.refused:
        return outcome
    title, full = split_title(str(outcome.value))
    return outcome._replace(value=PersonName(title, full))


def national_id(raw: Raw, _column: Column, _epoch: date) -> Outcome:
    """A national id of thirteen digits whose last one checks the others."""
    if raw.kind == "number":
        wieldy = not unwieldy(raw)
        text = figures(number(raw)) if wieldy else ""
    else:
        outcome = cleaned(raw.text)
        if outcome.refused:
            return outcome
        text = _DASHES_AND_BLANKS.sub("", str(outcome.value).removeprefix("'"))
    if len(text) != ids.LENGTH or not (text.isascii() and text.isdigit()):
        return Outcome(refused="not_national_id")
    if not ids.is_valid(text):
        return Outcome(refused="wrong_check_digit")
    if raw.kind == "number" or text == raw.text:
        return Outcome(text)
    return Outcome(text, repair="national_id_cleaned", after=ids.mask(text))


def phone(raw: Raw, column: Column, epoch: date) -> Outcome:
    """A telephone number as written, if it holds enough digits to be one."""
    outcome = shown_text(raw, column, epoch)
    digits = sum(sign.isdigit() for sign in str(outcome.value or ""))
    if outcome.refused or digits >= FEWEST_PHONE_DIGITS:
        return outcome
    return Outcome(refused="not_a_phone")


def choice(raw: Raw, column: Column, _epoch: date) -> Outcome:
    """The value of one of the column's words."""
    outcome = cleaned(raw.text)
    if outcome.refused:
        return outcome
    word = str(outcome.value).replace(" ", "")
    for written, value in column.choices:
        if word == written and raw.kind == "text":
            return repaired(written, raw, "choice_cleaned")._replace(value=value)
    return Outcome(refused="not_a_choice")


def fund_type(raw: Raw, _column: Column, _epoch: date) -> Outcome:
    """The code of a fund type, from the code or one of its Thai names."""
    outcome = cleaned(raw.text)
    if outcome.refused:
        return outcome
    fund = _FUND_TYPE_WORDS.get(_fund_type_key(str(outcome.value)))
    if fund is None or raw.kind != "text":
        return Outcome(refused="not_a_fund_type")
    return outcome._replace(value=fund)


def _fund_type_key(words: str) -> str:
    return words.replace(" ", "").upper()


def _fund_type_words() -> dict[str, str]:
    words: dict[str, str] = {}
    for code, abbreviation, names in FUND_TYPES:
        spellings = [code, *names]
        if abbreviation:
            spellings += [abbreviation, *(f"{name}({abbreviation})" for name in names)]
        words |= {_fund_type_key(spelling): code for spelling in spellings}
    return words


_FUND_TYPE_WORDS = _fund_type_words()
