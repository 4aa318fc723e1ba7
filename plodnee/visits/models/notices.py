"""Who is to be told of a changed programme by e-mail, and when the mail server took it."""

import uuid
from typing import ClassVar

from django.db import models

from plodnee.organization.models import Officer
from plodnee.visits.models.programmes import ProgrammeVersion


class ChangeNotice(models.Model):
    """An e-mail that an officer is due because a version of a programme changed their visits.

    The address is the one that the officer has when it is sent; none is kept here.
    """

    is_history: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(ProgrammeVersion, models.PROTECT, related_name="notices")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["version", "officer"]
        constraints = [
            models.UniqueConstraint(fields=["version", "officer"], name="change_notice_once")
        ]

    def __str__(self) -> str:
        return f"{self.version_id} → {self.officer_id}"

    @property
    def audit_chain(self) -> str:
        """The chain of the trail that events about this notice stand in."""
        return self.version.audit_chain


class NoticeSending(models.Model):
    """The mail server took the notice; until this row stands it is tried again."""

    is_history: ClassVar[bool] = True

    notice = models.OneToOneField(ChangeNotice, models.PROTECT, related_name="sending")
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["notice"]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.sent_at}"
