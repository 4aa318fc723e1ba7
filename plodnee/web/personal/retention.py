"""The page of what was kept long enough: by which rules, what goes next, what stays, what went."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from plodnee import policy
from plodnee.audit.models import AuditEvent
from plodnee.organization.access import OPERATOR, area_codes_for, rows_within
from plodnee.privacy.models import RetentionRun
from plodnee.privacy.retention import FAMILY, Due, Kept, foreseen
from plodnee.web.access import allowed, officer_of, today
from plodnee.web.frame import Link
from plodnee.web.personal.wording import DROPPED_NAMES, PERIOD_NAMES, RETENTION_NAMES
from plodnee.web.templatetags.wording import duration, english

ROWS_A_PAGE = 50
RUNS_SHOWN = 7
MOST_DUE = 200
ACTION = "access.view"


@dataclass(frozen=True, slots=True)
class Period:
    """What is kept how long."""

    name: Promise
    long: str


@dataclass(frozen=True, slots=True)
class DueRow:
    """Something whose time is over: what, where, since when, and what keeps it, if anything."""

    name: Promise
    due: Due
    stays: str


@allowed(ACTION)
def retention(request: HttpRequest) -> HttpResponse:
    """What tonight drops in one's areas and what stays, and everything that was dropped so far.

    Nothing here names anybody: things stand by their centre and their day.
    """
    officer, on = officer_of(request), today()
    dropped = AuditEvent.objects.filter(
        rows_within(officer, ACTION, on, "chain"),
        actor_key=OPERATOR.audit_key,
        action__in=DROPPED_NAMES,
    )
    page = Paginator(dropped.order_by("-recorded_at", "-pk"), ROWS_A_PAGE).get_page(
        request.GET.get("page")
    )
    due = _due(area_codes_for(officer, ACTION, on), on)
    version = policy.in_force(FAMILY, on)
    context = {
        "periods": _periods(version.values),
        "source": version.source,
        "confirmed": version.verified,
        "runs": RetentionRun.objects.order_by("-on", "-attempt")[:RUNS_SHOWN],
        "due": due[:MOST_DUE],
        "due_in_all": len(due),
        "page": page,
        "rows": [(event, DROPPED_NAMES[event.action]) for event in page],
        "trail": [Link(_("การลบตามกำหนดเก็บ"), "", here=True)],
    }
    return render(request, "personal/retention.html", context)


def _due(places: list[str], on: date) -> list[DueRow]:
    rows: list[DueRow] = []
    for place in places:
        going, kept = foreseen(on, place)
        rows += [DueRow(RETENTION_NAMES[due.kind], due, "") for due in going]
        rows += [DueRow(RETENTION_NAMES[one.due.kind], one.due, _why(one)) for one in kept]
    return sorted(rows, key=lambda row: (row.due.since, row.due.key))


def _why(kept: Kept) -> str:
    return kept.reason_en if english() else kept.reason_th


def _periods(values: Mapping[str, int]) -> list[Period]:
    """Every period of the rules, in days or in years and months."""
    found = []
    for key, value in values.items():
        kind, _line, unit = key.rpartition("_")
        long = _("%(days)d วัน") % {"days": value} if unit == "days" else duration(value)
        found.append(Period(PERIOD_NAMES[kind], long))
    return found
