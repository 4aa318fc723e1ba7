"""What somebody searched for: it may be a name, so it is kept with the session, in no address.

Where a list is read in several tabs, or taken away, its links carry a token of their own search:
`keep_words` gives it, `words_under` knows it again.
"""

from typing import Protocol

from django.http import HttpRequest
from django.utils.crypto import get_random_string

from plodnee.engine.thai_text import without_control
from plodnee.registers.errors import SearchForgotten

KEPT = "searches_by_token"
MOST_KEPT, LETTERS = 100, 8


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


def keep_words(request: HttpRequest, page: str, words: str) -> str:
    """The token of a search on a page, the same for the same words; empty where there are none."""
    words = without_control(words)
    if not words:
        return ""
    kept: dict[str, list[str]] = dict(request.session.get(KEPT, {}))
    for token, known in kept.items():
        if known == [page, words]:
            return token
    token = get_random_string(LETTERS)
    newest = [*kept.items(), (token, [page, words])][-MOST_KEPT:]
    request.session[KEPT] = dict(newest)
    return token


def words_under(request: HttpRequest, page: str, token: str) -> str:
    """The words of the search that an address names; none where it names none.

    Raises: SearchForgotten, so that nobody takes the whole list for what they searched.
    """
    if not token:
        return ""
    kept = request.session.get(KEPT, {}).get(token)
    if kept is None or kept[0] != page:
        raise SearchForgotten()
    return str(kept[1])


def _key(page: str) -> str:
    return f"{page}_searches"
