"""Meetings of a committee: steps taken one after another, and what each step wrote.

A step is numbered within its meeting, and whatever it wrote hangs on it; nothing is rewritten, the
latest of two counts. Closing the minutes is the last step; after it the database takes no other.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from plodnee.audit.guards import refusing
from plodnee.audit.subjects import SubjectRule
from plodnee.organization.models import Centre, Officer
from plodnee.registers.models import AppointmentOrder, CommitteeMember, Household
from plodnee.registers.models.limits import LONGEST_NAME

_ENDED = """EXISTS (
    SELECT 1 FROM casework_meetingstep s
    WHERE s.meeting_id = NEW.meeting_id AND s.deed IN ('closed', 'cancelled'))"""
_OWN_MINUTES = """NEW.deed = 'closed' AND (NEW.done_by_id IS NULL OR EXISTS (
    SELECT 1 FROM casework_meetingstep s
    WHERE s.meeting_id = NEW.meeting_id AND s.done_by_id = NEW.done_by_id
      AND s.deed IN ('attendance', 'note', 'interest', 'resolved')))"""
_STEP_ENDED = """EXISTS (
    SELECT 1 FROM casework_meetingstep mine, casework_meetingstep s
    WHERE mine.id = NEW.step_id AND s.meeting_id = mine.meeting_id
      AND s.deed IN ('closed', 'cancelled'))"""
_ITEM_ELSEWHERE = """EXISTS (
    SELECT 1 FROM casework_meetingstep s, casework_agendaitem i
    WHERE s.id = NEW.step_id AND i.id = NEW.item_id AND i.meeting_id <> s.meeting_id)"""
_STEP_ELSEWHERE = """EXISTS (
    SELECT 1 FROM casework_meetingstep s
    WHERE s.id = NEW.step_id AND s.meeting_id <> NEW.meeting_id)"""
_HOUSEHOLD_ELSEWHERE = """EXISTS (
    SELECT 1 FROM casework_meeting m, registers_household h
    WHERE m.id = NEW.meeting_id AND h.id = NEW.household_id AND h.centre_id <> m.centre_id)"""

_NOT_ENDED = refusing("ended", _STEP_ENDED, "the minutes are closed")
_OF_ITEMS_MEETING = refusing("elsewhere", _ITEM_ELSEWHERE, "an item of another meeting")


class Meeting(models.Model):
    """A meeting that was called, numbered within its year of the Buddhist era."""

    is_history: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="meetings")
    year_be = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    held_on = models.DateField()
    starts_at = models.TimeField()
    place = models.CharField(max_length=LONGEST_NAME)
    called_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    called_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "year_be", "number"], name="meeting_number_once"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, year_be__gte=2400, year_be__lte=2700),
                name="meeting_numbered_in_its_year",
            ),
            models.CheckConstraint(condition=~Q(place=""), name="meeting_has_a_place"),
        ]
        indexes = [models.Index(fields=["centre", "held_on"], name="meeting_by_day")]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.number}/{self.year_be}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this meeting stand in."""
        return str(self.centre_id)


class MeetingStep(models.Model):
    """One thing done to a meeting, and by whom; its number is the version that the next saw."""

    is_history: ClassVar[bool] = True
    erasable_columns: ClassVar[frozenset[str]] = frozenset({"reason"})
    guard_rules = (
        refusing("ended", _ENDED, "the minutes are closed"),
        refusing("maker", _OWN_MINUTES, "whoever wrote the minutes does not close them"),
    )

    class Deed(models.TextChoices):
        ITEM = "item"
        DROPPED = "dropped"
        ATTENDANCE = "attendance"
        NOTE = "note"
        INTEREST = "interest"
        RESOLVED = "resolved"
        CLOSED = "closed"
        CANCELLED = "cancelled"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="steps")
    sequence = models.PositiveIntegerField()
    deed = models.CharField(max_length=10, choices=Deed)
    reason = models.TextField(blank=True)
    done_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "sequence"], name="meeting_step_in_order"),
            models.CheckConstraint(
                condition=Q(
                    deed__in=[
                        "item", "dropped", "attendance", "note",
                        "interest", "resolved", "closed", "cancelled",
                    ]
                ),
                name="meeting_step_deed_known",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.sequence} {self.deed}"


class WrittenAtMeeting(models.Model):
    """What one step of a meeting wrote."""

    is_history: ClassVar[bool] = True

    step = models.ForeignKey(MeetingStep, models.PROTECT, related_name="%(class)ss")

    class Meta:
        abstract = True


