"""Taking one step of a contract: held, its version checked, the deed kept to its place.

Whatever writes a step goes through here.
"""

from datetime import date
from typing import Any

from plodnee.audit.services import record
from plodnee.casework.rules.services import Hand
from plodnee.contracts.errors import ContractChanged, ContractOutOfOrder, ReasonNeeded
from plodnee.contracts.models import Contract, ContractStep
from plodnee.contracts.selectors import ContractState, contract_state
from plodnee.contracts.states import ACTIVE, DRAFT, ENDED, SETTLED, may_follow
from plodnee.engine.reasons import reason_lines
from plodnee.organization.access import known, officer_or_none
from plodnee.registers.holding import hold_household

__all__ = ["Hand", "held", "needed_reason", "take"]

LONGEST_REASON = 2_000
STATE_NAMES = {
    DRAFT: ("ร่าง", "draft"),
    ACTIVE: ("ใช้บังคับ", "in force"),
    SETTLED: ("ชำระครบแล้ว", "settled"),
    ENDED: ("สิ้นสุดแล้ว", "ended"),
}


def held(contract: Contract, deed: str, seen: int | None) -> ContractState:
    """The contract, held until the transaction ends, if the deed may be done now.

    `seen` is the version that whoever acts has seen; None where a layer above acts.

    Raises: ContractChanged, ContractOutOfOrder.
    """
    hold_household(contract.household_id)
    found = contract_state(contract)
    if seen is not None and found.version != seen:
        raise ContractChanged()
    if not may_follow(found.state, deed):
        thai, english = STATE_NAMES[found.state]
        raise ContractOutOfOrder(number=contract.number, state_th=thai, state_en=english)
    return found


def take(
    contract: Contract, sequence: int, deed: str, by: Hand, *, counts_from: date, **facts: Any
) -> ContractStep:
    """The next step of a held contract, with its event in the trail."""
    step = ContractStep.objects.create(
        contract=contract,
        sequence=sequence,
        deed=deed,
        counts_from=counts_from,
        done_by=officer_or_none(by.actor),
        done_on=by.on,
        done_at=by.at,
        **facts,
    )
    record(
        known(by.actor),
        f"contracts.{deed}",
        contract,
        household=str(contract.household_id),
        number=contract.number,
        sequence=sequence,
        counts_from=counts_from,
    )
    return step


def needed_reason(words: str) -> str:
    """The reason, tidied.

    Raises: ReasonNeeded if there is none.
    """
    text = reason_lines(words[:LONGEST_REASON])
    if not text:
        raise ReasonNeeded()
    return text
