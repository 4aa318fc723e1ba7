"""Who comes to a visit: whom it may invite, who stands invited, invitations and replies.

The round asks for so many of the committee and members, and for so many model households. Among
the first are the committee in office, people of member groups, and ordinary members of the centre.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import transaction

from plodnee.audit.services import record
from plodnee.organization.access import known, officer_or_none, require
from plodnee.registers.committees.selectors import committee_of
from plodnee.registers.models import CommitteeMember, MemberGroup
from plodnee.registers.models.lines import FOREVER, HouseholdLine
from plodnee.visits.errors import ChangedMeanwhile, NotInvitable
from plodnee.visits.models import Selection, VisitPerson
from plodnee.visits.rounds.selectors import current_version
from plodnee.visits.rounds.services import Hand

Standing = VisitPerson.Standing
STANDING = (Standing.INVITED, Standing.COMING, Standing.ABSENT)
Key = UUID | int  # of a member of the committee or a household; of a member group


@dataclass(frozen=True, slots=True)
class Quota:
    """How many are asked for, stand invited, and said that they come."""

    asked: int
    invited: int
    coming: int


def members_invitable(selection: Selection, on: date) -> list[CommitteeMember]:
    """The committee in office on a day."""
    return list(committee_of(selection.centre, on).members)


def households_invitable(selection: Selection) -> list[HouseholdLine]:
    """The model households of the register now, by code."""
    lines = HouseholdLine.objects.filter(centre=selection.centre, valid_until=FOREVER)
    return list(lines.filter(is_model=True).order_by("code"))


def groups_invitable(selection: Selection) -> list[MemberGroup]:
    """The member groups of the centre, by code."""
    return list(MemberGroup.objects.filter(centre=selection.centre).order_by("code"))


def ordinary_members(selection: Selection) -> list[HouseholdLine]:
    """The households of the register now that are no model household, by code."""
    lines = HouseholdLine.objects.filter(centre=selection.centre, valid_until=FOREVER)
    return list(lines.filter(is_model=False).order_by("code"))


def standings(selection: Selection) -> dict[Key, VisitPerson]:
    """The latest word of everybody who was ever invited, by the key of whom it is about."""
    latest: dict[Key, VisitPerson] = {}
    for one in selection.people.order_by("number"):
        key = one.member_id or one.household_id or one.group_id
        assert key is not None
        latest[key] = one
    return latest


def quotas(selection: Selection) -> tuple[Quota, Quota]:
    """Of the committee and members, and of model households: asked, invited, coming."""
    version, rows = current_version(selection.round), standings(selection).values()
    members = [one.standing for one in rows if not _is_model(one)]
    models = [one.standing for one in rows if _is_model(one)]
    return _quota(version.members_asked, members), _quota(version.models_asked, models)


def _quota(asked: int, standing: list[str]) -> Quota:
    return Quota(
        asked,
        sum(one in STANDING and one != Standing.ABSENT for one in standing),
        sum(one == Standing.COMING for one in standing),
    )


@transaction.atomic
def record_people(
    *, selection: Selection, said: Mapping[Key, str], seen: Mapping[Key, int], by: Hand
) -> int:
    """How many invitations and replies were new; what stands already is not written again.

    `said` holds a standing, or nothing, by the key of whom it is about; `seen` the number of the
    latest word that the writer saw.

    Raises: NotAllowed, NotInvitable, ChangedMeanwhile.
    """
    require(by.actor, "visits.invite", at=selection.centre, on=by.on)
    Selection.objects.select_for_update(no_key=True).get(pk=selection.pk)
    invitable, latest, written = _Invitable(selection, by), standings(selection), 0
    for key, standing in said.items():
        before = latest.get(key)
        if standing == _stands(before):
            continue
        if (before.number if before else 0) != seen.get(key, 0):
            raise ChangedMeanwhile()
        VisitPerson.objects.create(
            selection=selection,
            **(_as_before(before) if before and _stands(before) else invitable.seat(key)),
            number=before.number + 1 if before else 1,
            standing=Standing(standing or Standing.WITHDRAWN),
            recorded_on=by.on,
            recorded_by=officer_or_none(by.actor),
        )
        written += 1
    if written:
        record(known(by.actor), "visits.people_recorded", selection, people=written)
    return written


class _Invitable:
    """Everybody whom a visit may invite, read once, and only where somebody new is invited."""

    def __init__(self, selection: Selection, by: Hand) -> None:
        self._selection, self._on = selection, by.on

    @cached_property
    def _seats(self) -> dict[Key, dict[str, Any]]:
        homes = {"as_member": False}, {"as_member": True}
        lists = households_invitable(self._selection), ordinary_members(self._selection)
        seats: dict[Key, dict[str, Any]] = {
            line.household_id: {"household_id": line.household_id, **seat}
            for lines, seat in zip(lists, homes, strict=True)
            for line in lines
        }
        seats |= {one.pk: {"group": one} for one in groups_invitable(self._selection)}
        return seats | {
            one.pk: {"member": one} for one in members_invitable(self._selection, self._on)
        }

    def seat(self, key: Key) -> dict[str, Any]:
        """As whom somebody is invited.

        Raises: NotInvitable.
        """
        if key not in self._seats:
            raise NotInvitable()
        return self._seats[key]


def _as_before(before: VisitPerson) -> dict[str, Any]:
    """As whom somebody was invited, whatever the register says now."""
    names = ("member_id", "household_id", "group_id", "as_member")
    return {name: getattr(before, name) for name in names}


def _is_model(one: VisitPerson) -> bool:
    return one.household_id is not None and not one.as_member


def _stands(before: VisitPerson | None) -> str:
    """How somebody stands; empty where never invited, or no longer."""
    return before.standing if before and before.standing != Standing.WITHDRAWN else ""
