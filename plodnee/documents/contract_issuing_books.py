"""Issuing what follows a contract: receipts, statements, the letter at its end, notices."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.db.models import Q

from plodnee.casework.following.duties import GuarantorDuty
from plodnee.casework.following.services import CONTACT
from plodnee.casework.plain_facts import from_plain
from plodnee.contracts.models import Contract
from plodnee.contracts.selectors import contract_state, is_settled
from plodnee.documents.builders.official.guarantor_letter import guarantor_letter
from plodnee.documents.builders.official.settlement import settlement_letter
from plodnee.documents.builders.official.statement import contract_statement
from plodnee.documents.builders.receipts import build_receipts
from plodnee.documents.builders.voice import Language
from plodnee.documents.contract_books import (
    settlement_facts,
    settlings,
    statement_facts,
)
from plodnee.documents.errors import ContractNotSigned, PaperErased
from plodnee.documents.facts.receipts import ReceiptFacts
from plodnee.documents.following import letter_facts
from plodnee.documents.issuing import Files, IssuedOf, issued_file, issued_files, issued_once
from plodnee.documents.models import IssuedDocument
from plodnee.documents.receipts import receipt_facts
from plodnee.engine.thai_dates import be_year
from plodnee.engine.thai_text import compact
from plodnee.ledger.models import Entry, Repayment
from plodnee.ledger.paying_off import POST
from plodnee.organization.access import Visitor, require
from plodnee.organization.models import Centre
from plodnee.registers.holding import hold_centre

Kind = IssuedDocument.Kind


@transaction.atomic
def issue_receipt(repayment: Repayment, *, actor: Visitor, on: date) -> IssuedDocument:
    """The receipt of a repayment as issued, two copies on a page; again gives the same one.

    It has no Word file: nobody writes in a receipt. What the books say of a repayment is sealed, so
    whoever may see it may print it.
    """
    contract = repayment.contract
    subject = IssuedOf(
        Kind.RECEIPT,
        repayment.pk.hex,
        contract.centre,
        repayment.receipt_number,
        contract.household,
    )
    standing = _standing(subject.kind, subject.key)
    if standing is not None:
        return standing
    facts = receipt_facts(contract.centre, [repayment])
    files = Files(build_receipts(facts, language="th"), b"")
    return issued_files(subject, facts[0], files, actor=actor, on=on)


def receipts_file(
    centre: Centre, repayments: Sequence[Repayment], *, language: Language, actor: Visitor, on: date
) -> bytes:
    """The receipts of some repayments in one PDF, each as it was issued: number, day and sums.

    One alone in Thai is handed out as the very bytes that were issued. What was taken back is
    printed with a mark that says so.

    Raises: PaperErased.
    """
    by_key = {one.pk: one for one in repayments}
    issued = {
        key: issue_receipt(one, actor=actor, on=on)
        for key, one in by_key.items()
        if not hasattr(one.entry, "reversed_by")
    }
    if len(issued) == len(repayments) == 1 and language == "th":
        return issued_file(next(iter(issued.values())), ".pdf")
    marked = receipt_facts(centre, [one for key, one in by_key.items() if key not in issued])
    kept = [_facts_as_issued(document) for document in issued.values()]
    return build_receipts(sorted([*kept, *marked], key=_by_number), language=language)


def _facts_as_issued(document: IssuedDocument) -> ReceiptFacts:
    if document.is_erased:
        raise PaperErased(number=document.number)
    return from_plain(ReceiptFacts, document.facts)


def _by_number(facts: ReceiptFacts) -> tuple[int, int]:
    number, _slash, year = facts.number.partition("/")
    return int(year), int(number)


@transaction.atomic
def issue_statement(contract: Contract, as_of: date, *, actor: Visitor, on: date) -> IssuedDocument:
    """The statement of a contract up to a day; again gives the same one until the books say more.

    Raises: NotAllowed, ContractNotSigned.
    """
    require(actor, POST, at=contract.centre_id, on=on)
    if contract_state(contract).signing is None:
        raise ContractNotSigned(number=contract.number)
    hold_centre(contract.centre_id)
    moves = _moves_known(contract)
    key = f"{contract.pk.hex}:s{as_of:%Y%m%d}:{moves}"
    standing = _standing(Kind.STATEMENT, key)
    if standing is not None:
        return standing
    earlier = IssuedDocument.objects.filter(
        kind=Kind.STATEMENT, subject_key__startswith=f"{contract.pk.hex}:s"
    )
    facts = statement_facts(contract, as_of, f"บ{earlier.count() + 1}", on)
    subject = IssuedOf(Kind.STATEMENT, key, contract.centre, facts.head.number, contract.household)
    return issued_once(subject, facts, contract_statement(facts), actor=actor, on=on)


def issue_settlement(contract: Contract, *, actor: Visitor, on: date) -> IssuedDocument:
    """The letter that a contract was paid in full; again gives the same one.

    Raises: NotAllowed, ContractNotSettled.
    """
    state = contract_state(contract)
    times = len(settlings(state))
    key = contract.pk.hex if times < 2 else f"{contract.pk.hex}:{times}"
    standing = _standing(Kind.SETTLEMENT, key)
    if standing is not None and is_settled(state):
        return standing
    require(actor, POST, at=contract.centre_id, on=on)
    facts = settlement_facts(contract, on)
    subject = IssuedOf(Kind.SETTLEMENT, key, contract.centre, facts.head.number, contract.household)
    return issued_once(subject, facts, settlement_letter(facts), actor=actor, on=on)


@transaction.atomic
def issue_guarantor_notice(duty: GuarantorDuty, *, actor: Visitor, on: date) -> IssuedDocument:
    """The notice of just this default to just this guarantor; again on the day gives the same one.

    It is numbered within its year at the centre. That it was sent is recorded apart.

    Raises: NotAllowed: the state's officers collect no debts and write no notices.
    """
    one = duty.overdue.stated
    household, centre = one.household, one.household.centre
    require(actor, CONTACT, at=centre, on=on)
    hold_centre(centre.pk)
    who = hashlib.sha256(compact(duty.guarantor).encode()).hexdigest()[:12]
    key = f"{one.debt.pk.hex}:{who}:{duty.overdue.since:%Y%m%d}:{on:%Y%m%d}"
    standing = _standing(Kind.GUARANTOR_NOTICE, key)
    if standing is not None:
        return standing
    year = be_year(on)
    notices = IssuedDocument.objects.filter(
        centre=centre, kind=Kind.GUARANTOR_NOTICE, number__endswith=f"/{year}"
    )
    number = f"น{notices.count() + 1}/{year}"
    facts = replace(letter_facts(duty, on), number=number)
    subject = IssuedOf(Kind.GUARANTOR_NOTICE, key, centre, number, household)
    return issued_once(subject, facts, guarantor_letter(facts), actor=actor, on=on)


def _standing(kind: str, key: str) -> IssuedDocument | None:
    return IssuedDocument.objects.filter(kind=kind, subject_key=key).first()


def _moves_known(contract: Contract) -> str:
    """How many entries and reversals of the contract the books hold: they only grow."""
    moves = Entry.objects.filter(
        Q(repayment__contract=contract) | Q(adjustment__adjustment__contract=contract)
    )
    back = moves.filter(reversed_by__isnull=False)
    steps = contract.steps.count()
    return f"{moves.count()}.{back.count()}.{steps}"
