"""Codes that rows give themselves and other rows refer to: repeats, clashes, dead references."""

from collections import defaultdict
from dataclasses import dataclass, field

from plodnee.registers.workbook.finding import compared
from plodnee.registers.workbook.remarks import repair, shortened
from plodnee.registers.workbook.tables import ReadRow, Table


@dataclass(slots=True)
class CodeBook:
    """The codes of a sheet: those of rows that stand, and those that only refused rows give."""

    standing: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    by_name: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    refused_names: set[str] = field(default_factory=set)


def settle_codes(table: Table) -> CodeBook:
    """Skips rows that repeat an earlier one, refuses all rows that share a code; the codes left.

    Ensures: a row equal in every cell to an earlier one with its code is gone from the table.
    """
    given: dict[str, dict[object, ReadRow]] = defaultdict(dict)
    kept: list[ReadRow] = []
    kept_before = [0]
    for row in table.rows:
        code = row.values.get("code")
        first = given[code].setdefault(row.says, row) if isinstance(code, str) else row
        if first is row:
            kept.append(row)
        else:
            _list_repeat(table, first, row)
        kept_before.append(len(kept))
    table.rows = kept
    for total in table.totals:
        total.rows_before = kept_before[total.rows_before]
    for code, sharing in given.items():
        if len(sharing) > 1:
            numbers = shortened(", ".join(str(row.number) for row in sharing.values()))
            for row in sharing.values():
                table.refuse_row(row, "code", "code_twice", value=shortened(code), rows=numbers)
    return _code_book(table)


def _list_repeat(table: Table, first: ReadRow, row: ReadRow) -> None:
    assert table.header is not None
    cell = table.header.address("code", row.number)
    code = str(row.values["code"])
    first.repairs.append(repair(table.sheet.name, cell, "row_repeated", code, ""))


def _code_book(table: Table) -> CodeBook:
    book = CodeBook()
    for row in table.rows:
        code, name = row.values.get("code"), row.values.get("name")
        key = compared(name).upper() if isinstance(name, str) else ""
        if isinstance(code, str):
            (book.standing if row.stands else book.refused).add(code)
            if key:
                book.by_name[key].add(code)
        elif key:
            book.refused_names.add(key)
    return book
