"""Every refusal becomes a page with its status; no view catches one."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from plodnee.errors import Refusal
from plodnee.organization.access import posts_read_once
from plodnee.registers.book import Reading
from plodnee.registers.errors import ChangedMeanwhile
from plodnee.web.edits.wording import Difference, differences
from plodnee.web.registers.findings import findings

# What a person may not see looks like what does not exist.
STATUS_BY_PREFIX = (
    ("organization.", HTTPStatus.NOT_FOUND),
    ("registers.register_refused", HTTPStatus.UNPROCESSABLE_ENTITY),
    ("registers.not_your_centre", HTTPStatus.UNPROCESSABLE_ENTITY),
    ("registers.text_too_long", HTTPStatus.UNPROCESSABLE_ENTITY),
    ("registers.choice_missing", HTTPStatus.UNPROCESSABLE_ENTITY),
    ("registers.list_not_answered", HTTPStatus.UNPROCESSABLE_ENTITY),
    ("registers.confirmed_otherwise", HTTPStatus.UNPROCESSABLE_ENTITY),
    ("privacy.reason_missing", HTTPStatus.UNPROCESSABLE_ENTITY),
    ("privacy.too_many_reveals", HTTPStatus.TOO_MANY_REQUESTS),
    ("registers.reason_missing", HTTPStatus.UNPROCESSABLE_ENTITY),
    ("", HTTPStatus.CONFLICT),
)
MOST_FINDINGS = 100
# Long fields of the forms, also of a form in parts (i2-text): who filled them in for nothing gets
# the words back.
TYPED = frozenset({"text", "wording", "reason", "note", "what", "agenda"})


class RefusalMiddleware:
    """Turns a refusal raised by a view, or below it, into a page that says why and what next."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer of the view; one that takes no such method gets a page as well."""
        with posts_read_once():
            response = self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content:
            page = render(request, "405.html", status=HTTPStatus.METHOD_NOT_ALLOWED)
            page.headers["Allow"] = response.headers["Allow"]
            return page
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for a refusal; any other error is left to the error page."""
        return refused_page(request, error) if isinstance(error, Refusal) else None


def refused_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The page that says why, in the language of the reader."""
    status = status_of(refusal)
    if status == HTTPStatus.NOT_FOUND:
        return render(request, "404.html", status=status)
    reading = refusal.details.get("reading")
    context = {
        "reason": refusal.message(get_language() or "th"),
        "code": refusal.code,
        "findings": findings(reading)[:MOST_FINDINGS] if isinstance(reading, Reading) else [],
        "differences": _both_versions(refusal),
        "typed": _typed(request),
    }
    return render(request, "web/refused.html", context, status=status)


def _typed(request: HttpRequest) -> list[str]:
    """The words that were sent and are kept nowhere."""
    long = (name for name in request.POST if not TYPED.isdisjoint(name.split("-")))
    return [words for name in long if (words := request.POST[name]).strip()]


def _both_versions(refusal: Refusal) -> list[Difference]:
    """What was sent beside what stands, where somebody else was first."""
    if not isinstance(refusal, ChangedMeanwhile):
        return []
    return differences(refusal.yours, refusal.theirs)


def status_of(refusal: Refusal) -> HTTPStatus:
    """The HTTP status of a refusal, by the family of its code."""
    return next(status for prefix, status in STATUS_BY_PREFIX if refusal.code.startswith(prefix))
