"""A meeting is called, attended and resolved by item, and closed by another than its writer."""

from datetime import date, timedelta

import pytest
from build import TODAY, an_officer
from committee_village import (
    UNTIL,
    a_committee,
    a_meeting,
    a_vote,
    a_writer,
    closed,
    listed,
    resolved,
    roll,
    the_item,
)
from django.db import DatabaseError, IntegrityError

from plodnee.audit.models import AuditEvent
from plodnee.casework.meetings import errors
from plodnee.casework.meetings.selectors import (
    approving_resolution,
    meeting_state,
    meetings_to_write,
    resolutions_standing,
    version_of,
)
from plodnee.casework.meetings.services import (
    add_item,
    cancel_meeting,
    correct_resolution,
    drop_item,
    state_interest,
    take_roll,
    write_note,
)
from plodnee.casework.meetings.subjects import Subject
from plodnee.casework.models import Resolution
from plodnee.organization.errors import NotAllowed
from plodnee.registers.models import Household, HouseholdState

pytestmark = pytest.mark.django_db
REFUSED = (IntegrityError, DatabaseError)


@pytest.fixture
def village():
    return a_committee()


def test_meetings_are_numbered_within_their_year_of_the_buddhist_era(village):
    centre, (secretary, *_), _ = village
    days = (TODAY, TODAY, date(2020, 1, 5))
    called = [a_meeting(centre, secretary, held_on=day) for day in days]
    assert [(m.number, m.year_be) for m in called] == [(1, 2562), (2, 2562), (1, 2563)]


def test_a_resolution_stands_once_somebody_else_has_closed_the_minutes(village):
    centre, (secretary, chair, *_), members = village
    subject = Subject("criteria", "version-1")
    meeting = a_meeting(centre, secretary, ("เกณฑ์จัดประเภท", subject))
    roll(meeting, secretary, *members[:4], absent=members[4:])
    resolution = resolved(meeting, secretary, a_vote(yes=4))
    with pytest.raises(errors.ResolutionNeeded):
        approving_resolution(resolution.pk, subject)
    with pytest.raises(errors.SameWriter):
        closed(meeting, secretary)
    closed(meeting, chair)
    assert approving_resolution(resolution.pk, subject) == resolution
    assert resolution.order.signing.number == "123/2562"
    with pytest.raises(errors.ResolutionNeeded):
        approving_resolution(resolution.pk, Subject("criteria", "version-2"))
    actions = AuditEvent.objects.filter(action__startswith="meetings.").order_by("sequence")
    assert [event.action for event in actions] == [
        "meetings.called", "meetings.resolved", "meetings.minutes_closed",
    ]  # fmt: skip


def test_a_refused_or_deferred_resolution_approves_nothing(village):
    centre, (secretary, chair, *_), members = village
    subjects = [Subject("criteria", "a"), Subject("criteria", "b")]
    meeting = a_meeting(centre, secretary, *(("เกณฑ์", one) for one in subjects))
    roll(meeting, secretary, *members[:4])
    refused = resolved(meeting, secretary, a_vote("refused", 1, 3), 1)
    deferred = resolved(meeting, secretary, a_vote("deferred", 0, 0, 4), 2)
    closed(meeting, chair)
    for subject, resolution in zip(subjects, (refused, deferred), strict=True):
        assert resolutions_standing(subject) == [resolution]
        with pytest.raises(errors.ResolutionNeeded):
            approving_resolution(resolution.pk, subject)


def test_until_the_minutes_are_closed_a_resolution_may_be_written_again_and_the_later_counts(
    village,
):
    centre, (secretary, chair, *_), members = village
    subject = Subject("criteria", "a")
    meeting = a_meeting(centre, secretary, ("เกณฑ์", subject))
    roll(meeting, secretary, *members[:4])
    first = resolved(meeting, secretary, a_vote("refused", 1, 3))
    second = resolved(meeting, secretary, a_vote("approved", 3, 1))
    closed(meeting, chair)
    assert resolutions_standing(subject) == [second]
    assert Resolution.objects.filter(pk=first.pk).exists()


