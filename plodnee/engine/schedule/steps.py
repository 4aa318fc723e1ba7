"""The instalments of a loan before any amount: their periods, rates and graces, as rescheduled."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from plodnee.engine.schedule.refusals import BadTerms
from plodnee.engine.schedule.terms import Product, Reschedule
from plodnee.engine.schedule.year_fraction import Period


@dataclass(slots=True)
class Step:
    """One instalment to come: its period, its rate, and what grace it has."""

    period: Period
    rate: Fraction
    no_principal: bool = False
    interest_later: bool = False
    interest_free: bool = False
    instalment: int = 0  # what the row is meant to pay: a level total, or its equal principal
    interest: int = 0  # flat: the row's part of the interest


def first_steps(product: Product) -> list[Step]:
    """The instalments as agreed at the start.

    Raises: BadTerms if a grace leaves no instalment, or the last due date is beyond the calendar.
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
    steps = [Step(period, product.rate) for period in _periods(product)]
    for number, step in enumerate(steps):
        step.no_principal = number < product.grace_on_principal
        step.interest_later = number < product.grace_on_interest
        step.interest_free = number < product.interest_free
    return steps


@dataclass(frozen=True, slots=True)
class Change:
    """The first row that a request changes, and whether the instalment is worked out anew."""

    first: int
    relevel: bool


def rescheduled(steps: list[Step], request: Reschedule, *, moved_is_regular: bool) -> Change:
    """What a request changes; the steps are changed in place.

    A new due date moves all later ones. Extra instalments are added at the end, and so are as
    many rows as a grace on principal skips. `moved_is_regular` says whether a period whose due
    date was moved still counts as one cycle.

    Raises: BadTerms if the request starts after the last due date, moves a due date out of order,
            or defers interest past the last row.
    """
    first = first_due_on_or_after(steps, request.start)
    if request.due is not None:
        move_due_date(steps, request.start, request.due, moved_is_regular=moved_is_regular)
    added = request.extra_instalments + request.grace_on_principal
    add_instalments(steps, added)
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
    return Change(first, relevel=added > 0 or request.rate is not None)


def add_instalments(steps: list[Step], count: int) -> None:
    """So many more instalments stand after the last, a cycle apart and at its rate."""
    for _ in range(count):
        last = steps[-1]
        due, cycle = last.period.dates()[1], last.period.cycle
        period = Period(due, cycle.after(due, 1), cycle)
        steps.append(Step(period, last.rate, interest=last.interest))


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
        )
    steps[first].period = Period(begins, due, cycle, moved_is_regular)
    for ahead, step in enumerate(steps[first + 1 :], start=1):
        step.period = Period(cycle.after(due, ahead - 1), cycle.after(due, ahead), cycle)


def first_due_on_or_after(steps: Iterable[Step], day: date) -> int:
    """The index of the first instalment due on or after a day. Raises: BadTerms past the last."""
    for index, step in enumerate(steps):
        if step.period.dates()[1] >= day:
            return index
    raise BadTerms("events", f"{day} อยู่หลังงวดสุดท้าย", f"{day} is after the last due date")


def _periods(product: Product) -> list[Period]:
    cycle, count = product.cycle, product.instalments
    if product.disbursed_on is None and product.first_due_on is None:
        return [Period(None, None, cycle)] * count
    try:
        if product.first_due_on is not None:
            dues = [cycle.after(product.first_due_on, k) for k in range(-1, count)]
        else:
            assert product.disbursed_on is not None
            dues = [cycle.after(product.disbursed_on, k) for k in range(count + 1)]
    except OverflowError as error:
        raise BadTerms(
            "product.number_of_instalments",
            "วันครบกำหนดเกินปฏิทิน",
            "the due dates pass the end of the calendar",
        ) from error
    return [Period(start, due, cycle) for start, due in pairwise(dues)]
