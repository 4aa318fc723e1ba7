"""The rules of `plodnee.engine.contract_history` over columns, compiled, in int64 satang.

Serial and without the interpreter's lock: threads stand outside. Adding half of a divisor, which is
whole or leaves no tie, before an unsigned division rounds half up exactly. The parts without an
underscore serve the kernels of amended loans as well.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from plodnee.engine.portfolio.columns import Calendars, Entries
from plodnee.engine.portfolio.days import FIRST_DAY, LAST_DAY, DayTables
from plodnee.engine.portfolio.loans import (
    ACTUAL_360,
    ACTUAL_365,
    EQUAL_PRINCIPAL,
    FLAT,
    LEGAL,
    LEVEL,
    PER_MONTH,
    RESTRUCTURED,
    THIRTY_360,
    Loan,
    Portfolio,
    Whole,
    fault_of,
    is_plain,
    kernel,
    part,
    read,
)

Pair = tuple[Whole, Whole]
Limits = tuple[int, int, int]
Paid = tuple[Whole, Whole, int]
Standing = tuple[Whole, Whole, Whole, Whole, Whole, Whole]
BAD_ENTRY, OUT_OF_ORDER = 8, 9
_A, _B, _C, _D, _E, _R = range(6)


@part
def divided(numerator: Whole, divisor: Whole) -> Whole:
    """The quotient rounded half up; neither is negative, and twice the numerator fits 64 bits."""
    return np.int64((np.uint64(numerator) + np.uint64(divisor // 2)) // np.uint64(divisor))


@part
def interest_of(
    satang_bp: Whole, day_count: Whole, since: Pair, until: Pair, days: DayTables
) -> Whole:
    """Interest of one period; `satang_bp` is the balance times the rate in basis points.

    `since` and `until` are month and day, as everywhere in this module.
    """
    months, start, due = until[0] - since[0], since[1], until[1]
    if day_count == PER_MONTH:
        return divided(satang_bp * months, 120_000)
    if day_count == THIRTY_360:
        first: Whole = min(np.int64(days.by_day[start - FIRST_DAY, 1]), 30)
        last: Whole = np.int64(days.by_day[due - FIRST_DAY, 1])
        if last == 31 and first == 30:
            last = 30
        return divided(satang_bp * (30 * months + last - first), 3_600_000)
    if day_count == ACTUAL_365:
        return divided(satang_bp * (due - start), 3_650_000)
    if day_count == ACTUAL_360:
        return divided(satang_bp * (due - start), 3_600_000)
    leap = np.int64(days.by_day[due - FIRST_DAY, 2]) - np.int64(days.by_day[start - FIRST_DAY, 2])
    return divided(satang_bp * ((due - start - leap) * 366 + leap * 365), 365 * 366 * 10_000)


@part
def with_month(day: Whole, days: DayTables) -> Pair:
    """A day with its month before it."""
    return np.int64(days.by_day[day - FIRST_DAY, 0]), day


@part
def due(loan: Loan, calendars: Calendars, days: DayTables, k: int, since: Pair) -> Pair:
    """When row k falls due, from when the row before did."""
    if k == 1:
        return with_month(loan.first_due, days)
    first = calendars.offset[loan.calendar]
    length = calendars.offset[loan.calendar + 1] - first
    gap = np.int64(calendars.gap[first if length == 1 else first + (k - 2) % length])
    if calendars.in_days[loan.calendar]:
        return with_month(since[1] + gap, days)
    month = since[0] + gap
    last = min(loan.due_day, np.int64(days.by_month[month, 1]))
    return month, np.int64(days.by_month[month, 0]) + last - 1


@part
def fixed_of(loan: Loan, calendars: Calendars, days: DayTables) -> Whole:
    """What does not change from row to row: a flat loan's interest, equal principal, else 0."""
    if loan.method == EQUAL_PRINCIPAL:
        return (2 * loan.principal + loan.count) // (2 * loan.count)
    if loan.method != FLAT:
        return np.int64(0)
    since = until = with_month(loan.start, days)
    for k in range(1, loan.count + 1):
        until = due(loan, calendars, days, k, until)
    return interest_of(loan.principal * loan.rate, loan.day_count, since, until, days)


@part
def accrued(
    loan: Loan, k: int, fixed: Whole, balance: Whole, since: Pair, until: Pair, days: DayTables
) -> Whole:
    """Interest of row k's own period."""
    if loan.method == FLAT:
        each = fixed // loan.count
        return fixed - each * (loan.count - 1) if k == loan.count else each
    return interest_of(balance * loan.rate, loan.day_count, since, until, days)


