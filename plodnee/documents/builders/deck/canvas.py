"""A slide to draw on: title, text, cards, panels, speaker notes, mark and footer."""

from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Cm, Pt

from plodnee.documents.builders.deck.face import (
    GREEN,
    GREY,
    PALE,
    POINTS_PER_CM,
    RED,
    TABLE_PT,
    WHITE,
    Box,
    Style,
    paragraphs,
    placed,
    rgb,
    write,
)
from plodnee.documents.builders.typeface import OFFICIAL, official_width_pt, shortened

TITLE_PT, TITLE_WIDTH = 38, 26.4
FIGURE_PT, SMALLEST_FIGURE_PT = 44, 24
FOOTER_INDEX = 11
_NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_PLACEHOLDER = (
    f'<p:sp {_NAMESPACES}><p:nvSpPr><p:cNvPr id="{{id}}" name="{{name}}"/>'
    '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
    '<p:ph type="{kind}" sz="quarter" idx="{index}"/></p:nvPr></p:nvSpPr><p:spPr/>'
    "<p:txBody><a:bodyPr/><a:lstStyle/><a:p>{content}</a:p></p:txBody></p:sp>"
)
_FACES = "".join(f'<a:{tag} typeface="{OFFICIAL}"/>' for tag in ("latin", "ea", "cs"))
_FIELD = (
    '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
    f'<a:rPr lang="th-TH">{_FACES}</a:rPr><a:t>‹#›</a:t></a:fld>'
)


class Canvas:
    """One slide of the deck."""

    def __init__(self, slide: Any) -> None:
        self.slide = slide

    def title(self, text: str, lines: int = 1) -> None:
        """The slide's title, cut where it would not fit on its lines."""
        frame = self.slide.shapes.title.text_frame
        frame.clear()
        room = lines * TITLE_WIDTH * POINTS_PER_CM
        write(frame.paragraphs[0], shortened(text, TITLE_PT * 1.06, room))

    def placeholder(self, index: int, lines: Sequence[str]) -> None:
        """The lines of a layout's own text placeholder, in the layout's own style."""
        frame = self.slide.placeholders[index].text_frame
        frame.clear()
        for paragraph, line in zip(paragraphs(frame, len(lines)), lines, strict=True):
            write(paragraph, line)

    def text(self, box: Box, lines: Sequence[str], style: Style | None = None) -> None:
        """Plain paragraphs."""
        frame = self._frame(box)
        for paragraph, line in zip(paragraphs(frame, len(lines)), lines, strict=True):
            paragraph.space_after = Pt(5)
            write(paragraph, line, style or Style())

    def bullets(self, box: Box, lines: Sequence[str], style: Style | None = None) -> None:
        """Paragraphs with a bullet and a hanging indent."""
        frame = self._frame(box)
        for paragraph, line in zip(paragraphs(frame, len(lines)), lines, strict=True):
            paragraph.space_after = Pt(6)
            properties = paragraph._p.get_or_add_pPr()
            properties.set("marL", "285750")
            properties.set("indent", "-285750")
            etree.SubElement(properties, qn("a:buFont")).set("typeface", OFFICIAL)
            etree.SubElement(properties, qn("a:buChar")).set("char", "•")
            write(paragraph, line, style or Style())

    def card(self, box: Box, figure: str, caption: str, colour: str = GREEN) -> None:
        """A big figure, as large as its box allows, with what it is below it."""
        room = (box.width - 0.8) * POINTS_PER_CM
        size = FIGURE_PT
        while size > SMALLEST_FIGURE_PT and official_width_pt(figure, size) > room:
            size -= 2
        self.panel(box, [(figure, Style(size, True, colour)), (caption, Style(TABLE_PT))])

    def panel(self, box: Box, lines: Sequence[tuple[str, Style]], fill: str = PALE) -> None:
        """Centred lines in a coloured box."""
        frame = self._panel(box, fill).text_frame
        frame.word_wrap = True
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        for paragraph, (text, style) in zip(paragraphs(frame, len(lines)), lines, strict=True):
            paragraph.alignment = PP_ALIGN.CENTER
            write(paragraph, text, style)

    def line(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """A thin connecting line."""
        points = [Cm(value) for value in (*start, *end)]
        connector = self.slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *points)
        connector.line.color.rgb = rgb(GREY)
        connector.line.width = Pt(1.5)

    def notes(self, lines: Sequence[str]) -> None:
        """What the speaker says."""
        frame = self.slide.notes_slide.notes_text_frame
        frame.clear()
        for paragraph, line in zip(paragraphs(frame, len(lines)), lines, strict=True):
            write(paragraph, line)

    def badge(self, text: str) -> None:
        """The mark that people on this slide are made up."""
        self.panel(Box(28.4, 0.75, 4.0, 1.1), [(text, Style(20, True, WHITE))], RED)

    def footer(self, text: str) -> None:
        """The footer's text and the slide's number, where the layout places them."""
        tree = self.slide.shapes._spTree
        for number, name, kind, index, content in (
            (900, "ท้ายกระดาษ", "ftr", FOOTER_INDEX, ""),
            (901, "เลขหน้า", "sldNum", FOOTER_INDEX + 1, _FIELD),
        ):
            xml = _PLACEHOLDER.format(id=number, name=name, kind=kind, index=index, content=content)
            tree.append(parse_xml(xml))
        shapes = self.slide.placeholders
        shape = next(s for s in shapes if s.placeholder_format.idx == FOOTER_INDEX)
        write(shape.text_frame.paragraphs[0], text)

    def _frame(self, box: Box) -> Any:
        shape = self.slide.shapes.add_textbox(*placed(box))
        frame = shape.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        return frame

    def _panel(self, box: Box, fill: str) -> Any:
        shape = self.slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *placed(box))
        shape.adjustments[0] = 0.08
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(fill)
        shape.line.fill.background()
        shape._element.remove(shape._element.find(qn("p:style")))  # its shadow and its own face
        return shape
