"""Why personal data are used, what a person agreed to, asked for, and may not be erased for."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from plodnee.audit.subjects import Place, SubjectRule
from plodnee.registers.models import Person

OFFICER = settings.AUTH_USER_MODEL


class ProcessingPurpose(models.Model):
    """One purpose for which personal data are used, in one version: its basis, text and period.

    A purpose that changes gets another version; consents speak of the version that was shown.
    """

    is_history: ClassVar[bool] = True

    class Basis(models.TextChoices):
        PUBLIC_TASK = "public_task"
        CONTRACT = "contract"
        LEGAL_OBLIGATION = "legal_obligation"
        CONSENT = "consent"

    code = models.CharField(max_length=32)
    version = models.PositiveIntegerField()
    basis = models.CharField(max_length=16, choices=Basis)
    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    text_th = models.TextField()
    text_en = models.TextField()
    text_sha256 = models.CharField(max_length=64)
    retention_months = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    source = models.TextField()
    is_confirmed = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="purpose_in_versions"),
            models.CheckConstraint(
                condition=Q(basis__in=["public_task", "contract", "legal_obligation", "consent"]),
                name="purpose_basis_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


class ConsentRecord(models.Model):
    """That a person agreed to a purpose, or withdrew; a withdrawal is a row of its own.

    What `withdraws` itself withdraws a consent that was never recorded here.
    """

    is_history: ClassVar[bool] = True
    erasable_columns: ClassVar[frozenset[str]] = frozenset({"sealed_witness"})
    sealed_places: ClassVar[dict[str, Place]] = {
        "sealed_witness": lambda row: f"privacy_consentrecord|{row.pk}|witness"
    }
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        person="person", erased={"sealed_witness": ""}
    )

    class Channel(models.TextChoices):
        PAPER = "paper"
        SCREEN = "screen"
        SPOKEN = "spoken"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="consents")
    purpose = models.ForeignKey(ProcessingPurpose, models.PROTECT, related_name="consents")
    withdraws = models.OneToOneField("self", models.PROTECT, null=True, related_name="withdrawal")
    text_sha256 = models.CharField(max_length=64)
    language = models.CharField(max_length=2)
    channel = models.CharField(max_length=6, choices=Channel)
    sealed_witness = models.TextField(blank=True)
    said_on = models.DateField()
    recorded_on = models.DateField()
    recorded_by = models.ForeignKey(OFFICER, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(channel__in=["paper", "screen", "spoken"], language__in=["th", "en"]),
                name="consent_words_known",
            )
        ]
        indexes = [models.Index(fields=["person", "said_on"], name="consent_by_person")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.purpose_id} {self.said_on}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this stand in."""
        return str(self.person.centre_id)


class SubjectRequest(models.Model):
    """What a person asked for, and by when it is to be answered."""

    is_history: ClassVar[bool] = True
    subject_rule: ClassVar[SubjectRule] = SubjectRule(person="person")

    class Kind(models.TextChoices):
        EXPORT = "export"
        ERASURE = "erasure"
        CORRECTION = "correction"
        OBJECTION = "objection"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="subject_requests")
    kind = models.CharField(max_length=10, choices=Kind)
    received_on = models.DateField()
    due_on = models.DateField()
    recorded_by = models.ForeignKey(OFFICER, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["export", "erasure", "correction", "objection"]),
                name="subject_request_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gt=models.F("received_on")), name="subject_request_due_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.received_on}"

    @property
    def key(self) -> str:
        """Its key as a form sends it."""
        return str(self.pk)

    @property
    def is_refused(self) -> bool:
        """Whether it was answered with no."""
        answer: RequestAnswer | None = getattr(self, "answer", None)
        return answer is not None and not answer.is_granted

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this stand in."""
        return str(self.person.centre_id)


class RequestAnswer(models.Model):
    """What was done about a request; one that was refused says why (PDPA s. 30)."""

    is_history: ClassVar[bool] = True
    erasable_columns: ClassVar[frozenset[str]] = frozenset({"sealed_reason"})
    sealed_places: ClassVar[dict[str, Place]] = {
        "sealed_reason": lambda row: f"privacy_requestanswer|{row.pk}|reason"
    }
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        person="request__person", erased={"sealed_reason": ""}
    )

    request = models.OneToOneField(
        SubjectRequest, models.PROTECT, primary_key=True, related_name="answer"
    )
    is_granted = models.BooleanField()
    sealed_reason = models.TextField(blank=True)
    answered_on = models.DateField()
    answered_by = models.ForeignKey(OFFICER, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.request_id} {self.is_granted}"


class LegalHold(models.Model):
    """That a person's data are kept whatever a rule says, from a day on; lifted by another row."""

    is_history: ClassVar[bool] = True
    erasable_columns: ClassVar[frozenset[str]] = frozenset({"sealed_reason"})
    sealed_places: ClassVar[dict[str, Place]] = {
        "sealed_reason": lambda row: f"privacy_legalhold|{row.pk}|reason"
    }
    subject_rule: ClassVar[SubjectRule] = SubjectRule(person="person", erased={"sealed_reason": ""})

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="legal_holds")
    lifts = models.OneToOneField("self", models.PROTECT, null=True, related_name="lifted_by")
    sealed_reason = models.TextField()
    set_on = models.DateField()
    set_by = models.ForeignKey(OFFICER, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.person_id} {self.set_on}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this stand in."""
        return str(self.person.centre_id)


class Erasure(models.Model):
    """That a person was erased: when, by whom, on which ground; and how much was erased."""

    is_history: ClassVar[bool] = True
    subject_rule: ClassVar[SubjectRule] = SubjectRule(person="person")

    class Ground(models.TextChoices):
        REQUEST = "request"
        RETENTION = "retention"

    person = models.OneToOneField(Person, models.PROTECT, primary_key=True, related_name="erasure")
    ground = models.CharField(max_length=9, choices=Ground)
    request = models.OneToOneField(SubjectRequest, models.PROTECT, null=True, related_name="+")
    rows = models.PositiveIntegerField()
    erased_on = models.DateField()
    erased_by = models.ForeignKey(OFFICER, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ground__in=["request", "retention"]), name="erasure_ground_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.erased_on}"


class RetentionRun(models.Model):
    """That what was kept long enough was looked for on a day; one that was cut short is begun anew.

    What it dropped stands in the trail, thing by thing.
    """

    on = models.DateField()
    attempt = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    dropped = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["on", "attempt"], name="retention_run_once"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=models.F("started_at")),
                name="retention_run_ends_later",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.attempt}"
