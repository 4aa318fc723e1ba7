"""Amending a contract in force, settling it, and cancelling it by what reverses it."""

from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db import transaction

from plodnee.audit.services import record
from plodnee.casework.cases.errors import CaseAlreadyOpen
from plodnee.casework.cases.selectors import open_case_of
from plodnee.casework.cases.services import (
    mark_cleared,
    mark_owed_again,
    reopen_after_cancelled,
)
from plodnee.casework.meetings.selectors import approvals_standing, approving_resolution
from plodnee.casework.meetings.subjects import Subject
from plodnee.casework.models import Resolution
from plodnee.casework.plain_facts import from_plain, to_plain
from plodnee.contracts.errors import (
    AmendmentPaperMissing,
    AmendmentUnclear,
    ContractChanged,
    ResolutionUsed,
    SameProposer,
    SameSigner,
)
from plodnee.contracts.guaranteeing import Said, answers_kept, asked_to_stay
from plodnee.contracts.models import (
    ActiveContract,
    AmendmentProposal,
    ClosedDebt,
    Contract,
    ContractStep,
)
from plodnee.contracts.registering import (
    days_told,
    register_balances,
    register_cancelling,
    register_guarantors,
)
from plodnee.contracts.selectors import ContractState, Guarantee, PartState
from plodnee.contracts.signing import SIGN, put_in_force
from plodnee.contracts.states import Deed
from plodnee.contracts.taking import Hand, held, needed_reason, take
from plodnee.engine.contract_history import Amendment, workable_amendment
from plodnee.organization.access import known, officer_or_none, require

SUBJECT, DRAFT = "amendment", "contracts.draft"


@dataclass(frozen=True, slots=True)
class Change:
    """What is asked to change in one part, several things at once; what is None stays.

    `rest_satang` is the principal still owed after the last instalment, where it is laid on the
    extra ones: who keeps the books knows it.
    """

    part: int
    from_on: date
    due_on: date | None = None
    rate_bp: int | None = None
    extra_instalments: int = 0
    grace_on_principal: int = 0
    grace_on_interest: int = 0
    pause: tuple[date, date] | None = None
    instalment_satang: int | None = None
    rest_satang: int | None = None


def subject_of(proposal: AmendmentProposal) -> Subject:
    """What a committee resolves on: just this change, as it was proposed."""
    return Subject(SUBJECT, str(proposal.pk), proposal.contract.household)


def approval_of(proposal: AmendmentProposal) -> Resolution | None:
    """The latest resolution that approves just this change in closed minutes; None without one."""
    return next(iter(approvals_standing(subject_of(proposal))), None)


def proposed_change(proposal: AmendmentProposal) -> Change:
    """The change as it was proposed."""
    return from_plain(Change, proposal.change)


@transaction.atomic
def propose_amendment(
    *, key: UUID, contract: Contract, change: Change, reason: str, by: Hand
) -> AmendmentProposal:
    """What is asked to change, for the committee; proposed again under its key, the same one.

    Raises: NotAllowed, ContractOutOfOrder, ReasonNeeded, AmendmentUnclear, ContractChanged where
            the key is another proposal's, and what `workable_amendment` raises.
    """
    require(by.actor, DRAFT, at=contract.centre_id, on=by.on)
    found, said = held(contract, Deed.AMENDED, None), needed_reason(reason)
    _workable(found, change, by.on)
    facts = {"contract_id": contract.pk, "change": to_plain(change), "reason": said}
    standing = AmendmentProposal.objects.filter(pk=key).first()
    if standing is not None:
        if any(getattr(standing, name) != value for name, value in facts.items()):
            raise ContractChanged()
        return standing
    made = AmendmentProposal.objects.create(
        id=key,
        proposed_by=officer_or_none(by.actor),
        proposed_on=by.on,
        proposed_at=by.at,
        **facts,
    )
    record(known(by.actor), "contracts.amendment_proposed", made, number=contract.number)
    return made


@transaction.atomic
def amend_contract(
    *,
    proposal: AmendmentProposal,
    resolution_id: UUID,
    seen: int,
    paper_number: str,
    paper_sha256: str,
    by: Hand,
    guarantors: Said = MappingProxyType({}),
) -> ContractStep:
    """The contract amended as proposed, resolved and signed on paper, by another, once.

    Ensures: the number of instalments asked for is the number added; what was signed stays.
             Where time is extended, each guarantor bound for a debt of the part consented anew,
             up to how much and until when, or the register names them no more from today on.
    Raises:  NotAllowed, SameProposer, ContractChanged, ContractOutOfOrder, AmendmentUnclear,
             AmendmentPaperMissing, ResolutionNeeded, ResolutionUsed, and what
             `workable_amendment`, `answers_kept` and an entry into the register raise.
    """
    contract, change = proposal.contract, proposed_change(proposal)
    require(by.actor, SIGN, at=contract.centre_id, on=by.on)
    found = held(contract, Deed.AMENDED, seen)
    amendment = _workable(found, change, by.on)
    resolution = _resolved(found, proposal, resolution_id, paper_sha256, by)
    asked = asked_to_stay(found, part_of(found, change.part), amendment)
    kept = answers_kept(found, asked, guarantors, by.on)
    facts = {"part": change.part, "change": to_plain(amendment), "guarantors": kept}
    facts |= {"proposal": str(proposal.pk), "paper_sha256": paper_sha256}
    said: dict[str, Any] = {"counts_from": change.from_on, "resolution": resolution}
    said |= {"reason": proposal.reason, "amendment": facts, "paper_number": paper_number}
    step = take(contract, seen + 1, Deed.AMENDED, by, **said)
    if None in guarantors.values():
        register_guarantors(contract, by.on, by)
    return step


