"""The only permission question: may this person do that there, on this day?"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from plodnee.organization.errors import NotAllowed
from plodnee.organization.models import Area, Centre, Officer, Post
from plodnee.organization.roles import ACTIONS


@dataclass(frozen=True, slots=True)
class Operator:
    """Whoever runs commands on the machine that holds the data: no post limits them."""

    audit_key: str = "operator"
    audit_label: str = "operator"


OPERATOR = Operator()
Visitor = Officer | Operator | AnonymousUser
# (officer, day) -> the posts, while they are read once
_read_once: ContextVar[dict[tuple[int, date], list[Post]] | None] = ContextVar(
    "posts_read_once", default=None
)


def known(actor: Visitor) -> Officer | Operator:
    """Whoever acts, known by now: permission was asked before."""
    assert isinstance(actor, Officer | Operator)
    return actor


def officer_or_none(actor: Visitor) -> Officer | None:
    """The officer who acts; None for the operator of the machine."""
    return actor if isinstance(actor, Officer) else None


def posts_in_force(actor: Visitor, on: date) -> list[Post]:
    """The posts that a person holds on a day; none for somebody who is not logged in."""
    if not isinstance(actor, Officer) or not actor.is_active:
        return []
    kept = _read_once.get()
    if kept is None:
        return _posts_of(actor, on)
    if (actor.pk, on) not in kept:
        kept[actor.pk, on] = _posts_of(actor, on)
    return kept[actor.pk, on]


def _posts_of(officer: Officer, on: date) -> list[Post]:
    return list(officer.posts.in_force(on).order_by("area_code", "role"))


@contextmanager
def posts_read_once() -> Iterator[None]:
    """Within it each person's posts are read once: what is asked as one is judged by the same."""
    token = _read_once.set({})
    try:
        yield
    finally:
        _read_once.reset(token)


def may(actor: Visitor, action: str, *, at: Centre | Area | str, on: date) -> bool:
    """Whether a post of the person allows the action at a centre or an area (its code)."""
    if action not in ACTIONS:
        raise ValueError(f"unknown action {action}")
    if isinstance(actor, Operator):
        return True
    place = at if isinstance(at, str) else at.code
    return any(post.reaches(place) for post in _posts_for(actor, action, on))


def require(actor: Visitor, action: str, *, at: Centre | Area | str, on: date) -> None:
    """Nothing, if the person may; otherwise the refusal `organization.not_allowed`."""
    if not may(actor, action, at=at, on=on):
        raise NotAllowed(action=action)


def area_codes_for(actor: Visitor, action: str, on: date) -> list[str]:
    """Where a person holds posts that allow an action, widest first; `""` is the country.

    Ensures: an area that lies in another of them, in which the person may do it too, is left out.
    """
    if isinstance(actor, Operator):
        return [""]
    kept: list[Post] = []
    for post in sorted(_posts_for(actor, action, on), key=lambda post: len(post.area_code)):
        if not any(wider.reaches(post.area_code) for wider in kept):
            kept.append(post)
    return [post.area_code for post in kept]


def rows_within(actor: Visitor, action: str, on: date, column: str) -> Q:
    """The rows, by the column that holds their centre's code, at which a person may do something.

    Whatever lists rows of several centres asks here, so that it shows what `may` allows.
    """
    if isinstance(actor, Operator):
        return Q()
    places = Q(pk__in=[])
    for post in _posts_for(actor, action, on):
        places |= post.rows_reached(column)
    return places


def role_for(actor: Visitor, action: str, *, at: str, on: date) -> str:
    """The role by which a person may do something at a place; empty for the operator."""
    if isinstance(actor, Operator):
        return ""
    posts = _posts_for(actor, action, on)
    return next((post.role for post in posts if post.reaches(at)), "")


def centres_within(
    actor: Visitor, on: date, action: str = "centres.view"
) -> QuerySet[Centre, Centre]:
    """The centres at which a person may do something on a day."""
    return Centre.objects.filter(rows_within(actor, action, on, "code"))


def _posts_for(actor: Visitor, action: str, on: date) -> list[Post]:
    posts = posts_in_force(actor, on)
    return [post for post in posts if action in post.definition.actions]
