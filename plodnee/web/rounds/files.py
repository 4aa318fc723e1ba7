"""A round and its programme as papers to print."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from plodnee.documents.visit_papers import programme_pdf, round_pdf
from plodnee.organization.models import Area
from plodnee.visits.rounds.selectors import current_programme, current_version
from plodnee.web.access import allowed
from plodnee.web.rounds.area import seen_in, slots_within, taking_part
from plodnee.web.rounds.views import round_at
from plodnee.web.taken_away import file_response


@allowed("rounds.view")
def round_file(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """Objectives, steps, topics and document 1 of the round, as its letters enclose them."""
    found = round_at(request, round_id)
    version = current_version(found)
    return file_response(round_pdf(version), f"round-{found.fiscal_year_be}-v{version.number}.pdf")


@allowed("rounds.view")
def programme_file(request: HttpRequest, area: Area, round_id: UUID) -> HttpResponse:
    """The programme by hour; below the province only what concerns the area."""
    found = taking_part(request, round_id, area)
    province = area.code[: Area.Level.PROVINCE]
    programme = current_programme(found, province)
    seen = seen_in(request, area)
    if programme is None or not slots_within(programme, seen):
        raise Http404
    content = programme_pdf(current_version(found), programme, seen=seen)
    return file_response(content, f"programme-{area.code}-v{programme.number}.pdf")