@pytest.mark.parametrize(("present", "enough"), [(1, False), (2, True)])
def test_half_of_those_who_vote_are_a_quorum_and_an_adviser_does_not_count(
    village, present, enough
):
    centre, (secretary, *_), members = village
    meeting = a_meeting(centre, secretary)
    roll(meeting, secretary, *members[:present], members[4])
    vote = a_vote(yes=present)
    if enough:
        assert resolved(meeting, secretary, vote).quorum == 2
    else:
        with pytest.raises(errors.NoQuorum) as refused:
            resolved(meeting, secretary, vote)
        assert refused.value.details == {"present": 1, "members": 4, "quorum": 2}


def test_half_of_an_odd_number_is_rounded_up(village):
    centre, (secretary, _, district, _), members = village
    from plodnee.registers.committees.services import record_leaving

    record_leaving(member=members[2], left_on=TODAY, reason="ลาออก", actor=district, on=TODAY)
    meeting = a_meeting(centre, secretary)
    assert meeting_state(meeting).ballot.members == 3
    assert meeting_state(meeting).ballot.quorum == 2


def test_without_any_roll_nobody_is_present(village):
    centre, (secretary, *_), _ = village
    meeting = a_meeting(centre, secretary)
    with pytest.raises(errors.NoQuorum):
        resolved(meeting, secretary, a_vote(yes=0))


@pytest.mark.parametrize("votes", [(3, 0, 0), (4, 1, 0), (5, -1, 0)])
def test_the_votes_are_those_of_everybody_present_who_may_vote(village, votes):
    centre, (secretary, *_), members = village
    meeting = a_meeting(centre, secretary)
    roll(meeting, secretary, *members)
    with pytest.raises(errors.VotesDoNotAddUp):
        resolved(meeting, secretary, a_vote("approved", *votes))


@pytest.mark.parametrize(
    ("outcome", "votes", "casting"),
    [
        ("approved", (1, 3, 0), False),
        ("approved", (2, 2, 0), False),
        ("refused", (2, 2, 0), False),
        ("approved", (0, 0, 4), True),
        ("refused", (3, 1, 0), False),
        ("approved", (3, 1, 0), True),
    ],
)
def test_the_outcome_is_what_the_votes_say(village, outcome, votes, casting):
    centre, (secretary, *_), members = village
    meeting = a_meeting(centre, secretary)
    roll(meeting, secretary, *members)
    with pytest.raises(errors.OutcomeAgainstVotes):
        resolved(meeting, secretary, a_vote(outcome, *votes, casting_vote=casting))


def test_equal_votes_are_decided_by_the_chair_who_is_present(village):
    centre, (secretary, *_), members = village
    meeting = a_meeting(centre, secretary)
    roll(meeting, secretary, *members)
    vote = a_vote("approved", 2, 2, casting_vote=True)
    assert resolved(meeting, secretary, vote).casting_vote
    roll(meeting, secretary, members[1], members[3], absent=[members[0], members[2]])
    with pytest.raises(errors.OutcomeAgainstVotes):
        resolved(meeting, secretary, a_vote("approved", 1, 1, casting_vote=True))


def household_with_a_member(centre, secretary, district):
    """The household of the register, and a member of the committee who lives in it."""
    from committee_village import drafted, signed

    household = Household.objects.get(centre=centre)
    person = HouseholdState.objects.get(household=household).head.person
    member = listed(centre, secretary, "นายสมมุติ หนึ่ง", person=person)
    from plodnee.registers.committees.selectors import committee_of

    order = committee_of(centre, TODAY).order
    added = drafted(
        centre, secretary, [member], effect="supplement", amends=order, valid_until=UNTIL
    )
    signed(added, district, "124/2562")
    return household, member


def test_a_member_of_the_household_takes_no_part_in_its_case(village):
    centre, (secretary, chair, district, _), members = village
    household, relative = household_with_a_member(centre, secretary, district)
    meeting = a_meeting(centre, secretary, ("ครัวเรือน 001", Subject.of_household(household)))
    roll(meeting, secretary, *members[:2], relative)
    ballot = meeting_state(meeting).items[0].ballot
    assert (ballot.members, ballot.quorum, len(ballot.present)) == (4, 2, 2)
    with pytest.raises(errors.VotesDoNotAddUp):
        resolved(meeting, secretary, a_vote(yes=3))
    resolution = resolved(meeting, secretary, a_vote(yes=2))
    (recusal,) = resolution.recusals.all()
    assert (recusal.member, recusal.ground) == (relative, "household")
    closed(meeting, chair)
    assert resolutions_standing(Subject.of_household(household)) == [resolution]


