"""How a centre's capital might be given out: allocations that were kept, and withdrawn again."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from plodnee.casework.models.runs import PlanRun
from plodnee.organization.models import Centre, Officer


class CapitalAllocation(models.Model):
    """One step: an allocation kept, or one withdrawn.

    The steps of a centre are numbered from 1; the last number is the version that whoever takes the
    next step must have seen. `settings` are what the committee had set, `answer` who is served how,
    by places in the run's register: no name stands in either.
    """

    is_history: ClassVar[bool] = True

    class Deed(models.TextChoices):
        KEPT = "kept"
        WITHDRAWN = "withdrawn"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="allocations")
    sequence = models.PositiveIntegerField()
    deed = models.CharField(max_length=9, choices=Deed)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")
    run = models.ForeignKey(PlanRun, models.PROTECT, related_name="allocations")
    settings = models.JSONField(null=True)
    answer = models.JSONField(null=True)
    done_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "sequence"], name="capital_allocation_in_order"
            ),
            models.CheckConstraint(
                condition=Q(
                    deed="kept", undoes__isnull=True, settings__isnull=False, answer__isnull=False
                )
                | Q(
                    deed="withdrawn",
                    undoes__isnull=False,
                    settings__isnull=True,
                    answer__isnull=True,
                ),
                name="capital_allocation_holds_an_answer_or_undoes_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.sequence} {self.deed}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this allocation stand in."""
        return str(self.centre_id)
