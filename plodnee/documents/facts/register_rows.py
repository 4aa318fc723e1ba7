"""Rows of the registers over a centre or a district, by column key, as screens and files show them.

Cells are plain: satang, basis points, days, words in one language; ids are masked before anybody
sees a row. Only what the chosen columns need is read.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from plodnee.casework.plan.overdue import days_since
from plodnee.casework.rules.selectors import criteria_of_centres
from plodnee.documents.builders import names
from plodnee.documents.builders.sheets import Cell
from plodnee.documents.builders.voice import Voice
from plodnee.documents.facts.privacy import hidden_house, masked_text, printable
from plodnee.engine.classification import (
    Criteria,
    DebtorClass,
    classify,
    criteria_in_force,
    worst,
)
from plodnee.engine.national_id import mask
from plodnee.organization.models import Centre
from plodnee.registers import stated
from plodnee.registers.models import DebtLine, DebtState, HouseholdLine, HouseholdState, WrittenName
from plodnee.registers.selectors import days_of_data
from plodnee.registers.spoken_of import debts_spoken_of, households_spoken_of

MONTHS_PER_YEAR = 12
# What cells read of a statement; whole rows are read only where somebody's id is shown.
_OF_DEBT = (
    "pk", "contract_number", "borrowed_on", "due_on", "purpose", "contract_principal_satang",
    "rate_bp", "method", "period", "principal_satang", "interest_arrears_satang",
    "penalty_satang", "guarantors", "note",
)  # fmt: skip
_OF_MATRIX = (
    "household_id", "owed_satang", "creditor_kind", "fund_kind", "group_id", "outside_creditor_id",
)  # fmt: skip
_OF_CLASS = ("household_id", "centre_id", "overdue_from", "status")
_OF_HOUSEHOLD = (
    "pk", "household_id", "members", "workers", "main_occupation", "second_occupation",
    "land_rai", "cash_satang", "sealed_house_number", "moo",
)  # fmt: skip


# A line, or the few of its columns that are read; the statement that it is from, likewise.
MakeCell = Callable[["Reading", Any, Any], Cell]


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One row: whose it is, and its cells by column key."""

    household_id: UUID
    centre_code: str
    cells: dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Reading:
    """How rows are told: as of which day, in which language, with which columns.

    Pages hide house numbers; files show them, and stand in the access log as taken away. What is
    overdue is reckoned on the last day of which a centre's register says anything.
    """

    as_of: date
    voice: Voice
    wanted: frozenset[str]
    centre_names: Mapping[str, str]
    days_of_data: Mapping[str, date]
    criteria: Mapping[str, Criteria]

    def day_of(self, centre_code: str) -> date:
        """The day on which a centre's debts are reckoned."""
        return self.days_of_data.get(centre_code, self.as_of)

    def criteria_of(self, centre_code: str) -> Criteria:
        """The criteria that class a centre's debts: its own of that day, or the default."""
        return self.criteria.get(centre_code) or criteria_in_force(self.day_of(centre_code))


def reading(
    as_of: date, voice: Voice, wanted: Iterable[str], centres: Collection[Centre]
) -> Reading:
    """How rows of these centres are told, each centre's debts by its own criteria of its day."""
    days = days_of_data(centres, as_of)
    asked = {centre.code: days.get(centre.code, as_of) for centre in centres}
    return Reading(
        as_of=as_of,
        voice=voice,
        wanted=frozenset(wanted),
        centre_names={centre.code: centre.name for centre in centres},
        days_of_data=days,
        criteria=criteria_of_centres(centres, asked),
    )


def debt_rows(told: Reading, lines: Sequence[DebtLine]) -> list[RegisterRow]:
    """The rows of these debts, in the same order."""
    states = _debt_states(told, lines)
    houses = _houses(told, {line.household_id for line in lines})
    spoken = debts_spoken_of(states) if "stated_on" in told.wanted else {}
    makers = _wanted(_DEBT_CELLS, told)
    rows = []
    for line in lines:
        state = states[line.state_id]
        cells = {key: make(told, line, state) for key, make in makers}
        if line.household_id in houses:
            cells["house"] = houses[line.household_id]
        cells["stated_on"] = spoken.get(line.state_id)
        rows.append(RegisterRow(line.household_id, line.centre_id, cells))
    return rows


