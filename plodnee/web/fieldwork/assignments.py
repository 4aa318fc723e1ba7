"""Who has which household in the field, given and taken."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from plodnee.fieldwork.assigning import assign, assignments_at, unassign, workers_at
from plodnee.fieldwork.lists import household_label
from plodnee.fieldwork.models import Assignment
from plodnee.organization.models import Centre
from plodnee.registers import stated
from plodnee.registers.errors import NoRegister
from plodnee.registers.models import Household
from plodnee.registers.selectors import statement
from plodnee.web.access import DEED, FORM, allowed, officer_of, today
from plodnee.web.fieldwork.forms import AssignForm
from plodnee.web.frame import Link, trail_to
from plodnee.web.trace import shows

UNPROCESSABLE = 422
HOMES_A_PAGE = 100


@allowed("field.review", FORM)
def assignments(request: HttpRequest, centre: Centre) -> HttpResponse:
    """Who has which household; more are given by ticking them."""
    page = Paginator(_labelled(centre), HOMES_A_PAGE).get_page(request.GET.get("page"))
    workers = workers_at(centre, today())
    data = request.POST if request.method == "POST" else None
    form = AssignForm(data, workers, page.object_list)
    if form.is_valid():
        said: dict[str, Any] = form.cleaned_data
        worker = next(one for one in workers if str(one.pk) == said["worker"])
        homes = Household.objects.filter(centre=centre, pk__in=said["households"])
        given = assign(
            centre=centre, households=homes, worker=worker, actor=officer_of(request), on=today()
        )
        messages.success(request, _("มอบหมายเพิ่ม %(count)d ครัวเรือน") % {"count": len(given)})
        return redirect("assignments", centre_code=centre.code)
    shows(request, [home.pk for home, _label in page])
    context = {
        "centre": centre,
        "made_up": centre.is_demonstration,
        "form": form,
        "page": page,
        "query": "",
        "given": _given(centre),
        "trail": [
            *trail_to(centre),
            Link(_("ภาคสนาม"), reverse("drafts", args=[centre.code])),
            Link(_("มอบหมายครัวเรือน"), "", here=True),
        ],
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "fieldwork/assignments.html", context, status=status)


@allowed("field.review", DEED)
def assignment_end(request: HttpRequest, centre: Centre, assignment_id: UUID) -> HttpResponse:
    """A household taken from a worker."""
    rows = Assignment.objects.select_related("household__centre")
    one = get_object_or_404(rows, pk=assignment_id, household__centre=centre)
    unassign(assignment=one, actor=officer_of(request), on=today())
    messages.success(request, _("บันทึกแล้ว"))
    return redirect("assignments", centre_code=centre.code)


def _labelled(centre: Centre) -> list[tuple[Household, str]]:
    """The households of today's register, by code and the head's given name."""
    try:
        states = stated.household_states(statement(centre, today()))
    except NoRegister:
        return []
    homes = Household.objects.filter(pk__in=list(states)).order_by("code")
    return [(home, household_label(home, states[home.pk])) for home in homes]


def _given(centre: Centre) -> list[dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    for one in assignments_at(centre):
        row = found.setdefault(one.worker_id, {"worker": str(one.worker), "assignments": []})
        row["assignments"].append(one)
    return list(found.values())
