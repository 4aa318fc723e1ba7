"""A committee sets its own quorum; each meeting is judged by the one that held on its day."""

from datetime import timedelta

import pytest
from build import TODAY
from committee_village import a_meeting, a_vote, a_writer, resolved, roll, the_item
from rules_desk import a_hand, a_village, approved_by_a_meeting, seen, written

from plodnee.casework.meetings.errors import NoQuorum
from plodnee.casework.meetings.resolving import resolve
from plodnee.casework.meetings.selectors import meeting_state
from plodnee.casework.meetings.services import take_roll
from plodnee.casework.rules import errors
from plodnee.casework.rules.in_force import quorum_at
from plodnee.casework.rules.services import draft_rules, edit_rules, put_in_force, try_rules
from plodnee.registers.committees.rules import Quorum

pytestmark = pytest.mark.django_db
ALL, NEXT_DAY, WEEK = Quorum(10_000), TODAY + timedelta(days=1), TODAY + timedelta(days=7)


@pytest.fixture
def village():
    """A committee in office whose register names one household."""
    return a_village()


def force(version, people, resolution, effective_from, on=TODAY):
    return put_in_force(
        version=version,
        resolution_id=resolution.pk,
        effective_from=effective_from,
        seen=seen(version),
        by=a_hand(people[1], on),
    )


def test_meetings_and_resolutions_are_judged_by_the_quorum_of_their_day(village):
    centre, people, members = village
    version = written(centre, people[0], ALL, "quorum")
    resolution = approved_by_a_meeting(version, people, members)
    assert resolution.quorum == 2
    force(version, people, resolution, NEXT_DAY)
    assert [quorum_at(centre, day) for day in (TODAY, NEXT_DAY)] == [None, ALL]
    before = a_meeting(centre, people[0])
    roll(before, people[0], *members[:2])
    assert resolved(before, people[0], a_vote(yes=2)).quorum == 2
    after = a_meeting(centre, people[0], held_on=NEXT_DAY)
    assert meeting_state(after).ballot.quorum == 4
    assert meeting_state(resolution.item.meeting).ballot.quorum == 2


def test_with_fewer_than_its_own_quorum_a_committee_resolves_nothing(village):
    centre, people, members = village
    version = written(centre, people[0], ALL, "quorum")
    force(version, people, approved_by_a_meeting(version, people, members), NEXT_DAY)
    meeting = a_meeting(centre, people[0], held_on=NEXT_DAY)
    came = {member.pk: ("present", "") for member in members[:3]}
    take_roll(meeting=meeting, states=came, by=a_writer(people[0], meeting, on=NEXT_DAY))
    by = a_writer(people[0], meeting, on=NEXT_DAY)
    with pytest.raises(NoQuorum) as refused:
        resolve(meeting=meeting, item_id=the_item(meeting).pk, vote=a_vote(yes=3), by=by)
    assert refused.value.details == {"present": 3, "members": 4, "quorum": 4}


def test_less_than_half_or_more_than_all_is_refused_by_field(village):
    centre, people, _ = village
    version = draft_rules(centre=centre, kind="quorum", by=a_hand(people[0]))
    for share in (4_999, 10_001):
        with pytest.raises(errors.RulesNotPossible) as refused:
            edit_rules(version=version, rules=Quorum(share), seen=1, by=a_hand(people[0]))
        assert [fault.field for fault in refused.value.faults] == ["quorum_bp"]


@pytest.mark.parametrize(("effective_from", "on"), [(TODAY, TODAY), (NEXT_DAY, WEEK)])
def test_no_meeting_that_was_held_is_judged_by_a_quorum_set_later(village, effective_from, on):
    centre, people, members = village
    version = written(centre, people[0], ALL, "quorum")
    resolution = approved_by_a_meeting(version, people, members)
    with pytest.raises(errors.QuorumTooEarly) as refused:
        force(version, people, resolution, effective_from, on)
    assert refused.value.details == {"day": max(NEXT_DAY, on)}
    force(version, people, resolution, max(NEXT_DAY, on), on)


def test_there_is_nothing_to_try_of_a_quorum(village):
    centre, people, _ = village
    version = written(centre, people[0], ALL, "quorum")
    with pytest.raises(AssertionError):
        try_rules(version=version, as_of=TODAY, seen=2, by=a_hand(people[0]))
