"""An official paper in blocks, set once and written as a PDF and as a Word file alike."""

from plodnee.documents.builders.paper.model import (
    LARGE_PT,
    Block,
    FormLine,
    Lines,
    NewPage,
    Numbered,
    Paper,
    Paragraph,
    Rows,
    Rule,
    Signature,
    Signatures,
    Space,
    Table,
    Together,
)
from plodnee.documents.builders.paper.pdf_file import paper_pdf
from plodnee.documents.builders.paper.word_file import paper_docx

__all__ = [
    "LARGE_PT",
    "Block",
    "FormLine",
    "Lines",
    "NewPage",
    "Numbered",
    "Paper",
    "Paragraph",
    "Rows",
    "Rule",
    "Signature",
    "Signatures",
    "Space",
    "Table",
    "Together",
    "paper_docx",
    "paper_pdf",
]
