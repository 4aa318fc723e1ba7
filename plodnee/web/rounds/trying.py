"""A deed tried once from a form: done, or refused with the reason in the form."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from plodnee.errors import Refusal
from plodnee.organization.errors import NotAllowed
from plodnee.visits.rounds.services import Hand
from plodnee.web.access import officer_of, today
from plodnee.web.templatetags.wording import english

UNPROCESSABLE = 422


def hand(request: HttpRequest) -> Hand:
    """Who acts, today."""
    return Hand(officer_of(request), today())


def posted(request: HttpRequest) -> Any:
    """What was sent; None where the page was only asked for."""
    return request.POST if request.method == "POST" else None


def done(form: Any, deed: Callable[[], object]) -> bool:
    """Whether the form could be read and the deed was done; a refusal stands in the form."""
    if not form.is_valid():
        return False
    try:
        deed()
    except NotAllowed:
        raise
    except Refusal as refusal:
        form.add_error(None, refusal.message("en" if english() else "th"))
        return False
    return True


def status_of(form: Any) -> int:
    """The status of a form's page: one that was sent and stands here was not taken."""
    return UNPROCESSABLE if form.is_bound else 200
