"""A round in an area: the ranked list of its centres, those chosen, and the programme."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from plodnee.organization.access import may
from plodnee.organization.models import Area, Centre
from plodnee.visits.letters.selectors import letter_number
from plodnee.visits.models import Letter, ProgrammeSlot, ProgrammeVersion, Round, Selection
from plodnee.visits.rounds.moves import slot_changes
from plodnee.visits.rounds.notices import is_ahead, mail_is_configured, notice_counts
from plodnee.visits.rounds.ranking import Ranked, criteria, ranking
from plodnee.visits.rounds.selectors import (
    chosen_in,
    current_programme,
    current_version,
    seen_of,
    takes_part,
    visit_slot,
)
from plodnee.web.access import allowed, officer_of, today
from plodnee.web.letters.offices import Office
from plodnee.web.rounds.views import round_at, round_trail
from plodnee.web.rounds.wording import criterion_words, figure_words
from plodnee.web.templatetags.wording import area_alone


def taking_part(request: HttpRequest, round_id: UUID, area: Area) -> Round:
    """The round, in which the province of the area takes part; else a 404."""
    found = round_at(request, round_id)
    if not takes_part(current_version(found), area.code):
        raise Http404
    return found


def seen_in(request: HttpRequest, area: Area) -> set[str]:
    """The centres of the area whose visits whoever asks may see."""
    inside = Centre.objects.filter(code__startswith=area.code).values_list("pk", flat=True)
    return seen_of(officer_of(request), today(), inside)


def slots_within(programme: ProgrammeVersion | None, seen: set[str]) -> list[ProgrammeSlot]:
    """The slots of a programme: those of everybody, and the visits to the centres seen."""
    slots = programme.slots.order_by("held_on", "starts_at") if programme else ()
    return [slot for slot in slots if slot.centre_id is None or slot.centre_id in seen]


@allowed("rounds.view")
def round_area(request: HttpRequest, area: Area, round_id: UUID) -> HttpResponse:
    """What the round is in this area."""
    found = taking_part(request, round_id, area)
    officer, on = officer_of(request), today()
    programme = current_programme(found, area.code[: Area.Level.PROVINCE])
    seen = seen_in(request, area)
    chosen = list(chosen_in(found, area.code).filter(centre__in=seen).order_by("centre_id"))
    context = {
        "round": found,
        "version": current_version(found),
        "area": area,
        "criteria": [(criterion_words(code), points) for code, points in criteria(on).items()],
        "ranked": _ranked(found, area, chosen, seen),
        "chosen": [_chosen(one, programme) for one in chosen],
        "withdrawn": _withdrawn(found, seen),
        "programme": programme,
        "slots": slots_within(programme, seen),
        "history": _history(found, area),
        "told": notice_counts(programme) if programme and programme.number > 1 else None,
        "mails": mail_is_configured(),
        "is_past": programme and not is_ahead(programme, on),
        "letters": _letters(request, found, seen),
        "chooses": may(officer, "visits.choose", at=area, on=on),
        "plans": area.level == Area.Level.PROVINCE
        and may(officer, "visits.choose", at=area, on=on),
        "sends": may(officer, "letters.send", at=area.code[: Area.Level.PROVINCE], on=on),
        "province": area.code[: Area.Level.PROVINCE],
        "made_up": found.is_demonstration,
        "trail": round_trail(found, area_alone(area.code)),
    }
    return render(request, "rounds/area.html", context)


def _ranked(
    found: Round, area: Area, chosen: list[Selection], seen: set[str]
) -> list[dict[str, Any]]:
    """The area's centres in the order of their province, with the figures beside each."""
    rows = ranking(found, area.code[: Area.Level.PROVINCE], today())
    taken = {one.centre_id for one in chosen}
    return [
        {
            "row": row,
            "figures": [_figure(row, code) for code in criteria(today())],
            "chosen": row.centre.pk in taken,
        }
        for row in rows
        if row.centre.pk in seen
    ]


def _figure(row: Ranked, code: str) -> dict[str, Any]:
    return {
        "name": criterion_words(code),
        "met": code in row.met,
        "words": figure_words(row, code),
    }


def _chosen(one: Selection, programme: ProgrammeVersion | None) -> dict[str, Any]:
    return {
        "selection": one,
        "slot": visit_slot(programme, one.centre_id),
        "met": [criterion_words(code) for code in one.met],
    }


def _withdrawn(found: Round, seen: set[str]) -> Any:
    """The choices that were taken back, with the reasons."""
    gone = Selection.objects.filter(round=found, centre__in=seen)
    gone = gone.filter(withdrawal__isnull=False)
    return gone.select_related("centre", "withdrawal__withdrawn_by").order_by("chosen_on")


def _history(found: Round, area: Area) -> list[dict[str, Any]]:
    """The versions of the programme, the latest first, with what each changed here."""
    province = area.code[: Area.Level.PROVINCE]
    versions = found.programmes.filter(province_id=province).select_related("kept_by")
    whole = area.level == Area.Level.PROVINCE
    return [
        {"version": one, "changes": slot_changes(one) if whole else []}
        for one in versions.order_by("-number")
    ]


def _letters(request: HttpRequest, found: Round, seen: set[str]) -> list[dict[str, Any]]:
    """The letters about visits in the area, each at an office whose register may be read."""
    officer, on = officer_of(request), today()
    sent = Letter.objects.filter(round=found, centre__in=seen)
    rows = []
    for one in sent.select_related("office", "centre").order_by("-dated_on", "-number"):
        offices = [one.office_code, one.to_code]
        office = next((o for o in offices if may(officer, "letters.view", at=o, on=on)), None)
        address = "" if office is None else Office(office).page("letter", one.pk)
        rows.append({"letter": one, "number": letter_number(one), "address": address})
    return rows


def need_province(area: Area) -> None:
    """Nothing for a province, which alone has a programme; else a 404."""
    if area.level != Area.Level.PROVINCE:
        raise Http404
