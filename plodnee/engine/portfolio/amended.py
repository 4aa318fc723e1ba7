"""The kernels of loans that were amended, or whose charges come last: row by row, with a cursor.

They say the same as `kernels` of plain loans and are slower; the others never pass here.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from plodnee.engine.portfolio.days import FIRST_DAY, LAST_DAY, DayTables
from plodnee.engine.portfolio.kernels import (
    OUT_OF_ORDER,
    Limits,
    Paid,
    Pair,
    Standing,
    accrued,
    class_of,
    divided,
    due,
    entry_of,
    fixed_of,
    interest_of,
    paid_of,
    paid_to_rows,
    split,
    with_month,
    write_status,
)
from plodnee.engine.portfolio.loans import (
    ACTUAL_360,
    ACTUAL_365,
    LARGEST_PRODUCT,
    LEVEL,
    PER_MONTH,
    THIRTY_360,
    Loan,
    Portfolio,
    Whole,
    fault_of,
    kernel,
    part,
    read,
)
from plodnee.engine.portfolio.segments import (
    INTEREST_FREE,
    INTEREST_LATER,
    NO_PRINCIPAL,
    Pauses,
    Segments,
)

OUT_OF_DAYS, TOO_LARGE, BAD_SEGMENT = 3, 7, 10


class Cursor(NamedTuple):
    """After row k: its due date as month and day, what it owes, and what stands after it."""

    k: Whole
    month: Whole
    day: Whole
    interest: Whole
    principal: Whole
    balance: Whole
    carried: Whole
    segment: Whole
    fault: Whole


@part
def _begin(p: Portfolio, x: int, loan: Loan) -> Cursor:
    month, day = with_month(loan.start, p.days)
    nothing = np.int64(0)
    first = p.loans.segments.offset[x]
    return Cursor(nothing, month, day, nothing, nothing, loan.principal, nothing, first, nothing)


@part
def _fault_of_segments(segments: Segments, x: int) -> Whole:
    """0 if the stretches of a loan are in order and their values exist."""
    first, end = segments.offset[x], segments.offset[x + 1]
    if first < end and segments.first_row[first] != 1:
        return BAD_SEGMENT
    for at in range(first, end):
        in_order = at == first or segments.first_row[at] > segments.first_row[at - 1]
        positive = min(np.int64(segments.rate_bp[at]), segments.planned_satang[at]) >= 0
        flat = segments.flat_interest_satang[at] >= -1
        day = 1 <= segments.due_day_of_month[at] <= 31
        if not (in_order and positive and flat and day and 0 <= segments.grace[at] <= 7):
            return BAD_SEGMENT
    return 0


@part
def _next_due(p: Portfolio, loan: Loan, c: Cursor, at: Whole) -> Pair:
    """When the row after a cursor falls due in its stretch; (0, 0) outside the tables."""
    segments = p.loans.segments
    if segments.first_row[at] == c.k + 1:
        day = np.int64(segments.due_day[at])
        if day <= c.day or day > LAST_DAY:
            return np.int64(0), np.int64(0)
        return with_month(day, p.days)
    first = p.calendars.offset[loan.calendar]
    length = p.calendars.offset[loan.calendar + 1] - first
    gap = np.int64(p.calendars.gap[first + (c.k - 1) % length])
    if p.calendars.in_days[loan.calendar]:
        if c.day + gap > LAST_DAY:
            return np.int64(0), np.int64(0)
        return with_month(c.day + gap, p.days)
    month = c.month + gap
    if month >= len(p.days.by_month):
        return np.int64(0), np.int64(0)
    last = min(np.int64(segments.due_day_of_month[at]), np.int64(p.days.by_month[month, 1]))
    return month, np.int64(p.days.by_month[month, 0]) + last - 1


@part
def _paused(pauses: Pauses, x: int, since: Whole, until: Whole, days: DayTables) -> Pair:
    """Paused days between two days, and how many of them lie in leap years."""
    total = leap = np.int64(0)
    for at in range(pauses.offset[x], pauses.offset[x + 1]):
        begins = max(since, np.int64(pauses.since[at]))
        ends = min(until, np.int64(pauses.until[at]))
        if begins < ends:
            total += ends - begins
            leap += days.by_day[ends - FIRST_DAY, 2] - days.by_day[begins - FIRST_DAY, 2]
    return total, leap


@part
def _open_interest(
    satang_bp: Whole, day_count: Whole, since: Pair, until: Pair, paused: Pair, days: DayTables
) -> Whole:
    """Interest of one period without its paused days."""
    total = until[1] - since[1]
    still = total - paused[0]
    if day_count == PER_MONTH:
        return divided(satang_bp * (until[0] - since[0]) * still, 120_000 * total)
    if day_count == THIRTY_360:
        first = min(np.int64(days.by_day[since[1] - FIRST_DAY, 1]), 30)
        last = np.int64(days.by_day[until[1] - FIRST_DAY, 1])
        if last == 31 and first == 30:
            last = np.int64(30)
        thirty = 30 * (until[0] - since[0]) + last - first
        return divided(satang_bp * thirty * still, 3_600_000 * total)
    if day_count == ACTUAL_365:
        return divided(satang_bp * still, 3_650_000)
    if day_count == ACTUAL_360:
        return divided(satang_bp * still, 3_600_000)
    leap = np.int64(
        days.by_day[until[1] - FIRST_DAY, 2] - days.by_day[since[1] - FIRST_DAY, 2] - paused[1]
    )
    return divided(satang_bp * ((still - leap) * 366 + leap * 365), 365 * 366 * 10_000)


@part
def _split_in_grace(loan: Loan, planned: Whole, grace: Whole, owed: Whole, balance: Whole) -> Pair:
    """Interest and principal of a row of a stretch that is not the last row."""
    now = np.int64(0) if grace & INTEREST_LATER else owed
    if grace & NO_PRINCIPAL or loan.method == 1:  # interest only
        return now, np.int64(0)
    if loan.method == LEVEL:
        now = min(now, planned)
        return now, min(balance, planned - now)
    return now, min(balance, planned)


@part
def _advance(p: Portfolio, x: int, loan: Loan, fixed: Whole, c: Cursor) -> Cursor:
    """The cursor after the next row."""
    segments, k, at = p.loans.segments, c.k + 1, c.segment
    since = (c.month, c.day)
    if segments.offset[x] == segments.offset[x + 1]:
        until = due(loan, p.calendars, p.days, k, since)
        owed = c.carried + accrued(loan, k, fixed, c.balance, since, until, p.days)
        interest, principal = split(loan, k, fixed, owed, c.balance)
        balance, carried = c.balance - principal, owed - interest
        return Cursor(k, until[0], until[1], interest, principal, balance, carried, at, c.fault)
    if at + 1 < segments.offset[x + 1] and segments.first_row[at + 1] == k:
        at += 1
    until = _next_due(p, loan, c, at)
    total = until[1] - c.day
    rate = np.int64(segments.rate_bp[at])
    bearing = float(c.balance) * float(rate) * float(total + 31) * float(max(total, 366))
    fault = c.fault
    if total < 1:
        fault = np.int64(OUT_OF_DAYS)
    elif bearing > LARGEST_PRODUCT:
        fault = np.int64(TOO_LARGE)
    grace = np.int64(segments.grace[at])
    owed = c.carried
    if fault == 0 and segments.flat_interest_satang[at] >= 0:
        owed += segments.flat_interest_satang[at]
    elif fault == 0 and not grace & INTEREST_FREE:
        paused = _paused(p.loans.pauses, x, c.day, until[1], p.days)
        bears = c.balance * rate
        if paused[0] == 0:
            owed += interest_of(bears, loan.day_count, since, until, p.days)
        else:
            owed += _open_interest(bears, loan.day_count, since, until, paused, p.days)
    interest, principal = owed, c.balance
    if k < loan.count:
        planned = segments.planned_satang[at]
        interest, principal = _split_in_grace(loan, planned, grace, owed, c.balance)
    balance, carried = c.balance - principal, owed - interest
    return Cursor(k, until[0], until[1], interest, principal, balance, carried, at, fault)


@part
def _paid_with_charges_last(p: Portfolio, x: int, loan: Loan, fixed: Whole, as_of: int) -> Paid:
    """As `paid_to_rows`, where charges wait until the rows due by a payment's day are paid."""
    payments, charges = p.loans.payments, p.loans.charges
    at, ends = payments.offset[x], payments.offset[x + 1]
    charge, last_charge = charges.offset[x], charges.offset[x + 1]
    rest = owed = fallen_due = np.int64(0)
    before = np.int64(FIRST_DAY)
    c, to_come = _advance(p, x, loan, fixed, _begin(p, x, loan)), True
    while at < ends or charge < last_charge:
        charged = charge < last_charge and (at == ends or charges.day[charge] <= payments.day[at])
        day, amount, fault = entry_of(charges, charge) if charged else entry_of(payments, at)
        if fault != 0 or day < before:
            return rest, owed, fault if fault != 0 else OUT_OF_ORDER
        before = day
        counted = amount if day <= as_of else np.int64(0)
        if charged:
            owed += counted
            charge += 1
            continue
        at += 1
        while to_come and c.day <= day and c.fault == 0:
            fallen_due += c.interest + c.principal
            to_come = c.k < loan.count
            if to_come:
                c = _advance(p, x, loan, fixed, c)
        to_due = min(counted, max(np.int64(0), fallen_due - rest))
        to_charges = min(counted - to_due, owed)
        owed -= to_charges
        rest += counted - to_charges
    return rest, owed, c.fault


