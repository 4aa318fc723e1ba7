"""How far a job has come; reloading the page, or another person's, tells the same."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect, HttpResponseClientRefresh

from plodnee.casework.jobs.services import cancel_job
from plodnee.casework.models import Job
from plodnee.organization.models import Centre
from plodnee.web.access import DEED, allowed, officer_of, today
from plodnee.web.frame import Link, trail_to
from plodnee.web.jobs.progress import progress_of


@allowed("casework.plan")
def job(request: HttpRequest, centre: Centre, job_id: UUID) -> HttpResponse:
    """The progress of planning the centre; once done it leads on to the results."""
    found = get_object_or_404(Job, pk=job_id, centre=centre, kind=Job.Kind.PLAN)
    part = bool(getattr(request, "htmx", False))
    if found.state == Job.State.DONE:
        result = reverse("results", args=[centre.code])
        return HttpResponseClientRedirect(result) if part else redirect(result)
    if part and not found.is_open:
        return HttpResponseClientRefresh()
    template = "jobs/parts/progress.html" if part else "jobs/job.html"
    return render(request, template, _context(found, centre))


@allowed("casework.plan", DEED)
def job_cancel(request: HttpRequest, centre: Centre, job_id: UUID) -> HttpResponse:
    """The job given up; one that has ended meanwhile is left as it is."""
    found = get_object_or_404(Job, pk=job_id, centre=centre, kind=Job.Kind.PLAN)
    cancel_job(job=found, actor=officer_of(request), on=today(), at=timezone.now())
    return redirect("job", centre_code=centre.code, job_id=found.pk)


def _context(found: Job, centre: Centre) -> dict[str, Any]:
    return {
        **progress_of(found, reverse("job", args=[centre.code, found.pk])),
        "centre": centre,
        "made_up": centre.is_demonstration,
        "trail": [*trail_to(centre), Link(_("ความคืบหน้า"), "", here=True)],
    }
