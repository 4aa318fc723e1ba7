"""Pages of rules to read: what holds at a centre, one version, and what its trial shows."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from plodnee.casework.meetings.selectors import meetings_open
from plodnee.casework.models import RuleVersion
from plodnee.casework.plan.trial import ClassChange, DebtChange, Trial
from plodnee.casework.rules.selectors import VersionState, version_state
from plodnee.casework.rules.services import trial_of
from plodnee.casework.rules.states import Kind
from plodnee.organization.models import Centre
from plodnee.registers.errors import NoRegister
from plodnee.registers.models import Household
from plodnee.registers.selectors import days_of_data
from plodnee.web.access import allowed, can, today
from plodnee.web.rules.forms import ProposingForm, TrialForm
from plodnee.web.rules.page import (
    kind_view,
    rules_trail,
    version_context,
)
from plodnee.web.rules.wording import rule_lines, version_name
from plodnee.web.thai_fields import written_day
from plodnee.web.trace import shows

ROWS_A_PAGE, DEBTS_A_PAGE, MOST_ON_PAPER = 25, 100, 5_000
UNPROCESSABLE = 422


@allowed("committee.view")
def rules(request: HttpRequest, centre: Centre) -> HttpResponse:
    """Criteria, menu policy and quorum as they hold today, where each stands, every version."""
    shows(request, [])
    on = today()
    context = {
        "centre": centre,
        "kinds": [kind_view(centre, kind, on) for kind in Kind.values],
        "drafts": can(request, "rules.draft", centre),
        "on": on,
        "made_up": centre.is_demonstration,
        "trail": rules_trail(centre),
    }
    return render(request, "rules/rules.html", context)


@allowed("committee.view")
def version(request: HttpRequest, centre: Centre, version_id: UUID) -> HttpResponse:
    """One version: what it says beside what holds, its steps, and what may be done with it."""
    return shown(request, centre, version_state(version_at(centre, version_id)))


def shown(
    request: HttpRequest,
    centre: Centre,
    found: VersionState,
    proposing: ProposingForm | None = None,
) -> HttpResponse:
    """The page of a version; a proposal that was refused stands in it as it was sent."""
    shows(request, [])
    context = version_context(request, centre, found)
    if context["proposes"]:
        meetings = meetings_open(centre)
        form = ProposingForm(None, seen=found.seen, meetings=meetings)
        context |= {"proposing": proposing or form, "meetings": meetings}
    status = UNPROCESSABLE if proposing is not None else 200
    return render(request, "rules/version.html", context, status=status)


def version_at(centre: Centre, version_id: UUID) -> RuleVersion:
    """The version of the centre; else a 404."""
    return get_object_or_404(
        RuleVersion.objects.select_related("centre"), pk=version_id, centre=centre
    )


def criteria_at_address(centre: Centre, version_id: UUID) -> RuleVersion:
    """The criteria of the centre; a 404 for anything else, a menu policy too."""
    return get_object_or_404(
        RuleVersion.objects.select_related("centre"),
        pk=version_id,
        centre=centre,
        kind=Kind.CRITERIA,
    )


@allowed("households.view")
def trial(request: HttpRequest, centre: Centre, version_id: UUID) -> HttpResponse:
    """Who would stand in another class under the criteria, and why; nothing is changed by it."""
    found = version_state(criteria_at_address(centre, version_id))
    day, form = trial_day(request, centre, found)
    result = trial_as_of(found.version, day) if day else None
    changes = result.changes if result else ()
    length = MOST_ON_PAPER if "every" in request.GET else ROWS_A_PAGE
    page = Paginator(changes, length).get_page(request.GET.get("page"))
    debts = result.debts[: length if length == MOST_ON_PAPER else DEBTS_A_PAGE] if result else ()
    codes = [*(one.household.code for one in page), *(one.household.code for one in debts)]
    keys = household_keys(centre, codes)
    shows(request, keys.values())
    name = version_name(found.version)
    context: dict[str, Any] = {
        "centre": centre,
        "found": found,
        "name": name,
        "form": form,
        "trial": result,
        "day": day,
        "written": written_day(day) if day else "",
        "lines": rule_lines(found.rules, result.before if result else None),
        "page": page,
        "rows": [_row(one, keys) for one in page],
        "debts": [_row(one, keys) for one in debts],
        "every": length == MOST_ON_PAPER,
        "query": f"as_of={day.isoformat()}" if day else "",
        "drafts": can(request, "rules.draft", centre) and found.state in ("draft", "in_trial"),
        "takes": can(request, "documents.registers", centre),
        "made_up": centre.is_demonstration,
        "trail": rules_trail(
            centre, name, _("ทดลองใช้"), reverse("rules_version", args=[centre.code, version_id])
        ),
    }
    return render(request, "rules/trial.html", context)


def trial_day(
    request: HttpRequest, centre: Centre, found: VersionState
) -> tuple[date | None, TrialForm]:
    """The day that is asked for, else that of the last trial, else the last day of the register.

    None where there is no register, or the day cannot be read.
    """
    on = today()
    latest = days_of_data([centre], on).get(centre.code)
    tried = [step.tried["as_of"] for step in found.steps if step.tried]
    usual = date.fromisoformat(tried[-1]) if tried else latest
    said = request.GET.get("as_of", written_day(usual) if usual else "")
    form = TrialForm({"as_of": said}, latest=on)
    if latest is None or not form.is_valid():
        return None, form
    return form.cleaned_data["as_of"], form


def trial_as_of(version: RuleVersion, day: date) -> Trial | None:
    """The trial; None where the centre has no register of that day."""
    try:
        return trial_of(version=version, as_of=day, on=today())
    except NoRegister:
        return None


def household_keys(centre: Centre, codes: list[str]) -> dict[str, UUID]:
    """The key of each household by its code."""
    found = Household.objects.filter(centre=centre, code__in=codes)
    return dict(found.values_list("code", "pk"))


def _row(one: ClassChange | DebtChange, keys: dict[str, UUID]) -> dict[str, Any]:
    return {"change": one, "key": keys.get(one.household.code)}
