"""What a register says of one household, debt or person as of a day: what an entry starts from."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model

from plodnee.engine.national_id import masked_within
from plodnee.engine.thai_text import clean_text
from plodnee.organization.models import Centre
from plodnee.registers import stated
from plodnee.registers.errors import NoRegister
from plodnee.registers.models import (
    CashItem,
    Collateral,
    Debt,
    DebtState,
    Guarantor,
    Household,
    HouseholdState,
    ImportBatch,
    LandHolding,
    NationalId,
    Person,
    PersonState,
    Saving,
    Standing,
    WholeList,
    WrittenName,
)
from plodnee.registers.selectors import statement

Row = TypeVar("Row", bound=Model)
_BETWEEN_NAMES = re.compile(r"[,;/\n]")


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a household: as an entry described them, or only named by the workbook."""

    person: Person
    name: WrittenName
    state: PersonState | None
    has_id: bool
    is_head: bool


def household_state(household: Household, as_of: date) -> HouseholdState | None:
    """The household as the register of a day describes it; None where it does not."""
    states = stated.household_states(_statement(household, as_of), [household.pk])
    return states.get(household.pk)


def debt_states(household: Household, as_of: date) -> list[DebtState]:
    """The household's debts as the register of a day reports them."""
    return list(stated.debt_states(_statement(household, as_of), [household.pk]).values())


def states_of_debts(centre: Centre, debts: Iterable[UUID], as_of: date) -> dict[UUID, DebtState]:
    """These debts, of whatever households, as the register of a day reports them."""
    wanted = set(debts)
    owing = Debt.objects.filter(pk__in=wanted, household__centre=centre)
    homes = set(owing.values_list("household", flat=True))
    found = stated.debt_states(statement(centre, as_of), homes)
    return {key: state for key, state in found.items() if key in wanted}


def debt_state(debt: Debt, as_of: date) -> DebtState | None:
    """The debt as the register of a day reports it; None where it does not."""
    found = debt_states(debt.household, as_of)
    return next((state for state in found if state.debt_id == debt.pk), None)


def balances(debt: Debt, as_of: date) -> list[DebtState]:
    """Everything that was ever reported of a debt up to a day, the latest first."""
    states = debt.states.filter(batch__as_of__lte=as_of).select_related("batch__decided_by")
    states = states.exclude(batch__status=ImportBatch.Status.UNDONE)
    return list(states.order_by("-batch__as_of", "-batch__sequence", "-position"))


def cash(household: Household, as_of: date) -> list[CashItem]:
    """The household's income and expense as of a day."""
    return stated.cash_items(_statement(household, as_of), [household.pk])


def land(household: Household, as_of: date) -> list[LandHolding]:
    """The pieces of land that an entry listed last."""
    return _listed(LandHolding, WholeList.Kind.LAND, as_of, household=household)


def savings(household: Household, as_of: date) -> list[Saving]:
    """The savings that an entry listed last."""
    return _listed(Saving, WholeList.Kind.SAVINGS, as_of, household=household)


def guarantors(debt: Debt, as_of: date) -> list[Guarantor]:
    """Who an entry said last to answer for the debt."""
    return _listed(Guarantor, WholeList.Kind.GUARANTORS, as_of, debt=debt)


def guarantors_by_debt(debts: Collection[UUID], as_of: date) -> dict[UUID, list[Guarantor]]:
    """The same for many debts at once; nothing for one whose guarantors nobody entered."""
    listed = WholeList.objects.filter(
        kind=WholeList.Kind.GUARANTORS, batch__as_of__lte=as_of, debt__in=debts
    )
    last = dict(listed.order_by(*stated.IN_ORDER).values_list("debt", "batch"))
    rows = Guarantor.objects.filter(batch__in=last.values()).select_related("name")
    found: dict[UUID, list[Guarantor]] = {}
    for row in rows.order_by("position"):
        found.setdefault(row.debt_id, []).append(row)
    return found


def names_in(text: str) -> list[str]:
    """The names that a workbook's cell lists, each once; a national id among them is masked."""
    parts = (masked_within(clean_text(part)) for part in _BETWEEN_NAMES.split(text))
    return list(dict.fromkeys(filter(None, parts)))


def collateral(debt: Debt, as_of: date) -> list[Collateral]:
    """What an entry said last to secure the debt."""
    return _listed(Collateral, WholeList.Kind.COLLATERAL, as_of, debt=debt)


def members(household: Household, as_of: date) -> list[Member]:
    """Who belongs to the household on a day: its head, whom entries name, who borrows for it."""
    head = household_state(household, as_of)
    described = _described(household, as_of)
    names = {key: state.name for key, state in described.items()}
    left = {key for key, state in described.items() if state.standing != Standing.PRESENT}
    if head is not None:
        names.setdefault(head.head.person_id, head.head)
    for debt in debt_states(household, as_of):
        names.setdefault(debt.borrower.person_id, debt.borrower)
    with_id = set(NationalId.objects.filter(person__in=names).values_list("person_id", flat=True))
    first = head.head.person_id if head is not None else None
    found = [
        Member(name.person, name, described.get(key), key in with_id, key == first)
        for key, name in names.items()
        if key not in left or key == first
    ]
    return sorted(found, key=lambda member: not member.is_head)


def role_of(member: Member) -> str:
    """What somebody is to the head; nothing where it was not said, or said of a former head."""
    if member.is_head:
        return PersonState.Role.HEAD
    said = member.state.role if member.state else ""
    return "" if said == PersonState.Role.HEAD else said


def person_state(person: Person, as_of: date) -> PersonState | None:
    """The person as an entry described them last, wherever."""
    states = person.states.filter(batch__as_of__lte=as_of)
    return states.select_related("name", "household").order_by(*stated.IN_ORDER).last()


def _described(household: Household, as_of: date) -> dict[Any, PersonState]:
    """Whom entries describe as of the household, each by the last state of them anywhere."""
    here = household.person_states.values("person")
    states = PersonState.objects.filter(person__in=here, batch__as_of__lte=as_of)
    rows = states.select_related("name__person").order_by(*stated.IN_ORDER)
    last = {state.person_id: state for state in rows}
    return {key: state for key, state in last.items() if state.household_id == household.pk}


def _listed(model: type[Row], kind: str, as_of: date, **of: Any) -> list[Row]:
    whole = WholeList.objects.filter(kind=kind, batch__as_of__lte=as_of, **of)
    last = whole.order_by(*stated.IN_ORDER).last()
    if last is None:
        return []
    return list(model._default_manager.filter(batch=last.batch_id, **of).order_by("position"))


def _statement(household: Household, as_of: date) -> Any:
    try:
        return statement(household.centre, as_of)
    except NoRegister:
        return []
