"""Questions about the trail: is it whole, and what does it say of a thing."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import Q

from plodnee.audit.models import AccessEvent, AuditEvent, ChainedEvent, ChainHead
from plodnee.audit.services import event_mac

BOOKS: tuple[type[ChainedEvent], ...] = (AuditEvent, AccessEvent)


def events_about(subject: models.Model) -> models.QuerySet[AuditEvent]:
    """What was done to one thing, the latest first."""
    return AuditEvent.objects.filter(
        subject_kind=subject._meta.label_lower, subject_key=str(subject.pk)
    ).order_by("-recorded_at", "-sequence")


def chain_problems() -> list[str]:
    """Every break of every chain: a changed, missing or foreign event; none when all is whole."""
    heads = {head.chain: head for head in ChainHead.objects.order_by("chain")}
    problems: list[str] = []
    for model in BOOKS:
        chains = model._default_manager.values_list("chain", flat=True).distinct()
        names = {f"{model.book}{chain}" for chain in chains}
        names |= {name for name in heads if _book_of(name) is model}
        for name in sorted(names):
            problems += _breaks(model, name, heads.get(name))
    return problems


def accesses_to_household(chain: str, household: UUID) -> models.QuerySet[AccessEvent]:
    """Every page and file that showed a household to somebody, the latest first."""
    key = household.hex
    shown = Q(household_key=key) | Q(is_whole=True) | Q(households__contains=key)
    return AccessEvent.objects.filter(shown, chain=chain).order_by("-recorded_at", "-sequence")


def reveals() -> models.QuerySet[AccessEvent]:
    """Every national id that was opened, the latest first."""
    return AccessEvent.objects.filter(is_revealed=True).order_by("-recorded_at", "-sequence")


def reveals_since(actor_key: str, since: datetime) -> int:
    """How many national ids somebody opened since a moment."""
    return AccessEvent.objects.filter(
        actor_key=actor_key, is_revealed=True, recorded_at__gte=since
    ).count()


def _book_of(head: str) -> type[ChainedEvent]:
    return AccessEvent if head.startswith(AccessEvent.book) else AuditEvent


def _breaks(model: type[ChainedEvent], name: str, head: ChainHead | None) -> Iterator[str]:
    sequence, mac = 0, ""
    events = model._default_manager.filter(chain=name.removeprefix(model.book))
    for event in events.order_by("sequence").iterator():
        sequence += 1
        if event.sequence != sequence:
            yield f"{name}/{sequence}: missing before {event.sequence}"
            sequence = event.sequence
        elif event.previous_mac != mac:
            yield f"{name}/{sequence}: not bound to the event before it"
        if _mac_or_none(event) != event.mac:
            yield f"{name}/{sequence}: changed after it was recorded"
        mac = event.mac
    if head is None or (head.sequence, head.mac) != (sequence, mac):
        yield f"{name}: its end is not event {sequence}"


def _mac_or_none(event: ChainedEvent) -> str | None:
    try:
        return event_mac(event)
    except KeyError:
        return None
