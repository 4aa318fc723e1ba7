"""One cell to one value, or the reason why not: the table "Reading a cell" of the formats.

A repair changes how a value is written, never what it means; what could mean two things is refused.
Money in satang, rates in per cent as written, dates of the common era.
"""

from datetime import date

from plodnee.registers.workbook import amounts, days, words
from plodnee.registers.workbook.layout import Column, Kind
from plodnee.registers.workbook.outcome import Outcome, Reader
from plodnee.registers.workbook.sheet_rows import Raw

_READERS: dict[Kind, Reader] = {
    "text": words.shown_text,
    "code": words.code,
    "area": words.area,
    "money": amounts.money,
    "date": days.day,
    "months": days.months,
    "rate": amounts.rate,
    "national_id": words.national_id,
    "name": words.name,
    "creditor": words.shown_text,
    "choice": words.choice,
    "fund_type": words.fund_type,
    "count": amounts.count,
    "month_limit": amounts.month_limit,
    "moo": amounts.moo,
    "land": amounts.land,
    "phone": words.phone,
    "fiscal_year": amounts.fiscal_year,
}


def read_cell(raw: Raw, column: Column, serial_epoch: date) -> Outcome:
    """The value of a visible cell in a column, or why it cannot be read.

    Source: docs/reference/formats.md, "Reading a cell".
    """
    if raw.kind == "unstored":
        return Outcome(refused="formula_unstored")
    if raw.kind == "error":
        return Outcome(refused="error_value")
    return _READERS[column.kind](raw, column, serial_epoch)


class ColumnReader:
    """Reads the cells of one column of one file; what is written alike is read once."""

    _REMEMBERED = 5_000

    def __init__(self, column: Column, serial_epoch: date) -> None:
        self.column, self.serial_epoch = column, serial_epoch
        self._known: dict[Raw, Outcome] = {}

    def read(self, raw: Raw) -> Outcome:
        """The value of a visible cell, or why it cannot be read."""
        outcome = self._known.get(raw)
        if outcome is None:
            outcome = read_cell(raw, self.column, self.serial_epoch)
            if len(self._known) < self._REMEMBERED:
                self._known[raw] = outcome
        return outcome
