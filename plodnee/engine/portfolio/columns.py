"""Loans as columns: a structure of arrays that kernels read without a copy."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import accumulate
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from plodnee.engine.calendar import DAY_COUNTS, Unit
from plodnee.engine.classification import DebtorClass, DebtStatus
from plodnee.engine.contract_history import (
    METHODS,
    Charge,
    Event,
    Payment,
    RepaymentTerms,
    plan_of,
    standing_events,
)
from plodnee.engine.contract_history.events import Entry, Standing
from plodnee.engine.contract_history.rows import Plan
from plodnee.engine.portfolio.days import day_number
from plodnee.engine.portfolio.segments import Pauses, Segments, pauses_of, segments_of

STATUSES: tuple[DebtStatus, ...] = ("normal", "legal", "restructured")
CLASS_CODES: tuple[DebtorClass, ...] = ("A", "B", "C", "D", "E", "R")
Repeating = tuple[Unit, tuple[int, ...]]


class Calendars(NamedTuple):
    """The repeating gaps that loans refer to.

    Shapes: offset (C + 1,); gap (G,); in_days (C,). Units: months, or days where `in_days`.
    """

    offset: NDArray[np.int64]
    gap: NDArray[np.int32]
    in_days: NDArray[np.bool_]


class Entries(NamedTuple):
    """Payments or charges: those of loan x lie between offset[x] and offset[x + 1].

    Shapes: offset (N + 1,); day and satang (E,). Units: days since 1 January 1970; satang.
    """

    offset: NDArray[np.int64]
    day: NDArray[np.int32]
    satang: NDArray[np.int64]


class PortfolioColumns(NamedTuple):
    """Terms, payments that stand, and charges of N loans, and the rows of those that were amended.

    Shapes: (N,) each, beside the entries. A loan with charges has both in the order of their days.
            `instalments` counts the rows in force.
    Units:  satang; basis points a year; days since 1 January 1970. `method`, `day_count` and
            `status` are places in METHODS, DAY_COUNTS and STATUSES; `calendar` one in Calendars.
    """

    principal_satang: NDArray[np.int64]
    instalment_satang: NDArray[np.int64]
    rate_bp: NDArray[np.int32]
    start_day: NDArray[np.int32]
    first_due_day: NDArray[np.int32]
    due_day_of_month: NDArray[np.int8]
    calendar: NDArray[np.int16]
    instalments: NDArray[np.int16]
    method: NDArray[np.int8]
    day_count: NDArray[np.int8]
    status: NDArray[np.int8]
    payments: Entries
    charges: Entries
    segments: Segments
    pauses: Pauses


TERMS_DTYPES: dict[str, type] = {
    "principal_satang": np.int64,
    "instalment_satang": np.int64,
    "rate_bp": np.int32,
    "start_day": np.int32,
    "first_due_day": np.int32,
    "due_day_of_month": np.int8,
    "calendar": np.int16,
    "instalments": np.int16,
    "method": np.int8,
    "day_count": np.int8,
    "status": np.int8,
}


def no_entries(count: int) -> Entries:
    """No payments, or no charges, of so many loans."""
    nothing = np.zeros(0, dtype=np.int64)
    return Entries(np.zeros(count + 1, dtype=np.int64), nothing.astype(np.int32), nothing)


def calendars_of(repeating: Sequence[Repeating]) -> Calendars:
    """The calendars in the order given."""
    gaps = [gaps for _, gaps in repeating]
    return Calendars(
        offset=np.array([0, *accumulate(map(len, gaps))], dtype=np.int64),
        gap=np.array([gap for each in gaps for gap in each], dtype=np.int32),
        in_days=np.array([unit == "day" for unit, _ in repeating], dtype=np.bool_),
    )


def columns_of(
    contracts: Iterable[tuple[RepaymentTerms, Sequence[Event], DebtStatus]],
    *,
    agreed_by: date = date.max,
) -> tuple[PortfolioColumns, Calendars]:
    """Readable contracts as columns: for tests and small books; large ones arrive as columns.

    Ensures: rows as amended, and ended by a payoff, up to `agreed_by`; every payment and charge.
    Raises:  ValueError or a refusal if the events of a contract cannot have happened.
    """
    listed = list(contracts)
    agreed = [terms for terms, _, _ in listed]
    entries = [standing_events(events, date.max).entries for _, events, _ in listed]
    plans = [_plan(terms, standing_events(events, agreed_by)) for terms, events, _ in listed]
    known: dict[Repeating, int] = {}
    for terms in agreed:
        known.setdefault((terms.unit, terms.gaps), len(known))
    lists = _terms_lists(agreed, known)
    lists["instalments"] = [len(plan.steps) for _, plan, _ in plans]
    lists["status"] = [STATUSES.index(status) for _, _, status in listed]
    arrays: dict[str, Any] = {
        name: np.array(lists[name], dtype=TERMS_DTYPES[name]) for name in lists
    }
    columns = PortfolioColumns(
        **arrays,
        payments=_entries([[e for e in each if isinstance(e, Payment)] for each in entries]),
        charges=_entries([[e for e in each if isinstance(e, Charge)] for each in entries]),
        segments=segments_of(plans),
        pauses=pauses_of([plan.pauses for _, plan, _ in plans]),
    )
    return columns, calendars_of(list(known))


def _plan(terms: RepaymentTerms, standing: Standing) -> tuple[RepaymentTerms, Plan, bool]:
    """The rows in force, and whether they are other than those of plain terms.

    Raises: ValueError where what was left was laid anew: kernels count one stretch of interest.
    """
    graces = terms.grace_on_principal + terms.grace_on_interest + terms.interest_free
    other = bool(graces or standing.amendments or standing.payoff)
    plan = plan_of(terms, standing)
    if plan.rests:
        raise ValueError("a rest laid anew is counted by contract_history alone")
    return terms, plan, other


def _entries(by_loan: Sequence[Sequence[Entry]]) -> Entries:
    return Entries(
        np.array([0, *accumulate(map(len, by_loan))], dtype=np.int64),
        np.array([day_number(e.on) for each in by_loan for e in each], dtype=np.int32),
        np.array([e.amount_satang for each in by_loan for e in each], dtype=np.int64),
    )


def _terms_lists(
    agreed: Sequence[RepaymentTerms], known: dict[Repeating, int]
) -> dict[str, list[int]]:
    return {
        "principal_satang": [terms.principal_satang for terms in agreed],
        "instalment_satang": [terms.instalment_satang for terms in agreed],
        "rate_bp": [terms.rate_bp for terms in agreed],
        "start_day": [day_number(terms.start_on) for terms in agreed],
        "first_due_day": [day_number(terms.first_due_on) for terms in agreed],
        "due_day_of_month": [terms.due_day or terms.first_due_on.day for terms in agreed],
        "calendar": [known[terms.unit, terms.gaps] for terms in agreed],
        "method": [METHODS.index(terms.method) for terms in agreed],
        "day_count": [DAY_COUNTS.index(terms.day_count) for terms in agreed],
    }
