"""Problems, repairs and notes about cells, with no national id left readable in any of them."""

import re
from typing import Literal

from plodnee.engine.national_id import masked_within
from plodnee.registers.book import Note, Problem, Repair
from plodnee.registers.workbook.layout import Column
from plodnee.registers.workbook.messages import wording
from plodnee.registers.workbook.note_messages import note_wording

SHOWN = 40  # characters of a cell that a message repeats
WHOLE_FILE = "สมุดงาน"  # stands for the sheet where a problem is of the file itself

# Control characters, halves of characters, and signs that turn the line's direction.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_DIGIT = re.compile(r"\d")
Takes = Literal["cell", "row", "workbook"]


def problem(sheet: str, cell: str | None, code: str, takes: Takes, **details: str) -> Problem:
    """A refusal at a place, worded in both languages."""
    texts = wording(code, tuple(sorted({"sheet": sheet, **details}.items())))
    return Problem(
        sheet=sheet,
        cell=cell,
        code=code,
        takes=takes,
        message=texts.th,
        hint=texts.hint_th,
        message_en=texts.en,
        hint_en=texts.hint_en,
    )


def repair(sheet: str, cell: str, code: str, before: str, after: str) -> Repair:
    """A clean-up at a place, from what stood there to what was read."""
    return Repair(sheet, cell, code, before, after)


def note(sheet: str, cell: str | None, code: str, **details: str) -> Note:
    """Something to look at, worded in both languages."""
    thai, english = note_wording(code, tuple(sorted(details.items())))
    return Note(sheet, cell, code, thai, english)


def discreet(text: str, column: Column | None = None) -> str:
    """The text as a report may repeat it: national ids masked, also where they do not belong."""
    if column is not None and column.kind == "national_id":
        return _DIGIT.sub("x", text)
    return masked_within(text)


def shortened(text: str) -> str:
    """The text as a message repeats it: its beginning, on one line, every sign a visible one."""
    line = " ".join(_UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text[: 2 * SHOWN]).split())
    return line if len(line) <= SHOWN else f"{line[:SHOWN]}…"


def place_of(*parts: str) -> str:
    """Where a row stands by what it says of itself: what it leaves empty is left out."""
    return " · ".join(shortened(discreet(part)) for part in parts if part)
