"""The facts of a committee's papers: an order, a notice, minutes. Everything is stated in words."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from plodnee.engine.put_line import PutLine

Effect = Literal["appoint", "supplement", "revoke"]


@dataclass(frozen=True, slots=True)
class NamedMember:
    """Somebody an order names: full name, on whose behalf, and the post."""

    name: str
    sits_as: str
    post: str


@dataclass(frozen=True, slots=True)
class OrderPaperFacts:
    """An appointment order; number and day are empty until it is signed."""

    effect: Effect
    district: str
    centre: str
    place: str
    number: str
    signed_on: date | None
    drafted_on: date
    valid_from: date
    valid_until: date | None
    signer_name: str
    signer_position: str
    grounds: str
    amends_number: str
    amends_signed_on: date | None
    members: tuple[NamedMember, ...]
    is_made_up: bool


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """The call of a meeting; the time is written as `13.00`.

    `edition` counts the notices of one meeting: a later one replaces those before it.
    """

    centre: str
    place: str
    number: str
    held_on: date
    starts_at: str
    where: str
    called_on: date
    chair: str
    items: tuple[str, ...]
    edition: int
    is_made_up: bool


@dataclass(frozen=True, slots=True)
class AttendedBy:
    """A member at a meeting: present, absent or on leave, with the reason."""

    name: str
    post: str
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class ItemMinutes:
    """One item of the minutes; `outcome` is empty where nothing was resolved.

    `put` is the household's menu as it was put on the agenda, `of_household` whether one could be.
    """

    title: str
    text: str
    dropped: str
    recused: tuple[str, ...]
    outcome: str
    wording: str
    members: int
    quorum: int
    votes_for: int
    votes_against: int
    abstained: int
    casting_vote: bool
    put: tuple[PutLine, ...] = ()
    of_household: bool = False


@dataclass(frozen=True, slots=True)
class MinutesFacts:
    """The minutes of a meeting; whoever closed them and when are empty until then."""

    centre: str
    number: str
    held_on: date
    starts_at: str
    where: str
    members: int
    present: int
    quorum: int
    attended: tuple[AttendedBy, ...]
    items: tuple[ItemMinutes, ...]
    written_by: str
    closed_by: str
    closed_on: date | None
    is_made_up: bool
