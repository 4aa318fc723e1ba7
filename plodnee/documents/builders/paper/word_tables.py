"""The parts of a Word paper that are tables: ruled ones and rows to sign on."""

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from plodnee.documents.builders.paper.model import SIGNING_LINE, Signatures, Table

TEXT_CM = 16.0
CELL_PT = 13


def add_table(document: Any, table: Table) -> None:
    """A table with lines around its cells and its header again on each page."""
    made = document.add_table(rows=0, cols=len(table.widths), style="Table Grid")
    made.autofit = False
    for column, width in zip(made.columns, table.widths, strict=True):
        column.width = Cm(TEXT_CM * width / 100)
    last = len(table.rows) - 1 if table.has_total else -1
    head = _add_row(made, table, table.header)
    for cell in head.cells:
        _set_cell(cell, bold=True, place=WD_ALIGN_PARAGRAPH.CENTER)
    _mark(head, "w:tblHeader")
    for at, row in enumerate(table.rows):
        for column, cell in enumerate(_add_row(made, table, row).cells):
            right = column in table.figures
            place = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
            _set_cell(cell, bold=at == last, place=place)


def add_signatures(document: Any, block: Signatures) -> None:
    """Two dotted lines beside one another in each row; all rows stand on one page."""
    made = document.add_table(rows=0, cols=2)
    made.autofit = False
    last = len(block.pairs) - 1
    for number, pair in enumerate(block.pairs):
        row = made.add_row()
        _mark(row, "w:cantSplit")
        for cell, lines in zip(row.cells, pair, strict=False):
            cell.width = Cm(TEXT_CM / 2)
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_before = Pt(24)
            for at, line in enumerate((SIGNING_LINE, *lines)):
                paragraph = paragraph if at == 0 else cell.add_paragraph()
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                paragraph.paragraph_format.keep_with_next = number < last
                set_size(paragraph.add_run(line), CELL_PT)


def _add_row(made: Any, table: Table, texts: tuple[str, ...]) -> Any:
    row = made.add_row()
    _mark(row, "w:cantSplit")
    for cell, text, width in zip(row.cells, texts, table.widths, strict=True):
        cell.width = Cm(TEXT_CM * width / 100)
        cell.paragraphs[0].add_run(text)
    return row


def _set_cell(cell: Any, *, bold: bool, place: Any) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = place
    for run in paragraph.runs:
        set_size(run, CELL_PT)
        if bold:
            run.bold = True
            run.font.cs_bold = True


def set_size(run: Any, points: int) -> None:
    """The size for Latin and for Thai, which Word keeps apart."""
    run.font.size = Pt(points)
    size = OxmlElement("w:szCs")
    size.set(qn("w:val"), str(2 * points))
    run._r.get_or_add_rPr().append(size)


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))
