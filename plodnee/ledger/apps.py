"""The ledger app; its read-only views step aside for a migration, like the guards."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class LedgerConfig(AppConfig):
    """Double entry for what contracts, funds and welfare move."""

    name = "plodnee.ledger"

    def ready(self) -> None:
        """Listen for the two ends of a migration run."""
        pre_migrate.connect(_drop_views, sender=self)
        post_migrate.connect(_create_views, sender=self)


def _drop_views(using: str, plan: Sequence[object], **_: Any) -> None:
    from plodnee.ledger.accountants_views import drop_views

    if plan:
        drop_views(using)


def _create_views(using: str, **_: Any) -> None:
    from plodnee.ledger.accountants_views import create_views

    create_views(using)
