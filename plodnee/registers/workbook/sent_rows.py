"""Rows as sent: the cells of chosen columns by the field they fill, as they stand in the file."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from plodnee.registers.workbook.finding import find_sheets, read_header
from plodnee.registers.workbook.layout import SHEETS, Sheet
from plodnee.registers.workbook.package import Package, SheetPart
from plodnee.registers.workbook.sheet_rows import Raw, Row, column_letters, rows
from plodnee.registers.workbook.tables import as_shown

Form = Literal["number", "text", "error"]
Cell = tuple[Form, str]
TOTAL = "total"  # stands among the cells of a row that sums others, beside what it states


@dataclass(frozen=True, slots=True)
class SentRow:
    """One row as sent: its sheet and number there, and its cells by field."""

    sheet: str
    number: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class SentSheet:
    """Of one sheet the rows asked for, and which letters stand for which field."""

    columns: Mapping[str, str]
    rows: tuple[SentRow, ...]


Sent = Mapping[str, SentSheet]  # by the official name of a sheet


def sent_cells(row: Row, columns: Mapping[str, str], epoch: date) -> dict[str, Cell]:
    """The cells of the columns named, by field; `columns` maps the letters of one to its field."""
    return {
        columns[letters]: _cell(raw, epoch)
        for index, raw in row.cells.items()
        if (letters := column_letters(index)) in columns
    }


def row_parts(row: SentRow) -> list[Any]:
    """The row as plain lists, for JSON."""
    return [row.sheet, row.number, row.cells]


def row_of(parts: list[Any]) -> SentRow:
    """The row of `row_parts`. Raises: ValueError, TypeError, AttributeError if they are none."""
    sheet, number, cells = parts
    return SentRow(sheet, number, {name: (form, text) for name, (form, text) in cells.items()})


def rows_sent(package: Package, told: str) -> Sent:
    """The rows of a register workbook at the places told: by sheet name their numbers, as JSON.

    Raises: WorkbookRefused over a limit.
    """
    numbers: dict[str, list[int]] = json.loads(told)
    parts, _, _ = find_sheets(package.sheets)
    found: dict[str, SentSheet] = {}
    for sheet in SHEETS:
        asked = frozenset(numbers.get(sheet.name, ()))
        if asked and sheet.key in parts:
            found[sheet.name] = _sent_sheet(package, sheet, parts[sheet.key], asked)
    return found


def sent_to_json(found: Sent) -> str:
    """The rows as JSON, to leave the limited process."""
    parts = {name: [one.columns, [row_parts(r) for r in one.rows]] for name, one in found.items()}
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def sent_from_json(text: str | bytes) -> Sent:
    """The rows that `sent_to_json` wrote. Raises: ValueError if the text is none."""
    try:
        return {
            name: SentSheet(columns, tuple(row_of(one) for one in listed))
            for name, (columns, listed) in json.loads(text).items()
        }
    except (TypeError, AttributeError) as error:
        raise ValueError("no rows") from error


def _sent_sheet(
    package: Package, sheet: Sheet, part: SheetPart, asked: frozenset[int]
) -> SentSheet:
    columns: dict[str, str] = {}
    found = []
    for row in rows(package, part):
        if not columns:
            header = read_header(sheet, row)
            named = header.columns if header else {}
            columns = {column_letters(index): name for name, index in named.items()}
        elif row.number in asked:
            cells = sent_cells(row, columns, package.serial_epoch)
            found.append(SentRow(sheet.name, row.number, cells))
    return SentSheet(columns, tuple(found))


def _cell(raw: Raw, epoch: date) -> Cell:
    if raw.kind in ("error", "unstored"):
        return "error", raw.text
    if raw.kind == "number" and raw.flavour == "plain":
        return "number", raw.text
    return "text", as_shown(raw, epoch)
