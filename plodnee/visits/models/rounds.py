"""A round of the programme in numbered versions, and the centres chosen to be visited in it."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from plodnee.organization.models import COUNTRY, Area, Centre, Officer

LONGEST_LINE = 300


class Round(models.Model):
    """A round of monitoring visits of a fiscal year; what is said of it stands in its versions."""

    is_history: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    fiscal_year_be = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=LONGEST_LINE)
    is_demonstration = models.BooleanField(default=False)
    opened_on = models.DateField()
    opened_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-fiscal_year_be", "name"]
        constraints = [
            models.UniqueConstraint(fields=["fiscal_year_be", "name"], name="round_named_once"),
            models.CheckConstraint(condition=~Q(name=""), name="round_named"),
        ]

    def __str__(self) -> str:
        return f"{self.fiscal_year_be} {self.name}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this round stand in: the country's."""
        return COUNTRY


class RoundVersion(models.Model):
    """Everything said of a round at one time; the latest version holds.

    Columns of several sentences have one a line; in `steps` a line that begins with `-` belongs
    below the one before it.
    """

    is_history: ClassVar[bool] = True

    round = models.ForeignKey(Round, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    project = models.CharField(max_length=LONGEST_LINE)
    activity = models.CharField(max_length=LONGEST_LINE)
    sub_activity = models.CharField(max_length=LONGEST_LINE)
    purpose = models.TextField()
    objectives = models.TextField()
    target_groups = models.TextField()
    steps = models.TextField()
    expected = models.TextField()
    team = models.TextField(blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    budget_satang = models.BigIntegerField()
    members_asked = models.PositiveSmallIntegerField()
    models_asked = models.PositiveSmallIntegerField()
    reason = models.TextField(blank=True)
    kept_on = models.DateField()
    kept_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["round", "number"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="round_version_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="round_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(budget_satang__gte=0), name="round_budget_positive"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""), name="round_changed_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} v{self.number}"


class RoundProvince(models.Model):
    """A province that takes part in a round."""

    is_history: ClassVar[bool] = True

    version = models.ForeignKey(RoundVersion, models.PROTECT, related_name="provinces")
    province = models.ForeignKey(Area, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["version", "province"]
        constraints = [
            models.UniqueConstraint(fields=["version", "province"], name="round_province_once")
        ]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.province_id}"


class Topic(models.Model):
    """A topic of a round (`item` 0), or one of its numbered items; what is asked and in detail."""

    is_history: ClassVar[bool] = True

    version = models.ForeignKey(RoundVersion, models.PROTECT, related_name="topics")
    number = models.PositiveSmallIntegerField()
    item = models.PositiveSmallIntegerField(default=0)
    title = models.TextField()
    detail = models.TextField(blank=True)

    class Meta:
        ordering = ["version", "number", "item"]
        constraints = [
            models.UniqueConstraint(fields=["version", "number", "item"], name="topic_once"),
            models.CheckConstraint(condition=~Q(title=""), name="topic_titled"),
        ]

    def __str__(self) -> str:
        return f"{self.number}.{self.item} {self.title}"


class Indicator(models.Model):
    """An indicator of the year with its target (document 1); no target is an empty text."""

    is_history: ClassVar[bool] = True

    version = models.ForeignKey(RoundVersion, models.PROTECT, related_name="indicators")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=LONGEST_LINE)
    unit = models.CharField(max_length=60)
    target = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["version", "place"]
        constraints = [
            models.UniqueConstraint(fields=["version", "place"], name="indicator_place_once")
        ]

    def __str__(self) -> str:
        return f"{self.place}. {self.name}"


class Selection(models.Model):
    """A centre that its province chose to be visited in a round, with the grounds of that day.

    `rank` is its place of `ranked` centres by the criteria of the policy; `met` names those it met.
    """

    is_history: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="selections")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="selections")
    reason = models.TextField()
    rank = models.PositiveIntegerField()
    ranked = models.PositiveIntegerField()
    met = models.JSONField()
    chosen_on = models.DateField()
    chosen_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["round", "chosen_on", "centre"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="selection_has_reason"),
            models.CheckConstraint(
                condition=Q(rank__gte=1) & Q(ranked__gte=F("rank")), name="selection_ranked"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.centre_id}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this choice stand in."""
        return str(self.centre_id)


class SelectionWithdrawal(models.Model):
    """A choice taken back, with the reason."""

    is_history: ClassVar[bool] = True

    selection = models.OneToOneField(Selection, models.PROTECT, related_name="withdrawal")
    reason = models.TextField()
    withdrawn_on = models.DateField()
    withdrawn_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="withdrawal_has_reason")
        ]

    def __str__(self) -> str:
        return f"withdrawn {self.selection_id}"


class ChosenCentre(models.Model):
    """That a centre is chosen in a round now: one row at most, gone when the choice is withdrawn.

    The database refuses a second choice of the same centre while the first one stands.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="+")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+")
    selection = models.OneToOneField(Selection, models.PROTECT, related_name="standing")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "centre"], name="centre_chosen_once")
        ]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.centre_id}"
