"""Lines of Thai text, shaped once however often they stand in a document.

WeasyPrint shapes the text (Pango) and keeps the fonts that the file will need; what it notes for a
line can be written again at another place.
"""

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

from weasyprint.draw.text import draw_first_line
from weasyprint.matrix import Matrix
from weasyprint.pdf.stream import Stream
from weasyprint.text.ffi import FROM_UNITS, TO_UNITS, ffi, pango
from weasyprint.text.line_break import Layout, line_size

_BLANKS = re.compile(r"[ \t\r\n\f]+")
_HERE = Matrix(d=-1)


class Line(NamedTuple):
    """One line as the file will hold it, and its width in pixels (96 to the inch)."""

    operators: tuple[bytes, ...]
    width: float


NOTHING = Line((), 0.0)


@dataclass(frozen=True, slots=True)
class _Box:
    """What WeasyPrint asks of a line that it draws."""

    text: str
    style: Any
    pango_layout: Layout


class Hand:
    """One size and weight of letters in one document.

    `baseline` is where letters stand below the top of a line; lengths are pixels, 96 to the inch.
    """

    def __init__(self, style: Any, fonts: dict[str, Any], *, line_height: float) -> None:
        self._style, self._fonts = style, fonts
        self._layout = Layout(style)
        self._lines: dict[str, Line] = {}
        self._broken: dict[tuple[str, float], tuple[Line, ...]] = {}
        self._layout.set_text("ก")
        _width, height = line_size(self._layout.get_first_line()[0], style)
        baseline = pango.pango_layout_get_baseline(self._layout.layout) * FROM_UNITS
        self.line_height = line_height
        self.baseline = (line_height - height) / 2 + baseline

    def line(self, words: str) -> Line:
        """The words on one line, however long it is."""
        found = self._lines.get(words)
        if found is None:
            found = self._lines[words] = self._shaped(_BLANKS.sub(" ", words).strip())
        return found

    def lines(self, words: str, width: float) -> tuple[Line, ...]:
        """The words on as many lines as a column needs, broken inside a word where one is wider.

        Ensures: at least one line, and every letter is on one of them.
        """
        whole = self.line(words)
        if whole.width <= width:
            return (whole,)
        key = (words, width)
        if key not in self._broken:
            self._broken[key] = tuple(map(self.line, self._parts(words, width)))
        return self._broken[key]

    def widest_word(self, words: str) -> float:
        """The width below which a word of the text would be broken inside."""
        if self.line(words).width <= 0:
            return 0.0
        parts = self._parts(words, 0, inside_words=False)
        return max(self._width(part) for part in parts)

    def _width(self, words: str) -> float:
        self._layout.set_text(words.strip())
        return float(line_size(self._layout.get_first_line()[0], self._style)[0])

    def _shaped(self, words: str) -> Line:
        if not words:
            return NOTHING
        self._layout.set_text(words)
        width, _height = line_size(self._layout.get_first_line()[0], self._style)
        stream = Stream(self._fonts, None, {}, {}, None, {}, None)
        draw_first_line(stream, _Box(words, self._style, self._layout), "clip", "none", _HERE)
        return Line(tuple(stream.stream[1:]), width)  # without the place, which comes first

    def _parts(self, words: str, width: float, *, inside_words: bool = True) -> list[str]:
        layout = Layout(self._style)
        pango.pango_layout_set_width(layout.layout, int(max(width, 1) * TO_UNITS))
        wrap = pango.PANGO_WRAP_WORD_CHAR if inside_words else pango.PANGO_WRAP_WORD
        pango.pango_layout_set_wrap(layout.layout, wrap)
        layout.set_text(_BLANKS.sub(" ", words).strip())
        encoded = layout.text.encode()
        parts: list[str] = []
        while (line := pango.pango_layout_get_line_readonly(layout.layout, len(parts))) != ffi.NULL:
            parts.append(encoded[line.start_index : line.start_index + line.length].decode())
        return parts
