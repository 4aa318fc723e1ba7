"""Where a contract in force stands by its books on a day, in the figures of its page."""

from dataclasses import dataclass
from datetime import date

from plodnee.contracts.selectors import ContractState
from plodnee.contracts.states import ACTIVE
from plodnee.ledger.positions import contract_position, payoff_of


@dataclass(frozen=True, slots=True)
class Standing:
    """What is left, what is due and not paid, when the next is due, and what would end it."""

    on: date
    principal_satang: int
    due_satang: int
    next_due_on: date | None
    payoff_satang: int


def standing_of(found: ContractState, on: date) -> Standing | None:
    """By the books, finished sheet or not; None unless the contract is in force."""
    if found.state != ACTIVE:
        return None
    position = contract_position(found, on)
    payoff = sum(parts.total for parts in payoff_of(found, on).values())
    return Standing(
        on, position.outstanding_satang, position.due_satang, position.next_due_on, payoff
    )
