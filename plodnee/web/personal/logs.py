"""Pages that show who looked: at one household, and whose ids were opened in an area."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from plodnee.audit.access import reveal_reason
from plodnee.audit.models import AccessEvent
from plodnee.audit.selectors import accesses_to_households, bursts, reveals
from plodnee.organization.access import rows_within
from plodnee.organization.models import Centre
from plodnee.organization.roles import ROLES
from plodnee.privacy.selectors import looks_alert, purposes
from plodnee.registers.models import Household
from plodnee.registers.sameness.standing import household_roots, together
from plodnee.web.access import allowed, logged_in, officer_of, today
from plodnee.web.frame import Link
from plodnee.web.personal.wording import BASIS_NAMES, SCREEN_NAMES
from plodnee.web.templatetags.wording import english, said_name

ROWS_A_PAGE = 50
OFFICE_OPENS, OFFICE_CLOSES = time(8, 0), time(17, 0)
SATURDAY = 5
ALERTS_SHOWN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Look:
    """One row of the log as a page tells it; `odd` outside the hours of an office."""

    event: AccessEvent
    screen: str
    role: str
    reason: str
    odd: bool


@allowed("access.view")
def accesses(request: HttpRequest, centre: Centre, household_id: UUID) -> HttpResponse:
    """Who looked at a household, on which page or in which file, and who opened an id."""
    household = get_object_or_404(Household, pk=household_id, centre=centre)
    told = together([household.pk], household_roots(centre.code))
    found = accesses_to_households(centre.code, told)
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "centre": centre,
        "household": household,
        "page": page,
        "rows": [_look(event) for event in page],
        "made_up": centre.is_demonstration,
        "trail": [
            Link(centre.name, reverse("centre", args=[centre.code])),
            Link(household.code, reverse("household", args=[centre.code, household.pk])),
            Link(_("ใครเข้าดูครัวเรือนนี้"), "", here=True),
        ],
    }
    return render(request, "personal/accesses.html", context)


@allowed("access.view")
def opened_ids(request: HttpRequest) -> HttpResponse:
    """Every national id opened in the areas of whoever supervises them, and who saw very many."""
    places = rows_within(officer_of(request), "access.view", today(), "chain")
    found = reveals().filter(places)
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    alert = looks_alert(today())
    recent = AccessEvent.objects.filter(places, recorded_at__gte=timezone.now() - ALERTS_SHOWN)
    context = {
        "page": page,
        "rows": [_look(event) for event in page],
        "alert": alert,
        "bursts": bursts(recent, most=alert.households, within=alert.within),
    }
    return render(request, "personal/opened_ids.html", context)


@logged_in()
def record_of_processing(request: HttpRequest) -> HttpResponse:
    """For what personal data are used, on which basis, how long: the record that the law asks."""
    rows = [
        {
            "purpose": one,
            "name": said_name(one),
            "text": one.text_en if english() else one.text_th,
            "basis": BASIS_NAMES[one.basis],
        }
        for one in purposes()
    ]
    return render(request, "personal/processing.html", {"rows": rows})


def _look(event: AccessEvent) -> Look:
    role = ROLES.get(event.role)
    return Look(
        event=event,
        screen=str(SCREEN_NAMES.get(event.action, event.action)),
        role=said_name(role) if role else "",
        reason=reveal_reason(event) if event.is_revealed else "",
        odd=_is_odd(event.recorded_at),
    )


def _is_odd(moment: datetime) -> bool:
    here = timezone.localtime(moment)
    return here.weekday() >= SATURDAY or not OFFICE_OPENS <= here.time() <= OFFICE_CLOSES
