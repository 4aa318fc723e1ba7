"""What a version of a programme changed: slots added, moved, removed, visits at another hour."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise

from plodnee.organization.models import Centre
from plodnee.visits.models import ProgrammeSlot, ProgrammeVersion
from plodnee.visits.rounds.selectors import visit_slot

Hours = dict[tuple[date, time], ProgrammeSlot]


@dataclass(frozen=True, slots=True)
class SlotChange:
    """A slot that was added, removed, or reads otherwise than in the version before.

    One that was moved stands at its new hour; `was_on` is the day it had. What it is about is said
    once where that stayed: then `what` has it, and before and after are hours alone.
    """

    held_on: date
    starts_at: time
    before: str
    after: str
    was_on: date
    what: str = ""


@dataclass(frozen=True, slots=True)
class VisitMove:
    """A version that put a visit at another hour, put it in, took it out, or sends another team."""

    version: ProgrammeVersion
    before: ProgrammeSlot | None
    after: ProgrammeSlot | None
    team_before: str

    @property
    def is_at_other_hour(self) -> bool:
        """Whether the hour changed, and not the team alone."""
        return _time_of(self.before) != _time_of(self.after)

    @property
    def has_other_team(self) -> bool:
        """Whether another team comes."""
        return self.team_before != self.version.team


def slot_changes(
    version: ProgrammeVersion, *, seen: Collection[str] | None = None
) -> list[SlotChange]:
    """What a version of a programme changed against the one before it; nothing for the first.

    Of visits those to the centres `seen`, or all of them.
    """
    before = version_before(version)
    if before is None:
        return []
    found = list(_between(_by_hour(before, seen), _by_hour(version, seen)))
    return sorted(found, key=lambda one: (one.held_on, one.starts_at))


def version_before(version: ProgrammeVersion) -> ProgrammeVersion | None:
    """The version of the same programme before this one."""
    same = ProgrammeVersion.objects.filter(
        round_id=version.round_id, province_id=version.province_id
    )
    return same.filter(number=version.number - 1).first()


def visit_moves(programme: ProgrammeVersion, centre: Centre) -> list[VisitMove]:
    """The versions up to a programme that moved a centre's visit, the latest first."""
    versions = ProgrammeVersion.objects.filter(
        round_id=programme.round_id,
        province_id=programme.province_id,
        number__lte=programme.number,
    )
    moves = []
    for before, after in pairwise(versions.order_by("number").prefetch_related("slots")):
        old, new = visit_slot(before, centre.pk), visit_slot(after, centre.pk)
        move = VisitMove(after, old, new, before.team)
        if move.is_at_other_hour or (new is not None and move.has_other_team):
            moves.append(move)
    return moves[::-1]


def _between(old: Hours, new: Hours) -> Iterator[SlotChange]:
    gone = [slot for hour, slot in old.items() if hour not in new]
    for hour, slot in new.items():
        before = old.get(hour) or next((one for one in gone if _is_about_same(one, slot)), None)
        if before in gone:
            gone.remove(before)
        if before is None:
            yield SlotChange(*hour, "", _words(slot), slot.held_on)
        elif (before.held_on, _words(before)) != (slot.held_on, _words(slot)):
            yield _changed(before, slot)
    for slot in gone:
        yield SlotChange(slot.held_on, slot.starts_at, _words(slot), "", slot.held_on)


def _changed(before: ProgrammeSlot, after: ProgrammeSlot) -> SlotChange:
    if _about(before) == _about(after):
        said = (_hours(before), _hours(after))
        return SlotChange(after.held_on, after.starts_at, *said, before.held_on, after.what)
    said = (_words(before), _words(after))
    return SlotChange(after.held_on, after.starts_at, *said, before.held_on)


def _time_of(slot: ProgrammeSlot | None) -> tuple[date, time] | None:
    return (slot.held_on, slot.starts_at) if slot else None


def _is_about_same(one: ProgrammeSlot, other: ProgrammeSlot) -> bool:
    """Whether two slots are one that was moved: the visit to a centre, or the same words."""
    if one.centre_id or other.centre_id:
        return one.centre_id == other.centre_id
    return _about(one) == _about(other)


def _by_hour(version: ProgrammeVersion, seen: Collection[str] | None) -> Hours:
    return {
        (slot.held_on, slot.starts_at): slot
        for slot in version.slots.all()
        if slot.centre_id is None or seen is None or slot.centre_id in seen
    }


def _about(slot: ProgrammeSlot) -> tuple[str, str]:
    return slot.what, slot.points


def _hours(slot: ProgrammeSlot) -> str:
    until = f"–{slot.ends_at:%H.%M}" if slot.ends_at else ""
    return f"{slot.starts_at:%H.%M}{until} น."


def _words(slot: ProgrammeSlot) -> str:
    return " ".join([_hours(slot), slot.what, *slot.points.splitlines()])
