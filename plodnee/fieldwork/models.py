"""Who was given which household, whose device may send, what came back and what became of it."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from plodnee.audit.subjects import Place, SubjectRule
from plodnee.organization.models import Centre, Officer
from plodnee.registers.models import Household

LONGEST_LABEL, LONGEST_CODE = 60, 40


def _place(table: str, column: str) -> Place:
    return lambda row: f"fieldwork_{table}|{row.pk}|{column}"


class Assignment(models.Model):
    """That a household was given to a worker of the field, whose device lists it from then on."""

    is_history: ClassVar[bool] = True
    subject_rule: ClassVar[SubjectRule] = SubjectRule(household="household")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    household = models.ForeignKey(Household, models.PROTECT, related_name="assignments")
    worker = models.ForeignKey(Officer, models.PROTECT, related_name="assignments")
    given_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    given_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.household_id} → {self.worker_id}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this assignment stand in."""
        return str(self.household.centre_id)


class AssignmentEnd(models.Model):
    """That a household is a worker's no longer."""

    is_history: ClassVar[bool] = True
    subject_rule: ClassVar[SubjectRule] = SubjectRule(household="assignment__household")

    assignment = models.OneToOneField(Assignment, models.PROTECT, related_name="end")
    ended_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.ended_on}"


class Device(models.Model):
    """A device that may send in somebody's name, by a secret of its own that is kept nowhere."""

    is_history: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="devices")
    label = models.CharField(max_length=LONGEST_LABEL)
    secret_sha256 = models.CharField(max_length=64, unique=True)
    added_on = models.DateField()

    class Meta:
        ordering = ["added_on", "id"]
        constraints = [models.CheckConstraint(condition=~Q(label=""), name="device_labelled")]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.label}"


class DeviceEnd(models.Model):
    """That a device may send no more."""

    is_history: ClassVar[bool] = True

    device = models.OneToOneField(Device, models.PROTECT, related_name="end")
    ended_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.device_id} {self.ended_on}"


class Draft(models.Model):
    """One form as it was filled: the same instance with the same content is one draft for ever.

    Another content under the same instance is another draft, and both are shown to a person. `seen`
    is the last word of the register when the worker's list was made.
    """

    is_history: ClassVar[bool] = True
    erasable_columns: ClassVar[frozenset[str]] = frozenset({"sealed_xml"})
    sealed_places: ClassVar[dict[str, Place]] = {"sealed_xml": _place("draft", "xml")}
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        household="household", erased={"sealed_xml": ""}, shared=True
    )

    class Trouble(models.TextChoices):
        NONE = ""
        OTHER_VERSION = "other_version"
        NOT_ASSIGNED = "not_assigned"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    instance = models.UUIDField()
    sha256 = models.CharField(max_length=64)
    form = models.CharField(max_length=LONGEST_CODE)
    form_version = models.CharField(max_length=LONGEST_CODE)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="field_drafts")
    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="field_drafts")
    worker = models.ForeignKey(Officer, models.PROTECT, related_name="field_drafts")
    device = models.ForeignKey(Device, models.PROTECT, null=True, related_name="drafts")
    answers = models.ForeignKey("self", models.PROTECT, null=True, related_name="answered_by")
    trouble = models.CharField(max_length=13, choices=Trouble, blank=True)
    seen = models.PositiveIntegerField(null=True)
    sealed_xml = models.TextField()
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["-received_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["instance", "sha256"], name="draft_content_once"),
            models.CheckConstraint(
                condition=Q(trouble__in=["", "other_version", "not_assigned"]),
                name="draft_trouble_known",
            ),
        ]
        indexes = [models.Index(fields=["centre", "received_at"], name="draft_by_centre")]

    def __str__(self) -> str:
        return f"{self.form} {self.instance}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this draft stand in."""
        return str(self.centre_id)


class DraftFile(models.Model):
    """A picture that came with a draft, sealed; several sendings of one form may bring several."""

    is_history: ClassVar[bool] = True
    erasable_columns: ClassVar[frozenset[str]] = frozenset({"sealed_content"})
    sealed_places: ClassVar[dict[str, Place]] = {"sealed_content": _place("draftfile", "content")}
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        household="draft__household", erased={"sealed_content": ""}, shared=True
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="files")
    name = models.CharField(max_length=LONGEST_LABEL)
    media_type = models.CharField(max_length=32)
    size_bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    sealed_content = models.TextField()

    class Meta:
        ordering = ["draft", "name", "sha256"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "name", "sha256"], name="draft_file_once")
        ]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.sha256}"


class DraftStep(models.Model):
    """What a person did with a draft, in order; `made` are the entries that it became."""

    is_history: ClassVar[bool] = True
    erasable_columns: ClassVar[frozenset[str]] = frozenset({"sealed_reason"})
    sealed_places: ClassVar[dict[str, Place]] = {"sealed_reason": _place("draftstep", "reason")}
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        household="draft__household", erased={"sealed_reason": ""}, shared=True
    )

    class Deed(models.TextChoices):
        CONFIRMED = "confirmed"
        REJECTED = "rejected"
        RETURNED = "returned"
        REOPENED = "reopened"
        REFUSED = "refused"  # the services did not take it; the draft waits on, with why

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField()
    deed = models.CharField(max_length=9, choices=Deed)
    sealed_reason = models.TextField(blank=True)
    code = models.CharField(max_length=60, blank=True)
    made = models.TextField(blank=True)
    done_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField()

    class Meta:
        ordering = ["draft", "number"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="draft_step_once"),
            models.CheckConstraint(
                condition=Q(deed__in=["confirmed", "rejected", "returned", "reopened", "refused"]),
                name="draft_step_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.number} {self.deed}"
