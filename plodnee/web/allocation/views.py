"""Pages of the allocation. What is tried travels in the form, never in an address."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from plodnee.casework.capital.selectors import (
    allocation_steps,
    allocations_version,
    ground_of_capital,
    kept_allocation,
    kept_allocations,
)
from plodnee.casework.capital.services import keep_allocation, withdraw_allocation
from plodnee.casework.capital.solving import usual_settings
from plodnee.casework.models import CapitalAllocation, PlanRun
from plodnee.casework.selectors import latest_run
from plodnee.organization.models import Centre
from plodnee.web.access import DEED, allowed, can, officer_of, today
from plodnee.web.allocation.answering import answer_for
from plodnee.web.allocation.controls import controls
from plodnee.web.allocation.drafts import CapitalDraft, draft_of, keep_draft
from plodnee.web.allocation.forms import CapitalForm, as_sent
from plodnee.web.allocation.kept import history, kept_at, page_of, shown
from plodnee.web.allocation.page import (
    allocation_page,
    compared_rows,
    context_of_ground,
    settings_words,
)
from plodnee.web.frame import Link, trail_to
from plodnee.web.households.directory import directory

MOST_COMPARED = 3
UNPROCESSABLE = 422


@allowed("households.view")
def allocation(request: HttpRequest, centre: Centre) -> HttpResponse:
    """The committee's capital; whoever may not allocate sees what is kept."""
    run = latest_run(centre)
    ground = ground_of_capital(run)
    works = can(request, "casework.allocate", centre)
    draft = draft_of(request, run) if works else None
    settings = draft.settings if draft else usual_settings(ground)
    form = CapitalForm(as_sent(settings), ground=ground)
    compared = draft.compared if draft else ()
    return _page(request, centre, run, form, compared, works=works)


@allowed("casework.allocate", DEED)
def allocation_try(request: HttpRequest, centre: Centre) -> HttpResponse:
    """The allocation under the settings sent: a part of the page to a script, else the page."""
    run = latest_run(centre)
    ground = ground_of_capital(run)
    if "reset" in request.POST:
        keep_draft(request, run, None)
        return redirect("allocation", centre_code=centre.code)
    form = CapitalForm(request.POST, ground=ground)
    compared = _compared_sent(request)
    settings = form.settings()
    if settings is not None:
        keep_draft(request, run, CapitalDraft(settings, compared))
    if getattr(request, "htmx", False):
        context = _answer_context(request, centre, run, form, compared)
        return render(request, "allocation/parts/tried.html", context | {"works": True})
    if settings is not None:
        return redirect("allocation", centre_code=centre.code)
    return _page(request, centre, run, form, compared, works=True, status=UNPROCESSABLE)


@allowed("casework.allocate", DEED)
def allocation_keep(request: HttpRequest, centre: Centre) -> HttpResponse:
    """The allocation under the settings sent, kept beside the others."""
    run = latest_run(centre)
    form = CapitalForm(request.POST, ground=ground_of_capital(run))
    settings, compared = form.settings(), _compared_sent(request)
    if settings is None:
        return _page(request, centre, run, form, compared, works=True, status=UNPROCESSABLE)
    keep_draft(request, run, CapitalDraft(settings, compared))
    keep_allocation(
        run=run,
        settings=settings,
        seen_version=_version_sent(request),
        actor=officer_of(request),
        on=today(),
        at=timezone.now(),
    )
    messages.success(request, _("เก็บแผนจัดสรรแล้ว"))
    return redirect(reverse("allocation", args=[centre.code]) + "#kept")


@allowed("casework.allocate", DEED)
def allocation_withdraw(request: HttpRequest, centre: Centre, allocation_id: UUID) -> HttpResponse:
    """A kept allocation withdrawn; that it was kept and withdrawn stays in the history."""
    withdraw_allocation(
        allocation=kept_at(centre, allocation_id),
        seen_version=_version_sent(request),
        actor=officer_of(request),
        on=today(),
        at=timezone.now(),
    )
    messages.success(request, _("เพิกถอนแผนจัดสรรแล้ว ประวัติยังอยู่"))
    return redirect(reverse("allocation", args=[centre.code]) + "#kept")


@allowed("households.view")
def allocation_kept(request: HttpRequest, centre: Centre, allocation_id: UUID) -> HttpResponse:
    """One kept allocation, whole, to be read and printed."""
    step = kept_at(centre, allocation_id)
    kept = kept_allocation(step)
    one = shown(kept, latest_run(centre))
    context = {
        "centre": centre,
        "one": one,
        "told": page_of(kept),
        "as_of": step.run.as_of,
        "withdrawn": CapitalAllocation.objects.filter(undoes=step).first(),
        "files": can(request, "documents.registers", centre),
        **context_of_ground(ground_of_capital(step.run), step.run.as_of),
        "made_up": centre.is_demonstration,
        "trail": [
            *trail_to(centre),
            Link(_("จัดสรรเงินทุน"), reverse("allocation", args=[centre.code])),
            Link(_("แผนที่ %(number)s") % {"number": one.number}, "", here=True),
        ],
    }
    return render(request, "allocation/kept.html", context)


def _page(
    request: HttpRequest,
    centre: Centre,
    run: PlanRun,
    form: CapitalForm,
    compared: tuple[str, ...],
    *,
    works: bool,
    status: int = 200,
) -> HttpResponse:
    context = {
        **_answer_context(request, centre, run, form, compared),
        "works": works,
        "steps": history(allocation_steps(centre)),
        "made_up": centre.is_demonstration,
        "trail": [*trail_to(centre), Link(_("จัดสรรเงินทุน"), "", here=True)],
    }
    return render(request, "allocation/allocation.html", context, status=status)


def _answer_context(
    request: HttpRequest,
    centre: Centre,
    run: PlanRun,
    form: CapitalForm,
    compared: tuple[str, ...],
) -> dict[str, Any]:
    """The answer under the form's settings or why there is none, and what is kept beside it."""
    ground = ground_of_capital(run)
    settings = form.settings()
    answer = None if settings is None else answer_for(form, ground, settings)
    told = (
        allocation_page(directory(run), ground, settings, answer) if settings and answer else None
    )
    kept = [shown(one, run, compared) for one in kept_allocations(centre)]
    beside = [one for one in kept if one.compared][:MOST_COMPARED]
    heads = [one.head for one in beside]
    return {
        "centre": centre,
        "as_of": run.as_of,
        "form": form,
        "controls": controls(form, ground),
        "told": told,
        "words": settings_words(ground, settings) if settings else [],
        "kept": kept,
        "beside": beside,
        "shows_current": told is not None,
        "comparison": compared_rows([*([told.head] if told else []), *heads]) if beside else [],
        "version": allocations_version(centre),
        **context_of_ground(ground, run.as_of),
    }


def _compared_sent(request: HttpRequest) -> tuple[str, ...]:
    sent = request.POST.getlist("compare")[: 4 * MOST_COMPARED]
    return tuple(key for key in dict.fromkeys(sent) if len(key) <= len(str(UUID(int=0))))


def _version_sent(request: HttpRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1
