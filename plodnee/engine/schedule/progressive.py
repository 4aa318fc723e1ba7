"""The progressive schedule: a running balance on which payments, rates and pauses count by day."""

from datetime import timedelta

from plodnee.engine.schedule.allocation import allocate
from plodnee.engine.schedule.charges import add_late_penalties
from plodnee.engine.schedule.fixed_payments import charge_and_offset, note_paid
from plodnee.engine.schedule.fixed_rows import check_pays_off
from plodnee.engine.schedule.rows import Schedule, Transaction, set_balances
from plodnee.engine.schedule.running_claims import RunningClaims
from plodnee.engine.schedule.running_interest import DailyInterest
from plodnee.engine.schedule.running_model import RunningModel, running_row
from plodnee.engine.schedule.steps import add_instalments, first_steps, move_due_date
from plodnee.engine.schedule.terms import Charge, Event, Pause, Repayment, Reschedule, Terms
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
        self.model = RunningModel(self.product, rows, DailyInterest(self.product, start))
        check_pays_off(self.product, self.steps, self.product.principal)
        self.model.relevel(0)
        self._move_due_dates()

    def apply(self, event: Event) -> None:
        """One event on the day on which it takes effect."""
        match event:
            case Repayment():
                self._pay(event)
            case Charge():
                charge_and_offset(RunningClaims(self.model, event.due), event, self.transactions)
            case Reschedule():
                self._reschedule(event)
            case Pause():
                before = event.first - timedelta(days=1)
                self.model.days.pauses.append((before, event.last))
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
        as_of = self.terms.as_of or until
        if product.late_penalty is not None and as_of is not None:
            add_late_penalties(rows, product.late_penalty, as_of, product.rounding)
        set_balances(rows, product.principal)
        return Schedule(tuple(rows), tuple(self.transactions))

    def _pay(self, repayment: Repayment) -> None:
        model, on = self.model, repayment.on
        model.reach(on)
        model.settle()
        recalculation = self.product.recalculation
        to_period_end = recalculation is not None and recalculation.preclosure_to_period_end
        until = model.period_end(on) if repayment.payoff and to_period_end else on
        claims = RunningClaims(model, max(until, model.counts_from(on)))
        assert self.product.order is not None
        split, over = allocate(claims, self.product.order, repayment.amount, on)
        model.settle()
        note_paid(model.rows, on)
        balance = model.unpaid_principal()
        self.transactions.append(Transaction(on, repayment.amount, split, balance, over))

    def _move_due_dates(self) -> None:
        """Due dates stand where requests moved them; the instalments stay as they were."""
        for event in self.terms.events:
            if isinstance(event, Reschedule) and event.due is not None:
                move_due_date(self.steps, event.start, event.due, moved_is_regular=False)
        for row, step in zip(self.model.rows, self.steps, strict=True):
            row.period = step.period
        self.model.settle()

    def _reschedule(self, request: Reschedule) -> None:
        """New rates and extra instalments, from the row that contains the day before."""
        begins = request.start - timedelta(days=1)
        added = request.extra_instalments + request.grace_on_principal
        add_instalments(self.steps, added)
        rows = self.model.rows
        rows += [running_row(n, s) for n, s in enumerate(self.steps[len(rows) :], len(rows) + 1)]
        first = next((k for k, row in enumerate(rows) if row.period.dates()[1] > begins), None)
        if first is None:
            return
        for row in rows[first : first + request.grace_on_principal]:
            row.no_principal = True
        for row in rows[first : first + request.grace_on_interest]:
            row.interest_later = True
        if request.rate is not None:
            self.model.days.new_rate(begins, request.rate)
        self.model.settle()
        if added or request.rate is not None:
            self.model.relevel(first)
