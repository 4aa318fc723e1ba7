"""What a writer sends from a meeting's page, one deed at a time, with the version they saw.

Where it cannot be taken, the page comes back with the form as it was sent, so that no text is lost.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from plodnee.casework.meetings.errors import (
    CommitteeNotInOffice,
    ItemSettled,
    MeetingAhead,
    MeetingChanged,
    MeetingUnclear,
    NoQuorum,
    NotASeat,
    OutcomeAgainstVotes,
    ReasonMissing,
    VotesDoNotAddUp,
)
from plodnee.casework.meetings.resolving import write_item
from plodnee.casework.meetings.selectors import ItemState, MeetingState, meeting_state
from plodnee.casework.meetings.services import (
    Writer,
    add_item,
    cancel_meeting,
    correct_resolution,
    drop_item,
    state_interest,
    take_roll,
)
from plodnee.casework.models import Meeting
from plodnee.organization.models import Centre
from plodnee.web.access import DEED, allowed, officer_of, today
from plodnee.web.meetings.forms import InterestForm, ItemForm, MinuteForm, RollForm
from plodnee.web.meetings.views import meeting_at, shown
from plodnee.web.templatetags.wording import english

UNPROCESSABLE, CONFLICT = 422, 409
AT_THE_FORM = (
    MeetingChanged, MeetingAhead, NoQuorum, VotesDoNotAddUp, OutcomeAgainstVotes,
    CommitteeNotInOffice, ReasonMissing, ItemSettled, MeetingUnclear, NotASeat,
)  # fmt: skip


class WordsForm(forms.Form):
    """A reason in words."""

    reason = forms.CharField(max_length=500)


@allowed("meetings.hold", DEED)
def write(request: HttpRequest, centre: Centre, meeting_id: UUID) -> HttpResponse:
    """One step of the minutes: the roll, an item and its resolution, an interest, a new item."""
    found = meeting_at(centre, meeting_id)
    state = meeting_state(found)
    item = _item_sent(request, state)
    deed = request.POST.get("deed", "")
    if deed == "roll":
        return _take_roll(request, centre, state)
    if deed == "item":
        return _add_item(request, centre, state)
    if deed == "cancel":
        return _in_words(request, centre, state, "cancel", _cancel)
    if item and deed == "minute":
        return _minute(request, centre, state, item)
    if item and deed == "interest":
        return _interest(request, centre, state, item)
    if item and deed == "drop":
        return _in_words(request, centre, state, f"drop-{item.item.position}", _drop(item))
    return shown(request, centre, found, {}, UNPROCESSABLE)


def _take_roll(request: HttpRequest, centre: Centre, state: MeetingState) -> HttpResponse:
    form = RollForm(request.POST, seats=state.seats)

    def done() -> None:
        take_roll(meeting=state.meeting, states=form.states(), by=_writer(request))

    return _taken(request, centre, state.meeting, form, "roll", done, "roll")


def _add_item(request: HttpRequest, centre: Centre, state: MeetingState) -> HttpResponse:
    form = ItemForm(request.POST, centre=centre)

    def done() -> None:
        said: dict[str, Any] = {"meeting": state.meeting, "title": form.cleaned_data["title"]}
        if form.corrected is not None:
            correct_resolution(resolution=form.corrected, **said, by=_writer(request))
            return
        assert form.subject is not None
        add_item(subject=form.subject, **said, by=_writer(request))

    return _taken(request, centre, state.meeting, form, "item", done, "agenda")


def _minute(
    request: HttpRequest, centre: Centre, state: MeetingState, item: ItemState
) -> HttpResponse:
    form = MinuteForm(request.POST, item=item, resolves=True)

    def done() -> None:
        write_item(
            meeting=state.meeting,
            item_id=item.item.pk,
            text=form.cleaned_data["text"],
            vote=form.vote(),
            by=_writer(request),
        )

    place = item.item.position
    return _taken(request, centre, state.meeting, form, f"minute-{place}", done, f"item-{place}")


def _interest(
    request: HttpRequest, centre: Centre, state: MeetingState, item: ItemState
) -> HttpResponse:
    form = InterestForm(request.POST, item=item, seats=state.seats)

    def done() -> None:
        state_interest(
            meeting=state.meeting,
            item_id=item.item.pk,
            member_id=UUID(form.cleaned_data["member"]),
            reason=form.cleaned_data["reason"],
            recused=form.cleaned_data["recused"] == "yes",
            by=_writer(request),
        )

    place = item.item.position
    return _taken(request, centre, state.meeting, form, f"interest-{place}", done, f"item-{place}")


def _in_words(
    request: HttpRequest,
    centre: Centre,
    state: MeetingState,
    name: str,
    deed: Callable[[Meeting, str, Writer], object],
) -> HttpResponse:
    form = WordsForm(request.POST)

    def done() -> None:
        deed(state.meeting, form.cleaned_data["reason"], _writer(request))

    return _taken(request, centre, state.meeting, form, name, done, "agenda")


def _cancel(meeting: Meeting, reason: str, by: Writer) -> object:
    return cancel_meeting(meeting=meeting, reason=reason, by=by)


def _drop(item: ItemState) -> Callable[[Meeting, str, Writer], object]:
    return lambda meeting, reason, by: drop_item(
        meeting=meeting, item_id=item.item.pk, reason=reason, by=by
    )


def _taken(
    request: HttpRequest,
    centre: Centre,
    meeting: Meeting,
    form: Any,
    name: str,
    done: Callable[[], None],
    place: str,
) -> HttpResponse:
    """The page after the deed; where it was refused, the page with the form as it was sent."""
    status = UNPROCESSABLE
    if form.is_valid():
        try:
            done()
        except AT_THE_FORM as refusal:
            form.add_error(None, refusal.message("en" if english() else "th"))
            status = CONFLICT if isinstance(refusal, MeetingChanged) else UNPROCESSABLE
        else:
            messages.success(request, _("บันทึกแล้ว"))
            return redirect(f"{reverse('meeting', args=[centre.code, meeting.pk])}#{place}")
    return shown(request, centre, meeting, {name: form}, status)


def _writer(request: HttpRequest) -> Writer:
    text = request.POST.get("version", "")
    seen = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1
    return Writer(officer_of(request), today(), timezone.now(), seen)


def _item_sent(request: HttpRequest, state: MeetingState) -> ItemState | None:
    try:
        return state.item(UUID(request.POST.get("item", "")))
    except ValueError:
        return None
