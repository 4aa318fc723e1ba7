"""Pages of balance confirmation."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from plodnee.audit.services import record
from plodnee.documents.builders.balance_slip import Layout, build_slips
from plodnee.documents.slips import slip_facts
from plodnee.organization.models import Centre
from plodnee.registers.confirmation.selectors import confirmation_progress, confirmations
from plodnee.registers.confirmation.services import issue_slips
from plodnee.registers.models import BalanceSlip
from plodnee.web.access import DEED, allowed, can, officer_of, today
from plodnee.web.confirmations.listing import ListForm, creditor_choices, narrowed
from plodnee.web.confirmations.slip_page import slip_context
from plodnee.web.frame import Link, trail_to
from plodnee.web.left_out import tell_of_form
from plodnee.web.taken_away import file_response
from plodnee.web.templatetags.wording import english
from plodnee.web.trace import shows

ROWS_A_PAGE = 50
SLIPS_A_FILE = 100


@allowed("households.view")
def balances(request: HttpRequest, centre: Centre) -> HttpResponse:
    """How far a centre's balances are confirmed: figures, and every debt with where it stands."""
    rows = confirmations(centre)
    form = ListForm(request.GET, creditors=creditor_choices(rows))
    asked = form.asked()
    tell_of_form(request, form)
    found = narrowed(rows, asked)
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    shows(request, [one.stated.household.pk for one in page])
    slips = sum(one.slip is not None for one in found)
    context = {
        "centre": centre,
        "form": form,
        "progress": confirmation_progress(centre),
        "page": page,
        "found": len(found),
        "files": _files(slips) if can(request, "documents.registers", centre) else [],
        "query": urlencode(asked),
        "may_record": can(request, "confirmations.record", centre),
        "made_up": centre.is_demonstration,
        "trail": [*trail_to(centre), Link(_("ยืนยันยอดหนี้"), "", here=True)],
    }
    return render(request, "confirmations/balances.html", context)


@allowed("confirmations.record", DEED)
def issue(request: HttpRequest, centre: Centre) -> HttpResponse:
    """Slips for every debt that needs one."""
    slips = issue_slips(centre=centre, actor=officer_of(request), on=today())
    if slips:
        messages.success(request, _("ออกใบยืนยันยอดแล้ว %(count)d ใบ") % {"count": len(slips)})
    else:
        messages.info(request, _("ทุกหนี้มีใบยืนยันยอดของยอดปัจจุบันแล้ว"))
    return redirect("balances", centre_code=centre.code)


@allowed("documents.registers")
def slips_file(request: HttpRequest, centre: Centre) -> HttpResponse:
    """The slips of the debts asked for, a hundred a file, to print and carry around."""
    rows = confirmations(centre)
    form = ListForm(request.GET, creditors=creditor_choices(rows))
    if not form.is_valid():
        raise Http404
    found = [one for one in narrowed(rows, form.asked()) if one.slip is not None]
    part = _number(request.GET.get("part"))
    chosen = found[(part - 1) * SLIPS_A_FILE : part * SLIPS_A_FILE] if part else []
    if not chosen:
        raise Http404
    shows(request, [one.stated.debt.household_id for one in chosen])
    slips = [one.slip for one in chosen]
    return _file(request, centre, slips, f"{centre.code}-balance-slips-{part}.pdf")


@allowed("documents.registers")
def slip_file(request: HttpRequest, centre: Centre, slip_id: UUID) -> HttpResponse:
    """One slip to print."""
    slip = get_object_or_404(BalanceSlip.objects.select_related("debt"), pk=slip_id, centre=centre)
    shows(request, [slip.debt.household_id])
    return _file(request, centre, [slip], f"{slip}.pdf")


@allowed("households.view")
def slip(request: HttpRequest, centre: Centre, slip_id: UUID) -> HttpResponse:
    """One slip: what was asked, what both sides said, and what was done since."""
    found = get_object_or_404(BalanceSlip, pk=slip_id, centre=centre)
    return render(request, "confirmations/slip.html", slip_context(request, found))


def _file(request: HttpRequest, centre: Centre, slips: list[Any], name: str) -> HttpResponse:
    layout: Layout = "single" if request.GET.get("layout") == "single" else "pair"
    if request.GET.get("layout", layout) != layout:
        raise Http404
    facts = slip_facts(slips)
    content = build_slips(facts, language="en" if english() else "th", layout=layout)
    record(
        officer_of(request), "documents.taken", centre, file="balance-slips.pdf", slips=len(slips)
    )
    return file_response(content, name)


def _files(slips: int) -> list[tuple[int, int, int]]:
    """The files that hold this many slips: number, first and last slip in it."""
    starts = range(0, slips, SLIPS_A_FILE)
    return [
        (number, start + 1, min(start + SLIPS_A_FILE, slips))
        for number, start in enumerate(starts, start=1)
    ]


def _number(text: str | None) -> int:
    """The number of a part; the first where none is named, 0 for what is no number."""
    digits = text or "1"
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 5 else 0
