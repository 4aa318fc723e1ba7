"""Pages to read of following up: the centre's lists, and one household."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from plodnee.casework.following.duties import claim_warnings, guarantor_duties, visit_duties
from plodnee.casework.following.selectors import Arrears, arrears_of, is_state_official
from plodnee.casework.jobs.services import ask_for_plan
from plodnee.engine.collection_hours import may_contact
from plodnee.ledger.restarting import payments_on
from plodnee.organization.models import Centre
from plodnee.registers.errors import NoRegister
from plodnee.registers.models import Household
from plodnee.registers.selectors import days_of_data
from plodnee.web.access import DEED, allowed, can, officer_of, today
from plodnee.web.following.home import Bound, home_context
from plodnee.web.following.wording import (
    CLAIMS,
    PURPOSES,
    contact_words,
    notice_words,
    ruling_words,
)
from plodnee.web.frame import Link, trail_to
from plodnee.web.trace import shows

ROWS_A_PAGE = 25
Found = TypeVar("Found")
LISTS = ("following", "following_notices", "following_visits", "following_claims")


@allowed("following.view")
def following(request: HttpRequest, centre: Centre) -> HttpResponse:
    """Who is overdue and when they may be contacted; a list for the committee, not for a board."""
    rows = _known(arrears_of, centre)
    page = _page(request, rows)
    shows(request, [one.household.pk for one in page])
    context = {
        "rows": [_arrears(one) for one in page],
        "owed_satang": sum(one.owed_satang for one in rows or ()),
        "replans": can(request, "casework.plan", centre) and bool(rows),
    }
    return _list(request, centre, "following", rows, page, context)


def _arrears(one: Arrears) -> dict[str, Any]:
    last = one.last_contact
    promised = last.promised_on if last else None
    return {
        "one": one,
        "last": last,
        "words": contact_words(last) if last else "",
        "broken": promised is not None and promised < today(),
        "today": one.contacts_that_day > 0,
    }


@allowed("following.view")
def following_notices(request: HttpRequest, centre: Centre) -> HttpResponse:
    """Guarantors who must be told of a default, the nearest deadline first."""
    rows = _known(guarantor_duties, centre)
    page = _page(request, rows)
    shows(request, [one.overdue.stated.household.pk for one in page])
    told = [{"one": one, "words": notice_words(one)} for one in page]
    return _list(request, centre, "following_notices", rows, page, {"rows": told})


@allowed("following.view")
def following_visits(request: HttpRequest, centre: Centre) -> HttpResponse:
    """Households that are due for a visit, and the visits that are planned."""
    rows = _known(visit_duties, centre)
    page = _page(request, rows)
    shows(request, [one.arrears.household.pk for one in page])
    told = [
        {
            "one": one,
            "purpose": PURPOSES[one.planned.purpose] if one.planned else "",
            "late": one.planned is not None and one.planned.planned_on < today(),
        }
        for one in page
    ]
    return _list(request, centre, "following_visits", rows, page, {"rows": told})


@allowed("following.view")
def following_claims(request: HttpRequest, centre: Centre) -> HttpResponse:
    """Claims near the end of their years, or past it."""
    rows = _known(partial(claim_warnings, paid=payments_on), centre)
    page = _page(request, rows)
    shows(request, [one.stated.household.pk for one in page])
    told = [{"one": one, "kind": CLAIMS[one.kind]} for one in page]
    return _list(request, centre, "following_claims", rows, page, {"rows": told})


def _known(question: Callable[[Centre, date], list[Found]], centre: Centre) -> list[Found] | None:
    """The answer as of today; None where the centre has no register."""
    try:
        return question(centre, today())
    except NoRegister:
        return None


def _page(request: HttpRequest, rows: Sequence[Found] | None) -> Any:
    return Paginator(rows or [], ROWS_A_PAGE).get_page(request.GET.get("page"))


def _list(
    request: HttpRequest,
    centre: Centre,
    name: str,
    rows: Sequence[object] | None,
    page: Any,
    more: dict[str, Any],
) -> HttpResponse:
    now = timezone.localtime()
    official = is_state_official(officer_of(request), today())
    labels = {
        "following": _("ค้างชำระ"),
        "following_notices": _("แจ้งผู้ค้ำประกัน"),
        "following_visits": _("เยี่ยมครัวเรือน"),
        "following_claims": _("อายุความ"),
    }
    context = {
        "centre": centre,
        "no_register": rows is None,
        "page": page,
        "query": "",
        "register_day": days_of_data([centre], today()).get(centre.code),
        "official": official,
        "ruling_words": ruling_words(may_contact(now, by_state_official=official), now),
        "tabs": [
            Link(labels[tab], reverse(tab, args=[centre.code]), here=tab == name) for tab in LISTS
        ],
        "title": labels[name],
        "made_up": centre.is_demonstration,
        "trail": [*trail_to(centre), Link(_("ติดตาม"), "", here=True)],
    }
    return render(request, f"following/{name}.html", context | more)


@allowed("following.view")
def following_home(request: HttpRequest, centre: Centre, household_id: UUID) -> HttpResponse:
    """One household: what is overdue, every contact, notices, visits, and what may be done."""
    return shown(request, centre, household_at(centre, household_id), {})


def shown(
    request: HttpRequest, centre: Centre, household: Household, bound: Bound, status: int = 200
) -> HttpResponse:
    """The page of a household; a form that was refused stands in it as it was sent."""
    context = home_context(request, centre, household, bound)
    context["trail"] = [
        *trail_to(centre),
        Link(_("ติดตาม"), reverse("following", args=[centre.code])),
        Link(household.code, "", here=True),
    ]
    return render(request, "following/home.html", context, status=status)


def household_at(centre: Centre, household_id: UUID) -> Household:
    """The household of the centre; else a 404."""
    return get_object_or_404(
        Household.objects.select_related("centre"), pk=household_id, centre=centre
    )


@allowed("casework.plan", DEED)
def following_replan(request: HttpRequest, centre: Centre) -> HttpResponse:
    """Menus worked out anew as of today, from what the register says now."""
    on = today()
    job = ask_for_plan(centre=centre, as_of=on, actor=officer_of(request), on=on, at=timezone.now())
    if job is None:
        messages.success(request, _("วางแผนจากวันนี้ไว้แล้ว เปิดเมนูของครัวเรือนได้"))
        return redirect("following", centre_code=centre.code)
    return redirect("job", centre_code=centre.code, job_id=job.pk)
