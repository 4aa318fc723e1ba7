"""What the books know of a contract, told to the register: what is left, and since when overdue.

The register is what arrears lists, classes and notices to guarantors are made of.
"""

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from plodnee.contracts.models import Part, TrancheDebt
from plodnee.contracts.registering import balances_of, days_told, register_balances
from plodnee.contracts.selectors import ContractState, active_states
from plodnee.contracts.taking import Hand
from plodnee.ledger.owed import left_by_tranche
from plodnee.ledger.positions import ContractPosition, contract_position
from plodnee.organization.models import Centre


def tell_register(state: ContractState, on: date, by: Hand, reason: str) -> None:
    """The register with each tranche as the books have it on a day; nothing if it says so already.

    Ensures: what the register says of the contract for later days agrees with the books too, a
             workbook of a later day among it.
    Raises:  what an entry into the register raises.
    """
    for day in sorted({on, *days_told(state.contract, on)}):
        _tell(state, day, by, reason)


def tell_again(state: ContractState, since: date, by: Hand, reason: str) -> None:
    """The register true for every day from one on for which it was told of the contract.

    Raises: what an entry into the register raises.
    """
    for day in days_told(state.contract, since):
        _tell(state, day, by, reason)


def _tell(state: ContractState, on: date, by: Hand, reason: str) -> None:
    position = contract_position(state, on)
    left, overdue = left_by_tranche(position), overdue_by_tranche(position)
    register_balances(state.contract, left, on, by, reason, overdue=overdue)


def told_by_books(centre: Centre, on: date) -> dict[UUID, dict[str, Any]]:
    """What a register of a day is to say of the debts of contracts in force, by their keys.

    Whoever takes in a workbook hands this to `registers`, which lies below the books.
    """
    found: dict[UUID, dict[str, Any]] = {}
    for state in active_states(centre):
        if state.signing is not None and state.signing.counts_from <= on:
            position = contract_position(state, on)
            left, overdue = left_by_tranche(position), overdue_by_tranche(position)
            said = balances_of(state.contract, left, on, overdue=overdue)
            found |= {key: asdict(balance) for key, balance in said.items()}
    return found


@dataclass(frozen=True, slots=True)
class BookedDebt:
    """A debt of a contract in force on a day: what is owed, what of it is not what was signed for.

    `accrued` is interest and charges that fell due under the contract and are not paid; satang.
    """

    owed_satang: int
    accrued_satang: int
    is_overdue: bool


def booked_debts(centre: Centre, on: date) -> dict[UUID, BookedDebt]:
    """The debts of a centre's contracts in force as their books have them on a day, by key."""
    links = TrancheDebt.objects.filter(tranche__part__contract__centre=centre)
    debts = dict(links.values_list("tranche", "debt"))
    found = {}
    for state in active_states(centre):
        position = contract_position(state, on)
        left, overdue = left_by_tranche(position), overdue_by_tranche(position)
        for one in state.parts:
            for tranche in one.tranches:
                owed = left[tranche.pk]
                joined = one.part.kind == Part.Kind.ARREARS  # its interest was owed before
                accrued = owed.total - owed.principal - (owed.interest if joined else 0)
                late = tranche.pk in overdue and owed.total > 0
                found[debts[tranche.pk]] = BookedDebt(owed.total, accrued, late)
    return found


def overdue_by_tranche(position: ContractPosition) -> dict[int, date]:
    """Since when each tranche is overdue: the day on which the oldest unpaid row fell due."""
    return {
        tranche.pk: position.as_of - timedelta(days=where.days_past_due)
        for one, where in zip(position.state.parts, position.parts, strict=True)
        if where.days_past_due
        for tranche in one.tranches
    }
