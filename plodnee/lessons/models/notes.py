"""Notes and findings of a visit, each in numbered versions; the role that spoke, never a name."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from plodnee.organization.models import Centre, Officer
from plodnee.registers.models.file_rules import FileRule
from plodnee.visits.models import Selection

LONGEST_TEXT, LONGEST_TAG, MOST_TAGS = 2_000, 40, 8


class FieldNote(models.Model):
    """Something that was said or found at a visit; its words stand in its versions."""

    is_history: ClassVar[bool] = True

    class Sort(models.TextChoices):
        NOTE = "note"
        FINDING = "finding"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    selection = models.ForeignKey(Selection, models.PROTECT, related_name="notes")
    sort = models.CharField(max_length=8, choices=Sort)
    noted_on = models.DateField()
    noted_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["selection", "noted_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sort__in=["note", "finding"]), name="field_note_sort_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.sort} {self.pk}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this note stand in."""
        return str(self.selection.centre_id)


class NoteVersion(models.Model):
    """What a note said at one time: its topic of the round, its words, who spoke, its tags.

    `item` 0 is the topic as a whole. The latest version holds.
    """

    is_history: ClassVar[bool] = True

    class Speaker(models.TextChoices):
        CHAIR = "chair"
        COMMITTEE = "committee"
        FUND = "fund"
        LEADER = "leader"
        MODEL = "model"
        TARGET = "target"
        MEMBER = "member"
        DISTRICT = "district"
        PROVINCE = "province"
        TEAM = "team"

    note = models.ForeignKey(FieldNote, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    topic = models.PositiveSmallIntegerField()
    item = models.PositiveSmallIntegerField(default=0)
    speaker = models.CharField(max_length=12, choices=Speaker)
    text = models.TextField()
    tags = models.JSONField(default=list)
    reason = models.TextField(blank=True)
    kept_on = models.DateField()
    kept_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["note", "number"]
        constraints = [
            models.UniqueConstraint(fields=["note", "number"], name="note_version_once"),
            models.CheckConstraint(condition=~Q(text=""), name="note_version_says_something"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""), name="note_corrected_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.note_id} v{self.number}"


class NoteFile(models.Model):
    """A photograph or a paper of a visit, or of one of its notes; sealed, named by chance."""

    is_history: ClassVar[bool] = True
    file_rule: ClassVar[FileRule] = FileRule("selection__centre__code")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    selection = models.ForeignKey(Selection, models.PROTECT, related_name="files")
    note = models.ForeignKey(FieldNote, models.PROTECT, null=True, related_name="files")
    description = models.CharField(max_length=300, blank=True)
    media_type = models.CharField(max_length=32)
    size_bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=64, unique=True)
    added_on = models.DateField()
    added_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["added_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(media_type__in=["application/pdf", "image/jpeg", "image/png"]),
                name="note_file_kind_known",
            ),
            models.CheckConstraint(condition=Q(size_bytes__gt=0), name="note_file_not_empty"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this file stand in."""
        return str(self.selection.centre_id)


class NoteFileWithdrawal(models.Model):
    """That a file was added by mistake and is shown no more."""

    is_history: ClassVar[bool] = True

    file = models.OneToOneField(
        NoteFile, models.PROTECT, primary_key=True, related_name="withdrawal"
    )
    reason = models.TextField()
    withdrawn_on = models.DateField()
    withdrawn_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="note_file_withdrawn_with_reason")
        ]

    def __str__(self) -> str:
        return str(self.file_id)


class NoteLine(models.Model):
    """A note as lists find it: its latest version and coding in one row, written anew with each."""

    note = models.OneToOneField(FieldNote, models.PROTECT, related_name="line")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+")
    fiscal_year_be = models.PositiveSmallIntegerField()
    sort = models.CharField(max_length=8)
    topic = models.PositiveSmallIntegerField()
    item = models.PositiveSmallIntegerField()
    speaker = models.CharField(max_length=12)
    kind = models.CharField(max_length=12, blank=True)
    code = models.CharField(max_length=40, blank=True)
    noted_on = models.DateField()
    text = models.TextField()
    search_text = models.TextField()

    class Meta:
        ordering = ["-noted_on", "-id"]
        indexes = [
            models.Index(fields=["centre", "fiscal_year_be"], name="note_line_by_centre"),
            models.Index(fields=["-noted_on", "-id"], name="note_line_by_day"),
            models.Index(fields=["kind", "code"], name="note_line_by_code"),
        ]

    def __str__(self) -> str:
        return str(self.note_id)


class NoteTag(models.Model):
    """A tag of a note as its latest version has it."""

    line = models.ForeignKey(NoteLine, models.CASCADE, related_name="tags")
    name = models.CharField(max_length=LONGEST_TAG)

    class Meta:
        ordering = ["line", "name"]
        constraints = [models.UniqueConstraint(fields=["line", "name"], name="note_tag_once")]
        indexes = [models.Index(fields=["name"], name="note_tag_by_name")]

    def __str__(self) -> str:
        return self.name
