"""Pages of the workspace. What is tried travels in the form, never in an address."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from plodnee.casework.models import MenuPin, PlanRun
from plodnee.casework.selectors import latest_run
from plodnee.casework.workspace.selectors import menu_steps, menu_version, pinned_lines
from plodnee.casework.workspace.services import pin_line, unpin_line
from plodnee.organization.models import Centre
from plodnee.registers.models import Household
from plodnee.web.access import DEED, allowed, can, officer_of, today
from plodnee.web.frame import Link, trail_to
from plodnee.web.workspace.drafts import Draft, draft_of, keep_draft
from plodnee.web.workspace.forms import LONGEST_KEY, SettingsForm, figures_typed
from plodnee.web.workspace.history import history
from plodnee.web.workspace.page import Desk, answer, controls, desk_ground, desk_of

MOST_KEYS = 20


@allowed("households.view")
def workspace(request: HttpRequest, centre: Centre, household_id: UUID) -> HttpResponse:
    """The committee's table for one household; whoever may not make menus sees it as it stands."""
    home, run = _home(centre, household_id), latest_run(centre)
    works = can(request, "casework.offer", centre)
    desk = _desk(run, household_id, draft_of(request, household_id) if works else None)
    if desk is None:
        return redirect("household", centre_code=centre.code, household_id=household_id)
    context = {
        **_context(centre, home, desk),
        **controls(desk),
        "works": works,
        "steps": history(menu_steps(home)),
        "sheet": can(request, "documents.registers", centre),
        "made_up": centre.is_demonstration,
        "trail": _trail(centre, home, desk),
    }
    return render(request, "workspace/workspace.html", context)


@allowed("casework.offer", DEED)
def workspace_try(request: HttpRequest, centre: Centre, household_id: UUID) -> HttpResponse:
    """The menu under the settings sent: a part of the page to a script, else the page anew."""
    home, run = _home(centre, household_id), latest_run(centre)
    if "reset" in request.POST:
        keep_draft(request, household_id, None)
        return redirect("workspace", centre_code=centre.code, household_id=household_id)
    desk = _desk_sent(request, run, home)
    keep_draft(request, household_id, desk.draft)
    if not getattr(request, "htmx", False):
        for slider in controls(desk)["sliders"]:
            if slider.not_taken:
                messages.warning(request, f"{slider.label}: {slider.not_taken}")
        return redirect("workspace", centre_code=centre.code, household_id=household_id)
    context = {
        **_context(centre, home, desk),
        **controls(desk),
        "works": True,
        "sheet": can(request, "documents.registers", centre),
    }
    return render(request, "workspace/parts/tried.html", context)


@allowed("casework.offer", DEED)
def workspace_pin(request: HttpRequest, centre: Centre, household_id: UUID) -> HttpResponse:
    """A line of the menu, pinned with the settings under which it stands."""
    home, run = _home(centre, household_id), latest_run(centre)
    desk = _desk_sent(request, run, home)
    keep_draft(request, household_id, desk.draft)
    pin_line(
        household=home,
        run=run,
        settings=desk.settings,
        plan_key=request.POST.get("line", "")[:LONGEST_KEY],
        seen_version=_version_sent(request),
        actor=officer_of(request),
        on=today(),
        at=timezone.now(),
    )
    messages.success(request, _("ตรึงทางเลือกเข้าเมนูที่จะเสนอแล้ว"))
    return redirect(_menu_address(centre, home))


@allowed("casework.offer", DEED)
def workspace_unpin(request: HttpRequest, centre: Centre, household_id: UUID) -> HttpResponse:
    """A pin undone; that it was made and undone stays in the household's history."""
    home = _home(centre, household_id)
    pin = get_object_or_404(MenuPin, pk=_key_sent(request, "pin"), household=home)
    unpin_line(
        pin=pin,
        seen_version=_version_sent(request),
        actor=officer_of(request),
        on=today(),
        at=timezone.now(),
    )
    messages.success(request, _("เอาทางเลือกออกจากเมนูที่จะเสนอแล้ว ประวัติยังอยู่"))
    return redirect(_menu_address(centre, home))


def _home(centre: Centre, household_id: UUID) -> Household:
    return get_object_or_404(Household, pk=household_id, centre=centre)


def _desk(run: PlanRun, household_id: UUID, draft: Draft | None) -> Desk | None:
    ground = desk_ground(run, household_id)
    return None if ground is None else desk_of(run, household_id, ground, draft)


def _desk_sent(request: HttpRequest, run: PlanRun, home: Household) -> Desk:
    """The table with the settings that the form holds, or those of a pinned line."""
    ground = desk_ground(run, home.pk)
    if ground is None:
        raise Http404
    usual = desk_of(run, home.pk, ground, None)
    if "load" in request.POST:
        pinned = {str(one.pin.pk): one.settings for one in pinned_lines(home)}
        settings = pinned.get(request.POST["load"], usual.settings)
    else:
        form = SettingsForm(
            request.POST,
            debts=[one.id for one in usual.limits.debts],
            patterns=list(usual.limits.patterns),
        )
        settings = form.settings(usual.settings)
    compared = request.POST.getlist("compare")[:MOST_KEYS]
    kept = tuple(key for key in dict.fromkeys(compared) if len(key) <= LONGEST_KEY)
    desk = desk_of(run, home.pk, ground, Draft(settings, kept))
    return desk if "load" in request.POST else replace(desk, typed=figures_typed(request.POST))


def _context(centre: Centre, home: Household, desk: Desk) -> dict[str, Any]:
    return {
        "centre": centre,
        "home": home,
        **answer(desk, pinned_lines(home), menu_version(home)),
    }


def _version_sent(request: HttpRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1


def _key_sent(request: HttpRequest, name: str) -> UUID:
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError as fault:
        raise Http404 from fault


def _menu_address(centre: Centre, home: Household) -> str:
    return reverse("workspace", args=[centre.code, home.pk]) + "#offered"


def _trail(centre: Centre, home: Household, desk: Desk) -> list[Link]:
    return [
        *trail_to(centre),
        Link(_("ครัวเรือน"), reverse("households", args=[centre.code])),
        Link(desk.facts.household.code, reverse("household", args=[centre.code, home.pk])),
        Link(_("โต๊ะทำงานคณะกรรมการ"), "", here=True),
    ]
