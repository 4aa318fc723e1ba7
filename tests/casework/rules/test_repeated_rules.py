"""A step on a centre's rules that is asked for twice is taken once; what waits is named."""

from datetime import timedelta

import pytest
from build import TODAY
from committee_village import a_meeting, a_writer
from rules_desk import (
    a_hand,
    a_village,
    approved_by_a_meeting,
    in_force,
    seen,
    strict,
    tried,
    written,
)

from plodnee.casework.models import RuleStep
from plodnee.casework.rules import errors
from plodnee.casework.rules.selectors import (
    ageing_of,
    items_about,
    version_state,
    versions_spoken_of,
    versions_to_force,
)
from plodnee.casework.rules.services import (
    draft_rules,
    edit_rules,
    propose_rules,
    put_in_force,
    trial_of,
    try_rules,
    withdraw_rules,
)
from plodnee.engine.classification import criteria_in_force

pytestmark = pytest.mark.django_db


@pytest.fixture
def village():
    return a_village()


def test_an_edit_a_trial_and_a_withdrawal_sent_twice_are_one_step_each(village):
    centre, (secretary, *_), _ = village
    version = draft_rules(centre=centre, kind="criteria", by=a_hand(secretary))
    by = a_hand(secretary)
    for _ in range(2):
        edit_rules(version=version, rules=strict(), seen=1, by=by)
    for _ in range(2):
        try_rules(version=version, as_of=TODAY, seen=2, by=by)
    for _ in range(2):
        withdraw_rules(version=version, seen=3, by=by)
    assert [step.deed for step in RuleStep.objects.order_by("sequence")] == [
        "drafted", "edited", "tried", "withdrawn",
    ]  # fmt: skip


def test_the_same_edit_by_another_or_another_edit_is_no_repetition(village):
    centre, (secretary, chair, *_), _ = village
    version = written(centre, secretary)
    with pytest.raises(errors.RulesChanged):
        edit_rules(version=version, rules=strict(), seen=1, by=a_hand(chair))
    with pytest.raises(errors.RulesChanged):
        edit_rules(version=version, rules=criteria_in_force(TODAY), seen=1, by=a_hand(secretary))


def test_who_saves_what_is_written_already_takes_no_step_and_no_trial_away(village):
    centre, (secretary, chair, *_), _ = village
    version = tried(centre, secretary)
    before = version_state(version)
    said = before.rules
    step = edit_rules(version=version, rules=said, seen=before.seen, by=a_hand(chair))
    assert (step.sequence, version_state(version)) == (before.written, before)


def test_putting_in_force_twice_is_once(village):
    centre, people, members = village
    version = tried(centre, people[0])
    resolution = approved_by_a_meeting(version, people, members)
    (waiting,) = versions_to_force([centre])
    assert waiting.version == version
    said = {"resolution_id": resolution.pk, "effective_from": TODAY, "seen": seen(version)}
    first = put_in_force(version=version, **said, by=a_hand(people[1]))
    assert put_in_force(version=version, **said, by=a_hand(people[1])) == first
    assert versions_to_force([centre]) == []


def test_a_version_stands_once_on_a_meetings_agenda_and_is_found_from_its_item(village):
    centre, people, _ = village
    version = tried(centre, people[0])
    meeting = a_meeting(centre, people[0])
    items = [
        propose_rules(
            version=version, meeting=meeting, title="พิจารณาเกณฑ์", seen=3,
            by=a_writer(people[0], meeting),
        )
        for _ in range(2)
    ]  # fmt: skip
    assert items[0] == items[1]
    assert list(items_about(version_state(version))) == items[:1]
    assert versions_spoken_of(centre, meeting.items.all()) == {items[0].pk: version}


def test_what_was_withdrawn_is_not_proposed(village):
    centre, people, _ = village
    version = tried(centre, people[0])
    withdraw_rules(version=version, seen=3, by=a_hand(people[0]))
    meeting = a_meeting(centre, people[0])
    by = a_writer(people[0], meeting)
    with pytest.raises(errors.RulesSettled):
        propose_rules(version=version, meeting=meeting, title="เกณฑ์", seen=4, by=by)


def test_a_draft_is_tried_beside_what_holds_and_what_holds_beside_what_went_before(village):
    centre, people, members = village
    first = in_force(tried(centre, people[0]), people, members)
    assert len(trial_of(version=first, as_of=TODAY, on=TODAY).changes) == 1
    second = draft_rules(centre=centre, kind="criteria", by=a_hand(people[0]))
    assert trial_of(version=second, as_of=TODAY, on=TODAY).changes == ()


def test_ageing_is_by_the_criteria_in_force_on_its_own_day(village):
    centre, people, members = village
    later = TODAY + timedelta(days=5)
    in_force(tried(centre, people[0]), people, members, effective_from=later)
    before = ageing_of(centre, TODAY)
    after = ageing_of(centre, later)
    assert before.debts[0].classified.reason == "ค้างชำระ 60 วัน (เกณฑ์ 1–90 วัน)"
    assert after.debts[0].classified.reason == "ค้างชำระ 65 วัน (เกณฑ์ 31–180 วัน)"
    assert (before.register_day, after.register_day) == (TODAY, TODAY)
