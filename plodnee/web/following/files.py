"""The notice to a guarantor to take away; it names persons and leaves a trace."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from plodnee.audit.services import record
from plodnee.casework.following.duties import GuarantorDuty
from plodnee.documents.contract_issuing_books import issue_guarantor_notice
from plodnee.documents.issuing import issued_file
from plodnee.organization.models import Centre
from plodnee.web.access import allowed, officer_of, today
from plodnee.web.following.home import followed
from plodnee.web.following.views import household_at
from plodnee.web.taken_away import file_response
from plodnee.web.trace import shows


@allowed("following.contact")
def guarantor_letter(
    request: HttpRequest, centre: Centre, household_id: UUID, ending: str
) -> HttpResponse:
    """The letter to the guarantor at the place `n` of the household's page, left out: the first.

    It is issued and numbered when it is first taken on a day.
    """
    household = household_at(centre, household_id)
    duty = _duty(followed(household).duties, request.GET.get("n", "0"))
    shows(request, [household.pk])
    record(
        officer_of(request), "documents.taken", centre, file=f"guarantor-letter{ending}", letters=1
    )
    issued = issue_guarantor_notice(duty, actor=officer_of(request), on=today())
    content = issued_file(issued, ending)
    return file_response(content, f"{centre.code}-guarantor-letter{ending}")


def _duty(duties: list[GuarantorDuty], place: str) -> GuarantorDuty:
    known = place.isascii() and place.isdigit() and len(place) < 6
    if not known or int(place) >= len(duties):
        raise Http404
    return duties[int(place)]
