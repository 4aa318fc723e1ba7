"""Who may open an address and how: every view names its policy, and a test walks them all.

A policy is an action of `organization.roles`, asked at the place that the address names, or one of
the two below. What a person may not see answers like what does not exist; a method that a view
does not name is answered 405, whoever asks, but to look at the address of a deed leads to the page
with its form.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls.converters import StringConverter
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRefresh

from plodnee.errors import Refusal
from plodnee.organization.access import area_codes_for, may, require
from plodnee.organization.errors import NotAllowed
from plodnee.organization.models import Area, Centre, Officer
from plodnee.organization.selectors import centre_by_code
from plodnee.registers.models import ImportBatch, WaitingWorkbook
from plodnee.web.leading_back import led_back
from plodnee.web.letters.offices import office_at
from plodnee.web.trace import leave_refusal, leave_trace

PUBLIC = "public"
LOGGED_IN = "logged_in"
READ = ("GET", "HEAD")
FORM = (*READ, "POST")
DEED = ("POST",)

View = Callable[..., HttpResponseBase]


class PlaceCode(StringConverter):
    """The code of an area or a centre in an address; nothing else is even looked for."""

    regex = "[0-9]{2,8}"


@dataclass(frozen=True, slots=True)
class Place:
    """How an address names a place: the view's own name for it, and how it is found."""

    name: str
    find: Callable[[Any], Any]
    code: Callable[[Any], str]


# The named part of an address -> what the view gets instead, and the code of where that lies.
PLACES: Mapping[str, Place] = {
    "centre_code": Place("centre", centre_by_code, lambda centre: centre.code),
    "area_code": Place(
        "area", lambda code: get_object_or_404(Area, pk=code), lambda area: area.code
    ),
    "office_code": Place("office", office_at, lambda office: office.code),
    "import_id": Place(
        "batch",
        lambda key: get_object_or_404(ImportBatch, pk=key, deed=""),
        lambda batch: batch.centre_code,
    ),
    "waiting_id": Place(
        "waiting",
        lambda key: get_object_or_404(WaitingWorkbook, pk=key),
        lambda waiting: waiting.office_code,
    ),
}


def today() -> date:
    """The day in Thailand on which the page is asked for."""
    return timezone.localdate()


def officer_of(request: HttpRequest) -> Officer:
    """Who asks; only called behind a log-in."""
    assert isinstance(request.user, Officer)
    return request.user


def can(request: HttpRequest, action: str, centre: Centre) -> bool:
    """Whether whoever asks may also do that at the centre: for links that a page shows."""
    return may(officer_of(request), action, at=centre, on=today())


def everyone(methods: tuple[str, ...] = READ) -> Callable[[View], View]:
    """The view for whoever asks."""
    return lambda view: _answering(view, PUBLIC, methods)


def logged_in(methods: tuple[str, ...] = READ) -> Callable[[View], View]:
    """The view for whoever has logged in."""
    return lambda view: _answering(_logged_in_only(view), LOGGED_IN, methods)


def allowed(action: str, methods: tuple[str, ...] = READ) -> Callable[[View], View]:
    """The view for those whose post allows the action at the place of the address.

    The view gets the place itself instead of its code. Where the address names none, the action
    must be allowed somewhere, and the view narrows what it shows.
    """

    def with_policy(view: View) -> View:
        @wraps(view)
        def at_its_place(request: HttpRequest, **named: Any) -> HttpResponseBase:
            officer = officer_of(request)
            part = next((name for name in named if name in PLACES), None)
            if part is None:
                if not area_codes_for(officer, action, today()):
                    leave_refusal(request, action)
                    raise NotAllowed(action=action)
                response = view(request, **named)
                leave_trace(request, response, action)
                return response
            place, key = PLACES[part], named.pop(part)
            try:
                found = place.find(key)
                require(officer, action, at=place.code(found), on=today())
            except (Http404, Refusal):
                leave_refusal(request, action, str(key))
                raise
            response = view(request, **named, **{place.name: found})
            leave_trace(request, response, action, place.code(found), named.get("household_id"))
            return response

        return _answering(_logged_in_only(at_its_place), action, methods)

    return with_policy


def _logged_in_only(view: View) -> View:
    """The view; a script that asks after the log-in ended has its whole page ask anew."""
    guarded = login_required(view)

    @wraps(view)
    def answered(request: HttpRequest, **named: Any) -> HttpResponseBase:
        if getattr(request, "htmx", False) and not request.user.is_authenticated:
            return HttpResponseClientRefresh()
        return guarded(request, **named)

    return answered


def _answering(view: View, policy: str, methods: tuple[str, ...]) -> View:
    answering: View = require_http_methods(methods)(view)
    if methods == DEED:
        answering = _led_to_its_form(answering)
    answering.policy, answering.methods = policy, methods  # type: ignore[attr-defined]
    return answering


def _led_to_its_form(deed: View) -> View:
    @wraps(deed)
    def answered(request: HttpRequest, **named: Any) -> HttpResponseBase:
        way = led_back(request) if request.method in READ else None
        return way or deed(request, **named)

    return answered
