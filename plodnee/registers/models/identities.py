"""What a person decided about two entries: one household or person, or two; and its undoing."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from plodnee.audit.subjects import Place, SubjectRule
from plodnee.organization.models import Centre
from plodnee.registers.models.parties import Household, Person
from plodnee.registers.places import decision_place


class IdentityDecision(models.Model):
    """That two entries of a centre are one, or are not, decided by somebody with a reason.

    Nothing is moved by it: what was said of the joined entry stays there and is told of the kept
    one. A decision is taken back by a later row. `signs` are codes and figures of the proposal.
    """

    is_history: ClassVar[bool] = True
    erasable_columns: ClassVar[frozenset[str]] = frozenset({"sealed_reason"})
    sealed_places: ClassVar[dict[str, Place]] = {
        "sealed_reason": lambda row: decision_place(row.pk)
    }
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        person="kept_person",
        second_person="joined_person",
        household="kept_household",
        second_household="joined_household",
    )

    class Verdict(models.TextChoices):
        SAME = "same"
        DIFFERENT = "different"
        UNDONE = "undone"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="identity_decisions")
    sequence = models.PositiveIntegerField()
    verdict = models.CharField(max_length=9, choices=Verdict)
    kept_household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="+")
    joined_household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="+")
    kept_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    joined_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    signs = models.JSONField(default=list)
    sealed_reason = models.TextField()
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "sequence"], name="identity_decision_in_order"
            ),
            models.CheckConstraint(
                condition=Q(verdict="undone", undoes__isnull=False)
                | Q(verdict__in=["same", "different"], undoes__isnull=True),
                name="identity_decision_undone_names_what",
            ),
            models.CheckConstraint(
                condition=Q(
                    kept_household__isnull=False,
                    joined_household__isnull=False,
                    kept_person__isnull=True,
                    joined_person__isnull=True,
                )
                | Q(
                    kept_household__isnull=True,
                    joined_household__isnull=True,
                    kept_person__isnull=False,
                    joined_person__isnull=False,
                ),
                name="identity_decision_of_one_kind",
            ),
            models.CheckConstraint(
                condition=~Q(kept_household=models.F("joined_household"))
                & ~Q(kept_person=models.F("joined_person")),
                name="identity_decision_of_two_entries",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.sequence} {self.verdict}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this decision stand in."""
        return str(self.centre_id)
