"""Members and orders as rows of a table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from plodnee.registers.committees.offices import Ending
from plodnee.registers.committees.rules import CommitteeRules
from plodnee.registers.models import AppointmentOrder, CommitteeMember
from plodnee.web.committees.wording import EFFECTS, order_state, post_name, seat_words


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member with post and seat in words; a telephone is only said to be known."""

    member: CommitteeMember
    post: str
    seat: str
    has_phone: bool
    in_register: bool


@dataclass(frozen=True, slots=True)
class OrderRow:
    """An order with its kind and state in words."""

    order: AppointmentOrder
    effect: str
    state: str
    number: str
    is_draft: bool


def member_rows(
    members: Iterable[CommitteeMember], rules: CommitteeRules, groups: Mapping[int, str]
) -> list[MemberRow]:
    """The members, in the order given."""
    return [
        MemberRow(
            member=member,
            post=post_name(rules, member.post),
            seat=seat_words(member, groups),
            has_phone=bool(member.sealed_phone),
            in_register=member.person_id is not None,
        )
        for member in members
    ]


def order_row(order: AppointmentOrder, endings: Mapping[Any, Ending]) -> OrderRow:
    """One order; `endings` say which of its centre's ended, and how."""
    signed = hasattr(order, "signing")
    return OrderRow(
        order=order,
        effect=str(EFFECTS[order.effect]),
        state=order_state(order, endings.get(order.pk)),
        number=order.signing.number if signed else "",
        is_draft=not signed and not hasattr(order, "discard"),
    )


def order_rows(orders: Iterable[AppointmentOrder], endings: Mapping[Any, Ending]) -> list[OrderRow]:
    """The orders, in the order given."""
    return [order_row(order, endings) for order in orders]
