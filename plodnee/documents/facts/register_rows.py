"""Rows of the registers over a centre or a district, by column key, as screens and files show them.

Cells are plain: satang, basis points, days, words in one language; ids are masked before anybody
sees a row. Only what the chosen columns need is read.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

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

MONTHS_PER_YEAR = 12


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
    hides_houses: bool = False

    def day_of(self, centre_code: str) -> date:
        """The day on which a centre's debts are reckoned."""
        return self.days_of_data.get(centre_code, self.as_of)

    def criteria_of(self, centre_code: str) -> Criteria:
        """The criteria that class a centre's debts: its own of that day, or the default."""
        return self.criteria.get(centre_code) or criteria_in_force(self.day_of(centre_code))


def reading(
    as_of: date,
    voice: Voice,
    wanted: Iterable[str],
    centres: Collection[Centre],
    *,
    hides_houses: bool = False,
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
        hides_houses=hides_houses,
    )


def debt_rows(told: Reading, lines: Sequence[DebtLine]) -> list[RegisterRow]:
    """The rows of these debts, in the same order."""
    states = _debt_states(told, lines)
    houses = _houses(told, {line.household_id for line in lines})
    rows = []
    for line in lines:
        state = states[line.state_id]
        cells = _debt_cells(told, line, state)
        if "national_id" in told.wanted and state.borrower_id_written:
            cells["national_id"] = _masked_id(state.borrower)
        if line.household_id in houses:
            cells["house"] = houses[line.household_id]
        rows.append(RegisterRow(line.household_id, line.centre_id, cells))
    return rows


def household_rows(told: Reading, lines: Sequence[HouseholdLine]) -> list[RegisterRow]:
    """The rows of these households, in the same order."""
    states = _household_states(told, [line.state_id for line in lines])
    classes = _classes(told, lines) if "class" in told.wanted else {}
    return [
        RegisterRow(
            line.household_id,
            line.centre_id,
            {
                **_household_cells(told, line, states[line.state_id]),
                "class": _class_words(told.voice, classes.get(line.household_id)),
            },
        )
        for line in lines
    ]


