"""What a form of the field is made of; workbook, device and page are all made from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What an answer is, and how it is asked."""

    TEXT = "text"
    LONG = "long"
    WHOLE = "whole"
    DECIMAL = "decimal"
    BAHT = "baht"
    DAY = "day"
    CHOICE = "choice"
    MANY = "many"
    LISTED = "listed"  # one row of a list that the worker's device was sent
    KNOWN = "known"  # a column of the row that was chosen; nobody types it
    TOTAL = "total"
    NOTE = "note"
    PHOTO = "photo"


UNASKED = frozenset({Kind.KNOWN, Kind.TOTAL, Kind.NOTE})


@dataclass(frozen=True, slots=True)
class Said:
    """The same words in Thai and English."""

    th: str
    en: str

    def of(self, language: str) -> str:
        """The words of a language."""
        return self.en if language == "en" else self.th


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a list."""

    code: str
    label: Said


@dataclass(frozen=True, slots=True)
class When:
    """Asked only where another question was answered so; with no answers named, answered at all."""

    question: str
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `least` and `most` bound numbers (baht for money) and lengths of texts.

    `list_name` is the list of a LISTED question, `within` the question whose answer its rows must
    bear in the column of that name; `column` is what a KNOWN one takes from the row that the
    question `of` chose; `sums` are what a TOTAL adds up.
    """

    name: str
    kind: Kind
    label: Said
    hint: Said | None = None
    required: bool = True
    least: int | None = None
    most: int | None = None
    choices: tuple[Choice, ...] = ()
    list_name: str = ""
    within: str = ""
    of: str = ""
    column: str = ""
    sums: tuple[str, ...] = ()
    future: bool = False
    when: When | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that belong together; where it repeats, answered as often as there are things."""

    name: str
    label: Said
    items: tuple[Question, ...]
    repeats: bool = False
    when: When | None = None


Item = Question | Group


@dataclass(frozen=True, slots=True)
class Form:
    """A form; `place` says whether it speaks of a household or of a centre."""

    code: str
    title: Said
    dated: date
    place: str
    items: tuple[Item, ...]

    def questions(self) -> Iterator[tuple[Group | None, Question]]:
        """Every question with the group that it stands in, in order."""
        for item in self.items:
            if isinstance(item, Group):
                yield from ((item, question) for question in item.items)
            else:
                yield None, item

    @property
    def lists(self) -> tuple[str, ...]:
        """The lists that a device needs for it."""
        found = (question.list_name for _group, question in self.questions())
        return tuple(dict.fromkeys(filter(None, found)))
