"""What somebody searched for: it may be a name, so it is kept with the session, in no address."""

from typing import Protocol

from django.http import HttpRequest

from plodnee.engine.thai_text import without_control


class Searched(Protocol):
    """What a search is kept for: a centre or an office, by its code."""

    @property
    def code(self) -> str:
        """The code of its place."""


def searched(request: HttpRequest, page: str, centre: Searched) -> str:
    """What this person last searched for on that page of the centre."""
    words = request.session.get(_key(page), {}).get(centre.code, "")
    return str(words)


def keep_search(request: HttpRequest, page: str, centre: Searched, words: str) -> None:
    """The words kept until the person searches anew or logs out."""
    kept = request.session.get(_key(page), {})
    request.session[_key(page)] = {**kept, centre.code: without_control(words)}


def _key(page: str) -> str:
    return f"{page}_searches"
