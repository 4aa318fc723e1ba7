"""Who takes a step of a case on a page, on which day, at what moment, having seen which step."""

from django.http import HttpRequest
from django.utils import timezone

from plodnee.casework.rules.services import Hand
from plodnee.web.access import officer_of, today


def hand_of(request: HttpRequest) -> Hand:
    """Whoever asks, today."""
    return Hand(officer_of(request), today(), timezone.now())


def version_seen(request: HttpRequest) -> int:
    """The number of the step that the page was made of; -1 where none that can be was sent."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else -1