class Attendance(WrittenAtMeeting):
    """Whether a member came to a meeting."""

    erasable_columns: ClassVar[frozenset[str]] = frozenset({"reason"})
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        person="member__person", erased={"reason": ""}
    )
    guard_rules = (_NOT_ENDED,)

    class State(models.TextChoices):
        PRESENT = "present"
        ABSENT = "absent"
        LEAVE = "leave"

    member = models.ForeignKey(CommitteeMember, models.PROTECT, related_name="attendances")
    state = models.CharField(max_length=7, choices=State)
    reason = models.CharField(max_length=LONGEST_NAME, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["step", "member"], name="attendance_once_a_step"),
            models.CheckConstraint(
                condition=Q(state__in=["present", "absent", "leave"]), name="attendance_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.state}"


class AgendaItem(WrittenAtMeeting):
    """One item of an agenda, and what it is about: a kind and a key, empty where nothing is bound.

    An item about a household's case names the household; one that corrects an earlier resolution
    names that.
    """

    erasable_columns: ClassVar[frozenset[str]] = frozenset({"title"})
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        household="household", erased={"title": ""}, shared=True
    )
    guard_rules = (
        _NOT_ENDED,
        refusing("elsewhere", _STEP_ELSEWHERE, "a step of another meeting"),
        refusing("household", _HOUSEHOLD_ELSEWHERE, "a household of another centre"),
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=LONGEST_NAME)
    subject_kind = models.CharField(max_length=32)
    subject_key = models.CharField(max_length=64, blank=True)
    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="agenda_items")
    corrects = models.ForeignKey(
        "Resolution", models.PROTECT, null=True, related_name="corrected_by"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], name="agenda_item_in_order"),
            models.CheckConstraint(condition=~Q(subject_kind=""), name="agenda_item_of_a_kind"),
            models.CheckConstraint(
                condition=Q(household__isnull=True) | ~Q(subject_key=""),
                name="agenda_item_of_a_household_has_a_key",
            ),
        ]
        indexes = [
            models.Index(fields=["subject_kind", "subject_key"], name="agenda_item_by_subject")
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.position}"


class ItemDropped(WrittenAtMeeting):
    """That an item was taken off the agenda before anything was resolved on it."""

    erasable_columns: ClassVar[frozenset[str]] = frozenset({"reason"})
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        household="item__household", erased={"reason": ""}, shared=True
    )
    guard_rules = (_NOT_ENDED, _OF_ITEMS_MEETING)

    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="dropped")
    reason = models.TextField()

    def __str__(self) -> str:
        return str(self.item_id)


class ItemNote(WrittenAtMeeting):
    """What was said on an item, as it stood after one step of writing."""

    erasable_columns: ClassVar[frozenset[str]] = frozenset({"text"})
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        household="item__household", erased={"text": ""}, shared=True
    )
    guard_rules = (_NOT_ENDED, _OF_ITEMS_MEETING)

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="notes")
    text = models.TextField(blank=True)

    def __str__(self) -> str:
        return str(self.item_id)


class Interest(WrittenAtMeeting):
    """That a member said to have an interest in an item, or took it back."""

    erasable_columns: ClassVar[frozenset[str]] = frozenset({"reason"})
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        person="member__person", erased={"reason": "–"}
    )
    guard_rules = (_NOT_ENDED, _OF_ITEMS_MEETING)

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="interests")
    member = models.ForeignKey(CommitteeMember, models.PROTECT, related_name="interests")
    recused = models.BooleanField()
    reason = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["step", "item", "member"], name="interest_once_a_step"),
            models.CheckConstraint(
                condition=Q(recused=False) | ~Q(reason=""), name="interest_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.member_id} {self.recused}"


class Resolution(WrittenAtMeeting):
    """What a meeting resolved on an item; it stands once the minutes are closed.

    It is bound to what it decides by the item's kind and key. `members` are those who could have
    voted (present or not, nobody recused), `present` those of them who were there: each of these
    voted for, against or not at all.
    """

    erasable_columns: ClassVar[frozenset[str]] = frozenset({"wording"})
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        household="item__household", erased={"wording": ""}, shared=True
    )
    guard_rules = (_NOT_ENDED, _OF_ITEMS_MEETING)

    class Outcome(models.TextChoices):
        APPROVED = "approved"
        REFUSED = "refused"
        DEFERRED = "deferred"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="resolutions")
    order = models.ForeignKey(AppointmentOrder, models.PROTECT, related_name="resolutions")
    outcome = models.CharField(max_length=8, choices=Outcome)
    wording = models.TextField()
    members = models.PositiveSmallIntegerField()
    quorum = models.PositiveSmallIntegerField()
    present = models.PositiveSmallIntegerField()
    votes_for = models.PositiveSmallIntegerField()
    votes_against = models.PositiveSmallIntegerField()
    abstained = models.PositiveSmallIntegerField()
    casting_vote = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["approved", "refused", "deferred"]),
                name="resolution_outcome_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    present=F("votes_for") + F("votes_against") + F("abstained"), present__gte=1
                ),
                name="resolution_votes_add_up",
            ),
            models.CheckConstraint(
                condition=Q(present__gte=F("quorum"), members__gte=F("present")),
                name="resolution_has_a_quorum",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="approved")
                | Q(votes_for__gt=F("votes_against"))
                | Q(votes_for=F("votes_against"), votes_for__gte=1, casting_vote=True),
                name="resolution_approved_by_a_majority",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.outcome}"


class Recusal(models.Model):
    """That a member took no part in a resolution, and for which interest."""

    is_history: ClassVar[bool] = True
    erasable_columns: ClassVar[frozenset[str]] = frozenset({"reason"})
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        person="member__person", erased={"reason": "–"}
    )

    class Ground(models.TextChoices):
        HOUSEHOLD = "household"
        STATED = "stated"

    resolution = models.ForeignKey(Resolution, models.PROTECT, related_name="recusals")
    member = models.ForeignKey(CommitteeMember, models.PROTECT, related_name="recusals")
    ground = models.CharField(max_length=9, choices=Ground)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["resolution", "member"], name="recusal_once"),
            models.CheckConstraint(
                condition=Q(ground="household") | (Q(ground="stated") & ~Q(reason="")),
                name="recusal_has_a_ground",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resolution_id} {self.member_id}"
