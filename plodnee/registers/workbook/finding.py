"""Where things stand in a file: sheets by name, columns by header, addresses of cells."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from plodnee.registers.book import Problem
from plodnee.registers.workbook.layout import SHEETS, Column, Sheet
from plodnee.registers.workbook.outcome import cleaned
from plodnee.registers.workbook.package import SheetPart
from plodnee.registers.workbook.remarks import problem
from plodnee.registers.workbook.sheet_rows import Row, column_letters

_BRACKETS = "([{（［｛"


@dataclass(slots=True)
class Header:
    """A sheet's header row: where each known column stands, and what else stands there."""

    row: int
    columns: dict[str, int] = field(default_factory=dict)
    unknown: dict[int, str] = field(default_factory=dict)
    twice: list[tuple[int, Column]] = field(default_factory=list)

    def address(self, field_name: str, row: int) -> str:
        """The address of a field's cell in a row of the file."""
        return f"{column_letters(self.columns[field_name])}{row}"


def compared(text: str) -> str:
    """A name as names are compared: cleaned up, without blanks; empty if it cannot be read."""
    return str(cleaned(text).value or "").replace(" ", "")


def header_key(text: str) -> str:
    """A header as headers are compared: only what stands before its first bracket."""
    key = compared(text)
    cut = min((key.find(sign) for sign in _BRACKETS if sign in key), default=len(key))
    return key[:cut]


def find_sheets(
    parts: Iterable[SheetPart],
) -> tuple[dict[str, SheetPart], list[SheetPart], list[Problem]]:
    """The known sheets by key, the unknown ones, and what is missing or stands twice."""
    by_name = {compared(sheet.name): sheet for sheet in SHEETS}
    found: dict[str, SheetPart] = {}
    unknown: list[SheetPart] = []
    problems: list[Problem] = []
    for part in parts:
        sheet = by_name.get(compared(part.name))
        if sheet is None:
            unknown.append(part)
        elif sheet.key in found:
            problems.append(problem(sheet.name, None, "sheet_twice", "workbook"))
        else:
            found[sheet.key] = part
    for sheet in SHEETS:
        if sheet.key not in found:
            problems.append(problem(sheet.name, None, "sheet_missing", "workbook"))
    return found, unknown, problems


def read_header(sheet: Sheet, row: Row) -> Header | None:
    """The header if this row is it: the first that holds half of the required columns."""
    by_key = {header_key(column.header): column for column in sheet.columns}
    header = Header(row.number)
    for index, raw in sorted(row.cells.items()):
        column = by_key.get(header_key(raw.text))
        if column is None:
            header.unknown[index] = str(cleaned(raw.text).value or "")
        elif column.field in header.columns:
            header.twice.append((index, column))
        else:
            header.columns[column.field] = index
    held = sum(column.field in header.columns for column in sheet.required)
    return header if 2 * held >= len(sheet.required) else None


def header_problems(sheet: Sheet, header: Header | None) -> list[Problem]:
    """What refuses the workbook in a sheet's header: a required column missing, any one twice."""
    columns = header.columns if header else {}
    found = [
        problem(sheet.name, None, "column_missing", "workbook", column=column.header)
        for column in sheet.required
        if column.field not in columns
    ]
    for index, column in header.twice if header else []:
        cell = f"{column_letters(index)}{header.row if header else 0}"
        found.append(problem(sheet.name, cell, "column_twice", "workbook", column=column.header))
    return found