@part
def split(loan: Loan, k: int, fixed: Whole, owed: Whole, balance: Whole) -> Pair:
    """Interest and principal of row k, of the interest owed and the balance before it."""
    if k == loan.count:
        return owed, balance
    if loan.method == LEVEL:
        paid = min(loan.instalment, owed + balance)
        covered = min(paid, owed)
        return covered, paid - covered
    if loan.method == EQUAL_PRINCIPAL:
        return owed, min(balance, fixed)
    if loan.method == FLAT:
        return owed, loan.principal // loan.count
    return owed, np.int64(0)


@part
def entry_of(entries: Entries, at: Whole) -> tuple[Whole, Whole, int]:
    """Day and amount of one payment or charge, and the fault or 0."""
    day, amount = np.int64(entries.day[at]), entries.satang[at]
    faulty = (amount < 1) | (day < FIRST_DAY) | (day > LAST_DAY)
    return day, amount, BAD_ENTRY if faulty else 0


@part
def paid_to_rows(payments: Entries, charges: Entries, x: int, as_of: int) -> Paid:
    """What payments up to a day leave for the rows, charges that stay owed, and the fault or 0."""
    at, ends = payments.offset[x], payments.offset[x + 1]
    if charges.offset[x] < charges.offset[x + 1]:
        return _paid_in_order(payments, charges, x, as_of)
    rest = np.int64(0)
    fault = 0
    for j in range(at, ends):
        day, amount, found = entry_of(payments, j)
        fault = max(fault, found)
        rest += amount if day <= as_of else 0
    return rest, np.int64(0), fault


@part
def _paid_in_order(payments: Entries, charges: Entries, x: int, as_of: int) -> Paid:
    """The same where charges wait to be paid: day by day, on one day the charges first."""
    at, ends = payments.offset[x], payments.offset[x + 1]
    charge, last_charge = charges.offset[x], charges.offset[x + 1]
    rest = owed = np.int64(0)
    before = np.int64(FIRST_DAY)
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
        else:
            to_charges = min(counted, owed)
            owed -= to_charges
            rest += counted - to_charges
            at += 1
    return rest, owed, 0


@part
def paid_of(amount: Whole, interest: Whole, principal: Whole, principal_first: bool) -> Pair:
    """Interest and principal that an amount pays of one row."""
    if principal_first:
        paid = min(amount, principal)
        return min(amount - paid, interest), paid
    paid = min(amount, interest)
    return paid, min(amount - paid, principal)


@part
def class_of(days_past_due: Whole, status: Whole, limits: Limits) -> int:
    """The place in CLASS_CODES of a loan so many days late."""
    if status == LEGAL:
        return _E
    if status == RESTRUCTURED:
        return _R
    if days_past_due < limits[0]:
        return _A
    if days_past_due < limits[1]:
        return _B
    return _C if days_past_due < limits[2] else _D


@part
def _standing_of_level(
    loan: Loan, gap: Whole, days: DayTables, as_of: int, first: bool, rest: Whole
) -> Standing:
    """As `standing_of`, for a level instalment at one gap of months."""
    balance, carried, late = loan.principal, np.int64(0), np.int64(0)
    paid_principal = paid_interest = principal_due = interest_due = np.int64(0)
    since, until = with_month(loan.start, days), with_month(loan.first_due, days)
    for k in range(1, loan.count + 1):
        if k > 1:
            month = since[0] + gap
            last = min(loan.due_day, np.int64(days.by_month[month, 1]))
            until = (month, np.int64(days.by_month[month, 0]) + last - 1)
        if rest == 0 and until[1] >= as_of:
            break
        bears = balance * loan.rate
        owed = carried + interest_of(bears, loan.day_count, since, until, days)
        most = loan.instalment if k < loan.count else owed + balance
        interest = min(owed, most)
        principal = min(balance, most - interest)
        balance, carried = balance - principal, owed - interest
        if rest >= interest + principal:
            rest -= interest + principal
            paid_interest += interest
            paid_principal += principal
        else:
            to_interest, to_principal = paid_of(rest, interest, principal, first)
            rest = np.int64(0)
            paid_interest += to_interest
            paid_principal += to_principal
            if until[1] < as_of:
                late = max(late, as_of - until[1])
                principal_due += principal - to_principal
                interest_due += interest - to_interest
        since = until
    return paid_principal, paid_interest, principal_due, interest_due, rest, late


