"""What an official paper is made of, whichever file it becomes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

Place = Literal["left", "centre", "right"]
SIGNING_LINE = "ลงชื่อ " + "." * 42
BODY_PT, LARGE_PT, LABEL_PT = 16, 18, 20  # of the official face
LINES_HELD, LONGEST_LINE = 2, 120  # over a signature on its page; letters, marks counted


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that stand as they are, at the left, in the middle or at the right."""

    lines: tuple[str, ...]
    place: Place = "left"
    bold: bool = False
    points: int = BODY_PT
    red: bool = False


@dataclass(frozen=True, slots=True)
class FormLine:
    """A line of a form: bold labels, each with what is written on the dotted line after it.

    Widths in hundredths of the page's text: a label, its line, the next label and so on.
    """

    filled: tuple[tuple[str, str], ...]
    widths: tuple[int, ...]


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
class Table:
    """A ruled table whose header stands again on every page; widths in hundredths of the text.

    `figures` are the columns set to the right; the last row is bold where it is a total.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    figures: frozenset[int] = frozenset()
    has_total: bool = False


@dataclass(frozen=True, slots=True)
class Signatures:
    """Dotted lines to sign on, two beside one another, each with what stands below it."""

    people: tuple[tuple[str, ...], ...]

    @property
    def pairs(self) -> tuple[tuple[tuple[str, ...], ...], ...]:
        """The people two by two."""
        return tuple(self.people[at : at + 2] for at in range(0, len(self.people), 2))


@dataclass(frozen=True, slots=True)
class NewPage:
    """What follows begins on a page of its own."""


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


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that stand on one page, none alone at its top."""

    blocks: "tuple[Block, ...]"


Block = (
    Lines
    | FormLine
    | Paragraph
    | Numbered
    | Rows
    | Table
    | Rule
    | Space
    | Signature
    | Signatures
    | NewPage
    | Together
)


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: its title for the file, its day, its blocks, and a mark at its head.

    `mark` says what kind of paper this is not: a draft, or one with made-up data. With a `foot`
    every page ends with it and with its number of how many; without, pages are numbered above.
    `names` are never parted at the end of a line.
    """

    title: str
    on: date
    blocks: tuple[Block, ...]
    mark: str = ""
    foot: str = ""
    names: tuple[str, ...] = ()

    @property
    def held(self) -> frozenset[int]:
        """The places of blocks that no page may end with: headings, text over a signature."""
        found: set[int] = set()
        for at, block in enumerate(self.blocks[:-1]):
            if _is_heading(block) or (isinstance(block, Space) and at - 1 in found):
                found.add(at)
        for at, block in enumerate(self.blocks):
            if isinstance(block, Signature | Signatures):
                found.update(_over(self.blocks, at))
        return frozenset(found)


def _is_heading(block: Block) -> bool:
    """Whether a block is a bold line that something stands under."""
    if isinstance(block, Paragraph):
        return bool(block.lead) and not block.text
    return isinstance(block, Lines) and block.bold


def _over(blocks: tuple[Block, ...], at: int) -> Iterator[int]:
    """The places from two lines of text before a signature down to the signature."""
    lines = 0
    for before in range(at - 1, -1, -1):
        if lines >= LINES_HELD or isinstance(blocks[before], Table | NewPage):
            return
        yield before
        lines += _lines_of(blocks[before])


def _lines_of(block: Block) -> int:
    """How many lines of text a block has at the least."""
    match block:
        case Lines(lines):
            return len(lines)
        case Paragraph(text):
            return 1 + len(text) // LONGEST_LINE
        case Numbered(items):
            return len(items)
        case Rows(rows):
            return len(rows)
        case FormLine():
            return 1
    return 0
