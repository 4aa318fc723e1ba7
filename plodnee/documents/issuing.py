"""Issuing the papers of committees: facts, both files and their fingerprints, kept for good."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from plodnee.audit.services import record
from plodnee.casework.meetings.services import HOLD
from plodnee.casework.models import Meeting, MeetingStep
from plodnee.casework.plain_facts import to_plain
from plodnee.documents.builders.official.minutes import minutes_paper
from plodnee.documents.builders.official.notice import notice_paper
from plodnee.documents.builders.official.order import order_paper
from plodnee.documents.builders.paper import Paper, paper_docx, paper_pdf
from plodnee.documents.committees import minutes_facts, notice_facts, order_paper_facts
from plodnee.documents.errors import PaperErased
from plodnee.documents.models import IssuedDocument
from plodnee.organization.access import Visitor, known, may, officer_or_none, require
from plodnee.organization.models import Centre
from plodnee.registers.holding import hold_centre
from plodnee.registers.models import AppointmentOrder, Household, OrderSigning

Kind = IssuedDocument.Kind
BUILDERS = {".pdf": paper_pdf, ".docx": paper_docx}


@dataclass(frozen=True, slots=True)
class IssuedOf:
    """What a paper is of: its kind and key at a centre, its own number, the household it names."""

    kind: str
    key: str
    centre: Centre
    number: str = ""
    household: Household | None = None


@dataclass(frozen=True, slots=True)
class Files:
    """A paper's files; no Word file where it is empty."""

    pdf: bytes
    docx: bytes


def order_file(order: AppointmentOrder, ending: str, *, actor: Visitor, on: date) -> bytes:
    """The order as a file: as issued once it is signed, before that a draft."""
    if not OrderSigning.objects.filter(order=order).exists():
        return BUILDERS[ending](order_paper(order_paper_facts(order)))
    return issued_file(issue_order(order, actor=actor, on=on), ending)


def minutes_file(meeting: Meeting, ending: str, *, actor: Visitor, on: date) -> bytes:
    """The minutes as a file: as issued once they are closed, before that a draft."""
    closed = MeetingStep.objects.filter(meeting=meeting, deed=MeetingStep.Deed.CLOSED)
    if not closed.exists():
        return BUILDERS[ending](minutes_paper(minutes_facts(meeting)))
    return issued_file(issue_minutes(meeting, actor=actor, on=on), ending)


def notice_file(meeting: Meeting, ending: str, *, actor: Visitor, on: date) -> bytes:
    """The notice of a meeting as a file: as issued, which it is when a holder first takes it.

    Whoever may not hold meetings gets what was issued last, or a draft.
    """
    if may(actor, HOLD, at=meeting.centre_id, on=on):
        return issued_file(issue_notice(meeting, actor=actor, on=on), ending)
    standing = notices_of(meeting).first()
    if standing is None:
        return BUILDERS[ending](notice_paper(notice_facts(meeting), is_draft=True))
    return issued_file(standing, ending)


def issue_order(order: AppointmentOrder, *, actor: Visitor, on: date) -> IssuedDocument:
    """The signed order as issued; again gives the same one."""
    facts = order_paper_facts(order)
    subject = IssuedOf(Kind.ORDER, str(order.pk), order.centre)
    return issued_once(subject, facts, order_paper(facts), actor=actor, on=on)


def issue_minutes(meeting: Meeting, *, actor: Visitor, on: date) -> IssuedDocument:
    """The closed minutes as issued; again gives the same ones."""
    facts = minutes_facts(meeting)
    subject = IssuedOf(Kind.MINUTES, str(meeting.pk), meeting.centre)
    return issued_once(subject, facts, minutes_paper(facts), actor=actor, on=on)


@transaction.atomic
def issue_notice(meeting: Meeting, *, actor: Visitor, on: date) -> IssuedDocument:
    """The notice as issued; again gives the same one until the agenda is another.

    From the day of the meeting on the last one stays: what is added then is in the minutes.

    Raises: NotAllowed.
    """
    require(actor, HOLD, at=meeting.centre_id, on=on)
    hold_centre(meeting.centre_id)
    last, edition = notices_of(meeting).first(), notices_of(meeting).count()
    if last is not None:
        same = to_plain(notice_facts(meeting, edition)) == last.facts
        if same or on >= meeting.held_on:
            return last
    facts = notice_facts(meeting, edition + 1)
    number = facts.number if not edition else f"{facts.number}-{edition + 1}"
    subject = IssuedOf(Kind.NOTICE, f"{meeting.pk}:{edition + 1:03d}", meeting.centre, number)
    return issued_once(subject, facts, notice_paper(facts), actor=actor, on=on)


def notices_of(meeting: Meeting) -> QuerySet[IssuedDocument]:
    """The notices issued for a meeting, the latest first."""
    found = IssuedDocument.objects.filter(
        kind=Kind.NOTICE, subject_key__startswith=f"{meeting.pk}:"
    )
    return found.order_by("-subject_key")


def issued_file(document: IssuedDocument, ending: str) -> bytes:
    """An issued paper as a file, the very bytes that were issued.

    Raises: PaperErased.
    """
    if document.is_erased:
        raise PaperErased(number=document.number)
    return bytes(document.pdf if ending == ".pdf" else document.docx)


def issued_of(kind: str, subject: Any) -> IssuedDocument | None:
    """The paper of an order or a meeting with its fingerprints, without its files."""
    found = IssuedDocument.objects.filter(kind=kind, subject_key=str(subject.pk))
    return found.defer("pdf", "docx", "facts").first()


def issued_once(
    subject: IssuedOf, facts: Any, paper: Paper, *, actor: Visitor, on: date
) -> IssuedDocument:
    """The paper as issued: facts, both files, fingerprints; again gives the one that stands."""
    files = Files(paper_pdf(paper), paper_docx(paper))
    return issued_files(subject, facts, files, actor=actor, on=on)


@transaction.atomic
def issued_files(
    subject: IssuedOf, facts: Any, files: Files, *, actor: Visitor, on: date
) -> IssuedDocument:
    """The files as issued with their facts and fingerprints; again gives what stands."""
    centre = Centre.objects.select_for_update(no_key=True).get(pk=subject.centre.pk)
    standing = IssuedDocument.objects.filter(kind=subject.kind, subject_key=subject.key).first()
    if standing is not None:
        return standing
    plain = to_plain(facts)
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    document = IssuedDocument.objects.create(
        centre=centre,
        kind=subject.kind,
        subject_key=subject.key,
        number=subject.number,
        household=subject.household,
        facts=plain,
        facts_sha256=_sha256(text.encode("utf-8")),
        pdf=files.pdf,
        pdf_sha256=_sha256(files.pdf),
        docx=files.docx,
        docx_sha256=_sha256(files.docx),
        issued_by=officer_or_none(actor),
        issued_on=on,
    )
    record(
        known(actor), "documents.issued", document, kind=subject.kind, sha256=document.pdf_sha256
    )
    return document


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
