"""The instalments of a loan before any amount: their periods, rates and graces, as rescheduled."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from plodnee.engine.schedule.refusals import BadTerms
from plodnee.engine.schedule.terms import MOST_INSTALMENTS, Product, Reschedule
from plodnee.engine.schedule.year_fraction import Period


@dataclass(slots=True)
class Step:
    """One instalment to come: its period, its rate, and what grace it has."""

    period: Period
    rate: Fraction
    no_principal: bool = False
    interest_later: bool = False
    interest_free: bool = False
    counted_from: date | None = None  # its due date is so many cycles after this day
    cycles: int = 0
    instalment: int = 0  # what the row is meant to pay: a level total, or its equal principal
    interest: int = 0  # flat: the row's part of the interest


def first_steps(product: Product) -> list[Step]:
    """The instalments as agreed at the start.

    Raises: BadTerms if a grace leaves no instalment; OverflowError beyond the calendar.
    """
    graces = {
        "grace_on_principal": product.grace_on_principal,
        "grace_on_interest": product.grace_on_interest,
    }
    for name, rows in graces.items():
        if rows >= product.instalments:
            raise BadTerms(
                f"product.{name}",
                f"ต้องน้อยกว่าจำนวนงวด {product.instalments}",
                f"must be below the {product.instalments} instalments",
            )
    steps = _first_steps(product)
    for number, step in enumerate(steps):
        step.no_principal = number < product.grace_on_principal
        step.interest_later = number < product.grace_on_interest
        step.interest_free = number < product.interest_free
    return steps


def rescheduled(steps: list[Step], request: Reschedule, *, moved_is_regular: bool) -> int:
    """The index of the first row that a request changes; the steps are changed in place.

    A new due date moves all later ones. `moved_is_regular` says whether a period whose due date
    was moved still counts as one cycle.

    Raises: BadTerms as `set_graces_and_rate`, and if a due date is moved out of order.
    """
    if request.due is not None:
        first = first_due_on_or_after(steps, request.start)
        move_due_date(steps, request.start, request.due, moved_is_regular=moved_is_regular)
        return _change_from(steps, first, request)
    return set_graces_and_rate(steps, request)


def set_graces_and_rate(steps: list[Step], request: Reschedule) -> int:
    """The index of the first row that a request changes, whatever due dates it moves.

    Extra instalments are added at the end, and so are as many rows as a grace on principal skips.

    Raises: BadTerms if the request starts after the last due date, adds too many rows, or defers
            interest past the last one.
    """
    return _change_from(steps, first_due_on_or_after(steps, request.start), request)


def _change_from(steps: list[Step], first: int, request: Reschedule) -> int:
    add_instalments(steps, request.extra_instalments + request.grace_on_principal)
    for step in steps[first : first + request.grace_on_principal]:
        step.no_principal = True
    if first + request.grace_on_interest >= len(steps) and request.grace_on_interest:
        raise BadTerms(
            "events", "พักดอกเบี้ยเกินงวดสุดท้าย", "the grace on interest passes the last instalment"
        )
    for step in steps[first : first + request.grace_on_interest]:
        step.interest_later = True
    if request.rate is not None:
        for step in steps[first:]:
            step.rate = request.rate
    return first


def add_instalments(steps: list[Step], count: int) -> None:
    """So many more instalments stand after the last, counted on from where it was counted.

    Raises: BadTerms if there would be too many.
    """
    if len(steps) + count > MOST_INSTALMENTS:
        raise BadTerms(
            "events",
            f"จำนวนงวดรวมต้องไม่เกิน {MOST_INSTALMENTS}",
            f"the instalments together must be at most {MOST_INSTALMENTS}",
        )
    for _ in range(count):
        last = steps[-1]
        assert last.counted_from is not None
        cycle, cycles = last.period.cycle, last.cycles + 1
        due = cycle.after(last.counted_from, cycles)
        period = Period(last.period.dates()[1], due, cycle)
        steps.append(
            Step(
                period,
                last.rate,
                counted_from=last.counted_from,
                cycles=cycles,
                interest=last.interest,
            )
        )


def move_due_date(steps: list[Step], start: date, due: date, *, moved_is_regular: bool) -> None:
    """The first instalment due on or after a day falls due on another; all later ones follow it.

    Raises: BadTerms if there is none, or the new day is not after the period's start.
    """
    first = first_due_on_or_after(steps, start)
    cycle, begins = steps[first].period.cycle, steps[first].period.dates()[0]
    if due <= begins:
        raise BadTerms(
            "events",
            f"วันครบกำหนดใหม่ {due} ต้องหลัง {begins}",
            f"the new due date {due} must be after {begins}",
            (begins + timedelta(days=1)).isoformat(),
        )
    for cycles, step in enumerate(steps[first:]):
        ends = cycle.after(due, cycles)
        step.period = Period(begins, ends, cycle, moved_is_regular or cycles > 0)
        step.counted_from, step.cycles = due, cycles
        begins = ends


def first_due_on_or_after(steps: Iterable[Step], day: date) -> int:
    """The index of the first instalment due on or after a day. Raises: BadTerms past the last."""
    for index, step in enumerate(steps):
        if step.period.dates()[1] >= day:
            return index
    raise BadTerms("events", f"{day} อยู่หลังงวดสุดท้าย", f"{day} is after the last due date")


def _first_steps(product: Product) -> list[Step]:
    """The instalments with their due dates, counted from the start or from the first due date."""
    cycle, count = product.cycle, product.instalments
    if product.first_due_on is not None:
        start, first = product.first_due_on, 0
    elif product.disbursed_on is not None:
        start, first = product.disbursed_on, 1
    else:
        return [Step(Period(None, None, cycle), product.rate) for _ in range(count)]
    dues = [cycle.after(start, cycles) for cycles in range(first - 1, first + count)]
    return [
        Step(Period(begins, due, cycle), product.rate, counted_from=start, cycles=first + number)
        for number, (begins, due) in enumerate(pairwise(dues))
    ]
