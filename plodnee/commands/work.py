"""`plodnee work`: the process that works on what takes longer than a page."""

import argparse
import os
import signal
import socket
import time
from datetime import datetime
from typing import TYPE_CHECKING

from plodnee.commands.environment import start_on_ready_database
from plodnee.commands.retention import ended_sessions

if TYPE_CHECKING:
    from plodnee.casework.jobs.working import Clock, Doer, Tell
    from plodnee.casework.models import Job

PAUSE_SECONDS = 1.0
SECONDS_BETWEEN_MAILS = 60.0  # so long a mail server that was away is left alone
SECONDS_BETWEEN_LOOKS = 300.0  # for whether the night's retention was run
NICENESS = 5  # pages go first


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--once", action="store_true", help="end when nothing waits any more")
    parser.add_argument(
        "--with-parent",
        type=int,
        metavar="PID",
        help="end when this process, which started the command, has ended",
    )


def run(options: argparse.Namespace) -> int:
    """Take jobs until told to stop; one that is under way then waits for the next worker.

    When no job waits it sends e-mails that do, and drops once a night what was kept long enough.
    """
    stop = Stop(options.with_parent)
    start_on_ready_database()
    from django.db import close_old_connections

    from plodnee.casework.jobs.working import Worker, work_once
    from plodnee.privacy.nightly import run_tonight
    from plodnee.visits.rounds.notices import send_waiting

    os.nice(NICENESS)
    worker = Worker(name=own_name(), clock=_now, is_gone=is_gone, stops=stop, doers=_doers())
    look_again = mail_again = time.monotonic()
    while not stop():
        close_old_connections()
        if work_once(worker):
            continue
        if time.monotonic() >= mail_again:
            send_waiting(_now_here)
            mail_again = time.monotonic() + SECONDS_BETWEEN_MAILS
        if options.once:
            break
        if time.monotonic() >= look_again:
            look_again = time.monotonic() + SECONDS_BETWEEN_LOOKS
            if run_tonight(_now_here):
                ended_sessions().delete()
        time.sleep(PAUSE_SECONDS)
    return 0


def _doers() -> "dict[str, Doer]":
    """What does each kind of job."""
    from plodnee.casework.jobs.working import do_plan
    from plodnee.casework.models import Job

    return {Job.Kind.PLAN: do_plan, Job.Kind.PACK: _make_pack}


def _make_pack(job: "Job", tell: "Tell", clock: "Clock") -> None:
    """A centre's pack made. What draws it is loaded only where there is work for it."""
    from plodnee.documents.packing import make_pack

    make_pack(job, tell, clock)


class Stop:
    """Whether to stop: a signal came, or the process that started this one has ended."""

    def __init__(self, parent: int | None) -> None:
        self._parent, self._told = parent, False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._tell)

    def __call__(self) -> bool:
        """The answer now."""
        return self._told or (self._parent is not None and os.getppid() != self._parent)

    def _tell(self, number: int, frame: object) -> None:
        self._told = True


def own_name() -> str:
    """This process among all workers: its machine and its number."""
    return f"{socket.gethostname()[:60]}/{os.getpid()}"


def is_gone(name: str) -> bool:
    """Whether a worker of this machine has ended; of other machines nobody here knows."""
    machine, _, number = name.rpartition("/")
    if machine != socket.gethostname()[:60] or not number.isdigit():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return int(number) == os.getpid()  # this process takes a job only when it holds none


def _now() -> datetime:
    from django.utils import timezone

    return timezone.now()


def _now_here() -> datetime:
    from django.utils import timezone

    return timezone.localtime()
