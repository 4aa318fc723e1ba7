"""The cumulative schedule whose interest follows the days of payments.

An early repayment goes to principal in the row that it falls into; where it is more than the row's
principal, the instalment falls, or the rows become fewer. Each stretch of days with one balance is
rounded by itself.
"""

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date

from plodnee.engine.schedule.allocation import allocate
from plodnee.engine.schedule.charges import add_charge, add_late_penalties
from plodnee.engine.schedule.cumulative import planned_steps
from plodnee.engine.schedule.fixed_rows import set_instalments
from plodnee.engine.schedule.rows import (
    OpenRows,
    Row,
    Schedule,
    Transaction,
    note_paid,
    set_balances,
)
from plodnee.engine.schedule.running_interest import Balances, DailyInterest
from plodnee.engine.schedule.steps import Step
from plodnee.engine.schedule.terms import Charge, Part, PrepayStrategy, Repayment, Terms
from plodnee.engine.schedule.timeline import last_day, standing


def recalculated_schedule(terms: Terms) -> Schedule:
    """The cumulative schedule of terms whose interest is recalculated, after all their events.

    Units:   amounts in the schedule's smallest unit.
    Ensures: the principals of the rows sum to the product's.
    """
    model = Recalculated(terms)
    for event in terms.events:
        if isinstance(event, Charge):
            add_charge(model.rows, event)
    for repayment in standing(terms.events):
        model.pay(repayment)
    return model.finish()


@dataclass(slots=True)
class Recalculated:
    """One loan whose rows are worked out anew after each payment; claims are made on it.

    Payments come by their days, so a row that fell due before one owes what it owes for good.
    """

    terms: Terms
    steps: list[Step] = field(init=False)  # with the instalments after the rows that are closed
    rows: Sequence[Row] = field(init=False)
    days: DailyInterest = field(init=False)
    open: OpenRows = field(init=False)
    transactions: list[Transaction] = field(init=False, default_factory=list)
    closed: int = 0  # so many rows, from the first, fell due before the latest payment
    balance: int = 0  # the principal that they leave
    paid_principal: int = 0
    paid_ahead: int = 0  # of this, what was paid to rows not closed

    def __post_init__(self) -> None:
        self.steps = planned_steps(self.terms)
        self.rows = [Row(n, step.period) for n, step in enumerate(self.steps, start=1)]
        self.days = DailyInterest(self.terms.product, self.steps[0].period.dates()[0])
        self.open = OpenRows(self.rows)
        self.balance = self.terms.product.principal

    def pay(self, repayment: Repayment) -> None:
        """One repayment: what is due in the agreed order, the rest to principal.

        Where that ends the loan, what is then left settles what its last days cost.
        """
        product, on = self.terms.product, repayment.on
        self.days.reached = max(self.days.reached, on)
        self._close_before(on)
        current = min(self.closed, len(self.rows) - 1)  # the row that the day falls into
        self._settle(current + 1)
        first = self.open.first
        assert product.order is not None
        split, over = allocate(self, product.order, repayment.amount, on)
        early = min(over, product.principal - self.paid_principal)
        if early:
            self.take(self.rows[current], Part.PRINCIPAL, early, on)
            split[Part.PRINCIPAL] += early
        self._settle(current + 1)
        over -= early
        if over and self.paid_principal == product.principal:
            for part, taken in self._ended(self.rows[current], over, on):
                split[part] += taken
                over -= taken
        for row in self.rows[first : current + 1]:
            note_paid(row, on)
        balance = product.principal - self.paid_principal
        done = Transaction(on, repayment.amount, split, balance, over)
        self.transactions.append(done)

    def _ended(self, row: Row, amount: int, on: date) -> Iterator[tuple[Part, int]]:
        """What an amount settles of the row in which all principal was paid, part by part."""
        order = self.terms.product.order
        assert order is not None
        for part in order.due:
            taken = min(amount, row.unpaid(part))
            if taken:
                self.take(row, part, taken, on)
                amount -= taken
                yield part, taken

    def open_rows(self) -> Sequence[Row]:
        """The rows from the first that may still owe something."""
        return self.open.seek(self.closed)

    def claim(self, row: Row, part: Part, on: date) -> int:
        """What a payment may settle by the agreed order: what is due by the day."""
        return row.unpaid(part) if row.period.dates()[1] <= on else 0

    def take(self, row: Row, part: Part, amount: int, on: date) -> None:
        """The part is settled by so much, and the balance falls."""
        row.settle(part, amount, on)
        if part is Part.PRINCIPAL:
            self.paid_principal += amount
            if row.n > self.closed:
                self.paid_ahead += amount
            self.days.note_payment(on, row.n - 1, amount)

    def finish(self) -> Schedule:
        """The rows as of the last business date that the events name."""
        product, until = self.terms.product, last_day(self.terms)
        if until is not None:
            self.days.reached = max(self.days.reached, until)
        self._settle(len(self.rows))
        as_of = self.terms.as_of or until
        if product.late_penalty is not None and as_of is not None:
            add_late_penalties(self.rows, product.late_penalty, as_of, product.rounding)
        rows = self.rows if self._lowers_the_instalment() else _until_paid(self.rows)
        set_balances(rows, product.principal)
        return Schedule(tuple(rows), tuple(self.transactions))

    def _close_before(self, day: date) -> None:
        """Rows that fell due before a day are worked out for the last time."""
        while self.closed < len(self.rows) and self.rows[self.closed].period.dates()[1] < day:
            row = self.rows[self.closed]
            self.balance = self._work_out(self.steps, self.closed, self.balance, self.paid_ahead)
            self.paid_ahead -= row.paid[Part.PRINCIPAL]
            self.closed += 1

    def _settle(self, stop: int) -> None:
        """Interest and principal of the open rows before `stop`, on the balance of every day."""
        steps = [*self.steps]
        balance, ahead = self.balance, self.paid_ahead
        for number in range(self.closed, stop):
            balance = self._work_out(steps, number, balance, ahead)
            ahead -= self.rows[number].paid[Part.PRINCIPAL]

    def _work_out(self, steps: list[Step], number: int, balance: int, ahead: int) -> int:
        """What one row owes is set, and the instalments after it; the balance after the row."""
        product, row = self.terms.product, self.rows[number]
        parts = self.days.stretches(row.period, Balances(number, balance, ahead))
        interest = sum(product.rounding.amount(part) for part in parts)
        planned = max(0, steps[number].instalment - interest)
        paid, last = row.paid[Part.PRINCIPAL], number == len(self.rows) - 1
        row.owed[Part.INTEREST] = interest
        row.owed[Part.PRINCIPAL] = balance if last else min(max(planned, paid), balance)
        balance -= row.owed[Part.PRINCIPAL]
        if paid > planned and not last and self._lowers_the_instalment():
            steps[number + 1 :] = map(copy, steps[number + 1 :])  # the agreed ones stay as they are
            set_instalments(product, steps[number + 1 :], balance)
        return balance

    def _lowers_the_instalment(self) -> bool:
        recalculation = self.terms.product.recalculation
        assert recalculation is not None
        return recalculation.strategy is PrepayStrategy.REDUCE_INSTALMENT


def _until_paid(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows up to the last that owes anything."""
    count = max((row.n for row in rows if row.total), default=1)
    return rows[:count]
