"""The page of one meeting: everything on it, and the forms of whoever writes the minutes."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from plodnee.casework.cases.put import Put, comes_too_late, is_about_a_menu, put_on
from plodnee.casework.meetings.selectors import ItemState, MeetingState
from plodnee.casework.models import Meeting, RuleVersion
from plodnee.casework.rules.selectors import version_state, versions_spoken_of
from plodnee.casework.rules.states import State
from plodnee.documents.issuing import issued_of, notices_of
from plodnee.organization.models import Centre
from plodnee.web.access import can, officer_of, today
from plodnee.web.committees.wording import post_name, standing_words
from plodnee.web.frame import Link, trail_to
from plodnee.web.meetings.forms import InterestForm, ItemForm, MinuteForm, RollForm
from plodnee.web.meetings.wording import (
    OUTCOMES,
    STATES,
    late_words,
    meeting_name,
    put_words,
    recused_words,
    subject_name,
    votes_words,
)

Forms = dict[str, Any]  # the form that was refused, by its deed and item


@dataclass(frozen=True, slots=True)
class ItemView:
    """An item in words, with its forms for whoever writes."""

    state: ItemState
    subject: str
    outcome: str
    votes: str
    recused: list[str]
    minute: MinuteForm | None
    interest: InterestForm | None
    opens: bool
    rules: RuleVersion | None
    put: list[str]
    nothing_put: bool
    changed: bool
    rewritten: bool
    late: list[str]


@dataclass(frozen=True, slots=True)
class SeatView:
    """A member at the meeting in words."""

    name: str
    post: str
    state: str
    reason: str


def meeting_context(
    request: HttpRequest, centre: Centre, state: MeetingState, bound: Forms
) -> dict[str, Any]:
    """Everything that the page of a meeting shows; `bound` holds the form that was refused."""
    meeting, on = state.meeting, today()
    open_ = state.ending is None
    holds = open_ and can(request, "meetings.hold", centre)
    writes = holds and on >= meeting.held_on
    agenda = [one.item for one in state.items]
    put, rules = put_on(agenda), versions_spoken_of(centre, agenda)
    items = [
        _item(one, state, put[one.item.pk], rules.get(one.item.pk), bound, writes=writes)
        for one in state.items
    ]
    name = meeting_name(meeting)
    return {
        "centre": centre,
        "meeting": meeting,
        "name": name,
        "issued": issued_of("minutes", meeting),
        "notice": notices_of(meeting).defer("pdf", "docx", "facts").first(),
        "state": state,
        "how": how_it_stands(state, on),
        "seats": _seats(state),
        "items": items,
        "holds": holds,
        "writes": writes,
        "roll": bound.get("roll") or RollForm(seats=state.seats) if writes else None,
        "item_form": bound.get("item") or ItemForm(centre=centre) if holds else None,
        "closes": open_
        and on >= meeting.held_on
        and can(request, "meetings.close", centre)
        and not state.written_by(officer_of(request)),
        "own_minutes": open_ and state.written_by(officer_of(request)),
        "committee_words": standing_words(state.committee),
        "short_notice": _short_notice(state),
        "bound": bound,
        "made_up": centre.is_demonstration,
        "trail": meeting_trail(centre, name),
    }


def how_it_stands(state: MeetingState, on: date) -> str:
    """Where the meeting stands, in one word or two."""
    if state.closed:
        return _("รับรองรายงานแล้ว")
    if state.cancelled:
        return _("ยกเลิกการประชุม")
    return _("นัดหมายไว้") if on < state.meeting.held_on else _("กำลังจดรายงาน")


def meeting_trail(centre: Centre, name: str, page: str = "", meeting: Meeting | None = None) -> Any:
    """The way to a meeting and what lies in it."""
    rows = [
        *trail_to(centre),
        Link(_("คณะกรรมการ"), reverse("committee", args=[centre.code])),
        Link(_("การประชุม"), reverse("meetings", args=[centre.code])),
    ]
    if meeting is None:
        return [*rows, Link(name, "", here=True)]
    url = reverse("meeting", args=[centre.code, meeting.pk])
    return [*rows, Link(name, url), Link(page, "", here=True)]


def _item(
    state: ItemState,
    whole: MeetingState,
    put: Put,
    rules: RuleVersion | None,
    bound: Forms,
    *,
    writes: bool,
) -> ItemView:
    resolution, open_ = state.resolution, writes and not state.dropped
    position, stands = state.item.position, whole.ending is None and not state.dropped
    resolves = whole.committee.in_office
    minute = bound.get(f"minute-{position}") or MinuteForm(item=state, resolves=resolves)
    return ItemView(
        state=state,
        subject=subject_name(state.item.subject_kind),
        outcome=str(OUTCOMES[resolution.outcome]) if resolution else "",
        votes=votes_words(resolution) if resolution else "",
        recused=[recused_words(one) for one in state.recused],
        minute=minute if open_ else None,
        interest=(bound.get(f"interest-{position}") or InterestForm(item=state, seats=whole.seats))
        if open_ and whole.seats
        else None,
        opens=open_ and (f"minute-{position}" in bound or (whole.roll_taken and _is_bare(state))),
        rules=rules,
        put=[put_words(one) for one in put.lines],
        nothing_put=is_about_a_menu(state.item) and not put.lines and not state.dropped,
        changed=stands and put.changed,
        rewritten=stands and rules is not None and _is_rewritten(state, rules),
        late=_late(put, max(whole.meeting.held_on, today())) if stands else [],
    )


def _is_rewritten(state: ItemState, rules: RuleVersion) -> bool:
    """Whether the version was edited or withdrawn after it was put: a resolution is of no use."""
    found = version_state(rules)
    return found.subject.key != state.item.subject_key or found.state == State.WITHDRAWN


def _late(put: Put, on: date) -> list[str]:
    """The lines on which no contract comes in time after a meeting of that day, in words."""
    return [
        late_words(number, first)
        for number, first in enumerate(put.begins_on, start=1)
        if first is not None and comes_too_late(first, on)
    ]


def _is_bare(state: ItemState) -> bool:
    return not (state.note or state.resolution or state.dropped)


def _seats(state: MeetingState) -> list[SeatView]:
    return [
        SeatView(
            name=seat.member.full_name,
            post=post_name(state.committee.rules, seat.member.post),
            state=str(STATES[seat.state]) if seat.state else "",
            reason=seat.reason,
        )
        for seat in state.seats
    ]


def _short_notice(state: MeetingState) -> int:
    """How many days' notice the rule asks for, where this call gave fewer; 0 where it is kept."""
    days = (state.meeting.held_on - state.meeting.called_on).days
    needed = state.committee.rules.notice_days
    return needed if 0 <= days < needed and state.ending is None else 0
