"""Totals rows against the rows that were read above them."""

from decimal import Decimal
from itertools import accumulate

from plodnee.engine.money import format_baht
from plodnee.registers.workbook.layout import Column
from plodnee.registers.workbook.outcome import figures
from plodnee.registers.workbook.remarks import note
from plodnee.registers.workbook.tables import Table


def note_differing_totals(table: Table) -> None:
    """Notes each sum that is neither that of all rows above nor that since the last total.

    A totals row without any sum begins anew: what stands above it counts no more.
    """
    if table.header is None or not table.totals:
        return
    for column in table.sheet.columns:
        if any(column.field in total.sums for total in table.totals):
            _compare(table, column)


def _compare(table: Table, column: Column) -> None:
    assert table.header is not None
    amounts = (
        _amount(row.values.get(column.field)) if row.stands else Decimal() for row in table.rows
    )
    running: list[Decimal] = list(accumulate(amounts, initial=Decimal()))
    section = start = Decimal()
    for total in table.totals:
        read = running[total.rows_before]
        above = read - section
        stated = total.sums.get(column.field)
        if stated is not None and stated not in (above, read - start):
            cell = table.header.address(column.field, total.number)
            texts = {"value": _shown(column, stated), "sum": _shown(column, above)}
            found = note(table.sheet.name, cell, "total_differs", column=column.header, **texts)
            table.notes.append(found)
        start = read
        section = section if total.sums else read


def _amount(value: object) -> Decimal:
    return Decimal(value) if isinstance(value, int | Decimal) else Decimal()


def _shown(column: Column, amount: Decimal) -> str:
    return format_baht(int(amount)) if column.kind == "money" else figures(amount)
