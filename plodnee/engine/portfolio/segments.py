"""Rows of amended loans as columns: stretches of rows in which everything counts alike."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from plodnee.engine.calendar import day_of_month
from plodnee.engine.contract_history import RepaymentTerms
from plodnee.engine.contract_history.rows import Plan, Step
from plodnee.engine.portfolio.days import day_number
from plodnee.engine.thai_dates import add_months

NO_PRINCIPAL, INTEREST_LATER, INTEREST_FREE = 1, 2, 4
NOT_FLAT = -1


class Segments(NamedTuple):
    """Stretches of rows of amended loans: those of loan x lie between offset[x] and offset[x + 1].

    A loan without any has the rows of its terms; else its first stretch begins with row 1.
    `planned` is the level instalment or the equal principal; `flat_interest` a flat row's interest,
    or NOT_FLAT; `grace` a sum of NO_PRINCIPAL, INTEREST_LATER, INTEREST_FREE.
    Shapes: offset (N + 1,); the others (S,). Units: satang; basis points; days since 1970.
    """

    offset: NDArray[np.int64]
    first_row: NDArray[np.int16]
    due_day: NDArray[np.int32]
    due_day_of_month: NDArray[np.int8]
    rate_bp: NDArray[np.int32]
    planned_satang: NDArray[np.int64]
    flat_interest_satang: NDArray[np.int64]
    grace: NDArray[np.int8]


class Pauses(NamedTuple):
    """Days without interest, after `since` up to `until`: those of loan x lie between offsets.

    Shapes: offset (N + 1,); since and until (P,). Units: days since 1970. Of one loan they ascend
            and do not overlap.
    """

    offset: NDArray[np.int64]
    since: NDArray[np.int32]
    until: NDArray[np.int32]


SEGMENT_DTYPES: dict[str, type] = {
    "first_row": np.int16,
    "due_day": np.int32,
    "due_day_of_month": np.int8,
    "rate_bp": np.int32,
    "planned_satang": np.int64,
    "flat_interest_satang": np.int64,
    "grace": np.int8,
}
Fields = tuple[int, ...]


def no_segments(count: int) -> Segments:
    """The rows of so many loans are those of their terms."""
    return _segments([[]] * count)


def no_pauses(count: int) -> Pauses:
    """No pauses of so many loans."""
    return pauses_of([[]] * count)


def segments_of(plans: Sequence[tuple[RepaymentTerms, Plan, bool]]) -> Segments:
    """The stretches of plans of which the last part says that they are not just their terms."""
    return _segments([list(_stretches(*plan[:2])) if plan[2] else [] for plan in plans])


def pauses_of(by_loan: Sequence[Sequence[tuple[date, date]]]) -> Pauses:
    """Pauses as columns."""
    return Pauses(
        np.array([0, *accumulate(map(len, by_loan))], dtype=np.int64),
        np.array([day_number(since) for each in by_loan for since, _ in each], dtype=np.int32),
        np.array([day_number(until) for each in by_loan for _, until in each], dtype=np.int32),
    )


def _segments(by_loan: Sequence[Sequence[Fields]]) -> Segments:
    rows = [fields for each in by_loan for fields in each]
    columns = zip(*rows, strict=True) if rows else [()] * len(SEGMENT_DTYPES)
    arrays: list[NDArray[Any]] = [
        np.array(values, dtype=dtype)
        for values, dtype in zip(columns, SEGMENT_DTYPES.values(), strict=True)
    ]
    return Segments(np.array([0, *accumulate(map(len, by_loan))], dtype=np.int64), *arrays)


def _stretches(terms: RepaymentTerms, plan: Plan) -> Iterator[Fields]:
    """A stretch for each row that is not like the one before it, at the gap that follows it."""
    before: Fields = ()
    expected: date | None = None
    for index, step in enumerate(plan.steps):
        like = (plan.due_day, *_counted(step))
        if like != before or step.due_on != expected:
            yield index + 1, day_number(step.due_on), *like
        before = like
        expected = _following(terms, index, step.due_on, plan.due_day)


def _following(terms: RepaymentTerms, index: int, due_on: date, due_day: int) -> date:
    """When the row after one falls due, as kernels step from one to the next."""
    gap = terms.gaps[index % len(terms.gaps)]
    if terms.unit == "day":
        return due_on + timedelta(days=gap)
    return day_of_month(add_months(due_on.replace(day=1), gap), due_day)


def _counted(step: Step) -> Fields:
    grace = (
        NO_PRINCIPAL * step.no_principal
        + INTEREST_LATER * step.interest_later
        + INTEREST_FREE * step.interest_free
    )
    flat = NOT_FLAT if step.flat_interest is None else step.flat_interest
    return step.rate_bp, step.planned, flat, grace
