"""How notes are coded: the kind and the code of a note, and the codes that offices add."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from plodnee.lessons.models.notes import FieldNote
from plodnee.organization.models import COUNTRY, Officer

LONGEST_CODE_NAME = 120


class Kind(models.TextChoices):
    """What a note tells of."""

    PROBLEM = "problem"
    TECHNIQUE = "technique"
    SUCCESS = "success"
    SUGGESTION = "suggestion"


class NoteCoding(models.Model):
    """That a note was given a kind and a code of it, or taken out of the lessons (both empty)."""

    is_history: ClassVar[bool] = True

    note = models.ForeignKey(FieldNote, models.PROTECT, related_name="codings")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind, blank=True)
    code = models.CharField(max_length=40, blank=True)
    coded_on = models.DateField()
    coded_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["note", "number"]
        constraints = [
            models.UniqueConstraint(fields=["note", "number"], name="note_coding_once"),
            models.CheckConstraint(
                condition=~Q(kind="") | Q(code=""), name="note_coding_has_its_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.note_id}: {self.kind} {self.code}"


class LessonCode(models.Model):
    """A code that an office added to the list of the policy; what it says is in its versions."""

    is_history: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office_code = models.CharField(max_length=8, blank=True)
    kind = models.CharField(max_length=12, choices=Kind)

    class Meta:
        ordering = ["office_code", "kind", "id"]

    def __str__(self) -> str:
        return f"{self.office_code} {self.kind} {self.pk}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this code stand in."""
        return self.office_code or COUNTRY


class LessonCodeVersion(models.Model):
    """What an office's code is called and whether it is in use; the latest version holds."""

    is_history: ClassVar[bool] = True

    code = models.ForeignKey(LessonCode, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=LONGEST_CODE_NAME)
    in_use = models.BooleanField(default=True)
    kept_on = models.DateField()
    kept_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["code", "number"]
        constraints = [
            models.UniqueConstraint(fields=["code", "number"], name="lesson_code_version_once"),
            models.CheckConstraint(condition=~Q(name=""), name="lesson_code_named"),
        ]

    def __str__(self) -> str:
        return self.name
