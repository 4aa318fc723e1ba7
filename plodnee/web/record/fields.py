"""Fields that read what is typed as the register workbook's cells are read, and refuse alike."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from plodnee.documents.facts.privacy import masked_text, printable
from plodnee.engine.money import format_baht
from plodnee.engine.thai_dates import SERIAL_EPOCH_1900
from plodnee.registers.book import PersonName
from plodnee.registers.workbook.cell_values import cell_value
from plodnee.registers.workbook.cells import read_cell
from plodnee.registers.workbook.layout import SHEETS, Column
from plodnee.registers.workbook.messages import wording
from plodnee.registers.workbook.outcome import figures
from plodnee.registers.workbook.sheet_rows import Raw
from plodnee.web.templatetags.wording import english
from plodnee.web.thai_fields import written_day

LONGEST_TYPED = 2_000
LONGEST_SHOWN = 40
TEXTS = frozenset({"text", "code", "creditor", "phone"})
WORDS = TEXTS | {"name"}
COLUMNS = {(sheet.key, column.field): column for sheet in SHEETS for column in sheet.columns}


class CellField(forms.CharField):
    """One cell of a sheet as a field; empty is nothing, or no words where it holds words."""

    def __init__(self, sheet: str, name: str, *, longest: int = LONGEST_TYPED, **how: Any) -> None:
        how.setdefault("required", False)
        super().__init__(strip=True, **how)
        self.column: Column = COLUMNS[(sheet, name)]  # type: ignore[index]  # a name in our forms
        self.longest = longest

    def to_python(self, value: Any) -> Any:
        """What the cell would be read as.

        Raises: ValidationError that says what is wrong and how it is typed.
        """
        text = super().to_python(value)
        if not text:
            return "" if self.column.kind in TEXTS else None
        outcome = read_cell(Raw("text", text[:LONGEST_TYPED]), self.column, SERIAL_EPOCH_1900)
        refused = "text_too_long" if len(text) > LONGEST_TYPED else outcome.refused
        if not refused and len(str(outcome.value)) > self.longest:
            refused = "text_too_long"
        if refused:
            raise ValidationError(self._words(refused, text), code=refused)
        if self.column.kind in WORDS and without_ids(text) != printable(text):
            raise ValidationError(
                _("มีเลขประจำตัวประชาชนปนอยู่ ใส่เลขในช่องของเลขเท่านั้น"), code="id_in_text"
            )
        return outcome.value

    def _words(self, refused: str, text: str) -> str:
        if self.column.kind == "national_id":  # never said again, and typed into no cell
            return _("เลขประจำตัวประชาชนไม่ถูกต้อง ตรวจกับบัตรแล้วพิมพ์ให้ครบ 13 หลัก")
        said = wording(
            refused,
            (("column", str(self.label)), ("value", text[:LONGEST_SHOWN]), ("choices", "")),
        )
        return f"{said.en} {said.hint_en}" if english() else f"{said.th} {said.hint_th}"

    def prepare_value(self, value: Any) -> Any:
        """The value as somebody would type it; an id is never sent back to the page."""
        if value is None or self.column.kind == "national_id":
            return ""
        if isinstance(value, str):
            return without_ids(value)
        return typed(self.column, value)


def without_ids(text: str) -> str:
    """A text as pages may show it: printable, and no national id in it."""
    return masked_text(printable(text), frozenset())


def typed(column: Column, value: Any) -> str:
    """A value as it is typed into the column and read back unchanged."""
    if isinstance(value, date):
        return written_day(value)
    if column.kind == "money":
        return format_baht(value, always_satang=False)
    if column.kind == "rate":
        return figures(value)
    if isinstance(value, PersonName | Decimal):
        return without_ids(str(value))
    return str(cell_value(column, value))


def percent_of_year(rate_bp: int) -> Decimal:
    """Basis points a year as the per cent that one types."""
    return Decimal(rate_bp) / 100


def percent_as_typed(rate_bp: int, unit: str) -> Decimal:
    """A rate in per cent of its unit, as exactly as a field needs to read it back."""
    a_year = percent_of_year(rate_bp)
    return a_year if unit == "year" else round(a_year / 12, 6)
