"""A table that goes on from page to page under its header."""

from collections.abc import Sequence
from typing import NamedTuple

from plodnee.documents.builders.drawn_pages import MM, Drawing, Place, Sheet
from plodnee.documents.builders.drawn_text import Hand, Line

INK, LINE, HEAD, SUM = "#1f2937", "#9ca3af", "#dce9df", "#f3f4f6"
ABOVE, PADDING = 0.3 * MM, 0.9 * MM


class Span(NamedTuple):
    """A column: its title, its width in pixels, whether it holds figures."""

    title: str
    width: float
    of_figures: bool

    @property
    def room(self) -> float:
        """The width that its text has."""
        return self.width - 2 * PADDING


class Grid:
    """Rows one below the other; a page that is full is followed by another with the header.

    Ensures: a row stays on one page, unless it is higher than a page; nothing is left out.
    """

    def __init__(
        self, drawing: Drawing, spans: Sequence[Span], *, left: float, top: float, bottom: float
    ) -> None:
        self._drawing, self._spans = drawing, spans
        self._left, self._top, self._bottom = left, top, bottom
        self._width = sum(span.width for span in spans)
        self._sheet, self._y, self._head_ends = Sheet(), top, top

    def begin(self, y: float) -> None:
        """The table begins here on the last sheet."""
        self._sheet, self._y = self._drawing.sheets[-1], y
        hand = self._drawing.hands["bold"]
        lines = [hand.lines(span.title, span.room) for span in self._spans]
        self._band(hand, self._spans, lines, HEAD)
        self._head_ends = self._y

    def row(self, cells: Sequence[str]) -> None:
        """A row of texts, on the next page where this one is full."""
        self._put(self._drawing.hands["cell"], self._spans, cells, "")

    def sums(self, cells: Sequence[str]) -> None:
        """The last row; what its first cell says may run on over empty ones."""
        filled = next((at for at, cell in enumerate(cells[1:], start=1) if cell), len(cells))
        first = Span("", sum(span.width for span in self._spans[:filled]), of_figures=False)
        spans = [first, *self._spans[filled:]]
        self._put(self._drawing.hands["bold"], spans, [cells[0], *cells[filled:]], SUM)

    def _put(self, hand: Hand, spans: Sequence[Span], cells: Sequence[str], under: str) -> None:
        lines = [hand.lines(cell, span.room) for span, cell in zip(spans, cells, strict=True)]
        needed = max(map(len, lines))
        if self._fits(hand) < needed and self._y > self._head_ends:
            self._turn()
        while (most := max(1, self._fits(hand))) < needed:
            self._band(hand, spans, [one[:most] for one in lines], under)
            lines, needed = [one[most:] for one in lines], needed - most
            self._turn()
        self._band(hand, spans, lines, under)

    def _fits(self, hand: Hand) -> int:
        """How many lines of text still have room on the page."""
        return int((self._bottom - self._y - 2 * ABOVE) / hand.line_height)

    def _turn(self) -> None:
        """The next page, with the header."""
        self._drawing.sheet()
        self.begin(self._top)

    def _band(
        self, hand: Hand, spans: Sequence[Span], lines: Sequence[Sequence[Line]], under: str
    ) -> None:
        """One row as it stands on one page."""
        sheet, x, y, is_head = self._sheet, self._left, self._y, under == HEAD
        high = max(map(len, lines)) * hand.line_height + 2 * ABOVE
        if under:
            sheet.fill(under, x, y, self._width, high)
        sheet.rule(LINE, 0.5, x, y, x + self._width, y)
        for span, cell in zip(spans, lines, strict=True):
            place: Place = "centre" if is_head else "right" if span.of_figures else "left"
            top = y + high - ABOVE - len(cell) * hand.line_height if is_head else y + ABOVE
            sheet.write(hand, INK, cell, x + PADDING, top, span.room, place)
            sheet.rule(LINE, 0.5, x, y, x, y + high)
            x += span.width
        sheet.rule(LINE, 0.5, x, y, x, y + high)
        self._y = y + high
        sheet.rule(LINE, 0.5, self._left, self._y, x, self._y)
