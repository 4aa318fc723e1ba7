"""How tests read a produced file back."""

import io
import unicodedata
import zipfile
from collections.abc import Iterator
from typing import Any

import pypdfium2

HEADER_ROW = 4
MM = 72 / 25.4  # points


def rows_of(sheet: Any) -> list[dict[str, Any]]:
    """A register's rows by header, without its title, its total and its notes."""
    lines = list(sheet.iter_rows(min_row=HEADER_ROW, values_only=True))
    header = lines[0]
    rows = []
    for line in lines[1:]:
        if line[0] in ("รวม", "Total") or all(value is None for value in line[1:]):
            break
        rows.append(dict(zip(header, line, strict=True)))
    return rows


def total_of(sheet: Any) -> dict[str, Any]:
    """A register's row of totals by header."""
    lines = list(sheet.iter_rows(min_row=HEADER_ROW, values_only=True))
    total = next(line for line in lines if line[0] in ("รวม", "Total"))
    return dict(zip(lines[0], total, strict=True))


def satang(baht: float | int | None) -> int:
    """An amount in a cell, back in satang."""
    return round((baht or 0) * 100)


def pdf_text(pdf: bytes) -> str:
    """A PDF's text as a search finds it."""
    document = pypdfium2.PdfDocument(pdf)
    return composed(" ".join(page.get_textpage().get_text_range() for page in document))


def pages_lines(pdf: bytes) -> list[list[str]]:
    """The lines of each page of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    told = (page.get_textpage().get_text_range() for page in document)
    return [[composed(line) for line in page.splitlines()] for page in told]


def pages(pdf: bytes) -> int:
    """How many pages a PDF has."""
    return len(pypdfium2.PdfDocument(pdf))


def right_of_text_mm(pdf: bytes) -> float:
    """How far to the right the text of any page goes."""
    edges = [0.0]
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        edges += [text.get_rect(n)[2] for n in range(text.count_rects())]
    return max(edges) / MM


def composed(text: str) -> str:
    """Text in the form in which two writings of one word compare equal, wherever lines break."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def members(archive: bytes) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    """Every file inside an Office file, those inside embedded workbooks too."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        for member in opened.infolist():
            content = opened.read(member)
            yield member, content
            if member.filename.endswith(".xlsx"):
                yield from members(content)


def slide_texts(slide: Any) -> Iterator[str]:
    """Every text on a slide: shapes, tables, charts, not its notes."""
    for shape in slide.shapes:
        if shape.has_text_frame:
            yield shape.text_frame.text
        if shape.has_table:
            yield from (cell.text for row in shape.table.rows for cell in row.cells)
        if shape.has_chart:
            yield from (str(category) for category in shape.chart.plots[0].categories)
            yield shape.chart.chart_title.text_frame.text
