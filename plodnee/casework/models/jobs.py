"""Work on a whole centre that is under way, kept where a stopped server finds it again."""

import uuid

from django.db import models
from django.db.models import F, Q

from plodnee.casework.models.runs import PlanRun
from plodnee.organization.models import Centre, Officer


class Job(models.Model):
    """One piece of long work for a centre, by whom it was asked for, and how far it has come.

    Whoever works on it holds it until `held_until`; then it may be taken up again. `worker` and
    `attempt` together name the holding, so that one who lost it notices.
    """

    class Kind(models.TextChoices):
        PLAN = "plan"
        PACK = "pack"

    class State(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=8, choices=Kind)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="jobs")
    arguments = models.JSONField()
    asked_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    asked_on = models.DateField()
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    attempt = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=80, blank=True)
    held_until = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    run = models.ForeignKey(PlanRun, models.PROTECT, null=True, related_name="+")
    refusal_code = models.CharField(max_length=60, blank=True)
    reason = models.TextField(blank=True)
    reason_en = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "kind"],
                condition=Q(state__in=["waiting", "running"]),
                name="job_one_open_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "running", "done", "failed", "cancelled"]),
                name="job_state_known",
            ),
            models.CheckConstraint(condition=Q(done__lte=F("total")), name="job_done_of_total"),
            models.CheckConstraint(
                condition=Q(state="running", held_until__isnull=False, ended_at__isnull=True)
                | Q(state="waiting", held_until__isnull=True, ended_at__isnull=True)
                | Q(
                    state__in=["done", "failed", "cancelled"],
                    held_until__isnull=True,
                    ended_at__isnull=False,
                ),
                name="job_held_while_running",
            ),
        ]
        indexes = [models.Index(fields=["state", "asked_at"], name="job_by_state")]

    def __str__(self) -> str:
        return f"{self.kind} {self.centre_id} {self.state}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this job stand in."""
        return str(self.centre_id)

    @property
    def is_open(self) -> bool:
        """Whether it still waits or runs."""
        return self.state in (self.State.WAITING, self.State.RUNNING)
