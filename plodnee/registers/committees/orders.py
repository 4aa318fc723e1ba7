"""Drawing up an appointment order, discarding a draft, and recording that it was signed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from plodnee.audit.services import record
from plodnee.engine.national_id import masked_line
from plodnee.engine.thai_dates import add_months
from plodnee.engine.thai_text import clean_text, to_arabic_digits
from plodnee.organization.access import Visitor, known, officer_or_none, require
from plodnee.organization.models import Area, Centre, Officer
from plodnee.registers.committees.errors import (
    DayAhead,
    GroupsUnrepresented,
    MemberOffTheList,
    OrderNotAmendable,
    OrderNotDraft,
    OrderNumberTaken,
    OrderNumberUnclear,
    OrdersChanged,
    OrderTooLong,
    OrderUnclear,
    PostsNotFilled,
    PostsOverfilled,
    SameMaker,
)
from plodnee.registers.committees.rules import CommitteeRules, committee_rules
from plodnee.registers.committees.selectors import (
    ListChecks,
    committee_of,
    member_groups,
    orders_version,
)
from plodnee.registers.errors import TextTooLong
from plodnee.registers.holding import hold_centre
from plodnee.registers.models import (
    LONGEST_CODE,
    LONGEST_NAME,
    AppointmentOrder,
    CommitteeDeparture,
    CommitteeMember,
    OrderDiscard,
    OrderLine,
    OrderSigning,
)

ACTION, SIGN = "committee.keep", "committee.sign"
LONGEST_NUMBER, SHOWN = 40, 40
_NUMBERED = re.compile(r"[0-9] ?/ ?[0-9]{4}\b")  # words before the number are kept
Effect = AppointmentOrder.Effect


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """What an order is to say; a revocation names no members and has no end."""

    effect: str
    valid_from: date
    valid_until: date | None
    signer_name: str
    signer_position: str
    amends: AppointmentOrder | None = None
    members: Sequence[CommitteeMember] = field(default_factory=tuple)
    grounds: str = ""
    exception: str = ""


@transaction.atomic
def draft_order(
    *, centre: Centre, facts: OrderFacts, seen_version: int, actor: Visitor, on: date
) -> AppointmentOrder:
    """The draft of an order, naming its members in the order given.

    Raises: NotAllowed, OrdersChanged, OrderUnclear, OrderNotAmendable, MemberOffTheList,
            PostsNotFilled, PostsOverfilled, GroupsUnrepresented, TextTooLong.
    """
    require(actor, ACTION, at=centre, on=on)
    hold_centre(centre.pk)
    version = orders_version(centre)
    if version != seen_version:
        raise OrdersChanged()
    _check_clear(facts, centre)
    _check_amends(facts, centre, on)
    _check_term(facts, committee_rules(on))
    _check_members(facts, centre, committee_rules(on), on)
    order = AppointmentOrder.objects.create(
        centre=centre,
        sequence=version + 1,
        effect=facts.effect,
        amends=facts.amends,
        valid_from=facts.valid_from,
        valid_until=facts.valid_until,
        signer_name=clean_text(facts.signer_name),
        signer_position=clean_text(facts.signer_position),
        grounds=clean_text(facts.grounds),
        exception=clean_text(facts.exception),
        drafted_by=officer_or_none(actor),
        drafted_on=on,
    )
    OrderLine.objects.bulk_create(
        OrderLine(order=order, position=place, member=member)
        for place, member in enumerate(facts.members, start=1)
    )
    _record(actor, "committee.order_drafted", order, effect=order.effect)
    return order


@transaction.atomic
def discard_order(
    *, order: AppointmentOrder, reason: str, actor: Visitor, on: date
) -> OrderDiscard:
    """That a draft will not be signed; another may be drawn up.

    Raises: NotAllowed, OrderNotDraft.
    """
    require(actor, ACTION, at=order.centre_id, on=on)
    _require_draft(order)
    discard = OrderDiscard.objects.create(
        order=order,
        reason=masked_line(reason),
        discarded_by=officer_or_none(actor),
        discarded_on=on,
    )
    _record(actor, "committee.order_discarded", order)
    return discard


@transaction.atomic
def record_signing(
    *, order: AppointmentOrder, number: str, signed_on: date, actor: Visitor, on: date
) -> OrderSigning:
    """That the district chief signed the order, under its number; from now on it counts.

    Raises: NotAllowed, OrderNotDraft, SameMaker, DayAhead, OrderNumberUnclear, OrderNumberTaken.
    """
    require(actor, SIGN, at=order.centre_id, on=on)
    _require_draft(order)
    if not isinstance(actor, Officer) or actor.pk == order.drafted_by_id:
        raise SameMaker()
    if signed_on > on:
        raise DayAhead(day=signed_on)
    written = to_arabic_digits(clean_text(number))
    if not _NUMBERED.search(written) or len(written) > LONGEST_NUMBER:
        raise OrderNumberUnclear()
    district = order.centre_id[: Area.Level.DISTRICT]
    if OrderSigning.objects.filter(district_code=district, number=written).exists():
        raise OrderNumberTaken(number=written)
    signing = OrderSigning.objects.create(
        order=order,
        centre_id=order.centre_id,
        district_code=district,
        number=written,
        signed_on=signed_on,
        drafted_by_id=order.drafted_by_id,
        recorded_by=actor,
        recorded_on=on,
    )
    _record(actor, "committee.order_signed", order, number=written, signed_on=signed_on)
    return signing


def _check_clear(facts: OrderFacts, centre: Centre) -> None:
    signer = (clean_text(facts.signer_name), clean_text(facts.signer_position))
    for text in signer:
        if len(text) > LONGEST_NAME:
            raise TextTooLong(
                value=text[:SHOWN], longest_code=LONGEST_CODE, longest_name=LONGEST_NAME
            )
    revokes = facts.effect == Effect.REVOKE
    days = (
        facts.valid_until is None
        if revokes
        else facts.valid_until is not None and facts.valid_until >= facts.valid_from
    )
    names = bool(facts.members) != revokes
    here = all(member.centre_id == centre.pk for member in facts.members)
    once = len({member.pk for member in facts.members}) == len(facts.members)
    if not (all(signer) and facts.effect in Effect.values and days and names and here and once):
        raise OrderUnclear()


def _check_amends(facts: OrderFacts, centre: Centre, on: date) -> None:
    """A supplement ends with what it supplements, and both it and a revocation need that order."""
    if facts.effect == Effect.APPOINT:
        if facts.amends is not None:
            raise OrderUnclear()
        return
    committee = committee_of(centre, max(on, facts.valid_from))
    standing = {committee.order, *committee.supplements} if committee.in_office else set()
    if facts.effect == Effect.SUPPLEMENT:
        standing = {committee.order} if committee.in_office else set()
    if facts.amends is None or facts.amends not in standing:
        raise OrderNotAmendable()
    if facts.effect == Effect.SUPPLEMENT and facts.valid_until != facts.amends.valid_until:
        raise OrderUnclear()


def _check_term(facts: OrderFacts, rules: CommitteeRules) -> None:
    last = add_months(facts.valid_from, rules.term_months)
    if facts.effect == Effect.APPOINT and facts.valid_until and facts.valid_until > last:
        raise OrderTooLong(months=rules.term_months, last=last)


def _check_members(facts: OrderFacts, centre: Centre, rules: CommitteeRules, on: date) -> None:
    keys = [member.pk for member in facts.members]
    if CommitteeDeparture.objects.filter(member__in=keys).exists():
        raise MemberOffTheList()
    if facts.effect == Effect.REVOKE:
        return
    named = list(facts.members)
    if facts.effect == Effect.SUPPLEMENT:
        named += committee_of(centre, max(on, facts.valid_from)).members
    checks = ListChecks.of(named, member_groups(centre), rules)
    if checks.empty_posts:
        raise PostsNotFilled(**_post_names(checks.empty_posts, rules))
    if checks.overfilled_posts:
        raise PostsOverfilled(**_post_names(checks.overfilled_posts, rules))
    if checks.unrepresented and not clean_text(facts.exception):
        raise GroupsUnrepresented(groups=", ".join(seat.name for seat in checks.unrepresented))


def _post_names(posts: Sequence[str], rules: CommitteeRules) -> dict[str, str]:
    return {
        "posts": ", ".join(rules.posts[post].name_th for post in posts),
        "posts_en": ", ".join(rules.posts[post].name_en for post in posts),
    }


def _require_draft(order: AppointmentOrder) -> None:
    AppointmentOrder.objects.select_for_update(no_key=True).get(pk=order.pk)
    hold_centre(order.centre_id)
    signed = OrderSigning.objects.filter(order=order).exists()
    if signed or OrderDiscard.objects.filter(order=order).exists():
        raise OrderNotDraft()


def _record(actor: Visitor, action: str, order: AppointmentOrder, **details: object) -> None:
    record(known(actor), action, order, sequence=order.sequence, **details)
