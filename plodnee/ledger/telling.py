"""What the books know of a contract, told to the register: what is left, and since when overdue.

The register is what arrears lists, classes and notices to guarantors are made of.
"""

from datetime import date, timedelta

from plodnee.contracts.registering import register_balances
from plodnee.contracts.selectors import ContractState
from plodnee.contracts.taking import Hand
from plodnee.ledger.owed import left_by_tranche
from plodnee.ledger.positions import ContractPosition, contract_position


def tell_register(state: ContractState, on: date, by: Hand, reason: str) -> None:
    """The register with each tranche as the books have it on a day; nothing if it says so already.

    Raises: what an entry into the register raises.
    """
    position = contract_position(state, on)
    register_balances(
        state.contract,
        left_by_tranche(position),
        on,
        by,
        reason,
        overdue=overdue_by_tranche(position),
    )


def overdue_by_tranche(position: ContractPosition) -> dict[int, date]:
    """Since when each tranche is overdue: the day on which the oldest unpaid row fell due."""
    return {
        tranche.pk: position.as_of - timedelta(days=where.days_past_due)
        for one, where in zip(position.state.parts, position.parts, strict=True)
        if where.days_past_due
        for tranche in one.tranches
    }
