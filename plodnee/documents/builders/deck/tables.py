"""Native tables whose rows are as high as their Thai text needs."""

from collections.abc import Sequence
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Cm

from plodnee.documents.builders.deck.face import (
    INK,
    POINTS_PER_CM,
    TABLE_PT,
    WHITE,
    Box,
    Style,
    rgb,
    write,
)
from plodnee.documents.builders.typeface import lines_needed

TOTAL = "D3E5D8"
SIDE, ABOVE = 0.2, 0.05  # the margins of a cell, in centimetres
LINE_PITCH = 1.22
BOLD_IS_WIDER = 1.06
_ALIGN = {"l": PP_ALIGN.LEFT, "r": PP_ALIGN.RIGHT, "c": PP_ALIGN.CENTER}


def table(
    slide: Any,
    box: Box,
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    aligns: str,
    *,
    total: bool = False,
    size: float = TABLE_PT,
) -> float:
    """A native table, its first row the header; its height in centimetres.

    `widths` are proportions of the box; `aligns` has one of l, r, c for each column.
    """
    scale = box.width / sum(widths)
    columns = [(width * scale, align) for width, align in zip(widths, aligns, strict=True)]
    place = (Cm(box.x), Cm(box.y), Cm(box.width), Cm(1))
    shape = slide.shapes.add_table(len(rows), len(columns), *place)
    for index, (width, _) in enumerate(columns):
        shape.table.columns[index].width = Cm(width)
    height = 0.0
    for number, row in enumerate(rows):
        last = total and number == len(rows) - 1
        style = Style(size, number == 0 or last, INK if number else WHITE)
        for index, (text, (_, align)) in enumerate(zip(row, columns, strict=True)):
            _fill(shape.table.cell(number, index), text, align, style)
            if last:
                _shade(shape.table.cell(number, index))
        row_height = _height(row, columns, style, header=number == 0)
        shape.table.rows[number].height = Cm(row_height)
        height += row_height
    shape.height = Cm(height)
    return height


def _height(
    row: Sequence[str], columns: Sequence[tuple[float, str]], style: Style, *, header: bool
) -> float:
    """A row's height in centimetres; text breaks, figures below a header do not."""
    size = style.size * (BOLD_IS_WIDER if style.bold else 1)
    lines = max(
        lines_needed(text, size, (width - 2 * SIDE) * POINTS_PER_CM)
        if header or align == "l"
        else 1
        for text, (width, align) in zip(row, columns, strict=True)
    )
    return lines * style.size * LINE_PITCH / POINTS_PER_CM + 0.16


def _fill(cell: Any, text: str, align: str, style: Style) -> None:
    cell.margin_left = cell.margin_right = Cm(SIDE)
    cell.margin_top = cell.margin_bottom = Cm(ABOVE)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = _ALIGN[align]
    write(paragraph, text, style)


def _shade(cell: Any) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(TOTAL)
