"""Pages of meetings: the list, the call, one meeting, and the closing of its minutes."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.casework.meetings.selectors import MeetingState, meeting_state, meetings_of
from plodnee.casework.meetings.services import (
    Writer,
    call_meeting,
    close_minutes,
    require_closable,
)
from plodnee.casework.meetings.subjects import GENERAL, Subject
from plodnee.casework.models import Meeting
from plodnee.documents.issuing import issue_minutes
from plodnee.errors import Refusal
from plodnee.organization.models import Centre, Officer
from plodnee.registers.committees.selectors import committee_of
from plodnee.web.access import FORM, allowed, can, officer_of, today
from plodnee.web.committees.wording import standing_words, way_out
from plodnee.web.frame import Link, trail_to
from plodnee.web.left_out import known_or_told
from plodnee.web.meetings.forms import CallForm, household_title
from plodnee.web.meetings.page import meeting_context, meeting_trail
from plodnee.web.meetings.wording import meeting_name
from plodnee.web.searches import in_links, keep_search, searched
from plodnee.web.templatetags.wording import english
from plodnee.web.trace import shows
from plodnee.web.trying import tried

ROWS_A_PAGE, LONGEST_SEARCH = 20, 80
UNPROCESSABLE = 422
SEARCH = "meetings"


@allowed("committee.view", FORM)
def meetings(request: HttpRequest, centre: Centre) -> HttpResponse:
    """The meetings of a centre, the latest first; what was searched for stays with the session."""
    shows(request, [])
    if request.method == "POST":
        keep_search(request, SEARCH, centre, request.POST.get("q", "")[:LONGEST_SEARCH])
        return redirect("meetings", centre_code=centre.code)
    words, on = searched(request, SEARCH, centre), today()
    years = sorted(set(centre.meetings.values_list("year_be", flat=True)), reverse=True)
    year = known_or_told(request, "year", _("ปี"), years)
    found = _narrowed(centre, words, year)
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    now = committee_of(centre, on)
    context = {
        "centre": centre,
        "page": page,
        "rows": [_row(meeting) for meeting in page],
        "words": words,
        "years": years,
        "year": year,
        "query": urlencode(({"year": year} if year else {}) | in_links(request, SEARCH, centre)),
        "standing": standing_words(now),
        "way_out": way_out(now),
        "holds": can(request, "meetings.hold", centre),
        "made_up": centre.is_demonstration,
        "trail": [
            *trail_to(centre),
            Link(_("คณะกรรมการ"), reverse("committee", args=[centre.code])),
            Link(_("การประชุม"), "", here=True),
        ],
    }
    return render(request, "meetings/meetings.html", context)


def _narrowed(centre: Centre, words: str, year: str) -> Any:
    found = meetings_of(centre)
    if year:
        found = found.filter(year_be=int(year))
    for word in words.split():
        items = Meeting.objects.filter(
            Q(items__title__icontains=word)
            | Q(items__notes__text__icontains=word)
            | Q(items__resolutions__wording__icontains=word)
            | Q(place__icontains=word),
            centre=centre,
        )
        found = found.filter(pk__in=items.values("pk"))
    return found


def _row(meeting: Any) -> dict[str, Any]:
    if meeting.is_closed:
        state = _("รับรองรายงานแล้ว")
    elif meeting.is_cancelled:
        state = _("ยกเลิกการประชุม")
    else:
        state = _("นัดหมายไว้") if meeting.held_on > today() else _("กำลังจดรายงาน")
    titles = [item.title for item in meeting.items.filter(dropped__isnull=True)]
    return {"meeting": meeting, "name": meeting_name(meeting), "state": state, "titles": titles}


@allowed("meetings.hold", FORM)
def meeting_new(request: HttpRequest, centre: Centre) -> HttpResponse:
    """A meeting called, with its agenda."""
    shows(request, [])
    last = meetings_of(centre).first()
    form = CallForm(
        request.POST or None,
        centre=centre,
        initial={
            "place": last.place if last else "",
            "agenda": _usual_agenda(),
            "key": uuid4(),
        },
    )
    if request.method == "POST" and form.is_valid():
        agenda = [(line, Subject(GENERAL)) for line in form.lines()]
        agenda += [(household_title(one), Subject.of_household(one)) for one in form.homes]
        said = {name: form.cleaned_data[name] for name in ("held_on", "starts_at", "place", "key")}
        by: dict[str, Any] = {"actor": officer_of(request), "on": today(), "at": timezone.now()}
        found = tried(form, lambda: call_meeting(centre=centre, **said, agenda=agenda, **by))
        if found is not None:
            messages.success(request, _("นัดประชุมแล้ว พิมพ์หนังสือเชิญประชุมได้จากหน้านี้"))
            return redirect("meeting", centre_code=centre.code, meeting_id=found.pk)
    context = {
        "centre": centre,
        "form": form,
        "title": _("นัดประชุมคณะกรรมการ"),
        "made_up": centre.is_demonstration,
        "trail": meeting_trail(centre, _("นัดประชุม")),
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "meetings/call.html", context, status=status)


def _usual_agenda() -> str:
    """How meetings usually begin; what is typed into a document stays Thai on every page."""
    return "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ\nรับรองรายงานการประชุมครั้งก่อน"


@allowed("committee.view")
def meeting(request: HttpRequest, centre: Centre, meeting_id: UUID) -> HttpResponse:
    """One meeting: attendance, agenda and resolutions, and the forms of whoever writes."""
    return shown(request, centre, meeting_at(centre, meeting_id), {})


def shown(
    request: HttpRequest, centre: Centre, found: Meeting, bound: dict[str, Any], status: int = 200
) -> HttpResponse:
    """The page of a meeting; a form that was refused stands in it as it was sent."""
    state = meeting_state(found)
    shows(request, [one.item.household_id for one in state.items if one.item.household_id])
    context = meeting_context(request, centre, state, bound)
    return render(request, "meetings/meeting.html", context, status=status)


def meeting_at(centre: Centre, meeting_id: UUID) -> Meeting:
    """The meeting of the centre; else a 404."""
    found = Meeting.objects.select_related("centre", "called_by")
    return get_object_or_404(found, pk=meeting_id, centre=centre)


class ClosingForm(forms.Form):
    """That the minutes were read and are right."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    sure = forms.BooleanField(label=gettext_lazy("อ่านรายงานแล้ว ถูกต้อง และรับรอง เมื่อรับรองแล้วแก้ไขไม่ได้"))


