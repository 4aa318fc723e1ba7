"""The paper of an amendment gathered from its proposal and from the contract that it changes."""

from datetime import date
from typing import Any

from plodnee.contracts.ending import (
    Change,
    approval_of,
    guarantors_asked,
    part_of,
    proposed_change,
    recorded_proposals,
)
from plodnee.contracts.models import AmendmentProposal
from plodnee.contracts.selectors import Guarantee, PartState
from plodnee.contracts.states import ACTIVE
from plodnee.documents.contracts import (
    Gathered,
    borrower_of,
    clean,
    funds_of,
    gathered,
    guarantor_name,
    paper_head,
    part_facts,
)
from plodnee.documents.errors import AmendmentNotResolved
from plodnee.documents.facts.amendments import AmendedTerms, AmendmentFacts
from plodnee.documents.facts.contracts import GuarantorLine, Resolved
from plodnee.ledger.amending import amended_on_books


def amendment_facts(proposal: AmendmentProposal, suffix: str, on: date) -> AmendmentFacts:
    """The facts of what a committee resolved to amend in a contract, made on a day.

    Raises: AmendmentNotResolved, and what `amended_on_books` raises.
    """
    contract, change = proposal.contract, proposed_change(proposal)
    found, resolution = gathered(contract), approval_of(proposal)
    recorded = str(proposal.pk) in recorded_proposals(found.state)
    signing = found.state.signing
    if resolution is None or recorded or signing is None or found.state.state != ACTIVE:
        raise AmendmentNotResolved(number=contract.number)
    meeting = resolution.item.meeting
    old, after = part_of(found.state, change.part), amended_on_books(found.state, change, on)
    asked = guarantors_asked(found.state, change, on)
    return AmendmentFacts(
        head=paper_head(contract, on, suffix),
        borrower=borrower_of(contract),
        funds=funds_of(found),
        signed_on=signing.counts_from,
        part=change.part,
        from_on=change.from_on,
        terms=_terms(change),
        before=part_facts(found, old, rate_bp=_rate_before(old, change)),
        after=part_facts(found, part_of(after, change.part)),
        reason=clean(proposal.reason),
        resolution=Resolved("", f"{meeting.number}/{meeting.year_be}", meeting.held_on),
        guarantors=tuple(_line(found, one) for one in asked),
    )


def _terms(change: Change) -> AmendedTerms:
    names = AmendedTerms.__dataclass_fields__
    known: dict[str, Any] = {name: getattr(change, name) for name in names}
    return AmendedTerms(**known)


def _rate_before(part: PartState, change: Change) -> int:
    """The rate of the first row that the amendment counts for, before it."""
    rows = part.rows
    return next((row.rate_bp for row in rows if row.due_on >= change.from_on), rows[-1].rate_bp)


def _line(found: Gathered, one: Guarantee) -> GuarantorLine:
    debt = found.old_debt(one.row.reply.debt)
    return GuarantorLine(
        name=guarantor_name(one.row),
        creditor=debt.creditor,
        debt_number=debt.contract_number,
        most_satang=one.most_satang,
        until=one.until,
    )
