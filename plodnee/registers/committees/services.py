"""Listing the members of a committee, striking one off, and recording who left."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from plodnee.audit.services import record
from plodnee.audit.subjects import open_column, seal_column
from plodnee.engine.reasons import reason_line
from plodnee.engine.thai_text import clean_text, compact, split_title
from plodnee.organization.access import Visitor, known, officer_or_none, require
from plodnee.organization.models import Centre
from plodnee.registers.committees.errors import (
    DayAhead,
    MemberAlreadyListed,
    MemberAppointed,
    MemberNotAppointed,
    MemberOffTheList,
    MemberUnclear,
    ReasonMissing,
)
from plodnee.registers.committees.rules import committee_rules
from plodnee.registers.committees.selectors import members_listed
from plodnee.registers.errors import TextTooLong
from plodnee.registers.holding import hold_centre
from plodnee.registers.models import (
    LONGEST_CODE,
    LONGEST_NAME,
    CommitteeDeparture,
    CommitteeMember,
    GroupRepresented,
    MemberGroup,
    Person,
)

ACTION = "committee.keep"
Kind, SitsAs = CommitteeDeparture.Kind, CommitteeMember.SitsAs
SHOWN = 40


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """What is said of a member when they are listed; the name may begin with its title."""

    name: str
    post: str
    sits_as: str
    sits_as_words: str = ""
    groups: Sequence[MemberGroup] = field(default_factory=tuple)
    person: Person | None = None
    team: str = ""
    phone: str = ""


@transaction.atomic
def list_member(*, centre: Centre, facts: MemberFacts, actor: Visitor, on: date) -> CommitteeMember:
    """The member, on the centre's list from which orders are drawn up.

    Raises: NotAllowed, MemberUnclear, TextTooLong, MemberAlreadyListed.
    """
    require(actor, ACTION, at=centre, on=on)
    hold_centre(centre.pk)
    title, name = split_title(facts.name)
    _check_clear(facts, name, centre, on)
    for member in members_listed(centre):
        same_person = facts.person is not None and member.person_id == facts.person.pk
        if same_person or compact(member.name) == compact(name):
            raise MemberAlreadyListed(name=member.full_name)
    member = CommitteeMember(
        centre=centre,
        title=title,
        name=name,
        person=facts.person,
        post=facts.post,
        sits_as=facts.sits_as,
        sits_as_words=clean_text(facts.sits_as_words),
        team=clean_text(facts.team),
        listed_by=officer_or_none(actor),
        listed_on=on,
    )
    seal_column(member, "sealed_phone", facts.phone)
    member.save(force_insert=True)
    GroupRepresented.objects.bulk_create(
        GroupRepresented(member=member, group=group) for group in facts.groups
    )
    _record(actor, "committee.member_listed", member, post=member.post)
    return member


@transaction.atomic
def strike_member(
    *, member: CommitteeMember, reason: str, actor: Visitor, on: date
) -> CommitteeDeparture:
    """The departure of somebody listed by mistake, whom no signed order names.

    Raises: NotAllowed, MemberOffTheList, MemberAppointed, ReasonMissing.
    """
    _require_listed(member, actor, on)
    if _is_appointed(member):
        raise MemberAppointed()
    return _depart(member, Kind.STRUCK, on, reason, actor, on)


@transaction.atomic
def record_leaving(
    *, member: CommitteeMember, left_on: date, reason: str, actor: Visitor, on: date
) -> CommitteeDeparture:
    """The departure of an appointed member, who is out of office from that day on.

    Raises: NotAllowed, MemberOffTheList, MemberNotAppointed, DayAhead, ReasonMissing.
    """
    _require_listed(member, actor, on)
    if not _is_appointed(member):
        raise MemberNotAppointed()
    if left_on > on:
        raise DayAhead(day=left_on)
    return _depart(member, Kind.LEFT, left_on, reason, actor, on)


def phone_of(member: CommitteeMember) -> str:
    """The member's telephone number; empty where none was given or it was erased."""
    return open_column(member, "sealed_phone")


def _check_clear(facts: MemberFacts, name: str, centre: Centre, on: date) -> None:
    texts = (name, facts.sits_as_words, facts.team)
    for text in texts:
        if len(text) > LONGEST_NAME:
            raise TextTooLong(
                value=text[:SHOWN], longest_code=LONGEST_CODE, longest_name=LONGEST_NAME
            )
    spoken_for = facts.groups if facts.sits_as == SitsAs.GROUP else clean_text(facts.sits_as_words)
    known = facts.post in committee_rules(on).posts and facts.sits_as in SitsAs.values
    here = all(group.centre_id == centre.pk for group in facts.groups)
    person_here = facts.person is None or facts.person.centre_id == centre.pk
    if not (name and known and spoken_for and here and person_here):
        raise MemberUnclear()


def _require_listed(member: CommitteeMember, actor: Visitor, on: date) -> None:
    require(actor, ACTION, at=member.centre_id, on=on)
    hold_centre(member.centre_id)
    if CommitteeDeparture.objects.filter(member=member).exists():
        raise MemberOffTheList()


def _is_appointed(member: CommitteeMember) -> bool:
    return member.order_lines.filter(order__signing__isnull=False).exists()


def _depart(
    member: CommitteeMember,
    kind: CommitteeDeparture.Kind,
    left_on: date,
    reason: str,
    actor: Visitor,
    on: date,
) -> CommitteeDeparture:
    if not (why := reason_line(reason)):
        raise ReasonMissing()
    departure = CommitteeDeparture.objects.create(
        member=member,
        kind=kind,
        left_on=left_on,
        reason=why,
        recorded_by=officer_or_none(actor),
        recorded_on=on,
    )
    _record(actor, f"committee.member_{kind.value}", member, left_on=left_on)
    return departure


def _record(actor: Visitor, action: str, member: CommitteeMember, **details: object) -> None:
    record(known(actor), action, member, **details)
