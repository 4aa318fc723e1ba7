"""What a cell came to, and the clean-up and the figures that every kind of cell shares."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Context, Decimal
from functools import lru_cache
from typing import NamedTuple

from plodnee.engine.thai_text import clean_text, has_control_character
from plodnee.registers.workbook.layout import Column
from plodnee.registers.workbook.shared_strings import LONGEST_CELL
from plodnee.registers.workbook.sheet_rows import Raw

LONGEST_WRITTEN_VALUE = 100
STORED_DIGITS = Context(prec=15)  # what a spreadsheet keeps of a number
FIGURES = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)"
NEGATIVE = re.compile(r"[-–−] ?[0-9.,]+ ?%?|\([-0-9.,]+\)|ร้อยละ ?-[0-9.]+")

_LARGEST_EXPONENT = 30
_UNTYPABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
_PLAIN = re.compile("[!-~]{1,100}(?: [!-~]{1,100}){0,20}")  # nothing to clean up, seen quickly
_PROSE = "…"


class Outcome(NamedTuple):
    """What a cell came to: a value, or the code of its refusal; and a repair, if one was made."""

    value: object = None
    refused: str = ""
    repair: str = ""
    after: str = ""


Reader = Callable[[Raw, Column, date], Outcome]


@lru_cache(maxsize=1 << 14)
def cleaned(text: str) -> Outcome:
    """A text after the clean-up that every text gets, Thai digits as Arabic ones."""
    if _PLAIN.fullmatch(text):
        return Outcome(text)
    if len(text) > LONGEST_CELL:
        return Outcome(refused="text_too_long")
    if has_control_character(text) or _UNTYPABLE.search(text):
        return Outcome(refused="control_character")
    read = clean_text(text, arabic_digits=True)
    return Outcome(read) if read == text else Outcome(read, repair="text_cleaned", after=read)


def number(raw: Raw) -> Decimal:
    """A stored number as exactly as the program that wrote it meant it: fifteen digits."""
    exact = Decimal(raw.text)
    return exact if exact == exact.to_integral_value() else STORED_DIGITS.plus(exact)


def written(raw: Raw) -> str | Outcome:
    """The text of a cell that should hold a number or a date; a refusal where it cannot."""
    outcome = cleaned(raw.text)
    if outcome.refused:
        return outcome
    text = str(outcome.value)
    # Figures of a third script would pass for digits below; the formats know two.
    foreign = any(sign.isdigit() and not sign.isascii() for sign in text)
    return _PROSE if foreign or len(text) > LONGEST_WRITTEN_VALUE else text


def unwieldy(raw: Raw) -> bool:
    """Whether a stored number is beyond anything a register counts."""
    return abs(Decimal(raw.text).adjusted()) > _LARGEST_EXPONENT


def figures(value: Decimal) -> str:
    """A number in plain figures without idle zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def repaired(value: str, raw: Raw, repair: str) -> Outcome:
    """A value, with its repair listed where the cell was written in another way."""
    same = value == raw.text
    return Outcome(value) if same else Outcome(value, repair=repair, after=value)
