"""The cumulative schedule whose interest follows the days of payments.

An early repayment goes to principal in the row that it falls into; where it is more than the row's
principal, the instalment falls, or the rows become fewer. Each stretch of days with one balance is
rounded by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from plodnee.engine.schedule.allocation import allocate
from plodnee.engine.schedule.charges import add_charge, add_late_penalties
from plodnee.engine.schedule.cumulative import planned_steps
from plodnee.engine.schedule.fixed_rows import set_instalments
from plodnee.engine.schedule.rows import Row, Schedule, Transaction, note_paid, set_balances
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
    """One loan whose rows are worked out anew after each payment; claims are made on it."""

    terms: Terms
    steps: list[Step] = field(init=False)
    rows: Sequence[Row] = field(init=False)
    days: DailyInterest = field(init=False)
    transactions: list[Transaction] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.steps = planned_steps(self.terms)
        self.rows = [Row(n, step.period) for n, step in enumerate(self.steps, start=1)]
        self.days = DailyInterest(self.terms.product, self.steps[0].period.dates()[0])
        self.settle()

    def settle(self) -> None:
        """Interest and principal of every row, on the balance of every day."""
        product = self.terms.product
        steps = [Step(s.period, s.rate, instalment=s.instalment) for s in self.steps]
        balance = product.principal
        for number, row in enumerate(self.rows):
            ahead = sum(later.paid[Part.PRINCIPAL] for later in self.rows[number:])
            balances = Balances(number, balance, ahead)
            parts = self.days.stretches(row.period, balances)
            interest = sum(product.rounding.amount(part) for part in parts)
            planned = max(0, steps[number].instalment - interest)
            paid = row.paid[Part.PRINCIPAL]
            last = number == len(self.rows) - 1
            row.owed[Part.INTEREST] = interest
            row.owed[Part.PRINCIPAL] = balance if last else min(max(planned, paid), balance)
            balance -= row.owed[Part.PRINCIPAL]
            if paid > planned and not last and self._lowers_the_instalment():
                set_instalments(product, steps[number + 1 :], balance)

    def pay(self, repayment: Repayment) -> None:
        """One repayment: what is due in the agreed order, and the rest to principal."""
        product, on = self.terms.product, repayment.on
        self.days.reached = max(self.days.reached, on)
        self.settle()
        assert product.order is not None
        split, over = allocate(self, product.order, repayment.amount, on)
        row = next((row for row in self.rows if row.period.dates()[1] >= on), self.rows[-1])
        early = min(over, self._unpaid())
        if early:
            self.take(row, Part.PRINCIPAL, early, on)
            split[Part.PRINCIPAL] += early
        self.settle()
        for row in self.rows:
            note_paid(row, on)
        done = Transaction(on, repayment.amount, split, self._unpaid(), over - early)
        self.transactions.append(done)

    def open_rows(self) -> Sequence[Row]:
        """All rows."""
        return self.rows

    def claim(self, row: Row, part: Part, on: date) -> int:
        """What a payment may settle by the agreed order: what is due by the day."""
        return row.unpaid(part) if row.period.dates()[1] <= on else 0

    def take(self, row: Row, part: Part, amount: int, on: date) -> None:
        """The part is settled by so much, and the balance falls."""
        row.settle(part, amount, on)
        if part is Part.PRINCIPAL:
            self.days.note_payment(on, row.n - 1, amount)

    def finish(self) -> Schedule:
        """The rows as of the last business date that the events name."""
        product, until = self.terms.product, last_day(self.terms)
        if until is not None:
            self.days.reached = max(self.days.reached, until)
            self.settle()
        as_of = self.terms.as_of or until
        if product.late_penalty is not None and as_of is not None:
            add_late_penalties(self.rows, product.late_penalty, as_of, product.rounding)
        rows = self.rows if self._lowers_the_instalment() else _until_paid(self.rows)
        set_balances(rows, product.principal)
        return Schedule(tuple(rows), tuple(self.transactions))

    def _unpaid(self) -> int:
        paid = sum(row.paid[Part.PRINCIPAL] for row in self.rows)
        return self.terms.product.principal - paid

    def _lowers_the_instalment(self) -> bool:
        recalculation = self.terms.product.recalculation
        assert recalculation is not None
        return recalculation.strategy is PrepayStrategy.REDUCE_INSTALMENT


def _until_paid(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows up to the last that owes anything."""
    count = max((row.n for row in rows if row.total), default=1)
    return rows[:count]
