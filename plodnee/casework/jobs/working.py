"""What a worker does with the jobs that it takes, one after the other."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from plodnee.casework.jobs.errors import HoldingLost, JobBroke, WorkStopped
from plodnee.casework.jobs.services import (
    fail_job,
    finish_job,
    keep_job,
    release_job,
    take_job,
)
from plodnee.casework.models import Job
from plodnee.errors import Refusal
from plodnee.organization.access import OPERATOR, Visitor

log = logging.getLogger(__name__)
# Long enough to compile the kernels, to plan one household, and to store a whole centre.
FIRST_HOLD_SECONDS = 180
HOLD_SECONDS = 60
TELL_EVERY = timedelta(milliseconds=500)

Clock = Callable[[], datetime]
Tell = Callable[[int, int], None]
# Does a job and stores its end with its result, or neither: the job, whom to tell, the clock.
Doer = Callable[[Job, Tell, Clock], None]


def do_plan(job: Job, tell: Tell, clock: Clock) -> None:
    """The centre of the job planned. The planner is loaded only where there is work for it."""
    from plodnee.casework.services import plan_centre

    actor: Visitor = job.asked_by or OPERATOR
    plan_centre(
        centre=job.centre,
        as_of=date.fromisoformat(job.arguments["as_of"]),
        actor=actor,
        on=job.asked_on,
        progress=tell,
        stored=lambda run: finish_job(job, run=run, at=clock()),
    )


def _planning_alone() -> dict[str, Doer]:
    return {Job.Kind.PLAN: do_plan}


@dataclass(frozen=True, slots=True)
class Worker:
    """Who works: a name, a clock, who of the others is gone, whether to stop, and who does what.

    `doers` holds for each kind of job what does it; packages above this one hand in their own.
    """

    name: str
    clock: Clock
    is_gone: Callable[[str], bool] = lambda _name: False
    stops: Callable[[], bool] = lambda: False
    doers: Mapping[str, Doer] = field(default_factory=_planning_alone)


def work_once(worker: Worker) -> bool:
    """Take one job and end it; False if there was none to take."""
    job = take_job(
        worker.name, at=worker.clock(), seconds=FIRST_HOLD_SECONDS, is_gone=worker.is_gone
    )
    if job is None:
        return False
    try:
        _work_on(job, worker)
    except HoldingLost:
        log.warning("job %s is held no more: it was given up, or somebody else took it up", job.pk)
    return True


def _work_on(job: Job, worker: Worker) -> None:
    """The job done, released, or failed; a fault of the program fails it and goes on upward."""
    broke = True
    try:
        worker.doers[job.kind](job, _Telling(job, worker), worker.clock)
        broke = False
    except WorkStopped:
        broke = False
        release_job(job)
    except Refusal as refusal:
        broke = False
        fail_job(job, refusal, at=worker.clock())
    except HoldingLost:
        broke = False
        raise
    finally:
        if broke:
            fail_job(job, JobBroke(), at=worker.clock())


class _Telling:
    """Tells how far the job has come, but not more often than somebody can see."""

    def __init__(self, job: Job, worker: Worker) -> None:
        self._job, self._worker = job, worker
        self._next: datetime | None = None

    def __call__(self, done: int, total: int) -> None:
        if self._worker.stops():
            raise WorkStopped()
        now = self._worker.clock()
        if done < total and self._next is not None and now < self._next:
            return
        self._next = now + TELL_EVERY
        keep_job(self._job, done=done, total=total, at=now, seconds=HOLD_SECONDS)
