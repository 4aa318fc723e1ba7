"""A paper as a PDF on A4 with the margins of official letters."""

import re
from html import escape
from importlib import resources

from plodnee.documents.builders.paper.model import (
    BODY_PT,
    SIGNING_LINE,
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
from plodnee.documents.builders.paper.unparted import UNPARTED, WORDS
from plodnee.documents.builders.pdf_text import Typesetter
from plodnee.documents.builders.plan_sheet.markup import tag, text
from plodnee.engine.thai_text import to_thai_digits

_KEPT = re.compile(f"{UNPARTED}|{WORDS}")


def paper_pdf(paper: Paper) -> bytes:
    """The PDF; the same paper gives the same bytes."""
    folder = resources.files("plodnee.documents") / "templates"
    typesetter = Typesetter((folder / "paper.css").read_text("utf-8"))
    mark = tag("div", escape(paper.mark), "mark") if paper.mark else ""
    body = mark + _whole(_body(paper), paper.names)
    head = '<!doctype html><html lang="th"><head><meta charset="utf-8">'
    day = f'<meta name="dcterms.created" content="{paper.on.isoformat()}">'
    title = f"<title>{escape(paper.title)}</title>"
    foot = f' class="counted" data-foot="{escape(paper.foot)}"' if paper.foot else ""
    return typesetter.pages(f"{head}{day}{title}</head><body{foot}>{body}</body></html>").pdf()


def _body(paper: Paper) -> str:
    blocks = enumerate(map(_markup, paper.blocks))
    return "".join(tag("div", one, "held") if at in paper.held else one for at, one in blocks)


def _whole(markup: str, names: tuple[str, ...]) -> str:
    """The markup with these names unparted."""
    told = "|".join(re.escape(_text(name)) for name in names if name)
    return re.sub(told, lambda found: tag("span", found[0], "nowrap"), markup) if told else markup


def _markup(block: Block) -> str:
    match block:
        case Lines():
            return _lines(block)
        case FormLine():
            return _form_line(block)
        case Paragraph(said, lead, indented):
            before = tag("b", _text(lead)) + " " if lead else ""
            return tag("p", before + _text(said), "indented" if indented else "")
        case Numbered(items):
            numbered = (
                tag("tr", tag("td", to_thai_digits(f"{n}."), "number") + tag("td", _text(item)))
                for n, item in enumerate(items, start=1)
            )
            return tag("table", "".join(numbered), "numbered")
        case Rows(cells, widths):
            told = ("".join(tag("td", _text(cell)) for cell in row) for row in cells)
            body = "".join(tag("tr", one) for one in told)
            return tag("table", _columns(widths) + body, "rows")
        case Table():
            return _table(block)
        case NewPage():
            return tag("div", "", "new-page")
        case Rule():
            return tag("div", "", "rule")
        case Space(height_mm):
            return f'<div style="height:{height_mm}mm"></div>'
        case Signature(lines):
            written = "<br>".join(_text(line) for line in lines)
            return tag("div", written, "signature")
        case Signatures():
            return _signatures(block)
        case Together(blocks):
            return tag("div", "".join(map(_markup, blocks)), "together")


def _lines(block: Lines) -> str:
    kind = " ".join([block.place, *["bold"] * block.bold, *["red"] * block.red])
    size = f' style="font-size:{block.points / BODY_PT:.4f}em"' if block.points != BODY_PT else ""
    return "".join(f'<div class="line {kind}"{size}>{_text(one)}</div>' for one in block.lines)


def _form_line(block: FormLine) -> str:
    cells = (
        tag("td", _text(label), "label") + tag("td", _text(written), "written")
        for label, written in block.filled
    )
    return tag("table", _columns(block.widths) + tag("tr", "".join(cells)), "form")


def _text(words: str) -> str:
    """Words as markup; dates, counts, numbers and the field's own words unparted."""
    return _KEPT.sub(lambda found: text(found[0], "nowrap"), escape(words))


def _columns(widths: tuple[int, ...]) -> str:
    return "".join(f'<col style="width:{width}%">' for width in widths)


def _table(table: Table) -> str:
    def cells(row: tuple[str, ...]) -> str:
        return "".join(
            tag("td", _text(cell), "figure" if at in table.figures else "")
            for at, cell in enumerate(row)
        )

    last = len(table.rows) - 1 if table.has_total else -1
    head = tag("thead", tag("tr", "".join(tag("th", _text(title)) for title in table.header)))
    rows = (
        tag("tr", cells(row), "total" if at == last else "") for at, row in enumerate(table.rows)
    )
    body = tag("tbody", "".join(rows))
    return tag("table", _columns(table.widths) + head + body, "ruled")


def _signatures(block: Signatures) -> str:
    def one(lines: tuple[str, ...]) -> str:
        return tag("td", "<br>".join(_text(line) for line in (SIGNING_LINE, *lines)))

    rows = (tag("tr", "".join(map(one, pair))) for pair in block.pairs)
    return tag("table", '<col style="width:50%"><col style="width:50%">' + "".join(rows), "signs")
