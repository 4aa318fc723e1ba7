"""Pages of households."""

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from plodnee.casework.cases.selectors import cases
from plodnee.casework.plan.model import HouseholdAnalysis
from plodnee.casework.plan.rules import PlanningRules
from plodnee.casework.selectors import latest_run
from plodnee.documents.facts.proposal import household_plan
from plodnee.organization.models import Centre
from plodnee.registers.models import Household
from plodnee.registers.sameness.standing import kept_household
from plodnee.web.access import FORM, allowed, can
from plodnee.web.cases.listing import owed_now
from plodnee.web.cases.wording import standing_words
from plodnee.web.charts.cash_line import CashPicture, Way, cash_picture, month_rows
from plodnee.web.frame import Link, trail_to
from plodnee.web.households.balances import balances_context, is_overtaken
from plodnee.web.households.contract import closed_debts, contract_context
from plodnee.web.households.directory import directory
from plodnee.web.households.listing import (
    ROWS_A_PAGE,
    ListForm,
    creditor_choices,
    rows_asked_for,
)
from plodnee.web.households.menu import menu_page
from plodnee.web.outcomes.journey import journey_context
from plodnee.web.record.fields import without_ids
from plodnee.web.searches import in_links, keep_search, searched
from plodnee.web.trace import shows
from plodnee.web.workspace.lines import offer_status

SEARCHES = "household"
YEAR = 12


@allowed("households.view", FORM)
def households(request: HttpRequest, centre: Centre) -> HttpResponse:
    """The list of a centre; what is searched for may be a name and never stands in an address."""
    facts = directory(latest_run(centre))
    choices = creditor_choices(facts)
    if request.method == "POST":
        return _remember(request, centre, ListForm(request.POST, creditors=choices))
    if "clear" in request.GET:
        return _remember(request, centre, ListForm({}, creditors=choices))
    said = {**request.GET.dict(), "q": searched(request, SEARCHES, centre)}
    form = ListForm(said, creditors=choices)
    asked, links = form.asked(), in_links(request, SEARCHES, centre)
    rows = rows_asked_for(facts, asked)
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    shows(request, [row.key for row in page])
    context: dict[str, Any] = {
        "centre": centre,
        "form": form,
        "page": page,
        "found": len(rows),
        "all": len(facts.keys),
        "owed": sum(row.facts.owed_satang for row in rows),
        "narrowed": bool(asked.keys() - {"sort"}),
        "opened": bool(asked.keys() - {"q"}),
        "query": urlencode({key: asked[key] for key in asked if key != "q"} | links),
        "as_of": facts.analysis.as_of,
        "made_up": centre.is_demonstration,
        "trail": [*trail_to(centre), Link(_("ครัวเรือน"), "", here=True)],
    }
    context["part"] = bool(getattr(request, "htmx", False))
    template = "households/parts/rows.html" if context["part"] else "households/households.html"
    return render(request, template, context)


def _remember(request: HttpRequest, centre: Centre, form: ListForm) -> HttpResponse:
    asked = form.asked()
    keep_search(request, SEARCHES, centre, asked.pop("q", ""))
    address = reverse("households", args=[centre.code])
    return HttpResponseRedirect(f"{address}?{urlencode(asked)}" if asked else address)


