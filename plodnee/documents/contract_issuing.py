"""Issuing the papers of a contract: drafts until they are issued, then the same bytes for good.

None is issued of a draft whose case is not, or no longer, agreed as it was drafted.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from plodnee.contracts.basis import require_basis
from plodnee.contracts.drafting import DRAFT
from plodnee.contracts.models import AmendmentProposal, Contract, ContractGuarantor
from plodnee.contracts.selectors import contract_state, is_active, is_draft, version_of
from plodnee.documents.amendments import amendment_facts
from plodnee.documents.builders.official.acknowledgement import acknowledgement
from plodnee.documents.builders.official.amendment import contract_amendment
from plodnee.documents.builders.official.consent import creditors_consent
from plodnee.documents.builders.official.contract import restructuring_contract
from plodnee.documents.builders.official.guarantee import guarantee
from plodnee.documents.builders.paper import Paper
from plodnee.documents.contracts import (
    acknowledgement_facts,
    consent_facts,
    contract_paper_facts,
    creditor_key,
    guarantee_facts,
)
from plodnee.documents.errors import ContractNotOpen, NobodyToBind
from plodnee.documents.facts.contracts import ConsentFacts, PaperHead
from plodnee.documents.issuing import BUILDERS, IssuedOf, issued_file, issued_once
from plodnee.documents.models import IssuedDocument
from plodnee.organization.access import Visitor, require
from plodnee.registers.holding import hold_centre

Kind = IssuedDocument.Kind


def contract_paper(contract: Contract, ending: str, *, on: date) -> bytes:
    """The contract as a file: as issued, before that a draft.

    Raises: PaperErased.
    """
    standing = _standing(Kind.CONTRACT, contract.pk.hex)
    if standing is not None:
        return issued_file(standing, ending)
    paper = restructuring_contract(contract_paper_facts(contract, on), is_draft=True)
    return BUILDERS[ending](paper)


def issue_contract(contract: Contract, *, actor: Visitor, on: date) -> IssuedDocument:
    """The contract as it will be signed; again gives the same one.

    Its number is the contract's: with `pdf_sha256` it is what the signing names.

    Raises: NotAllowed, ContractNotOpen, ContractIncomplete, AnsweredSince.
    """

    def made() -> tuple[Any, Paper]:
        facts = contract_paper_facts(contract, on)
        return facts, restructuring_contract(facts)

    return _issue(Kind.CONTRACT, contract.pk.hex, contract, made, actor, on)


def guarantee_paper(one: ContractGuarantor, ending: str, *, on: date) -> bytes:
    """The guarantee of somebody who guarantees anew: as issued, before that a draft.

    Raises: NobodyToBind, PaperErased.
    """
    _require_bound(one)
    standing = _standing(Kind.GUARANTEE, _guarantee_key(one))
    if standing is not None:
        return issued_file(standing, ending)
    return BUILDERS[ending](guarantee(guarantee_facts(one, on), is_draft=True))


def issue_guarantee(one: ContractGuarantor, *, actor: Visitor, on: date) -> IssuedDocument:
    """The guarantee as it will be signed; again gives the same one.

    Raises: NobodyToBind, NotAllowed, ContractNotOpen, ContractIncomplete, AnsweredSince.
    """
    _require_bound(one)

    def made() -> tuple[Any, Paper]:
        facts = guarantee_facts(one, on)
        return facts, guarantee(facts)

    return _issue(Kind.GUARANTEE, _guarantee_key(one), one.contract, made, actor, on)


def acknowledgement_paper(contract: Contract, ending: str, *, on: date) -> bytes:
    """The borrower's acknowledgement of debt: as issued, before that a draft.

    Raises: PaperErased.
    """
    standing = _standing(Kind.ACKNOWLEDGEMENT, contract.pk.hex)
    if standing is not None:
        return issued_file(standing, ending)
    return BUILDERS[ending](acknowledgement(acknowledgement_facts(contract, on), is_draft=True))


def issue_acknowledgement(contract: Contract, *, actor: Visitor, on: date) -> IssuedDocument:
    """The acknowledgement as it will be signed; again gives the same one.

    Raises: NotAllowed, ContractNotOpen, ContractIncomplete, AnsweredSince.
    """

    def made() -> tuple[Any, Paper]:
        facts = acknowledgement_facts(contract, on)
        return facts, acknowledgement(facts)

    return _issue(Kind.ACKNOWLEDGEMENT, contract.pk.hex, contract, made, actor, on)


def consent_paper(contract: Contract, creditor: str, ending: str, *, on: date) -> bytes:
    """What a creditor (by its key) agrees to: as issued, before that a draft.

    Raises: NobodyToBind, PaperErased.
    """
    standing = _standing(Kind.CONSENT, _consent_key(contract, creditor))
    if standing is not None:
        return issued_file(standing, ending)
    return BUILDERS[ending](creditors_consent(_consent(contract, creditor, on), is_draft=True))


def issue_consent(contract: Contract, creditor: str, *, actor: Visitor, on: date) -> IssuedDocument:
    """The creditor's consent as it will be signed; again gives the same one.

    Raises: NobodyToBind, NotAllowed, ContractNotOpen, ContractIncomplete, AnsweredSince.
    """

    def made() -> tuple[Any, Paper]:
        facts = _consent(contract, creditor, on)
        return facts, creditors_consent(facts)

    key = _consent_key(contract, creditor)
    return _issue(Kind.CONSENT, key, contract, made, actor, on)


@transaction.atomic
def issue_amendment(proposal: AmendmentProposal, *, actor: Visitor, on: date) -> IssuedDocument:
    """The amendment as it will be signed; again gives the same one until the contract has changed.

    What the committee resolved is worked out on the contract as it stands: after another amendment
    it is issued anew, with a number of its own.

    Raises: NotAllowed, ContractNotOpen, AmendmentNotResolved, and what `amended_on_books` raises.
    """
    contract = proposal.contract
    hold_centre(contract.centre_id)
    earlier = IssuedDocument.objects.filter(
        kind=Kind.AMENDMENT, subject_key__startswith=contract.pk.hex
    )

    def made() -> tuple[Any, Paper]:
        facts = amendment_facts(proposal, f"ก{earlier.count() + 1}", on)
        return facts, contract_amendment(facts)

    return _issue(Kind.AMENDMENT, _amendment_key(proposal), contract, made, actor, on)


def issued_amendment(proposal: AmendmentProposal) -> IssuedDocument | None:
    """The paper of an amendment as the contract stands now; None where none was issued."""
    return _standing(Kind.AMENDMENT, _amendment_key(proposal))


def creditors_in(contract: Contract) -> list[str]:
    """The keys of the creditors whose debts are in the contract, in its order."""
    sources = contract_state(contract).sources
    return list(dict.fromkeys(creditor_key(one.debt) for one in sources))


def papers_of(contract: Contract) -> QuerySet[IssuedDocument]:
    """The papers issued of a contract, the earliest first, without their files."""
    found = IssuedDocument.objects.filter(
        household=contract.household_id, subject_key__startswith=contract.pk.hex
    )
    return found.defer("pdf", "docx", "facts").order_by("issued_on", "kind", "number")


def _issue(
    kind: str,
    key: str,
    contract: Contract,
    made: Callable[[], tuple[Any, Paper]],
    actor: Visitor,
    on: date,
) -> IssuedDocument:
    standing = _standing(kind, key)
    if standing is not None:
        return standing
    require(actor, DRAFT, at=contract.centre_id, on=on)
    state = contract_state(contract)
    if not (is_draft(state) or is_active(state)):
        raise ContractNotOpen(number=contract.number)
    if is_draft(state):
        require_basis(state, on)
    facts, paper = made()
    head: PaperHead = facts.head
    subject = IssuedOf(kind, key, contract.centre, head.number, contract.household)
    return issued_once(subject, facts, paper, actor=actor, on=on)


def _standing(kind: str, key: str) -> IssuedDocument | None:
    return IssuedDocument.objects.filter(kind=kind, subject_key=key).first()


def _guarantee_key(one: ContractGuarantor) -> str:
    return f"{one.contract_id.hex}:{one.position}"


def _amendment_key(proposal: AmendmentProposal) -> str:
    version = version_of(proposal.contract)
    return f"{proposal.contract_id.hex}:a{proposal.pk.hex[:20]}:{version}"


def _consent_key(contract: Contract, creditor: str) -> str:
    return f"{contract.pk.hex}:{creditor}"


def _require_bound(one: ContractGuarantor) -> None:
    if one.reply.most_satang is None:
        raise NobodyToBind(number=one.contract.number)


def _consent(contract: Contract, creditor: str, on: date) -> ConsentFacts:
    facts = consent_facts(contract, on).get(creditor)
    if facts is None:
        raise NobodyToBind(number=contract.number)
    return facts
