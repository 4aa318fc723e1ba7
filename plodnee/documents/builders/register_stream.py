"""A register of any length as .xlsx or .csv, written row by row, with its count and fingerprint.

Both files end with the number of rows and the SHA-256 of the rows as the CSV holds them, so that
nobody has to wonder whether something was left out. The CSV's fingerprint is that of everything in
the file above the line that counts the rows.
"""

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from plodnee.documents.builders.plain_cells import BYTE_ORDER_MARK, harmless
from plodnee.documents.builders.sheet_rows_xml import (
    Filling,
    WriteRow,
    column_styles,
    fill,
    row_writer,
)
from plodnee.documents.builders.sheets import (
    FIRST_ROW,
    HEADER_ROW,
    Cell,
    Column,
    Paper,
    Styles,
    row_height,
    set_up_print,
)
from plodnee.documents.builders.voice import Voice
from plodnee.engine.money import format_baht
from plodnee.engine.thai_dates import slashed_date

ROWS_A_SHEET = 1_000_000
SAMPLE_ROW = FIRST_ROW + 1  # as the sheet numbers it

Row = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Listed:
    """What a register is called, whose and of which day it is, and its columns.

    `mark` stands at the top of every printed page (empty for none); `below` is what a CSV, which
    has no title, says of itself at its end.
    """

    name: str
    title: tuple[str, ...]
    columns: tuple[Column, ...]
    voice: Voice
    on: date
    author: str = ""
    mark: str = ""
    paper: Paper = "A4"
    below: tuple[str, ...] = ()


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
        for told in listed.below:
            out.write(_line([told]).encode("utf-8"))
    return written


def write_xlsx(
    listed: Listed, rows: Iterable[Row], path: Path, *, rows_a_sheet: int = ROWS_A_SHEET
) -> Written:
    """The file, and what it holds; what one sheet cannot hold goes on in the next."""
    sums = _Fingerprint(listed)
    write = row_writer(listed.columns, column_styles(_frame(listed, 1), SAMPLE_ROW))
    with TemporaryDirectory(prefix="rows-") as folder:
        fillings = list(_fillings(listed, rows, write, sums, Path(folder), rows_a_sheet))
        written = sums.written()
        below = [f"{label} {value}" for label, value in footer_lines(listed.voice, written)]
        frame = _frame(listed, len(fillings), below, fillings[-1].last_row + 1)
        fill(frame, SAMPLE_ROW, fillings, path)
    return written


def _fillings(
    listed: Listed,
    rows: Iterable[Row],
    write: WriteRow,
    sums: _Fingerprint,
    folder: Path,
    rows_a_sheet: int,
) -> Iterator[Filling]:
    """The rows of one sheet after the other, written below its header; at least of one sheet."""
    keys, every = [column.key for column in listed.columns], iter(rows)
    while True:
        number, path = FIRST_ROW, folder / f"{sums.rows}.xml"
        with path.open("w", encoding="utf-8", newline="") as out:
            for row in islice(every, rows_a_sheet):
                number += 1
                values = [row.get(key) for key in keys]
                out.write(write(number, values, row_height(values, listed.columns)))
                sums.added(row)
        yield Filling(path, number)
        following = next(every, None)
        if following is None:
            return
        every = chain([following], every)


def _frame(listed: Listed, sheets: int, below: Sequence[str] = (), last_row: int = 0) -> bytes:
    """The workbook without its rows: a sample of one on each sheet, lines below on the last."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    created = datetime.combine(listed.on, time.min)
    title = listed.title[0] if listed.title else listed.name
    book.set_properties({"title": title, "author": listed.author, "created": created})
    styles = Styles(book, listed.voice)
    for _ in range(sheets):
        page = _new_sheet(book, listed, styles)
    for number, line in enumerate(below, start=last_row):
        page.write_string(number, 0, line, styles.note)
    book.close()
    return out.getvalue()


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
        page.write_blank(FIRST_ROW, index, None, styles.cells[column.kind])
    page.freeze_panes(FIRST_ROW, min(2, len(listed.columns)))
    return page


def _line(cells: Sequence[str]) -> str:
    """One line of CSV, every cell quoted."""
    quoted = '","'.join([harmless(cell).replace('"', '""') for cell in cells])
    return f'"{quoted}"\r\n'


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
