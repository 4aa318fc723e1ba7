"""Papers that were issued: their facts, their files and the fingerprints of these."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from plodnee.audit.guards import refusing
from plodnee.audit.subjects import SubjectRule
from plodnee.casework.models import PlanRun
from plodnee.organization.models import COUNTRY, Centre, Officer
from plodnee.registers.models import Household
from plodnee.visits.models import Letter

COMMITTEE_PAPERS = ("order", "minutes", "notice")
CONTRACT_PAPERS = (
    "contract",
    "guarantee",
    "acknowledgement",
    "consent",
    "amendment",
    "guarantor_notice",
    "receipt",
    "settlement",
    "statement",
)
_CHANGED = """(NEW.pdf <> OLD.pdf OR NEW.docx <> OLD.docx
    OR CAST(NEW.facts AS TEXT) <> CAST(OLD.facts AS TEXT))"""
_EMPTIED = """(NEW.household_id IS NOT NULL AND length(NEW.pdf) = 0 AND length(NEW.docx) = 0
    AND CAST(NEW.facts AS TEXT) = '""')"""
_EDITED = f"{_CHANGED} AND NOT {_EMPTIED}"


class IssuedDocument(models.Model):
    """One paper as it was issued: it is handed out as these very bytes from then on.

    `subject_key` is the key of what the paper is of, such as an order, a meeting or a contract;
    `number` is the paper's own, where it has one, and `household` whom a contract's paper names.
    """

    is_history: ClassVar[bool] = True
    guard_rules = (
        refusing("edited", _EDITED, "an issued paper is erased whole or not at all", deed="UPDATE"),
    )
    erasable_columns: ClassVar[frozenset[str]] = frozenset({"facts", "pdf", "docx"})
    # Not exported: its facts are derived from the rows of the contract, which are.
    subject_rule: ClassVar[SubjectRule] = SubjectRule(
        household="household", erased={"facts": "", "pdf": b"", "docx": b""}, is_exported=False
    )

    class Kind(models.TextChoices):
        ORDER = "order"
        MINUTES = "minutes"
        NOTICE = "notice"
        CONTRACT = "contract"
        GUARANTEE = "guarantee"
        ACKNOWLEDGEMENT = "acknowledgement"
        CONSENT = "consent"
        AMENDMENT = "amendment"
        GUARANTOR_NOTICE = "guarantor_notice"
        RECEIPT = "receipt"
        SETTLEMENT = "settlement"
        STATEMENT = "statement"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="issued_documents")
    kind = models.CharField(max_length=16, choices=Kind)
    subject_key = models.CharField(max_length=64)
    number = models.CharField(max_length=40, blank=True)
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, related_name="issued_documents"
    )
    facts = models.JSONField()
    facts_sha256 = models.CharField(max_length=64)
    pdf = models.BinaryField()
    pdf_sha256 = models.CharField(max_length=64)
    docx = models.BinaryField()
    docx_sha256 = models.CharField(max_length=64)
    issued_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    issued_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject_key"], name="issued_document_once"),
            models.UniqueConstraint(
                fields=["centre", "kind", "number"],
                condition=~Q(number=""),
                name="issued_document_number_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=COMMITTEE_PAPERS, household__isnull=True)
                | Q(kind__in=CONTRACT_PAPERS, household__isnull=False),
                name="issued_document_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_key}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this paper stand in."""
        return str(self.centre_id)

    @property
    def is_erased(self) -> bool:
        """Whether everybody whom it names was erased, and its files with them."""
        return not self.pdf


class IssuedLetter(models.Model):
    """An office's letter as it was issued: its facts, both files and their fingerprints.

    It names officers and offices, no household and no debtor.
    """

    is_history: ClassVar[bool] = True

    letter = models.OneToOneField(
        Letter, models.PROTECT, related_name="issued", primary_key=True, editable=False
    )
    facts = models.JSONField()
    facts_sha256 = models.CharField(max_length=64)
    pdf = models.BinaryField()
    pdf_sha256 = models.CharField(max_length=64)
    docx = models.BinaryField()
    docx_sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"letter {self.letter_id}"


class IssuedReport(models.Model):
    """A report of an office as it was issued: its facts, both files; the same facts are one report.

    It names offices and centres, no household and no person.
    """

    is_history: ClassVar[bool] = True

    class Kind(models.TextChoices):
        LESSONS = "lessons"
        PLANNING = "planning"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office_code = models.CharField(max_length=8, blank=True)
    kind = models.CharField(max_length=12, choices=Kind)
    facts = models.JSONField()
    facts_sha256 = models.CharField(max_length=64)
    pdf = models.BinaryField()
    docx = models.BinaryField()
    issued_on = models.DateField()
    issued_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office_code", "kind", "facts_sha256"], name="issued_report_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.office_code}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this report stand in."""
        return self.office_code or COUNTRY


class Pack(models.Model):
    """A centre's pack in one language, made of its analysis and kept for a few days.

    It is no history: the same files are made again from the analysis whenever they are asked for.
    `content` is sealed, because papers say whole house numbers; under the key of the day it was
    made, which outlasts it. `erasures_known` is how many persons of the centre had been erased,
    `seats_sha256` the committee it names and how far its work had come.
    """

    names_everybody: ClassVar[bool] = True

    class Language(models.TextChoices):
        THAI = "th"
        ENGLISH = "en"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="packs")
    language = models.CharField(max_length=2, choices=Language)
    run = models.ForeignKey(PlanRun, models.PROTECT, related_name="packs")
    erasures_known = models.PositiveIntegerField()
    seats_sha256 = models.CharField(max_length=64, default="")
    content = models.BinaryField()
    size_bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "language"], name="pack_one_of_a_language"),
            models.CheckConstraint(
                condition=Q(language__in=["th", "en"]), name="pack_language_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.centre_id} {self.language}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this pack stand in."""
        return str(self.centre_id)
