"""A resolution of a later meeting that corrects one stands in its place."""

import pytest
from committee_village import (
    a_committee,
    a_meeting,
    a_vote,
    a_writer,
    closed,
    resolved,
    roll,
    the_item,
)

from plodnee.casework.meetings.selectors import (
    approvals_standing,
    keys_resolved_on,
    resolutions_standing,
)
from plodnee.casework.meetings.services import correct_resolution, write_note
from plodnee.casework.meetings.subjects import Subject

pytestmark = pytest.mark.django_db


def test_what_was_approved_and_then_corrected_is_approved_no_more():
    centre, (secretary, chair, *_), members = a_committee()
    subject = Subject("criteria", "a")
    meeting = a_meeting(centre, secretary, ("เกณฑ์", subject))
    roll(meeting, secretary, *members)
    wrong = resolved(meeting, secretary, a_vote(yes=4))
    closed(meeting, chair)
    later = a_meeting(centre, secretary)
    by = a_writer(secretary, later)
    correct_resolution(resolution=wrong, meeting=later, title="แก้ไขมติ", by=by)
    roll(later, secretary, *members)
    first, by = the_item(later, 1), a_writer(secretary, later)
    write_note(meeting=later, item_id=first.pk, text="รับทราบ", by=by)
    right = resolved(later, secretary, a_vote("refused", yes=0, no=4), position=2)
    assert approvals_standing(subject) == [wrong]  # until the correction's minutes are closed
    closed(later, chair)
    assert resolutions_standing(subject) == [right]
    assert approvals_standing(subject) == []
    assert keys_resolved_on([centre], ["criteria"]) == set()
