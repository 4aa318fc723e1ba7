"""A worksheet's rows as they stand in the file, one at a time, within the limits of a sheet."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from plodnee.registers.workbook.errors import WorkbookRefused
from plodnee.registers.workbook.number_formats import Flavour
from plodnee.registers.workbook.package import Package, SheetPart, refuse_reaching_out
from plodnee.registers.workbook.shared_strings import (
    LONGEST_CELL,
    MAIN_NAMESPACES,
    VISIBLE,
    unescape,
)
from plodnee.registers.workbook.xml_parts import fed, new_parser

FILLED_ROWS = 50_000
COLUMNS = 200
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384

RawKind = Literal["number", "text", "bool", "error", "iso_date", "unstored"]

_TAGS = {
    f"{space} {tag}": tag
    for space in MAIN_NAMESPACES
    for tag in ("row", "c", "v", "f", "is", "t", "rPh")
}
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?", re.ASCII)


class Raw(NamedTuple):
    """A cell as stored: what kind of value, its text in the file, what its format shows."""

    kind: RawKind
    text: str
    flavour: Flavour = "plain"


class Row(NamedTuple):
    """A row with something visible: its number in the file, its visible cells by column."""

    number: int
    cells: dict[int, Raw]


@cache
def column_letters(column: int) -> str:
    """The letters of a column, A for 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def rows(package: Package, sheet: SheetPart) -> Iterator[Row]:
    """Every row of a sheet that has something visible, hidden ones too, from the top.

    Raises: WorkbookRefused if the sheet is malformed, over a limit, or reaches outward.
    """
    reading = _SheetParser(package)
    try:
        for _ in fed(reading.parser, package.archive.chunks(sheet.member)):
            yield from reading.take()
    except WorkbookRefused as refusal:
        refusal.sheet = refusal.sheet or sheet.name
        raise


class _SheetParser:
    """The state of one pass over a sheet's XML."""

    def __init__(self, package: Package) -> None:
        self.parser = new_parser(self._start, self._end, self._text)
        self._strings, self._flavours = package.strings, package.flavours
        self._done: list[Row] = []
        self._filled = 0
        self._row, self._row_text, self._column = 0, "0", 0
        self._cells: dict[int, Raw] = {}
        self._type, self._style = "n", ""
        self._pieces: list[str] = []
        self._length = 0
        self._value: str | None = None
        self._has_formula = self._collecting = self._in_reading_aid = False
        self._columns: dict[str, int] = {}
        self._by_style: dict[str, Flavour] = {}

    def take(self) -> list[Row]:
        """The rows finished since the last call."""
        done, self._done = self._done, []
        return done

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = _TAGS.get(name)
        if tag == "c":
            self._type, self._style = attributes.get("t", "n"), attributes.get("s", "")
            self._value, self._has_formula = None, False
            self._column = self._column_of(attributes.get("r"))
        elif tag == "v" or tag == "f" or (tag == "t" and not self._in_reading_aid):
            self._collecting, self._length = True, 0
            if tag != "t":
                self._pieces = []
        elif tag == "is":
            self._pieces = []
        elif tag == "row":
            self._start_row(attributes.get("r"))
        elif tag == "rPh":
            self._in_reading_aid = True

    def _text(self, content: str) -> None:
        if self._collecting and self._length <= LONGEST_CELL:
            self._pieces.append(content[: LONGEST_CELL + 1])
            self._length += len(content)

    def _end(self, name: str) -> None:
        tag = _TAGS.get(name)
        if tag == "c":
            self._end_cell()
        elif tag == "v" or tag == "is":
            self._value, self._collecting = "".join(self._pieces), False
        elif tag == "f":
            self._has_formula, self._collecting = True, False
            refuse_reaching_out("".join(self._pieces))
        elif tag == "t":
            self._collecting = False
        elif tag == "row":
            self._end_row()
        elif tag == "rPh":
            self._in_reading_aid = False

    def _start_row(self, number: str | None) -> None:
        if number is None:
            number = str(self._row + 1)
        if not (number.isascii() and number.isdigit()):
            raise WorkbookRefused("not_xlsx")
        if not self._row < int(number[:9]) <= _LAST_ROW:
            raise WorkbookRefused("not_xlsx")
        self._row = int(number[:9])
        self._row_text, self._column, self._cells = str(self._row), 0, {}

    def _end_row(self) -> None:
        if self._cells:
            self._filled += 1
            if self._filled > FILLED_ROWS + 1:  # the header is not a row of data
                raise WorkbookRefused("too_many_rows", limit=FILLED_ROWS)
            self._done.append(Row(self._row, self._cells))

    def _column_of(self, reference: str | None) -> int:
        """The column of a cell, from its address or from the cell before it."""
        if reference is None:
            return self._column + 1
        letters = reference.removesuffix(self._row_text)
        column = self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = _column_number(letters)
        return column

    def _end_cell(self) -> None:
        raw = self._raw()
        if raw is None:
            return
        if self._column > COLUMNS:
            raise WorkbookRefused("too_many_columns", limit=COLUMNS)
        if self._column in self._cells:
            raise WorkbookRefused("not_xlsx")
        self._cells[self._column] = raw

    def _raw(self) -> Raw | None:
        """The cell just read; None where nothing can be seen in it."""
        value, kind = self._value, self._type
        if kind == "s" and value is not None:
            text = self._shared(value)
            return Raw("text", text) if text else None
        if kind in ("str", "inlineStr", "s"):
            if value is None and self._has_formula:
                return Raw("unstored", "")
            text = unescape(value or "")
            return Raw("text", text) if VISIBLE.search(text) else None
        if not value:
            return Raw("unstored", "") if self._has_formula else None
        value = value.strip()
        if kind == "n":
            known = _NUMBER.fullmatch(value)
            return Raw("number", value, self._flavour()) if known else Raw("error", value)
        if kind == "b":
            return Raw("bool", "TRUE" if value in ("1", "true") else "FALSE")
        return Raw("iso_date" if kind == "d" else "error", value)

    def _shared(self, value: str) -> str:
        number = value.strip()
        if not (number.isascii() and number.isdigit() and int(number[:9]) < len(self._strings)):
            raise WorkbookRefused("not_xlsx")
        return self._strings[int(number[:9])]

    def _flavour(self) -> Flavour:
        style = self._style
        if style not in self._by_style:
            known = style.isascii() and style.isdigit() and int(style[:9]) < len(self._flavours)
            self._by_style[style] = self._flavours[int(style[:9])] if known else "plain"
        return self._by_style[style]


def _column_number(letters: str) -> int:
    column = 0
    if letters.isascii() and letters.isalpha() and letters.isupper() and len(letters) <= 3:
        for letter in letters:
            column = column * 26 + ord(letter) - 64
    if not 0 < column <= _LAST_COLUMN:
        raise WorkbookRefused("not_xlsx")
    return column
