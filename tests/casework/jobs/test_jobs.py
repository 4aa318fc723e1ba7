"""Long work is asked for once, taken up by one, told of, and never left hanging."""

from datetime import timedelta

import pytest
from build import CENTRE_CODE, NOON, TODAY, a_book, a_household, an_import, an_officer, jobs_done
from django.db import IntegrityError, transaction

from plodnee.audit.models import AuditEvent
from plodnee.casework.jobs import working
from plodnee.casework.jobs.errors import HoldingLost
from plodnee.casework.jobs.services import (
    MOST_ATTEMPTS,
    ask_for_plan,
    cancel_job,
    finish_job,
    keep_job,
    release_job,
    take_job,
)
from plodnee.casework.jobs.states import MOVES, may_become
from plodnee.casework.jobs.working import Worker, work_once
from plodnee.casework.models import Job, PlanRun
from plodnee.organization.access import OPERATOR
from plodnee.organization.errors import NotAllowed
from plodnee.registers.errors import NoRegister

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    return an_import(a_book(households=(a_household(), a_household("002")))).centre


def asked(centre, actor=OPERATOR, at=NOON):
    return ask_for_plan(centre=centre, as_of=TODAY, actor=actor, on=TODAY, at=at)


def taken(worker="a/1", at=NOON, **more):
    return take_job(worker, at=at, seconds=60, **more)


class Clock:
    """A clock that moves on by a second whenever somebody looks at it."""

    def __init__(self, start=NOON):
        self.now = start

    def __call__(self):
        self.now += timedelta(seconds=1)
        return self.now


def test_a_job_that_is_worked_off_has_planned_the_centre(centre):
    job = asked(centre)
    assert work_once(Worker("a/1", Clock()))
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == ("done", 2, 2)
    assert job.run == PlanRun.objects.get()
    assert jobs_done() == 0


def test_who_asks_while_it_is_under_way_gets_the_same_job(centre):
    first = asked(centre)
    assert asked(centre, at=NOON + timedelta(hours=1)) == first
    taken()
    assert asked(centre) == first
    assert AuditEvent.objects.filter(action="casework.job_asked").count() == 1


def test_a_register_that_is_planned_is_not_asked_for_again(centre):
    asked(centre)
    jobs_done()
    assert asked(centre) is None
    assert Job.objects.count() == 1


def test_without_a_register_there_is_nothing_to_ask_for(centre):
    with pytest.raises(NoRegister):
        ask_for_plan(
            centre=centre, as_of=TODAY - timedelta(days=9), actor=OPERATOR, on=TODAY, at=NOON
        )


@pytest.mark.parametrize(("role", "at"), [("auditor", "31"), ("province", "31"), (None, "")])
def test_only_who_plans_may_ask(centre, role, at):
    with pytest.raises(NotAllowed):
        asked(centre, actor=an_officer(role, at))


def test_the_officer_who_asked_is_the_one_who_planned(centre):
    officer = an_officer("centre_committee", CENTRE_CODE)
    asked(centre, actor=officer)
    jobs_done()
    assert PlanRun.objects.get().planned_by == officer


def test_a_job_is_taken_up_by_one_worker(centre):
    asked(centre)
    assert taken("a/1").worker == "a/1"
    assert taken("b/1") is None


def test_a_job_that_nobody_holds_any_more_is_taken_up_again(centre):
    asked(centre)
    first = taken("a/1")
    keep_job(first, done=1, total=2, at=NOON, seconds=60)
    later = NOON + timedelta(seconds=61)
    second = taken("b/1", at=later)
    assert (second.pk, second.attempt) == (first.pk, 2)
    with pytest.raises(HoldingLost):
        keep_job(first, done=2, total=2, at=later, seconds=60)
    with pytest.raises(HoldingLost):
        finish_job(first, run=None, at=later)
    finish_job(second, run=None, at=later)


def test_a_worker_known_to_have_ended_keeps_nobody_waiting(centre):
    asked(centre)
    taken("here/123")
    assert taken("here/124", is_gone=lambda name: name == "here/123").worker == "here/124"


def test_a_job_dropped_again_and_again_fails_and_says_so(centre):
    job = asked(centre)
    for attempt in range(MOST_ATTEMPTS):
        assert taken(at=NOON + timedelta(hours=attempt)).attempt == attempt + 1
    assert taken(at=NOON + timedelta(hours=9)) is None
    job.refresh_from_db()
    assert (job.state, job.refusal_code) == ("failed", "casework.job_given_up")
    assert "3" in job.reason
    assert job.reason_en
    assert asked(centre) != job


