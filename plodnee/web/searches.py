"""What somebody searched for: it may be a name, so it is kept with the session, in no address."""

from django.http import HttpRequest

from plodnee.engine.thai_text import without_control
from plodnee.organization.models import Centre


def searched(request: HttpRequest, page: str, centre: Centre) -> str:
    """What this person last searched for on that page of the centre."""
    words = request.session.get(_key(page), {}).get(centre.code, "")
    return str(words)


def keep_search(request: HttpRequest, page: str, centre: Centre, words: str) -> None:
    """The words kept until the person searches anew or logs out."""
    kept = request.session.get(_key(page), {})
    request.session[_key(page)] = {**kept, centre.code: without_control(words)}


def _key(page: str) -> str:
    return f"{page}_searches"
