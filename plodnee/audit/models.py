"""The trail of what was done, which only grows, and the ends of its chains."""

from typing import ClassVar

from django.db import models


class ChainedEvent(models.Model):
    """An event bound to the one before it in its chain by a keyed fingerprint of both.

    A chain is a centre's code, or the code of the area an event concerns (`-` for the country).
    Actor and subject are kept as key and label, so that the trail outlives what it speaks of.
    `stated` names the columns that the fingerprint covers beside its own.
    """

    is_history: ClassVar[bool] = True
    book: ClassVar[str]  # tells the chains of one table from those of another
    stated: ClassVar[tuple[str, ...]]

    chain = models.CharField(max_length=8)
    sequence = models.BigIntegerField()
    recorded_at = models.DateTimeField()
    actor_key = models.CharField(max_length=64)
    actor_label = models.CharField(max_length=150)
    action = models.CharField(max_length=64)
    key_version = models.CharField(max_length=16)
    previous_mac = models.CharField(max_length=64, blank=True)
    mac = models.CharField(max_length=64)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.chain}/{self.sequence} {self.action}"


class AuditEvent(ChainedEvent):
    """Who did what to what, and when."""

    book: ClassVar[str] = ""
    stated: ClassVar[tuple[str, ...]] = ("subject_kind", "subject_key", "details")

    subject_kind = models.CharField(max_length=64)
    subject_key = models.CharField(max_length=64)
    details = models.JSONField(default=dict)

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


class AccessEvent(ChainedEvent):
    """Who was shown whose data: one row for each page or file that showed persons.

    `action` is the address that showed them. `households` are their keys, one after the other;
    where `is_whole`, it was every household of the centre. A national id that was opened is
    `is_revealed`, with the person's key and, sealed, why.
    """

    book: ClassVar[str] = "access/"
    stated: ClassVar[tuple[str, ...]] = (
        "role", "household_key", "person_key", "households", "shown", "is_whole", "is_revealed",
        "sealed_reason", "request_id",
    )  # fmt: skip

    role = models.CharField(max_length=20, blank=True)
    household_key = models.CharField(max_length=32, blank=True)
    person_key = models.CharField(max_length=32, blank=True)
    households = models.TextField(blank=True)
    shown = models.PositiveIntegerField()
    is_whole = models.BooleanField(default=False)
    is_revealed = models.BooleanField(default=False)
    sealed_reason = models.TextField(blank=True)
    request_id = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["chain", "sequence"], name="access_event_one_place_in_chain"
            ),
            models.CheckConstraint(
                condition=models.Q(sequence__gte=1), name="access_event_counted"
            ),
            models.CheckConstraint(
                condition=models.Q(is_revealed=False)
                | (
                    (~models.Q(person_key="") | ~models.Q(household_key=""))
                    & ~models.Q(sealed_reason="")
                ),
                name="access_event_reveal_says_whose_and_why",
            ),
        ]
        indexes = [
            models.Index(fields=["household_key", "recorded_at"], name="access_event_by_household"),
            models.Index(fields=["chain", "recorded_at"], name="access_event_by_chain"),
            models.Index(
                fields=["actor_key", "is_revealed", "recorded_at"], name="access_event_by_actor"
            ),
        ]


class ChainHead(models.Model):
    """The last event of a chain; whoever adds an event holds this row until it is committed."""

    chain = models.CharField(max_length=16, primary_key=True)
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
