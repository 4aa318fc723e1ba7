"""A sheet of the workbook as read rows: every cell a value, or listed as refused."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from plodnee.registers.book import Note, Problem, Repair
from plodnee.registers.workbook.cells import ColumnReader
from plodnee.registers.workbook.days import day_shown
from plodnee.registers.workbook.finding import Header, compared, header_problems, read_header
from plodnee.registers.workbook.layout import ROW_KINDS, TOTAL_WORDS, Column, Sheet
from plodnee.registers.workbook.outcome import figures, number, unwieldy
from plodnee.registers.workbook.package import Package, SheetPart
from plodnee.registers.workbook.remarks import (
    Takes,
    discreet,
    note,
    problem,
    repair,
    shortened,
)
from plodnee.registers.workbook.sheet_rows import Raw, Row, column_letters, rows

_LONGEST_TOTAL_WORD = 40  # with the invisible characters that may stand in it


@dataclass(slots=True)
class ReadRow:
    """One row: the values that could be read, and what was found out about its cells."""

    number: int
    values: dict[str, object]
    unread: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    creditor_written: str = ""

    @property
    def stands(self) -> bool:
        """Whether nothing has refused the row as a whole."""
        return not self.problems or all(found.takes == "cell" for found in self.problems)

    @property
    def says(self) -> object:
        """What all cells say, those that cannot be read too: equal for rows equal in every cell."""
        return frozenset(self.values.items()), frozenset(self.unread.items())


@dataclass(slots=True)
class Total:
    """A totals row: the sums written there, and how many rows were read before it."""

    number: int
    sums: dict[str, Decimal]
    rows_before: int


@dataclass(slots=True)
class Table:
    """Everything one sheet came to; `problems` refuse the workbook, those of rows stand there."""

    sheet: Sheet
    header: Header | None = None
    rows: list[ReadRow] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def letters(self, field_name: str) -> str:
        """The letters of the column that holds a field."""
        assert self.header is not None
        return column_letters(self.header.columns[field_name])

    def refuse_row(self, row: ReadRow, field_name: str, code: str, **details: str) -> None:
        """Refuse a row because of one of its cells."""
        assert self.header is not None
        cell = self.header.address(field_name, row.number)
        row.problems.append(problem(self.sheet.name, cell, code, "row", **details))

    def note_row(self, row: ReadRow, field_name: str, code: str, **details: str) -> None:
        """Note something about a row at one of its cells."""
        assert self.header is not None
        cell = self.header.address(field_name, row.number)
        row.notes.append(note(self.sheet.name, cell, code, **details))


def read_table(package: Package, part: SheetPart, sheet: Sheet) -> Table:
    """The rows of a sheet below its header, totals apart; references are not yet followed.

    Raises: WorkbookRefused if the sheet is over a limit or malformed.
    """
    table = Table(sheet)
    unlabelled: dict[int, int] = {}
    stream = rows(package, part)
    for row in stream:
        table.header = read_header(sheet, row)
        if table.header:
            break
    table.problems = header_problems(sheet, table.header)
    if table.problems or table.header is None:
        _exhaust(stream)
        return table
    readers = _readers_by_index(sheet, table.header, package.serial_epoch)
    for row in stream:
        _take_row(table, readers, row)
        for index in row.cells.keys() - readers.keys() - table.header.unknown.keys():
            unlabelled.setdefault(index, row.number)
    _note_columns(table, unlabelled)
    return table


def read_value(
    sheet: Sheet, reader: ColumnReader, raw: Raw, at: tuple[int, int], row: ReadRow
) -> None:
    """Reads one cell into its row: the value, or the problem; and the repair.

    `at` is the cell's column and row in the file.
    """
    outcome, column, epoch = reader.read(raw), reader.column, reader.serial_epoch
    if not outcome.refused:
        row.values[column.field] = outcome.value
    if not (outcome.refused or outcome.repair):
        return
    cell = f"{column_letters(at[0])}{at[1]}"
    if outcome.refused:
        takes = taken_with(sheet, column)
        shown = shortened(discreet(as_shown(raw, epoch), column))
        choices = ", ".join(word for word, _ in column.choices)
        details = {"column": column.header, "value": shown, "choices": choices}
        row.problems.append(problem(sheet.name, cell, outcome.refused, takes, **details))
        row.unread[column.field] = raw.text
    else:
        before = discreet(as_shown(raw, epoch), column)
        after = discreet(outcome.after)
        row.repairs.append(repair(sheet.name, cell, outcome.repair, before, after))


def taken_with(sheet: Sheet, column: Column) -> Takes:
    """What an unreadable cell of a column takes with it."""
    if sheet.key == "centre":
        return "workbook" if column.required else "cell"
    return "row" if column.required or column.kind in ROW_KINDS else "cell"


def as_shown(raw: Raw, epoch: date) -> str:
    """A cell as people see it: a date cell as its day, a percentage with its sign."""
    if raw.kind != "number" or unwieldy(raw) or raw.flavour == "plain":
        return raw.text
    if raw.flavour == "percent":
        return f"{figures(number(raw) * 100)}%"
    shown = day_shown(int(Decimal(raw.text)), epoch)
    return shown.isoformat() if shown else raw.text


def _exhaust(stream: Iterator[Row]) -> None:
    """Reads on to the end, so that the limits of a sheet hold whatever its header is."""
    for _ in stream:
        pass


def _readers_by_index(sheet: Sheet, header: Header, epoch: date) -> dict[int, ColumnReader]:
    by_field = {column.field: column for column in sheet.columns}
    return {index: ColumnReader(by_field[name], epoch) for name, index in header.columns.items()}


def _take_row(table: Table, readers: dict[int, ColumnReader], row: Row) -> None:
    known = [(index, raw) for index, raw in sorted(row.cells.items()) if index in readers]
    if any(is_total_word(raw) for raw in row.cells.values()):
        table.totals.append(Total(row.number, _sums(readers, row), len(table.rows)))
        return
    if not known:
        return
    read = ReadRow(row.number, {})
    for index, raw in known:
        read_value(table.sheet, readers[index], raw, (index, row.number), read)
    for column in table.sheet.required:
        if column.field not in read.values and column.field not in read.unread:
            table.refuse_row(read, column.field, "required_empty", column=column.header)
    table.rows.append(read)


def is_total_word(raw: Raw) -> bool:
    """Whether a cell says that its row is a total."""
    short = raw.kind == "text" and "ว" in raw.text and len(raw.text) <= _LONGEST_TOTAL_WORD
    return short and compared(raw.text) in TOTAL_WORDS


def _sums(readers: dict[int, ColumnReader], row: Row) -> dict[str, Decimal]:
    """The readable sums of a totals row, by field; what cannot be read is no sum."""
    sums: dict[str, Decimal] = {}
    for index, raw in row.cells.items():
        reader = readers.get(index)
        if reader is None or not reader.column.summed:
            continue
        value = reader.read(raw).value
        if isinstance(value, int | Decimal):
            sums[reader.column.field] = Decimal(value)
    return sums


def _note_columns(table: Table, unlabelled: dict[int, int]) -> None:
    assert table.header is not None
    for index, title in sorted(table.header.unknown.items()):
        cell = f"{column_letters(index)}{table.header.row}"
        shown = shortened(discreet(title))
        table.notes.append(note(table.sheet.name, cell, "unknown_column", value=shown))
    for index, first_row in sorted(unlabelled.items()):
        cell = f"{column_letters(index)}{first_row}"
        table.notes.append(note(table.sheet.name, cell, "unlabelled_column"))
