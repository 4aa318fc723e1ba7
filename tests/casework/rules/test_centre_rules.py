"""A centre's own rules take force by a resolution on just them, by another than their maker."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from build import NOON, TODAY, an_officer
from committee_village import a_meeting, a_writer
from django.db import DatabaseError, IntegrityError, transaction
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

from plodnee.audit.models import AuditEvent
from plodnee.casework.meetings.errors import ResolutionNeeded
from plodnee.casework.models import RuleStep, RuleVersion
from plodnee.casework.plan.menu_policy import menu_policy_of
from plodnee.casework.plan.rules import rules_in_force
from plodnee.casework.rules import errors
from plodnee.casework.rules.in_force import version_in_force
from plodnee.casework.rules.selectors import (
    approving_resolutions,
    criteria_at,
    version_state,
    versions_of,
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
from plodnee.casework.rules.states import MOVES, State, state_after
from plodnee.casework.selectors import centre_analysis, is_current, is_planned
from plodnee.casework.services import plan_centre
from plodnee.engine.classification import Criteria, criteria_in_force
from plodnee.organization.access import OPERATOR
from plodnee.organization.errors import NotAllowed

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=10)
DEFAULT = criteria_in_force(TODAY)
REFUSED = (IntegrityError, DatabaseError)


@pytest.fixture
def village():
    """A committee whose household has been overdue for two months."""
    return a_village()


def force(version, people, resolution, effective_from=TODAY, by=None):
    return put_in_force(
        version=version,
        resolution_id=resolution.pk,
        effective_from=effective_from,
        seen=seen(version),
        by=a_hand(by or people[1]),
    )


def test_until_a_centre_sets_its_own_the_programmes_criteria_hold(village):
    centre, *_ = village
    assert version_in_force(centre, "criteria", TODAY) is None
    assert criteria_at(centre, TODAY) == DEFAULT


def test_a_draft_begins_as_what_is_in_force_and_only_one_is_written_at_a_time(village):
    centre, people, members = village
    version = draft_rules(centre=centre, kind="criteria", by=a_hand(people[0]))
    assert version_state(version).rules == DEFAULT
    with pytest.raises(errors.DraftOpen, match="Version 1"):
        draft_rules(centre=centre, kind="criteria", by=a_hand(people[0]))
    menu = draft_rules(centre=centre, kind="menu_policy", by=a_hand(people[0]))
    assert version_state(menu).rules == menu_policy_of(rules_in_force(TODAY))
    withdraw_rules(version=version, seen=1, by=a_hand(people[0]))
    second = in_force(tried(centre, people[0]), people, members)
    third = draft_rules(centre=centre, kind="criteria", by=a_hand(people[0]))
    assert (second.number, third.number) == (2, 3)
    assert version_state(third).rules == strict()


def test_what_a_version_said_before_an_edit_stays_in_its_steps(village):
    centre, people, _ = village
    version = written(centre, people[0])
    said = [step.rules["overdue_days"] for step in version_state(version).steps]
    assert said == [91, 31]
    assert version_state(version).rules == strict()


def test_who_edits_must_have_seen_the_last_step(village):
    centre, people, _ = village
    version = written(centre, people[0])
    with pytest.raises(errors.RulesChanged):
        edit_rules(version=version, rules=DEFAULT, seen=1, by=a_hand(people[1]))
    assert version_state(version).rules == strict()


def test_days_beyond_the_bounds_are_refused_by_field(village):
    centre, people, _ = village
    version = draft_rules(centre=centre, kind="criteria", by=a_hand(people[0]))
    with pytest.raises(errors.RulesNotPossible) as refused:
        edit_rules(version=version, rules=Criteria(1, 91, 9999), seen=1, by=a_hand(people[0]))
    assert {fault.field for fault in refused.value.faults} == {"c_to", "d_from"}
    assert "3,650" in refused.value.message("th")


def test_a_trial_says_who_would_change_class_and_why_and_keeps_its_counts(village):
    centre, people, _ = village
    version = written(centre, people[0])
    trial = try_rules(version=version, as_of=TODAY, seen=2, by=a_hand(people[0]))
    (change,) = trial.changes
    assert (change.before.debtor_class, change.after.debtor_class) == ("B", "C")
    assert change.before.reason == "กองทุนหมู่บ้าน: ค้างชำระ 60 วัน (เกณฑ์ 1–90 วัน)"
    assert change.after.reason == "กองทุนหมู่บ้าน: ค้างชำระ 60 วัน (เกณฑ์ 31–180 วัน)"
    kept = version_state(version).steps[-1].tried
    assert (kept["moved"], kept["households"], kept["as_of"]) == (1, 1, "2019-03-16")
    assert version_in_force(centre, "criteria", TODAY) is None


def test_after_force_a_run_gives_just_what_the_trial_said_and_names_the_version(village):
    centre, people, members = village
    before = plan_centre(centre=centre, as_of=TODAY, actor=OPERATOR, on=TODAY)
    version = tried(centre, people[0])
    trial = trial_of(version=version, as_of=TODAY, on=TODAY)
    in_force(version, people, members)
    assert not is_current(before)
    assert not is_planned(before.register, TODAY)
    run = plan_centre(centre=centre, as_of=TODAY, actor=OPERATOR, on=TODAY)
    (plan,) = run.household_plans.all()
    (change,) = trial.changes
    assert (plan.debtor_class, plan.reason, plan.reason_en) == change.after
    assert (run.criteria_version, run.menu_policy_version) == (version, None)
    assert before.criteria_version is None
    assert is_current(run)
    assert "ฉบับที่ 1 มติที่ประชุมครั้งที่ 1/2562" in dict(run.assumptions)["classification_policy"]
    assert centre_analysis(centre).households[0].reason == change.after.reason


def test_classes_follow_the_version_in_force_on_the_day_that_is_asked(village):
    centre, people, members = village
    version = in_force(tried(centre, people[0]), people, members, effective_from=LATER)
    assert criteria_at(centre, LATER - timedelta(days=1)) == DEFAULT
    assert criteria_at(centre, LATER) == strict()
    early = plan_centre(centre=centre, as_of=TODAY, actor=OPERATOR, on=TODAY)
    late = plan_centre(centre=centre, as_of=LATER, actor=OPERATOR, on=TODAY)
    assert (early.criteria_version, late.criteria_version) == (None, version)


def test_a_later_version_replaces_an_earlier_one_and_both_stay(village):
    centre, people, members = village
    first = in_force(tried(centre, people[0]), people, members)
    patient = Criteria(16, 121, 366)
    second = in_force(tried(centre, people[0], patient), people, members, effective_from=LATER)
    assert [one.version for one in versions_of(centre, "criteria")] == [second, first]
    assert criteria_at(centre, TODAY) == strict()
    assert criteria_at(centre, LATER) == patient


def test_a_menu_policy_in_force_bounds_the_menus_and_the_committees_table(village):
    centre, people, members = village
    usual = menu_policy_of(rules_in_force(TODAY))
    own = replace(usual, most_instalments=24, goals=("least_interest",))
    version = in_force(written(centre, people[0], own, "menu_policy"), people, members)
    run = plan_centre(centre=centre, as_of=TODAY, actor=OPERATOR, on=TODAY)
    found = centre_analysis(centre)
    assert run.menu_policy_version == version
    assert (found.rules.most_instalments, found.rules.goals) == (24, ("least_interest",))
    assert found.households[0].problem.contract.max_instalments == 24
    goals = {option.goal for option in found.households[0].menu.options}
    assert goals <= {"least_interest", "pareto"}


def test_criteria_are_tried_as_they_stand_before_they_are_approved(village):
    centre, people, members = village
    version = written(centre, people[0])
    resolution = approved_by_a_meeting(version, people, members)
    with pytest.raises(errors.TrialNeeded):
        force(version, people, resolution)


def test_a_resolution_counts_only_for_what_was_written_when_it_was_put_on_the_agenda(village):
    centre, people, members = village
    version = tried(centre, people[0])
    resolution = approved_by_a_meeting(version, people, members)
    assert approving_resolutions(version_state(version)) == [resolution]
    edit_rules(
        version=version, rules=Criteria(1, 21, 181), seen=seen(version), by=a_hand(people[0])
    )
    try_rules(version=version, as_of=TODAY, seen=seen(version), by=a_hand(people[0]))
    assert approving_resolutions(version_state(version)) == []
    with pytest.raises(ResolutionNeeded):
        force(version, people, resolution)


@pytest.mark.parametrize("outcome", ["refused", "deferred"])
def test_what_a_meeting_did_not_approve_takes_no_force(village, outcome):
    centre, people, members = village
    version = tried(centre, people[0])
    resolution = approved_by_a_meeting(version, people, members, outcome)
    with pytest.raises(ResolutionNeeded):
        force(version, people, resolution)


def test_whoever_wrote_a_version_does_not_put_it_in_force_nor_does_the_operator(village):
    centre, people, members = village
    version = tried(centre, people[0])
    resolution = approved_by_a_meeting(version, people, members)
    for maker in (people[0], OPERATOR):
        with pytest.raises(errors.SameMaker):
            force(version, people, resolution, by=maker)


def test_rules_take_no_force_before_the_meeting_that_resolved_them(village):
    centre, people, members = village
    version = tried(centre, people[0])
    resolution = approved_by_a_meeting(version, people, members)
    with pytest.raises(errors.ForceTooEarly, match="on 16 Mar 2019") as refused:
        force(version, people, resolution, effective_from=TODAY - timedelta(days=1))
    assert "(16 มี.ค. 2562)" in refused.value.message()


def test_a_version_is_withdrawn_before_it_takes_force_and_not_after(village):
    centre, people, members = village
    version = in_force(tried(centre, people[0]), people, members, effective_from=LATER)
    with pytest.raises(errors.RulesInForce):
        withdraw_rules(version=version, seen=seen(version), by=a_hand(people[0], LATER))
    withdraw_rules(version=version, seen=seen(version), by=a_hand(people[0]))
    assert version_in_force(centre, "criteria", LATER) is None
    for deed in (
        lambda: edit_rules(
            version=version, rules=DEFAULT, seen=seen(version), by=a_hand(people[0])
        ),
        lambda: withdraw_rules(version=version, seen=seen(version), by=a_hand(people[0])),
    ):
        with pytest.raises(errors.RulesSettled):
            deed()


def test_a_version_is_put_on_a_meetings_agenda_when_it_was_tried(village):
    centre, people, _ = village
    version = written(centre, people[0])
    meeting = a_meeting(centre, people[0])

    def propose():
        return propose_rules(
            version=version,
            meeting=meeting,
            title="เกณฑ์จัดประเภทลูกหนี้ ฉบับที่ 1",
            seen=seen(version),
            by=a_writer(people[0], meeting),
        )

    with pytest.raises(errors.TrialNeeded):
        propose()
    try_rules(version=version, as_of=TODAY, seen=2, by=a_hand(people[0]))
    item = propose()
    assert (item.subject_kind, item.subject_key) == ("criteria", f"{version.pk.hex}:2")


@pytest.mark.parametrize("role", ["province", "department", "auditor"])
def test_only_those_who_may_draft_do(village, role):
    centre, *_ = village
    outsider = an_officer(role, centre.code[:2] if role == "province" else "")
    with pytest.raises(NotAllowed):
        draft_rules(centre=centre, kind="criteria", by=a_hand(outsider))


def test_every_step_stands_in_the_trail(village):
    centre, people, members = village
    in_force(tried(centre, people[0]), people, members)
    actions = AuditEvent.objects.filter(action__startswith="rules.").order_by("pk")
    assert list(actions.values_list("action", flat=True)) == [
        "rules.drafted", "rules.edited", "rules.tried", "rules.approved",
    ]  # fmt: skip


def test_round_the_services_the_database_keeps_maker_resolution_and_end(village):
    centre, people, members = village
    version = tried(centre, people[0])

    def step(deed, by, sequence=9, **facts):
        return RuleStep.objects.create(
            version=version, sequence=sequence, deed=deed, done_by=by, done_on=TODAY,
            done_at=NOON, **facts,
        )  # fmt: skip

    def refused(*args, **facts):
        with pytest.raises(REFUSED), transaction.atomic():
            step(*args, **facts)

    other = written(centre, people[0], menu_policy_of(rules_in_force(TODAY)), "menu_policy")
    foreign = approved_by_a_meeting(other, people, members)
    approval = {"effective_from": TODAY}
    refused("approved", people[1], **approval)
    refused("approved", people[1], resolution=foreign, **approval)
    right = approved_by_a_meeting(version, people, members)
    refused("approved", people[0], resolution=right, **approval)
    refused("approved", None, resolution=right, **approval)
    refused("edited", people[0])
    refused("tried", people[0])
    refused("signed", people[0])
    step("approved", people[1], resolution=right, **approval)
    refused("edited", people[0], sequence=10, rules={})
    refused("withdrawn", people[0], sequence=10)
    with pytest.raises(REFUSED), transaction.atomic():
        RuleVersion.objects.filter(pk=version.pk).update(number=7)
    with pytest.raises(REFUSED), transaction.atomic():
        version.steps.filter(sequence=1).delete()


def test_a_menu_policy_needs_no_trial_and_has_none():
    assert state_after(State.DRAFT, "approved", "menu_policy") == State.APPROVED
    assert state_after(State.DRAFT, "tried", "menu_policy") is None
    assert state_after(State.DRAFT, "approved", "criteria") is None
    assert MOVES[State.WITHDRAWN] == {}


def test_the_docs_draw_the_table_of_states():
    page = Path(__file__).parents[3] / "docs" / "rules" / "classification.md"
    lines = [line.strip("| ").split(" | ") for line in page.read_text("utf-8").splitlines()]
    head = next(row for row in lines if row[0] == "state")
    drawn = {row[0]: row[1:] for row in lines if row[0] in set(State)}
    assert drawn == {
        state.value: [str(MOVES[state].get(deed, "–")) for deed in head[1:]] for state in State
    }
