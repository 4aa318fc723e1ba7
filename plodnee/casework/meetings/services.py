"""Calling a meeting, writing its minutes step by step, resolving, and closing the minutes.

Every step holds the meeting, checks the version that the writer has seen, and adds what it wrote.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max

from plodnee.audit.services import record
from plodnee.casework.meetings.errors import (
    ItemSettled,
    MeetingAhead,
    MeetingCalledAlready,
    MeetingChanged,
    MeetingEnded,
    MeetingUnclear,
    MinutesUnfinished,
    NotASeat,
    ReasonMissing,
    SameWriter,
)
from plodnee.casework.meetings.selectors import (
    Deed,
    ItemState,
    MeetingState,
    meeting_state,
    next_number,
    version_of,
)
from plodnee.casework.meetings.subjects import CORRECTION, Subject
from plodnee.casework.models import (
    AgendaItem,
    Attendance,
    Interest,
    ItemDropped,
    ItemNote,
    Meeting,
    MeetingStep,
    Resolution,
)
from plodnee.engine.national_id import masked_line
from plodnee.engine.reasons import reason_lines
from plodnee.engine.thai_dates import be_year
from plodnee.engine.thai_text import clean_text
from plodnee.organization.access import Visitor, known, officer_or_none, require
from plodnee.organization.models import Centre, Officer
from plodnee.registers.holding import hold_centre
from plodnee.registers.models import LONGEST_NAME

HOLD, CLOSE = "meetings.hold", "meetings.close"
LONGEST_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes, on which day and at what moment, having seen which version of the minutes."""

    actor: Visitor
    on: date
    at: datetime
    seen_version: int


@transaction.atomic
def call_meeting(
    *,
    centre: Centre,
    held_on: date,
    starts_at: time,
    place: str,
    agenda: Sequence[tuple[str, Subject]],
    actor: Visitor,
    on: date,
    at: datetime,
    key: UUID | None = None,
) -> Meeting:
    """The meeting, numbered within its year, with its agenda; each item is a title and a subject.

    Called again under its key, it is the one that stands.

    Raises: NotAllowed, MeetingUnclear, MeetingCalledAlready.
    """
    require(actor, HOLD, at=centre, on=on)
    hold_centre(centre.pk)
    where = _place(place)
    if key and (standing := Meeting.objects.filter(pk=key).first()):
        return _called_before(standing, centre, (held_on, starts_at, where), agenda)
    year = be_year(held_on)
    meeting = Meeting.objects.create(
        pk=key or uuid4(),
        centre=centre,
        year_be=year,
        number=next_number(centre, year),
        held_on=held_on,
        starts_at=starts_at,
        place=where,
        called_by=officer_or_none(actor),
        called_on=on,
    )
    for seen, (title, subject) in enumerate(agenda):
        add_item(meeting=meeting, title=title, subject=subject, by=Writer(actor, on, at, seen))
    _record(actor, "meetings.called", meeting, held_on=held_on, number=meeting.number, year_be=year)
    return meeting


def _place(typed: str) -> str:
    where = clean_text(typed)
    if not where or len(where) > LONGEST_NAME:
        raise MeetingUnclear()
    return where


def _called_before(
    standing: Meeting,
    centre: Centre,
    call: tuple[date, time, str],
    agenda: Sequence[tuple[str, Subject]],
) -> Meeting:
    """The meeting that a call made before; refused where the call is another one."""
    if standing.centre_id != centre.pk:
        raise MeetingUnclear()
    items = AgendaItem.objects.filter(meeting=standing).order_by("position")[: len(agenda)]
    same = (standing.held_on, standing.starts_at, standing.place) == call
    if same and [one.title for one in items] == [clean_text(title) for title, _subject in agenda]:
        return standing
    raise MeetingCalledAlready(number=standing.number, year_be=standing.year_be)


