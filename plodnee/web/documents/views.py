"""Files to take away; every one that names persons leaves a trace."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from plodnee.audit.services import record
from plodnee.casework.selectors import latest_run
from plodnee.casework.workspace.errors import NothingToOffer
from plodnee.casework.workspace.selectors import lines_beside, pinned_lines, stands_in
from plodnee.casework.workspace.services import MOST_LINES
from plodnee.documents.builders import (
    debt_analysis,
    debtor_register,
    deck,
    household_register,
    plans_book,
)
from plodnee.documents.builders.offer_sheet import OfferSheet
from plodnee.documents.builders.plan_sheet import PlanSheets
from plodnee.documents.facts import PackFacts, for_outside
from plodnee.documents.facts.offer import Pinned, offer_facts
from plodnee.organization.models import Centre
from plodnee.registers.models import Household
from plodnee.web.access import allowed, can, officer_of
from plodnee.web.documents.packs import facts_of, language_of_page
from plodnee.web.households.directory import directory
from plodnee.web.taken_away import file_response

REGISTERS: dict[str, Callable[[PackFacts], bytes]] = {
    "debtor-register": debtor_register.build,
    "household-register": household_register.build,
    "debt-analysis": debt_analysis.build,
    "plans": plans_book.build,
}


@allowed("documents.deck")
def deck_file(request: HttpRequest, centre: Centre) -> HttpResponse:
    """The slides of the centre's talk."""
    facts = _facts(centre)
    if not can(request, "households.view", centre):
        facts = for_outside(facts)
    return file_response(deck.build(facts), f"{centre.code}-deck.pptx")


@allowed("documents.registers")
def register_file(request: HttpRequest, centre: Centre, name: str) -> HttpResponse:
    """One of the four workbooks of the centre's pack."""
    build = REGISTERS.get(name)
    if build is None:
        raise Http404
    content = build(_facts(centre))
    record(officer_of(request), "documents.taken", centre, file=f"{name}.xlsx")
    return file_response(content, f"{centre.code}-{name}.xlsx")


@allowed("documents.registers")
def plan_sheet(request: HttpRequest, centre: Centre, household_id: UUID) -> HttpResponse:
    """The plan of one household on paper."""
    place = directory(latest_run(centre)).places.get(household_id)
    if place is None:
        raise Http404
    facts = _facts(centre)
    content = PlanSheets(facts).build(place)
    record(officer_of(request), "documents.taken", centre, file="plan.pdf", household=place)
    return file_response(content, f"{centre.code}-{facts.file_names[place]}.pdf")


@allowed("documents.registers")
def offer_sheet(request: HttpRequest, centre: Centre, household_id: UUID) -> HttpResponse:
    """The page on which a household is offered the lines pinned for it."""
    run = latest_run(centre)
    home = get_object_or_404(Household, pk=household_id, centre=centre)
    place = directory(run).places.get(household_id)
    if place is None:
        raise Http404
    pinned = [one for one in pinned_lines(home) if stands_in(one.pin, run)][-MOST_LINES:]
    if not pinned:
        raise NothingToOffer()
    facts = _facts(centre)
    lines = [Pinned(one.problem, one.option, one.settings, lines_beside(one)) for one in pinned]
    content = OfferSheet(offer_facts(facts, place, lines)).build()
    record(officer_of(request), "documents.taken", centre, file="offer.pdf", household=place)
    return file_response(content, f"{centre.code}-{facts.file_names[place]}-offer.pdf")


def _facts(centre: Centre) -> PackFacts:
    return facts_of(latest_run(centre), language_of_page())
