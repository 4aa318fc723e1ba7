"""The states of a job and the moves between them."""

from plodnee.casework.models import Job

# state -> the states that may follow it; a running job waits again when its worker was stopped
MOVES: dict[str, frozenset[str]] = {
    Job.State.WAITING: frozenset({Job.State.RUNNING, Job.State.CANCELLED}),
    Job.State.RUNNING: frozenset(
        {Job.State.WAITING, Job.State.DONE, Job.State.FAILED, Job.State.CANCELLED}
    ),
    Job.State.DONE: frozenset(),
    Job.State.FAILED: frozenset(),
    Job.State.CANCELLED: frozenset(),
}


def may_become(now: str, then: str) -> bool:
    """Whether a job in one state may move to another."""
    return then in MOVES[now]
