"""A register of any length as .xlsx or .csv, written row by row, with its count and fingerprint.

Both files end with the number of rows and the SHA-256 of the rows as the CSV holds them, so that
nobody has to wonder whether something was left out. The CSV's fingerprint is that of everything in
the file above the line that names it.
"""

import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from plodnee.documents.builders.plain_cells import BYTE_ORDER_MARK, harmless
from plodnee.documents.builders.sheets import (
    FIRST_ROW,
    HEADER_ROW,
    Cell,
    Column,
    Paper,
    Styles,
    cell_writer,
    row_height,
    set_up_print,
)
from plodnee.documents.builders.voice import Voice
from plodnee.engine.money import format_baht
from plodnee.engine.thai_dates import slashed_date

ROWS_A_SHEET = 1_000_000

Row = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Listed:
    """What a register is called, whose and of which day it is, and its columns.

    `mark` stands at the top of every printed page (empty for none).
    """

    name: str
    title: tuple[str, ...]
    columns: tuple[Column, ...]
    voice: Voice
    on: date
    author: str = ""
    mark: str = ""
    paper: Paper = "A4"


@dataclass(frozen=True, slots=True)
class Written:
    """How many rows a file holds, and their fingerprint."""

    rows: int
    sha256: str


class _Fingerprint:
    """The rows as CSV text, and the SHA-256 of all of it so far."""

    def __init__(self, listed: Listed) -> None:
        self._columns = [(c.key, _plain_writer(c.kind, listed.voice)) for c in listed.columns]
        self._hash, self.rows = hashlib.sha256(), 0
        self.head = self._added(BYTE_ORDER_MARK + _line([c.title for c in listed.columns]))

    def added(self, row: Row) -> bytes:
        """The bytes of one more row."""
        self.rows += 1
        return self._added(_line([write(row.get(key)) for key, write in self._columns]))

    def written(self) -> Written:
        """The count and the fingerprint."""
        return Written(self.rows, self._hash.hexdigest())

    def _added(self, text: str) -> bytes:
        content = text.encode("utf-8")
        self._hash.update(content)
        return content


def write_csv(listed: Listed, rows: Iterable[Row], path: Path) -> Written:
    """The file, and what it holds; a cell that a spreadsheet would run begins with `'`."""
    sums = _Fingerprint(listed)
    with path.open("wb") as out:
        out.write(sums.head)
        for row in rows:
            out.write(sums.added(row))
        written = sums.written()
        for line in footer_lines(listed.voice, written):
            out.write(_line(line).encode("utf-8"))
    return written


def write_xlsx(
    listed: Listed, rows: Iterable[Row], path: Path, *, rows_a_sheet: int = ROWS_A_SHEET
) -> Written:
    """The file, and what it holds; what one sheet cannot hold goes on in the next."""
    book = xlsxwriter.Workbook(
        str(path),
        {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    created = datetime.combine(listed.on, time.min)
    title = listed.title[0] if listed.title else listed.name
    book.set_properties({"title": title, "author": listed.author, "created": created})
    styles = Styles(book, listed.voice)
    sums = _Fingerprint(listed)
    page, writers, number = _new_sheet(book, listed, styles), [], FIRST_ROW
    writers = _writers(page, listed, styles)
    for row in rows:
        if number == FIRST_ROW + rows_a_sheet:
            page, number = _new_sheet(book, listed, styles), FIRST_ROW
            writers = _writers(page, listed, styles)
        values = [row.get(key) for key, _write in writers]
        page.set_row(number, row_height(values, listed.columns))
        for index, (_key, write) in enumerate(writers):
            write(number, index, values[index])
        sums.added(row)
        number += 1
    written = sums.written()
    for offset, (label, value) in enumerate(footer_lines(listed.voice, written), start=1):
        page.write_string(number + offset, 0, f"{label} {value}", styles.note)
    book.close()
    return written


def footer_lines(voice: Voice, written: Written) -> list[tuple[str, str]]:
    """What stands below the last row: the count, and the fingerprint of what stands above."""
    if voice.thai:  # figures stay as programs read them
        labels = ("จำนวนแถวทั้งหมด", "ลายนิ้วมือของข้อมูล (SHA-256)")
    else:
        labels = ("rows in all", "fingerprint (SHA-256)")
    return [(labels[0], str(written.rows)), (labels[1], written.sha256)]


def _new_sheet(book: xlsxwriter.Workbook, listed: Listed, styles: Styles) -> Worksheet:
    """An empty sheet with title, header and print set-up."""
    number = len(book.worksheets()) + 1
    page = book.add_worksheet(listed.name if number == 1 else f"{listed.name} ({number})")
    set_up_print(page, listed.paper, listed.title[-1], listed.voice, listed.mark)
    for index, column in enumerate(listed.columns):
        page.set_column(index, index, column.width)
    for index, line in enumerate(listed.title):
        page.set_row(index, 22 if index else 28)
        page.write_string(index, 0, line, styles.subtitle if index else styles.title)
    titles = [column.title for column in listed.columns]
    page.set_row(HEADER_ROW, row_height(titles, listed.columns, bold=True))
    for index, column in enumerate(listed.columns):
        page.write_string(HEADER_ROW, index, column.title, styles.header)
    page.freeze_panes(FIRST_ROW, min(2, len(listed.columns)))
    return page


def _writers(
    page: Worksheet, listed: Listed, styles: Styles
) -> list[tuple[str, Callable[[int, int, Cell], object]]]:
    return [(c.key, cell_writer(page, c.kind, styles)) for c in listed.columns]


def _line(cells: Sequence[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerow(map(harmless, cells))
    return buffer.getvalue()


def _plain_writer(kind: str, voice: Voice) -> Callable[[Cell], str]:
    """How the CSV writes a column: amounts in baht, rates in per cent, days as registers do."""

    def plain(value: Cell) -> str:
        if value is None or value == "":
            return ""
        if isinstance(value, date):
            return slashed_date(value) if voice.thai else value.isoformat()
        if kind == "money" and isinstance(value, int):
            return format_baht(value).replace(",", "")
        if kind == "rate":
            return f"{Decimal(str(value)) / 100:.2f}"
        return str(value)

    return plain
