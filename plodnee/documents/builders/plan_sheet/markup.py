"""HTML of the plan sheet, cell by cell: every text is escaped where it enters."""

from collections.abc import Iterable, Sequence
from html import escape

from plodnee.documents.builders.typeface import sarabun_width_pt

LONGEST_NAME_PT = 190.0
NAME_PT = 10.0


def tag(name: str, content: str, css: str = "") -> str:
    """An element around markup."""
    attribute = f' class="{css}"' if css else ""
    return f"<{name}{attribute}>{content}</{name}>"


def text(words: str, css: str = "") -> str:
    """A span of text; `nowrap` keeps a name, an amount or a date on one line."""
    return tag("span", escape(words), css)


def name(words: str) -> str:
    """A person's or creditor's name: on one line, unless it is too long for any line."""
    css = "nowrap" if sarabun_width_pt(words, NAME_PT) <= LONGEST_NAME_PT else ""
    return text(shorter(words), css)


def shorter(words: str, longest: int = 90) -> str:
    """The words, cut where somebody wrote far more than a name."""
    return words if len(words) <= longest else words[: longest - 1] + "…"


def table(css: str, header: Sequence[str], rows: Iterable[str]) -> str:
    """A table with its header row; the rows are markup."""
    head = tag("tr", "".join(tag("th", escape(title)) for title in header))
    return tag("table", tag("thead", head) + tag("tbody", "".join(rows)), css)


def row(cells: Iterable[tuple[str, str]], css: str = "") -> str:
    """A table row of (markup, class) cells."""
    return tag("tr", "".join(tag("td", content, kind) for content, kind in cells), css)


def number(words: str) -> tuple[str, str]:
    """A cell with a figure."""
    return escape(words), "number"


def words_cell(words: str) -> tuple[str, str]:
    """A cell with text."""
    return escape(words), ""
