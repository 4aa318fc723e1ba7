"""A round opened and changed by the department."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plodnee.engine.thai_dates import fiscal_year_be
from plodnee.visits.rounds.changes import said_of
from plodnee.visits.rounds.defaults import usual_name, usual_round
from plodnee.visits.rounds.selectors import current_version
from plodnee.visits.rounds.services import change_round, open_round
from plodnee.web.access import FORM, allowed, today
from plodnee.web.rounds.forms import RoundForm, written
from plodnee.web.rounds.trying import hand, posted, status_of
from plodnee.web.rounds.views import round_at, round_trail
from plodnee.web.trying import done

YEARS = range(2562, 2643)


@allowed("rounds.keep", FORM)
def round_new(request: HttpRequest) -> HttpResponse:
    """A round of a fiscal year, beginning with the words and topics that are usual."""
    year = _year(request)
    usual = usual_round(year)
    initial = {"name": usual_name(year), "key": uuid4(), **written(usual)}
    form = RoundForm(posted(request), changes=False, on=usual.starts_on, initial=initial)

    def opened() -> None:
        said = form.cleaned_data
        open_round(
            fiscal_year_be=year,
            name=said["name"],
            said=form.said(),
            by=hand(request),
            round_id=said["key"],
        )

    if done(form, opened):
        messages.success(request, _("เปิดรอบติดตามแล้ว จังหวัดที่เข้าร่วมเลือกศูนย์ฯ ได้จากหน้านี้"))
        return redirect("round", round_id=form.cleaned_data["key"])
    context = {
        "form": form,
        "year": year,
        "years": list(range(fiscal_year_be(today()) - 1, fiscal_year_be(today()) + 3)),
        "title": _("เปิดรอบติดตามใหม่"),
        "trail": round_trail(None, _("เปิดรอบใหม่")),
    }
    return render(request, "rounds/form.html", context, status=status_of(form))


@allowed("rounds.keep", FORM)
def round_change(request: HttpRequest, round_id: UUID) -> HttpResponse:
    """The round's next version, with the reason; what it said before stays readable."""
    found = round_at(request, round_id)
    latest = current_version(found)
    initial = {**written(said_of(latest)), "seen": latest.number}
    form = RoundForm(posted(request), changes=True, on=latest.starts_on, initial=initial)

    def changed() -> None:
        change_round(
            round_=found,
            said=form.said(),
            reason=form.cleaned_data["reason"],
            seen_number=form.cleaned_data["seen"],
            by=hand(request),
        )

    if done(form, changed):
        messages.success(request, _("บันทึกฉบับใหม่แล้ว ฉบับก่อนยังอ่านได้"))
        return redirect("round", round_id=found.pk)
    context = {
        "form": form,
        "round": found,
        "year": found.fiscal_year_be,
        "title": _("แก้ไขรอบติดตาม"),
        "made_up": found.is_demonstration,
        "trail": round_trail(found, _("แก้ไข")),
    }
    return render(request, "rounds/form.html", context, status=status_of(form))


def _year(request: HttpRequest) -> int:
    """The fiscal year asked for; the one of today where none is, or none that is possible."""
    asked = request.GET.get("year", "")
    if asked.isascii() and asked.isdigit() and len(asked) == 4 and int(asked) in YEARS:
        return int(asked)
    return fiscal_year_be(today())
