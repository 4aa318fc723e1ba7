"""The whole pack as one archive: asked for, made beside the pages, taken away."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRefresh

from plodnee.audit.services import record
from plodnee.casework.jobs.selectors import last_job
from plodnee.casework.jobs.services import cancel_job
from plodnee.casework.models import Job
from plodnee.casework.selectors import latest_run
from plodnee.documents.packing import ask_for_pack, pack_content, ready_pack
from plodnee.organization.models import Centre
from plodnee.web.access import DEED, allowed, officer_of, today
from plodnee.web.documents.packs import language_of_page
from plodnee.web.frame import Link, trail_to
from plodnee.web.jobs.progress import progress_of
from plodnee.web.taken_away import file_response
from plodnee.web.trace import shows


@allowed("documents.registers")
def pack_page(request: HttpRequest, centre: Centre) -> HttpResponse:
    """What the pack holds and of which analysis: ready, under way, or to be asked for."""
    shows(request, [])
    run, language = latest_run(centre), language_of_page()
    job, address = last_job(centre, Job.Kind.PACK), reverse("pack_page", args=[centre.code])
    if getattr(request, "htmx", False):
        if job is None or not job.is_open:
            return HttpResponseClientRefresh()
        return render(request, "jobs/parts/progress.html", progress_of(job, address))
    context = {
        "centre": centre,
        "run": run,
        "ready": ready_pack(run, language),
        "made_up": centre.is_demonstration,
        "trail": [*trail_to(centre), Link(_("เอกสารทั้งชุด"), "", here=True)],
    }
    if job is not None:
        context |= progress_of(job, address)
        context["in_other_language"] = job.arguments["language"] != language
    return render(request, "documents/pack.html", context)


@allowed("documents.registers", DEED)
def pack_make(request: HttpRequest, centre: Centre) -> HttpResponse:
    """The pack asked for; one that is ready or under way is not asked for again."""
    ask_for_pack(
        centre=centre,
        language=language_of_page(),
        actor=officer_of(request),
        on=today(),
        at=timezone.now(),
    )
    return redirect("pack_page", centre_code=centre.code)


@allowed("documents.registers", DEED)
def pack_cancel(request: HttpRequest, centre: Centre, job_id: UUID) -> HttpResponse:
    """The making given up; one that has ended meanwhile is left as it is."""
    found = get_object_or_404(Job, pk=job_id, centre=centre, kind=Job.Kind.PACK)
    cancel_job(job=found, actor=officer_of(request), on=today(), at=timezone.now())
    return redirect("pack_page", centre_code=centre.code)


@allowed("documents.registers")
def pack_file(request: HttpRequest, centre: Centre) -> HttpResponse:
    """The pack that is ready, as one archive; without one, its page."""
    pack = ready_pack(latest_run(centre), language_of_page())
    content = pack_content(pack) if pack else None
    if content is None:
        return redirect("pack_page", centre_code=centre.code)
    record(officer_of(request), "documents.taken", centre, file="pack.zip")
    return file_response(content, f"{centre.code}-pack.zip")
