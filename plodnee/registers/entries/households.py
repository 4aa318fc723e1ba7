"""Households entered and put right: where they live, how many they are, what they live on."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from plodnee.audit.sealing import seal
from plodnee.registers.entries.entering import Deed, Entry, close_entry, open_entry, restated
from plodnee.registers.entries.people import PersonSaid, met
from plodnee.registers.entries.present import debt_states, household_state
from plodnee.registers.errors import HouseholdCodeTaken, HouseholdNotThere, HouseholdOwes
from plodnee.registers.models import (
    CashItem,
    Household,
    HouseholdState,
    ImportBatch,
    LandHolding,
    MemberGroup,
    NationalId,
    Saving,
    Standing,
    WholeList,
    WrittenName,
)
from plodnee.registers.places import house_place
from plodnee.registers.stated import owed_satang

HELD = (LandHolding.Tenure.OWNED, LandHolding.Tenure.ALLOTTED)


@dataclass(frozen=True, slots=True)
class HouseholdSaid:
    """What is said of a household; None where it is not known."""

    house_number: str = ""
    moo: int | None = None
    members: int | None = None
    workers: int | None = None
    main_occupation: str = ""
    second_occupation: str = ""
    land_rai: Decimal | None = None
    cash_satang: int | None = None
    reserve_satang: int | None = None
    is_target: bool = False
    is_model: bool = False
    standing: str = Standing.PRESENT


@dataclass(frozen=True, slots=True)
class CashSaid:
    """An income or expense that falls into each of the months, every year."""

    kind: str
    item: str
    amount_satang: int
    months: tuple[int, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class LandSaid:
    """A piece of land."""

    tenure: str
    area_rai: Decimal
    document: str = ""
    use: str = ""


@dataclass(frozen=True, slots=True)
class SavingSaid:
    """Money put by; with a member group of the centre, or with somebody named."""

    kind: str
    balance_satang: int
    group: MemberGroup | None = None
    holder: str = ""
    withdrawable: bool = False


@transaction.atomic
def enter_household(*, entry: Entry, code: str, said: HouseholdSaid, head: PersonSaid) -> Household:
    """A household that the register did not have, with its head.

    Raises: what `open_entry` and `met` raise; HouseholdCodeTaken.
    """
    batch = open_entry(entry, Deed.HOUSEHOLD)
    known = Household.objects.filter(centre=entry.centre, code=code).first()
    if known is not None and household_state(known, entry.on) is not None:
        raise HouseholdCodeTaken(household=code)
    household = known or Household.objects.create(centre=entry.centre, code=code)
    written = met(batch, entry, household, head, None)
    _save_state(batch, household, said, written)
    close_entry(batch, entry, [household.pk])
    return household


@transaction.atomic
def describe_household(
    *, entry: Entry, household: Household, said: HouseholdSaid, head: WrittenName
) -> Household:
    """The household as it is from the day of the entry on.

    Raises: what `open_entry` raises; HouseholdOwes if it would leave the register with debts.
    """
    entry.needs_reason(said.standing)
    batch = open_entry(entry, Deed.HOUSEHOLD)
    if said.standing != Standing.PRESENT and any(
        owed_satang(state) for state in debt_states(household, entry.as_of)
    ):
        raise HouseholdOwes()
    _save_state(batch, household, said, head)
    close_entry(batch, entry, [household.pk])
    return household


@transaction.atomic
def state_cash(*, entry: Entry, household: Household, items: Sequence[CashSaid]) -> ImportBatch:
    """The household's whole income and expense from the day of the entry on."""
    batch = _whole(entry, Deed.CASH, household, WholeList.Kind.CASH)
    CashItem.objects.bulk_create(
        CashItem(
            batch=batch,
            position=position,
            household=household,
            kind=said.kind,
            item=said.item,
            amount_satang=said.amount_satang,
            months=",".join(map(str, said.months)),
            source=said.source,
        )
        for position, said in enumerate(items)
    )
    close_entry(batch, entry, [household.pk])
    return batch


@transaction.atomic
def state_land(*, entry: Entry, household: Household, pieces: Sequence[LandSaid]) -> ImportBatch:
    """All the household's land; what it owns or was allotted is its land in the register."""
    batch = _whole(entry, Deed.LAND, household, WholeList.Kind.LAND)
    LandHolding.objects.bulk_create(
        LandHolding(batch=batch, position=position, household=household, **_written(said))
        for position, said in enumerate(pieces)
    )
    held = sum((said.area_rai for said in pieces if said.tenure in HELD), Decimal(0))
    restated(_state(household, entry), batch, land_rai=str(held))
    close_entry(batch, entry, [household.pk])
    return batch


@transaction.atomic
def state_savings(*, entry: Entry, household: Household, sums: Sequence[SavingSaid]) -> ImportBatch:
    """All the household's savings; what can be drawn out is its cash in the register."""
    batch = _whole(entry, Deed.SAVINGS, household, WholeList.Kind.SAVINGS)
    Saving.objects.bulk_create(
        Saving(
            batch=batch,
            position=position,
            household=household,
            kind=said.kind,
            group=said.group,
            holder=said.holder,
            balance_satang=said.balance_satang,
            withdrawable=said.withdrawable,
        )
        for position, said in enumerate(sums)
    )
    at_hand = sum(said.balance_satang for said in sums if said.withdrawable)
    restated(_state(household, entry), batch, cash_satang=at_hand)
    close_entry(batch, entry, [household.pk])
    return batch


def _whole(entry: Entry, deed: Deed, household: Household, kind: str) -> ImportBatch:
    batch = open_entry(entry, deed)
    WholeList.objects.create(batch=batch, position=0, kind=kind, household=household)
    return batch


def _state(household: Household, entry: Entry) -> HouseholdState:
    state = household_state(household, entry.as_of)
    if state is None:
        raise HouseholdNotThere()
    return state


def _save_state(
    batch: ImportBatch, household: Household, said: HouseholdSaid, head: WrittenName
) -> None:
    facts: dict[str, Any] = asdict(said)
    number, land = facts.pop("house_number"), facts.pop("land_rai")
    HouseholdState.objects.create(
        batch=batch,
        position=0,
        household=household,
        head=head,
        head_id_written=NationalId.objects.filter(person=head.person_id).exists(),
        sealed_house_number=seal(number, place=house_place(household.pk)) if number else "",
        land_rai="" if land is None else str(land),
        **facts,
    )


def _written(said: LandSaid) -> dict[str, Any]:
    return asdict(said) | {"area_rai": str(said.area_rai)}
