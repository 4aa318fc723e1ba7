"""The rows of a workbook of another layout as rows of a register, each with where it came from."""

import json
from collections.abc import Iterator
from datetime import date

from plodnee.registers.foreign.plan import SheetPlan, WorkbookPlan, fields_of
from plodnee.registers.workbook.errors import WorkbookRefused
from plodnee.registers.workbook.finding import compared
from plodnee.registers.workbook.layout import TOTAL_WORD
from plodnee.registers.workbook.package import Package
from plodnee.registers.workbook.sent_rows import TOTAL, SentRow, row_of, row_parts, sent_cells
from plodnee.registers.workbook.sheet_rows import Row, rows
from plodnee.registers.workbook.tables import is_total_word

Arranged = tuple[tuple[SentRow, ...], ...]  # for each sheet of the plan its rows


def arranged(package: Package, plan: WorkbookPlan) -> Arranged:
    """The rows below each sheet's header that have anything in a mapped column; totals marked.

    Raises: WorkbookRefused if the file has no such sheet, or is over a limit.
    """
    parts = {compared(part.name): part for part in package.sheets}
    found = []
    for one in plan.sheets:
        part = parts.get(compared(one.name))
        if part is None:
            raise WorkbookRefused("sheet_missing", sheet=one.name)
        below = (row for row in rows(package, part) if row.number > one.header_row)
        found.append(tuple(_sent_rows(below, one, package.serial_epoch)))
    return tuple(found)


def arranged_to_json(found: Arranged) -> str:
    """The rows as JSON, to leave the limited process."""
    listed = [[row_parts(row) for row in sheet] for sheet in found]
    return json.dumps(listed, ensure_ascii=False, separators=(",", ":"))


def arranged_from_json(text: str | bytes) -> Arranged:
    """The rows that `arranged_to_json` wrote. Raises: ValueError if the text is none."""
    try:
        return tuple(tuple(row_of(parts) for parts in sheet) for sheet in json.loads(text))
    except (TypeError, AttributeError) as error:
        raise ValueError("no rows") from error


def _sent_rows(below: Iterator[Row], plan: SheetPlan, epoch: date) -> Iterator[SentRow]:
    summed = {column.field for column in fields_of(plan.part) if column.summed}
    for row in below:
        cells = sent_cells(row, plan.columns, epoch)
        if any(is_total_word(raw) for raw in row.cells.values()):
            sums = {name: cell for name, cell in cells.items() if name in summed}
            yield SentRow(plan.name, row.number, {**sums, TOTAL: ("text", TOTAL_WORD)})
        elif cells:
            yield SentRow(plan.name, row.number, cells)
