"""The progressive schedule: a running balance on which payments, rates and pauses count by day."""

from datetime import date, timedelta

from plodnee.engine.schedule.allocation import allocate
from plodnee.engine.schedule.charges import add_charge, add_late_penalties
from plodnee.engine.schedule.fixed_payments import offset
from plodnee.engine.schedule.fixed_rows import check_pays_off
from plodnee.engine.schedule.rows import OpenRows, Schedule, Transaction, note_paid, set_balances
from plodnee.engine.schedule.running_claims import RunningClaims
from plodnee.engine.schedule.running_interest import DailyInterest
from plodnee.engine.schedule.running_model import RunningModel
from plodnee.engine.schedule.running_rows import running_row
from plodnee.engine.schedule.steps import first_steps, move_due_date, set_graces_and_rate
from plodnee.engine.schedule.terms import (
    Ahead,
    Charge,
    Event,
    Part,
    Pause,
    Repayment,
    Reschedule,
    Terms,
)
from plodnee.engine.schedule.timeline import last_day, timeline


def progressive_schedule(terms: Terms) -> Schedule:
    """The schedule of terms whose balance runs from day to day, after all their events.

    Units:   amounts in the schedule's smallest unit.
    Ensures: what happened is taken by its own day, then in the order of entry, whenever it was
             keyed in; the principals of the rows sum to the product's.
    Raises:  BadTerms if a request passes the last due date.
    """
    ledger = Replay(terms)
    for event in timeline(terms):
        ledger.apply(event)
    return ledger.finish()


class Replay:
    """One loan from its first day on, event by event."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.product = terms.product
        self.transactions: list[Transaction] = []
        self.steps = first_steps(self.product)
        rows = [running_row(n, step) for n, step in enumerate(self.steps, start=1)]
        start = self.steps[0].period.dates()[0]
        self.model = RunningModel(self.product, rows, DailyInterest(self.product, start), start)
        self.open = OpenRows(rows)
        check_pays_off(self.product, self.steps, self.product.principal)
        self.model.relevel(0)
        self._move_due_dates()

    def apply(self, event: Event) -> None:
        """One event on the day on which it takes effect."""
        match event:
            case Repayment():
                self._pay(event)
            case Charge():
                self._charge(event)
            case Reschedule():
                self._reschedule(event)
            case Pause():
                before = event.first - timedelta(days=1)
                self.model.days.pauses.append((before, event.last))
                self.model.reopen()
                self.model.settle()
            case _:
                raise ValueError(f"{event} takes no effect on a day")

    def finish(self) -> Schedule:
        """The rows as of the last business date that the events name."""
        until = last_day(self.terms)
        if until is not None:
            self.model.reach(until)
        self.model.settle()
        rows, product = self.model.rows, self.product
        for row in rows:  # one can become fully paid by what was paid to others
            if self.transactions:
                note_paid(row, self.transactions[-1].on)
        as_of = self.terms.as_of or until
        if product.late_penalty is not None and as_of is not None:
            add_late_penalties(rows, product.late_penalty, as_of, product.rounding)
        set_balances(rows, product.principal)
        return Schedule(tuple(rows), tuple(self.transactions))

    def _pay(self, repayment: Repayment) -> None:
        model, on, order = self.model, repayment.on, self.product.order
        assert order is not None
        # where days count, rows to come can wait, unless an advance can go to the last ones
        wait = order.ahead is Ahead.NEXT and self.product.recalculation is not None
        model.reach(on)
        if wait:
            model.close_due()
        else:
            model.settle()
        claims = RunningClaims(model, self._claimed_until(repayment), self.open)
        split, over = allocate(claims, order, repayment.amount, on)
        model.settle(max(claims.taken_from, default=0) if wait else None)
        for index in claims.taken_from:
            note_paid(model.rows[index], on)
        balance = model.unpaid_principal()
        self.transactions.append(Transaction(on, repayment.amount, split, balance, over))

    def _claimed_until(self, repayment: Repayment) -> date:
        """The day up to which a payment settles interest: its own, or the end of the period."""
        model, recalculation = self.model, self.product.recalculation
        to_period_end = recalculation is not None and recalculation.preclosure_to_period_end
        if repayment.payoff and to_period_end:
            return model.period_end(repayment.on)
        return model.counts_from(repayment.on)

    def _charge(self, charge: Charge) -> None:
        row = add_charge(self.model.rows, charge)
        self.open.reopen(row)
        claims = RunningClaims(self.model, charge.due, self.open)
        offset(claims, row, charge.part, self.transactions)
        if row.outstanding == 0 and row.paid_total:
            row.paid_on = max(done.on for done in self.transactions)

    def _move_due_dates(self) -> None:
        """Due dates stand where requests moved them; the instalments stay as they were."""
        for event in self.terms.events:
            if isinstance(event, Reschedule) and event.due is not None:
                move_due_date(self.steps, event.start, event.due, moved_is_regular=False)
        for row, step in zip(self.model.rows, self.steps, strict=True):
            row.period = step.period
        self.model.days.forget_periods()
        self.model.reopen()
        self.model.settle()

    def _reschedule(self, request: Reschedule) -> None:
        """New rates and extra instalments, from the row that contains the day before."""
        model, rows = self.model, self.model.rows
        first = set_graces_and_rate(self.steps, request)
        rows += [running_row(n, s) for n, s in enumerate(self.steps[len(rows) :], len(rows) + 1)]
        for row, step in zip(rows[first:], self.steps[first:], strict=True):
            row.no_principal, row.interest_later = step.no_principal, step.interest_later
        if request.rate is not None:
            model.days.new_rate(request.start - timedelta(days=1), request.rate)
        model.reopen()
        model.settle()
        before = sum(row.owed[Part.PRINCIPAL] for row in rows[:first])
        check_pays_off(self.product, self.steps[first:], self.product.principal - before)
        if request.relevels:
            model.relevel(first)