@transaction.atomic
def add_item(
    *,
    meeting: Meeting,
    title: str,
    subject: Subject,
    by: Writer,
    corrects: Resolution | None = None,
) -> AgendaItem:
    """The item at the end of the agenda; one that corrects an earlier resolution names it.

    Raises: NotAllowed, MeetingEnded, MeetingChanged, MeetingUnclear.
    """
    step = next_step(meeting, Deed.ITEM, by)
    words, home = clean_text(title), subject.household
    elsewhere = home is not None and home.centre_id != meeting.centre_id
    foreign = corrects is not None and corrects.item.meeting.centre_id != meeting.centre_id
    if not words or len(words) > LONGEST_NAME or elsewhere or foreign:
        raise MeetingUnclear()
    last = AgendaItem.objects.filter(meeting=meeting).aggregate(last=Max("position"))["last"]
    return AgendaItem.objects.create(
        meeting=meeting,
        step=step,
        position=(last or 0) + 1,
        title=words,
        subject_kind=subject.kind,
        subject_key=subject.key,
        household=home,
        corrects=corrects,
    )


def correct_resolution(
    *, resolution: Resolution, meeting: Meeting, title: str, by: Writer
) -> AgendaItem:
    """An item on a later meeting's agenda that corrects what closed minutes say.

    Raises: what `add_item` raises.
    """
    about = resolution.item
    bound = bool(about.subject_key)
    subject = Subject(
        about.subject_kind if bound else CORRECTION, about.subject_key, about.household
    )
    return add_item(meeting=meeting, title=title, subject=subject, by=by, corrects=resolution)


@transaction.atomic
def drop_item(*, meeting: Meeting, item_id: UUID, reason: str, by: Writer) -> ItemDropped:
    """That an item on which nothing was resolved is taken off.

    Raises: NotAllowed, MeetingEnded, MeetingChanged, ItemSettled, ReasonMissing.
    """
    step = next_step(meeting, Deed.DROPPED, by)
    item = open_item(meeting_state(meeting), item_id)
    if item.resolution is not None:
        raise ItemSettled()
    return ItemDropped.objects.create(step=step, item=item.item, reason=needed(reason))


@transaction.atomic
def take_roll(
    *, meeting: Meeting, states: Mapping[UUID, tuple[str, str]], by: Writer
) -> MeetingStep:
    """Who came, is absent or on leave, with the reason where one was given, by member.

    Raises: NotAllowed, MeetingEnded, MeetingChanged, MeetingAhead, NotASeat.
    """
    step = next_step(meeting, Deed.ATTENDANCE, by)
    require_day(meeting, by.on)
    seats = {seat.member.pk for seat in meeting_state(meeting).seats}
    known = set(Attendance.State.values)
    if not states or not set(states) <= seats or any(s not in known for s, _ in states.values()):
        raise NotASeat()
    Attendance.objects.bulk_create(
        Attendance(step=step, member_id=key, state=state, reason=masked_line(reason)[:LONGEST_NAME])
        for key, (state, reason) in states.items()
    )
    return step


@transaction.atomic
def write_note(*, meeting: Meeting, item_id: UUID, text: str, by: Writer) -> ItemNote:
    """What was said on an item; it replaces what stood there, which stays in history.

    Raises: NotAllowed, MeetingEnded, MeetingChanged, MeetingAhead, ItemSettled.
    """
    step = next_step(meeting, Deed.NOTE, by)
    require_day(meeting, by.on)
    item = open_item(meeting_state(meeting), item_id)
    return ItemNote.objects.create(step=step, item=item.item, text=paragraphs(text))


@transaction.atomic
def state_interest(
    *, meeting: Meeting, item_id: UUID, member_id: UUID, reason: str, recused: bool, by: Writer
) -> Interest:
    """That a member has an interest in an item and takes no part, or that this is taken back.

    Raises: NotAllowed, MeetingEnded, MeetingChanged, ItemSettled, NotASeat, ReasonMissing.
    """
    step = next_step(meeting, Deed.INTEREST, by)
    state = meeting_state(meeting)
    item = open_item(state, item_id)
    if member_id not in {seat.member.pk for seat in state.seats}:
        raise NotASeat()
    return Interest.objects.create(
        step=step,
        item=item.item,
        member_id=member_id,
        recused=recused,
        reason=needed(reason) if recused else "",
    )


@transaction.atomic
def close_minutes(*, meeting: Meeting, by: Writer) -> MeetingStep:
    """The minutes closed by somebody who wrote nothing in them; its resolutions stand from now on.

    Raises: NotAllowed, MeetingEnded, MeetingChanged, MeetingAhead, SameWriter, MinutesUnfinished.
    """
    found = _held(meeting, CLOSE, by)
    hold_centre(meeting.centre_id)  # what they resolve is issued with them
    require_closable(found, by)
    step = _step(meeting, Deed.CLOSED, by)
    _record(by.actor, "meetings.minutes_closed", meeting, version=step.sequence)
    return step


