"""The five sheets as XlsxWriter lays them out: headers with notes, drop-downs, formats, print."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from io import BytesIO
from math import isfinite
from typing import Literal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from plodnee.registers.workbook.cell_values import CellValue
from plodnee.registers.workbook.column_notes import column_note
from plodnee.registers.workbook.layout import (
    CENTRE,
    FUND_TYPES,
    HOUSEHOLDS,
    SHEETS,
    VERSION,
    VERSION_PROPERTY,
    Column,
    Kind,
    Sheet,
    fund_type_name,
)

Language = Literal["th", "en"]
FONT, FONT_SIZE = "TH Sarabun New", 16
LAST_ROW = 5_000  # drop-downs and formats reach this far; rows below are read all the same
# One date for every file, so that the same register is the same bytes.
_CREATED = datetime(2018, 10, 1)  # noqa: DTZ001  # a label, not a moment
_PAPER_A3, _PAPER_A4, _COLUMNS_ON_A4 = 8, 9, 16
_ROW_HEIGHT, _HEADER_HEIGHT = 24, 50  # points; marks above and below 16 pt letters need them
_DATE_FORMAT = "[$-107041E]d mmm yyyy"
_NUMBER_FORMATS: dict[Kind, str] = {
    "money": "#,##0.00",
    "date": _DATE_FORMAT,
    "rate": "0.00##",
    "count": "0",
    "month_limit": "0",
    "moo": "0",
    "land": "#,##0.##",
    "fiscal_year": "0",
}
_WIDTHS: dict[Kind, int] = {"name": 28, "creditor": 28, "text": 24, "national_id": 20, "date": 16}


class RegisterFile:
    """A register workbook being written; closing it gives the file's bytes."""

    def __init__(self, language: Language = "th") -> None:
        self._bytes = BytesIO()
        options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
        self._book = xlsxwriter.Workbook(self._bytes, options)
        self._language = language
        self._formats: dict[tuple[Kind, bool], Format] = {}
        self._book.set_size(2400, 1600)
        self._book.set_properties({"title": "ทะเบียนศูนย์จัดการกองทุนชุมชน", "created": _CREATED})
        self._book.set_custom_property(VERSION_PROPERTY, VERSION, "number_int")
        self._required = self._book.add_format(_header_style("#D9EAD3"))
        self._optional = self._book.add_format(_header_style("#F2F2F2"))
        self._sheets = {sheet.key: self._add_sheet(sheet) for sheet in SHEETS}

    def write_centre(self, values: Iterable[CellValue]) -> None:
        """Fills the values of sheet ศูนย์ in the order of its labels."""
        for row, (column, value) in enumerate(zip(CENTRE.columns, values, strict=True)):
            self._write(self._sheets["centre"], row, 1, column, value)

    def write_row(self, sheet: Sheet, row: int, values: Iterable[CellValue]) -> None:
        """Fills a row of a table, the first below the header being 1."""
        for index, (column, value) in enumerate(zip(sheet.columns, values, strict=True)):
            self._write(self._sheets[sheet.key], row, index, column, value)

    def write_cells(self, sheet: Sheet, row: int, cells: Mapping[str, tuple[str, str]]) -> None:
        """Fills a row with cells as another workbook stored them: form and text, by field.

        A `number` is written as one, an `error` as an error, anything else as text.
        """
        for index, column in enumerate(sheet.columns):
            form, text = cells.get(column.field, ("text", ""))
            style, made = self._format(column), self._sheets[sheet.key]
            if form == "error":
                made.write_formula(row, index, "=NA()", style, "#N/A")
            elif form == "number" and isfinite(float(text)):
                made.write_number(row, index, float(text), style)
            elif text:
                made.write_string(row, index, text, style)

    def remark(self, sheet: Sheet, row: int, field: str | None, text: str) -> None:
        """Marks a cell of a row (its first one where no field is named) with a note to read."""
        fields = [column.field for column in sheet.columns]
        index = fields.index(field) if field in fields else 0
        size = {"x_scale": 2.5, "y_scale": 2.2, "font_name": FONT, "font_size": 12}
        self._sheets[sheet.key].write_comment(row, index, text, {"author": "plodnee", **size})

    def close(self) -> bytes:
        """The finished file."""
        self._book.close()
        return self._bytes.getvalue()

    def _add_sheet(self, sheet: Sheet) -> Worksheet:
        made = self._book.add_worksheet(sheet.name)
        made.set_landscape()
        made.set_paper(_PAPER_A3 if len(sheet.columns) > _COLUMNS_ON_A4 else _PAPER_A4)
        made.fit_to_pages(1, 0)
        made.set_default_row(_ROW_HEIGHT)
        if sheet.key == "centre":
            self._lay_out_labels(made)
        else:
            self._lay_out_table(made, sheet)
        return made

    def _lay_out_labels(self, made: Worksheet) -> None:
        made.set_column(0, 0, 24)
        made.set_column(1, 1, 44)
        for row, column in enumerate(CENTRE.columns):
            self._write_header(made, row, 0, CENTRE, column)
            made.write_blank(row, 1, None, self._format(column))

    def _lay_out_table(self, made: Worksheet, sheet: Sheet) -> None:
        made.freeze_panes(1, 0)
        made.set_row(0, _HEADER_HEIGHT)
        made.repeat_rows(0)
        made.set_footer("&C&P / &N")
        for index, column in enumerate(sheet.columns):
            width = _WIDTHS.get(column.kind, max(12, len(column.header)))
            made.set_column(index, index, width, self._format(column))
            self._write_header(made, 0, index, sheet, column)
            words = _drop_down(column)
            if words:
                made.data_validation(1, index, LAST_ROW, index, {"validate": "list", **words})

    def _write_header(
        self, made: Worksheet, row: int, index: int, sheet: Sheet, column: Column
    ) -> None:
        style = self._required if column.required else self._optional
        made.write_string(row, index, column.header, style)
        text = column_note(sheet, column, self._language)
        size = {"x_scale": 2.5, "y_scale": 2.2, "font_name": FONT, "font_size": 12}
        made.write_comment(row, index, text, {"author": "plodnee", **size})

    def _write(
        self, made: Worksheet, row: int, index: int, column: Column, value: CellValue
    ) -> None:
        style = self._format(column)
        if isinstance(value, str):
            made.write_string(row, index, value, style)
        elif isinstance(value, date):
            made.write_datetime(row, index, value, style)
        elif value is not None:
            made.write_number(row, index, value, style)

    def _format(self, column: Column) -> Format:
        """Text cells are text to the program too: an id keeps its digits, `12/3` stays a house."""
        shown = _NUMBER_FORMATS.get(column.kind, "@")
        key = (column.kind, column.required)
        if key not in self._formats:
            style = {"font_name": FONT, "font_size": FONT_SIZE, "num_format": shown}
            self._formats[key] = self._book.add_format({**style, "valign": "top"})
        return self._formats[key]


def _header_style(colour: str) -> dict[str, object]:
    style = {"font_name": FONT, "font_size": FONT_SIZE, "bold": True, "border": 1}
    return {**style, "bg_color": colour, "text_wrap": True, "valign": "vcenter"}


def _drop_down(column: Column) -> dict[str, object]:
    """What a column's cells choose from; nothing for free columns."""
    if column.field == "household_code":
        codes = f"='{HOUSEHOLDS.name}'!$A$2:$A${LAST_ROW}"
        return {"source": codes, "error_type": "warning", "ignore_blank": True}
    words = [word for word, _ in column.choices]
    if column.kind == "fund_type":
        words = [fund_type_name(code) for code, _, _ in FUND_TYPES]
    return {"source": words, "ignore_blank": True} if words else {}
