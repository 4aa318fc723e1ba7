"""A register as a workbook sheet that prints: title, repeated header, rows, totals, footer.

Amounts come in satang and are written as baht; dates are real dates shown in the Buddhist era;
text is only ever text, whatever sign it begins with.
"""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Literal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from plodnee.documents.builders.typeface import OFFICIAL, lines_needed
from plodnee.documents.builders.voice import Voice

Kind = Literal[
    "text", "code", "money", "rate", "count", "decimal", "share", "date", "month", "tick"
]
Paper = Literal["A4", "A3"]
Cell = str | int | float | Decimal | date | None

FONT_SIZE = 14
TITLE_ROWS = 3
HEADER_ROW = TITLE_ROWS
FIRST_ROW = HEADER_ROW + 1
LINE_HEIGHT = 19.0
COLUMN_UNIT_PT = 5.25  # one digit of Calibri 11, by which Excel measures columns
LONGEST_TEXT = 32_000
LONGEST_FOOTER = 240
EARLIEST = date(1900, 3, 1)  # days before it are no dates of a sheet
DIVISORS: Mapping[Kind, int] = {"money": 100, "rate": 100}
_PAPERS = {"A4": 9, "A3": 8}
_THAI = "[$-D00041E]"
_HIGHEST_ROW = 400.0


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key in the rows, its header, its width in characters, what it holds."""

    key: str
    title: str
    width: float
    kind: Kind = "text"
    total: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One printable sheet; `title` has at most three lines, `notes` stand below the totals.

    A row holds its cells by column key; a column that it lacks stays empty.
    """

    name: str
    title: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Sequence[Mapping[str, Cell]]
    footer: str
    paper: Paper = "A4"
    frozen: int = 2
    notes: tuple[str, ...] = field(default=())
    even_rows: bool = False


def workbook(
    sheets: Sequence[Sheet], *, voice: Voice, title: str, author: str, mark: str, on: date
) -> bytes:
    """The bytes of a workbook with these sheets, stamped with the day of its facts.

    `mark` stands at the top of every printed page (empty for none).
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    created = datetime.combine(on, time.min)
    book.set_properties({"title": title, "author": author, "created": created})
    styles = Styles(book, voice)
    for sheet in sheets:
        _write(book.add_worksheet(sheet.name), sheet, styles, voice, mark)
    book.close()
    return out.getvalue()


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook, voice: Voice) -> None:
        self._book = book
        self._numbers = _number_formats(voice)
        self.title = self._format(bold=True, font_size=18)
        self.subtitle = self._format(font_size=FONT_SIZE)
        self.note = self._format(font_size=FONT_SIZE, text_wrap=False)
        self.header = self._format(
            bold=True, border=1, align="center", text_wrap=True, bg_color="#DCE9DF"
        )
        self.cells = {kind: self._cell(kind, {}) for kind in self._numbers}
        total = {"bold": True, "bg_color": "#F2F2F2"}
        self.totals = {kind: self._cell(kind, total) for kind in self._numbers}

    def _cell(self, kind: Kind, more: dict[str, Any]) -> Format:
        number_format, align = self._numbers[kind]
        return self._format(
            border=1, text_wrap=kind == "text", num_format=number_format, align=align, **more
        )

    def _format(self, **properties: object) -> Format:
        base = {"font_name": OFFICIAL, "font_size": FONT_SIZE, "valign": "vcenter"}
        return self._book.add_format({**base, **properties})


def _number_formats(voice: Voice) -> dict[Kind, tuple[str, str]]:
    thai = _THAI if voice.thai else ""
    return {
        "text": ("@", "left"),
        "code": ("@", "left"),
        "money": (f'{thai}#,##0.00_);{thai}-#,##0.00_);"–"_)', "right"),
        "rate": (f"{thai}0.00", "center"),
        "count": (f"{thai}#,##0", "center"),
        "decimal": (f"{thai}#,##0.00_)", "right"),
        "share": (f"{thai}0%", "center"),
        "date": ("[$-D07041E]d mmm yy" if voice.thai else "d mmm yyyy", "center"),
        "month": ("[$-D07041E]mmm yy" if voice.thai else "mmm yyyy", "center"),
        "tick": ("@", "center"),
    }


def _write(page: Worksheet, sheet: Sheet, styles: Styles, voice: Voice, mark: str) -> None:
    for index, line in enumerate(sheet.title):
        page.write_string(index, 0, line[:LONGEST_TEXT], styles.subtitle if index else styles.title)
        page.set_row(index, 28 if index == 0 else 22)
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, column.width)
        page.write_string(HEADER_ROW, index, column.title, styles.header)
    page.set_row(HEADER_ROW, row_height([c.title for c in sheet.columns], sheet.columns, bold=True))
    _rows(page, sheet, styles)
    last = FIRST_ROW + len(sheet.rows) - 1
    below = last + 1
    if any(column.total for column in sheet.columns) and sheet.rows:
        _totals(page, sheet, styles, voice, below)
        below += 1
    for index, line in enumerate(sheet.notes):
        page.write_string(below + 1 + index, 0, line, styles.note)
        page.set_row(below + 1 + index, 22)
    below += 1 + len(sheet.notes) if sheet.notes else 0
    set_up_print(page, sheet.paper, sheet.footer, voice, mark)
    page.print_area(0, 0, max(below - 1, HEADER_ROW), len(sheet.columns) - 1)
    page.freeze_panes(FIRST_ROW, sheet.frozen)
    if sheet.rows:
        page.autofilter(HEADER_ROW, 0, last, len(sheet.columns) - 1)


def _rows(page: Worksheet, sheet: Sheet, styles: Styles) -> None:
    known = {column.key for column in sheet.columns}
    writers = [(column.key, cell_writer(page, column.kind, styles)) for column in sheet.columns]
    for number, row in enumerate(sheet.rows, start=FIRST_ROW):
        if not row.keys() <= known:
            raise ValueError(f"sheet {sheet.name} has no columns {sorted(row.keys() - known)}")
        for index, (key, write) in enumerate(writers):
            write(number, index, row.get(key))
        values = [row.get(column.key) for column in sheet.columns]
        height = LINE_HEIGHT + 2 if sheet.even_rows else row_height(values, sheet.columns)
        page.set_row(number, height)


def cell_writer(page: Worksheet, kind: Kind, styles: Styles) -> Callable[[int, int, Any], object]:
    """What writes one column's cells: a number as a number, a date as a date, text as text."""
    style = styles.cells[kind]
    divisor = DIVISORS.get(kind)

    def write(row: int, index: int, value: Cell) -> object:
        if value is None or value == "":
            return page.write_blank(row, index, None, style)
        if isinstance(value, str):
            return page.write_string(row, index, value[:LONGEST_TEXT], style)
        if isinstance(value, date):
            if value < EARLIEST:
                return page.write_string(row, index, value.isoformat(), style)
            return page.write_datetime(row, index, value, style)
        return page.write_number(row, index, value / divisor if divisor else value, style)

    return write


