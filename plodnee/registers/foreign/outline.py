"""What a workbook of another layout looks like: its sheets and their headers, without its data."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from plodnee.registers.workbook.finding import compared
from plodnee.registers.workbook.outcome import cleaned
from plodnee.registers.workbook.package import Package, SheetPart
from plodnee.registers.workbook.remarks import discreet, shortened
from plodnee.registers.workbook.sheet_rows import Row, column_letters, rows

FIRST_ROWS = 30  # a header stands among these
FEWEST_HEADERS = 2


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """One header: the column's letters and its text, shortened."""

    letters: str
    text: str

    @property
    def key(self) -> str:
        """The header as headers are compared."""
        return compared(self.text)


@dataclass(frozen=True, slots=True)
class SheetOutline:
    """One sheet: its name, the row of its header, its headers, how many rows stand below."""

    name: str
    header_row: int
    headers: tuple[HeaderCell, ...]
    rows: int


def outlines(package: Package) -> tuple[SheetOutline, ...]:
    """Every sheet that has anything in it. Raises: WorkbookRefused over a limit."""
    found = (_outline(package, part) for part in package.sheets)
    return tuple(outline for outline in found if outline is not None)


def outlines_to_json(found: Iterable[SheetOutline]) -> str:
    """The outlines as JSON, to leave the limited process."""
    listed = [
        (one.name, one.header_row, [(cell.letters, cell.text) for cell in one.headers], one.rows)
        for one in found
    ]
    return json.dumps(listed, ensure_ascii=False)


def outlines_from_json(text: str | bytes) -> tuple[SheetOutline, ...]:
    """The outlines that `outlines_to_json` wrote. Raises: ValueError if the text is none."""
    try:
        return tuple(
            SheetOutline(name, header_row, tuple(HeaderCell(*cell) for cell in headers), count)
            for name, header_row, headers, count in json.loads(text)
        )
    except TypeError as error:
        raise ValueError("no outline") from error


def header_of(first: Iterable[Row]) -> Row | None:
    """The row that looks most like a header: the most different texts, the earliest of equals."""
    best, most = None, FEWEST_HEADERS - 1
    for row in first:
        texts = {compared(raw.text) for raw in row.cells.values() if raw.kind == "text"} - {""}
        if len(texts) > most:
            best, most = row, len(texts)
    return best


def _outline(package: Package, part: SheetPart) -> SheetOutline | None:
    stream = rows(package, part)
    first = list(islice(stream, FIRST_ROWS))
    header = header_of(first)
    below = sum(1 for row in first if header and row.number > header.number)
    below += sum(1 for _ in stream)
    if header is None:
        return None
    cells = (
        HeaderCell(column_letters(index), shortened(discreet(str(cleaned(raw.text).value or ""))))
        for index, raw in sorted(header.cells.items())
        if raw.kind == "text"
    )
    headers = tuple(cell for cell in cells if cell.text)
    return SheetOutline(part.name, header.number, headers, below)
