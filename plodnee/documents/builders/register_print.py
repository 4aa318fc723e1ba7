"""A register on paper: landscape pages, the header on each, page x of y in the page's language."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from html import escape

from plodnee.documents.builders.pdf_text import Typesetter
from plodnee.documents.builders.plan_sheet.markup import row, table, tag, text
from plodnee.documents.builders.register_stream import Listed, Row
from plodnee.documents.builders.sheets import Cell, Column
from plodnee.documents.builders.voice import Voice
from plodnee.documents.errors import TooLongToPrint
from plodnee.engine.money import format_baht

MOST_ROWS = 2_000
FIGURES = frozenset({"money", "rate", "count", "decimal", "share"})
_STYLE = """
@page { size: %(paper)s landscape; margin: 12mm 10mm 13mm 10mm;
  @top-right { content: "%(mark)s"; font: bold 10pt Sarabun; color: #b4472e; }
  @bottom-left { content: "%(footer)s"; font: 8pt Sarabun; }
  @bottom-right { content: "%(page)s " counter(page, %(digits)s) " %(of)s "
    counter(pages, %(digits)s); font: 8pt Sarabun; } }
html { font-family: Sarabun; font-size: %(size)spt; line-height: 1.45; color: #1f2937; }
body { margin: 0; }
h1 { font-size: 1.5em; margin: 0; color: #14532d; }
p { margin: 0.1em 0; }
table { width: 100%%; border-collapse: collapse; table-layout: fixed; margin-top: 2mm; }
th, td { border: 0.5pt solid #9ca3af; padding: 0.3mm 0.9mm; vertical-align: top;
  text-align: left; overflow-wrap: anywhere; }
th { background: #dce9df; text-align: center; vertical-align: bottom; }
tr { break-inside: avoid; }
.figure { text-align: right; white-space: nowrap; overflow-wrap: normal; }
.sum td { background: #f3f4f6; font-weight: bold; }
"""


def build(listed: Listed, rows: Sequence[Row]) -> bytes:
    """The PDF of a whole list, with the sums of its money below.

    Raises: TooLongToPrint.
    """
    refuse_too_long(len(rows))
    body = [row(_cell(listed.voice, c, one.get(c.key)) for c in listed.columns) for one in rows]
    body.append(_sums(listed, rows))
    titles = [tag("h1", escape(listed.title[0])), *(tag("p", text(t)) for t in listed.title[1:])]
    widths = "".join(f'<col style="width:{share:.2f}%">' for share in _shares(listed.columns))
    grid = table("", [column.title for column in listed.columns], body)
    grid = grid.replace("<table>", f"<table><colgroup>{widths}</colgroup>", 1)
    html = f'<html lang="{listed.voice.language}"><title>{escape(listed.title[0])}</title>'
    return Typesetter(_style(listed)).pages(html + "".join(titles) + grid).pdf()


def refuse_too_long(rows: int) -> None:
    """Nothing for a list that a PDF can hold.

    Raises: TooLongToPrint for a longer one.
    """
    if rows > MOST_ROWS:
        raise TooLongToPrint(rows=f"{rows:,}", most=f"{MOST_ROWS:,}")


def _style(listed: Listed) -> str:
    voice = listed.voice
    return _STYLE % {
        "paper": listed.paper,
        "mark": _quoted(listed.mark),
        "footer": _quoted(" · ".join(listed.title[1:])),
        "page": voice("หน้า", "Page"),
        "of": voice("จาก", "of"),
        "digits": "thai" if voice.thai else "decimal",
        "size": 8 if len(listed.columns) > 12 else 9,
    }


def _quoted(words: str) -> str:
    """Words inside a string of a style sheet."""
    return words.replace("\\", "").replace('"', "”").replace("\n", " ")


def _shares(columns: Sequence[Column]) -> list[float]:
    total = sum(column.width for column in columns)
    return [100 * column.width / total for column in columns]


def _sums(listed: Listed, rows: Sequence[Row]) -> str:
    cells = []
    for place, column in enumerate(listed.columns):
        if column.kind == "money" and column.total:
            amounts = [one.get(column.key) for one in rows]
            total = sum(amount for amount in amounts if isinstance(amount, int))
            cells.append(_cell(listed.voice, column, total))
        else:
            label = listed.voice(f"รวม {len(rows):,} แถว", f"{len(rows):,} rows in all")
            cells.append((escape(label) if place == 0 else "", ""))
    return row(cells, "sum")


def _cell(voice: Voice, column: Column, value: Cell) -> tuple[str, str]:
    return escape(shown(voice, column, value)), "figure" if column.kind in FIGURES else ""


def shown(voice: Voice, column: Column, value: Cell) -> str:
    """A cell as paper shows it."""
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return voice.short_day(value)
    if column.kind == "money" and isinstance(value, int):
        return voice.digits(format_baht(value))
    if column.kind == "rate":
        return voice.digits(f"{Decimal(str(value)) / 100:.2f}")
    if isinstance(value, int):
        return voice.count(value)
    return voice.digits(str(value)) if column.kind == "decimal" else str(value)
