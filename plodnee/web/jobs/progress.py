"""What the bar of long work tells."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from plodnee.casework.models import Job

PATIENCE = timedelta(seconds=20)


def progress_of(found: Job, address: str) -> dict[str, Any]:
    """How far a job has come, for `jobs/parts/progress.html`; `address` is asked again for it."""
    now = timezone.now()
    waiting = Job.objects.filter(state=Job.State.WAITING, asked_at__lt=found.asked_at).count()
    return {
        "job": found,
        "address": address,
        "ahead": waiting if found.state == Job.State.WAITING else 0,
        "unattended": found.state == Job.State.WAITING and found.asked_at + PATIENCE < now,
        "dropped": found.held_until is not None and found.held_until < now,
    }
