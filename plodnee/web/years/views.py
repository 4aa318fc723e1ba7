"""Pages of a centre's years: side by side, one entered, needs put down and dropped."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from plodnee.engine.thai_dates import fiscal_year_be
from plodnee.errors import Refusal
from plodnee.lessons.errors import NoteChanged
from plodnee.lessons.models import PlannedNeed, YearRecord
from plodnee.lessons.years.selectors import evidence_of_needs, latest_record
from plodnee.lessons.years.services import EARLIEST_YEAR, drop_need, keep_year, put_need
from plodnee.organization.models import Centre
from plodnee.web.access import DEED, FORM, allowed, today
from plodnee.web.frame import Link, trail_to
from plodnee.web.templatetags.wording import english
from plodnee.web.visit_day.deeds import hand_of
from plodnee.web.years.forms import NeedForm, YearForm
from plodnee.web.years.page import years_context

UNPROCESSABLE, CONFLICT = 422, 409


@allowed("notes.view")
def years(request: HttpRequest, centre: Centre) -> HttpResponse:
    """The centre's years side by side, what was reported apart from what was worked out."""
    return render(request, "years/years.html", years_context(request, centre))


@allowed("years.keep", FORM)
def year_keep(request: HttpRequest, centre: Centre, year_be: int) -> HttpResponse:
    """What was reported of one year, entered or entered anew."""
    _begun(year_be)
    record = latest_record(centre, year_be)
    form = YearForm(request.POST or None, record=record)
    status = UNPROCESSABLE if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            keep_year(
                centre=centre,
                year_be=year_be,
                said=form.said(),
                source=form.cleaned_data["source"],
                seen_number=form.cleaned_data["seen"],
                reason=form.cleaned_data.get("reason", ""),
                by=hand_of(request),
            )
        except Refusal as refusal:
            form.add_error(None, refusal.message("en" if english() else "th"))
            status = CONFLICT if isinstance(refusal, NoteChanged) else UNPROCESSABLE
        else:
            messages.success(request, _("บันทึกแล้ว"))
            return _back(centre, year_be)
    context = {
        "centre": centre,
        "year": year_be,
        "form": form,
        "versions": YearRecord.objects.filter(centre=centre, fiscal_year_be=year_be).order_by(
            "-number"
        ),
        "made_up": centre.is_demonstration,
        "trail": [
            *trail_to(centre),
            Link(_("ผลรายปีและแผนปีถัดไป"), reverse("years", args=[centre.code])),
            Link(str(year_be), "", here=True),
        ],
    }
    return render(request, "years/year.html", context, status=status)


@allowed("years.keep", DEED)
def need_put(request: HttpRequest, centre: Centre, year_be: int) -> HttpResponse:
    """A need of the year after the one in the address, resting on that year's evidence."""
    _begun(year_be)
    form = NeedForm(request.POST, evidence=evidence_of_needs(centre, year_be, today()))
    if not form.is_valid():
        context = years_context(request, centre, form)
        return render(request, "years/years.html", context, status=UNPROCESSABLE)
    put_need(
        key=form.sent_key, centre=centre, year_be=year_be + 1, said=form.said(), by=hand_of(request)
    )
    messages.success(request, _("บันทึกแล้ว"))
    return _back(centre, year_be)


@allowed("years.keep", DEED)
def need_drop(request: HttpRequest, centre: Centre, need_id: UUID) -> HttpResponse:
    """A need that is asked for no more."""
    need = get_object_or_404(PlannedNeed, pk=need_id, centre=centre)
    drop_need(need=need, by=hand_of(request))
    messages.info(request, _("ไม่ขอรายการนี้แล้ว ประวัติยังอยู่"))
    return _back(centre, need.fiscal_year_be - 1)


def _begun(year_be: int) -> None:
    if not EARLIEST_YEAR <= year_be <= fiscal_year_be(today()):
        raise Http404


def _back(centre: Centre, year_be: int) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('years', args=[centre.code])}?to={year_be}")
