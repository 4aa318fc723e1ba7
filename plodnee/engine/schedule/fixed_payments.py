"""Payments on a schedule that they do not change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from plodnee.engine.schedule.allocation import Claims, allocate
from plodnee.engine.schedule.charges import add_charge
from plodnee.engine.schedule.rows import OpenRows, Row, Transaction, note_paid
from plodnee.engine.schedule.terms import Charge, Event, Order, Part, Repayment


@dataclass(slots=True)
class FixedClaims:
    """Every row claims what it owes, whenever it is paid."""

    rows: Sequence[Row]
    open: OpenRows = field(init=False)

    def __post_init__(self) -> None:
        self.open = OpenRows(self.rows)

    def open_rows(self) -> Sequence[Row]:
        """The rows from the first that still owes."""
        return self.open.seek(len(self.rows))

    def claim(self, row: Row, part: Part, on: date) -> int:
        """What is still owed of one part."""
        return row.unpaid(part)

    def take(self, row: Row, part: Part, amount: int, on: date) -> None:
        """The part is settled by so much."""
        row.settle(part, amount, on)
        note_paid(row, on)


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
            row = add_charge(rows, event)
            claims.open.reopen(row)
            offset(claims, row, event.part, transactions)
        elif isinstance(event, Repayment):
            split, over = allocate(claims, order, event.amount, event.on)
            principal -= split[Part.PRINCIPAL]
            transactions.append(Transaction(event.on, event.amount, split, principal, over))
    return transactions


def offset(claims: Claims, row: Row, part: Part, transactions: list[Transaction]) -> None:
    """What was overpaid before settles a part of a row that is owed from now on."""
    for place, done in enumerate(transactions):
        taken = min(done.overpaid, row.unpaid(part))
        if taken > 0:
            claims.take(row, part, taken, done.on)
            split = done.split | {part: done.split[part] + taken}
            transactions[place] = Transaction(
                done.on, done.amount, split, done.balance, done.overpaid - taken
            )
