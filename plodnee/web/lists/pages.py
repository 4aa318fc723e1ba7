"""One page of a register: its rows as texts, and what is said around them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from plodnee.documents.builders.register_print import FIGURES, shown
from plodnee.documents.builders.sheets import Column
from plodnee.documents.builders.voice import Voice
from plodnee.documents.facts.register_rows import (
    Reading,
    RegisterRow,
    debt_rows,
    household_rows,
    matrix_rows,
)
from plodnee.engine.money import format_baht
from plodnee.registers.listing import (
    Asked,
    alike,
    by_words,
    debt_lines,
    household_lines,
    kept_total,
    page_of,
    without_words,
)
from plodnee.web.lists.kinds import Kind
from plodnee.web.lists.question import Question
from plodnee.web.templatetags.wording import be_date

ROWS_A_PAGE = 50
_SCREEN = Voice("en")  # the figures of screens are Arabic in both languages


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell as the page shows it: under which header, its text, whether it is a figure."""

    column: Column
    text: str
    is_figure: bool


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the page: whose household it is, and its cells."""

    household_id: UUID
    centre_code: str
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True, slots=True)
class ShownPage:
    """What a page of a register shows; `near` says that these are names only like the words.

    No sum is told where more lines hold the words than are counted.
    """

    rows: tuple[ShownRow, ...]
    found: int
    owed_satang: int | None
    before: int | None = None
    after: int | None = None
    near: bool = False

    @property
    def most(self) -> int:
        """As far as lines were counted, where no sum is told."""
        return self.found - 1

    def households(self) -> dict[str, list[UUID] | None]:
        """The households that the page shows, by centre: for the log of who saw whom."""
        centres = dict.fromkeys(row.centre_code for row in self.rows)
        return {
            code: [row.household_id for row in self.rows if row.centre_code == code]
            for code in centres
        }


def lines_of(kind: Kind, asked: Asked) -> Any:
    """The lines that a register is made of."""
    return debt_lines(asked) if kind.of_debts else household_lines(asked)


def rows_of(question: Question, told: Reading, lines: Sequence[Any]) -> list[RegisterRow]:
    """The rows of some lines of a register."""
    if question.matrix is not None:
        return matrix_rows(told, lines, question.matrix.column_of)
    return debt_rows(told, lines) if question.kind.of_debts else household_rows(told, lines)


def near_lines(question: Question) -> list[Any] | None:
    """The lines only like the words, where the page shows these; None where some hold the words."""
    if not question.asked.words:
        return None
    if not question.near and lines_of(question.kind, question.asked).exists():
        return None
    return _alike(question)


def _alike(question: Question) -> list[Any]:
    everything = without_words(question.asked)
    return alike(lines_of(question.kind, everything), question.asked.words)


def shown_page(
    question: Question,
    *,
    after: int | None = None,
    before: int | None = None,
) -> ShownPage:
    """A page of the register; where nothing holds the words, the names that are like them."""
    kind, asked = question.kind, question.asked
    page = page_of(
        lines_of(kind, asked),
        asked.order,
        rows=ROWS_A_PAGE,
        after=after,
        before=before,
        total=kept_total(asked, of_debts=kind.of_debts),
        words=by_words(asked, of_debts=kind.of_debts),
    )
    if asked.words and (question.near or not page.found):
        lines = _alike(question)
        owed = sum(line.owed_satang for line in lines)
        shown_rows = _shown(question, lines)
        return ShownPage(shown_rows, len(lines), owed, near=True)
    rows = _shown(question, page.lines)
    return ShownPage(rows, page.found, page.owed_satang, page.before, page.after)


def _shown(question: Question, lines: Sequence[Any]) -> tuple[ShownRow, ...]:
    rows = rows_of(question, question.told_on_a_page(lines), lines)
    return tuple(
        ShownRow(
            row.household_id,
            row.centre_code,
            tuple(
                ShownCell(column, _words(column, row.cells.get(column.key)), column.kind in FIGURES)
                for column in question.columns
            ),
        )
        for row in rows
    )


def _words(column: Column, value: Any) -> str:
    if isinstance(value, date):
        return be_date(value)
    if column.kind == "money" and isinstance(value, int):
        return format_baht(value) if value else ""
    return shown(_SCREEN, column, value)
