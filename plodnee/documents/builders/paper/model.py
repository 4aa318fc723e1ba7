"""What an official paper is made of, whichever file it becomes."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Place = Literal["left", "centre", "right"]


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that stand as they are, at the left, in the middle or at the right."""

    lines: tuple[str, ...]
    place: Place = "left"
    bold: bool = False
    large: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text whose first line is indented, as letters have it; a lead-in may be bold."""

    text: str
    lead: str = ""
    indented: bool = True


@dataclass(frozen=True, slots=True)
class Numbered:
    """Sentences numbered from ๑, each on its own line."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of columns without lines around them; widths in hundredths of the page's text."""

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A short line in the middle, below a heading."""


@dataclass(frozen=True, slots=True)
class Space:
    """Empty height, in millimetres."""

    height_mm: int


@dataclass(frozen=True, slots=True)
class Signature:
    """Room for a signature, at the right half of the page, with what stands below it."""

    lines: tuple[str, ...]


Block = Lines | Paragraph | Numbered | Rows | Rule | Space | Signature


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: its title for the file, its day, its blocks, and a mark at the head of each page.

    `mark` says what kind of paper this is not: a draft, or one with made-up data.
    """

    title: str
    on: date
    blocks: tuple[Block, ...]
    mark: str = ""