def test_a_member_of_the_household_cannot_take_the_interest_back(village):
    centre, (secretary, _, district, _), members = village
    household, relative = household_with_a_member(centre, secretary, district)
    meeting = a_meeting(centre, secretary, ("ครัวเรือน 001", Subject.of_household(household)))
    roll(meeting, secretary, *members[:2], relative)
    interested(meeting, secretary, relative, recused=False)
    assert [one.member for one in meeting_state(meeting).items[0].recused] == [relative]


def interested(meeting, actor, member, *, recused=True, reason="เป็นญาติ"):
    return state_interest(
        meeting=meeting,
        item_id=the_item(meeting).pk,
        member_id=member.pk,
        reason=reason,
        recused=recused,
        by=a_writer(actor, meeting),
    )


def test_an_interest_is_stated_with_its_reason_and_may_be_taken_back(village):
    centre, (secretary, *_), members = village
    meeting = a_meeting(centre, secretary)
    roll(meeting, secretary, *members)
    with pytest.raises(errors.ReasonMissing):
        interested(meeting, secretary, members[1], reason=" ")
    interested(meeting, secretary, members[1])
    assert resolved(meeting, secretary, a_vote(yes=3)).recusals.get().reason == "เป็นญาติ"
    interested(meeting, secretary, members[1], recused=False)
    assert resolved(meeting, secretary, a_vote(yes=4)).recusals.count() == 0


def test_when_every_voting_member_is_recused_nothing_can_be_resolved(village):
    centre, (secretary, *_), members = village
    meeting = a_meeting(centre, secretary)
    roll(meeting, secretary, *members)
    for member in members[:4]:
        interested(meeting, secretary, member)
    with pytest.raises(errors.NoQuorum):
        resolved(meeting, secretary, a_vote(yes=0))


def test_a_chair_with_an_interest_has_no_casting_vote(village):
    centre, (secretary, *_), members = village
    meeting = a_meeting(centre, secretary)
    roll(meeting, secretary, *members)
    interested(meeting, secretary, members[0])
    interested(meeting, secretary, members[1])
    with pytest.raises(errors.OutcomeAgainstVotes):
        resolved(meeting, secretary, a_vote("approved", 1, 1, casting_vote=True))


def test_a_committee_whose_order_has_lapsed_cannot_resolve(village):
    centre, (secretary, *_), members = village
    after = UNTIL + timedelta(days=1)
    meeting = a_meeting(centre, secretary, held_on=after)
    by = a_writer(secretary, meeting, on=after)
    with pytest.raises(errors.NotASeat):
        take_roll(meeting=meeting, states={members[0].pk: ("present", "")}, by=by)
    from plodnee.casework.meetings.resolving import resolve

    with pytest.raises(errors.CommitteeNotInOffice) as refused:
        resolve(meeting=meeting, item_id=the_item(meeting).pk, vote=a_vote(), by=by)
    assert "ร่างคำสั่งแต่งตั้งใหม่" in refused.value.message("th")


def test_minutes_are_not_written_before_the_day(village):
    centre, (secretary, *_), members = village
    meeting = a_meeting(centre, secretary, held_on=TODAY + timedelta(days=1))
    with pytest.raises(errors.MeetingAhead):
        roll(meeting, secretary, *members)
    assert version_of(meeting) == 1
    assert list(meetings_to_write([centre], TODAY)) == []
    assert list(meetings_to_write([centre], TODAY + timedelta(days=1))) == [meeting]


def test_who_writes_on_an_old_version_overwrites_nothing(village):
    centre, (secretary, chair, *_), members = village
    meeting = a_meeting(centre, secretary)
    seen = a_writer(chair, meeting)
    roll(meeting, secretary, *members)
    with pytest.raises(errors.MeetingChanged):
        write_note(meeting=meeting, item_id=the_item(meeting).pk, text="ทับ", by=seen)
    assert meeting_state(meeting).items[0].note == ""


