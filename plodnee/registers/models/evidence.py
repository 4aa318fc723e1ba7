"""Scans and photographs that prove what a register says; the files lie sealed outside the web."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from plodnee.audit.subjects import SubjectRule
from plodnee.organization.models import Centre
from plodnee.registers.models.file_rules import FileRule
from plodnee.registers.models.limits import LONGEST_NAME
from plodnee.registers.models.parties import Debt, Household


class Evidence(models.Model):
    """One file about a household or a debt; its name on the disk says nothing about it."""

    is_history: ClassVar[bool] = True
    erasable_columns: ClassVar[frozenset[str]] = frozenset({"description"})
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        household="household", erased={"description": ""}
    )
    file_rule: ClassVar[FileRule] = FileRule("centre__code")

    class Kind(models.TextChoices):
        CONTRACT = "contract"
        RECEIPT = "receipt"
        BALANCE = "balance"
        LAND = "land"
        PHOTO = "photo"
        OTHER = "other"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="evidence")
    household = models.ForeignKey(Household, models.PROTECT, related_name="evidence")
    debt = models.ForeignKey(Debt, models.PROTECT, null=True, related_name="evidence")
    kind = models.CharField(max_length=8, choices=Kind)
    description = models.CharField(max_length=LONGEST_NAME, blank=True)
    media_type = models.CharField(max_length=32)
    size_bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=64, unique=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    uploaded_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=["contract", "receipt", "balance", "land", "photo", "other"],
                    media_type__in=["application/pdf", "image/jpeg", "image/png"],
                ),
                name="evidence_words_known",
            ),
            models.CheckConstraint(condition=Q(size_bytes__gt=0), name="evidence_not_empty"),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this file stand in."""
        return str(self.centre_id)


class EvidenceWithdrawal(models.Model):
    """That a file was attached by mistake and is shown no more; the file itself is kept."""

    is_history: ClassVar[bool] = True
    erasable_columns: ClassVar[frozenset[str]] = frozenset({"reason"})
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        household="evidence__household", erased={"reason": ""}
    )

    evidence = models.OneToOneField(
        Evidence, models.PROTECT, primary_key=True, related_name="withdrawal"
    )
    reason = models.TextField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_on = models.DateField()

    def __str__(self) -> str:
        return str(self.evidence_id)
