"""Pages of rounds to read: the list, one round with its versions, the calendar of its visits."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from plodnee.organization.access import area_codes_for, may
from plodnee.organization.models import Area
from plodnee.visits.models import Round, RoundVersion, Selection
from plodnee.visits.rounds.changes import round_changes
from plodnee.visits.rounds.selectors import (
    Collision,
    collisions,
    current_version,
    programmes_of,
    rounds_seen,
    seen_of,
    zones_of,
)
from plodnee.web.access import allowed, officer_of, today
from plodnee.web.frame import Link
from plodnee.web.rounds.wording import column_words, value_words
from plodnee.web.templatetags.wording import area_alone

COUNTRY = ""


def round_at(request: HttpRequest, round_id: UUID) -> Round:
    """The round, in which a place of whoever asks takes part; else a 404."""
    return get_object_or_404(rounds_seen(officer_of(request), today()), pk=round_id)


def round_trail(found: Round | None = None, *names: str, area: str = "") -> list[Link]:
    """The way to a page of a round."""
    links = [Link(_("รอบติดตาม"), reverse("rounds"))]
    if found is not None:
        links.append(Link(found.name, reverse("round", args=[found.pk])))
    if found is not None and area:
        links.append(Link(area_alone(area), reverse("round_area", args=[area, found.pk])))
    return [*links, *(Link(name, "", here=True) for name in names)]


@allowed("rounds.view")
def rounds(request: HttpRequest) -> HttpResponse:
    """The rounds by fiscal year, the latest first."""
    found = rounds_seen(officer_of(request), today())
    rows: list[dict[str, Any]] = [{"round": one, "version": current_version(one)} for one in found]
    years = [
        (year, list(those))
        for year, those in groupby(rows, lambda row: row["round"].fiscal_year_be)
    ]
    context = {
        "years": years,
        "keeps": may(officer_of(request), "rounds.keep", at=COUNTRY, on=today()),
        "trail": [Link(_("รอบติดตาม"), "", here=True)],
    }
    return render(request, "rounds/rounds.html", context)


@allowed("rounds.view")
def round_page(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """One round: what it says, who takes part, its topics, document 1, and every version."""
    found = round_at(request, round_id)
    latest = current_version(found)
    asked = request.GET.get("version", "")
    shown = _version(found, asked) or latest
    topics = list(shown.topics.order_by("number", "item"))
    context = {
        "round": found,
        "version": shown,
        "latest": latest,
        "columns": _columns(shown),
        "topics": [(one, bool(one.item)) for one in topics],
        "indicators": shown.indicators.order_by("place"),
        "zones": _zones(request, found, shown),
        "versions": _versions(found),
        "keeps": may(officer_of(request), "rounds.keep", at=COUNTRY, on=today()),
        "own_areas": [
            code for code in area_codes_for(officer_of(request), "rounds.view", today()) if code
        ],
        "made_up": found.is_demonstration,
        "trail": [*round_trail(), Link(found.name, "", here=True)],
    }
    return render(request, "rounds/round.html", context)


@allowed("rounds.view")
def calendar(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """The visits day by day, and where a team would be at two places at once."""
    found = round_at(request, round_id)
    programmes = programmes_of(found)
    slots = [slot.centre_id for one in programmes for slot in one.slots.all()]
    seen = seen_of(officer_of(request), today(), slots)
    clashes = [
        one
        for one in collisions(programmes)
        if one.first.centre_id in seen or one.second.centre_id in seen
    ]
    marked = {slot.pk for one in clashes for slot in (one.first, one.second)}
    visits: list[dict[str, Any]] = [
        {"slot": slot, "programme": one, "clash": slot.pk in marked}
        for one in programmes
        for slot in one.slots.all()
        if slot.centre_id in seen
    ]
    visits.sort(key=lambda row: (row["slot"].held_on, row["slot"].starts_at, row["slot"].pk))
    context = {
        "round": found,
        "version": current_version(found),
        "days": [
            (day, list(rows)) for day, rows in groupby(visits, lambda row: row["slot"].held_on)
        ],
        "clashes": [_clash(one, seen) for one in clashes],
        "made_up": found.is_demonstration,
        "trail": round_trail(found, _("ปฏิทินการลงพื้นที่")),
    }
    return render(request, "rounds/calendar.html", context)


def _version(found: Round, asked: str) -> RoundVersion | None:
    if not (asked.isascii() and asked.isdigit() and len(asked) < 5):
        return None
    return found.versions.filter(number=int(asked)).first()


def _columns(version: RoundVersion) -> list[tuple[str, list[str]]]:
    names = (
        "project", "activity", "sub_activity", "objectives", "target_groups", "steps", "expected",
        "team",
    )  # fmt: skip
    return [(column_words(name), getattr(version, name).splitlines()) for name in names]


def _zones(request: HttpRequest, found: Round, version: RoundVersion) -> list[dict[str, Any]]:
    """The provinces by zone, those that whoever asks may open with how many centres are chosen."""
    codes = area_codes_for(officer_of(request), "rounds.view", today())
    chosen: dict[str, int] = {}
    for code in _standing(found).values_list("centre_id", flat=True):
        province = code[: Area.Level.PROVINCE]
        chosen[province] = chosen.get(province, 0) + 1
    planned = {one.province_id for one in programmes_of(found)}
    return [
        {
            "number": number,
            "provinces": [
                {
                    "area": area,
                    "opens": _opens(area.code, codes),
                    "chosen": chosen.get(area.code, 0),
                    "planned": area.code in planned,
                }
                for area in provinces
            ],
        }
        for number, provinces in zones_of(version).items()
    ]


def _standing(found: Round) -> Any:
    return Selection.objects.filter(round=found, withdrawal__isnull=True)


def _opens(province: str, codes: Iterable[str]) -> bool:
    return any(province.startswith(code) for code in codes)


def _versions(found: Round) -> list[dict[str, Any]]:
    versions = found.versions.select_related("kept_by").order_by("-number")
    return [
        {
            "version": version,
            "changes": [
                (
                    column_words(one.name),
                    value_words(one.name, one.before),
                    value_words(one.name, one.after),
                )
                for one in round_changes(version)
            ],
        }
        for version in versions
    ]


def _clash(one: Collision, seen: set[str]) -> dict[str, Any]:
    """A clash; of a centre elsewhere only the province is told."""
    return {
        "team": one.team,
        "day": one.held_on,
        "slots": [
            {"slot": slot, "seen": slot.centre_id in seen, "province": slot.version.province_id}
            for slot in (one.first, one.second)
        ],
    }