@part
def _paid(p: Portfolio, x: int, loan: Loan, fixed: Whole, as_of: int, charges_last: bool) -> Paid:
    if charges_last and p.loans.charges.offset[x] < p.loans.charges.offset[x + 1]:
        return _paid_with_charges_last(p, x, loan, fixed, as_of)
    return paid_to_rows(p.loans.payments, p.loans.charges, x, as_of)


@part
def _fault(p: Portfolio, x: int, loan: Loan) -> Whole:
    fault = fault_of(loan, p.loans.status[x], p.calendars, p.days)
    return _fault_of_segments(p.loans.segments, x) if fault == 0 else fault


@part
def _standing(
    p: Portfolio, x: int, loan: Loan, fixed: Whole, as_of: int, first: bool, rest: Whole
) -> tuple[Standing, Whole]:
    """As `kernels.standing_of`, and the fault that a row showed or 0."""
    c, late = _begin(p, x, loan), np.int64(0)
    paid_principal = paid_interest = principal_due = interest_due = np.int64(0)
    while c.k < loan.count and c.fault == 0 and (rest > 0 or c.day < as_of):
        c = _advance(p, x, loan, fixed, c)
        to_interest, to_principal = paid_of(rest, c.interest, c.principal, first)
        rest -= to_interest + to_principal
        paid_interest += to_interest
        paid_principal += to_principal
        if c.day < as_of:
            if late == 0 and c.interest + c.principal > to_interest + to_principal:
                late = as_of - c.day
            principal_due += c.principal - to_principal
            interest_due += c.interest - to_interest
    return (paid_principal, paid_interest, principal_due, interest_due, rest, late), c.fault


