"""A draft's answers as rows of a page: beside the register, as they were given, and in short."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from plodnee.documents.builders.sheets import Cell, Column
from plodnee.fieldwork.applying import values_of
from plodnee.fieldwork.comparing import Standing
from plodnee.fieldwork.definitions import ACCOUNT, ATTENDANCE, FORMS, Form
from plodnee.fieldwork.definitions.model import UNASKED, Group, Kind, Question
from plodnee.fieldwork.models import Draft
from plodnee.fieldwork.reading import Filled, Row, Value, problems_of
from plodnee.fieldwork.receiving import filled_of
from plodnee.web.fieldwork.wording import language, value_words
from plodnee.web.templatetags.wording import baht_short

# What a list says of a draft, by its form; of others the day is enough.
_IN_SHORT: Mapping[str, Sequence[str]] = {
    ACCOUNT.code: ("month", "year", "in_total", "out_total"),
    ATTENDANCE.code: ("day", "activity", "came_total"),
}
_NEVER_LISTED = frozenset({Kind.KNOWN, Kind.NOTE, Kind.LISTED, Kind.PHOTO})


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


def in_short(draft: Draft) -> str:
    """What the draft says in a few words, as a list shows it; nothing where it was erased."""
    filled = filled_of(draft)
    if filled is None:
        return ""
    names = _IN_SHORT.get(draft.form, ("day",))
    asked = {one.name: one for _group, one in filled.form.questions()}
    values = with_totals(filled)
    return " · ".join(_briefly(asked[name], values[name]) for name in names)


def _briefly(question: Question, value: Value) -> str:
    if question.kind is not Kind.TOTAL:
        return value_words(question, value)
    assert isinstance(value, int)
    number = baht_short(value) if _is_money(question) else f"{value:,}"
    return f"{question.label.of(language())} {number}"


def with_totals(filled: Filled) -> dict[str, Value]:
    """The answers that do not repeat, their totals added up here: a device is not believed."""
    values = values_of(filled)
    for _group, one in filled.form.questions():
        if one.kind is Kind.TOTAL:
            parts = [part for name in one.sums if isinstance(part := values[name], int)]
            values[one.name] = sum(parts)
    return values


def listed_questions(form: Form) -> list[Question]:
    """The questions of a form whose answers stand in the columns of a file."""
    found = form.questions()
    return [
        one
        for group, one in found
        if not (group and group.repeats) and one.kind not in _NEVER_LISTED
    ]


def column_of(question: Question) -> Column:
    """The column of a question's answers."""
    label = question.label.of(language())
    if _is_money(question):
        return Column(question.name, label, 16, "money")
    if question.kind in (Kind.WHOLE, Kind.TOTAL):
        return Column(question.name, label, 12, "count")
    if question.kind is Kind.DAY:
        return Column(question.name, label, 14, "date")
    return Column(question.name, label, 28)


def cells_of(draft: Draft, questions: Sequence[Question]) -> dict[str, Cell]:
    """The answers of a draft by column; nothing where it was erased."""
    filled = filled_of(draft)
    if filled is None:
        return {}
    values = with_totals(filled)
    cells: dict[str, Cell] = {}
    for one in questions:
        value = values[one.name]
        plain = one.kind in (Kind.BAHT, Kind.WHOLE, Kind.TOTAL, Kind.DAY) and value is not None
        cells[one.name] = value if plain else value_words(one, value)  # type: ignore[assignment]
    return cells


def _is_money(question: Question) -> bool:
    """Whether a question's answer is satang, its own or what it adds up."""
    if question.kind is not Kind.TOTAL:
        return question.kind is Kind.BAHT
    asked = {one.name: one for form in FORMS.values() for _group, one in form.questions()}
    return all(asked[name].kind is Kind.BAHT for name in question.sums)
