"""Long work: asked for, taken up by a worker, kept, and ended."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from plodnee.audit.services import record
from plodnee.casework.jobs.errors import HoldingLost, JobGivenUp
from plodnee.casework.jobs.selectors import open_job
from plodnee.casework.jobs.states import may_become
from plodnee.casework.models import Job, PlanRun
from plodnee.casework.selectors import is_planned
from plodnee.errors import Refusal
from plodnee.organization.access import Operator, Visitor, require
from plodnee.organization.models import Centre, Officer
from plodnee.registers.selectors import latest_recorded, statement

MOST_ATTEMPTS = 3
ACTION_FOR: dict[str, str] = {
    Job.Kind.PLAN: "casework.plan",
    Job.Kind.PACK: "documents.registers",
}


def ask_for_plan(
    *, centre: Centre, as_of: date, actor: Visitor, on: date, at: datetime
) -> Job | None:
    """The job of planning a centre as of a day; the open one, if it is under way already.

    None where today's engine and rules have planned the same register of that day before.

    Raises: NotAllowed, NoRegister.
    """
    require(actor, ACTION_FOR[Job.Kind.PLAN], at=centre, on=on)
    if is_planned(latest_recorded(statement(centre, as_of)), as_of):
        return None
    arguments: dict[str, object] = {"as_of": as_of.isoformat()}
    return ask_for(Job.Kind.PLAN, centre, arguments, actor=actor, on=on, at=at)


def ask_for(
    kind: str,
    centre: Centre,
    arguments: dict[str, object],
    *,
    actor: Visitor,
    on: date,
    at: datetime,
) -> Job:
    """A new job of a kind, or the one of that kind that is open at the centre.

    Raises: NotAllowed.
    """
    require(actor, ACTION_FOR[kind], at=centre, on=on)
    try:
        with transaction.atomic():
            return open_job(centre, kind) or _asked(kind, centre, arguments, actor, on, at)
    except IntegrityError:  # somebody asked at the same moment
        known = open_job(centre, kind)
        if known is None:
            raise
        return known


def _asked(
    kind: str, centre: Centre, arguments: dict[str, object], actor: Visitor, on: date, at: datetime
) -> Job:
    job = Job.objects.create(
        kind=kind,
        centre=centre,
        arguments=arguments,
        asked_by=actor if isinstance(actor, Officer) else None,
        asked_on=on,
        asked_at=at,
    )
    assert isinstance(actor, Officer | Operator)
    record(actor, "casework.job_asked", job, kind=kind)
    return job


def take_job(
    worker: str, *, at: datetime, seconds: int, is_gone: Callable[[str], bool] = lambda _: False
) -> Job | None:
    """The job that has waited longest, or one that nobody holds any more; None if there is none.

    `is_gone` says of a worker's name whether that worker is known to have ended. A job that was
    dropped too often fails with `casework.job_given_up`.
    """
    for job in Job.objects.filter(state=Job.State.RUNNING).order_by("asked_at"):
        dropped = job.held_until is None or job.held_until < at or is_gone(job.worker)
        if dropped and job.attempt >= MOST_ATTEMPTS:
            _end(job, Job.State.FAILED, at, refusal=JobGivenUp(attempts=job.attempt))
        elif dropped and _hold(job, worker, at, seconds):
            return job
    for job in Job.objects.filter(state=Job.State.WAITING).order_by("asked_at"):
        if _hold(job, worker, at, seconds):
            return job
    return None


def keep_job(job: Job, *, done: int, total: int, at: datetime, seconds: int) -> None:
    """The job held further, with how far it has come.

    Raises: HoldingLost if somebody else has taken it up.
    """
    held = at + timedelta(seconds=seconds)
    kept = _held(job).update(done=done, total=total, held_until=held)
    if not kept:
        raise HoldingLost()
    job.done, job.total, job.held_until = done, total, held


def release_job(job: Job) -> None:
    """The job waits again: its worker was stopped, which is nobody's fault and no attempt."""
    _held(job).update(
        state=Job.State.WAITING, held_until=None, worker="", attempt=job.attempt - 1, done=0
    )


def finish_job(job: Job, *, run: PlanRun | None, at: datetime) -> None:
    """The job ended with what came of it."""
    _end(job, Job.State.DONE, at, run=run)


def fail_job(job: Job, refusal: Refusal, *, at: datetime) -> None:
    """The job ended without result, and why, in both languages."""
    _end(job, Job.State.FAILED, at, refusal=refusal)


@transaction.atomic
def cancel_job(*, job: Job, actor: Visitor, on: date, at: datetime) -> Job:
    """The job given up before its end: nothing of it is stored. One that has ended stays as it is.

    Raises: NotAllowed.
    """
    require(actor, ACTION_FOR[job.kind], at=job.centre_id, on=on)
    job = Job.objects.select_for_update(no_key=True).get(pk=job.pk)
    if may_become(job.state, Job.State.CANCELLED):
        _end(job, Job.State.CANCELLED, at)
        job.refresh_from_db()
        assert isinstance(actor, Officer | Operator)
        record(actor, "casework.job_cancelled", job, kind=job.kind)
    return job


def _hold(job: Job, worker: str, at: datetime, seconds: int) -> bool:
    """Take the job as it was read; False if somebody was quicker."""
    held, attempt = at + timedelta(seconds=seconds), job.attempt + 1
    taken = _held(job).update(
        state=Job.State.RUNNING, worker=worker, held_until=held, attempt=attempt
    )
    job.state, job.worker, job.held_until, job.attempt = (
        Job.State.RUNNING, worker, held, attempt,
    )  # fmt: skip
    return taken == 1


def _end(
    job: Job,
    state: str,
    at: datetime,
    *,
    run: PlanRun | None = None,
    refusal: Refusal | None = None,
) -> None:
    assert may_become(job.state, state)
    ended = _held(job).update(
        state=state,
        ended_at=at,
        held_until=None,
        run=run,
        refusal_code=refusal.code if refusal else "",
        reason=refusal.message("th") if refusal else "",
        reason_en=refusal.message("en") if refusal else "",
    )
    if not ended:
        raise HoldingLost()


def _held(job: Job) -> QuerySet[Job]:
    """The row of the job, as long as its state and its holding are still those known."""
    return Job.objects.filter(pk=job.pk, state=job.state, worker=job.worker, attempt=job.attempt)
