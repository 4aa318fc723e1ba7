"""A workbook of the refused rows alone: each bad cell with its reason, to put right and send again.

The limited process looks the rows up in the file; the workbook is made of them outside. What they
refer to stands with them, so that they can be read by themselves.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from plodnee.registers.book import Household, Problem, Reading, RegisterBook
from plodnee.registers.workbook.layout import CASH, DEBTS, GROUPS, HOUSEHOLDS, Sheet
from plodnee.registers.workbook.sent_rows import Sent, SentSheet
from plodnee.registers.workbook.sheets_out import RegisterFile
from plodnee.registers.workbook.writing import write_centre, write_rows

Numbers = Mapping[str, frozenset[int]]  # by the name of a sheet the numbers of rows in it


def refused_rows(reading: Reading) -> Numbers:
    """Where the rows stand that were refused as a whole."""
    found: dict[str, set[int]] = {}
    for problem in reading.problems:
        if problem.takes == "row" and problem.cell:
            found.setdefault(problem.sheet, set()).add(_row_number(problem.cell))
    return {sheet: frozenset(numbers) for sheet, numbers in found.items()}


def numbers_to_json(numbers: Numbers) -> str:
    """The places as JSON on one line."""
    return json.dumps({name: sorted(rows_) for name, rows_ in numbers.items()}, ensure_ascii=False)


def correction_workbook(reading: Reading, sent: Sent) -> bytes:
    """A register workbook of the refused rows and of what they refer to.

    Ensures: each refused row stands as it was sent, a note on each cell that refused it; member
             groups and households that were read stand as they were read, without ids and house
             numbers, and nothing of them changes when the workbook is sent again.
    """
    book = reading.book
    assert book is not None
    file = RegisterFile()
    write_centre(file, book)
    context: dict[str, tuple[object, ...]] = {
        GROUPS.name: book.groups,
        HOUSEHOLDS.name: _meant(book, sent),
    }
    problems = _by_row(reading.problems)
    for sheet in (GROUPS, HOUSEHOLDS, CASH, DEBTS):
        facts = context.get(sheet.name, ())
        write_rows(file, sheet, facts)
        if sheet.name in sent:
            _write_refused(file, sheet, sent[sheet.name], problems, len(facts))
    return file.close()


def _meant(book: RegisterBook, sent: Sent) -> tuple[Household, ...]:
    """The households that the refused rows mean; where they mean none, one to be a register."""
    codes = {
        row.cells["household_code"][1].strip().upper()
        for name in (CASH.name, DEBTS.name)
        for row in (sent[name].rows if name in sent else ())
        if "household_code" in row.cells
    }
    meant = tuple(home for home in book.households if home.code in codes)
    homes = meant or book.households[:1]
    return tuple(replace(home, national_id=None, house_number="") for home in homes)


def _write_refused(
    file: RegisterFile,
    sheet: Sheet,
    sent: SentSheet,
    problems: Mapping[tuple[str, int], list[Problem]],
    above: int,
) -> None:
    for place, row in enumerate(sent.rows, start=above + 1):
        file.write_cells(sheet, place, row.cells)
        told: dict[str | None, list[str]] = {}
        for one in problems.get((sheet.name, row.number), ()):
            name = sent.columns.get((one.cell or "").rstrip("0123456789"))
            told.setdefault(name, []).append(" ".join(filter(None, (one.message, one.hint))))
        for name, texts in told.items():
            file.remark(sheet, place, name, "\n".join(texts))


def _by_row(problems: Iterable[Problem]) -> dict[tuple[str, int], list[Problem]]:
    found: dict[tuple[str, int], list[Problem]] = {}
    for problem in problems:
        if problem.cell:
            found.setdefault((problem.sheet, _row_number(problem.cell)), []).append(problem)
    return found


def _row_number(cell: str) -> int:
    return int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
