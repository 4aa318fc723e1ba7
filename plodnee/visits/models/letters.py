"""Letters with a number of their office's register, what they ask for, and the answers."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from plodnee.organization.models import COUNTRY, Centre, Officer
from plodnee.registers.models.file_rules import FileRule
from plodnee.visits.models.programmes import ProgrammeVersion
from plodnee.visits.models.rounds import LONGEST_LINE, Round


class OfficeStatement(models.Model):
    """How an office signs and heads its letters, as stated on a day; the latest one holds.

    Lines of address, of the unit in charge with its telephones, and of the signer's position.
    """

    is_history: ClassVar[bool] = True

    office_code = models.CharField(max_length=8)
    number = models.PositiveSmallIntegerField()
    letter_code = models.CharField(max_length=40)
    address = models.TextField()
    contact = models.TextField()
    place = models.CharField(max_length=LONGEST_LINE)
    signer_name = models.CharField(max_length=LONGEST_LINE, blank=True)
    signer_position = models.TextField()
    motto = models.CharField(max_length=LONGEST_LINE, blank=True)
    kept_on = models.DateField()
    kept_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["office_code", "number"]
        constraints = [
            models.UniqueConstraint(fields=["office_code", "number"], name="office_statement_once")
        ]

    def __str__(self) -> str:
        return f"{self.office_code} v{self.number}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this office stand in."""
        return self.office_code or COUNTRY


class Letter(models.Model):
    """A letter, memo, announcement or order, numbered in its office's register and never edited.

    Circulars, letters, announcements and orders are each numbered in a series of their own.
    """

    is_history: ClassVar[bool] = True

    class Kind(models.TextChoices):
        EXTERNAL = "external"
        MEMO = "memo"
        ANNOUNCEMENT = "announcement"
        ORDER = "order"

    class Urgency(models.TextChoices):
        NONE = ""
        URGENT = "urgent"
        VERY_URGENT = "very_urgent"
        MOST_URGENT = "most_urgent"

    class Series(models.TextChoices):
        LETTER = "letter"
        CIRCULAR = "circular"
        ANNOUNCEMENT = "announcement"
        ORDER = "order"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office_code = models.CharField(max_length=8)
    office = models.ForeignKey(OfficeStatement, models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=12, choices=Kind)
    series = models.CharField(max_length=12, choices=Series)
    year_be = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    urgency = models.CharField(max_length=12, choices=Urgency, blank=True)
    dated_on = models.DateField()
    subject = models.TextField()
    addressee = models.CharField(max_length=LONGEST_LINE, blank=True)
    to_code = models.CharField(max_length=8, blank=True)
    reference = models.CharField(max_length=LONGEST_LINE, blank=True)
    opening = models.TextField()
    closing = models.TextField(blank=True)
    enclosed = models.JSONField(default=list)
    round = models.ForeignKey(Round, models.PROTECT, null=True, related_name="letters")
    centre = models.ForeignKey(Centre, models.PROTECT, null=True, related_name="letters_about")
    programme = models.ForeignKey(
        ProgrammeVersion, models.PROTECT, null=True, related_name="letters"
    )
    sent_on = models.DateField()
    sent_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-dated_on", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["office_code", "series", "year_be", "number"], name="letter_numbered_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["external", "memo"], series__in=["letter", "circular"])
                | Q(kind="announcement", series="announcement")
                | Q(kind="order", series="order"),
                name="letter_in_its_series",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="letter_numbered"),
            models.CheckConstraint(
                condition=~Q(subject="") & ~Q(opening=""), name="letter_says_something"
            ),
        ]
        indexes = [models.Index(fields=["to_code", "dated_on"], name="letter_by_addressee")]

    def __str__(self) -> str:
        return f"{self.office_code} {self.series} {self.number}/{self.year_be}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this letter stand in."""
        return self.office_code or COUNTRY


class LetterTask(models.Model):
    """One of the things that a letter asks its addressee to do, with the day it is due."""

    is_history: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="tasks")
    place = models.PositiveSmallIntegerField()
    wording = models.TextField()
    due_on = models.DateField()

    class Meta:
        ordering = ["letter", "place"]
        constraints = [
            models.UniqueConstraint(fields=["letter", "place"], name="letter_task_once"),
            models.CheckConstraint(condition=~Q(wording=""), name="letter_task_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.place}"


class TaskAnswer(models.Model):
    """What the addressee answered to one task; the latest answer counts."""

    is_history: ClassVar[bool] = True

    class Outcome(models.TextChoices):
        DONE = "done"
        UNDER_WAY = "under_way"
        NOT_POSSIBLE = "not_possible"

    task = models.ForeignKey(LetterTask, models.PROTECT, related_name="answers")
    number = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=12, choices=Outcome)
    note = models.TextField(blank=True)
    answered_on = models.DateField()
    answered_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["task", "number"]
        constraints = [
            models.UniqueConstraint(fields=["task", "number"], name="task_answer_once"),
            models.CheckConstraint(
                condition=~Q(outcome="not_possible") | ~Q(note=""), name="task_refused_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.outcome}"


class AnswerFile(models.Model):
    """A picture or a PDF that goes with an answer; sealed, named by chance."""

    is_history: ClassVar[bool] = True
    file_rule: ClassVar[FileRule] = FileRule("answer__task__letter__to_code")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    answer = models.ForeignKey(TaskAnswer, models.PROTECT, related_name="files")
    media_type = models.CharField(max_length=32)
    size_bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=64, unique=True)
    added_on = models.DateField()
    added_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["answer", "added_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(media_type__in=["application/pdf", "image/jpeg", "image/png"]),
                name="answer_file_kind_known",
            ),
            models.CheckConstraint(condition=Q(size_bytes__gt=0), name="answer_file_not_empty"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this file stand in."""
        return self.answer.task.letter.to_code


class AnswerFileWithdrawal(models.Model):
    """That a file was added to an answer by mistake and is shown no more."""

    is_history: ClassVar[bool] = True

    file = models.OneToOneField(
        AnswerFile, models.PROTECT, primary_key=True, related_name="withdrawal"
    )
    reason = models.TextField()
    withdrawn_on = models.DateField()
    withdrawn_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""), name="answer_file_withdrawn_with_reason"
            )
        ]

    def __str__(self) -> str:
        return str(self.file_id)


class LetterReceipt(models.Model):
    """A letter in an office's register of letters received, with the number it got there.

    `letter` is the one sent from here; of others the sender and the letter's own words are kept.
    """

    is_history: ClassVar[bool] = True

    office_code = models.CharField(max_length=8)
    year_be = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="receipts")
    sender = models.CharField(max_length=LONGEST_LINE)
    their_number = models.CharField(max_length=60)
    dated_on = models.DateField()
    subject = models.TextField()
    received_on = models.DateField()
    received_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["office_code", "-year_be", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["office_code", "year_be", "number"], name="receipt_numbered_once"
            ),
            models.UniqueConstraint(
                fields=["office_code", "letter"],
                condition=Q(letter__isnull=False),
                name="receipt_of_letter_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office_code} {self.number}/{self.year_be}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this receipt stand in."""
        return self.office_code or COUNTRY