@transaction.atomic
def _close(found: Meeting, officer: Officer, seen_version: int) -> None:
    """The minutes closed and issued, or neither."""
    on = today()
    close_minutes(meeting=found, by=Writer(officer, on, timezone.now(), seen_version))
    issue_minutes(found, actor=officer, on=on)


def _why_not(state: MeetingState, officer: Officer) -> str:
    """Why these minutes cannot be closed now, or not by this officer; empty where they can."""
    try:
        require_closable(state, Writer(officer, today(), timezone.now(), state.version))
    except Refusal as refusal:
        return refusal.message("en" if english() else "th")
    return ""


@allowed("meetings.close", FORM)
def close(request: HttpRequest, centre: Centre, meeting_id: UUID) -> HttpResponse:
    """The minutes read once more, then closed by somebody who did not write them."""
    found = meeting_at(centre, meeting_id)
    state = meeting_state(found)
    form = ClosingForm(request.POST or None, initial={"version": state.version})
    if request.method == "POST" and form.is_valid():
        _close(found, officer_of(request), form.cleaned_data["version"])
        messages.success(request, _("รับรองรายงานการประชุมแล้ว มติมีผลใช้อ้างอิงได้"))
        return redirect("meeting", centre_code=centre.code, meeting_id=found.pk)
    shows(request, [one.item.household_id for one in state.items if one.item.household_id])
    name = meeting_name(found)
    context = {
        **meeting_context(request, centre, state, {}),
        "form": form,
        "refused": _why_not(state, officer_of(request)),
        "trail": meeting_trail(centre, name, _("รับรองรายงาน"), found),
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "meetings/close.html", context, status=status)
