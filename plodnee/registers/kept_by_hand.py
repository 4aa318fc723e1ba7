"""What was entered by hand from the day of a workbook on and stays whole where it replaces all.

Such an entry counts after the workbook; without the household or debt that it speaks of, it would
speak of half of one.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from plodnee.organization.models import Centre
from plodnee.registers import stated
from plodnee.registers.inserting import insert_all
from plodnee.registers.models import (
    CashItem,
    Debt,
    DebtState,
    HouseholdState,
    ImportBatch,
    PersonState,
    WholeList,
)


@dataclass(frozen=True, slots=True)
class KeptByHand:
    """The statements that are made anew in a workbook that lacks them, of whole households and of
    single debts, and the codes of these households.
    """

    homes: tuple[HouseholdState, ...] = ()
    debts: tuple[DebtState, ...] = ()
    cash: tuple[CashItem, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The households that stay, or that keep a debt, in register order."""
        homes = [state.household.code for state in self.homes]
        return tuple(dict.fromkeys(homes + [one.debt.household.code for one in self.debts]))


NOTHING_KEPT = KeptByHand()


def kept_by_hand(
    centre: Centre,
    batches: Sequence[ImportBatch],
    day: date,
    *,
    spoken: Collection[str],
    codes: Mapping[str, str],
    meant: Iterable[Debt],
) -> KeptByHand:
    """What of the register of a day stays beside a workbook of it, since later entries speak of it.

    `spoken` are the codes of the households in the workbook, `codes` tells under which code each
    household is told, `meant` are the debts of which its rows speak.
    """
    later = centre.imports.filter(
        scope=ImportBatch.Scope.ENTRY, status=ImportBatch.Status.CONFIRMED, as_of__gte=day
    )
    if not later.exists():
        return NOTHING_KEPT
    touched, named = _households(later), set(spoken)
    homes = {
        key: state
        for key, state in stated.household_states(batches).items()
        if key in touched and codes.get(state.household.code, state.household.code) not in named
    }
    there = {debt.pk for debt in meant}
    told = set(DebtState.objects.filter(batch__in=later).values_list("debt", flat=True))
    debts = [
        state
        for key, state in stated.debt_states(batches).items()
        if key not in there and (state.debt.household_id in homes or key in told)
    ]
    cash = stated.cash_items(batches, list(homes)) if homes else []
    return KeptByHand(tuple(homes.values()), tuple(debts), tuple(cash))


def keep_whole(kept: KeptByHand, batch: ImportBatch, after: int, held: Collection[UUID]) -> None:
    """These statements made anew in a whole register, below its own rows; not what is `held`."""
    debts = [state for state in kept.debts if state.debt_id not in held]
    homes = [state for state in kept.homes if state.household_id not in held]
    for model, states in ((HouseholdState, homes), (DebtState, debts), (CashItem, kept.cash)):
        for position, state in enumerate(states, start=after):
            state.batch, state.position = batch, position
        insert_all(model, map(vars, states))


def _households(later: Iterable[ImportBatch]) -> set[UUID]:
    paths = (
        (HouseholdState, "household"),
        (DebtState, "debt__household"),
        (CashItem, "household"),
        (WholeList, "household"),
        (PersonState, "household"),
    )
    found: set[UUID] = set()
    for model, path in paths:
        rows = model._default_manager.filter(batch__in=later)
        found |= set(rows.values_list(path, flat=True))
    return found
