"""How text looks on a slide: the official Thai face on every run, sizes, colours, boxes.

Measures are centimetres from the top left of a 33.867 × 19.05 cm slide.
"""

from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from pptx.util import Cm, Length, Pt

from plodnee.documents.builders.typeface import OFFICIAL

LEFT, TOP, WIDTH = 1.4, 3.1, 31.0
GREEN, GOLD, RED, BLUE, GREY = "1B7F4B", "C58B12", "B4472E", "2E6DA4", "6B7280"
INK, WHITE, PALE, PALE_GREY = "1F2937", "FFFFFF", "EAF3EC", "F3F4F6"
BODY_PT, TABLE_PT, CHART_PT, SMALL_PT = 26, 22, 20, 18
POINTS_PER_CM = 28.35
_Colour: Any = RGBColor  # the library leaves its constructor untyped


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the slide, in centimetres."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Style:
    """How a run of text looks."""

    size: float = BODY_PT
    bold: bool = False
    colour: str = INK


def set_face(properties: Any) -> None:
    """The run's Latin, East Asian and complex-script face, and its language, set to Thai."""
    properties.set("lang", "th-TH")
    for tag in ("a:latin", "a:ea", "a:cs"):
        element = properties.find(qn(tag))
        if element is None:
            element = etree.SubElement(properties, qn(tag))
        element.set("typeface", OFFICIAL)


def write(paragraph: Any, text: str, style: Style | None = None) -> None:
    """A run added to a paragraph, with its style where the layout's own is not wanted."""
    run = paragraph.add_run()
    run.text = text
    if style:
        run.font.size = Pt(style.size)
        run.font.bold = style.bold
        run.font.color.rgb = rgb(style.colour)
    set_face(run._r.get_or_add_rPr())


def placed(box: Box) -> tuple[Length, Length, Length, Length]:
    """The box as a shape's position and size."""
    return Cm(box.x), Cm(box.y), Cm(box.width), Cm(box.height)


def rgb(colour: str) -> RGBColor:
    """A colour from its six hexadecimal digits."""
    parsed: RGBColor = _Colour.from_string(colour)
    return parsed


def paragraphs(frame: Any, count: int) -> list[Any]:
    """That many paragraphs of an empty text frame."""
    return [frame.paragraphs[0], *(frame.add_paragraph() for _ in range(count - 1))]