def _totals(page: Worksheet, sheet: Sheet, styles: Styles, voice: Voice, row: int) -> None:
    """One row of sums that follow the filter, with what they are now beside the formula."""
    summed = [index for index, column in enumerate(sheet.columns) if column.total]
    for index, column in enumerate(sheet.columns):
        style = styles.totals[column.kind]
        if index not in summed:
            label = voice("รวม", "Total") if index == 0 else None
            page.write(row, index, label, style)
            continue
        first = xl_rowcol_to_cell(FIRST_ROW, index)
        last = xl_rowcol_to_cell(row - 1, index)
        values = [line.get(column.key) for line in sheet.rows]
        total = sum(value for value in values if isinstance(value, int | Decimal))
        shown = total / 100 if column.kind in ("money", "rate") else total
        page.write_formula(row, index, f"=SUBTOTAL(9,{first}:{last})", style, shown)
    page.set_row(row, LINE_HEIGHT + 2)


def row_height(values: Sequence[Cell], columns: tuple[Column, ...], *, bold: bool = False) -> float:
    """A row's height in points: Thai marks above and below need a full line each."""
    size = FONT_SIZE * (1.08 if bold else 1.0)
    lines = max(
        (
            lines_needed(value, size, column.width * COLUMN_UNIT_PT)
            for value, column in zip(values, columns, strict=True)
            if isinstance(value, str) and (column.kind == "text" or bold)
        ),
        default=1,
    )
    return min(lines * LINE_HEIGHT + 2, _HIGHEST_ROW)


def set_up_print(page: Worksheet, paper: Paper, footer: str, voice: Voice, mark: str) -> None:
    """Landscape pages as wide as the sheet, the header repeated, page x of y below."""
    page.set_landscape()
    page.set_paper(_PAPERS[paper])
    page.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEADER_ROW)
    face = f'&"{OFFICIAL},Regular"&12 '
    strong = f'&"{OFFICIAL},Bold"&16 '
    pages = voice("หน้า", "Page") + " &P " + voice("จาก", "of") + " &N"
    footer = footer.replace("&", "&&")[: LONGEST_FOOTER - 3 * len(face) - len(pages) - 8]
    page.set_footer(f"&L{face}{footer}&R{face}{pages}")
    if mark:
        page.set_header(f"&R{strong}{mark}")
