"""Questions about meetings: how one stands after its steps, and which resolutions stand."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, QuerySet

from plodnee.casework.meetings.errors import ResolutionNeeded
from plodnee.casework.meetings.subjects import Subject
from plodnee.casework.models import (
    AgendaItem,
    Attendance,
    Interest,
    ItemNote,
    Meeting,
    MeetingStep,
    Recusal,
    Resolution,
)
from plodnee.casework.rules.in_force import quorum_at
from plodnee.organization.models import Centre, Officer
from plodnee.registers.committees.offices import offices_of
from plodnee.registers.committees.selectors import Committee, committee_of, households_of
from plodnee.registers.models import CommitteeMember

Deed, State, Ground = MeetingStep.Deed, Attendance.State, Recusal.Ground
WRITING = (Deed.ATTENDANCE, Deed.NOTE, Deed.INTEREST, Deed.RESOLVED)


@dataclass(frozen=True, slots=True)
class Recused:
    """A member who takes no part in an item, and why."""

    member: CommitteeMember
    ground: str
    reason: str


@dataclass(frozen=True, slots=True)
class Ballot:
    """Who may vote on an item: of whom (nobody recused), how many are needed, who is present."""

    members: int
    quorum: int
    present: tuple[CommitteeMember, ...]
    chair_present: bool

    @property
    def has_quorum(self) -> bool:
        """Whether enough of them are present."""
        return len(self.present) >= self.quorum


@dataclass(frozen=True, slots=True)
class ItemState:
    """An item of the agenda after every step so far."""

    item: AgendaItem
    note: str
    dropped: str
    resolution: Resolution | None
    recused: tuple[Recused, ...]
    ballot: Ballot


@dataclass(frozen=True, slots=True)
class Seat:
    """A member at a meeting, and whether they came."""

    member: CommitteeMember
    votes: bool
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class MeetingState:
    """A meeting after every step so far; `version` is the number of the last one."""

    meeting: Meeting
    committee: Committee
    version: int
    seats: tuple[Seat, ...]
    items: tuple[ItemState, ...]
    ending: MeetingStep | None
    writers: frozenset[int]

    @property
    def ballot(self) -> Ballot:
        """Who may vote at the meeting at large."""
        return _ballot(self.committee, self.seats, ())

    @property
    def roll_taken(self) -> bool:
        """Whether the attendance was written down."""
        return any(seat.state for seat in self.seats)

    @property
    def closed(self) -> bool:
        """Whether the minutes are closed."""
        return self.ending is not None and self.ending.deed == Deed.CLOSED

    @property
    def cancelled(self) -> bool:
        """Whether the meeting was cancelled."""
        return self.ending is not None and self.ending.deed == Deed.CANCELLED

    def item(self, key: UUID) -> ItemState | None:
        """One item by its key."""
        return next((state for state in self.items if state.item.pk == key), None)

    def written_by(self, officer: Officer) -> bool:
        """Whether the officer wrote any of the minutes."""
        return officer.pk in self.writers


def meetings_of(centre: Centre) -> QuerySet[Meeting]:
    """The meetings of a centre, the latest first, each with how it ended."""
    ending = MeetingStep.objects.filter(meeting=OuterRef("pk"))
    rows = Meeting.objects.filter(centre=centre).annotate(
        is_closed=Exists(ending.filter(deed=Deed.CLOSED)),
        is_cancelled=Exists(ending.filter(deed=Deed.CANCELLED)),
    )
    return rows.order_by("-held_on", "-starts_at", "-year_be", "-number")


def version_of(meeting: Meeting) -> int:
    """The number of the last step; 0 before the first."""
    return MeetingStep.objects.filter(meeting=meeting).aggregate(last=Max("sequence"))["last"] or 0


def meeting_state(meeting: Meeting) -> MeetingState:
    """The meeting after every step so far."""
    committee = _committee(meeting)
    steps = list(meeting.steps.select_related("done_by").order_by("sequence"))
    ending = next((s for s in steps if s.deed in (Deed.CLOSED, Deed.CANCELLED)), None)
    seats = tuple(_seats(meeting, committee, ended=ending is not None))
    writers = {s.done_by_id for s in steps if s.deed in WRITING and s.done_by_id}
    return MeetingState(
        meeting=meeting,
        committee=committee,
        version=steps[-1].sequence if steps else 0,
        seats=seats,
        items=tuple(_items(meeting, committee, seats)),
        ending=ending,
        writers=frozenset(writers),
    )


def _committee(meeting: Meeting) -> Committee:
    """Those in office that day, with the quorum that they had set by then."""
    committee = committee_of(meeting.centre, meeting.held_on)
    own = quorum_at(meeting.centre, meeting.held_on)
    if own is None:
        return committee
    return replace(committee, rules=replace(committee.rules, quorum_bp=own.quorum_bp))


def _seats(meeting: Meeting, committee: Committee, *, ended: bool) -> Iterable[Seat]:
    """The committee of the day; in minutes that have ended, those whom the roll names."""
    written = Attendance.objects.filter(step__meeting=meeting).select_related("member")
    last = {row.member_id: row for row in written.order_by("step__sequence", "pk")}
    seated = [row.member for row in last.values()] if ended and last else committee.members
    for member in seated:
        row = last.get(member.pk)
        votes = committee.rules.posts[member.post].votes
        yield Seat(member, votes, row.state if row else "", row.reason if row else "")


def _items(meeting: Meeting, committee: Committee, seats: tuple[Seat, ...]) -> Iterable[ItemState]:
    of_meeting = {"step__meeting": meeting}
    notes = {n.item_id: n for n in ItemNote.objects.filter(**of_meeting).order_by("step__sequence")}
    resolved = {
        r.item_id: r
        for r in Resolution.objects.filter(**of_meeting)
        .select_related("step", "order__signing")
        .prefetch_related("recusals__member")
        .order_by("step__sequence")
    }
    stated: dict[UUID, dict[UUID, Interest]] = {}
    for row in Interest.objects.filter(**of_meeting).order_by("step__sequence"):
        stated.setdefault(row.item_id, {})[row.member_id] = row
    homes = _households_of_members(committee.members)
    items = meeting.items.select_related("household", "dropped", "step", "corrects__step__meeting")
    for item in items.order_by("position"):
        recused = tuple(_recused(item, committee.members, homes, stated.get(item.pk, {})))
        dropped = getattr(item, "dropped", None)
        yield ItemState(
            item=item,
            note=notes[item.pk].text if item.pk in notes else "",
            dropped=dropped.reason if dropped else "",
            resolution=resolved.get(item.pk),
            recused=recused,
            ballot=_ballot(committee, seats, recused),
        )


def _households_of_members(members: Iterable[CommitteeMember]) -> dict[UUID, set[UUID]]:
    rows = [member for member in members if member.person_id]
    return {member.pk: households_of(member.person) for member in rows if member.person is not None}


def _recused(
    item: AgendaItem,
    members: Iterable[CommitteeMember],
    homes: dict[UUID, set[UUID]],
    stated: dict[UUID, Interest],
) -> Iterable[Recused]:
    for member in members:
        interest = stated.get(member.pk)
        if item.household_id and item.household_id in homes.get(member.pk, set()):
            yield Recused(member, Ground.HOUSEHOLD, "")
        elif interest is not None and interest.recused:
            yield Recused(member, Ground.STATED, interest.reason)


def _ballot(committee: Committee, seats: Iterable[Seat], recused: Iterable[Recused]) -> Ballot:
    """Those who may vote: a recused member counts neither for the quorum nor against it."""
    out = {one.member.pk for one in recused}
    voting = [seat for seat in seats if seat.votes and seat.member.pk not in out]
    present = tuple(seat.member for seat in voting if seat.state == State.PRESENT)
    return Ballot(
        members=len(voting),
        quorum=committee.rules.voters_needed(len(voting)),
        present=present,
        chair_present=any(member.post == "chair" for member in present),
    )


def resolutions_standing(subject: Subject) -> list[Resolution]:
    """The resolutions about a subject in closed minutes, the latest meeting first.

    Of several on one item the last written counts; one that a later meeting corrected stands no
    more, whatever was resolved in its place.
    """
    found = _standing().filter(item__subject_kind=subject.kind, item__subject_key=subject.key)
    rows = found.select_related("item__meeting", "item__step", "step", "order")
    kept = rows.order_by("-item__meeting__held_on", "-item__meeting__number", "-step__sequence")
    return list(kept)


def approvals_standing(subject: Subject) -> list[Resolution]:
    """Those resolutions about a subject that approve it, the latest meeting first."""
    approved = Resolution.Outcome.APPROVED
    return [one for one in resolutions_standing(subject) if one.outcome == approved]


def keys_resolved_on(
    centres: Collection[Centre] | QuerySet[Centre, Centre], kinds: Iterable[str]
) -> set[str]:
    """The keys of the subjects of some kinds that closed minutes of the centres approve."""
    approved = _standing().filter(outcome=Resolution.Outcome.APPROVED)
    about = approved.filter(item__meeting__centre__in=centres, item__subject_kind__in=kinds)
    return set(about.values_list("item__subject_key", flat=True))


def approved_among(kind: str, keys: Collection[UUID]) -> set[UUID]:
    """Those of some subjects of a kind that closed minutes approve."""
    approved = _standing().filter(outcome=Resolution.Outcome.APPROVED, item__subject_kind=kind)
    found = approved.filter(item__subject_key__in=[str(key) for key in keys])
    return {UUID(key) for key in found.values_list("item__subject_key", flat=True)}


def resolutions_to_correct(centre: Centre) -> list[Resolution]:
    """What closed minutes say, the latest meeting first: an item of a later one may correct it."""
    found = _standing().filter(item__meeting__centre=centre)
    rows = found.select_related("item__meeting", "item__household")
    return list(rows.order_by("-item__meeting__held_on", "item__position"))


def approving_resolution(resolution_id: UUID, subject: Subject) -> Resolution:
    """The resolution, if it approves just this subject in closed minutes.

    Raises: ResolutionNeeded.
    """
    for resolution in approvals_standing(subject):
        if resolution.pk == resolution_id:
            return resolution
    raise ResolutionNeeded()


def _standing() -> QuerySet[Resolution]:
    closed = MeetingStep.objects.filter(meeting=OuterRef("item__meeting"), deed=Deed.CLOSED)
    later = Resolution.objects.filter(
        item=OuterRef("item"), step__sequence__gt=OuterRef("step__sequence")
    )
    corrected = Resolution.objects.filter(Exists(closed), item__corrects=OuterRef("pk"))
    return Resolution.objects.filter(Exists(closed), ~Exists(later), ~Exists(corrected))


def next_number(centre: Centre, year_be: int) -> int:
    """The number of the next meeting of a year."""
    last = Meeting.objects.filter(centre=centre, year_be=year_be).aggregate(n=Max("number"))["n"]
    return (last or 0) + 1


def meetings_to_write(
    centres: Collection[Centre] | QuerySet[Centre, Centre], on: date
) -> QuerySet[Meeting]:
    """Meetings whose day has come and whose minutes are not closed, the earliest first."""
    rows = _not_ended().filter(centre__in=centres, held_on__lte=on)
    return rows.select_related("centre").order_by("held_on", "starts_at")


def meetings_open(centre: Centre) -> list[Meeting]:
    """Meetings whose agenda may still grow and that can resolve on it, the latest first.

    Left out is one on whose day no appointment order is in force, as orders were signed so far.
    """
    rows = list(_not_ended().filter(centre=centre).order_by("-held_on", "-starts_at"))
    days = {meeting.held_on for meeting in rows}
    resolving = {day for day in days if offices_of([centre], day)[centre.pk].in_office}
    return [meeting for meeting in rows if meeting.held_on in resolving]


def _not_ended() -> QuerySet[Meeting]:
    ended = MeetingStep.objects.filter(
        meeting=OuterRef("pk"), deed__in=[Deed.CLOSED, Deed.CANCELLED]
    )
    return Meeting.objects.filter(~Exists(ended))
