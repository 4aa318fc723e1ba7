"""Workbooks of another layout from outside: only ever opened in the limited process."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from plodnee.registers.book import Note, Problem, Reading, RegisterBook, Repair
from plodnee.registers.foreign.arranging import arranged_from_json
from plodnee.registers.foreign.outline import SheetOutline, outlines_from_json
from plodnee.registers.foreign.plan import WorkbookPlan
from plodnee.registers.foreign.register_file import (
    ArrangedRegister,
    Origin,
    arranged_register,
)
from plodnee.registers.workbook.errors import WorkbookRefused
from plodnee.registers.workbook.guard import answer_guarded, correction_guarded, read_guarded
from plodnee.registers.workbook.layout import DEBTS, HOUSEHOLDS, SHEETS
from plodnee.registers.workbook.remarks import note
from plodnee.registers.workbook.sheet_rows import column_letters
from plodnee.registers.workbook.wire import from_json

_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")
_FIELDS = {
    (sheet.name, column_letters(place)): column.field
    for sheet in SHEETS
    for place, column in enumerate(sheet.columns, start=1)
}


_Placed = TypeVar("_Placed", Problem, Repair, Note)


def outline_guarded(content: bytes, filename: str = "") -> tuple[SheetOutline, ...]:
    """The sheets and headers of a workbook of another layout.

    Raises: WorkbookRefused if it cannot be read at all.
    """
    answer = answer_guarded(content, "outline", "", filename)
    try:
        return outlines_from_json(answer)
    except ValueError as error:
        raise _refusal_in(answer) from error


def arrange_guarded(
    content: bytes,
    plan: WorkbookPlan,
    known: RegisterBook | None = None,
    of_day: RegisterBook | None = None,
) -> ArrangedRegister:
    """The register workbook that a plan makes of a workbook of another layout.

    Raises: WorkbookRefused if it cannot be read, or has no such sheets.
    """
    answer = answer_guarded(content, "arrange", plan.to_json())
    try:
        return arranged_register(plan, arranged_from_json(answer), known, of_day)
    except ValueError as error:
        raise _refusal_in(answer) from error


def read_arranged(
    content: bytes,
    plan: WorkbookPlan,
    known: RegisterBook | None = None,
    of_day: RegisterBook | None = None,
) -> tuple[Reading, bytes]:
    """The reading of a workbook of another layout, and the workbook of its refused rows.

    `known` is the register in use: households derived from a fund's list keep their codes there;
    `of_day` is the register of the file's day (left out: the one in use), which says what the file
    does not of its funds and households.

    Ensures: the reading's fingerprint is that of the file as sent; every finding names its place
             in the file as sent where it has one, and so does the note of each household that was
             derived from a fund's list, of each borrower that its household does not know,
             and of each debt without a contract's number where the register has one already;
             the refused rows stand in the official form.
    Raises:  WorkbookRefused.
    """
    made = arrange_guarded(content, plan, known, of_day)
    reading = read_guarded(made.content)
    refused = correction_guarded(made.content, reading)
    derived = tuple(
        _note_derived(made.origins[HOUSEHOLDS.name, row], row) for row in made.derived_households
    )
    asked = [
        *(_note_at(made.origins[DEBTS.name, row], "borrower_new_there") for row in made.strangers),
        *(_note_at(made.origins[DEBTS.name, row], "debt_maybe_known") for row in made.maybe_known),
    ]
    as_sent = replace(
        reading,
        problems=_as_sent(reading.problems, made.origins),
        repairs=_as_sent(reading.repairs, made.origins),
        notes=(*derived, *asked, *_as_sent(reading.notes, made.origins)),
        sha256=hashlib.sha256(content).hexdigest(),
        balance_column="",  # every sheet sent has one of its own
        day_cell="",  # it was told beside the file
    )
    return as_sent, refused


def _note_derived(origin: Origin, row: int) -> Note:
    sent = f"{origin.sheet}!{origin.cell(None)}"
    return note(HOUSEHOLDS.name, f"A{row}", "household_derived", value=sent)


def _note_at(origin: Origin, code: str) -> Note:
    return note(origin.sheet, origin.cell("borrower"), code)


def _as_sent(
    found: Iterable[_Placed], origins: Mapping[tuple[str, int], Origin]
) -> tuple[_Placed, ...]:
    """The findings at their places as sent, each once: a name can fill two rows of a register."""
    return tuple(dict.fromkeys(_placed(one, origins) for one in found))


def _placed(found: _Placed, origins: Mapping[tuple[str, int], Origin]) -> _Placed:
    """The finding at its place as sent; where no row of the file is meant, as it is."""
    place = _ADDRESS.fullmatch(found.cell or "")
    origin = origins.get((found.sheet, int(place[2]))) if place else None
    if place is None or origin is None:
        return found
    cell = origin.cell(_FIELDS.get((found.sheet, place[1])))
    return replace(found, sheet=origin.sheet, cell=cell)


def _refusal_in(answer: bytes) -> WorkbookRefused:
    """The refusal that the limited process answered with instead of what was asked."""
    try:
        found = from_json(answer).problems[0]
    except (ValueError, IndexError):
        return WorkbookRefused("reader_stopped")
    return WorkbookRefused(found.code, sheet=found.sheet, cell=found.cell)
