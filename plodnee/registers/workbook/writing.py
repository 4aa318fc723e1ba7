"""A register written as a workbook that reads back as the same register."""

from pathlib import Path

from plodnee.registers.book import Debt, RegisterBook
from plodnee.registers.workbook.cell_values import CellValue, cell_value
from plodnee.registers.workbook.layout import CASH, CENTRE, DEBTS, GROUPS, HOUSEHOLDS, Sheet
from plodnee.registers.workbook.sheets_out import Language, RegisterFile


def write_register(book: RegisterBook, path: Path) -> None:
    """Writes a register as a filled workbook; the same register gives the same bytes.

    Ensures: reading the file gives an equal register, its debts numbered by the file's rows
    (2, 3, …), provided that its texts are cleaned up and its references resolve.
    """
    file = RegisterFile()
    write_centre(file, book)
    write_rows(file, GROUPS, book.groups)
    write_rows(file, HOUSEHOLDS, book.households)
    write_rows(file, CASH, book.cash)
    write_rows(file, DEBTS, book.debts)
    path.write_bytes(file.close())


def write_template(path: Path, language: Language = "th") -> None:
    """Writes an empty register workbook with its drop-downs, notes and version stamp."""
    path.write_bytes(RegisterFile(language).close())


def write_centre(file: RegisterFile, book: RegisterBook) -> None:
    """Fills sheet ศูนย์."""
    file.write_centre(_values(CENTRE, book.centre))


def write_rows(file: RegisterFile, sheet: Sheet, facts: tuple[object, ...]) -> None:
    """Fills a table from its first row with facts of its kind."""
    for row, fact in enumerate(facts, start=1):
        file.write_row(sheet, row, _values(sheet, fact))


def _values(sheet: Sheet, fact: object) -> list[CellValue]:
    monthly = isinstance(fact, Debt) and fact.rate_unit == "month"
    return [
        cell_value(column, getattr(fact, column.field), monthly_rate=monthly)
        for column in sheet.columns
    ]
