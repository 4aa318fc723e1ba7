"""A portfolio as of a day: outstanding, arrears, days past due and class of every loan."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from plodnee.engine.appropriation import Part, order_in_force
from plodnee.engine.classification import Criteria, criteria_in_force
from plodnee.engine.contract_history import Amendment, RepaymentTerms
from plodnee.engine.contract_history.ledger import charges_come_last
from plodnee.engine.portfolio import amended, kernels
from plodnee.engine.portfolio.checks import FAULTS, check_shapes, has_any
from plodnee.engine.portfolio.columns import Calendars, PortfolioColumns, columns_of
from plodnee.engine.portfolio.days import day_number
from plodnee.engine.portfolio.loans import portfolio_of
from plodnee.engine.portfolio.slices import in_slices

Span = tuple[int, int]


class PortfolioStatus(NamedTuple):
    """What stands on a day, by loan.

    Shapes: (N,) each, in the order of the loans. Units: satang; days. `debtor_class` is a place in
            CLASS_CODES. Arrears are of rows due before the day; charges stand apart.
    """

    outstanding_satang: NDArray[np.int64]
    principal_arrears_satang: NDArray[np.int64]
    interest_arrears_satang: NDArray[np.int64]
    charges_owed_satang: NDArray[np.int64]
    paid_interest_satang: NDArray[np.int64]
    overpaid_satang: NDArray[np.int64]
    days_past_due: NDArray[np.int32]
    debtor_class: NDArray[np.int8]


class PortfolioRows(NamedTuple):
    """The schedules of all loans and what is paid of each row.

    Shapes: offset (N + 1,); the others (R,), rows of loan x between offset[x] and offset[x + 1].
    Units:  satang; days since 1 January 1970.
    """

    offset: NDArray[np.int64]
    due_day: NDArray[np.int32]
    interest_satang: NDArray[np.int64]
    principal_satang: NDArray[np.int64]
    balance_satang: NDArray[np.int64]
    interest_paid_satang: NDArray[np.int64]
    principal_paid_satang: NDArray[np.int64]


def status_of(
    loans: PortfolioColumns,
    calendars: Calendars,
    as_of: date,
    *,
    criteria: Criteria,
    order: Sequence[Part],
    threads: int = 1,
) -> PortfolioStatus:
    """The status of every loan on a day.

    Ensures: to the satang what `contract_history.position_of` says of each loan.
    Raises:  ValueError that names the first loan whose columns contradict themselves.
    """
    check_shapes(loans, calendars)
    count = len(loans.principal_satang)
    out = _blank_status(count)
    limits = (criteria.watch_days, criteria.overdue_days, criteria.default_days)
    book, day = portfolio_of(loans, calendars), day_number(as_of)
    turns = _turns(order)
    aside = _set_aside(loans, charges_last=turns[1])

    def fill(span: Span) -> Span:
        return kernels.fill_status(book, aside, day, limits, turns[0], out, span)

    _in_threads(fill, count, threads)
    if aside.any():
        which = np.flatnonzero(aside)

        def fill_aside(span: Span) -> Span:
            return amended.fill_status(book, which, day, limits, turns, out, span)

        _in_threads(fill_aside, len(which), threads)
    return out


def rows_of(
    loans: PortfolioColumns,
    calendars: Calendars,
    as_of: date,
    *,
    order: Sequence[Part],
    threads: int = 1,
) -> PortfolioRows:
    """Every row of every loan, and what payments up to a day paid of it.

    Ensures: to the satang the rows of `contract_history.position_of`.
    Raises:  ValueError that names the first loan whose columns contradict themselves.
    """
    check_shapes(loans, calendars)
    offset = np.concatenate(([0], np.cumsum(loans.instalments, dtype=np.int64)))
    out = _blank_rows(offset)
    book, day = portfolio_of(loans, calendars), day_number(as_of)
    turns = _turns(order)
    aside = _set_aside(loans, charges_last=turns[1])

    def fill(span: Span) -> Span:
        return kernels.fill_rows(book, aside, day, turns[0], out, span)

    _in_threads(fill, len(loans.principal_satang), threads)
    if aside.any():
        which = np.flatnonzero(aside)

        def fill_aside(span: Span) -> Span:
            return amended.fill_rows(book, which, day, turns, out, span)

        _in_threads(fill_aside, len(which), threads)
    return out


def _turns(order: Sequence[Part]) -> tuple[bool, bool]:
    """Whether principal comes before interest, and whether charges come after instalments."""
    last = charges_come_last(order)
    return order.index("principal") < order.index("interest"), last


def _set_aside(loans: PortfolioColumns, *, charges_last: bool) -> NDArray[np.bool_]:
    """Which loans the plain kernels leave to those of amended loans; (0,) if none."""
    amended_loans, charged = len(loans.segments.first_row) > 0, len(loans.charges.day) > 0
    if not (amended_loans or (charges_last and charged)):
        return np.zeros(0, np.bool_)
    aside = has_any(loans.segments.offset)
    return aside | has_any(loans.charges.offset) if charges_last else aside


def _blank_status(count: int) -> PortfolioStatus:
    money = (np.empty(count, np.int64) for _ in range(6))
    outstanding, principal, interest, charges, paid, overpaid = money
    days, classes = np.empty(count, np.int32), np.empty(count, np.int8)
    return PortfolioStatus(outstanding, principal, interest, charges, paid, overpaid, days, classes)


def _blank_rows(offset: NDArray[np.int64]) -> PortfolioRows:
    count = int(offset[-1])
    money = [np.empty(count, np.int64) for _ in range(5)]
    return PortfolioRows(offset, np.empty(count, np.int32), *money)


def _in_threads(fill: Callable[[Span], Span], count: int, threads: int) -> None:
    """The kernel on even slices; kernels release the interpreter's lock."""
    for loan, fault in in_slices(fill, count, threads):
        if fault:
            raise ValueError(f"loan {loan}: {FAULTS[fault]}")


def warm_up() -> PortfolioStatus:
    """The status of a small loan and an amended one; then all kernels are compiled and kept."""
    begins = date(2019, 3, 16)
    terms = RepaymentTerms(100_000, 1200, begins, date(2019, 4, 16), 2, 51_000)
    paused = Amendment("A1", begins, begins, pause=(begins, begins))
    loans, calendars = columns_of([(terms, [], "normal"), (terms, [paused], "normal")])
    order = order_in_force(begins)
    rows_of(loans, calendars, begins, order=order)
    return status_of(loans, calendars, begins, criteria=criteria_in_force(begins), order=order)
