"""The only permission question: may this person do that there, on this day?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser

from plodnee.organization.errors import NotAllowed
from plodnee.organization.models import Area, Centre, CentreQuerySet, Officer, Post
from plodnee.organization.roles import ACTIONS


@dataclass(frozen=True, slots=True)
class Operator:
    """Whoever runs commands on the machine that holds the data: no post limits them."""

    audit_key: str = "operator"
    audit_label: str = "operator"


OPERATOR = Operator()
Visitor = Officer | Operator | AnonymousUser


def posts_in_force(actor: Visitor, on: date) -> list[Post]:
    """The posts that a person holds on a day; none for somebody who is not logged in."""
    if not isinstance(actor, Officer) or not actor.is_active:
        return []
    return list(actor.posts.in_force(on).order_by("area_code", "role"))


def may(actor: Visitor, action: str, *, at: Centre | Area | str, on: date) -> bool:
    """Whether a post of the person allows the action at a centre or an area (its code)."""
    if action not in ACTIONS:
        raise ValueError(f"unknown action {action}")
    if isinstance(actor, Operator):
        return True
    place = at if isinstance(at, str) else at.code
    return any(place.startswith(code) for code in _codes(posts_in_force(actor, on), action))


def require(actor: Visitor, action: str, *, at: Centre | Area | str, on: date) -> None:
    """Nothing, if the person may; otherwise the refusal `organization.not_allowed`."""
    if not may(actor, action, at=at, on=on):
        raise NotAllowed(action=action)


def area_codes_for(actor: Visitor, action: str, on: date) -> list[str]:
    """The areas in which a person may do something, widest first; `""` is the country."""
    if isinstance(actor, Operator):
        return [""]
    kept: list[str] = []
    for code in sorted(
        _codes(posts_in_force(actor, on), action), key=lambda code: (len(code), code)
    ):
        if not any(code.startswith(wider) for wider in kept):
            kept.append(code)
    return kept


def centres_within(actor: Visitor, on: date, action: str = "centres.view") -> CentreQuerySet:
    """The centres at which a person may do something on a day."""
    return Centre.objects.within(area_codes_for(actor, action, on))


def _codes(posts: Iterable[Post], action: str) -> set[str]:
    return {post.area_code for post in posts if action in post.definition.actions}
