"""The cumulative schedule and the text-book table: worked out row by row, then paid."""

from plodnee.engine.schedule.charges import add_late_penalties
from plodnee.engine.schedule.fixed_payments import pay
from plodnee.engine.schedule.fixed_rows import fixed_rows, set_flat_interest, set_instalments
from plodnee.engine.schedule.rows import Schedule
from plodnee.engine.schedule.steps import Step, first_steps, rescheduled
from plodnee.engine.schedule.terms import (
    Charge,
    Engine,
    Event,
    ExtraPrincipal,
    Reschedule,
    Terms,
)
from plodnee.engine.schedule.timeline import last_day, standing, timeline


def fixed_schedule(terms: Terms) -> Schedule:
    """The schedule of terms whose interest no payment changes, with its repayments applied."""
    product = terms.product
    steps = planned_steps(terms)
    extras = [event for event in terms.events if isinstance(event, ExtraPrincipal)]
    rows = fixed_rows(product, steps, extras)
    assert product.order is not None
    transactions = pay(rows, _happenings(terms), product.order, product.principal)
    as_of = terms.as_of or last_day(terms)
    if product.late_penalty is not None and as_of is not None:
        add_late_penalties(rows, product.late_penalty, as_of, product.rounding)
    return Schedule(tuple(rows), tuple(transactions))


def _happenings(terms: Terms) -> list[Event]:
    """What happens to the rows in turn: the cumulative schedule knows all charges beforehand."""
    if terms.product.engine is Engine.PROGRESSIVE:
        return timeline(terms)
    charges = [event for event in terms.events if isinstance(event, Charge)]
    return [*charges, *standing(terms.events)]


def planned_steps(terms: Terms) -> list[Step]:
    """The instalments as agreed and rescheduled, each request on what the ones before left."""
    product = terms.product
    steps = first_steps(product)
    if product.flat:
        set_flat_interest(product, steps)
    set_instalments(product, steps, product.principal)
    for event in terms.events:
        if not isinstance(event, Reschedule):
            continue
        before = fixed_rows(product, steps)
        first = rescheduled(steps, event, moved_is_regular=product.engine is not Engine.PROGRESSIVE)
        if product.flat:
            set_flat_interest(product, steps)
        if event.relevels:
            balance = before[first - 1].balance if first else product.principal
            set_instalments(product, steps[first:], balance)
    return steps
