"""A PDF of many like pages, drawn where its builder says; WeasyPrint shapes and writes it.

Laying out a page of a register as HTML takes a third of a second; drawn, it takes a twentieth.
"""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, Literal, NamedTuple

from weasyprint.formatting_structure.boxes import TextBox

from plodnee.documents.builders.drawn_text import Hand, Line
from plodnee.documents.builders.pdf_text import Pages, Typesetter

MM, PT = 96 / 25.4, 96 / 72  # in pixels, WeasyPrint's unit
Place = Literal["left", "centre", "right"]
_SHARE: Mapping[Place, float] = {"left": 0.0, "centre": 0.5, "right": 1.0}


class Face(NamedTuple):
    """Letters of one kind: size, how high a line is in sizes, whether bold."""

    size_pt: float
    leading: float = 1.45
    bold: bool = False


class Sheet:
    """What stands on one page. Lengths are pixels from its upper left corner."""

    def __init__(self) -> None:
        self._under: list[tuple[str, float, float, float, float]] = []
        self._rules: list[tuple[str, float, str, Sequence[float]]] = []
        self._text: list[tuple[str, float, float, Line]] = []

    def fill(self, colour: str, x: float, y: float, width: float, height: float) -> None:
        """A rectangle under everything else."""
        self._under.append((colour, x, y, width, height))

    def rule(self, colour: str, thick_pt: float, *ends: float, dashes: str = "") -> None:
        """A straight line between two points."""
        self._rules.append((colour, thick_pt * PT, dashes, ends))

    def frame(self, colour: str, thick_pt: float, x: float, y: float, w: float, h: float) -> None:
        """The four sides of a rectangle."""
        for ends in ((x, y, x + w, y), (x, y + h, x + w, y + h), (x, y, x, y + h)):
            self.rule(colour, thick_pt, *ends)
        self.rule(colour, thick_pt, x + w, y, x + w, y + h)

    def write(
        self, hand: Hand, colour: str, lines: Sequence[Line], x: float, y: float,
        width: float = 0.0, place: Place = "left",
    ) -> float:  # fmt: skip
        """Lines one below the other in a column that begins here; where the next one would be."""
        for line in lines:
            shift = (width - line.width) * _SHARE[place]
            self._text.append((colour, x + shift, y + hand.baseline, line))
            y += hand.line_height
        return y

    def take(self, other: "Sheet") -> None:
        """What stands on another sheet, here as well."""
        self._under += other._under
        self._rules += other._rules
        self._text += other._text

    def draw(self, stream: Any) -> None:
        """All of it into a page's stream."""
        for colour, *rectangle in self._under:
            stream.set_color_rgb(*_rgb(colour))
            stream.rectangle(*rectangle)
            stream.fill()
        for colour, thick, dashes, (x, y, to_x, to_y) in self._rules:
            stream.set_color_rgb(*_rgb(colour), stroke=True)
            stream.set_line_width(thick)
            stream.set_dash([float(one) for one in dashes.split()], 0)
            stream.move_to(x, y)
            stream.line_to(to_x, to_y)
            stream.stroke()
        stream.begin_text()
        for colour, x, y, line in self._text:
            stream.set_color_rgb(*_rgb(colour))
            stream.set_text_matrix(1, 0, 0, -1, x, y)
            stream.stream.extend(line.operators)
        stream.end_text()


class _Page:
    """A sheet as WeasyPrint asks for a page."""

    def __init__(self, like: Any, sheet: Sheet) -> None:
        self.width, self.height, self.bleed = like.width, like.height, like.bleed
        self.bookmarks: list[Any] = []
        self.links: list[Any] = []
        self.anchors: dict[str, Any] = {}
        self.forms: dict[Any, list[Any]] = {None: []}
        self._sheet = sheet

    def paint(self, stream: Any, scale: float = 1) -> None:
        with stream.stacked():
            stream.transform(a=scale, d=scale)
            self._sheet.draw(stream)


class Drawing:
    """A document of one size of page: its hands by name, its sheets in order."""

    def __init__(
        self, faces: Mapping[str, Face], *, language: str, title: str, size_mm: tuple[float, float]
    ) -> None:
        size = "{}mm {}mm".format(*size_mm)
        style = f"@page {{ size: {size}; margin: 0 }} * {{ font-family: Sarabun; margin: 0 }}"
        weights = {False: 400, True: 700}
        letters = "".join(
            f'<p style="font-size: {face.size_pt}pt; font-weight: {weights[face.bold]}">ก</p>'
            for face in faces.values()
        )
        head = f'<html lang="{language}"><title>{escape(title)}</title>'
        self._document = document = Typesetter(style).document(head + letters)
        self._like = document.pages[0]
        boxes = [box for page in document.pages for box in page._page_box.descendants()]
        styles = [box.style for box in boxes if isinstance(box, TextBox)]
        self.hands = {
            name: Hand(style, document.fonts, line_height=face.size_pt * PT * face.leading)
            for (name, face), style in zip(faces.items(), styles, strict=True)
        }
        self.width, self.height = (length * MM for length in size_mm)
        self.sheets: list[Sheet] = []

    def sheet(self) -> Sheet:
        """A new page at the end."""
        self.sheets.append(Sheet())
        return self.sheets[-1]

    def pdf(self) -> bytes:
        """The document's bytes."""
        self._document.pages = [_Page(self._like, sheet) for sheet in self.sheets]
        return Pages(self._document).pdf()


def _rgb(colour: str) -> tuple[float, float, float]:
    """Red, green and blue of `#rrggbb`, each from 0 to 1."""
    red, green, blue = bytes.fromhex(colour[1:])
    return red / 255, green / 255, blue / 255
