"""Questions about the trail: is it whole, and what does it say of a thing."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from uuid import UUID

from django.db import models
from django.db.models import Max, Q, Sum

from plodnee.audit.models import AccessEvent, AuditEvent, ChainedEvent, ChainHead
from plodnee.audit.services import COUNTRY, event_mac

BOOKS: tuple[type[ChainedEvent], ...] = (AuditEvent, AccessEvent)


def events_about(subject: models.Model) -> models.QuerySet[AuditEvent]:
    """What was done to one thing, the latest first."""
    return AuditEvent.objects.filter(
        subject_kind=subject._meta.label_lower, subject_key=str(subject.pk)
    ).order_by("-recorded_at", "-sequence")


def moments_of(
    kind: type[models.Model], keys: Iterable[object], actions: Collection[str]
) -> dict[str, datetime]:
    """When each of these things was done, by its key; those without such an event are left out."""
    done = AuditEvent.objects.filter(
        subject_kind=kind._meta.label_lower,
        subject_key__in=[str(key) for key in keys],
        action__in=actions,
    )
    return dict(done.order_by("pk").values_list("subject_key", "recorded_at"))


def chain_problems() -> list[str]:
    """Every break of every chain: a changed, missing or foreign event; none when all is whole."""
    heads = {head.chain: head for head in ChainHead.objects.order_by("chain")}
    problems: list[str] = []
    for model in BOOKS:
        chains = model._default_manager.values_list("chain", flat=True).distinct()
        names = {f"{model.book}{chain}" for chain in chains}
        names |= {name for name in heads if book_of(name) is model}
        for name in sorted(names):
            problems += _breaks(model, name, heads.get(name))
    return problems


def mark_of_trail(codes: Collection[str]) -> tuple[int, str]:
    """What changes whenever a deed is recorded in these areas or above them; `""` is the country.

    It counts what is committed, so that it never says the same before and after a deed. Who was
    shown whose data changes nothing.
    """
    of_deeds = ChainHead.objects.exclude(chain__startswith=AccessEvent.book)
    if "" not in codes:
        places = Q(chain=COUNTRY)
        for code in codes:
            above = [code[:length] for length in range(len(code))]
            places |= Q(chain__startswith=code) | Q(chain__in=above)
        of_deeds = of_deeds.filter(places)
    said = of_deeds.aggregate(deeds=Sum("sequence"), last=Max("mac"))
    return said["deeds"] or 0, said["last"] or ""


def trail_size() -> tuple[int, int]:
    """How many events and how many chains there are."""
    events = sum(model._default_manager.count() for model in BOOKS)
    return events, ChainHead.objects.count()


def accesses_to_households(chain: str, keys: Iterable[UUID]) -> models.QuerySet[AccessEvent]:
    """Every page and file that showed one of these households to somebody, the latest first."""
    shown = Q(is_whole=True)
    for key in keys:
        shown |= Q(household_key=key.hex) | Q(households__contains=key.hex)
    return AccessEvent.objects.filter(shown, chain=chain).order_by("-recorded_at", "-sequence")


def reveals() -> models.QuerySet[AccessEvent]:
    """Every national id that was opened, the latest first."""
    return AccessEvent.objects.filter(is_revealed=True).order_by("-recorded_at", "-sequence")


def reveals_since(actor_key: str, since: datetime) -> int:
    """How many national ids somebody opened since a moment."""
    return AccessEvent.objects.filter(
        actor_key=actor_key, is_revealed=True, recorded_at__gte=since
    ).count()


@dataclass(frozen=True, slots=True)
class Burst:
    """That somebody was shown unusually many households of a centre within a short time.

    `households` counts each of them once, however often it was shown.
    """

    actor_label: str
    chain: str
    began_at: datetime
    households: int


def bursts(
    events: models.QuerySet[AccessEvent],
    *,
    most: int,
    within: timedelta,
    most_of_roles: Mapping[str, int] = MappingProxyType({}),
) -> list[Burst]:
    """Each time somebody was shown more than `most` households page by page, the latest first.

    For posts of some roles another number is the most. A household shown again is not one more.
    Files over a whole centre say so themselves and are not counted here.
    """
    begun: dict[tuple[str, str], tuple[datetime, set[str]]] = {}
    found: dict[tuple[str, str, datetime], Burst] = {}
    rows = events.filter(is_whole=False, is_revealed=False).order_by("recorded_at", "sequence")
    for event in rows.defer("sealed_reason", "mac", "previous_mac"):
        key = (event.actor_key, event.chain)
        since, shown = begun.get(key, (event.recorded_at, set()))
        if event.recorded_at - since > within:
            since, shown = event.recorded_at, set()
        shown.update((event.households or event.household_key).split())
        begun[key] = since, shown
        if len(shown) > most_of_roles.get(event.role, most):
            found[(*key, since)] = Burst(event.actor_label, event.chain, since, len(shown))
    return sorted(found.values(), key=lambda burst: burst.began_at, reverse=True)


def book_of(head: str) -> type[ChainedEvent]:
    """The table in which the chain of this head stands."""
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
