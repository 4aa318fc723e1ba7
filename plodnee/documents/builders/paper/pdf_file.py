"""A paper as a PDF on A4 with the margins of official letters."""

from html import escape
from importlib import resources

from plodnee.documents.builders.paper.model import (
    Block,
    Lines,
    Numbered,
    Paper,
    Paragraph,
    Rows,
    Rule,
    Signature,
    Space,
)
from plodnee.documents.builders.pdf_text import Typesetter
from plodnee.documents.builders.plan_sheet.markup import tag
from plodnee.engine.thai_text import to_thai_digits


def paper_pdf(paper: Paper) -> bytes:
    """The PDF; the same paper gives the same bytes."""
    folder = resources.files("plodnee.documents") / "templates"
    typesetter = Typesetter((folder / "paper.css").read_text("utf-8"))
    mark = tag("div", escape(paper.mark), "mark") if paper.mark else ""
    body = mark + "".join(_markup(block) for block in paper.blocks)
    head = '<!doctype html><html lang="th"><head><meta charset="utf-8">'
    day = f'<meta name="dcterms.created" content="{paper.on.isoformat()}">'
    title = f"<title>{escape(paper.title)}</title>"
    return typesetter.pages(f"{head}{day}{title}</head><body>{body}</body></html>").pdf()


def _markup(block: Block) -> str:
    match block:
        case Lines(lines, place, bold, large):
            kind = " ".join([place, *(["bold"] if bold else []), *(["large"] if large else [])])
            return "".join(tag("div", escape(line), f"line {kind}") for line in lines)
        case Paragraph(text, lead, indented):
            before = tag("b", escape(lead)) + " " if lead else ""
            return tag("p", before + escape(text), "indented" if indented else "")
        case Numbered(items):
            numbered = (
                tag("tr", tag("td", to_thai_digits(f"{n}."), "number") + tag("td", escape(item)))
                for n, item in enumerate(items, start=1)
            )
            return tag("table", "".join(numbered), "numbered")
        case Rows(cells, widths):
            columns = "".join(f'<col style="width:{width}%">' for width in widths)
            told = ("".join(tag("td", escape(cell)) for cell in row) for row in cells)
            return tag("table", columns + "".join(tag("tr", one) for one in told), "rows")
        case Rule():
            return tag("div", "", "rule")
        case Space(height_mm):
            return f'<div style="height:{height_mm}mm"></div>'
        case Signature(lines):
            written = "<br>".join(escape(line) for line in lines)
            return tag("div", written, "signature")
