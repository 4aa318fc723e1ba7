"""Questions about long work."""

from plodnee.casework.models import Job
from plodnee.organization.models import Centre


def open_job(centre: Centre, kind: str) -> Job | None:
    """The job of a kind that waits or runs at the centre."""
    return Job.objects.filter(
        centre=centre, kind=kind, state__in=(Job.State.WAITING, Job.State.RUNNING)
    ).first()


def last_job(centre: Centre, kind: str) -> Job | None:
    """The job of a kind that was asked for last."""
    return Job.objects.filter(centre=centre, kind=kind).order_by("-asked_at").first()
