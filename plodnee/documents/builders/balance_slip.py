"""Balance slips on paper: a creditor's and a debtor's copy of each, two on a page or one."""

from collections.abc import Sequence
from typing import Literal

from plodnee.documents.builders.drawn_pages import MM, Drawing, Face, Sheet
from plodnee.documents.builders.slip_parts import Copy, Pen, draw_slip
from plodnee.documents.builders.voice import Language, Voice
from plodnee.documents.builders.wording import Wording
from plodnee.documents.facts.slips import SlipFacts

Layout = Literal["pair", "single"]
COPIES: tuple[Copy, ...] = ("creditor", "debtor")
A4 = (210.0, 297.0)
LEFT, TOP, HALF, CUT = 14 * MM, 9 * MM, 136 * MM, 4 * MM
# Sizes of the letters in points, from the usual one to that of the longest names.
SIZES = {"pair": (10.0, 9.0, 8.0), "single": (14.0, 12.0, 10.0)}
LEADING = {"pair": 1.42, "single": 1.65}
GREY = "#6b7280"


def build_slips(slips: Sequence[SlipFacts], *, language: Language, layout: Layout) -> bytes:
    """The PDF of these slips, in their order.

    Ensures: `pair` prints both copies of a slip on one A4 page, to be cut; `single` prints each
    copy on a page of its own in larger letters.
    """
    voice = Voice(language)
    words = Wording(voice, "balance_slip")
    drawing = Drawing(
        {f"{size} {name}": face for size in SIZES[layout] for name, face in _faces(size, layout)},
        language=language, title=words("head.title"), size_mm=A4,
    )  # fmt: skip
    pens = [_pen(drawing, voice, words, size, layout) for size in SIZES[layout]]
    high = HALF if layout == "pair" else drawing.height - 2 * TOP
    for slip in slips:
        for number, copy in enumerate(COPIES):
            if layout == "single" or number == 0:
                sheet, y = drawing.sheet(), TOP
            else:
                y = TOP + HALF
                sheet.rule(GREY, 0.8, LEFT, y, drawing.width - LEFT, y, dashes="3 3")
                y += CUT
            sheet.take(_slip(pens, slip, copy, y, high))
    return drawing.pdf()


def _faces(size: float, layout: Layout) -> list[tuple[str, Face]]:
    leading = LEADING[layout]
    return [
        ("text", Face(size, leading)),
        ("bold", Face(size, leading, bold=True)),
        ("title", Face(size * 1.7, 1.3, bold=True)),
        ("whole", Face(size * 1.15, leading, bold=True)),
        ("note", Face(size * 0.82, 1.4)),
    ]


def _pen(drawing: Drawing, voice: Voice, words: Wording, size: float, layout: Layout) -> Pen:
    names = [name for name, _ in _faces(size, layout)]
    return Pen(
        voice=voice,
        words=words,
        hands={name: drawing.hands[f"{size} {name}"] for name in names},
        left=LEFT,
        width=drawing.width - 2 * LEFT,
        roomy=layout == "single",
    )


def _slip(pens: Sequence[Pen], slip: SlipFacts, copy: Copy, y: float, high: float) -> Sheet:
    """One copy in the largest letters with which it is not too high."""
    for pen in pens:
        sheet = Sheet()
        if draw_slip(pen, sheet, slip, copy, y) <= y + high:
            break
    return sheet
