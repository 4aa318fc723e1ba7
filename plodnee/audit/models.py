"""The trail of what was done, which only grows, and the ends of its chains."""

from typing import ClassVar

from django.db import models


class AuditEvent(models.Model):
    """Who did what to what, and when; each event is bound to the one before it in its chain.

    A chain is a centre's code, or the code of the area an event concerns (`-` for the country).
    Actor and subject are kept as key and label, so that the trail outlives what it speaks of.
    """

    is_history: ClassVar[bool] = True

    chain = models.CharField(max_length=8)
    sequence = models.BigIntegerField()
    recorded_at = models.DateTimeField()
    actor_key = models.CharField(max_length=64)
    actor_label = models.CharField(max_length=150)
    action = models.CharField(max_length=64)
    subject_kind = models.CharField(max_length=64)
    subject_key = models.CharField(max_length=64)
    details = models.JSONField(default=dict)
    key_version = models.CharField(max_length=16)
    previous_mac = models.CharField(max_length=64, blank=True)
    mac = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["chain", "sequence"], name="audit_event_one_place_in_chain"
            ),
            models.CheckConstraint(condition=models.Q(sequence__gte=1), name="audit_event_counted"),
        ]
        indexes = [
            models.Index(fields=["subject_kind", "subject_key"], name="audit_event_by_subject"),
            models.Index(fields=["actor_key", "recorded_at"], name="audit_event_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.chain}/{self.sequence} {self.action}"


class ChainHead(models.Model):
    """The last event of a chain; whoever adds an event holds this row until it is committed."""

    chain = models.CharField(max_length=8, primary_key=True)
    sequence = models.BigIntegerField(default=0)
    mac = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.chain}/{self.sequence}"


class GuardFingerprint(models.Model):
    """What the triggers that guard history looked like when they were installed; one row."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    fingerprint = models.CharField(max_length=64)
    key_version = models.CharField(max_length=16)
    mac = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="guard_fingerprint_one_row")
        ]

    def __str__(self) -> str:
        return self.fingerprint
