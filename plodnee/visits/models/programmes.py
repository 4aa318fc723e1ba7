"""The programme of a round's visits in one province, by hour, in numbered versions."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from plodnee.organization.models import Area, Centre, Officer
from plodnee.visits.models.rounds import LONGEST_LINE, Round


class ProgrammeVersion(models.Model):
    """The programme as it was set at one time; the latest version holds, and says what changed."""

    is_history: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="programmes")
    province = models.ForeignKey(Area, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    team = models.CharField(max_length=LONGEST_LINE)
    venue = models.CharField(max_length=LONGEST_LINE)
    reason = models.TextField(blank=True)
    kept_on = models.DateField()
    kept_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["round", "province", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "province", "number"], name="programme_version_once"
            ),
            models.CheckConstraint(condition=~Q(team=""), name="programme_has_team"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""), name="programme_changed_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.province_id} v{self.number}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this programme stand in."""
        return str(self.province_id)


class ProgrammeSlot(models.Model):
    """What happens from one hour to another, and where; a visit names its centre.

    `points` are what happens in it, one a line; without an end it lasts for the rest of the day.
    """

    is_history: ClassVar[bool] = True

    version = models.ForeignKey(ProgrammeVersion, models.PROTECT, related_name="slots")
    held_on = models.DateField()
    starts_at = models.TimeField()
    ends_at = models.TimeField(null=True, blank=True)
    what = models.TextField()
    points = models.TextField(blank=True)
    centre = models.ForeignKey(Centre, models.PROTECT, null=True, related_name="visit_slots")

    class Meta:
        ordering = ["version", "held_on", "starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "held_on", "starts_at"], name="programme_slot_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="programme_slot_ends_later",
            ),
            models.CheckConstraint(condition=~Q(what=""), name="programme_slot_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.held_on} {self.starts_at}: {self.what}"
