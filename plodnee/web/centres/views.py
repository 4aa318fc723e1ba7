"""Pages of areas and centres."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from plodnee.casework.jobs.selectors import open_job
from plodnee.casework.jobs.services import ask_for_plan
from plodnee.casework.models import Job
from plodnee.casework.selectors import latest_totals
from plodnee.documents.facts.suppression import fewest, too_few
from plodnee.engine.thai_text import compact
from plodnee.organization.access import area_codes_for, centres_within
from plodnee.organization.models import Area, Centre
from plodnee.organization.selectors import trail as areas_down_to
from plodnee.registers.committees.selectors import committee_of
from plodnee.registers.selectors import register_days
from plodnee.web.access import DEED, allowed, can, officer_of, today
from plodnee.web.centres.areas import area_table
from plodnee.web.centres.page import centre_context
from plodnee.web.committees.wording import standing_words, way_out
from plodnee.web.frame import Link
from plodnee.web.templatetags.wording import area_alone

ROWS_A_PAGE = 25


@allowed("areas.browse")
def areas(request: HttpRequest) -> HttpResponse:
    """Where the tree begins for this person: the country, one area, or a choice of areas."""
    officer, on = officer_of(request), today()
    codes = area_codes_for(officer, "areas.browse", on)
    if codes == [""]:
        return _tree(request, "", _("ประเทศไทย"), [])
    if len(codes) == 1:
        return redirect("area", area_code=codes[0])
    roots = Area.objects.filter(pk__in=codes)
    return render(request, "centres/roots.html", {"roots": roots})


@allowed("areas.browse")
def area(request: HttpRequest, area: Area) -> HttpResponse:
    """The areas or centres inside one, with their figures."""
    officer, on = officer_of(request), today()
    codes = area_codes_for(officer, "areas.browse", on)
    above = [
        Link(area_alone(one.code), reverse("area", args=[one.code]))
        for one in areas_down_to(area.code)[:-1]
        if any(one.code.startswith(code) for code in codes)
    ]
    return _tree(request, area.code, area_alone(area.code), above)


def _tree(request: HttpRequest, code: str, name: str, above: list[Link]) -> HttpResponse:
    start = Link(_("พื้นที่"), reverse("areas"))
    context = {
        "name": name,
        "code": code,
        "table": area_table(officer_of(request), code, today()),
        "trail": [start, *above, Link(name, "", here=True)],
    }
    return render(request, "centres/area.html", context)


@allowed("centres.view")
def centres(request: HttpRequest) -> HttpResponse:
    """The centres that this person may see, by area code."""
    words = request.GET.get("q", "")[:80]
    found = [
        centre
        for centre in centres_within(officer_of(request), today())
        if compact(words) in compact(f"{centre.code} {centre.name}")
    ]
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    rows = _centre_rows(request, list(page))
    query = urlencode({"q": words}) if words else ""
    context = {"page": page, "rows": rows, "found": len(found), "words": words, "query": query}
    return render(request, "centres/centres.html", context)


def _centre_rows(request: HttpRequest, shown: list[Centre]) -> list[dict[str, Any]]:
    """The centres with their figures, withheld where they would tell of households not to see."""
    totals = latest_totals(shown)
    seen = centres_within(officer_of(request), today(), "households.view")
    inside = set(seen.filter(pk__in=totals).values_list("pk", flat=True))
    rows = []
    for centre in shown:
        known = totals.get(centre.code)
        standing = fewest(known.households, known.households_with_debt) if known else 0
        withheld = too_few(standing) and centre.code not in inside
        rows.append({"centre": centre, "totals": None if withheld else known, "withheld": withheld})
    return rows


@allowed("centres.view")
def centre(request: HttpRequest, centre: Centre) -> HttpResponse:
    """A centre: member groups, debt by creditor and class, before and after, files to take away."""
    rights = {
        "households": can(request, "households.view", centre),
        "plan": can(request, "casework.plan", centre),
        "deck": can(request, "documents.deck", centre),
        "registers": can(request, "documents.registers", centre),
        "import": can(request, "registers.import", centre),
        "committee": can(request, "committee.view", centre),
        "books": can(request, "books.view", centre),
        "following": can(request, "following.view", centre),
        "field": can(request, "field.review", centre),
        "notes": can(request, "notes.view", centre),
    }
    context: dict[str, Any] = {
        "centre": centre,
        "rights": rights,
        "under_way": open_job(centre, Job.Kind.PLAN) if rights["plan"] else None,
        "made_up": centre.is_demonstration,
        "trail": [Link(_("ศูนย์ฯ"), reverse("centres")), Link(centre.name, "", here=True)],
        **centre_context(centre, sees_households=rights["households"]),
        **(_committee_warning(centre) if rights["committee"] else {}),
    }
    return render(request, "centres/centre.html", context)


def _committee_warning(centre: Centre) -> dict[str, Any]:
    """What is amiss with the order of the committee; nothing where it is in force."""
    now = committee_of(centre, today())
    words = standing_words(now) if way_out(now) else ""
    return {"committee": now, "committee_words": words, "committee_way_out": way_out(now)}


@allowed("casework.plan", DEED)
def plan(request: HttpRequest, centre: Centre) -> HttpResponse:
    """Classes and menus of the latest register asked for; the same register changes nothing."""
    on = today()
    days = register_days(centre)
    job = ask_for_plan(
        centre=centre,
        as_of=days[0] if days else on,
        actor=officer_of(request),
        on=on,
        at=timezone.now(),
    )
    if job is None:
        messages.info(request, _("ทะเบียนล่าสุดวิเคราะห์ไว้แล้ว จึงไม่มีอะไรเปลี่ยนแปลง"))
        return redirect("results", centre_code=centre.code)
    return redirect("job", centre_code=centre.code, job_id=job.pk)
