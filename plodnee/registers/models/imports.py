"""How a register came: the workbook as sent, or what a bookkeeper entered by hand."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from plodnee.audit.subjects import Place
from plodnee.organization.models import Centre
from plodnee.registers.models.limits import LONGEST_NAME
from plodnee.registers.places import batch_place, phone_place


class ImportBatch(models.Model):
    """One register workbook as sent: first a preview, then confirmed or discarded; or one entry.

    A confirmed one may be undone by an entry that says why; until that it was the register.

    The file's name is not kept, it may hold a person's. What was read waits sealed and is dropped
    once decided; the report of problems, repairs and notes is kept, sealed, since it quotes cells,
    and so is the workbook of the refused rows, to put right and send again.
    A `full` register states everything of its day; a `supplement` adds to the register of the same
    day, e.g. rows that were refused and are sent again alone, or to an earlier one from its own day
    on. An `entry` was made by hand: it has
    no file, says what was done (`deed`) and why, and counts from its day on, until something later.
    """

    class Status(models.TextChoices):
        PREVIEW = "preview"
        CONFIRMED = "confirmed"
        DISCARDED = "discarded"
        UNDONE = "undone"

    class Scope(models.TextChoices):
        FULL = "full"
        SUPPLEMENT = "supplement"
        ENTRY = "entry"

    class Deed(models.TextChoices):
        HOUSEHOLD = "household"
        PERSON = "person"
        CASH = "cash"
        LAND = "land"
        SAVINGS = "savings"
        DEBT = "debt"
        BALANCE = "balance"
        GUARANTORS = "guarantors"
        COLLATERAL = "collateral"
        GROUP = "group"
        FUND_RULE = "fund_rule"
        CREDITOR = "creditor"
        IMPORT = "import"

    sealed_places: ClassVar[dict[str, Place]] = {
        "sealed_book": lambda row: batch_place(row.pk, "book"),
        "sealed_report": lambda row: batch_place(row.pk, "report"),
        "sealed_correction": lambda row: batch_place(row.pk, "correction"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre_code = models.CharField(max_length=8)
    centre_name = models.CharField(max_length=LONGEST_NAME)
    centre = models.ForeignKey(Centre, models.PROTECT, null=True, related_name="imports")
    sha256 = models.CharField(max_length=64, blank=True)
    as_of = models.DateField()
    status = models.CharField(max_length=9, choices=Status, default=Status.PREVIEW)
    scope = models.CharField(max_length=10, choices=Scope, blank=True)
    base = models.ForeignKey("self", models.PROTECT, null=True, related_name="supplements")
    sequence = models.PositiveIntegerField(null=True)
    deed = models.CharField(max_length=12, choices=Deed, blank=True)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")
    reason = models.TextField(blank=True)
    counts = models.JSONField(default=dict)
    sealed_book = models.TextField(blank=True)
    sealed_report = models.TextField(blank=True)
    sealed_correction = models.TextField(blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    uploaded_on = models.DateField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre_code", "sha256"],
                condition=~Q(status__in=["discarded", "undone"]) & ~Q(sha256=""),
                name="import_batch_file_once",
            ),
            models.UniqueConstraint(fields=["centre", "sequence"], name="import_batch_in_order"),
            models.CheckConstraint(
                condition=(
                    Q(status__in=["confirmed", "undone"])
                    & Q(centre__isnull=False, sequence__isnull=False)
                    & ~Q(scope="")
                )
                | (~Q(status__in=["confirmed", "undone"]) & Q(sequence__isnull=True, scope="")),
                name="import_batch_confirmed_has_centre",
            ),
            models.CheckConstraint(
                condition=Q(scope="supplement", base__isnull=False)
                | (~Q(scope="supplement") & Q(base__isnull=True)),
                name="import_batch_supplement_has_base",
            ),
            models.CheckConstraint(
                condition=(Q(scope="entry", sha256="") & ~Q(deed=""))
                | (~Q(scope="entry") & ~Q(sha256="") & Q(deed="")),
                name="import_batch_file_or_deed",
            ),
            models.CheckConstraint(
                condition=Q(status="preview") | Q(sealed_book=""),
                name="import_batch_drops_what_was_read",
            ),
            models.CheckConstraint(
                condition=Q(status="preview", decided_on__isnull=True)
                | (~Q(status="preview") & Q(decided_on__isnull=False)),
                name="import_batch_decided",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.centre_code} {self.as_of} {self.status}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this import stand in."""
        return self.centre_code


class CentreStatement(models.Model):
    """What sheet ศูนย์ of an import said of the centre itself."""

    is_history: ClassVar[bool] = True
    erasable_columns: ClassVar[frozenset[str]] = frozenset({"chair", "sealed_phone"})
    sealed_places: ClassVar[dict[str, Place]] = {"sealed_phone": lambda row: phone_place(row.pk)}

    batch = models.OneToOneField(
        ImportBatch, models.PROTECT, primary_key=True, related_name="statement"
    )
    name = models.CharField(max_length=LONGEST_NAME)
    fiscal_year = models.PositiveSmallIntegerField(null=True)
    chair = models.TextField(blank=True)
    sealed_phone = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name