def test_the_latest_note_counts_and_earlier_ones_stay(village):
    centre, (secretary, *_), _ = village
    meeting = a_meeting(centre, secretary)
    item = the_item(meeting)
    for text in ("แรก", " สอง  \n\n สาม"):
        write_note(meeting=meeting, item_id=item.pk, text=text, by=a_writer(secretary, meeting))
    assert meeting_state(meeting).items[0].note == "สอง\n\nสาม"
    assert item.notes.count() == 2


def test_minutes_without_roll_or_with_a_bare_item_are_not_closed(village):
    centre, (secretary, chair, *_), members = village
    meeting = a_meeting(centre, secretary)
    with pytest.raises(errors.MinutesUnfinished) as refused:
        closed(meeting, chair)
    assert "ผู้มาประชุม" in refused.value.message("th")
    roll(meeting, secretary, *members)
    with pytest.raises(errors.MinutesUnfinished):
        closed(meeting, chair)
    drop_item(
        meeting=meeting,
        item_id=the_item(meeting).pk,
        reason="ถอนเรื่อง",
        by=a_writer(secretary, meeting),
    )
    closed(meeting, chair)
    assert meeting_state(meeting).closed


def test_an_item_that_is_resolved_or_dropped_is_settled(village):
    centre, (secretary, *_), members = village
    meeting = a_meeting(centre, secretary)
    roll(meeting, secretary, *members)
    resolved(meeting, secretary, a_vote(yes=4))
    item = the_item(meeting)
    with pytest.raises(errors.ItemSettled):
        drop_item(meeting=meeting, item_id=item.pk, reason="ถอน", by=a_writer(secretary, meeting))
    other = add_item(
        meeting=meeting,
        title="เพิ่ม",
        subject=Subject("general"),
        by=a_writer(secretary, meeting),
    )
    drop_item(meeting=meeting, item_id=other.pk, reason="ถอน", by=a_writer(secretary, meeting))
    with pytest.raises(errors.ItemSettled):
        write_note(meeting=meeting, item_id=other.pk, text="ก", by=a_writer(secretary, meeting))


def test_closed_minutes_take_nothing_more_and_a_later_item_corrects_them(village):
    centre, (secretary, chair, *_), members = village
    subject = Subject("criteria", "a")
    meeting = a_meeting(centre, secretary, ("เกณฑ์", subject))
    roll(meeting, secretary, *members)
    wrong = resolved(meeting, secretary, a_vote(yes=4))
    closed(meeting, chair)
    with pytest.raises(errors.MeetingEnded):
        roll(meeting, secretary, *members)
    later = a_meeting(centre, secretary)
    item = correct_resolution(
        resolution=wrong, meeting=later, title="แก้ไขมติ", by=a_writer(secretary, later)
    )
    assert (item.subject_kind, item.subject_key, item.corrects) == ("criteria", "a", wrong)


def test_a_cancelled_meeting_needs_a_reason_and_leaves_nothing_standing(village):
    centre, (secretary, *_), members = village
    subject = Subject("criteria", "a")
    meeting = a_meeting(centre, secretary, ("เกณฑ์", subject))
    roll(meeting, secretary, *members)
    resolved(meeting, secretary, a_vote(yes=4))
    with pytest.raises(errors.ReasonMissing):
        cancel_meeting(meeting=meeting, reason="", by=a_writer(secretary, meeting))
    cancel_meeting(meeting=meeting, reason="ฝนตกหนัก", by=a_writer(secretary, meeting))
    assert resolutions_standing(subject) == []
    assert meeting_state(meeting).cancelled


def test_a_stranger_neither_calls_nor_closes(village):
    centre, (secretary, *_), _ = village
    stranger = an_officer("centre_committee", "31011806")
    with pytest.raises(NotAllowed):
        a_meeting(centre, stranger)
    meeting = a_meeting(centre, secretary)
    with pytest.raises(NotAllowed):
        closed(meeting, stranger)


def test_a_call_without_place_or_title_is_unclear(village):
    centre, (secretary, *_), _ = village
    with pytest.raises(errors.MeetingUnclear):
        a_meeting(centre, secretary, (" ", Subject("general")))
    assert centre.meetings.count() == 0


def test_a_subject_has_a_kind_of_small_letters():
    with pytest.raises(ValueError, match="no subject"):
        Subject("Criteria")
