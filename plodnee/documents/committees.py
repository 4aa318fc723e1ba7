"""The papers of committees gathered from orders and meetings, as they stand now."""

from collections.abc import Mapping

from django.utils import timezone

from plodnee.casework.cases.put import Put, is_about_a_menu, put_on
from plodnee.casework.meetings.selectors import ItemState, MeetingState, meeting_state
from plodnee.casework.models import Meeting
from plodnee.documents.facts.committees import (
    AttendedBy,
    ItemMinutes,
    MinutesFacts,
    NamedMember,
    NoticeFacts,
    OrderPaperFacts,
)
from plodnee.documents.facts.privacy import printable
from plodnee.engine.national_id import masked_within
from plodnee.organization import gazetteer
from plodnee.organization.models import Area, Officer
from plodnee.registers.committees.rules import CommitteeRules, committee_rules
from plodnee.registers.committees.selectors import member_groups, members_of_order
from plodnee.registers.models import AppointmentOrder, CommitteeMember

CHAIR = "chair"


def order_paper_facts(order: AppointmentOrder) -> OrderPaperFacts:
    """The facts of an order; its number and day are empty until it is signed."""
    centre, signing = order.centre, getattr(order, "signing", None)
    amends = order.amends
    rules = committee_rules(order.drafted_on)
    groups = {seat.group.pk: seat.name for seat in member_groups(centre)}
    return OrderPaperFacts(
        effect=order.effect,  # type: ignore[arg-type]  # the model's own choices
        district=_district(centre.pk),
        centre=cleaned(centre.name),
        place=place_of(centre.pk),
        number=signing.number if signing else "",
        signed_on=signing.signed_on if signing else None,
        drafted_on=order.drafted_on,
        valid_from=order.valid_from,
        valid_until=order.valid_until,
        signer_name=cleaned(order.signer_name),
        signer_position=cleaned(order.signer_position),
        grounds=cleaned(order.grounds),
        amends_number=amends.signing.number if amends else "",
        amends_signed_on=amends.signing.signed_on if amends else None,
        members=tuple(
            NamedMember(cleaned(member.full_name), _sits_as(member, groups), _post(member, rules))
            for member in members_of_order(order)
        ),
        is_made_up=centre.is_demonstration,
    )


def notice_facts(meeting: Meeting, edition: int = 1) -> NoticeFacts:
    """The facts of the call of a meeting, with the agenda as it stands."""
    state, centre = meeting_state(meeting), meeting.centre
    chairs = (one.full_name for one in state.committee.members if one.post == CHAIR)
    return NoticeFacts(
        centre=cleaned(centre.name),
        place=place_of(centre.pk),
        number=f"{meeting.number}/{meeting.year_be}",
        held_on=meeting.held_on,
        starts_at=f"{meeting.starts_at:%H.%M}",
        where=cleaned(meeting.place),
        called_on=meeting.called_on,
        chair=cleaned(next(chairs, "")) or "." * 40,
        items=tuple(cleaned(one.item.title) for one in state.items if not one.dropped),
        edition=edition,
        is_made_up=centre.is_demonstration,
    )


def minutes_facts(meeting: Meeting) -> MinutesFacts:
    """The facts of the minutes, closed or not."""
    state, centre = meeting_state(meeting), meeting.centre
    ending, here = state.ending if state.closed else None, timezone.get_current_timezone()
    put = put_on(one.item for one in state.items)
    return MinutesFacts(
        centre=cleaned(centre.name),
        number=f"{meeting.number}/{meeting.year_be}",
        held_on=meeting.held_on,
        starts_at=f"{meeting.starts_at:%H.%M}",
        where=cleaned(meeting.place),
        members=state.ballot.members,
        present=len(state.ballot.present),
        quorum=state.ballot.quorum,
        attended=tuple(
            AttendedBy(
                cleaned(seat.member.full_name),
                _post(seat.member, state.committee.rules),
                seat.state,
                cleaned(seat.reason),
            )
            for seat in state.seats
        ),
        items=tuple(_item(one, put[one.item.pk]) for one in state.items),
        written_by=_writers(state),
        closed_by=str(ending.done_by) if ending else "",
        closed_on=ending.done_at.astimezone(here).date() if ending else None,
        is_made_up=centre.is_demonstration,
    )


def _item(one: ItemState, put: Put) -> ItemMinutes:
    resolution = one.resolution
    recused = (
        [row.member.full_name for row in resolution.recusals.all()]
        if resolution
        else [row.member.full_name for row in one.recused]
    )
    return ItemMinutes(
        title=cleaned(one.item.title),
        text=_lines(one.note),
        dropped=cleaned(one.dropped),
        recused=tuple(map(cleaned, recused)),
        outcome=resolution.outcome if resolution else "",
        wording=_lines(resolution.wording) if resolution else "",
        members=resolution.members if resolution else one.ballot.members,
        quorum=resolution.quorum if resolution else one.ballot.quorum,
        votes_for=resolution.votes_for if resolution else 0,
        votes_against=resolution.votes_against if resolution else 0,
        abstained=resolution.abstained if resolution else 0,
        casting_vote=resolution.casting_vote if resolution else False,
        put=put.lines,
        of_household=is_about_a_menu(one.item),
    )


def _writers(state: MeetingState) -> str:
    """Who wrote in the minutes, by name."""
    people = Officer.objects.filter(pk__in=state.writers).order_by("pk")
    return ", ".join(str(person) for person in people)


def _sits_as(member: CommitteeMember, groups: Mapping[int, str]) -> str:
    spoken = [
        f"ผู้แทน{groups.get(row.group_id, row.group.code)}" for row in member.groups_represented.all()
    ]
    words = [member.sits_as_words] if member.sits_as_words else []
    return cleaned(" ".join([*words, *spoken]))


def _post(member: CommitteeMember, rules: CommitteeRules) -> str:
    post = rules.posts.get(member.post)
    return post.name_th if post else member.post


def _district(code: str) -> str:
    found = gazetteer.names(code[: Area.Level.DISTRICT])
    return found.own_th().removeprefix("อำเภอ") if found else ""


def place_of(code: str) -> str:
    """An area as papers write it; empty where the gazetteer has none."""
    found = gazetteer.names(code)
    return found.th() if found else ""


def cleaned(text: str) -> str:
    """What somebody wrote, as a paper may show it: printable, without a whole national id."""
    return masked_within(printable(text))


def _lines(text: str) -> str:
    return "\n".join(cleaned(line) for line in text.split("\n"))