@part
def standing_of(
    loan: Loan, calendars: Calendars, days: DayTables, as_of: int, first: bool, rest: Whole
) -> Standing:
    """Of one loan: principal and interest paid, principal and interest late, rest, days late.

    `first` says whether principal goes first. Most loans have a level instalment at one gap of
    months and take a shorter way.
    """
    at = calendars.offset[loan.calendar]
    single = calendars.offset[loan.calendar + 1] - at == 1
    if loan.method == LEVEL and single and not calendars.in_days[loan.calendar]:
        gap = np.int64(calendars.gap[at])
        return _standing_of_level(loan, gap, days, as_of, first, rest)
    balance, carried, late = loan.principal, np.int64(0), np.int64(0)
    paid_principal = paid_interest = principal_due = interest_due = np.int64(0)
    fixed, since = fixed_of(loan, calendars, days), with_month(loan.start, days)
    for k in range(1, loan.count + 1):
        until = due(loan, calendars, days, k, since)
        if rest == 0 and until[1] >= as_of:
            break
        owed = carried + accrued(loan, k, fixed, balance, since, until, days)
        interest, principal = split(loan, k, fixed, owed, balance)
        balance, carried, since = balance - principal, owed - interest, until
        to_interest, to_principal = paid_of(rest, interest, principal, first)
        rest -= to_interest + to_principal
        paid_interest += to_interest
        paid_principal += to_principal
        if until[1] < as_of:
            if late == 0 and interest + principal > to_interest + to_principal:
                late = as_of - until[1]
            principal_due += principal - to_principal
            interest_due += interest - to_interest
    return paid_principal, paid_interest, principal_due, interest_due, rest, late


@part
def write_status(out: Any, x: int, loan: Loan, found: Standing, charges_owed: Whole) -> None:
    """All of a loan's status but its class."""
    out.outstanding_satang[x] = loan.principal - found[0]
    out.paid_interest_satang[x] = found[1]
    out.principal_arrears_satang[x] = found[2]
    out.interest_arrears_satang[x] = found[3]
    out.overpaid_satang[x] = found[4]
    out.days_past_due[x] = found[5]
    out.charges_owed_satang[x] = charges_owed


@kernel
def fill_status(
    p: Portfolio,
    aside: NDArray[np.bool_],
    as_of: int,
    limits: Limits,
    principal_first: bool,
    out: Any,
    span: tuple[int, int],
) -> tuple[int, int]:
    """Writes the status of the loans from span[0] to before span[1], save those set aside.

    Shapes:  aside (N,), or (0,) where none is.
    Ensures: -1, 0; or the first loan that may not be trusted, and its fault.
    """
    for x in range(span[0], span[1]):
        if len(aside) > 0 and aside[x]:
            continue
        loan = read(p.loans, x)
        rest, charges_owed, fault = paid_to_rows(p.loans.payments, p.loans.charges, x, as_of)
        if fault == 0 and not is_plain(loan, p.loans.status[x], p):
            fault = fault_of(loan, p.loans.status[x], p.calendars, p.days)
        if fault != 0:
            return x, fault
        found = standing_of(loan, p.calendars, p.days, as_of, principal_first, rest)
        write_status(out, x, loan, found, charges_owed)
        out.debtor_class[x] = class_of(found[5], p.loans.status[x], limits)
    return -1, 0


@kernel
def fill_rows(
    p: Portfolio,
    aside: NDArray[np.bool_],
    as_of: int,
    principal_first: bool,
    out: Any,
    span: tuple[int, int],
) -> tuple[int, int]:
    """Writes every row of the loans from span[0] to before span[1] but those set aside.

    Ensures: -1, 0; or the first loan that may not be trusted, and its fault.
    """
    for x in range(span[0], span[1]):
        if len(aside) > 0 and aside[x]:
            continue
        loan, at = read(p.loans, x), out.offset[x]
        rest, _, fault = paid_to_rows(p.loans.payments, p.loans.charges, x, as_of)
        if fault == 0 and not is_plain(loan, p.loans.status[x], p):
            fault = fault_of(loan, p.loans.status[x], p.calendars, p.days)
        if fault != 0:
            return x, fault
        balance, carried = loan.principal, np.int64(0)
        fixed, since = fixed_of(loan, p.calendars, p.days), with_month(loan.start, p.days)
        for k in range(1, loan.count + 1):
            until = due(loan, p.calendars, p.days, k, since)
            owed = carried + accrued(loan, k, fixed, balance, since, until, p.days)
            interest, principal = split(loan, k, fixed, owed, balance)
            balance, carried, since = balance - principal, owed - interest, until
            paid = paid_of(rest, interest, principal, principal_first)
            rest -= paid[0] + paid[1]
            out.due_day[at], out.interest_satang[at] = until[1], interest
            out.principal_satang[at], out.balance_satang[at] = principal, balance
            out.interest_paid_satang[at], out.principal_paid_satang[at] = paid
            at += 1
    return -1, 0
