"""Questions about the trail: is it whole, and what does it say of a thing."""

from collections.abc import Iterator

from django.db import models

from plodnee.audit.models import AuditEvent, ChainHead
from plodnee.audit.services import event_mac


def events_about(subject: models.Model) -> models.QuerySet[AuditEvent]:
    """What was done to one thing, the latest first."""
    return AuditEvent.objects.filter(
        subject_kind=subject._meta.label_lower, subject_key=str(subject.pk)
    ).order_by("-recorded_at", "-sequence")


def chain_problems() -> list[str]:
    """Every break of every chain: a changed, missing or foreign event; none when all is whole."""
    heads = {head.chain: head for head in ChainHead.objects.order_by("chain")}
    chains = set(AuditEvent.objects.values_list("chain", flat=True).distinct()) | set(heads)
    return [problem for chain in sorted(chains) for problem in _breaks(chain, heads.get(chain))]


def _breaks(chain: str, head: ChainHead | None) -> Iterator[str]:
    sequence, mac = 0, ""
    for event in AuditEvent.objects.filter(chain=chain).order_by("sequence").iterator():
        sequence += 1
        if event.sequence != sequence:
            yield f"{chain}/{sequence}: missing before {event.sequence}"
            sequence = event.sequence
        elif event.previous_mac != mac:
            yield f"{chain}/{sequence}: not bound to the event before it"
        if _mac_or_none(event) != event.mac:
            yield f"{chain}/{sequence}: changed after it was recorded"
        mac = event.mac
    if head is None or (head.sequence, head.mac) != (sequence, mac):
        yield f"{chain}: its end is not event {sequence}"


def _mac_or_none(event: AuditEvent) -> str | None:
    try:
        return event_mac(event)
    except KeyError:
        return None
