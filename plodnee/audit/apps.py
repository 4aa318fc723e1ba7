"""The audit app; history is guarded anew after every migration, whoever ran it."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    """Installs the guards when a migration run ends."""

    name = "plodnee.audit"

    def ready(self) -> None:
        """Listen for the end of a migration run."""
        post_migrate.connect(_guard_history, sender=self)


def _guard_history(using: str, **_: Any) -> None:
    from django.db import connections

    from plodnee.audit.guards import install_guards
    from plodnee.audit.models import GuardFingerprint

    tables = connections[using].introspection.table_names()
    if GuardFingerprint._meta.db_table in tables:
        install_guards(using)
