"""The audit app; guards are lifted for a migration and stand anew after it, whoever ran it."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class AuditConfig(AppConfig):
    """Lifts the guards when a migration run begins and installs them when it ends."""

    name = "plodnee.audit"

    def ready(self) -> None:
        """Listen for the two ends of a migration run."""
        pre_migrate.connect(_lift_guards, sender=self)
        post_migrate.connect(_guard_history, sender=self)


def _lift_guards(using: str, plan: Sequence[object], **_: Any) -> None:
    """Only where a table may be altered; who is stopped half-way starts without guards: refused."""
    from plodnee.audit.guards import remove_guards

    if plan:
        remove_guards(using)


def _guard_history(using: str, **_: Any) -> None:
    from django.db import connections

    from plodnee.audit.guards import install_guards
    from plodnee.audit.models import GuardFingerprint

    tables = connections[using].introspection.table_names()
    if GuardFingerprint._meta.db_table in tables:
        install_guards(using)
