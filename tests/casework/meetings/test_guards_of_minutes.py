"""Round the services the database itself keeps minutes closed and resolutions possible."""

import pytest
from build import NOON, TODAY, a_centre, a_household
from committee_village import (
    a_committee,
    a_meeting,
    a_vote,
    closed,
    resolved,
    roll,
    the_item,
)
from django.db import DatabaseError, IntegrityError, transaction

from plodnee.casework.meetings import errors
from plodnee.casework.meetings.selectors import meeting_state
from plodnee.casework.meetings.subjects import Subject
from plodnee.casework.models import MeetingStep, Resolution
from plodnee.registers.models import Household

pytestmark = pytest.mark.django_db
REFUSED = (IntegrityError, DatabaseError)


@pytest.fixture
def village():
    return a_committee()


def refused_by_the_database(deed):
    with pytest.raises(REFUSED), transaction.atomic():
        deed()


def test_round_the_service_the_database_lets_no_writer_close_and_nobody_write_after_it(village):
    centre, (secretary, chair, *_), members = village
    meeting = a_meeting(centre, secretary)
    step = roll(meeting, secretary, *members)

    def step_of(officer, deed, sequence=90):
        return MeetingStep.objects.create(
            meeting=meeting, sequence=sequence, deed=deed, done_by=officer, done_at=NOON
        )

    refused_by_the_database(lambda: step_of(secretary, "closed"))
    refused_by_the_database(lambda: step_of(None, "closed"))
    refused_by_the_database(lambda: step_of(chair, "signed"))
    step_of(chair, "closed")
    refused_by_the_database(lambda: step_of(chair, "note", 91))
    refused_by_the_database(lambda: the_item(meeting).notes.create(step=step, text="ทับ"))
    refused_by_the_database(lambda: meeting.steps.all().delete())
    refused_by_the_database(lambda: meeting.items.update(title="อื่น", subject_kind="x"))


def test_round_the_service_the_database_takes_no_resolution_that_cannot_be(village):
    centre, (secretary, *_), members = village
    meeting, other = a_meeting(centre, secretary), a_meeting(centre, secretary)
    roll(meeting, secretary, *members)
    good = resolved(meeting, secretary, a_vote(yes=4))
    right = {
        "step": good.step,
        "item": good.item,
        "order": good.order,
        "outcome": "approved",
        "wording": "มติ",
        "members": 4,
        "quorum": 2,
        "present": 4,
        "votes_for": 4,
        "votes_against": 0,
        "abstained": 0,
    }
    wrongs = (
        {"outcome": "perhaps"},
        {"votes_for": 3},
        {"present": 1, "votes_for": 1},
        {"members": 3},
        {"votes_for": 2, "votes_against": 2},
        {"item": the_item(other)},
    )
    for wrong in wrongs:
        refused_by_the_database(lambda wrong=wrong: Resolution.objects.create(**(right | wrong)))
    Resolution.objects.create(**right)


def test_an_item_of_a_household_belongs_to_its_centre_round_the_service_too(village):
    centre, (secretary, *_), _ = village
    elsewhere = Household.objects.create(centre=a_centre("31011806"), code="9")
    meeting = a_meeting(centre, secretary)
    step = meeting.steps.get()
    refused_by_the_database(
        lambda: meeting.items.create(
            step=step,
            position=9,
            title="ก",
            subject_kind="household",
            subject_key="x",
            household=elsewhere,
        )
    )


def test_somebody_who_left_later_still_stands_in_closed_minutes(village):
    from plodnee.registers.committees.services import record_leaving

    centre, (secretary, chair, district, _), members = village
    meeting = a_meeting(centre, secretary)
    roll(meeting, secretary, *members)
    resolved(meeting, secretary, a_vote(yes=4))
    closed(meeting, chair)
    record_leaving(member=members[0], left_on=TODAY, reason="ย้าย", actor=district, on=TODAY)
    assert len(meeting_state(meeting).seats) == len(members)


def test_a_second_household_of_nobody_on_the_committee_recuses_nobody(village):
    centre, (secretary, *_), members = village
    home = Household.objects.create(centre=centre, code=a_household("002").code)
    meeting = a_meeting(centre, secretary, ("ครัวเรือน", Subject.of_household(home)))
    roll(meeting, secretary, *members)
    assert resolved(meeting, secretary, a_vote(yes=4)).recusals.count() == 0


def test_a_household_of_another_centre_is_not_put_on_the_agenda(village):
    centre, (secretary, *_), _ = village
    elsewhere = Household.objects.create(centre=a_centre("31011806"), code="9")
    with pytest.raises(errors.MeetingUnclear):
        a_meeting(centre, secretary, ("ครัวเรือน", Subject.of_household(elsewhere)))