def household_rows(told: Reading, lines: Sequence[HouseholdLine]) -> list[RegisterRow]:
    """The rows of these households, in the same order."""
    states = _household_states(told, [line.state_id for line in lines])
    classes = _classes(told, lines) if "class" in told.wanted else {}
    spoken = _spoken_of(told, lines)
    makers = _wanted(_HOUSEHOLD_CELLS, told)
    rows = []
    for line in lines:
        state = states[line.state_id]
        cells = {key: make(told, line, state) for key, make in makers}
        cells["class"] = _class_words(told.voice, classes.get(line.household_id))
        cells["stated_on"] = spoken.get(line.household_id)
        rows.append(RegisterRow(line.household_id, line.centre_id, cells))
    return rows


def matrix_rows(
    told: Reading, lines: Sequence[HouseholdLine], column_of: Callable[[Any], str]
) -> list[RegisterRow]:
    """The households against creditors; `column_of` says in which column a debt counts."""
    owed: defaultdict[UUID, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    debts = _debts_of(told, lines).filter(owed_satang__gt=0)
    for debt in debts.values_list(*_OF_MATRIX, named=True):
        owed[debt.household_id][column_of(debt)] += debt.owed_satang
    return [
        RegisterRow(
            line.household_id,
            line.centre_id,
            {
                "household": _text(line.code),
                "head": _text(line.head),
                "centre": told.centre_names.get(line.centre_id, line.centre_id),
                **owed[line.household_id],
                "owed": line.owed_satang,
                "creditors": line.creditors,
            },
        )
        for line in lines
    ]


def _wanted(makers: Mapping[str, MakeCell], told: Reading) -> list[tuple[str, MakeCell]]:
    return [(key, make) for key, make in makers.items() if key in told.wanted]


def _centre(told: Reading, line: Any, _state: Any) -> Cell:
    code: str = line.centre_id
    return told.centre_names.get(code, code)


def _counted_to(told: Reading, line: Any, _state: Any) -> Cell:
    return told.day_of(line.centre_id)


def _days_overdue(told: Reading, line: Any, _state: Any = None) -> int:
    """Reckoned from the day that filters read, too, so that both call the same debts overdue."""
    return days_since(line.overdue_from, told.day_of(line.centre_id))


def _debt_class(told: Reading, line: Any, _state: Any) -> Cell:
    return _class_words(told.voice, _class_of(told, line) if line.owed_satang else None)


def _class_of(told: Reading, line: Any) -> DebtorClass:
    """The class of a debt on which something is owed."""
    limits = told.criteria_of(line.centre_id)
    return classify(_days_overdue(told, line), line.status, limits).debtor_class


def _dependants(_told: Reading, _line: Any, state: Any) -> Cell:
    members, workers = state.members, state.workers
    return None if members is None or workers is None else max(int(members - workers), 0)


# What makes each cell of a row, told of its line and of the statement that the line is from.
_DEBT_CELLS: Mapping[str, MakeCell] = {
    "household": lambda _told, line, _state: _text(line.household_code),
    "borrower": lambda _told, line, _state: _text(line.borrower),
    "centre": _centre,
    "counted_to": _counted_to,
    "national_id": lambda _told, _line, state: (
        _masked_id(state.borrower) if state.borrower_id_written else None
    ),
    "creditor": lambda _told, line, _state: _text(line.creditor_name),
    "creditor_kind": lambda told, line, _state: names.short_kind(told.voice, line.creditor_kind),
    "contract_number": lambda _told, _line, state: _text(state.contract_number),
    "borrowed_on": lambda _told, _line, state: state.borrowed_on,
    "due_on": lambda _told, _line, state: state.due_on,
    "purpose": lambda _told, _line, state: _text(state.purpose),
    "contract_principal": lambda _told, _line, state: state.contract_principal_satang,
    "rate_year": lambda _told, _line, state: state.rate_bp,
    "rate_month": lambda _told, _line, state: Decimal(state.rate_bp) / MONTHS_PER_YEAR,
    "method": lambda told, _line, state: names.method_name(told.voice, state.method),
    "period": lambda told, _line, state: names.period_name(told.voice, state.period or None),
    "principal": lambda _told, _line, state: state.principal_satang,
    "interest": lambda _told, _line, state: state.interest_arrears_satang,
    "penalty": lambda _told, _line, state: state.penalty_satang,
    "owed": lambda _told, line, _state: line.owed_satang,
    "days_overdue": _days_overdue,
    "guarantors": lambda _told, _line, state: _text(state.guarantors),
    "class": _debt_class,
    "note": lambda _told, _line, state: _text(state.note),
}
_HOUSEHOLD_CELLS: Mapping[str, MakeCell] = {
    "household": lambda _told, line, _state: _text(line.code),
    "head": lambda _told, line, _state: _text(line.head),
    "centre": _centre,
    "counted_to": _counted_to,
    "national_id": lambda _told, _line, state: (
        _masked_id(state.head) if state.head_id_written else None
    ),
    "house": lambda _told, _line, state: _house(state),
    "members": lambda _told, _line, state: state.members,
    "workers": lambda _told, _line, state: state.workers,
    "dependants": _dependants,
    "main_occupation": lambda _told, _line, state: _text(state.main_occupation),
    "second_occupation": lambda _told, _line, state: _text(state.second_occupation),
    "land": lambda _told, _line, state: Decimal(state.land_rai) if state.land_rai else None,
    "income": lambda _told, line, _state: line.income_year_satang,
    "expense": lambda _told, line, _state: line.expense_year_satang,
    "cash": lambda _told, _line, state: state.cash_satang,
    "group": lambda _told, line, _state: line.group_satang,
    "formal": lambda _told, line, _state: line.formal_satang,
    "informal": lambda _told, line, _state: line.informal_satang,
    "owed": lambda _told, line, _state: line.owed_satang,
    "debts": lambda _told, line, _state: line.debts,
    "creditors": lambda _told, line, _state: line.creditors,
    "target": lambda told, line, _state: _tick(told.voice, line.is_target),
    "model": lambda told, line, _state: _tick(told.voice, line.is_model),
}


def _classes(told: Reading, lines: Sequence[HouseholdLine]) -> dict[UUID, DebtorClass]:
    """The worst class of each household that owes."""
    found: defaultdict[UUID, list[DebtorClass]] = defaultdict(list)
    owing = _debts_of(told, lines).filter(owed_satang__gt=0)
    for debt in owing.values_list(*_OF_CLASS, named=True).iterator():
        found[debt.household_id].append(_class_of(told, debt))
    return {key: worst(classes) for key, classes in found.items()}


def _spoken_of(told: Reading, lines: Sequence[HouseholdLine]) -> dict[UUID, date]:
    """Of which day something was said last of each household, where the column is wanted."""
    if "stated_on" not in told.wanted:
        return {}
    return households_spoken_of([line.household_id for line in lines], told.as_of)


def _debts_of(told: Reading, lines: Sequence[HouseholdLine]) -> QuerySet[DebtLine]:
    return DebtLine.objects.filter(
        household__in=[line.household_id for line in lines],
        valid_from__lte=told.as_of,
        valid_until__gt=told.as_of,
    )


def _debt_states(told: Reading, lines: Sequence[DebtLine]) -> Mapping[int, Any]:
    states = DebtState.objects.filter(pk__in=[line.state_id for line in lines])
    if "national_id" in told.wanted:
        return states.select_related("borrower__person__national_id").in_bulk()
    return {row.pk: row for row in states.values_list(*_OF_DEBT, named=True)}


def _household_states(told: Reading, keys: Collection[int]) -> Mapping[int, Any]:
    states = HouseholdState.objects.filter(pk__in=keys)
    if "national_id" in told.wanted:
        return states.select_related("head__person__national_id").in_bulk()
    return {row.pk: row for row in states.values_list(*_OF_HOUSEHOLD, named=True)}


def _houses(told: Reading, households: Collection[UUID]) -> dict[UUID, str]:
    """House number, hidden, and village of each household, where the column is wanted."""
    if "house" not in told.wanted:
        return {}
    lines = HouseholdLine.objects.filter(
        household__in=households, valid_from__lte=told.as_of, valid_until__gt=told.as_of
    )
    return {line.household_id: _house(line.state) for line in lines.select_related("state")}


def _house(state: HouseholdState) -> str:
    moo = "" if state.moo is None else f" ม.{state.moo}"
    return f"{hidden_house(stated.house_number(state))}{moo}".strip()


def _masked_id(written: WrittenName) -> str:
    return mask(stated.national_id(written))


def _class_words(voice: Voice, debtor_class: DebtorClass | None) -> str:
    return names.class_name(voice, debtor_class) if debtor_class else ""


def _tick(voice: Voice, yes: bool) -> str:
    return voice("ใช่", "yes") if yes else ""


def _text(text: str) -> str:
    """A text as it may leave: printable, and no national id in it."""
    return masked_text(printable(text), frozenset())
