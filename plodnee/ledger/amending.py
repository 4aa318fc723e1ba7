"""A contract amended with its books in view: no day that they counted is counted again.

Pages and commands amend through here; what is charged, let go or received stands as it was counted,
so that an amendment changes only what comes after it.
"""

from datetime import date
from types import MappingProxyType
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from plodnee.contracts.ending import (
    Change,
    amend_contract,
    amended_state,
    propose_amendment,
    proposed_change,
)
from plodnee.contracts.guaranteeing import Said
from plodnee.contracts.models import AmendmentProposal, Contract, ContractStep
from plodnee.contracts.selectors import ContractState, contract_state
from plodnee.contracts.taking import Hand
from plodnee.ledger.errors import AmendedBeforeBooked
from plodnee.ledger.signing import SignedPaper
from plodnee.ledger.telling import tell_register
from plodnee.registers.models import Household


@transaction.atomic
def propose_on_books(
    *, key: UUID, contract: Contract, change: Change, reason: str, by: Hand
) -> AmendmentProposal:
    """What is asked to change, for the committee; proposed again under its key, the same one.

    Raises: AmendedBeforeBooked, and what `propose_amendment` raises.
    """
    refuse_before_booked(contract, change.from_on)
    return propose_amendment(key=key, contract=contract, change=change, reason=reason, by=by)


@transaction.atomic
def amend_on_books(
    *,
    proposal: AmendmentProposal,
    resolution_id: UUID,
    seen: int,
    paper: SignedPaper,
    by: Hand,
    guarantors: Said = MappingProxyType({}),
) -> ContractStep:
    """The contract amended, and the register told what is left, until when and since when late.

    Raises: AmendedBeforeBooked, what `amend_contract` raises, and what an entry into the register
            raises.
    """
    contract = proposal.contract
    Household.objects.select_for_update().get(pk=contract.household_id)  # nobody posts meanwhile
    refuse_before_booked(contract, proposed_change(proposal).from_on)
    step = amend_contract(
        proposal=proposal,
        resolution_id=resolution_id,
        seen=seen,
        paper_number=paper.number,
        paper_sha256=paper.sha256,
        by=by,
        guarantors=guarantors,
    )
    words = f"แก้ไขสัญญาเลขที่ {contract.number}"
    tell_register(contract_state(contract), by.on, by, words)
    return step


def amended_on_books(found: ContractState, change: Change, on: date) -> ContractState:
    """The contract as the change would leave it, to look at; nothing is recorded.

    Raises: AmendedBeforeBooked, and what `amended_state` raises.
    """
    refuse_before_booked(found.contract, change.from_on)
    return amended_state(found, change, on)


def refuse_before_booked(contract: Contract, from_on: date) -> None:
    """Nothing, if no entry of a later day stands on the contract.

    Raises: AmendedBeforeBooked.
    """
    paid = contract.repayments.filter(entry__reversed_by__isnull=True)
    adjusted = contract.adjustments.filter(
        posting__isnull=False, posting__entry__reversed_by__isnull=True
    )
    days = [
        paid.aggregate(last=Max("entry__business_date"))["last"],
        adjusted.aggregate(last=Max("posting__entry__business_date"))["last"],
    ]
    last = max((day for day in days if day), default=None)
    if last and from_on < last:
        raise AmendedBeforeBooked(number=contract.number, on=last)
