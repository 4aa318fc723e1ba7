"""What a centre reached in a year as it was reported, and what it needs for the next one."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from plodnee.organization.models import Centre, Officer

LONGEST_SOURCE, LONGEST_NEED = 300, 500


class YearRecord(models.Model):
    """Results of a centre in a fiscal year as somebody reported them; the latest version holds.

    What the system works out itself is entered for years that it does not know; None: not said.
    Units: satang.
    """

    is_history: ClassVar[bool] = True

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="year_records")
    fiscal_year_be = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    occupation_groups = models.PositiveIntegerField(null=True)
    returned_satang = models.BigIntegerField(null=True)
    beneficiaries = models.PositiveIntegerField(null=True)
    contracts = models.PositiveIntegerField(null=True)
    debt_satang = models.BigIntegerField(null=True)
    freed = models.PositiveIntegerField(null=True)
    model_households = models.PositiveIntegerField(null=True)
    source = models.CharField(max_length=LONGEST_SOURCE)
    reason = models.TextField(blank=True)
    kept_on = models.DateField()
    kept_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["centre", "fiscal_year_be", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "fiscal_year_be", "number"], name="year_record_version_once"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="year_record_names_its_source"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""), name="year_record_changed_for_a_reason"
            ),
            models.CheckConstraint(
                condition=(Q(returned_satang__isnull=True) | Q(returned_satang__gte=0))
                & (Q(debt_satang__isnull=True) | Q(debt_satang__gte=0)),
                name="year_record_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.fiscal_year_be} v{self.number}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this record stand in."""
        return str(self.centre_id)


class PlannedNeed(models.Model):
    """A need of a centre for a fiscal year; what it asks for stands in its versions."""

    is_history: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="planned_needs")
    fiscal_year_be = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["centre", "fiscal_year_be", "id"]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.fiscal_year_be} {self.pk}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this need stand in."""
        return str(self.centre_id)


class NeedVersion(models.Model):
    """What a need asks for, and the evidence it rests on as it read that day; dropped: no more."""

    is_history: ClassVar[bool] = True

    need = models.ForeignKey(PlannedNeed, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    what = models.TextField()
    amount_satang = models.BigIntegerField()
    basis = models.CharField(max_length=60)
    basis_words = models.TextField()
    is_dropped = models.BooleanField(default=False)
    kept_on = models.DateField()
    kept_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["need", "number"]
        constraints = [
            models.UniqueConstraint(fields=["need", "number"], name="need_version_once"),
            models.CheckConstraint(
                condition=~Q(what="") & ~Q(basis_words=""), name="need_rests_on_something"
            ),
            models.CheckConstraint(condition=Q(amount_satang__gte=0), name="need_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.need_id} v{self.number}"
