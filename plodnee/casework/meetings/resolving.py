"""Resolving on an item: who may vote, whether they are enough, and what their votes say."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction

from plodnee.audit.services import record
from plodnee.casework.meetings.errors import (
    CommitteeNotInOffice,
    NoQuorum,
    OutcomeAgainstVotes,
    VotesDoNotAddUp,
)
from plodnee.casework.meetings.selectors import Ballot, Deed, ItemState, meeting_state, version_of
from plodnee.casework.meetings.services import (
    HOLD,
    Writer,
    hold_open,
    needed,
    next_step,
    open_item,
    paragraphs,
    require_day,
    write_note,
)
from plodnee.casework.models import Meeting, Recusal, Resolution
from plodnee.organization.access import known, require

Outcome = Resolution.Outcome


@dataclass(frozen=True, slots=True)
class Vote:
    """How an item was decided, in how many votes, and in which words.

    `casting_vote` says that the chair decided when votes were equal.
    """

    outcome: str
    votes_for: int
    votes_against: int
    abstained: int
    wording: str
    casting_vote: bool = False

    @property
    def cast(self) -> int:
        """How many voted or abstained."""
        return self.votes_for + self.votes_against + self.abstained


@transaction.atomic
def resolve(*, meeting: Meeting, item_id: UUID, vote: Vote, by: Writer) -> Resolution:
    """The resolution on an item, with those recused; of two on one item the later counts.

    Raises: NotAllowed, MeetingEnded, MeetingChanged, MeetingAhead, ItemSettled,
            CommitteeNotInOffice, NoQuorum, VotesDoNotAddUp, OutcomeAgainstVotes, ReasonMissing.
    """
    step = next_step(meeting, Deed.RESOLVED, by)
    require_day(meeting, by.on)
    state = meeting_state(meeting)
    item = open_item(state, item_id)
    order = state.committee.order
    if not state.committee.in_office or order is None:
        raise CommitteeNotInOffice()
    check_vote(item.ballot, vote)
    resolution = Resolution.objects.create(
        step=step,
        item=item.item,
        order=order,
        outcome=vote.outcome,
        wording=needed(vote.wording),
        members=item.ballot.members,
        quorum=item.ballot.quorum,
        present=len(item.ballot.present),
        votes_for=vote.votes_for,
        votes_against=vote.votes_against,
        abstained=vote.abstained,
        casting_vote=vote.casting_vote,
    )
    _recuse(resolution, item)
    record(
        known(by.actor),
        "meetings.resolved",
        meeting,
        item=item.item.position,
        outcome=vote.outcome,
        resolution=str(resolution.pk),
    )
    return resolution


@transaction.atomic
def write_item(*, meeting: Meeting, item_id: UUID, text: str, vote: Vote | None, by: Writer) -> int:
    """What was said on an item and, where one was taken, its resolution: both or neither.

    The version after it; a text that stands already is not written again.

    Raises: what `write_note` and `resolve` raise.
    """
    require(by.actor, HOLD, at=meeting.centre_id, on=by.on)
    hold_open(meeting)
    item = open_item(meeting_state(meeting), item_id)
    if paragraphs(text) != item.note or (vote is None and not item.note):
        write_note(meeting=meeting, item_id=item_id, text=text, by=by)
        by = replace(by, seen_version=by.seen_version + 1)
    if vote is not None:
        resolve(meeting=meeting, item_id=item_id, vote=vote, by=by)
    return version_of(meeting)


def check_vote(ballot: Ballot, vote: Vote) -> None:
    """Nothing, if the ballot has a quorum and the outcome is what its votes say.

    A deferral may be carried by any vote; everything else by the majority of those who voted, and
    when they are equal by the chair, if present and not recused.

    Raises: NoQuorum, VotesDoNotAddUp, OutcomeAgainstVotes.
    """
    present = len(ballot.present)
    if not ballot.has_quorum:
        raise NoQuorum(present=present, members=ballot.members, quorum=ballot.quorum)
    votes = (vote.votes_for, vote.votes_against, vote.abstained)
    if min(votes) < 0 or vote.cast != present:
        raise VotesDoNotAddUp(votes=vote.cast, present=present)
    equal = vote.votes_for == vote.votes_against and vote.votes_for > 0
    decided = equal and vote.casting_vote and ballot.chair_present
    approved = vote.votes_for > vote.votes_against or decided
    refused = vote.votes_for < vote.votes_against or decided
    right = {Outcome.APPROVED: approved, Outcome.REFUSED: refused, Outcome.DEFERRED: True}
    if (vote.casting_vote and not decided) or not right.get(Outcome(vote.outcome), False):
        raise OutcomeAgainstVotes(votes_for=vote.votes_for, votes_against=vote.votes_against)


def _recuse(resolution: Resolution, item: ItemState) -> None:
    Recusal.objects.bulk_create(
        Recusal(resolution=resolution, member=one.member, ground=one.ground, reason=one.reason)
        for one in item.recused
    )