@allowed("households.view")
def household(request: HttpRequest, centre: Centre, household_id: UUID) -> HttpResponse:
    """One household: debts side by side, its year of cash, its menu."""
    run = latest_run(centre)
    found = directory(run)
    facts = found.household(household_id)
    entry = get_object_or_404(Household, pk=household_id, centre=centre)
    if facts is None or kept_household(entry) != entry:
        return _elsewhere(request, centre, entry)
    as_of = found.analysis.as_of
    before, after = found.around(household_id)
    balances = balances_context(centre, household_id)
    context = {
        "centre": centre,
        "household_id": household_id,
        "facts": facts,
        "as_of": as_of,
        "creditors": len({one.debt.creditor for one in facts.debts}),
        "sums": _sums(facts),
        "closed_debts": closed_debts(household_id, facts.closed_debts),
        "unlawful": _unlawful(facts, found.analysis.rules),
        "case_state": _case_state(centre, household_id),
        "before": before,
        "after": after,
        "household_key": household_id,
        "may_see_accesses": can(request, "access.view", centre),
        "plan_url": _plan_url(request, centre, household_id, facts),
        "made_up": centre.is_demonstration,
        "trail": _trail(centre, facts.household.code),
        **_menu_context(facts, as_of),
        **offer_status(entry, run),
        "sheet": can(request, "documents.registers", centre),
        **balances,
        "overtaken": is_overtaken(facts, balances["present"]),
        **contract_context(household_id),
        **journey_context(centre, entry),
    }
    return render(request, "households/household.html", context)


def _case_state(centre: Centre, household_id: UUID) -> str:
    """Where the household's latest case stands; empty where it has none."""
    latest = cases().filter(household=household_id).order_by("-number").first()
    return standing_words(latest.state, owed_now(centre, household_id)) if latest else ""


def _trail(centre: Centre, code: str) -> list[Link]:
    homes = Link(_("ครัวเรือน"), reverse("households", args=[centre.code]))
    return [*trail_to(centre), homes, Link(code, "", here=True)]


def _elsewhere(request: HttpRequest, centre: Centre, entry: Household) -> HttpResponse:
    """The way to the household that this one was joined to, or to the record of a new one."""
    kept = kept_household(entry)
    if kept == entry:  # entered since the analysis: the register knows more of it
        return redirect("record", centre_code=centre.code, household_id=entry.pk)
    told = _("รหัส %(code)s รวมเป็นครัวเรือน %(kept)s แล้ว")
    codes = {"code": without_ids(entry.code), "kept": without_ids(kept.code)}
    messages.info(request, told % codes)
    return redirect("household", centre_code=centre.code, household_id=kept.pk)


def _plan_url(
    request: HttpRequest, centre: Centre, household_id: UUID, facts: HouseholdAnalysis
) -> str:
    if not facts.debts or not can(request, "documents.registers", centre):
        return ""
    return reverse("plan_sheet", args=[centre.code, household_id])


def _sums(facts: HouseholdAnalysis) -> dict[str, int]:
    debts = [one.debt for one in facts.debts]
    return {
        "principal": sum(debt.principal_satang for debt in debts),
        "arrears": sum(debt.interest_arrears_satang + debt.penalty_satang for debt in debts),
    }


def _unlawful(facts: HouseholdAnalysis, rules: PlanningRules) -> frozenset[int]:
    """The rows of the debts on which more interest is taken than the law allows."""
    return frozenset(one.debt.row for one in facts.debts if one.above(rules.ceiling_bp))


def _menu_context(facts: HouseholdAnalysis, as_of: date) -> dict[str, Any]:
    if facts.problem is None or facts.menu is None:
        return {}
    year = _picture(facts, YEAR)
    horizon = facts.problem.horizon_months
    return {
        "menu": menu_page(facts),
        "reserve": facts.problem.cash.reserve,
        "year": year,
        "year_rows": month_rows(year, facts.problem.cash.net),
        "whole": _picture(facts, horizon) if horizon > YEAR else None,
    }


def _picture(facts: HouseholdAnalysis, months: int) -> CashPicture:
    """The household's cash on today's terms, and with the proposed plan where there is one."""
    assert facts.problem is not None
    plan = household_plan(facts)
    ways = [Way(_("ตามสัญญาเดิม"), "quo", plan.paid_today)]
    if facts.chosen is not None:
        ways.append(Way(_("ตามแผนที่เสนอ"), "plan", plan.paid))
    cash = facts.problem.cash
    return cash_picture(
        opening=cash.opening, reserve=cash.reserve, net=cash.net, ways=ways, months=months
    )
