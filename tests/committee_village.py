"""A made-up committee for tests: its list, its signed order, and a meeting with its roll taken."""

from datetime import date, time
from typing import Any

from build import NOON, TODAY, a_centre, an_import, an_officer

UNTIL = date(2021, 12, 31)


def officers(centre: Any) -> tuple[Any, Any, Any, Any]:
    """Two of the committee (a secretary and a chair), and two of the district."""
    code = centre.pk
    return (
        an_officer("centre_committee", code, "secretary"),
        an_officer("centre_committee", code, "chair"),
        an_officer("district_officer", code[:4], "district"),
        an_officer("district_officer", code[:4], "district-2"),
    )


def member_facts(name: str, post: str = "member", **facts: Any) -> Any:
    """What is said of a member: a leader, unless groups are named."""
    from plodnee.registers.committees.services import MemberFacts

    as_leader = {"sits_as": "leader", "sits_as_words": "ผู้ใหญ่บ้าน หมู่ที่ 5"}
    as_group = {"sits_as": "group"}
    known = as_group if facts.get("groups") else as_leader
    return MemberFacts(name=name, post=post, **(known | facts))


def listed(centre: Any, actor: Any, name: str, post: str = "member", **facts: Any) -> Any:
    """A member on the list."""
    from plodnee.registers.committees.services import list_member

    return list_member(
        centre=centre, facts=member_facts(name, post, **facts), actor=actor, on=TODAY
    )


def a_list(centre: Any, actor: Any) -> list[Any]:
    """Five members: one who speaks for every member group, and an adviser who does not vote."""
    from plodnee.registers.committees.selectors import member_groups

    groups = [seat.group for seat in member_groups(centre)]
    return [
        listed(centre, actor, "นายประธาน ใจดี", "chair"),
        listed(centre, actor, "นางรอง ใจดี", "vice_chair", groups=groups),
        listed(centre, actor, "นายกรรมการ ใจดี", "member"),
        listed(centre, actor, "นางสาวเลขา ใจดี", "secretary"),
        listed(centre, actor, "นายปรึกษา ใจดี", "adviser"),
    ]


def order_facts(members: Any, **facts: Any) -> Any:
    """What an order says: an appointment of these members to the end of 2021."""
    from plodnee.registers.committees.orders import OrderFacts

    known: dict[str, Any] = {
        "effect": "appoint",
        "valid_from": date(2019, 1, 1),
        "valid_until": UNTIL,
        "signer_name": "นายอำเภอ สมมุติ",
        "signer_position": "นายอำเภอเมืองบุรีรัมย์",
        "members": members,
    }
    return OrderFacts(**(known | facts))


def drafted(centre: Any, actor: Any, members: Any, **facts: Any) -> Any:
    """A draft of an order."""
    from plodnee.registers.committees.orders import draft_order
    from plodnee.registers.committees.selectors import orders_version

    return draft_order(
        centre=centre,
        facts=order_facts(members, **facts),
        seen_version=orders_version(centre),
        actor=actor,
        on=TODAY,
    )


def signed(order: Any, actor: Any, number: str = "123/2562", **facts: Any) -> Any:
    """The order, recorded as signed."""
    from plodnee.registers.committees.orders import record_signing

    known: dict[str, Any] = {"signed_on": TODAY, "on": TODAY}
    record_signing(order=order, number=number, actor=actor, **(known | facts))
    return order


def a_committee(centre: Any = None) -> tuple[Any, tuple[Any, ...], list[Any]]:
    """A centre with a register and a signed committee, its officers, its members."""
    centre = centre or a_centre()
    an_import()
    people = officers(centre)
    members = a_list(centre, people[0])
    signed(drafted(centre, people[0], members), people[2])
    return centre, people, members


def a_writer(actor: Any, meeting: Any, **facts: Any) -> Any:
    """Somebody who has seen the latest version of the minutes."""
    from plodnee.casework.meetings.selectors import version_of
    from plodnee.casework.meetings.services import Writer

    known: dict[str, Any] = {"on": TODAY, "at": NOON, "seen_version": version_of(meeting)}
    return Writer(actor=actor, **(known | facts))


def a_meeting(centre: Any, actor: Any, *agenda: Any, held_on: date = TODAY, at: Any = NOON) -> Any:
    """A meeting called for a day, with its agenda of titles and subjects."""
    from plodnee.casework.meetings.services import call_meeting
    from plodnee.casework.meetings.subjects import GENERAL, Subject

    return call_meeting(
        centre=centre,
        held_on=held_on,
        starts_at=time(13, 0),
        place="ศาลากลางหมู่บ้าน",
        agenda=agenda or (("เรื่องทั่วไป", Subject(GENERAL)),),
        actor=actor,
        on=TODAY,
        at=at,
    )


def roll(meeting: Any, actor: Any, *present: Any, absent: Any = ()) -> Any:
    """The attendance: who came, and who did not."""
    from plodnee.casework.meetings.services import take_roll

    states = {member.pk: ("present", "") for member in present}
    states |= {member.pk: ("absent", "") for member in absent}
    return take_roll(meeting=meeting, states=states, by=a_writer(actor, meeting))


def the_item(meeting: Any, position: int = 1) -> Any:
    """One item of the agenda."""
    return meeting.items.get(position=position)


def a_vote(
    outcome: str = "approved", yes: int = 3, no: int = 0, none: int = 0, **facts: Any
) -> Any:
    """A vote with its wording."""
    from plodnee.casework.meetings.resolving import Vote

    return Vote(outcome, yes, no, none, **({"wording": "ที่ประชุมมีมติ"} | facts))


def resolved(meeting: Any, actor: Any, vote: Any, position: int = 1) -> Any:
    """A resolution on an item."""
    from plodnee.casework.meetings.resolving import resolve

    item = the_item(meeting, position)
    return resolve(meeting=meeting, item_id=item.pk, vote=vote, by=a_writer(actor, meeting))


def closed(meeting: Any, actor: Any) -> Any:
    """The minutes, closed."""
    from plodnee.casework.meetings.services import close_minutes

    return close_minutes(meeting=meeting, by=a_writer(actor, meeting))
