"""A contract amended with its books in view: no day that they counted is counted again.

Pages and commands amend through here; what is charged, let go or received stands as it was counted,
so that an amendment changes only what comes after it. Once the last instalment fell due, what is
left of the principal by the books is laid on new ones.
"""

from dataclasses import replace
from datetime import date
from types import MappingProxyType
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from plodnee.contracts.ending import (
    Change,
    amend_contract,
    amended_state,
    part_of,
    propose_amendment,
    proposed_change,
)
from plodnee.contracts.guaranteeing import Said
from plodnee.contracts.models import AmendmentProposal, Contract, ContractStep
from plodnee.contracts.selectors import ContractState, contract_state
from plodnee.contracts.taking import Hand
from plodnee.engine.money import format_baht
from plodnee.ledger.amending_errors import (
    AmendedBeforeBooked,
    RestChanged,
    RestGrown,
    RestLaidAlready,
    RestUnclear,
)
from plodnee.ledger.positions import contract_position
from plodnee.ledger.signing import SignedPaper
from plodnee.ledger.telling import tell_register
from plodnee.registers.holding import hold_household


@transaction.atomic
def propose_on_books(
    *, key: UUID, contract: Contract, change: Change, reason: str, by: Hand
) -> AmendmentProposal:
    """What is asked to change, for the committee; proposed again under its key, the same one.

    Raises: AmendedBeforeBooked, RestUnclear, and what `propose_amendment` raises.
    """
    refuse_before_booked(contract, change.from_on)
    whole = with_rest(contract_state(contract), change, by.on)
    return propose_amendment(key=key, contract=contract, change=whole, reason=reason, by=by)


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

    Raises: AmendedBeforeBooked, RestChanged, RestLaidAlready, what `amend_contract` raises, and
            what an entry into the register raises.
    """
    contract = proposal.contract
    hold_household(contract.household_id)  # nobody posts meanwhile
    change = proposed_change(proposal)
    refuse_before_booked(contract, change.from_on)
    with_rest(contract_state(contract), change, by.on)
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

    Raises: AmendedBeforeBooked, RestUnclear, RestChanged, RestLaidAlready, and what
            `amended_state` raises.
    """
    refuse_before_booked(found.contract, change.from_on)
    return amended_state(found, with_rest(found, change, on), on)


def with_rest(found: ContractState, change: Change, on: date) -> Change:
    """The change; from a day after the part's last due date, with what is left of its principal.

    Raises: RestUnclear if it does not say on how many instalments from which day that is laid,
            RestChanged if it says another rest than the books of the day, RestLaidAlready if that
            was laid anew since, RestGrown if more is left than was laid anew before.
    """
    position = contract_position(found, on)
    parts = zip(found.parts, position.parts, strict=True)
    where = next((at for one, at in parts if one.part.position == change.part), None)
    last = where.rows[-1].row.due_on if where else on
    rest = where.outstanding if where and last < min(on, change.from_on) else None
    if change.rest_satang is not None and where and rest is None:
        raise RestLaidAlready(number=found.contract.number, last_due=last)
    if change.rest_satang not in (None, rest):
        then, now = change.rest_satang or 0, where.outstanding if where else 0
        said = {"then": format_baht(then), "now": format_baht(now)}
        raise RestChanged(number=found.contract.number, **said)
    if not rest:
        return change
    if change.due_on is None or not change.extra_instalments or change.from_on > on:
        raise RestUnclear(last_due=last, rest=format_baht(rest))
    _refuse_grown(found, change.part, rest)
    return replace(change, rest_satang=rest)


def _refuse_grown(found: ContractState, part: int, rest: int) -> None:
    laid = [one.rest_satang for one in part_of(found, part).amendments if one.rest_satang]
    if laid and rest > laid[-1]:
        said = {"then": format_baht(laid[-1]), "now": format_baht(rest)}
        raise RestGrown(number=found.contract.number, **said)


def refuse_before_booked(contract: Contract, from_on: date) -> None:
    """Nothing, if no entry of a later day stands on the contract.

    Raises: AmendedBeforeBooked.
    """
    last = booked_since(contract, from_on)
    if last is not None:
        raise AmendedBeforeBooked(number=contract.number, on=last)


def overtaken_on(proposal: AmendmentProposal) -> date | None:
    """The day of a later entry for which a proposal can be recorded no more; None without one."""
    return booked_since(proposal.contract, proposed_change(proposal).from_on)


def booked_since(contract: Contract, from_on: date) -> date | None:
    """The last day after another on which something was booked on the contract and stands."""
    paid = contract.repayments.filter(entry__reversed_by__isnull=True)
    adjusted = contract.adjustments.filter(
        posting__isnull=False, posting__entry__reversed_by__isnull=True
    )
    days = [
        paid.aggregate(last=Max("entry__business_date"))["last"],
        adjusted.aggregate(last=Max("posting__entry__business_date"))["last"],
    ]
    last = max((day for day in days if day), default=None)
    return last if last and from_on < last else None