@kernel
def fill_status(
    p: Portfolio,
    which: NDArray[np.int64],
    as_of: int,
    limits: Limits,
    order: tuple[bool, bool],
    out: Any,
    span: tuple[int, int],
) -> tuple[int, int]:
    """Writes the status of the loans which[span[0]] to before which[span[1]].

    `order` says whether principal comes first, and whether charges come last.
    Ensures: -1, 0; or the first loan that may not be trusted, and its fault.
    """
    for place in range(span[0], span[1]):
        x = which[place]
        loan = read(p.loans, x)
        fault = _fault(p, x, loan)
        if fault != 0:
            return x, fault
        fixed = fixed_of(loan, p.calendars, p.days)
        rest, charges_owed, fault = _paid(p, x, loan, fixed, as_of, order[1])
        found, row_fault = _standing(p, x, loan, fixed, as_of, order[0], rest)
        if fault != 0 or row_fault != 0:
            return x, max(fault, row_fault)
        write_status(out, x, loan, found, charges_owed)
        out.debtor_class[x] = class_of(found[5], p.loans.status[x], limits)
    return -1, 0


@kernel
def fill_rows(
    p: Portfolio,
    which: NDArray[np.int64],
    as_of: int,
    order: tuple[bool, bool],
    out: Any,
    span: tuple[int, int],
) -> tuple[int, int]:
    """Writes every row of the loans which[span[0]] to before which[span[1]], and what is paid.

    Ensures: -1, 0; or the first loan that may not be trusted, and its fault.
    """
    for place in range(span[0], span[1]):
        x = which[place]
        loan, at = read(p.loans, x), out.offset[x]
        fault = _fault(p, x, loan)
        if fault != 0:
            return x, fault
        fixed = fixed_of(loan, p.calendars, p.days)
        rest, _, fault = _paid(p, x, loan, fixed, as_of, order[1])
        c = _begin(p, x, loan)
        while c.k < loan.count and c.fault == 0:
            c = _advance(p, x, loan, fixed, c)
            paid = paid_of(rest, c.interest, c.principal, order[0])
            rest -= paid[0] + paid[1]
            out.due_day[at], out.interest_satang[at] = c.day, c.interest
            out.principal_satang[at], out.balance_satang[at] = c.principal, c.balance
            out.interest_paid_satang[at], out.principal_paid_satang[at] = paid
            at += 1
        if fault != 0 or c.fault != 0:
            return x, max(fault, c.fault)
    return -1, 0