def matrix_rows(
    told: Reading, lines: Sequence[HouseholdLine], column_of: Callable[[DebtLine], str]
) -> list[RegisterRow]:
    """The households against creditors; `column_of` says in which column a debt counts."""
    owed: defaultdict[UUID, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for debt in _debts_of(told, lines):
        if debt.owed_satang:
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


def _debt_cells(told: Reading, line: DebtLine, state: DebtState) -> dict[str, Cell]:
    voice, day = told.voice, told.day_of(line.centre_id)
    days = days_overdue(state, line.owed_satang, day)
    return {
        "household": _text(line.household_code),
        "borrower": _text(line.borrower),
        "centre": told.centre_names.get(line.centre_id, line.centre_id),
        "stated_on": day,
        "creditor": _text(line.creditor_name),
        "creditor_kind": names.short_kind(voice, line.creditor_kind),
        "contract_number": _text(state.contract_number),
        "borrowed_on": state.borrowed_on,
        "due_on": state.due_on,
        "purpose": _text(state.purpose),
        "contract_principal": state.contract_principal_satang,
        "rate_year": state.rate_bp,
        "rate_month": Decimal(state.rate_bp) / MONTHS_PER_YEAR,
        "method": names.method_name(voice, state.method),
        "period": names.period_name(voice, state.period or None),
        "principal": state.principal_satang,
        "interest": state.interest_arrears_satang,
        "penalty": state.penalty_satang,
        "owed": line.owed_satang,
        "days_overdue": days,
        "guarantors": _text(state.guarantors),
        "class": _class_words(
            voice, class_of(state, line.owed_satang, days, told.criteria_of(line.centre_id))
        ),
        "note": _text(state.note),
    }


def _household_cells(told: Reading, line: HouseholdLine, state: HouseholdState) -> dict[str, Cell]:
    members, workers = state.members, state.workers
    known = members is not None and workers is not None
    cells: dict[str, Cell] = {
        "household": _text(line.code),
        "head": _text(line.head),
        "centre": told.centre_names.get(line.centre_id, line.centre_id),
        "stated_on": told.day_of(line.centre_id),
        "members": members,
        "workers": workers,
        "dependants": max((members or 0) - (workers or 0), 0) if known else None,
        "main_occupation": _text(state.main_occupation),
        "second_occupation": _text(state.second_occupation),
        "land": Decimal(state.land_rai) if state.land_rai else None,
        "income": line.income_year_satang,
        "expense": line.expense_year_satang,
        "cash": state.cash_satang,
        "group": line.group_satang,
        "formal": line.formal_satang,
        "informal": line.informal_satang,
        "owed": line.owed_satang,
        "debts": line.debts,
        "creditors": line.creditors,
        "target": _tick(told.voice, line.is_target),
        "model": _tick(told.voice, line.is_model),
    }
    if "national_id" in told.wanted and state.head_id_written:
        cells["national_id"] = _masked_id(state.head)
    if "house" in told.wanted:
        cells["house"] = _house(told, state)
    return cells


def days_overdue(state: DebtState, owed_satang: int, as_of: date) -> int:
    """Days since a debt fell into arrears, or since its due date where the register is silent."""
    return _days_since(state.overdue_since or state.due_on, as_of) if owed_satang else 0


def _days_since(day: date | None, as_of: date) -> int:
    return max(0, (as_of - day).days) if day else 0


def class_of(
    state: DebtState, owed_satang: int, days: int, criteria: Criteria
) -> DebtorClass | None:
    """The class of a debt; none where nothing is owed."""
    if not owed_satang:
        return None
    return classify(days, state.status, criteria).debtor_class  # type: ignore[arg-type]


def _classes(told: Reading, lines: Sequence[HouseholdLine]) -> dict[UUID, DebtorClass]:
    """The worst class of each household that owes."""
    found: defaultdict[UUID, list[DebtorClass]] = defaultdict(list)
    owing = _debts_of(told, lines).filter(owed_satang__gt=0)
    read = ("household_id", "centre_id", "state__overdue_since", "state__due_on", "state__status")
    for household, centre, overdue_since, due_on, status in owing.values_list(*read).iterator():
        days = _days_since(overdue_since or due_on, told.day_of(centre))
        classed = classify(days, status, told.criteria_of(centre))
        found[household].append(classed.debtor_class)
    return {key: worst(classes) for key, classes in found.items()}


def _debts_of(told: Reading, lines: Sequence[HouseholdLine]) -> QuerySet[DebtLine]:
    return DebtLine.objects.filter(
        household__in=[line.household_id for line in lines],
        valid_from__lte=told.as_of,
        valid_until__gt=told.as_of,
    )


def _debt_states(told: Reading, lines: Sequence[DebtLine]) -> dict[int, DebtState]:
    states = DebtState.objects.filter(pk__in=[line.state_id for line in lines])
    if "national_id" in told.wanted:
        states = states.select_related("borrower__person__national_id")
    return {state.pk: state for state in states}


def _household_states(told: Reading, keys: Collection[int]) -> dict[int, HouseholdState]:
    states = HouseholdState.objects.filter(pk__in=keys)
    if "national_id" in told.wanted:
        states = states.select_related("head__person__national_id")
    return {state.pk: state for state in states}


def _houses(told: Reading, households: Collection[UUID]) -> dict[UUID, str]:
    """House number and village of each household, where the column is wanted."""
    if "house" not in told.wanted:
        return {}
    lines = HouseholdLine.objects.filter(
        household__in=households, valid_from__lte=told.as_of, valid_until__gt=told.as_of
    )
    return {line.household_id: _house(told, line.state) for line in lines.select_related("state")}


def _house(told: Reading, state: HouseholdState) -> str:
    number = stated.house_number(state)
    shown = hidden_house(number) if told.hides_houses else _text(number)
    moo = "" if state.moo is None else f" ม.{state.moo}"
    return f"{shown}{moo}".strip()


def _masked_id(written: WrittenName) -> str:
    return mask(stated.national_id(written))


def _class_words(voice: Voice, debtor_class: DebtorClass | None) -> str:
    return names.class_name(voice, debtor_class) if debtor_class else ""


def _tick(voice: Voice, yes: bool) -> str:
    return voice("ใช่", "yes") if yes else ""


def _text(text: str) -> str:
    """A text as it may leave: printable, and no national id in it."""
    return masked_text(printable(text), frozenset())
