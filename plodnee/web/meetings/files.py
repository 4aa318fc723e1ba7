"""The papers of a meeting to take away: its notice and its minutes."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from plodnee.audit.services import record
from plodnee.casework.models import Meeting
from plodnee.documents.issuing import minutes_file, notice_file
from plodnee.organization.models import Centre
from plodnee.web.access import allowed, officer_of, today
from plodnee.web.meetings.views import meeting_at
from plodnee.web.taken_away import file_response
from plodnee.web.trace import shows


@allowed("committee.view")
def notice(request: HttpRequest, centre: Centre, meeting_id: UUID, ending: str) -> HttpResponse:
    """The notice with its agenda, the same bytes until the agenda is another."""
    found = meeting_at(centre, meeting_id)
    content = notice_file(found, ending, actor=officer_of(request), on=today())
    return _file(request, found, "notice", ending, content)


@allowed("committee.view")
def minutes(request: HttpRequest, centre: Centre, meeting_id: UUID, ending: str) -> HttpResponse:
    """The minutes: as issued once closed, before that a draft."""
    found = meeting_at(centre, meeting_id)
    content = minutes_file(found, ending, actor=officer_of(request), on=today())
    return _file(request, found, "minutes", ending, content)


def _file(
    request: HttpRequest, meeting: Meeting, name: str, ending: str, content: bytes
) -> HttpResponse:
    about = meeting.items.filter(household__isnull=False).values_list("household_id", flat=True)
    shows(request, [key for key in about if key is not None])
    file = f"{meeting.centre_id}-{name}-{meeting.number}-{meeting.year_be}{ending}"
    record(
        officer_of(request),
        "documents.taken",
        meeting.centre,
        file=f"{name}{ending}",
        meeting=meeting.number,
        year=meeting.year_be,
    )
    return file_response(content, file)
