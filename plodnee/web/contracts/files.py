"""Papers of a contract to take away."""

from typing import Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from plodnee.documents.contract_issuing import contract_paper as contract_file
from plodnee.documents.contract_issuing import papers_of
from plodnee.documents.issuing import issued_file
from plodnee.organization.models import Centre
from plodnee.web.access import allowed, today
from plodnee.web.contracts.views import contract_at
from plodnee.web.taken_away import file_response
from plodnee.web.trace import shows

Ending = Literal[".pdf", ".docx"]


@allowed("documents.registers")
def contract_paper(
    request: HttpRequest, centre: Centre, contract_id: UUID, ending: Ending
) -> HttpResponse:
    """The contract as a paper: as issued once it is, before that a draft."""
    found = contract_at(centre, contract_id)
    shows(request, [found.household_id])
    content = contract_file(found, ending, on=today())
    return file_response(content, f"contract-{found.year_be}-{found.sequence}{ending}")


@allowed("documents.registers")
def issued_paper(
    request: HttpRequest, centre: Centre, contract_id: UUID, paper_id: UUID, ending: Ending
) -> HttpResponse:
    """A paper of the contract, in the very bytes in which it was issued."""
    found = contract_at(centre, contract_id)
    shows(request, [found.household_id])
    paper = get_object_or_404(papers_of(found), pk=paper_id)
    name = f"{paper.kind}-{found.year_be}-{found.sequence}-{paper.pk.hex[:6]}{ending}"
    return file_response(issued_file(paper, ending), name)
