"""Pages of starting debts."""

from datetime import date
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.organization.models import Centre
from plodnee.registers.baseline.selectors import baseline_history, compared_with_start
from plodnee.registers.baseline.services import freeze_baselines, restate_baseline
from plodnee.registers.errors import NoRegister, ReasonMissing
from plodnee.registers.models import Baseline, Household
from plodnee.web.access import DEED, allowed, can, officer_of, today
from plodnee.web.frame import Link, trail_to
from plodnee.web.thai_fields import DayField, not_after
from plodnee.web.trace import shows
from plodnee.web.trying import At, tried

ROWS_A_PAGE = 50
LONGEST_REASON = 500
REFUSED_AT: At = {ReasonMissing: "reason", NoRegister: "as_of"}


class RestateForm(forms.Form):
    """Why a starting debt is stated again, as of which day, and which one was seen."""

    sequence = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    as_of = DayField(
        label=gettext_lazy("หนี้ตั้งต้น ณ วันที่"),
        help_text=gettext_lazy(
            "วันเดิมให้หนี้ที่ลดไปแล้วยังนับว่าลด หากเลือกวันหลังจากนั้น หนี้ที่ลดไปก่อนวันนั้นจะไม่นับอีก"
        ),
    )
    reason = forms.CharField(label=gettext_lazy("เหตุผลและหลักฐาน"), max_length=LONGEST_REASON)

    def clean_as_of(self) -> date:
        """A day up to today."""
        day: date = self.cleaned_data["as_of"]
        not_after(day, today())
        return day


@allowed("households.view")
def baselines(request: HttpRequest, centre: Centre) -> HttpResponse:
    """The starting debts of a centre's target households beside what they owe now."""
    whole = compared_with_start(centre)
    page = Paginator(whole.rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    shows(request, [row.household.pk for row in page])
    context = {
        "centre": centre,
        "whole": whole,
        "page": page,
        "may_freeze": can(request, "baselines.freeze", centre),
        "made_up": centre.is_demonstration,
        "trail": [*trail_to(centre), Link(_("ยอดหนี้ตั้งต้น"), "", here=True)],
    }
    return render(request, "baselines/baselines.html", context)


@allowed("baselines.freeze", DEED)
def freeze(request: HttpRequest, centre: Centre) -> HttpResponse:
    """The starting debt of every target household that has none yet."""
    frozen = freeze_baselines(centre=centre, actor=officer_of(request), on=today())
    if frozen:
        text = _("บันทึกยอดหนี้ตั้งต้นแล้ว %(count)d ครัวเรือน") % {"count": len(frozen)}
        messages.success(request, text)
    else:
        messages.info(request, _("ครัวเรือนเป้าหมายทุกครัวเรือนมียอดหนี้ตั้งต้นแล้ว"))
    return redirect("baselines", centre_code=centre.code)


@allowed("households.view")
def baseline(request: HttpRequest, centre: Centre, household_id: UUID) -> HttpResponse:
    """The starting debt of one household: its debts, its sources, and whatever it replaced."""
    household = get_object_or_404(Household, pk=household_id, centre=centre)
    return _page(request, household, None)


@allowed("baselines.restate", DEED)
def restate(request: HttpRequest, centre: Centre, household_id: UUID) -> HttpResponse:
    """A starting debt that was wrong, stated again from the register as it is."""
    household = get_object_or_404(Household, pk=household_id, centre=centre)
    form = RestateForm(request.POST)

    def done() -> Baseline:
        return restate_baseline(
            household=household,
            seen_sequence=form.cleaned_data["sequence"],
            reason=form.cleaned_data["reason"],
            as_of=form.cleaned_data["as_of"],
            actor=officer_of(request),
            on=today(),
        )

    if not form.is_valid() or tried(form, done, REFUSED_AT) is None:
        return _page(request, household, form)
    return redirect("baseline", centre_code=centre.code, household_id=household.pk)


def _page(request: HttpRequest, household: Household, bound: RestateForm | None) -> HttpResponse:
    centre = household.centre
    history = baseline_history(household)
    compared = compared_with_start(centre, households=[household.pk]).rows
    last = history[0].baseline if history else None
    seen = {"sequence": last.sequence, "as_of": last.as_of} if last else {}
    context = {
        "centre": centre,
        "household": household,
        "compared": compared[0] if compared else None,
        "history": history,
        "form": bound or RestateForm(initial=seen),
        "may_restate": bool(history) and can(request, "baselines.restate", centre),
        "made_up": centre.is_demonstration,
        "trail": [
            *trail_to(centre),
            Link(_("ยอดหนี้ตั้งต้น"), reverse("baselines", args=[centre.code])),
            Link(household.code, "", here=True),
        ],
    }
    return render(request, "baselines/baseline.html", context, status=422 if bound else 200)
