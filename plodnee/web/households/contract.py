"""What a household's page says of its contract, and of the debts that went into one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from plodnee.casework.plan.model import DebtAnalysis
from plodnee.contracts.models import Contract
from plodnee.contracts.selectors import (
    ContractState,
    contract_in_force,
    contract_state,
    contracts_of_household,
    draft_of,
)
from plodnee.contracts.states import ACTIVE, SETTLED
from plodnee.ledger.chart import creditor_of_debt
from plodnee.ledger.paying_off import payoffs_of
from plodnee.registers.entries.present import states_of_debts
from plodnee.registers.models import DebtState, Household, MemberGroup

Known = tuple[str, str, date | None]  # a debt by its creditor, its number and when it was borrowed


@dataclass(frozen=True, slots=True)
class ClosedDebt:
    """A debt with nothing owed, the contract that it went into, what its creditor still gets."""

    debt: DebtAnalysis
    contract: Contract | None = None
    unpaid_satang: int = 0


def contract_context(household_id: UUID) -> dict[str, Any]:
    """The contract in force, else the draft that waits for its signing; None where neither is."""
    home = Household(pk=household_id)
    active = contract_in_force(home)
    return {"contract": active or draft_of(home), "contract_is_active": active is not None}


def closed_debts(household_id: UUID, closed: Sequence[DebtAnalysis]) -> list[ClosedDebt]:
    """Debts with nothing owed: paid, or gone into a contract that stands.

    What is still to be paid is what the lead fund owes the creditor for the whole contract.
    """
    if not closed:
        return []
    taken: dict[Known, tuple[Contract, int]] = {}
    for contract in contracts_of_household(Household(pk=household_id)):
        state = contract_state(contract)
        if state.state in (ACTIVE, SETTLED):
            taken |= _taken_into(state)
    return [ClosedDebt(one, *taken.get(_known(one), (None, 0))) for one in closed]


def _taken_into(state: ContractState) -> dict[Known, tuple[Contract, int]]:
    contract = state.contract
    unpaid = {one.creditor: one.total for one in payoffs_of(state) if one.paid is None}
    debts = {one.debt_id: one.debt for one in state.sources}
    stated = states_of_debts(contract.centre, debts, contract.interest_from)
    return {
        _as_stated(found): (contract, unpaid.get(creditor_of_debt(debts[key]), 0))
        for key, found in stated.items()
    }


def _known(one: DebtAnalysis) -> Known:
    return one.debt.creditor, one.debt.contract_number, one.debt.borrowed_on


def _as_stated(found: DebtState) -> Known:
    creditor = creditor_of_debt(found.debt)
    name = creditor.code if isinstance(creditor, MemberGroup) else creditor.name
    return name, found.contract_number, found.borrowed_on
