"""Papers that were issued: their facts, their files and the fingerprints of these."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from plodnee.organization.models import Centre, Officer


class IssuedDocument(models.Model):
    """One paper as it was issued: it is handed out as these very bytes from then on.

    `subject_key` is the key of what the paper is of, such as an order or a meeting.
    """

    is_history: ClassVar[bool] = True

    class Kind(models.TextChoices):
        ORDER = "order"
        MINUTES = "minutes"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="issued_documents")
    kind = models.CharField(max_length=16, choices=Kind)
    subject_key = models.CharField(max_length=64)
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
            models.CheckConstraint(
                condition=Q(kind__in=["order", "minutes"]), name="issued_document_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_key}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this paper stand in."""
        return str(self.centre_id)
