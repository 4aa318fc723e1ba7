"""What a payment pays: costs, penalty, interest, principal; and which of several debts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal, get_args

from plodnee import policy
from plodnee.engine.allocation import split_in_proportion

Part = Literal["costs", "penalty", "interest", "principal"]
PARTS: tuple[Part, ...] = get_args(Part)


@dataclass(frozen=True, slots=True)
class Parts:
    """An amount by its parts; satang.

    Raises: ValueError if a part is negative.
    """

    costs: int = 0
    penalty: int = 0
    interest: int = 0
    principal: int = 0

    def __post_init__(self) -> None:
        if min(self.costs, self.penalty, self.interest, self.principal) < 0:
            raise ValueError(f"a part is negative: {self}")

    @property
    def total(self) -> int:
        """All parts together."""
        return self.costs + self.penalty + self.interest + self.principal

    def of(self, part: Part) -> int:
        """One part by its name."""
        return int(getattr(self, part))

    def plus(self, other: "Parts") -> "Parts":
        """Both, part by part."""
        return Parts(**{part: self.of(part) + other.of(part) for part in PARTS})

    def minus(self, other: "Parts") -> "Parts":
        """What is left, part by part."""
        return Parts(**{part: self.of(part) - other.of(part) for part in PARTS})


@dataclass(frozen=True, slots=True)
class Appropriated:
    """What a payment paid, what stays owed, and what nothing was owed for."""

    paid: Parts
    left: Parts
    overpaid: int


@dataclass(frozen=True, slots=True)
class Claim:
    """One of a debtor's several debts to the same creditor.

    Units: satang; `security_satang` is the worth of its security, 0 without any; `rate_bp`
    is the burden by which debts compare; basis points a year.
    """

    id: str
    due_on: date
    incurred_on: date
    rate_bp: int
    security_satang: int
    owed: Parts


def order_in_force(on: date) -> tuple[Part, ...]:
    """The order of parts where the contract agrees on no other.

    Source: policy/appropriation.toml (CCC 329).
    """
    return check_order(tuple(policy.in_force("appropriation", on).values["order"]))


def check_order(order: Sequence[str]) -> tuple[Part, ...]:
    """The order, if it names every part once.

    Raises: ValueError if it does not.
    """
    if sorted(order) != sorted(PARTS):
        raise ValueError(f"an order of payment names every part once, not {order}")
    return tuple(part for name in order for part in PARTS if part == name)


def appropriate(amount_satang: int, owed: Parts, order: Sequence[Part]) -> Appropriated:
    """What one payment pays of one debt.

    Units:   satang.
    Ensures: paid + overpaid is the amount; a part is touched only when those before it are paid.
    Raises:  ValueError if the amount is negative.
    Source:  CCC 329: costs, then interest, then principal. A creditor who takes principal first
             has agreed to it, which the contract records.
    """
    if amount_satang < 0:
        raise ValueError(f"a payment of {amount_satang} satang")
    rest = amount_satang
    paid: dict[Part, int] = {}
    for part in check_order(order):
        paid[part] = min(rest, owed.of(part))
        rest -= paid[part]
    paid_parts = Parts(**paid)
    return Appropriated(paid_parts, owed.minus(paid_parts), rest)


def appropriate_among(
    amount_satang: int,
    claims: Sequence[Claim],
    *,
    paid_on: date,
    order: Sequence[Part],
    chosen: str | None = None,
) -> tuple[dict[str, Appropriated], int]:
    """What one payment pays of several debts to the same creditor, by claim, and what is left over.

    Units:   satang.
    Ensures: the debt that the debtor chose first; then debts that are due, of these the least
             secured, of these the most burdensome, of these the oldest; equals in proportion.
    Raises:  ValueError if the amount is negative, an id stands twice or none is the chosen one.
    Source:  CCC 328; within each debt CCC 329.
    """
    ids = [claim.id for claim in claims]
    if len(set(ids)) < len(ids) or (chosen is not None and chosen not in ids):
        raise ValueError(f"claims {ids} with {chosen} chosen")

    def rank(claim: Claim) -> tuple[bool, bool, int, int, date]:
        late = claim.due_on > paid_on
        return (claim.id != chosen, late, claim.security_satang, -claim.rate_bp, claim.incurred_on)

    rest, result = amount_satang, {}
    for _, equals in groupby(sorted(claims, key=rank), key=rank):
        group = list(equals)
        shares = _shares(rest, [claim.owed.total for claim in group])
        for claim, share in zip(group, shares, strict=True):
            result[claim.id] = appropriate(share, claim.owed, order)
        rest -= sum(shares)
    return {id_: result[id_] for id_ in ids}, rest


def _shares(amount: int, owed: list[int]) -> list[int]:
    """Equal claims are paid in full, in proportion, or not at all."""
    if amount >= sum(owed):
        return owed
    if amount == 0:
        return [0] * len(owed)
    return split_in_proportion(amount, owed)