def test_a_worker_that_is_told_to_stop_leaves_its_job_for_the_next(centre):
    asked(centre)
    assert work_once(Worker("a/1", Clock(), stops=lambda: True))
    job = Job.objects.get()
    assert (job.state, job.attempt, job.worker) == ("waiting", 0, "")
    assert jobs_done() == 1
    assert PlanRun.objects.count() == 1


def test_a_released_job_loses_no_attempt(centre):
    asked(centre)
    for _ in range(MOST_ATTEMPTS + 2):
        release_job(taken())
    assert taken().attempt == 1


def cancelled(job, actor=OPERATOR):
    return cancel_job(job=job, actor=actor, on=TODAY, at=NOON)


def test_a_job_that_is_cancelled_while_it_waits_is_never_taken_up(centre):
    job = cancelled(asked(centre))
    assert job.state == "cancelled"
    assert jobs_done() == 0
    assert asked(centre) != job
    assert AuditEvent.objects.filter(action="casework.job_cancelled").count() == 1


@pytest.mark.parametrize("told", [1, 2, 3])
def test_a_job_cancelled_at_any_moment_of_its_work_stores_nothing(centre, monkeypatch, told):
    """Before the first household, after it, and when all are done but not stored."""
    job, calls, keep = asked(centre), [], working.keep_job
    monkeypatch.setattr(working, "TELL_EVERY", timedelta())

    def kept(of, **facts):
        keep(of, **facts)
        calls.append(facts["done"])
        if len(calls) == told:
            cancelled(Job.objects.get())

    monkeypatch.setattr(working, "keep_job", kept)
    assert work_once(Worker("a/1", Clock()))
    job.refresh_from_db()
    assert (job.state, job.run, PlanRun.objects.count()) == ("cancelled", None, 0)
    monkeypatch.undo()
    asked(centre)
    assert jobs_done() == 1
    assert PlanRun.objects.count() == 1


def test_a_job_that_has_ended_is_not_cancelled(centre):
    asked(centre)
    jobs_done()
    assert cancelled(Job.objects.get()).state == "done"
    assert not AuditEvent.objects.filter(action="casework.job_cancelled").exists()


def test_only_who_plans_may_cancel(centre):
    with pytest.raises(NotAllowed):
        cancelled(asked(centre), actor=an_officer("auditor", "31"))


def test_a_refusal_ends_the_job_with_its_reason(centre):
    officer = an_officer("centre_committee", CENTRE_CODE)
    job = asked(centre, actor=officer)
    officer.posts.all().delete()
    jobs_done()
    job.refresh_from_db()
    assert (job.state, job.refusal_code) == ("failed", NotAllowed.code)
    assert (job.reason, job.reason_en) == (NotAllowed.message_th, NotAllowed.message_en)


def test_a_fault_of_the_program_ends_the_job_and_is_not_hidden(centre):
    job = asked(centre)
    Job.objects.update(arguments={"as_of": "no day"})
    with pytest.raises(ValueError, match="no day"):
        jobs_done()
    job.refresh_from_db()
    assert (job.state, job.refusal_code) == ("failed", "casework.job_broke")
    assert jobs_done() == 0


def test_whoever_lost_the_job_stops_without_a_word_to_others(centre, caplog):
    asked(centre)

    def stolen():
        Job.objects.update(worker="b/9")
        return False

    work_once(Worker("a/1", Clock(), stops=stolen))
    job = Job.objects.get()
    assert (job.state, job.worker) == ("running", "b/9")
    assert "held no more" in caplog.text


def test_progress_is_told_before_the_first_household_and_after_the_last(centre, monkeypatch):
    told = []
    keep = working.keep_job
    monkeypatch.setattr(
        working, "keep_job", lambda job, **facts: told.append(facts["done"]) or keep(job, **facts)
    )
    asked(centre)
    jobs_done()
    assert told == [0, 2]


def test_one_job_of_a_kind_is_open_at_a_centre_by_the_database_s_word(centre):
    asked(centre)
    facts = {"kind": "plan", "centre": centre, "arguments": {}, "asked_on": TODAY}
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(**facts, asked_at=NOON)


def test_every_state_has_its_moves():
    assert set(MOVES) == set(Job.State.values)
    assert not any(
        may_become(state, then) for state in ("done", "failed", "cancelled") for then in MOVES
    )
