"""What somebody searched for: it may be a name, so it is kept with the session, in no address.

The links of a list, to its next page and to its files, carry a token of their own search, whatever
another tab searches for: `keep_words` gives it, `words_under` knows it again.
"""

from typing import Protocol

from django.http import HttpRequest
from django.utils.crypto import get_random_string

from plodnee.engine.thai_text import without_control
from plodnee.registers.errors import SearchForgotten

SEARCH, KEPT = "search", "searches_by_token"
MOST_KEPT, LETTERS = 100, 8


class Searched(Protocol):
    """What a search is kept for: a centre or an office, by its code."""

    @property
    def code(self) -> str:
        """The code of its place."""


def searched(request: HttpRequest, page: str, centre: Searched) -> str:
    """What the address names; else what this person last searched for on that page of the centre.

    Raises: SearchForgotten.
    """
    if token := request.GET.get(SEARCH, ""):
        return words_under(request, _where(page, centre), token)
    words = request.session.get(_key(page), {}).get(centre.code, "")
    return str(words)


def in_links(request: HttpRequest, page: str, centre: Searched) -> dict[str, str]:
    """What the links of a list name for its search; nothing where none was made."""
    token = keep_words(request, _where(page, centre), searched(request, page, centre))
    return {SEARCH: token} if token else {}


def keep_search(request: HttpRequest, page: str, centre: Searched, words: str) -> None:
    """The words kept until the person searches anew or logs out."""
    kept = request.session.get(_key(page), {})
    request.session[_key(page)] = {**kept, centre.code: without_control(words)}
    keep_words(request, _where(page, centre), words)


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


def _where(page: str, centre: Searched) -> str:
    return f"{page}:{centre.code}"


def _key(page: str) -> str:
    return f"{page}_searches"
