"""Who comes to a visit: whom it may invite, who stands invited, invitations and replies."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from plodnee.audit.services import record
from plodnee.organization.access import known, officer_or_none, require
from plodnee.registers.committees.selectors import committee_of
from plodnee.registers.models import CommitteeMember
from plodnee.registers.models.lines import FOREVER, HouseholdLine
from plodnee.visits.errors import ChangedMeanwhile, NotInvitable
from plodnee.visits.models import Selection, VisitPerson
from plodnee.visits.rounds.selectors import current_version
from plodnee.visits.rounds.services import Hand

Standing = VisitPerson.Standing
STANDING = (Standing.INVITED, Standing.COMING, Standing.ABSENT)


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


def standings(selection: Selection) -> dict[UUID, VisitPerson]:
    """The latest word of everybody who was ever invited, by the key of member or household."""
    latest: dict[UUID, VisitPerson] = {}
    for one in selection.people.order_by("number"):
        key = one.member_id or one.household_id
        assert key is not None
        latest[key] = one
    return latest


def quotas(selection: Selection) -> tuple[Quota, Quota]:
    """Of the committee and of model households: asked, invited, coming."""
    version, rows = current_version(selection.round), standings(selection).values()
    members = [one.standing for one in rows if one.member_id]
    models = [one.standing for one in rows if one.household_id]
    return _quota(version.members_asked, members), _quota(version.models_asked, models)


def _quota(asked: int, standing: list[str]) -> Quota:
    return Quota(
        asked,
        sum(one in STANDING and one != Standing.ABSENT for one in standing),
        sum(one == Standing.COMING for one in standing),
    )


@transaction.atomic
def record_people(
    *, selection: Selection, said: Mapping[UUID, str], seen: Mapping[UUID, int], by: Hand
) -> int:
    """How many invitations and replies were new; what stands already is not written again.

    `said` holds a standing, or nothing, by the key of a member or household; `seen` the number of
    the latest word that the writer saw.

    Raises: NotAllowed, NotInvitable, ChangedMeanwhile.
    """
    require(by.actor, "visits.invite", at=selection.centre, on=by.on)
    Selection.objects.select_for_update().get(pk=selection.pk)
    members = {one.pk for one in members_invitable(selection, by.on)}
    homes = {one.household_id for one in households_invitable(selection)}
    latest, written = standings(selection), 0
    for key, standing in said.items():
        before = latest.get(key)
        if standing == _stands(before):
            continue
        if (before.number if before else 0) != seen.get(key, 0):
            raise ChangedMeanwhile()
        if before is None and key not in members | homes:
            raise NotInvitable()
        is_member = before.member_id is not None if before else key in members
        VisitPerson.objects.create(
            selection=selection,
            member_id=key if is_member else None,
            household_id=None if is_member else key,
            number=before.number + 1 if before else 1,
            standing=Standing(standing or Standing.WITHDRAWN),
            recorded_on=by.on,
            recorded_by=officer_or_none(by.actor),
        )
        written += 1
    if written:
        record(known(by.actor), "visits.people_recorded", selection, people=written)
    return written


def _stands(before: VisitPerson | None) -> str:
    """How somebody stands; empty where never invited, or no longer."""
    return before.standing if before and before.standing != Standing.WITHDRAWN else ""
