"""How the committees of many centres stand on a day: by which order, and whether it lapses.

Who sits on them is another question: pages that only say how committees stand read no member.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import zip_longest
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from plodnee.organization.models import Centre
from plodnee.registers.committees.rules import CommitteeRules, committee_rules
from plodnee.registers.models import AppointmentOrder

Effect = AppointmentOrder.Effect


class InOffice(StrEnum):
    """How a committee stands on a day."""

    NONE = "none"
    NOT_YET = "not_yet"
    CURRENT = "current"
    LAPSING = "lapsing"
    LAPSED = "lapsed"
    REVOKED = "revoked"


ENDING = frozenset({InOffice.LAPSING, InOffice.LAPSED, InOffice.REVOKED})


@dataclass(frozen=True, slots=True)
class Office:
    """How the committee of a centre stands on a day, and by which orders."""

    standing: InOffice
    order: AppointmentOrder | None = None
    supplements: tuple[AppointmentOrder, ...] = ()

    @property
    def in_office(self) -> bool:
        """Whether it may resolve."""
        return self.standing in (InOffice.CURRENT, InOffice.LAPSING)

    @property
    def until(self) -> date | None:
        """The last day of the order."""
        return self.order.valid_until if self.order else None


def offices_of(centres: Sequence[Centre], on: date) -> dict[str, Office]:
    """How the committee of each of these centres stands on a day."""
    by_centre = {centre.pk: Office(InOffice.NONE) for centre in centres}
    return by_centre | _offices(centres, on)


@dataclass(frozen=True, slots=True)
class Ending:
    """How a signed order ended: by which other and from which day on, or by its own last day."""

    by: AppointmentOrder | None
    on: date
    is_revoked: bool = False


def endings_of(centre: Centre, on: date) -> dict[Any, Ending]:
    """The signed orders of a centre that are not in force any more on a day, by key."""
    signed = AppointmentOrder.objects.filter(
        centre=centre, signing__isnull=False, valid_from__lte=on
    )
    begun = list(signed.select_related("signing", "amends").order_by("valid_from", "sequence"))
    found: dict[Any, Ending] = {}
    for revoking in (one for one in begun if one.effect == Effect.REVOKE):
        found.setdefault(revoking.amends_id, Ending(revoking, revoking.valid_from, is_revoked=True))
    appointing = [one for one in begun if one.effect == Effect.APPOINT]
    for order, later in zip_longest(appointing, appointing[1:]):
        stood = on if later is None else later.valid_from - timedelta(days=1)
        if order.valid_until is not None and order.valid_until < stood:
            found.setdefault(order.pk, Ending(None, order.valid_until))
        elif later is not None:
            found.setdefault(order.pk, Ending(later, later.valid_from))
    for added in (one for one in begun if one.effect == Effect.SUPPLEMENT):
        if added.amends_id in found:
            found.setdefault(added.pk, found[added.amends_id])
    return found


def count_ending(centres: Collection[Centre] | QuerySet[Centre, Centre], on: date) -> int:
    """At how many of these centres the committee's order lapses, has lapsed or was revoked."""
    begun = AppointmentOrder.objects.filter(signing__isnull=False, valid_from__lte=on)
    revoked = begun.filter(effect=Effect.REVOKE, amends=OuterRef("pk"))
    warned = on + timedelta(days=committee_rules(on).warn_days)
    ends = begun.filter(Q(valid_until__lte=warned) | Exists(revoked), effect=Effect.APPOINT)
    places = ends.filter(centre__in=centres).order_by().values("centre")
    offices = _offices(places, on)  # a later order may have replaced the one that ends
    return sum(office.standing in ENDING for office in offices.values())


def _offices(centres: Any, on: date) -> dict[str, Office]:
    signed = AppointmentOrder.objects.filter(centre__in=centres, signing__isnull=False)
    by_centre: dict[str, list[AppointmentOrder]] = {}
    for order in signed.select_related("signing").order_by("valid_from", "sequence"):
        by_centre.setdefault(order.centre_id, []).append(order)
    rules = committee_rules(on)
    return {key: _office(orders, on, rules) for key, orders in by_centre.items()}


def _office(orders: list[AppointmentOrder], on: date, rules: CommitteeRules) -> Office:
    """How a committee stands by all its signed orders, of which there is one at least."""
    begun = [order for order in orders if order.valid_from <= on]
    ended = {order.amends_id for order in begun if order.effect == Effect.REVOKE}
    appointing = [order for order in begun if order.effect == Effect.APPOINT]
    if not appointing:
        return Office(InOffice.NOT_YET)
    order = appointing[-1]
    standing = _standing(order, on, rules, revoked=order.pk in ended)
    if standing in (InOffice.LAPSED, InOffice.REVOKED):
        return Office(standing, order)
    added = tuple(
        one
        for one in begun
        if one.effect == Effect.SUPPLEMENT and one.amends_id == order.pk and one.pk not in ended
    )
    return Office(standing, order, added)


def _standing(
    order: AppointmentOrder, on: date, rules: CommitteeRules, *, revoked: bool
) -> InOffice:
    assert order.valid_until is not None
    if revoked:
        return InOffice.REVOKED
    if order.valid_until < on:
        return InOffice.LAPSED
    warned = order.valid_until - timedelta(days=rules.warn_days) <= on
    return InOffice.LAPSING if warned else InOffice.CURRENT
