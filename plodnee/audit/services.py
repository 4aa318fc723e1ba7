"""Adding to the trail; the caller's transaction holds the deed and its trace, or neither."""

import hmac
import json
import re
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Protocol

from django.db import models, transaction
from django.utils import timezone

from plodnee.audit.keys import current_version, purpose_key
from plodnee.audit.models import AuditEvent, ChainedEvent, ChainHead

COUNTRY = "-"
PURPOSE = "audit"
OF_EVERY_EVENT = (
    "chain", "sequence", "recorded_at", "actor_key", "actor_label", "action", "key_version",
    "previous_mac",
)  # fmt: skip
# Thirteen digits by themselves; inside a fingerprint they mean nothing.
_NATIONAL_ID = re.compile(r"(?<![0-9A-Za-z])\d(?:[ -]?\d){12}(?![0-9A-Za-z])")


class Actor(Protocol):
    """Whoever acts: a key that stays, and a label for people."""

    @property
    def audit_key(self) -> str:
        """Such as `officer:17`."""

    @property
    def audit_label(self) -> str:
        """Such as the log-in name."""


def moment_of_recording() -> datetime:
    """The server's own time, to stamp what is recorded; nothing is ever calculated from it."""
    return timezone.now()


@transaction.atomic
def record(actor: Actor, action: str, subject: models.Model, **details: object) -> AuditEvent:
    """The event, added at the end of its subject's chain.

    A model that belongs to a centre or an area names its chain in `audit_chain`.
    Details are numbers, dates and codes, never personal data.
    """
    event = AuditEvent(
        chain=str(getattr(subject, "audit_chain", COUNTRY)),
        action=action,
        subject_kind=subject._meta.label_lower,
        subject_key=str(subject.pk),
        details=_plain(details),
    )
    append(event, actor)
    return event


def append(event: ChainedEvent, actor: Actor) -> None:
    """Add an event, whose own columns are filled, at the end of its chain; within a transaction."""
    append_all([event], actor)


def append_all(events: Sequence[ChainedEvent], actor: Actor) -> None:
    """Add events of one kind, each at the end of its chain; within a transaction.

    Ensures: chains are locked in the order of their names, so that two who add to the same ones
             wait for each other and never both.
    """
    heads = _locked_heads({f"{event.book}{event.chain}" for event in events})
    for event in events:
        head = heads[f"{event.book}{event.chain}"]
        event.sequence, event.previous_mac = head.sequence + 1, head.mac
        event.recorded_at = moment_of_recording()
        event.actor_key, event.actor_label = actor.audit_key, actor.audit_label
        event.key_version = current_version()
        event.mac = event_mac(event)
        head.sequence, head.mac = event.sequence, event.mac
    for model in {type(event) for event in events}:
        model._default_manager.bulk_create(events)
    ChainHead.objects.bulk_create(
        heads.values(),
        update_conflicts=True,
        unique_fields=["chain"],
        update_fields=["sequence", "mac"],
    )


def event_mac(event: ChainedEvent) -> str:
    """The keyed fingerprint of an event, over everything in it and the event before it.

    Raises: KeyError if the installation no longer has the event's key.
    """
    fields = {name: _text_of(getattr(event, name)) for name in (*OF_EVERY_EVENT, *event.stated)}
    key = purpose_key(PURPOSE, event.key_version)
    return hmac.digest(key, _canonical(fields).encode("utf-8"), "sha256").hex()


def _locked_heads(chains: Collection[str]) -> dict[str, ChainHead]:
    wanted = ChainHead.objects.select_for_update(no_key=True).filter(pk__in=chains).order_by("pk")
    heads = {head.chain: head for head in wanted}
    if missing := sorted(set(chains) - heads.keys()):
        ChainHead.objects.bulk_create(map(ChainHead, missing), ignore_conflicts=True)
        heads = {head.chain: head for head in wanted.all()}
    return heads


def _text_of(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value


def _canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _plain(details: Mapping[str, object]) -> dict[str, object]:
    """The details as JSON that both databases give back unchanged."""
    plain: dict[str, object] = {}
    for name, value in details.items():
        if isinstance(value, date):
            value = value.isoformat()
        if not isinstance(value, str | int | None):
            raise ValueError(f"{name} is neither a number, a date nor a code")
        if isinstance(value, str) and (_NATIONAL_ID.search(value) or "\0" in value):
            raise ValueError(f"{name} does not belong into the audit trail")
        plain[name] = value
    return plain
