"""The field's forms filled on the site; what is sent waits as a draft like any other."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from plodnee.fieldwork.definitions import Form
from plodnee.fieldwork.definitions.shared import HOUSEHOLD
from plodnee.fieldwork.lists import Worker, listed
from plodnee.fieldwork.reading import filled_form, problems_of
from plodnee.fieldwork.receiving import Sender, receive
from plodnee.organization.models import Centre
from plodnee.registers.errors import EvidenceRefused
from plodnee.web.access import FORM, allowed, officer_of, today
from plodnee.web.fieldwork.fill_form import FillForm
from plodnee.web.fieldwork.views import form_or_404, title_of
from plodnee.web.fieldwork.wording import language
from plodnee.web.frame import Link, trail_to
from plodnee.web.trace import shows

UNPROCESSABLE = 422


@allowed("field.collect")
def field_choose(request: HttpRequest, centre: Centre, form_code: str) -> HttpResponse:
    """The households of the centre that were assigned, to fill a form for one of them."""
    form = form_or_404(form_code)
    if form.place != HOUSEHOLD:
        return redirect("field_fill", centre_code=centre.code, form_code=form.code)
    rows = _households(request, centre, form)
    shows(request, [UUID(row["name"]) for row in rows])
    context = {"rows": rows, "form": form, **_around(centre, form)}
    return render(request, "fieldwork/choose.html", context)


@allowed("field.collect", FORM)
def field_fill_home(
    request: HttpRequest, centre: Centre, form_code: str, household_id: UUID
) -> HttpResponse:
    """A form filled for an assigned household; any other is not there."""
    form = form_or_404(form_code)
    rows = _households(request, centre, form) if form.place == HOUSEHOLD else []
    row = next((row for row in rows if row["name"] == str(household_id)), None)
    if row is None:
        raise Http404
    return _filling(request, centre, form, row)


@allowed("field.collect", FORM)
def field_fill(request: HttpRequest, centre: Centre, form_code: str) -> HttpResponse:
    """A form filled for a centre."""
    form = form_or_404(form_code)
    if form.place == HOUSEHOLD:
        raise Http404
    worker = Worker(officer_of(request), today())
    rows = [row for row in listed("centres", form, worker) if row["name"] == centre.code]
    if not rows:
        raise Http404
    shows(request, [])
    return _filling(request, centre, form, rows[0])


def _households(request: HttpRequest, centre: Centre, form: Form) -> list[dict[str, str]]:
    worker = Worker(officer_of(request), today())
    return [row for row in listed("households", form, worker) if row["centre"] == centre.code]


def _filling(request: HttpRequest, centre: Centre, form: Form, row: dict[str, str]) -> HttpResponse:
    """The form; a whole one becomes a draft, a refused one comes back as it was sent."""
    sending = request.method == "POST"
    data, files = (request.POST, request.FILES) if sending else (None, None)
    known = {"seen": row["seen"], "returned": row["returned"]}
    page = FillForm(form, row["name"], _options(request, form, row), data, files, **known)
    growing = sending and bool(request.POST.get("more"))
    if sending and not growing and _received(request, page):
        messages.success(request, _("รับไว้แล้ว รอตรวจ"))
        return redirect("field")
    context = {
        "page_form": page,
        "growing": growing,
        "place": row["label"],
        "reason": row["reason"],
        **_around(centre, form),
    }
    status = UNPROCESSABLE if sending and not growing else 200
    return render(request, "fieldwork/fill.html", context, status=status)


def _received(request: HttpRequest, page: FillForm) -> bool:
    """Whether the form was whole and is kept now; if not, each question says what to do."""
    page.is_valid()
    if "key" not in page.cleaned_data:
        return False
    content = page.written()
    page.add_problems(problems_of(filled_form(content), today()))
    if page.errors:
        return False
    sender = Sender(officer_of(request), None, today(), timezone.now())
    try:
        receive(content, page.pictures(), sender)
    except EvidenceRefused as refusal:
        page.add_error(None, refusal.message(language()))
        return False
    return True


def _options(request: HttpRequest, form: Form, row: dict[str, str]) -> dict[str, Any]:
    """What may be chosen, by list: of this household, or of its centre."""
    worker = Worker(officer_of(request), today())
    found: dict[str, Any] = {}
    for name in form.lists:
        if name in ("debts", "groups"):
            column, key = (
                ("household", row["name"]) if name == "debts" else ("centre", row["centre"])
            )
            rows = [one for one in listed(name, form, worker) if one[column] == key]
            found[name] = [(one["name"], one["label"]) for one in rows]
    return found


def _around(centre: Centre, form: Form) -> dict[str, Any]:
    return {
        "centre": centre,
        "made_up": centre.is_demonstration,
        "title": title_of(form),
        "trail": [
            *trail_to(centre),
            Link(_("ภาคสนาม"), reverse("drafts", args=[centre.code])),
            Link(title_of(form), "", here=True),
        ],
    }
