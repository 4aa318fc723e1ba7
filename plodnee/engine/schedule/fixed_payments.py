"""Payments on a schedule that they do not change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from plodnee.engine.schedule.allocation import Claims, allocate
from plodnee.engine.schedule.charges import add_charge
from plodnee.engine.schedule.rows import Row, Transaction
from plodnee.engine.schedule.terms import Charge, Event, Order, Part, Repayment


@dataclass(slots=True)
class FixedClaims:
    """Every row claims what it owes, whenever it is paid."""

    rows: Sequence[Row]

    def claim(self, row: Row, part: Part, on: date) -> int:
        """What is still owed of one part."""
        return row.unpaid(part)

    def take(self, row: Row, part: Part, amount: int, on: date) -> None:
        """The part is settled by so much."""
        row.settle(part, amount, on)


def pay(
    rows: Sequence[Row], happens: Iterable[Event], order: Order, principal: int
) -> list[Transaction]:
    """Repayments and charges applied to the rows, in the order in which they are given.

    Units:   amounts in the schedule's smallest unit; `principal` is what was paid out.
    Ensures: each transaction's split and overpaid sum to its amount.
    """
    claims = FixedClaims(rows)
    transactions: list[Transaction] = []
    for event in happens:
        if isinstance(event, Charge):
            charge_and_offset(claims, event, transactions)
        elif isinstance(event, Repayment):
            split, over = allocate(claims, order, event.amount, event.on)
            principal -= split[Part.PRINCIPAL]
            note_paid(rows, event.on)
            transactions.append(Transaction(event.on, event.amount, split, principal, over))
    return transactions


def charge_and_offset(claims: Claims, charge: Charge, transactions: list[Transaction]) -> None:
    """A charge stands in its row, and what was overpaid before settles it."""
    row = add_charge(claims.rows, charge)
    for place, done in enumerate(transactions):
        taken = min(done.overpaid, row.unpaid(charge.part))
        if taken > 0:
            claims.take(row, charge.part, taken, done.on)
            split = done.split | {charge.part: done.split[charge.part] + taken}
            transactions[place] = Transaction(
                done.on, done.amount, split, done.balance, done.overpaid - taken
            )
            note_paid(claims.rows, done.on)


def note_paid(rows: Sequence[Row], on: date) -> None:
    """The day on which a row became fully paid stands in it; one that owes again has none."""
    for row in rows:
        if row.outstanding:
            row.paid_on = None
        elif row.paid_on is None and row.paid_total:
            row.paid_on = on
