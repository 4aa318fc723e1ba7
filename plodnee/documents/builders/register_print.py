"""A register on paper: landscape pages, the header on each, page x of y in the page's language."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from plodnee.documents.builders.drawn_pages import MM, PT, Drawing, Face, Sheet
from plodnee.documents.builders.drawn_table import PADDING, Grid, Span
from plodnee.documents.builders.register_stream import Listed, Row
from plodnee.documents.builders.sheets import Cell, Column, Paper
from plodnee.documents.builders.typeface import sarabun_width_pt
from plodnee.documents.builders.voice import Voice
from plodnee.documents.errors import TooLongToPrint, TooManyColumns
from plodnee.engine.money import format_baht

MOST_ROWS = 2_000
FIGURES = frozenset({"money", "rate", "count", "decimal", "share"})
MANY_COLUMNS = 12
# Of the letters in points: the first in which no figure and no word is broken.
SIZES = (9.0, 8.0, 7.0, 6.0, 5.0)
READABLE = 7.0  # smaller letters only where no wider paper could be chosen
MEASURED = SIZES[0]
ON_ONE_LINE = FIGURES | {"date", "code"}
ROOM_OF_BOLD, LONGEST_WORD = 1.06, 10.0  # the second in sizes of letters: longer ones may break
PAPERS: Mapping[Paper, tuple[float, float]] = {"A4": (297, 210), "A3": (420, 297)}
LEFT, TOP, BOTTOM = 10 * MM, 12 * MM, 13 * MM
GREEN, INK, RED = "#14532d", "#1f2937", "#b4472e"


def build(listed: Listed, rows: Sequence[Row]) -> bytes:
    """The PDF of a whole list, with the sums of its money below.

    Raises: TooLongToPrint, TooManyColumns.
    """
    refuse_too_long(len(rows))
    voice, columns = listed.voice, listed.columns
    cells = [[shown(voice, c, one.get(c.key)) for c in columns] for one in rows]
    sums = _sums(listed, rows)
    wide, high = PAPERS[listed.paper]
    size, widths = _layout(columns, [*cells, ["", *sums[1:]]], listed, wide * MM - 2 * LEFT)
    drawing = Drawing(
        _faces(size), language=voice.language, title=listed.title[0], size_mm=(wide, high)
    )
    spans = [
        Span(column.title, width, column.kind in FIGURES)
        for column, width in zip(columns, widths, strict=True)
    ]
    grid = Grid(drawing, spans, left=LEFT, top=TOP, bottom=drawing.height - BOTTOM)
    grid.begin(_titles(drawing, listed))
    for row in cells:
        grid.row(row)
    grid.sums(sums)
    _number_pages(drawing, listed)
    return drawing.pdf()


def refuse_too_long(rows: int) -> None:
    """Nothing for a list that a PDF can hold.

    Raises: TooLongToPrint for a longer one.
    """
    if rows > MOST_ROWS:
        raise TooLongToPrint(rows=f"{rows:,}", most=f"{MOST_ROWS:,}")


def _faces(size: float) -> dict[str, Face]:
    return {
        "cell": Face(size),
        "bold": Face(size, bold=True),
        "title": Face(size * 1.5, bold=True),
        "margin": Face(8),
        "mark": Face(10, bold=True),
    }


def _layout(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], listed: Listed, width: float
) -> tuple[float, list[float]]:
    """The size of the letters in points, and the width of each column in pixels.

    Every column first has what it needs; what is left makes those wider that would have more.
    Ensures: nothing is broken inside a word, and no figure, day or code at all, in the smallest
    letters at the latest.
    Raises: TooManyColumns for A4, where that needs letters too small to read; on A3 columns are
            as wide as they would be where the smallest are too large.
    """
    total = sum(column.width for column in columns)
    fair = [width * column.width / total for column in columns]
    needs = _needs(columns, rows, listed)
    sizes = SIZES[1:] if len(columns) > MANY_COLUMNS else SIZES
    for size in sizes if listed.paper == "A3" else [one for one in sizes if one >= READABLE]:
        least = [need * size * ROOM_OF_BOLD + 2 * PADDING for need in needs]
        spare = width - sum(least)
        if spare >= 0:
            wishes = [max(share - held, 0.0) for share, held in zip(fair, least, strict=True)]
            part = spare / sum(wishes) if any(wishes) else 0.0
            return size, [held + part * wish for held, wish in zip(least, wishes, strict=True)]
    if listed.paper == "A4":
        raise TooManyColumns(columns=f"{len(columns)}", points=f"{READABLE:g}")
    return SIZES[-1], fair


def _needs(columns: Sequence[Column], rows: Sequence[Sequence[str]], listed: Listed) -> list[float]:
    """The width that each column must have, in sizes of its letters."""
    faces = {"cell": Face(MEASURED), "bold": Face(MEASURED, bold=True)}
    hands = Drawing(
        faces, language=listed.voice.language, title="", size_mm=PAPERS[listed.paper]
    ).hands
    needs = []
    for place, column in enumerate(columns):
        texts = {row[place] for row in rows}
        if column.kind in ON_ONE_LINE:
            need = max((sarabun_width_pt(text, MEASURED) for text in texts), default=0) * PT
        else:
            need = max(map(hands["cell"].widest_word, texts), default=0)
            need = min(need, LONGEST_WORD * MEASURED)
        title = hands["bold"].widest_word(column.title)
        needs.append(max(need, title) / MEASURED)
    return needs


def _titles(drawing: Drawing, listed: Listed) -> float:
    """What stands above the table on the first page; where the table begins."""
    sheet, y = drawing.sheet(), TOP
    for face, colour, words in (
        ("title", GREEN, listed.title[0]),
        *(("cell", INK, title) for title in listed.title[1:]),
    ):
        hand = drawing.hands[face]
        y = sheet.write(hand, colour, hand.lines(words, drawing.width - 2 * LEFT), LEFT, y)
    return y + 2 * MM


def _number_pages(drawing: Drawing, listed: Listed) -> None:
    """The margins of every page: the mark above, whose list it is and which page below."""
    voice, pages = listed.voice, len(drawing.sheets)
    for number, sheet in enumerate(drawing.sheets, start=1):
        page = voice(f"หน้า {number} จาก {pages}", f"Page {number} of {pages}")
        _margin(drawing, sheet, " · ".join(listed.title[1:]), voice.digits(page))
        if listed.mark:
            hand = drawing.hands["mark"]
            y, width = (TOP - hand.line_height) / 2, drawing.width - 2 * LEFT
            sheet.write(hand, RED, [hand.line(listed.mark)], LEFT, y, width, "right")


def _margin(drawing: Drawing, sheet: Sheet, left: str, right: str) -> None:
    hand, width = drawing.hands["margin"], drawing.width - 2 * LEFT
    y = drawing.height - (BOTTOM + hand.line_height) / 2
    page = hand.line(right)
    sheet.write(hand, INK, [page], LEFT, y, width, "right")
    sheet.write(hand, INK, hand.lines(left, width - page.width - 5 * MM)[:1], LEFT, y)


def _sums(listed: Listed, rows: Sequence[Row]) -> list[str]:
    """The row below all others: how many they are, and what their money comes to."""
    cells = []
    for place, column in enumerate(listed.columns):
        if column.kind == "money" and column.total:
            amounts = [one.get(column.key) for one in rows]
            total = sum(amount for amount in amounts if isinstance(amount, int))
            cells.append(shown(listed.voice, column, total))
        else:
            label = listed.voice(f"รวม {len(rows):,} แถว", f"{len(rows):,} rows in all")
            cells.append(label if place == 0 else "")
    return cells


def shown(voice: Voice, column: Column, value: Cell) -> str:
    """A cell as paper shows it."""
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return voice.short_day(value)
    if column.kind == "money" and isinstance(value, int):
        return voice.digits(format_baht(value))
    if column.kind == "rate":
        return voice.digits(f"{Decimal(str(value)) / 100:.2f}")
    if isinstance(value, int):
        return voice.count(value)
    return voice.digits(str(value)) if column.kind == "decimal" else str(value)
