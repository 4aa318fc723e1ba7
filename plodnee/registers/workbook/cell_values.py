"""What a fact of the register is written as in its cell, so that it reads back unchanged."""

from datetime import date
from decimal import Decimal

from plodnee.engine.thai_dates import EVERY_MONTH, month_name
from plodnee.registers.book import PersonName
from plodnee.registers.workbook.layout import Column, fund_type_name

CellValue = str | int | float | date | None


def cell_value(column: Column, value: object, *, monthly_rate: bool = False) -> CellValue:
    """The cell of a fact; None leaves it empty. Amounts in baht, rates in per cent."""
    if value is None or value == "" or value == ():
        return None
    if column.choices:
        return next(word for word, meaning in column.choices if meaning == value)
    if column.kind == "fund_type":
        return fund_type_name(str(value))
    if isinstance(value, int):
        return _number(column, value, monthly_rate=monthly_rate)
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, tuple):
        return _months(value)
    return value if isinstance(value, date) else _text(value)


def _number(column: Column, value: int, *, monthly_rate: bool) -> int | float:
    if column.kind == "money":
        return value / 100
    if column.kind == "rate":
        return value / (1200 if monthly_rate else 100)
    return value


def _months(months: tuple[int, ...]) -> str:
    if months == EVERY_MONTH:
        return "ทุกเดือน"
    return ", ".join(month_name(month, short=True) for month in months)


def _text(value: object) -> str:
    assert isinstance(value, str | PersonName), type(value).__name__
    return str(value)
