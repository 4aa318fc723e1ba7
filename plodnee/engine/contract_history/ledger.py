"""Charges and payments applied to a contract's rows, one after the other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from plodnee.engine.appropriation import Part, Parts, check_order
from plodnee.engine.contract_history.events import Charge, Entry, Payment, Payoff, Waiver
from plodnee.engine.contract_history.refusals import PayoffTooSmall
from plodnee.engine.contract_history.rows import Row
from plodnee.engine.money import format_baht

CHARGES: frozenset[Part] = frozenset({"costs", "penalty"})


class RowShare(NamedTuple):
    """What one payment paid of one row; satang."""

    n: int
    interest: int
    principal: int


class Applied(NamedTuple):
    """One payment that stands, and what it paid."""

    payment: Payment
    costs: int
    penalty: int
    shares: tuple[RowShare, ...]
    overpaid: int

    @property
    def paid(self) -> Parts:
        """The payment by its parts."""
        interest = sum(share.interest for share in self.shares)
        principal = sum(share.principal for share in self.shares)
        return Parts(self.costs, self.penalty, interest, principal)


class Waived(NamedTuple):
    """One waiver that stands, and what of which rows it let go."""

    waiver: Waiver
    shares: tuple[RowShare, ...]


@dataclass(frozen=True, slots=True)
class RowPosition:
    """A row and what was paid or let go of it; `paid_on` is the day on which nothing was left."""

    row: Row
    interest_paid: int
    principal_paid: int
    paid_on: date | None

    @property
    def interest_left(self) -> int:
        """Interest of the row not yet paid."""
        return self.row.interest - self.interest_paid

    @property
    def principal_left(self) -> int:
        """Principal of the row not yet paid."""
        return self.row.principal - self.principal_paid


def charges_come_last(order: Sequence[Part]) -> bool:
    """Whether an order pays charges after the instalments that are due, not before all.

    Raises: ValueError if charges and instalments are mixed in it, or it is no order.
    """
    checked = check_order(order)
    if set(checked[:2]) == CHARGES:
        return False
    if set(checked[2:]) == CHARGES:
        return True
    raise ValueError(f"{checked}: charges come before instalments or after them, not between")


class Ledger:
    """Rows, charges, and what is left of both; the first row with anything left is `at`."""

    def __init__(self, rows: tuple[Row, ...], order: Sequence[Part]) -> None:
        self.charges_last = charges_come_last(order)
        self.rows = rows
        self.left = [(row.interest, row.principal) for row in rows]
        self.charge_order = [part for part in order if part in CHARGES]
        self.charges: dict[Part, int] = {"costs": 0, "penalty": 0}
        self.principal_first = order.index("principal") < order.index("interest")
        self.paid_on: list[date | None] = [None] * len(rows)
        self.applied: list[Applied] = []
        self.waived: list[Waived] = []
        self.at = 0

    def apply_all(self, entries: Iterable[Entry]) -> None:
        """Entries in their turn. Raises: PayoffTooSmall."""
        for entry in entries:
            if isinstance(entry, Charge):
                self.charges[entry.part] += entry.amount_satang
            elif isinstance(entry, Waiver):
                self._let_go(entry)
            else:
                self._apply(entry)

    def positions(self) -> tuple[RowPosition, ...]:
        """The rows and what was paid of them."""
        return tuple(
            RowPosition(row, row.interest - interest, row.principal - principal, paid_on)
            for row, (interest, principal), paid_on in zip(
                self.rows, self.left, self.paid_on, strict=True
            )
        )

    def _apply(self, payment: Payment) -> None:
        """One payment: charges and rows in the agreed order, the rows from the earliest on."""
        shares: list[RowShare] = []
        rest, on = payment.amount_satang, payment.on
        if payment.booked is not None:
            self._apply_booked(payment, payment.booked)
            return
        if self.charges_last:
            rest = self._pay_rows(rest, on, shares, only_due=True)
        costs = penalty = 0
        if any(self.charges.values()):
            costs, penalty = self._pay_charges(rest)
        rest = self._pay_rows(rest - costs - penalty, on, shares)
        self.applied.append(Applied(payment, costs, penalty, tuple(shares), rest))
        if isinstance(payment, Payoff):
            self._check_ended(payment)

    def _apply_booked(self, payment: Payment, booked: Parts) -> None:
        """A payment as it was booked; what the rows bear no more of that kind pays what is left."""
        costs, penalty = self._pay_charges(booked.costs + booked.penalty)
        interest, principal = booked.interest, booked.principal
        shares: list[RowShare] = []
        for place in range(self.at, len(self.rows)):
            left = self.left[place]
            share = RowShare(place + 1, min(interest, left[0]), min(principal, left[1]))
            if not share.interest + share.principal:
                continue
            interest, principal = interest - share.interest, principal - share.principal
            self.left[place] = (left[0] - share.interest, left[1] - share.principal)
            self.paid_on[place] = payment.on if self.left[place] == (0, 0) else None
            shares.append(share)
            if not interest + principal:
                break
        rest = payment.amount_satang - costs - penalty - sum(one[1] + one[2] for one in shares)
        rest = self._pay_rows(rest, payment.on, shares)
        self.applied.append(Applied(payment, costs, penalty, tuple(shares), rest))

    def _let_go(self, waiver: Waiver) -> None:
        """One waiver; what is more than stands lets nothing go."""
        rest, shares = waiver.amount_satang, list[RowShare]()
        if waiver.part == "charges":
            rest -= sum(self._pay_charges(rest))
        for place, (interest, principal) in enumerate(self.left):
            if waiver.part == "charges" or not rest:
                break
            of_interest = waiver.part == "interest"
            less = min(rest, interest if of_interest else principal)
            if less:
                share = RowShare(place + 1, *((less, 0) if of_interest else (0, less)))
                self.left[place] = (interest - share.interest, principal - share.principal)
                self.paid_on[place] = waiver.on if self.left[place] == (0, 0) else None
                shares.append(share)
                rest -= less
        self.waived.append(Waived(waiver, tuple(shares)))

    def _pay_charges(self, amount: int) -> tuple[int, int]:
        """Costs and penalty that an amount pays, in the agreed order."""
        owed = self.charges.copy()
        for part in self.charge_order:
            self.charges[part] -= min(amount, owed[part])
            amount -= owed[part] - self.charges[part]
        return owed["costs"] - self.charges["costs"], owed["penalty"] - self.charges["penalty"]

    def _pay_rows(
        self, amount: int, on: date, shares: list[RowShare], *, only_due: bool = False
    ) -> int:
        while amount and self.at < len(self.rows):
            if only_due and self.rows[self.at].due_on > on:
                break
            interest, principal = self._pay_row(amount)
            amount -= interest + principal
            settled = self.left[self.at] == (0, 0)
            if interest or principal:
                shares.append(RowShare(self.at + 1, interest, principal))
                self.paid_on[self.at] = on if settled else None
            self.at += settled
        return amount

    def _pay_row(self, amount: int) -> tuple[int, int]:
        interest_left, principal_left = self.left[self.at]
        if self.principal_first:
            principal = min(amount, principal_left)
            interest = min(amount - principal, interest_left)
        else:
            interest = min(amount, interest_left)
            principal = min(amount - interest, principal_left)
        self.left[self.at] = (interest_left - interest, principal_left - principal)
        return interest, principal

    def _check_ended(self, payoff: Payoff) -> None:
        left = sum(interest + principal for interest, principal in self.left)
        left += sum(self.charges.values())
        if left:
            smallest = payoff.amount_satang + left
            raise PayoffTooSmall(
                amount=format_baht(payoff.amount_satang),
                smallest=format_baht(smallest),
                smallest_satang=smallest,
            )
