"""What a line holds: a household's and a debt's row of a register, with keys and search text."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache, partial
from typing import Any
from uuid import UUID

from plodnee.engine.likeness import folded, search_text
from plodnee.engine.thai_text import sort_key
from plodnee.organization.models import Area, Centre
from plodnee.registers import stated
from plodnee.registers.models import (
    DebtState,
    HouseholdState,
    ImportBatch,
    PersonState,
    Standing,
    WrittenName,
)
from plodnee.registers.sameness.standing import Roots, stand_ins

Values = dict[str, Any]
Heard = Callable[[Iterable[str]], str]  # `search_text`, which remembers the parts it met
DISTRICT_DIGITS = int(Area.Level.DISTRICT)
NUMBER_DIGITS = 10
LONGEST_KEY = 200  # letters; two names that differ later sort by the order of entry
_NUMBER = re.compile(r"\d+")


def lines_of_register(
    centre: Centre,
    batches: Sequence[ImportBatch],
    households: Collection[UUID] | None,
    roots: Roots,
) -> tuple[dict[UUID, Values], dict[UUID, Values]]:
    """The lines of a register, of households and of debts, by their keys.

    A household that was joined to another has no line; what it owes stands with the other's.
    """
    homes = stated.household_states(batches, households, with_ids=False)
    debts = {
        key: state
        for key, state in stated.debt_states(batches, households, with_ids=False).items()
        if state.debt.household_id in homes
    }
    told = stand_ins(batches, roots)
    home_of = {key: homes[told.get(key, key)] for key in homes}
    of_home: defaultdict[UUID, list[DebtState]] = defaultdict(list)
    for state in debts.values():
        of_home[home_of[state.debt.household_id].household_id].append(state)
    cash = _cash_by_household(stated.plain_cash(batches, households), told)
    people = _names_of_people(centre, batches, households, told)
    for joined in told.keys() & homes.keys():  # found under its own code and head, too
        people[told[joined]] += [homes[joined].household.code, homes[joined].head.full]
    names, kinds = _groups(batches)
    heard = partial(search_text, fold=cache(folded))
    place = {"centre_id": centre.pk, "district_code": centre.pk[:DISTRICT_DIGITS]}
    return (
        {
            key: place | _household(home, of_home[key], cash.get(key, []), people[key], heard)
            for key, home in homes.items()
            if key not in told
        },
        {
            key: place | _debt(state, home_of[state.debt.household_id], names, kinds, heard)
            for key, state in debts.items()
        },
    )


def _household(
    home: HouseholdState,
    debts: Sequence[DebtState],
    cash: Iterable[Any],
    people: list[str],
    heard: Heard,
) -> Values:
    owing = [state for state in debts if stated.owed_satang(state)]
    by_kind: defaultdict[str, int] = defaultdict(int)
    for state in owing:
        by_kind[stated.creditor_key(state)[0]] += stated.owed_satang(state)
    names = [home.head.full, *(state.borrower.full for state in debts), *people]
    year = {"income": 0, "expense": 0}
    for item in cash:
        year[item.kind] += item.amount_satang * len(stated.months(item.months))
    return {
        "household_id": home.household_id,
        "state_id": home.pk,
        "place_key": _place_key(home),
        "name_key": _name_key(home.head),
        "owed_satang": sum(by_kind.values()),
        "overdue_from": _earliest(owing),
        "is_target": home.is_target,
        "search_text": heard([home.household.code, *names]),
        "code": home.household.code,
        "head": str(stated.name_facts(home.head)),
        "is_model": home.is_model,
        "group_satang": by_kind["group"],
        "formal_satang": by_kind["formal"],
        "informal_satang": by_kind["informal"],
        "debts": len(owing),
        "creditors": len({stated.creditor_key(state) for state in owing}),
        "income_year_satang": year["income"],
        "expense_year_satang": year["expense"],
    }


def _debt(
    state: DebtState,
    home: HouseholdState,
    names: Mapping[int, str],
    kinds: Mapping[int, str],
    heard: Heard,
) -> Values:
    debt = state.debt
    kind, _key = stated.creditor_key(state)
    outside = debt.outside_creditor
    creditor = outside.name if outside else names[debt.group_id or 0]
    code = home.household.code
    return {
        "debt_id": debt.pk,
        "household_id": home.household_id,
        "state_id": state.pk,
        "place_key": _place_key(home) + b"/%08d" % state.row,
        "name_key": _name_key(state.borrower),
        "owed_satang": stated.owed_satang(state),
        "overdue_from": stated.overdue_from(state),
        "is_target": home.is_target,
        "search_text": heard([code, state.borrower.full, state.contract_number, creditor]),
        "household_code": code,
        "borrower": str(stated.name_facts(state.borrower)),
        "creditor_kind": kind,
        "creditor_name": creditor,
        "fund_kind": kinds.get(debt.group_id, "") if debt.group_id is not None else "",
        "group_id": debt.group_id,
        "outside_creditor_id": debt.outside_creditor_id,
        "status": state.status,
    }


def _groups(batches: Sequence[ImportBatch]) -> tuple[dict[int, str], dict[int, str]]:
    states = stated.group_states(batches)
    names = {key: state.name for key, state in states.items()}
    return names, {key: state.kind for key, state in states.items()}


def _cash_by_household(items: Iterable[Any], told: Roots) -> dict[UUID, list[Any]]:
    """Income and expense of each household; of one that is joined, where the other has none."""
    cash: defaultdict[UUID, list[Any]] = defaultdict(list)
    for item in items:
        cash[item.household_id].append(item)
    for joined, kept in told.items():
        if joined in cash and kept not in cash:
            cash[kept] = cash[joined]
    return cash


def _names_of_people(
    centre: Centre,
    batches: Sequence[ImportBatch],
    households: Collection[UUID] | None,
    told: Roots,
) -> defaultdict[UUID, list[str]]:
    """The names of those whom entries up to the day call members of a household."""
    if not batches:  # an import of a day before every register was undone
        return defaultdict(list)
    states = PersonState.objects.filter(
        household__centre=centre, batch__as_of__lte=batches[-1].as_of
    )
    if households is not None:
        states = states.filter(household__in=households)
    last = {
        state.person_id: state for state in states.select_related("name").order_by(*stated.IN_ORDER)
    }
    names: defaultdict[UUID, list[str]] = defaultdict(list)
    for state in last.values():
        if state.standing == Standing.PRESENT:
            names[told.get(state.household_id, state.household_id)].append(state.name.full)
    return names


def _earliest(owing: Iterable[DebtState]) -> Any:
    days = (stated.overdue_from(state) for state in owing)
    return min((day for day in days if day is not None), default=None)


def _place_key(home: HouseholdState) -> bytes:
    """Sorts households by centre, then by code, numbers in it by their size."""
    household = home.household
    code = _NUMBER.sub(lambda found: found.group().zfill(NUMBER_DIGITS), household.code)
    return f"{household.centre_id}/{code}".encode()


def _name_key(name: WrittenName) -> bytes:
    """Sorts names as the dictionary does; tone marks decide only between equals."""
    without_marks, whole = (part[:LONGEST_KEY] for part in sort_key(name.full))
    return without_marks.encode() + b"\0" + whole.encode()
