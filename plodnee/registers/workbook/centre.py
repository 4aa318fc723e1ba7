"""Sheet ศูนย์: labels in column A, values in column B; a required one unread refuses all."""

from plodnee.registers.book import CentreSheet
from plodnee.registers.workbook.cells import ColumnReader
from plodnee.registers.workbook.finding import Header, compared, header_key
from plodnee.registers.workbook.layout import CENTRE, Column
from plodnee.registers.workbook.package import Package, SheetPart
from plodnee.registers.workbook.remarks import discreet, note, problem, shortened
from plodnee.registers.workbook.sheet_rows import Row, rows
from plodnee.registers.workbook.tables import ReadRow, Table, read_value

_LABEL, _VALUE = 1, 2


def read_centre(package: Package, part: SheetPart) -> tuple[Table, CentreSheet | None, str]:
    """What the sheet says of the centre, the facts if every required value could be read, and the
    cell of the day.

    Raises: WorkbookRefused if the sheet is over a limit or malformed.
    """
    by_key = {header_key(column.header): column for column in CENTRE.columns}
    table = Table(CENTRE, Header(0))
    read = ReadRow(0, {})
    table.rows.append(read)
    seen: set[str] = set()
    day_cell = ""
    for row in rows(package, part):
        label = row.cells.get(_LABEL)
        column = by_key.get(header_key(label.text)) if label else None
        if column is None:
            _note_unknown(table, row)
        elif column.field in seen:
            cell = f"A{row.number}"
            table.problems.append(
                problem(CENTRE.name, cell, "column_twice", "workbook", column=column.header)
            )
        else:
            seen.add(column.field)
            day_cell = f"B{row.number}" if column.field == "as_of" else day_cell
            _read_value(package, read, column, row)
    for column in CENTRE.required:
        if column.field not in seen:
            found = problem(CENTRE.name, None, "column_missing", "workbook", column=column.header)
            table.problems.append(found)
    table.problems += [found for found in read.problems if found.takes == "workbook"]
    read.problems = [found for found in read.problems if found.takes != "workbook"]
    return table, None if table.problems else _facts(read.values), day_cell


def _read_value(package: Package, read: ReadRow, column: Column, row: Row) -> None:
    raw = row.cells.get(_VALUE)
    if raw is not None:
        reader = ColumnReader(column, package.serial_epoch)
        read_value(CENTRE, reader, raw, (_VALUE, row.number), read)
    elif column.required:
        cell = f"B{row.number}"
        found = problem(CENTRE.name, cell, "required_empty", "workbook", column=column.header)
        read.problems.append(found)


def _note_unknown(table: Table, row: Row) -> None:
    """A label without a value is a title; one with a value was meant as something."""
    label = row.cells.get(_LABEL)
    if label is not None and _VALUE in row.cells and compared(label.text):
        shown = shortened(discreet(label.text))
        table.notes.append(note(CENTRE.name, f"A{row.number}", "unknown_column", value=shown))


def _facts(values: dict[str, object]) -> CentreSheet:
    return CentreSheet(**values)  # type: ignore[arg-type]  # each field's kind decides its type
