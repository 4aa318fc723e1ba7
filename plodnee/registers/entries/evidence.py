"""Evidence attached to a household or a debt, opened, and withdrawn where it was a mistake."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from uuid import uuid4

from django.db import transaction

from plodnee.audit.services import record
from plodnee.engine.reasons import reason_line
from plodnee.organization.access import Operator, Visitor, require
from plodnee.organization.models import Officer
from plodnee.registers.errors import EvidenceWithdrawn, ReasonMissing
from plodnee.registers.evidence_files import keep_with_row, kept, looked_into
from plodnee.registers.holding import hold_centre
from plodnee.registers.models import Debt, Evidence, EvidenceWithdrawal, Household
from plodnee.registers.places import evidence_place


def attach_evidence(
    content: bytes,
    *,
    household: Household,
    debt: Debt | None,
    kind: str,
    description: str,
    actor: Visitor,
    on: date,
) -> Evidence:
    """The file, kept as evidence; the same file sent again for the same thing is the one kept.

    Raises: NotAllowed, EvidenceRefused.
    """
    require(actor, "registers.enter", at=household.centre, on=on)
    content, media_type = looked_into(content)
    fingerprint = sha256(content).hexdigest()
    key = uuid4()

    def row_of(stored_as: str) -> Evidence:
        hold_centre(household.centre_id)
        there = _there(household, debt, fingerprint)
        if there is not None:
            return there
        made = Evidence.objects.create(
            id=key, centre=household.centre, household=household, debt=debt, kind=kind,
            description=description, media_type=media_type, size_bytes=len(content),
            sha256=fingerprint, stored_as=stored_as, uploaded_on=on,
            uploaded_by=actor if isinstance(actor, Officer) else None,
        )  # fmt: skip
        _record(actor, "registers.evidence_attached", made)
        return made

    return keep_with_row(content, place=evidence_place(key), row_of=row_of)


def opened_evidence(evidence: Evidence, *, actor: Visitor, on: date) -> bytes:
    """What the file holds; that it was looked at stands in the trail.

    Raises: NotAllowed, FileNotFoundError.
    """
    require(actor, "households.view", at=evidence.centre, on=on)
    content = kept(evidence.stored_as, place=evidence_place(evidence.pk))
    _record(actor, "registers.evidence_opened", evidence)
    return content


@transaction.atomic
def withdraw_evidence(evidence: Evidence, *, reason: str, actor: Visitor, on: date) -> Evidence:
    """The file, shown no more; it stays on the disk, and so does who withdrew it and why.

    Withdrawn again for the same reason, what stands.
    Raises: NotAllowed, ReasonMissing, EvidenceWithdrawn.
    """
    require(actor, "registers.enter", at=evidence.centre, on=on)
    if not (why := reason_line(reason)):
        raise ReasonMissing()
    withdrawal, fresh = EvidenceWithdrawal.objects.get_or_create(
        evidence=evidence,
        defaults={
            "reason": why,
            "withdrawn_on": on,
            "withdrawn_by": actor if isinstance(actor, Officer) else None,
        },
    )
    if fresh:
        _record(actor, "registers.evidence_withdrawn", evidence)
    elif withdrawal.reason != why:
        raise EvidenceWithdrawn(on=withdrawal.withdrawn_on)
    return evidence


def evidence_of(household: Household, as_of: date) -> Iterable[Evidence]:
    """The files about a household and its debts attached up to a day, without those withdrawn."""
    files = Evidence.objects.filter(household=household, uploaded_on__lte=as_of, withdrawal=None)
    return files.select_related("uploaded_by").order_by("-uploaded_on", "id")


def _there(household: Household, debt: Debt | None, fingerprint: str) -> Evidence | None:
    same = Evidence.objects.filter(household=household, debt=debt, sha256=fingerprint)
    return same.filter(withdrawal=None).first()


def _record(actor: Visitor, action: str, evidence: Evidence) -> None:
    assert isinstance(actor, Officer | Operator)
    record(actor, action, evidence, sha256=evidence.sha256, bytes=evidence.size_bytes)
