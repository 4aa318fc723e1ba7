"""What was kept long enough is dropped once a night, by whichever worker comes first."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from django.db import IntegrityError, transaction

from plodnee.audit.services import record
from plodnee.organization.access import OPERATOR
from plodnee.privacy.models import RetentionRun
from plodnee.privacy.retention import apply_retention

FROM = time(2, 0)  # by the clock of the office; a machine that slept does it when it wakes
GIVEN_UP = timedelta(hours=1)  # without an end after so long, whoever ran it was stopped


def run_tonight(clock: Callable[[], datetime]) -> RetentionRun | None:
    """The run of this day, ended; None if it is too early or another has it, or has done it.

    `clock` tells the time of the office. Ensures: two who ask at once drop nothing twice.
    """
    now = clock()
    run = _begun(now) if now.time() >= FROM else None
    if run is None:
        return None
    dropped, kept = apply_retention(actor=OPERATOR, on=run.on)
    with transaction.atomic():
        run.ended_at, run.dropped, run.kept = clock(), len(dropped), len(kept)
        run.save(update_fields=["ended_at", "dropped", "kept"])
        record(OPERATOR, "privacy.retention_ran", run, dropped=run.dropped, kept=run.kept)
    return run


def _begun(now: datetime) -> RetentionRun | None:
    last = RetentionRun.objects.filter(on=now.date()).order_by("attempt").last()
    if last and (last.ended_at or now - last.started_at < GIVEN_UP):
        return None
    attempt = last.attempt + 1 if last else 1
    try:
        with transaction.atomic():
            return RetentionRun.objects.create(on=now.date(), attempt=attempt, started_at=now)
    except IntegrityError:  # another worker was quicker
        return None