def _resolved(
    found: ContractState, proposal: AmendmentProposal, resolution_id: UUID, paper: str, by: Hand
) -> Resolution:
    """The resolution by which somebody records a proposal, on paper, for the first time.

    Raises: SameProposer, ResolutionNeeded, ResolutionUsed, AmendmentPaperMissing.
    """
    officer = officer_or_none(by.actor)
    if officer is not None and officer.pk == proposal.proposed_by_id:
        raise SameProposer()
    resolution = approving_resolution(resolution_id, subject_of(proposal))
    if str(proposal.pk) in recorded_proposals(found):
        raise ResolutionUsed()
    if not paper:
        raise AmendmentPaperMissing(number=found.contract.number)
    return resolution


def recorded_proposals(found: ContractState) -> set[str]:
    """The keys of the proposals by which a contract was amended."""
    return {str((step.amendment or {}).get("proposal", "")) for step in found.steps} - {""}


def guarantors_asked(found: ContractState, change: Change, on: date) -> list[Guarantee]:
    """Whose consent one request of changes needs.

    Raises: AmendmentUnclear, and what `workable_amendment` raises.
    """
    return asked_to_stay(found, part_of(found, change.part), _workable(found, change, on))


def amended_state(found: ContractState, change: Change, on: date) -> ContractState:
    """The contract as one request of changes would leave it; nothing is recorded.

    Raises: AmendmentUnclear, and what `workable_amendment` raises.
    """
    made = _workable(found, change, on)
    parts = tuple(
        replace(one, amendments=(*one.amendments, made))
        if one.part.position == change.part
        else one
        for one in found.parts
    )
    return replace(found, parts=parts)


def _workable(found: ContractState, change: Change, on: date) -> Amendment:
    part = part_of(found, change.part)
    asked = amendment_of(change, on, f"A{found.version + 1}")
    return workable_amendment(part.terms, part.amendments, asked)


def amendment_of(change: Change, agreed_on: date, key: str) -> Amendment:
    """The request as the engine takes it.

    Raises: AmendmentUnclear if it changes nothing, or a number is out of range.
    """
    facts: dict[str, Any] = {
        "due_on": change.due_on,
        "rate_bp": change.rate_bp,
        "extra_instalments": change.extra_instalments,
        "grace_on_principal": change.grace_on_principal,
        "grace_on_interest": change.grace_on_interest,
        "pause": change.pause,
        "instalment_satang": change.instalment_satang,
        "rest_satang": change.rest_satang,
    }
    try:
        return Amendment(id=key, agreed_on=agreed_on, from_on=change.from_on, **facts)
    except ValueError as refused:
        raise AmendmentUnclear() from refused


@transaction.atomic
def settle_contract(*, contract: Contract, on: date, by: Hand) -> ContractStep:
    """The contract ended because nothing is owed on it; the layer that keeps the books knows that.

    Raises: ContractOutOfOrder, and what an entry into the register raises.
    """
    found = held(contract, Deed.SETTLED, None)
    step = take(contract, found.version + 1, Deed.SETTLED, by, counts_from=on)
    _out_of_force(contract)
    for day in sorted({on, *days_told(contract, on)}):
        register_balances(contract, {}, day, by, f"ชำระสัญญาเลขที่ {contract.number} ครบ")
    mark_cleared(contract.case, by=by)
    return step


@transaction.atomic
def reopen_contract(*, contract: Contract, reason: str, on: date, by: Hand) -> ContractStep:
    """The contract in force again because what had settled it was taken back.

    The layer that keeps the books knows that, and tells the register what is owed.

    Raises: ContractOutOfOrder, ReasonNeeded, CaseAlreadyOpen if the household has a new case,
            ContractInForce, DebtInAnotherContract.
    """
    found = held(contract, Deed.REOPENED, None)
    said = needed_reason(reason)
    later = open_case_of(contract.household)
    if later is not None:
        raise CaseAlreadyOpen(household_code=contract.household.code, number=later.number)
    put_in_force(found)
    step = take(contract, found.version + 1, Deed.REOPENED, by, counts_from=on, reason=said)
    mark_owed_again(contract.case, reason=said, by=by)
    return step


@transaction.atomic
def cancel_contract(
    *, contract: Contract, reason: str, on: date, seen: int, by: Hand
) -> ContractStep:
    """The contract as if it had not been signed: its old debts stand again from a day on.

    By another than who recorded its signing, as whatever is taken back in the books. The layer that
    keeps these lets it be done only before anything was paid.

    Raises: NotAllowed, ContractChanged, ContractOutOfOrder, SameSigner, ReasonNeeded.
    """
    require(by.actor, SIGN, at=contract.centre_id, on=by.on)
    found = held(contract, Deed.CANCELLED, seen)
    officer = officer_or_none(by.actor)
    signer = found.signing.done_by_id if found.signing else None
    if officer is not None and officer.pk == signer:
        raise SameSigner()
    said = needed_reason(reason)
    step = take(contract, seen + 1, Deed.CANCELLED, by, counts_from=on, reason=said)
    _out_of_force(contract)
    register_cancelling(found, on, by)
    reopen_after_cancelled(contract.case, reason=said, by=by)
    return step


def _out_of_force(contract: Contract) -> None:
    ActiveContract.objects.filter(contract=contract).delete()
    ClosedDebt.objects.filter(contract=contract).delete()


def part_of(found: ContractState, position: int) -> PartState:
    """One part of a contract.

    Raises: AmendmentUnclear if the contract has no such part.
    """
    part = next((one for one in found.parts if one.part.position == position), None)
    if part is None:
        raise AmendmentUnclear()
    return part
