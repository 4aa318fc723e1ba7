"""What the forms of rounds and letters have alike: who sends, what was sent, with which status."""

from typing import Any

from django.http import HttpRequest

from plodnee.visits.rounds.services import Hand
from plodnee.web.access import officer_of, today

UNPROCESSABLE = 422


def hand(request: HttpRequest) -> Hand:
    """Who acts, today."""
    return Hand(officer_of(request), today())


def posted(request: HttpRequest) -> Any:
    """What was sent; None where the page was only asked for."""
    return request.POST if request.method == "POST" else None


def status_of(form: Any) -> int:
    """The status of a form's page: one that was sent and stands here was not taken."""
    return UNPROCESSABLE if form.is_bound else 200