def require_closable(state: MeetingState, by: Writer) -> None:
    """Nothing, if the minutes can be closed as they stand, by whoever would.

    Raises: MeetingEnded, MeetingAhead, SameWriter, MinutesUnfinished.
    """
    if state.ending is not None:
        raise MeetingEnded()
    require_day(state.meeting, by.on)
    if not isinstance(by.actor, Officer) or state.written_by(by.actor):
        raise SameWriter()
    _require_finished(state)


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, reason: str, by: Writer) -> MeetingStep:
    """That a meeting did not take place, or could not resolve; nothing in it stands.

    Raises: NotAllowed, MeetingEnded, MeetingChanged, ReasonMissing.
    """
    _held(meeting, HOLD, by)
    step = _step(meeting, Deed.CANCELLED, by, needed(reason))
    _record(by.actor, "meetings.cancelled", meeting)
    return step


def open_item(state: MeetingState, key: UUID) -> ItemState:
    """The item, if it is still on the agenda.

    Raises: ItemSettled.
    """
    found = state.item(key)
    if found is None or found.dropped:
        raise ItemSettled()
    return found


def require_day(meeting: Meeting, on: date) -> None:
    """Nothing, if the day of the meeting has come; otherwise MeetingAhead."""
    if on < meeting.held_on:
        raise MeetingAhead(day=meeting.held_on)


def needed(words: str) -> str:
    """The words, tidied.

    Raises: ReasonMissing if there are none.
    """
    text = reason_lines(words[:LONGEST_TEXT])
    if not text:
        raise ReasonMissing()
    return text


def paragraphs(text: str) -> str:
    """The text line by line, each tidied, without empty lines at its ends."""
    lines = [clean_text(line) for line in text[:LONGEST_TEXT].splitlines()]
    return "\n".join(lines).strip("\n")


def next_step(meeting: Meeting, deed: MeetingStep.Deed, by: Writer) -> MeetingStep:
    """The next step of the minutes, for somebody who may write them.

    Raises: NotAllowed, MeetingEnded, MeetingChanged.
    """
    require(by.actor, HOLD, at=meeting.centre_id, on=by.on)
    _lock(meeting, by)
    return _step(meeting, deed, by)


def _held(meeting: Meeting, action: str, by: Writer) -> MeetingState:
    require(by.actor, action, at=meeting.centre_id, on=by.on)
    _lock(meeting, by)
    return meeting_state(meeting)


def hold_open(meeting: Meeting) -> None:
    """The meeting held until the transaction ends, unless its minutes have ended.

    Raises: MeetingEnded.
    """
    Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
    ended = meeting.steps.filter(deed__in=[Deed.CLOSED, Deed.CANCELLED])
    if ended.exists():
        raise MeetingEnded()


def _lock(meeting: Meeting, by: Writer) -> None:
    """The meeting held, unless it ended or somebody was faster."""
    hold_open(meeting)
    if version_of(meeting) != by.seen_version:
        raise MeetingChanged()


def _step(meeting: Meeting, deed: MeetingStep.Deed, by: Writer, reason: str = "") -> MeetingStep:
    return MeetingStep.objects.create(
        meeting=meeting,
        sequence=by.seen_version + 1,
        deed=deed,
        reason=reason,
        done_by=officer_or_none(by.actor),
        done_at=by.at,
    )


def _require_finished(state: MeetingState) -> None:
    missing, missing_en = [], []
    if not state.roll_taken:
        missing.append("ยังไม่ได้บันทึกผู้มาประชุม")
        missing_en.append("the attendance is not written down")
    bare = [
        str(one.item.position)
        for one in state.items
        if not (one.dropped or one.note or one.resolution)
    ]
    if bare:
        missing.append(f"วาระที่ {', '.join(bare)} ยังไม่มีข้อความหรือมติ")
        missing_en.append(f"items {', '.join(bare)} have neither text nor resolution")
    if missing:
        raise MinutesUnfinished(missing="; ".join(missing), missing_en="; ".join(missing_en))


def _record(actor: Visitor, action: str, meeting: Meeting, **details: object) -> None:
    record(known(actor), action, meeting, **details)
