"""Questions about rounds: what holds now, where, who is chosen, when, and what collides."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from django.db.models import Exists, OuterRef, Q, QuerySet

from plodnee.organization.access import Visitor, area_codes_for, rows_within
from plodnee.organization.models import Area, Centre, InspectionZone
from plodnee.visits.models import (
    ProgrammeSlot,
    ProgrammeVersion,
    Round,
    RoundProvince,
    RoundVersion,
    Selection,
)

END_OF_DAY = time(23, 59)


@dataclass(frozen=True, slots=True)
class Collision:
    """One team at two places at once, or a place that the team cannot be at."""

    team: str
    held_on: date
    first: ProgrammeSlot
    second: ProgrammeSlot


def current_version(round_: Round) -> RoundVersion:
    """The version of a round that holds: its latest."""
    return round_.versions.order_by("-number")[:1].get()


def rounds_seen(actor: Visitor, on: date) -> QuerySet[Round, Round]:
    """The rounds in which a place of the person takes part; all of them for the country."""
    codes = area_codes_for(actor, "rounds.view", on)
    if "" in codes:
        return Round.objects.all()
    provinces = {code[: Area.Level.PROVINCE] for code in codes}
    latest = RoundVersion.objects.filter(round=OuterRef("round")).order_by("-number")
    later = latest.filter(number__gt=OuterRef("number"))
    taking = RoundVersion.objects.filter(
        ~Exists(later), round=OuterRef("pk"), provinces__province__in=provinces
    )
    return Round.objects.filter(Exists(taking))


def takes_part(version: RoundVersion, code: str) -> bool:
    """Whether the province that a code lies in takes part."""
    return version.provinces.filter(province_id=code[: Area.Level.PROVINCE]).exists()


def provinces_of(version: RoundVersion) -> QuerySet[Area, Area]:
    """The provinces that take part."""
    taking = RoundProvince.objects.filter(version=version)
    return Area.objects.filter(pk__in=taking.values("province_id"))


def zones_of(version: RoundVersion) -> dict[int, list[Area]]:
    """The provinces that take part, by the inspection zone they lay in when the round began."""
    on = version.starts_on
    zones = InspectionZone.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=on),
        valid_from__lte=on,
        province__in=provinces_of(version),
    )
    found: dict[int, list[Area]] = {}
    for zone in zones.select_related("province").order_by("number", "province_id"):
        found.setdefault(zone.number, []).append(zone.province)
    return found


def chosen_in(round_: Round, code: str) -> QuerySet[Selection, Selection]:
    """The centres chosen in a round within an area, those taken back left out."""
    found = Selection.objects.filter(round=round_, centre__code__startswith=code)
    return found.filter(withdrawal__isnull=True).select_related("centre", "round")


def current_programme(round_: Round, province_code: str) -> ProgrammeVersion | None:
    """The province's programme that holds: its latest; None until there is one."""
    found = round_.programmes.filter(province_id=province_code)
    return found.order_by("-number").prefetch_related("slots__centre").first()


def programmes_of(round_: Round) -> list[ProgrammeVersion]:
    """The programme that holds of each province."""
    latest: dict[str, ProgrammeVersion] = {}
    found = round_.programmes.select_related("province").prefetch_related("slots__centre")
    for version in found.order_by("number"):
        latest[version.province_id] = version
    return [latest[code] for code in sorted(latest)]


def visit_slot(programme: ProgrammeVersion | None, centre_code: str) -> ProgrammeSlot | None:
    """When a centre is visited by a programme; None where it is not."""
    if programme is None:
        return None
    own = (slot for slot in programme.slots.all() if slot.centre_id == centre_code)
    return min(own, key=lambda slot: (slot.held_on, slot.starts_at), default=None)


def collisions(programmes: Iterable[ProgrammeVersion]) -> list[Collision]:
    """Where one team would be at two places at once."""
    by_team: dict[str, list[ProgrammeSlot]] = {}
    for programme in programmes:
        by_team.setdefault(programme.team, []).extend(programme.slots.all())
    found = []
    for team, slots in sorted(by_team.items()):
        ordered = sorted(slots, key=lambda slot: (slot.held_on, slot.starts_at, slot.pk))
        for at, one in enumerate(ordered):
            for other in ordered[at + 1 :]:
                if other.held_on != one.held_on or other.starts_at >= (one.ends_at or END_OF_DAY):
                    break
                if other.version_id != one.version_id:
                    found.append(Collision(team, one.held_on, one, other))
    return found


def seen_of(actor: Visitor, on: date, codes: Iterable[str | None]) -> set[str]:
    """Those of these centres whose visits the person may see: a committee its own alone."""
    within = rows_within(actor, "rounds.view", on, "code")
    found = Centre.objects.filter(within, pk__in={code for code in codes if code})
    return set(found.values_list("pk", flat=True))


def visits_ahead(actor: Visitor, on: date) -> list[ProgrammeSlot]:
    """The visits from a day on that the programmes in force have where the person may see them."""
    slots = [
        slot
        for round_ in rounds_seen(actor, on).filter(versions__ends_on__gte=on).distinct()
        for programme in programmes_of(round_)
        for slot in programme.slots.all()
        if slot.centre_id and slot.held_on >= on
    ]
    seen = seen_of(actor, on, [slot.centre_id for slot in slots])
    mine = [slot for slot in slots if slot.centre_id in seen]
    return sorted(mine, key=lambda slot: (slot.held_on, slot.starts_at, slot.pk))
