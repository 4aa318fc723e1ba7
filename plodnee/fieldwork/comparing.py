"""A draft beside what the register says now: what differs, and what a person must look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from plodnee.fieldwork.applying import values_of
from plodnee.fieldwork.definitions import SURVEY
from plodnee.fieldwork.definitions.model import Question, Said
from plodnee.fieldwork.definitions.survey import NEW
from plodnee.fieldwork.lists import debt_label, group_names
from plodnee.fieldwork.models import Draft
from plodnee.fieldwork.reading import Filled, Value
from plodnee.fieldwork.states import twins_of
from plodnee.registers.entries.present import debt_states, household_state
from plodnee.registers.entries.words import last_word
from plodnee.registers.errors import NoRegister
from plodnee.registers.models import DebtState
from plodnee.registers.selectors import statement

COLUMNS = {
    "members": "members",
    "workers": "workers",
    "main_occupation": "main_occupation",
    "second_occupation": "second_occupation",
    "cash": "cash_satang",
}
BALANCES = {"principal": "principal_satang", "interest": "interest_arrears_satang"}


@dataclass(frozen=True, slots=True)
class Compared:
    """One answer beside the register's; `about` names the debt that it speaks of."""

    question: Question
    now: Value
    said: Value
    about: str = ""

    @property
    def differs(self) -> bool:
        """Whether confirming would change it."""
        return self.said is not None and self.said != self.now


@dataclass(frozen=True, slots=True)
class Standing:
    """What to know of a draft before deciding: each mark asks for another look."""

    last_word: int | None
    changed_since: bool
    twins: int
    compared: list[Compared]
    unknown_debts: int


def standing_of(draft: Draft, filled: Filled | None, on: date) -> Standing:
    """How the draft stands to the register of today."""
    twins = twins_of([draft])[draft.instance]
    if draft.household is None:
        return Standing(None, False, twins, [], 0)
    now = last_word(draft.centre, draft.household)
    changed = draft.seen is not None and now > draft.seen
    if filled is None or filled.form is not SURVEY:
        return Standing(now, changed, twins, [], 0)
    compared, unknown = _survey(draft, filled, on)
    return Standing(now, changed, twins, compared, unknown)


def _survey(draft: Draft, filled: Filled, on: date) -> tuple[list[Compared], int]:
    assert draft.household is not None
    questions = {one.name: one for _group, one in filled.form.questions()}
    said, state = values_of(filled), household_state(draft.household, on)
    compared = [
        Compared(questions[name], _now(state, column), said[name])
        for name, column in COLUMNS.items()
    ]
    known = {str(one.debt_id): one for one in debt_states(draft.household, on)}
    rows = [values_of(filled, row) for row in filled.rows["debt_item"]]
    compared += _debts(draft, rows, known, questions, on)
    unknown = sum(1 for row in rows if row["debt"] != NEW and str(row["debt"]) not in known)
    return compared, unknown


def _now(state: object, column: str) -> Value:
    value: Value = getattr(state, column, None)
    return None if value == "" else value


def _debts(
    draft: Draft,
    rows: list[dict[str, Value]],
    known: Mapping[str, DebtState],
    questions: Mapping[str, Question],
    on: date,
) -> Iterator[Compared]:
    names = _names(draft, on)
    for row in rows:
        state = known.get(str(row["debt"]))
        about = debt_label(state, names) if state else _new_label(row, names)
        for name, column in BALANCES.items():
            yield Compared(questions[name], _now(state, column), row[name], about)


def _new_label(row: Mapping[str, Value], names: Mapping[int, str]) -> str:
    named = {str(key): name for key, name in names.items()}
    return named.get(str(row["group"]), str(row["creditor_name"] or "–"))


def _names(draft: Draft, on: date) -> dict[int, str]:
    try:
        return group_names(statement(draft.centre, on))
    except NoRegister:
        return {}


def answer_words(question: Question, value: Value, language: str) -> Said | None:
    """A chosen answer in words; None where it is not one of a list."""
    chosen = value if isinstance(value, tuple) else (value,)
    found = [one.label for one in question.choices if one.code in chosen]
    if not found:
        return None
    return Said(", ".join(one.th for one in found), ", ".join(one.en for one in found))
