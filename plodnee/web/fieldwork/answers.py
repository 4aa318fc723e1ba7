"""A draft's answers as rows of a page: beside the register, and as they were given."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from plodnee.fieldwork.applying import values_of
from plodnee.fieldwork.comparing import Standing
from plodnee.fieldwork.definitions.model import UNASKED, Group, Kind, Question
from plodnee.fieldwork.reading import Filled, Row, problems_of
from plodnee.web.fieldwork.wording import language, value_words


@dataclass(frozen=True, slots=True)
class Answer:
    """A question with its answer in words; `now` is what the register says."""

    label: str
    said: str
    now: str = ""
    about: str = ""
    differs: bool = False


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers that belong together, under their group's title."""

    title: str
    answers: list[Answer]


def compared_rows(standing: Standing) -> list[Answer]:
    """Each compared answer; of debts that are not known the register says a dash."""
    return [
        Answer(
            label=one.question.label.of(language()),
            said=value_words(one.question, one.said),
            now=value_words(one.question, one.now),
            about=one.about,
            differs=one.differs,
        )
        for one in standing.compared
    ]


def problem_rows(filled: Filled, on: date) -> list[str]:
    """What is missing or wrong, each with its question and what to do."""
    said = []
    for one in problems_of(filled, on):
        row = _(" (รายการที่ %(row)d)") % {"row": one.row} if one.row else ""
        said.append(f"{one.question.label.of(language())}{row}: {one.said.of(language())}")
    return said


def answer_rows(filled: Filled) -> list[Answers]:
    """Every answer that was given, in the order of the form."""
    found = [Answers("", list(_plain(filled)))]
    for item in filled.form.items:
        if not isinstance(item, Group):
            continue
        title = item.label.of(language())
        if not item.repeats:
            found.append(Answers(title, list(_given(filled, item.items))))
        for number, row in enumerate(filled.rows.get(item.name, ()), start=1):
            found.append(Answers(f"{title} {number}", list(_given(filled, item.items, row))))
    return [one for one in found if one.answers]


def _plain(filled: Filled) -> Iterator[Answer]:
    items = tuple(one for one in filled.form.items if isinstance(one, Question))
    return _given(filled, items)


def _given(filled: Filled, items: tuple[Question, ...], row: Row | None = None) -> Iterator[Answer]:
    values = values_of(filled, row)
    for one in items:
        value = values[one.name]
        if one.kind in UNASKED or one.kind in (Kind.LISTED, Kind.PHOTO) or value is None:
            continue
        yield Answer(one.label.of(language()), value_words(one, value))
