"""The registers of letters sent and received of an office: searched, by year, in pages."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from plodnee.organization.access import area_codes_for, may
from plodnee.organization.models import Area
from plodnee.visits.letters.selectors import (
    letter_number,
    letters_sent,
    letters_to,
    office_of,
    received_by,
    task_states,
)
from plodnee.visits.models import Letter
from plodnee.web.access import FORM, allowed, officer_of, today
from plodnee.web.frame import Link
from plodnee.web.left_out import known_or_told, tell_unknown
from plodnee.web.letters.offices import Office
from plodnee.web.letters.wording import KINDS, URGENCIES, office_name
from plodnee.web.searches import in_links, keep_search, searched

ROWS_A_PAGE, LONGEST_SEARCH, MOST_WAITING = 25, 80, 50
SEARCH, SENT, RECEIVED = "letters", "sent", "received"


@allowed("letters.view")
def letters(request: HttpRequest) -> HttpResponse:
    """The offices whose registers this person may read; straight to the only one."""
    codes = area_codes_for(officer_of(request), "letters.view", today())
    offices = [Office(code) for code in codes]
    if len(offices) == 1:
        return redirect(offices[0].page("office_letters"))
    context = {
        "offices": [(one.page("office_letters"), office_name(one.code)) for one in offices],
        "trail": [Link(_("หนังสือ"), "", here=True)],
    }
    return render(request, "letters/offices.html", context)


@allowed("letters.view", FORM)
def office_letters(request: HttpRequest, office: Office) -> HttpResponse:
    """One register of the office, the latest letter first, and what waits to be received."""
    if request.method == "POST":
        keep_search(request, SEARCH, office, request.POST.get("q", "")[:LONGEST_SEARCH])
        return redirect(office.page("office_letters") + _query(kind_of(request, office), ""))
    kind = kind_of(request, office)
    tell_unknown(request, "register", _("ทะเบียน"), (SENT, RECEIVED))
    years = years_of(office, kind)
    year = known_or_told(request, "year", _("ปี"), years)
    words = searched(request, SEARCH, office)
    found = narrowed(office, kind, year, words)
    page = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("page"))
    officer, on = officer_of(request), today()
    context = {
        "office": office,
        "name": office_name(office.code),
        "kind": kind,
        "year": year,
        "years": years,
        "words": words,
        "page": page,
        "query": _query(kind, year, in_links(request, SEARCH, office)).removeprefix("?"),
        "rows": _sent(list(page)) if kind == SENT else list(page),
        "waiting": _not_received(office),
        "tabs": _tabs(office, kind),
        "sends": may(officer, "letters.send", at=office.code, on=on),
        "answers": may(officer, "letters.answer", at=office.code, on=on),
        "headed": office_of(office.code) is not None,
        "trail": office_trail(office),
    }
    return render(request, "letters/register.html", context)


def office_trail(office: Office, *names: str) -> list[Link]:
    """The way to a page of the office's letters."""
    page = Link(office_name(office.code), office.page("office_letters") if names else "")
    return [Link(_("หนังสือ"), reverse("letters")), page, *(Link(one, "") for one in names)]


def kind_of(request: HttpRequest, office: Office) -> str:
    """Which register is asked for; where none is, that of letters sent, in a district received."""
    asked = request.GET.get("register", "")
    if asked in (SENT, RECEIVED):
        return asked
    return RECEIVED if len(office.code) > Area.Level.PROVINCE else SENT


def narrowed(office: Office, kind: str, year: str, words: str) -> QuerySet[Any, Any]:
    """The rows of a register of that year in which every word occurs."""
    found: Any = letters_sent(office.code) if kind == SENT else received_by(office.code)
    if year:
        found = found.filter(year_be=int(year))
    columns = ("subject", "addressee") if kind == SENT else ("subject", "sender", "their_number")
    for word in words.split():
        meant = Q()
        for column in columns:
            meant |= Q(**{f"{column}__icontains": word})
        if word.isascii() and word.isdigit():
            meant |= Q(number=int(word[:9]))
        found = found.filter(meant)
    return found  # type: ignore[no-any-return]


def years_of(office: Office, kind: str) -> list[str]:
    """The years in which the register has letters, the latest first."""
    found: Any = letters_sent(office.code) if kind == SENT else received_by(office.code)
    years = found.order_by("-year_be").values_list("year_be", flat=True).distinct()
    return [str(year) for year in years]


def _sent(letters: list[Letter]) -> list[dict[str, Any]]:
    open_tasks: dict[Any, int] = {}
    asked: dict[Any, int] = {}
    for state in task_states(letters):
        key = state.task.letter_id
        asked[key] = asked.get(key, 0) + 1
        open_tasks[key] = open_tasks.get(key, 0) + state.is_open
    return [
        {
            "letter": one,
            "number": letter_number(one),
            "kind": KINDS[Letter.Kind(one.kind)],
            "urgency": URGENCIES[Letter.Urgency(one.urgency)] if one.urgency else "",
            "to": one.addressee or (office_name(one.to_code) if one.to_code else ""),
            "asked": asked.get(one.pk, 0),
            "answered": asked.get(one.pk, 0) - open_tasks.get(one.pk, 0),
        }
        for one in letters
    ]


def _not_received(office: Office) -> list[dict[str, Any]]:
    """Letters sent to the office from here that are not in its register yet."""
    sent: Any = letters_to(office.code)
    waiting = sent.filter(received_number__isnull=True) if office.code else ()
    return [
        {"letter": one, "number": letter_number(one), "sender": office_name(one.office_code)}
        for one in waiting[:MOST_WAITING]
    ]


def _tabs(office: Office, kind: str) -> list[tuple[str, str, bool]]:
    names = ((SENT, _("ทะเบียนหนังสือส่ง")), (RECEIVED, _("ทะเบียนหนังสือรับ")))
    return [(_query(key, ""), name, key == kind) for key, name in names]


def _query(kind: str, year: str, more: Mapping[str, str] | None = None) -> str:
    return "?" + urlencode({"register": kind, **({"year": year} if year else {}), **(more or {})})
