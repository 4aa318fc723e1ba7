"""Workbooks of another layout: those that wait for a plan, and the plans that offices remember."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from plodnee.audit.subjects import Place
from plodnee.registers.places import waiting_place


class WaitingWorkbook(models.Model):
    """A workbook of another layout, sent by an office, waiting to be told what its sheets are.

    The file is kept sealed until the import that it `became` is decided, or it is given up, and is
    then dropped; until then its columns can be said anew. Its outline holds headers only.
    `office_code` is the area for which its sender imports.
    """

    sealed_places: ClassVar[dict[str, Place]] = {
        "sealed_content": lambda row: waiting_place(row.pk)
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office_code = models.CharField(max_length=8, blank=True)
    look = models.CharField(max_length=64)
    outline = models.JSONField()
    parts = models.JSONField(default=dict)  # what each sheet is, once somebody said so
    sealed_content = models.TextField(blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_on = models.DateField()
    became = models.ForeignKey(
        "registers.ImportBatch", models.PROTECT, null=True, related_name="sent_as"
    )
    decided_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | Q(sealed_content=""),
                name="waiting_workbook_drops_what_was_sent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office_code} {self.sent_on}"

    @property
    def sheet_names(self) -> list[str]:
        """The sheets of the file, by which its sender knows it."""
        return [str(sheet[0]) for sheet in self.outline]

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this workbook stand in."""
        return self.office_code or "-"


class RememberedLayout(models.Model):
    """How an office reads workbooks of one look; the latest of a look is the one in use."""

    office_code = models.CharField(max_length=8, blank=True)
    look = models.CharField(max_length=64)
    plan = models.JSONField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["office_code", "look"], name="remembered_layout_by_look")]

    def __str__(self) -> str:
        return f"{self.office_code} {self.look[:8]}"
