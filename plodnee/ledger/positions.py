"""Where a contract stands by its books: what fell due, what was paid, what is left, by part."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Literal

import numpy as np
from django.db.models import F, Sum

from plodnee.contracts.models import Contract
from plodnee.contracts.selectors import ContractState, PartState
from plodnee.engine.allocation import share_repayment
from plodnee.engine.appropriation import Parts, order_in_force
from plodnee.engine.classification import criteria_in_force
from plodnee.engine.contract_history import (
    Charge,
    Event,
    Payment,
    Payoff,
    Position,
    Waiver,
    owed_on_payoff,
    position_of,
)
from plodnee.ledger.models import Adjustment, AdjustmentShare, RepaymentShare

WAIVED: tuple[Literal["charges", "interest", "principal"], ...] = (
    "charges",
    "interest",
    "principal",
)


@dataclass(frozen=True, slots=True)
class ContractPosition:
    """A contract as of a day by its books, with the position of each of its parts."""

    state: ContractState
    as_of: date
    parts: tuple[Position, ...]

    @property
    def due_satang(self) -> int:
        """All that should have been paid by the end of the day."""
        rows = (item for one in self.parts for item in one.rows if item.row.due_on <= self.as_of)
        left = sum(item.interest_left + item.principal_left for item in rows)
        return left + sum(one.charges_owed.total for one in self.parts)

    @property
    def arrears_satang(self) -> int:
        """All that should have been paid before the day."""
        return sum(one.arrears for one in self.parts)

    @property
    def left_satang(self) -> int:
        """All that is still to be paid, due or not, if everything is paid as agreed."""
        rows = (item for one in self.parts for item in one.rows)
        left = sum(item.interest_left + item.principal_left for item in rows)
        return left + sum(one.charges_owed.total for one in self.parts)

    @property
    def outstanding_satang(self) -> int:
        """The principal not yet paid."""
        return sum(one.outstanding for one in self.parts)

    @property
    def days_past_due(self) -> int:
        """Since when the oldest unpaid instalment is overdue."""
        return max(one.days_past_due for one in self.parts)

    @property
    def next_due_on(self) -> date | None:
        """The first due date after the day of which something is left."""
        later = [
            item.row.due_on
            for one in self.parts
            for item in one.rows
            if item.row.due_on > self.as_of and item.interest_left + item.principal_left
        ]
        return min(later, default=None)


def payments_of(contract: Contract) -> dict[int, list[Payment]]:
    """What was paid on each part of a contract and stands, by the part's position, in order."""
    standing = RepaymentShare.objects.filter(
        repayment__contract=contract, repayment__entry__reversed_by__isnull=True
    )
    rows = (
        standing.values(
            "repayment",
            "repayment__ends",
            part=F("tranche__part__position"),
            on=F("repayment__entry__business_date"),
            number=F("repayment__entry__number"),
        )
        .annotate(
            penalty=Sum("penalty_satang"),
            interest=Sum("interest_satang"),
            principal=Sum("principal_satang"),
        )
        .order_by("on", "number")
    )
    found: dict[int, list[Payment]] = defaultdict(list)
    for row in rows:
        found[row["part"]].append(_payment_of(row))
    return found


def _payment_of(row: Mapping[str, Any]) -> Payment:
    """What a part was paid; what it paid stays as its receipt says, but for what ended the part."""
    key, on = str(row["repayment"]), row["on"]
    paid = row["penalty"], row["interest"], row["principal"]
    if row["repayment__ends"]:
        return Payoff(key, on, sum(paid))
    return Payment(key, on, sum(paid), Parts(0, *paid))


def events_of(contract: Contract) -> dict[int, list[Event]]:
    """What was charged, let go and paid on each part of a contract and stands, by its position."""
    found: dict[int, list[Event]] = defaultdict(list)
    shares = AdjustmentShare.objects.filter(
        adjustment__contract=contract,
        adjustment__posting__isnull=False,
        adjustment__posting__entry__reversed_by__isnull=True,
    )
    rows = shares.values(
        "adjustment",
        kind=F("adjustment__kind"),
        part=F("tranche__part__position"),
        on=F("adjustment__posting__entry__business_date"),
    ).annotate(
        charges=Sum("penalty_satang"),
        interest=Sum("interest_satang"),
        principal=Sum("principal_satang"),
    )
    for row in rows.order_by("on", "adjustment"):
        found[row["part"]] += _events_of(row)
    for part, payments in payments_of(contract).items():
        found[part] += payments
    return found


def _events_of(row: Mapping[str, Any]) -> Iterator[Event]:
    """An adjustment of a part as the engine knows it."""
    key, on = str(row["adjustment"]), row["on"]
    if row["kind"] == Adjustment.Kind.WAIVER:
        for part in WAIVED:
            if row[part]:
                yield Waiver(f"{key}:{part}", on, row[part], part)
    else:
        late = row["kind"] == Adjustment.Kind.LATE
        yield Charge(on, row["charges"], "penalty" if late else "costs", key)


def contract_position(
    state: ContractState, as_of: date, *, more: Mapping[int, Payment] | None = None
) -> ContractPosition:
    """The contract as of a day; `more` is paid besides what the books hold, by part's position."""
    known, more = events_of(state.contract), more or {}
    return ContractPosition(
        state,
        as_of,
        tuple(
            part_position(one, _with(known.get(one.part.position, ()), more, one), as_of)
            for one in state.parts
        ),
    )


def _with(known: Sequence[Event], more: Mapping[int, Payment], one: PartState) -> list[Event]:
    added = more.get(one.part.position)
    return [*known, *([added] if added else [])]


def part_position(one: PartState, known: Sequence[Event], as_of: date) -> Position:
    """A part as of a day, once this was charged, let go and paid."""
    return position_of(
        one.terms,
        [*one.amendments, *known],
        as_of,
        criteria=criteria_in_force(as_of),
        order=order_in_force(as_of),
        status="restructured",
    )


def payoff_of(state: ContractState, on: date) -> dict[int, Parts]:
    """What ending the contract on a day takes, by part's position; without parts already paid."""
    known = events_of(state.contract)
    found = {}
    for one in state.parts:
        events = [*one.amendments, *known.get(one.part.position, ())]
        owed = owed_on_payoff(one.terms, events, on, order=order_in_force(on))
        if owed.total:
            found[one.part.position] = owed
    return found


def spread(amount_satang: int, position: ContractPosition) -> dict[int, int]:
    """What of a payment goes to each part: charges, then the earliest due, equals in proportion.

    Ensures: the sums are the amount where so much is left.
    """
    items = [
        (item.row.due_on, one.part.position, item.interest_left + item.principal_left)
        for one, found in zip(position.state.parts, position.parts, strict=True)
        for item in found.rows
        if item.interest_left + item.principal_left
    ]
    items += [
        (date.min, one.part.position, found.charges_owed.total)
        for one, found in zip(position.state.parts, position.parts, strict=True)
        if found.charges_owed.total
    ]
    rest, result = amount_satang, dict[int, int]()
    for _due_on, equals in groupby(sorted(items), key=lambda item: item[0]):
        group = list(equals)
        owed = [left for _due, _part, left in group]
        taken = min(rest, sum(owed))
        if not taken:
            break
        shares = share_repayment(taken, np.array(owed, dtype=np.int64))
        for (_due, part, _left), share in zip(group, shares, strict=True):
            result[part] = result.get(part, 0) + int(share)
        rest -= taken
    return {part: share for part, share in result.items() if share}
