"""Pages of a whole centre's results."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from plodnee.audit.services import record
from plodnee.casework.jobs.selectors import open_job
from plodnee.casework.models import Job, PlanRun
from plodnee.casework.selectors import is_current, latest_run
from plodnee.casework.workspace.selectors import pins_by_household
from plodnee.documents.builders.plans_book import build_summary
from plodnee.documents.facts import Language
from plodnee.organization.models import Centre
from plodnee.web.access import FORM, allowed, can, officer_of
from plodnee.web.documents.packs import facts_of
from plodnee.web.frame import Link, trail_to
from plodnee.web.households.directory import Directory, directory
from plodnee.web.households.listing import ROWS_A_PAGE, creditor_choices
from plodnee.web.results.listing import Result, ResultsForm, results_asked_for
from plodnee.web.results.table import results_csv
from plodnee.web.searches import in_links, keep_search, searched
from plodnee.web.taken_away import file_response
from plodnee.web.templatetags.wording import english
from plodnee.web.trace import shows

SEARCHES = "results"
MOST_ON_PAPER = 5_000


@allowed("households.view", FORM)
def results(request: HttpRequest, centre: Centre) -> HttpResponse:
    """Every household that owes, with what a line of its menu comes to."""
    run = latest_run(centre)
    facts = directory(run)
    if request.method == "POST":
        return _remember(request, centre, _form(facts, request.POST.dict()))
    if "clear" in request.GET:
        return _remember(request, centre, _form(facts, {}))
    form, asked, rows = _asked_for(request, centre, run)
    links = in_links(request, SEARCHES, centre)
    length = MOST_ON_PAPER if "every" in request.GET else ROWS_A_PAGE
    page = Paginator(rows, length).get_page(request.GET.get("page"))
    shows(request, [one.row.key for one in page])
    context: dict[str, Any] = {
        "centre": centre,
        "form": form,
        "page": page,
        "every": length == MOST_ON_PAPER,
        "sums": _sums(rows),
        "all": facts.analysis.totals.households_with_debt,
        "narrowed": bool(asked.keys() - {"sort", "goal"}),
        "opened": bool(asked.keys() - {"q", "goal"}),
        "query": urlencode({key: asked[key] for key in asked if key != "q"} | links),
        "as_of": facts.analysis.as_of,
        "current": is_current(run),
        "rights": {
            "plan": can(request, "casework.plan", centre),
            "registers": can(request, "documents.registers", centre),
        },
        "under_way": open_job(centre, Job.Kind.PLAN),
        "made_up": centre.is_demonstration,
        "trail": [*trail_to(centre), Link(_("ผลการวางแผน"), "", here=True)],
    }
    part = bool(getattr(request, "htmx", False))
    template = "results/parts/rows.html" if part else "results/results.html"
    return render(request, template, context)


@allowed("documents.registers")
def results_file(request: HttpRequest, centre: Centre) -> HttpResponse:
    """The rows asked for as a workbook, in the order of the page."""
    run = latest_run(centre)
    _form, _asked, rows = _asked_for(request, centre, run)
    language: Language = "en" if english() else "th"
    lines = [(one.row.place, one.line) for one in rows]
    content = build_summary(facts_of(run, language), lines)
    record(officer_of(request), "documents.taken", centre, file="results.xlsx", rows=len(rows))
    return file_response(content, f"{centre.code}-results.xlsx")


@allowed("documents.registers")
def results_text(request: HttpRequest, centre: Centre) -> HttpResponse:
    """The rows asked for as CSV, in the order of the page."""
    run = latest_run(centre)
    _form, _asked, rows = _asked_for(request, centre, run)
    content = results_csv(rows, run.as_of)
    record(officer_of(request), "documents.taken", centre, file="results.csv", rows=len(rows))
    return file_response(content, f"{centre.code}-results.csv")


def _form(facts: Directory, said: dict[str, Any]) -> ResultsForm:
    return ResultsForm(said, creditors=creditor_choices(facts))


def _asked_for(
    request: HttpRequest, centre: Centre, run: PlanRun
) -> tuple[ResultsForm, dict[str, str], list[Result]]:
    """The form as it was left, what it asks for, and the rows that answer."""
    facts = directory(run)
    form = _form(facts, {**request.GET.dict(), "q": searched(request, SEARCHES, centre)})
    asked = form.asked()
    return form, asked, results_asked_for(facts, pins_by_household(run), asked)


def _remember(request: HttpRequest, centre: Centre, form: ResultsForm) -> HttpResponse:
    asked = form.asked() | form.not_taken()
    keep_search(request, SEARCHES, centre, asked.pop("q", ""))
    address = reverse("results", args=[centre.code])
    return HttpResponseRedirect(f"{address}?{urlencode(asked)}" if asked else address)


def _sums(rows: Sequence[Result]) -> dict[str, int]:
    return {
        "found": len(rows),
        "fits": sum(one.line is not None for one in rows),
        "owed": sum(one.row.facts.owed_satang for one in rows),
        "saved": sum(one.saved_satang or 0 for one in rows),
        "conceded": sum(one.conceded_satang for one in rows),
    }
