"""What changes what is owed on a contract without money: let go, charged for lateness, or a fee.

It is written down first, with each fund's part of it, and counts once its entry is in the books.
Source: docs/explanation/ledger.md, "Adjustments".
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from plodnee.audit.subjects import SubjectRule
from plodnee.casework.models import Resolution
from plodnee.ledger.models.books import LONGEST_NOTE, Entry


class Adjustment(models.Model):
    """What is to be let go or charged on a contract, by whom, and why.

    `counted_through` is the last day on which lateness was counted.
    """

    is_history: ClassVar[bool] = True
    erasable_columns: ClassVar[frozenset[str]] = frozenset({"reason"})
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        household="contract__household", erased={"reason": ""}
    )

    class Kind(models.TextChoices):
        WAIVER = "waiver"
        FEE = "fee"
        LATE = "late"

    id = models.UUIDField(primary_key=True)
    centre = models.ForeignKey("organization.Centre", models.PROTECT, related_name="adjustments")
    contract = models.ForeignKey("contracts.Contract", models.PROTECT, related_name="adjustments")
    kind = models.CharField(max_length=6, choices=Kind)
    counted_through = models.DateField(null=True)
    reason = models.CharField(max_length=LONGEST_NOTE, blank=True)
    made_by_key = models.CharField(max_length=64)
    made_by_label = models.CharField(max_length=150)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["contract", "made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="late", counted_through__isnull=False)
                | Q(kind__in=["waiver", "fee"], counted_through__isnull=True),
                name="adjustment_late_counts_days",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract_id} {self.kind}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this adjustment stand in."""
        return str(self.centre_id)


class AdjustmentShare(models.Model):
    """What of an adjustment one tranche lets go or is owed, by component."""

    is_history: ClassVar[bool] = True
    subject_rule: ClassVar[SubjectRule] = SubjectRule(household="adjustment__contract__household")

    adjustment = models.ForeignKey(Adjustment, models.PROTECT, related_name="shares")
    tranche = models.ForeignKey("contracts.Tranche", models.PROTECT, related_name="adjustments")
    penalty_satang = models.BigIntegerField(default=0)
    interest_satang = models.BigIntegerField(default=0)
    principal_satang = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["adjustment", "tranche"], name="adjustment_share_once"),
            models.CheckConstraint(
                condition=Q(penalty_satang__gte=0, interest_satang__gte=0, principal_satang__gte=0),
                name="adjustment_share_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.adjustment_id}/{self.tranche_id}"

    @property
    def total_satang(self) -> int:
        """All components together."""
        return self.penalty_satang + self.interest_satang + self.principal_satang


class AdjustmentPosting(models.Model):
    """That an adjustment counts: its entry, and the resolution behind it where it needs one."""

    is_history: ClassVar[bool] = True
    subject_rule: ClassVar[SubjectRule] = SubjectRule(household="adjustment__contract__household")

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="adjustment")
    adjustment = models.OneToOneField(Adjustment, models.PROTECT, related_name="posting")
    resolution = models.ForeignKey(
        Resolution, models.PROTECT, null=True, related_name="adjustments_posted"
    )

    def __str__(self) -> str:
        return f"{self.entry_id} {self.adjustment_id}"
