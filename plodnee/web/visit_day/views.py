"""Pages to read: a centre's visits, one on its day, one note."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from plodnee.lessons.models import FieldNote
from plodnee.lessons.notes.selectors import visits_of
from plodnee.organization.models import Area, Centre
from plodnee.visits.models import Selection
from plodnee.visits.rounds.selectors import current_programme, visit_slot
from plodnee.web.access import allowed
from plodnee.web.frame import Link, trail_to
from plodnee.web.visit_day.page import Bound, day_words, note_context, visit_context


@allowed("notes.view")
def visit_days(request: HttpRequest, centre: Centre) -> HttpResponse:
    """The visits for which the centre was chosen, each with its day and how much was noted."""
    province = centre.code[: Area.Level.PROVINCE]
    rows = [
        {
            "one": one,
            "day": day_words(visit_slot(current_programme(one.round, province), centre.code)),
            "notes": one.notes.count(),
        }
        for one in visits_of(centre)
    ]
    context = {
        "centre": centre,
        "rows": rows,
        "made_up": centre.is_demonstration,
        "trail": [*trail_to(centre), Link(_("วันติดตาม"), "", here=True)],
    }
    return render(request, "visit_day/visit_days.html", context)


@allowed("notes.view")
def visit_day(request: HttpRequest, centre: Centre, selection_id: UUID) -> HttpResponse:
    """One visit on its day: the agenda with timers, notes by topic, findings, files."""
    return shown_visit(request, centre, selection_at(centre, selection_id), {})


def shown_visit(
    request: HttpRequest, centre: Centre, selection: Selection, bound: Bound, status: int = 200
) -> HttpResponse:
    """The page of a visit; a form that was refused stands in it as it was sent."""
    context = visit_context(request, centre, selection, bound)
    return render(request, "visit_day/visit_day.html", context, status=status)


@allowed("notes.view")
def note(request: HttpRequest, centre: Centre, note_id: UUID) -> HttpResponse:
    """One note: every version, its code, what follows from it and what was done."""
    return shown_note(request, centre, note_at(centre, note_id), {})


def shown_note(
    request: HttpRequest, centre: Centre, found: FieldNote, bound: Bound, status: int = 200
) -> HttpResponse:
    """The page of a note; a form that was refused stands in it as it was sent."""
    context = note_context(request, centre, found, bound)
    return render(request, "visit_day/note.html", context, status=status)


def selection_at(centre: Centre, selection_id: UUID) -> Selection:
    """The visit of the centre, also one called off whose notes stay readable; else a 404."""
    found = Selection.objects.select_related("round", "centre")
    return get_object_or_404(found, pk=selection_id, centre=centre)


def note_at(centre: Centre, note_id: UUID) -> FieldNote:
    """The note of the centre; else a 404."""
    found = FieldNote.objects.select_related("selection__round", "selection__centre")
    return get_object_or_404(found, pk=note_id, selection__centre=centre)
