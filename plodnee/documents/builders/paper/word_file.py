"""A paper as a Word file, for the office that edits and prints it on its own letterhead."""

import io
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt, RGBColor

from plodnee.documents.builders.archive import with_fixed_times
from plodnee.documents.builders.paper.model import (
    BODY_PT,
    Block,
    FormLine,
    Lines,
    NewPage,
    Numbered,
    Paper,
    Paragraph,
    Place,
    Rows,
    Rule,
    Signature,
    Signatures,
    Space,
    Table,
    Together,
)
from plodnee.documents.builders.paper.unparted import without_breaks
from plodnee.documents.builders.paper.word_margins import add_foot, add_form_line, add_head
from plodnee.documents.builders.paper.word_tables import add_signatures, add_table
from plodnee.documents.builders.typeface import OFFICIAL
from plodnee.engine.thai_text import to_thai_digits

RED = RGBColor(0xC0, 0x00, 0x00)
TEXT_CM = 16.0  # A4 less the margins of official letters: 3 cm at the left, 2 cm at the right
INDENT_CM, NUMBER_CM, SIGN_CM = 2.5, 1.0, 8.0
NAMES_OF_LIBRARY = ("author", "comments", "keywords", "last_modified_by", "subject", "category")
ALIGNED = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def paper_docx(paper: Paper) -> bytes:
    """The Word file; the same paper gives the same bytes."""
    document: Any = Document()
    _set_page(document)
    _set_letters(document)
    for name in NAMES_OF_LIBRARY:
        setattr(document.core_properties, name, "")
    document.core_properties.title = paper.title
    document.core_properties.revision = 1
    add_head(document.sections[0], paper.mark, is_numbered=not paper.foot)
    if paper.foot:
        add_foot(document.sections[0], paper.foot)
    for at, block in enumerate(paper.blocks):
        before = len(document.element.body)
        _add(document, block)
        if at in paper.held:
            _hold(document, before)
    out = io.BytesIO()
    document.save(out)
    return with_fixed_times(out.getvalue(), paper.on)


def _set_page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    section.top_margin, section.bottom_margin = Cm(2), Cm(2)


def _set_letters(document: Any) -> None:
    """The official face for Latin and Thai alike, single spacing."""
    style = document.styles["Normal"]
    style.font.name, style.font.size = OFFICIAL, Pt(BODY_PT)
    properties = style.element.get_or_add_rPr()
    faces = properties.get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        faces.set(qn(script), OFFICIAL)
    _complex_size(properties, BODY_PT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "th-TH")
    language.set(qn("w:bidi"), "th-TH")
    properties.append(language)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = 1.0


def _complex_size(properties: Any, points: int) -> None:
    """The size of letters of Thai, which Word keeps apart from that of Latin."""
    size = OxmlElement("w:szCs")
    size.set(qn("w:val"), str(2 * points))
    properties.append(size)


def _write(
    paragraph: Any,
    text: str,
    *,
    bold: bool = False,
    points: int = BODY_PT,
    place: Place = "left",
) -> Any:
    run = paragraph.add_run(without_breaks(text))
    if bold:
        run.bold = True
        run.font.cs_bold = True
    if points != BODY_PT:
        run.font.size = Pt(points)
        _complex_size(run._r.get_or_add_rPr(), points)
    paragraph.alignment = ALIGNED[place]
    return run


def _add(document: Any, block: Block) -> None:
    match block:
        case Lines():
            _add_lines(document, block)
        case FormLine():
            add_form_line(document, block)
        case Paragraph(text, lead, indented):
            _add_paragraph(document, text, lead, indented=indented)
        case Numbered(items):
            for number, item in enumerate(items, start=1):
                _add_numbered(document, to_thai_digits(f"{number}."), item)
        case Rows(rows, widths):
            _add_rows(document, rows, widths)
        case Table():
            add_table(document, block)
        case NewPage():
            document.add_page_break()
        case Signatures():
            add_signatures(document, block)
        case Rule():
            _write(document.add_paragraph(), "─" * 12, place="centre")
        case Space(height_mm):
            document.add_paragraph().paragraph_format.space_after = Mm(height_mm)
        case Signature(lines):
            _add_signature(document, lines)
        case Together(blocks):
            before = len(document.paragraphs)
            for one in blocks:
                _add(document, one)
            for paragraph in document.paragraphs[before:-1]:
                paragraph.paragraph_format.keep_with_next = True


def _add_lines(document: Any, block: Lines) -> None:
    for line in block.lines:
        run = _write(
            document.add_paragraph(), line, bold=block.bold, points=block.points, place=block.place
        )
        if block.red:
            run.font.color.rgb = RED


def _hold(document: Any, before: int) -> None:
    """The last two lines or rows of what was added since stand on the page of what follows."""
    added = document.element.body[before - 1 : -1]  # the section's own setting stays last
    lines = [line for block in added for line in (block.findall(qn("w:tr")) or [block])]
    for line in lines[-2:]:
        for paragraph in line.iter(qn("w:p")):
            paragraph.get_or_add_pPr().get_or_add_keepNext()


def _add_paragraph(document: Any, text: str, lead: str, *, indented: bool) -> None:
    paragraph = document.add_paragraph()
    if lead:
        _write(paragraph, f"{lead} ", bold=True)
    _write(paragraph, text)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.THAI_JUSTIFY
    paragraph.paragraph_format.space_before = Pt(6)
    if indented:
        paragraph.paragraph_format.first_line_indent = Cm(INDENT_CM)


def _add_numbered(document: Any, number: str, text: str) -> None:
    paragraph = document.add_paragraph()
    _write(paragraph, f"{number}\t{text}")
    setting = paragraph.paragraph_format
    setting.left_indent, setting.first_line_indent = Cm(INDENT_CM + NUMBER_CM), Cm(-NUMBER_CM)
    setting.tab_stops.add_tab_stop(Cm(INDENT_CM + NUMBER_CM))


def _add_rows(document: Any, rows: tuple[tuple[str, ...], ...], widths: tuple[int, ...]) -> None:
    table = document.add_table(rows=0, cols=len(widths))
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(TEXT_CM * width / 100)
    for row in rows:
        cells = table.add_row().cells
        for cell, text, width in zip(cells, row, widths, strict=True):
            cell.width = Cm(TEXT_CM * width / 100)
            _write(cell.paragraphs[0], text)


def _add_signature(document: Any, lines: tuple[str, ...]) -> None:
    for place, line in enumerate(lines):
        paragraph = document.add_paragraph()
        _write(paragraph, line, place="centre")
        paragraph.paragraph_format.left_indent = Cm(TEXT_CM - SIGN_CM)
        paragraph.paragraph_format.keep_with_next = place < len(lines) - 1
        if place == 0:
            paragraph.paragraph_format.space_before = Pt(48)
