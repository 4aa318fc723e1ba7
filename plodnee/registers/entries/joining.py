"""Debts that became one contract: closed and opened in one entry, all or none."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from plodnee.registers.entries.debts import Balance, DebtTerms
from plodnee.registers.entries.entering import Deed, Entry, close_entry, open_entry, restated
from plodnee.registers.entries.present import states_of_debts
from plodnee.registers.errors import DebtNotThere
from plodnee.registers.models import (
    Debt,
    DebtState,
    DebtSuccession,
    Household,
    ImportBatch,
    MemberGroup,
    WrittenName,
)


@dataclass(frozen=True, slots=True)
class NewDebt:
    """A debt to a member group that begins with the entry, what it carries on, its guarantors."""

    group: MemberGroup
    terms: DebtTerms
    carries_on: frozenset[UUID] = frozenset()
    guarantors: tuple[str, ...] = ()


@transaction.atomic
def restate_debts(
    *,
    entry: Entry,
    household: Household,
    balances: Mapping[UUID, Balance],
    opened: Sequence[NewDebt] = (),
    borrower: WrittenName | None = None,
) -> tuple[Debt, ...]:
    """The household's debts with other balances from a day on, and those that begin that day.

    Among them are debts of the households that were joined to it.
    Shapes:  the result is one debt for each of `opened`, in its order.
    Raises:  DebtNotThere where the register of the day has no such debt, and what an entry raises.
    """
    batch = open_entry(entry, Deed.DEBT)
    known = states_of_debts(entry.centre, balances, entry.as_of)
    if not set(balances) <= set(known):
        raise DebtNotThere()
    for debt_id, balance in balances.items():
        restated(known[debt_id], batch, **asdict(balance))
    rows = DebtState.objects.filter(batch__centre=entry.centre).aggregate(last=Max("row"))
    made = []
    for row, new in enumerate(opened, start=(rows["last"] or 0) + 1):
        assert borrower is not None
        made.append(_opened(new, row, batch, household, borrower))
    homes = {state.debt.household_id for state in known.values()}
    close_entry(batch, entry, homes | {household.pk})
    return tuple(made)


@transaction.atomic
def restate_guarantors(
    *, entry: Entry, household: Household, names: Mapping[UUID, Sequence[str]]
) -> None:
    """The household's debts with who answers for them from a day on, the rest as it was.

    Where the register of the day names just these, nothing is entered.
    Raises: what an entry raises.
    """
    said = {key: ", ".join(listed) for key, listed in names.items()}
    known = states_of_debts(entry.centre, said, entry.as_of)
    changed = [state for key, state in known.items() if state.guarantors != said[key]]
    if not changed:
        return
    batch = open_entry(entry, Deed.DEBT)
    for state in changed:
        restated(state, batch, guarantors=said[state.debt_id])
    close_entry(batch, entry, {state.debt.household_id for state in changed} | {household.pk})


def _opened(
    new: NewDebt, row: int, batch: ImportBatch, household: Household, borrower: WrittenName
) -> Debt:
    debt = Debt.objects.create(household=household, group=new.group)
    facts = asdict(new.terms) | {"months": ",".join(map(str, new.terms.months))}
    DebtState.objects.create(
        batch=batch,
        position=0,
        debt=debt,
        row=row,
        borrower=borrower,
        borrower_id_written=False,
        guarantors=", ".join(new.guarantors),
        **facts,
    )
    DebtSuccession.objects.bulk_create(
        DebtSuccession(debt=debt, earlier_id=earlier) for earlier in sorted(new.carries_on)
    )
    return debt
