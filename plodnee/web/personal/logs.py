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
from plodnee.organization.models import Centre, Officer
from plodnee.organization.roles import ROLES
from plodnee.privacy.selectors import looks_alert, purposes, surnames_of
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
    """One row of the log as a page tells it, with its household where there is one.

    `odd` outside the hours of an office; `kin` where whoever looked bears a surname of those seen.
    """

    event: AccessEvent
    home: Household | None
    kin: bool
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
        "rows": _looks(list(page), list(Household.objects.filter(pk__in=told)), of_one=True),
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
        "rows": _looks(list(page), _homes(list(page))),
        "alert": alert,
        "minutes": alert.within // timedelta(minutes=1),
        "bursts": bursts(
            recent,
            most=alert.households,
            within=alert.within,
            most_of_roles=alert.of_roles,
        ),
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


def _homes(events: list[AccessEvent]) -> list[Household]:
    """The households of which these events speak one by one."""
    keys = {event.household_key for event in events if event.household_key}
    return list(Household.objects.filter(pk__in=[UUID(hex=key) for key in keys]))


def _looks(
    events: list[AccessEvent], homes: list[Household], *, of_one: bool = False
) -> list[Look]:
    """The events in the words of a page; `of_one` says that all of them showed these homes."""
    surnames = surnames_of([home.pk for home in homes])
    by_key = {home.pk.hex: home for home in homes}
    numbers = {_officer_key(event.actor_key) for event in events}
    officers = Officer.objects.filter(pk__in=numbers).exclude(last_name="")
    bears = {one.audit_key: one.last_name for one in officers}
    everybody = set().union(*surnames.values()) if of_one else set()
    found = []
    for event in events:
        home = by_key.get(event.household_key)
        seen = surnames[home.pk] | everybody if home else everybody
        found.append(_look(event, home, kin=bears.get(event.actor_key, "") in seen))
    return found


def _officer_key(actor_key: str) -> int:
    number = actor_key.partition(":")[2]
    return int(number) if number.isdigit() else 0


def _look(event: AccessEvent, home: Household | None, *, kin: bool) -> Look:
    role = ROLES.get(event.role)
    return Look(
        event=event,
        home=home,
        kin=kin,
        screen=str(SCREEN_NAMES.get(event.action, event.action)),
        role=said_name(role) if role else "",
        reason=reveal_reason(event) if event.is_revealed else "",
        odd=_is_odd(event.recorded_at),
    )


def _is_odd(moment: datetime) -> bool:
    here = timezone.localtime(moment)
    return here.weekday() >= SATURDAY or not OFFICE_OPENS <= here.time() <= OFFICE_CLOSES
