"""An order to take away: a draft to be signed, or the order as it was issued."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from plodnee.audit.services import record
from plodnee.documents.issuing import order_file
from plodnee.organization.models import Centre
from plodnee.web.access import allowed, officer_of, today
from plodnee.web.committees.orders import order_at
from plodnee.web.taken_away import file_response
from plodnee.web.trace import shows


@allowed("committee.view")
def order_paper(request: HttpRequest, centre: Centre, order_id: UUID, ending: str) -> HttpResponse:
    """The order as a PDF or a Word file."""
    shows(request, [])
    officer, order = officer_of(request), order_at(centre, order_id)
    content = order_file(order, ending, actor=officer, on=today())
    record(officer, "documents.taken", centre, file=f"order{ending}", sequence=order.sequence)
    return file_response(content, f"{centre.code}-order-{order.sequence}{ending}")
