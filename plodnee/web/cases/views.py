"""Pages of cases: the list of a centre with its file, one case, a case opened, what waits."""

from collections import defaultdict
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from plodnee.audit.services import record
from plodnee.casework.cases.errors import UnknownCase
from plodnee.casework.cases.selectors import case_state, cases_of_household
from plodnee.casework.cases.services import open_case
from plodnee.casework.models import Case
from plodnee.organization.models import Centre
from plodnee.registers.models import Household
from plodnee.registers.sameness.standing import kept_household
from plodnee.web.access import DEED, FORM, allowed, can, officer_of
from plodnee.web.cases.hand import hand_of
from plodnee.web.cases.listing import (
    ROWS_A_PAGE,
    CasesForm,
    cases_asked_for,
    cases_csv_file,
    rows_of,
    states_present,
)
from plodnee.web.cases.page import Forms, case_context, case_trail
from plodnee.web.frame import Link, trail_to
from plodnee.web.searches import in_links, keep_search, searched
from plodnee.web.taken_away import file_response
from plodnee.web.trace import shows

SEARCH = "cases"


@allowed("households.view", FORM)
def cases(request: HttpRequest, centre: Centre) -> HttpResponse:
    """The cases of a centre by state; what is searched for may be a name and stays with us."""
    if request.method == "POST":
        form = CasesForm(request.POST, states=states_present(centre))
        keep_search(request, SEARCH, centre, form.asked().get("q", ""))
        return redirect("cases", centre_code=centre.code)
    form, asked, found = _asked_for(request, centre)
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    rows = rows_of(centre, page)
    shows(request, [one.case.household_id for one in rows])
    state = asked.get("state", "")
    context = {
        "centre": centre,
        "form": form,
        "page": page,
        "rows": rows,
        "words": searched(request, SEARCH, centre),
        "states": states_present(centre),
        "state": state,
        "query": urlencode(({"state": state} if state else {}) | in_links(request, SEARCH, centre)),
        "takes": can(request, "documents.registers", centre),
        "made_up": centre.is_demonstration,
        "trail": [*trail_to(centre), Link(_("เรื่องของครัวเรือน"), "", here=True)],
    }
    return render(request, "cases/cases.html", context)


@allowed("documents.registers")
def cases_text(request: HttpRequest, centre: Centre) -> HttpResponse:
    """The cases asked for as CSV, in the order of the page."""
    _form, _asked, found = _asked_for(request, centre)
    rows = rows_of(centre, found)
    shows(request, [one.case.household_id for one in rows])
    record(officer_of(request), "documents.taken", centre, file="cases.csv", rows=len(rows))
    return file_response(cases_csv_file(rows), f"{centre.code}-cases.csv")


def _asked_for(request: HttpRequest, centre: Centre) -> tuple[CasesForm, dict[str, str], Any]:
    said = {**request.GET.dict(), "q": searched(request, SEARCH, centre)}
    form = CasesForm(said, states=states_present(centre))
    asked = form.asked()
    return form, asked, cases_asked_for(centre, asked)


@allowed("households.view")
def case(request: HttpRequest, centre: Centre, household_id: UUID) -> HttpResponse:
    """The latest case of a household, or the one whose number is asked for."""
    home = household_at(centre, household_id)
    kept = kept_household(home)
    if kept.pk != home.pk:
        return redirect("case", centre_code=centre.code, household_id=kept.pk)
    found = case_asked_for(request, home)
    if found is None:
        return _none_yet(request, centre, home)
    return shown(request, centre, found, {})


def shown(
    request: HttpRequest, centre: Centre, found: Case, bound: Forms, status: int = 200
) -> HttpResponse:
    """The page of a case; a form that was refused stands in it as it was sent."""
    context = case_context(request, centre, case_state(found), bound)
    return render(request, "cases/case.html", context, status=status)


def _none_yet(request: HttpRequest, centre: Centre, home: Household) -> HttpResponse:
    context = {
        "centre": centre,
        "home": home,
        "works": can(request, "cases.work", centre),
        "made_up": centre.is_demonstration,
        "trail": case_trail(centre, home.pk, home.code, _("เรื่องของครัวเรือน")),
    }
    return render(request, "cases/none.html", context)


@allowed("cases.work", DEED)
def case_open(request: HttpRequest, centre: Centre, household_id: UUID) -> HttpResponse:
    """A new case of the household, opened at the survey."""
    home = household_at(centre, household_id)
    found = open_case(household=home, by=hand_of(request))
    messages.success(request, _("เปิดเรื่องแล้ว ขั้นต่อไปคือยืนยันยอดหนี้"))
    return redirect("case", centre_code=centre.code, household_id=found.household_id)


def household_at(centre: Centre, household_id: UUID) -> Household:
    """The household of the centre; else a 404."""
    return get_object_or_404(
        Household.objects.select_related("centre"), pk=household_id, centre=centre
    )


def case_asked_for(request: HttpRequest, home: Household) -> Case | None:
    """The case of the number asked for, else the latest; None where there is none.

    Raises: UnknownCase for a number that there is not.
    """
    found = cases_of_household(home)
    asked = request.GET.get("number", "")
    if not asked:
        return found[0] if found else None
    for one in found:
        if str(one.number) == asked and one.household_id == home.pk:
            return one
    raise UnknownCase()


def by_centre(rows: list[Case]) -> dict[str, list[UUID]]:
    """The households of these cases by their centre, for the access log."""
    found: dict[str, list[UUID]] = defaultdict(list)
    for one in rows:
        found[one.household.centre_id].append(one.household_id)
    return found
