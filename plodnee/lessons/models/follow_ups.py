"""What is to be done about a note, by whom and until when, and what was done."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from plodnee.lessons.models.notes import FieldNote
from plodnee.organization.models import Centre, Officer


class FollowUp(models.Model):
    """Something to be done about a note or a finding; what stands in its latest version."""

    is_history: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    note = models.ForeignKey(FieldNote, models.PROTECT, related_name="follow_ups")
    asked_on = models.DateField()
    asked_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["note", "asked_on", "id"]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this follow-up stand in."""
        return str(self.note.selection.centre_id)


class FollowUpVersion(models.Model):
    """What is to be done, by which office's post, until when; a later one says why it changed."""

    is_history: ClassVar[bool] = True

    follow_up = models.ForeignKey(FollowUp, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    what = models.TextField()
    owner_role = models.CharField(max_length=20)
    office_code = models.CharField(max_length=8, blank=True)
    due_on = models.DateField()
    reason = models.TextField(blank=True)
    kept_on = models.DateField()
    kept_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["follow_up", "number"]
        constraints = [
            models.UniqueConstraint(fields=["follow_up", "number"], name="follow_up_version_once"),
            models.CheckConstraint(condition=~Q(what=""), name="follow_up_says_what"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""), name="follow_up_changed_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.follow_up_id} v{self.number}"


class FollowUpClosing(models.Model):
    """What was done in the end, or why it could not be."""

    is_history: ClassVar[bool] = True

    class Outcome(models.TextChoices):
        DONE = "done"
        NOT_POSSIBLE = "not_possible"

    follow_up = models.OneToOneField(
        FollowUp, models.PROTECT, primary_key=True, related_name="closing"
    )
    outcome = models.CharField(max_length=12, choices=Outcome)
    done = models.TextField()
    closed_on = models.DateField()
    closed_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["done", "not_possible"]) & ~Q(done=""),
                name="follow_up_closed_with_words",
            )
        ]

    def __str__(self) -> str:
        return f"{self.follow_up_id}: {self.outcome}"


class OpenFollowUp(models.Model):
    """That a follow-up is open, with whose it is now: one row at most, gone once it is closed."""

    follow_up = models.OneToOneField(FollowUp, models.PROTECT, related_name="open")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+")
    owner_role = models.CharField(max_length=20)
    office_code = models.CharField(max_length=8, blank=True)
    due_on = models.DateField()

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(fields=["owner_role", "office_code", "due_on"], name="open_follow_up_of")
        ]

    def __str__(self) -> str:
        return str(self.follow_up_id)
