"""The events of a loan in the order in which they count: by their own day, then by entry."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from plodnee.engine.schedule.terms import (
    Charge,
    CloseOfBusiness,
    Event,
    ExtraPrincipal,
    Pause,
    Repayment,
    Reschedule,
    Reversal,
    Terms,
)


def standing(events: Iterable[Event]) -> list[Repayment]:
    """The repayments that were not reversed, by date, then in the order of entry.

    Ensures: a reversal of the nth repayment of a day counts all of that day entered before it.
    """
    entered: list[Repayment | None] = []
    of_day: dict[date, list[int]] = {}
    for event in events:
        if isinstance(event, Repayment):
            of_day.setdefault(event.on, []).append(len(entered))
            entered.append(event)
        elif isinstance(event, Reversal):
            entered[of_day[event.on][event.nth - 1]] = None
    return sorted((r for r in entered if r is not None), key=lambda repayment: repayment.on)


def timeline(terms: Terms) -> list[Event]:
    """The events that count, by the day on which they take effect, then in the order of entry.

    Ensures: charges of one day that no other event parts stand in the order in which they are paid,
             whatever the order of entry: what was overpaid before settles them in that order.
    """
    paid = {id(repayment) for repayment in standing(terms.events)}
    counted = [e for e in terms.events if not isinstance(e, Repayment) or id(e) in paid]
    in_turn = sorted((e for e in counted if _takes_effect(e) is not None), key=_effective)
    return [event for run in _runs(in_turn) for event in _as_paid(terms, run)]


def _runs(events: Iterable[Event]) -> Iterator[list[Event]]:
    """Charges of one day that follow one another together, every other event by itself."""
    for _, run in groupby(events, key=lambda e: e.due if isinstance(e, Charge) else id(e)):
        yield list(run)


def _as_paid(terms: Terms, run: list[Event]) -> list[Event]:
    order = terms.product.order
    if len(run) == 1 or order is None:
        return run
    charges = [event for event in run if isinstance(event, Charge)]
    return [*sorted(charges, key=lambda charge: order.due.index(charge.part))]


def last_day(terms: Terms) -> date | None:
    """The latest business date that the events name, at most the day the schedule is read.

    None where they name none.
    """
    days = [terms.opened_on]
    for event in terms.events:
        if isinstance(event, CloseOfBusiness):
            days.append(event.on)
        elif not isinstance(event, ExtraPrincipal):
            days.append(event.entered_on)
    last = max((day for day in days if day is not None), default=None)
    return last if last is None or terms.as_of is None else min(last, terms.as_of)


def _takes_effect(event: Event) -> date | None:
    """The day on which an event takes effect; None where it only tells what day it was."""
    match event:
        case Repayment():
            return event.on
        case Charge():
            return event.due
        case Reschedule():
            return event.start
        case Pause():
            return event.first
        case _:
            return None


def _effective(event: Event) -> date:
    day = _takes_effect(event)
    assert day is not None
    return day
