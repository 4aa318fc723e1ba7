"""What happens to a contract after it was signed, and what of it stands on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Literal, NamedTuple

from plodnee.engine.appropriation import Parts

Pause = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Payment:
    """Money received; `booked` is what a receipt said that it paid, which nothing later moves."""

    id: str
    on: date
    amount_satang: int
    booked: Parts | None = None


@dataclass(frozen=True, slots=True)
class Payoff(Payment):
    """Money received that ends the contract: interest stops with the day, all else falls due."""


@dataclass(frozen=True, slots=True)
class Charge:
    """Costs or a penalty, owed from a day on; without an id it cannot be reversed."""

    on: date
    amount_satang: int
    part: Literal["costs", "penalty"] = "penalty"
    id: str = ""


@dataclass(frozen=True, slots=True)
class Waiver:
    """What a creditor lets go on a day, of one component: nobody pays it any more.

    Of charges in the agreed order; of interest and principal from the earliest row on.
    """

    id: str
    on: date
    amount_satang: int
    part: Literal["charges", "interest", "principal"]


@dataclass(frozen=True, slots=True)
class Amendment:
    """One request with one or several changes, agreed on a day, for the rows from a day on.

    They begin with the first row due on or after `from_on`. It falls due on `due_on`, and later
    ones follow; the rate holds for it and all later ones; extra instalments stand at the end, and
    so do as many rows as a grace on principal skips; interest of a grace is paid from the row after
    it on; days of a pause, both included, bear no interest. `instalment_satang` is what a level
    instalment becomes; where it is not stated and rate or number of rows change, it is the
    smallest that pays the debt off.

    Where no row falls due from `from_on` on, `rest_satang` is the principal not yet paid: it is
    laid on the rows added, of which the first falls due on `due_on`; they bear interest from
    `from_on` on. The rows before keep what was paid of their principal, and all their interest.
    Raises: ValueError if nothing changes, a number is negative, a pause ends before it begins, or
            what is left is laid on no rows.
    """

    id: str
    agreed_on: date
    from_on: date
    due_on: date | None = None
    rate_bp: int | None = None
    extra_instalments: int = 0
    grace_on_principal: int = 0
    grace_on_interest: int = 0
    pause: Pause | None = None
    instalment_satang: int | None = None
    rest_satang: int | None = None

    def __post_init__(self) -> None:
        counts = (self.extra_instalments, self.grace_on_principal, self.grace_on_interest)
        instalment = 1 if self.instalment_satang is None else self.instalment_satang
        if min(*counts, self.rate_bp or 0, instalment - 1) < 0:
            raise ValueError(f"out of range: {self}")
        if self.pause and self.pause[1] < self.pause[0]:
            raise ValueError(f"a pause that ends before it begins: {self.pause}")
        stated = (self.due_on, self.rate_bp, self.pause, self.instalment_satang)
        if not any(counts) and all(value is None for value in stated):
            raise ValueError(f"an amendment that changes nothing: {self.id}")
        if self.rest_satang is not None and (
            self.rest_satang < 1 or self.due_on is None or not self.extra_instalments
        ):
            raise ValueError(f"a rest laid on no rows: {self}")

    @property
    def added(self) -> int:
        """How many rows it adds."""
        return self.extra_instalments + self.grace_on_principal


@dataclass(frozen=True, slots=True)
class Reversal:
    """The payment, charge or amendment of that id never happened, whenever this was noticed."""

    event_id: str


def in_turn(amendments: Iterable[Amendment]) -> list[Amendment]:
    """Amendments as they count one after the other; on one day what lays a rest anew is first."""
    return sorted(
        amendments,
        key=lambda one: (one.from_on, one.rest_satang is None, one.agreed_on, one.id),
    )


Entry = Payment | Charge | Waiver
Event = Payment | Charge | Waiver | Amendment | Reversal


class Standing(NamedTuple):
    """What stands of a contract's events on a day.

    Ensures: amendments by the day from which they count; charges, waivers and payments by day, on
             one day charges first, then waivers, a payoff last; the order in which all were entered
             does not matter but for payments of one day, which pay in that order.
    """

    amendments: Sequence[Amendment]
    entries: Sequence[Entry]
    payoff: Payoff | None


def standing_events(events: Iterable[Event], as_of: date) -> Standing:
    """Everything up to a day that was not reversed.

    Raises: ValueError if an amount is below 1 satang, an id stands twice, a reversal names nothing
            or what was reversed already, or something follows the payoff that cannot.
    """
    listed = list(events)
    reversed_ids = [event.event_id for event in listed if isinstance(event, Reversal)]
    happened = [event for event in listed if not isinstance(event, Reversal)]
    ids = [event.id for event in happened if event.id]
    known = set(ids)
    if len(known) < len(ids) or len(set(reversed_ids)) < len(reversed_ids):
        raise ValueError(f"an id stands twice in {sorted(ids)}, reversed {reversed_ids}")
    if not known.issuperset(reversed_ids):
        raise ValueError(f"reversed {reversed_ids}, but there are only {sorted(ids)}")
    dropped = set(reversed_ids)
    kept = [event for event in happened if event.id not in dropped or not event.id]
    agreed = in_turn(e for e in kept if isinstance(e, Amendment) and e.agreed_on <= as_of)
    charges = [event for event in kept if isinstance(event, Charge)]
    paid = [event for event in kept if isinstance(event, Payment)]
    payoffs = [payment for payment in paid if isinstance(payment, Payoff) and payment.on <= as_of]
    waived = [event for event in kept if isinstance(event, Waiver)]
    entries: list[Entry] = [*charges, *waived, *paid]
    if any(entry.amount_satang < 1 for entry in entries):
        raise ValueError("a payment, waiver or charge below 1 satang")
    _check_payoff(payoffs, agreed)
    if payoffs:
        entries.remove(payoffs[0])
        entries.append(payoffs[0])
    entries.sort(key=attrgetter("on"))  # stable: on one day charges stay first, a payoff last
    return Standing(agreed, [e for e in entries if e.on <= as_of], payoffs[0] if payoffs else None)


def _check_payoff(payoffs: Sequence[Payoff], agreed: Sequence[Amendment]) -> None:
    if len(payoffs) > 1:
        raise ValueError("a contract is paid off once")
    if payoffs and any(amendment.agreed_on > payoffs[0].on for amendment in agreed):
        raise ValueError("amended after it was paid off")
