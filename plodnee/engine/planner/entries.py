"""Every choice in place for every debt, laid out month by month for the kernels.

Source: docs/reference/formats.md, "In place".
"""

from typing import NamedTuple

import numpy as np

from plodnee.engine.planner.compiling import Flags, Reals, Satang, kernel, lean, part
from plodnee.engine.planner.interest import repay_in_place
from plodnee.engine.planner.months import Limits, Peaks, limits_of, peaks_of

KEPT = -1  # stands where a restructured entry has its rate

# Columns of Terms.debt
BALANCE, RATE, KIND, LEAST_RATE, RATE_STEP, MAY_RESTRUCTURE, MAY_JOIN = range(7)


class Terms(NamedTuple):
    """A household's problem in arrays; `x_start[d]` to `x_start[d + 1]` are debt d's own."""

    debt: Satang  # (k, 7)
    due: Satang
    due_start: Satang
    extension: Satang
    extension_start: Satang
    grace: Satang
    grace_start: Satang
    room: Satang  # (T,) what may have been paid by the end of each month
    contract_due: Satang  # (p, N) the usable due months of each pattern
    contract_count: Satang  # (p,)
    contract_rate: int
    ceiling: int


class Book(NamedTuple):
    """What the search reads: the entries of debt d are start[d] to start[d + 1]."""

    room: Satang  # (T,)
    balance: Satang  # (k,)
    own_interest: Satang  # (k,)
    may_join: Flags  # (k,)
    start: Satang  # (k + 1,)
    choice: Satang  # (E, 3) rate, extension, grace; rate KEPT for the debt's own terms
    paid: Satang  # (E, T) payments
    total: Satang  # (E, T) payments so far
    interest: Satang  # (E,)
    given_up: Satang  # (E,)
    last: Satang  # (E,) month of the last payment
    early: Reals  # (E,) the sum of `total`: the earlier is paid, the more
    by_interest: Satang  # (E,) each debt's entries by interest, among equals the later paid first
    by_balance: Satang  # (k,) the debts, largest balance first
    contract_due: Satang  # (p, N)
    contract_count: Satang  # (p,)
    contract_rate: int
    limits: Limits
    peaks: Peaks


@kernel
def own_terms(terms: Terms) -> tuple[Satang, Satang]:
    """Each debt's interest on its own terms, and its payment in each of its due months.

    Shapes:  (k,) and as Terms.due; months beyond T count.
    """
    k = terms.debt.shape[0]
    interest = np.zeros(k, np.int64)
    paid = np.zeros(terms.due.size, np.int64)
    for d in range(k):
        first, after = terms.due_start[d], terms.due_start[d + 1]
        row = terms.debt[d]
        interest[d], _ = repay_in_place(
            row[KIND],
            row[BALANCE],
            row[RATE],
            terms.due[first:after],
            after - first,
            paid[first:after],
        )
    return interest, paid


@kernel
def lay_out(terms: Terms, own: Satang, most_entries: int) -> Book:
    """The book of a household: every available choice in place with its payments.

    Shapes:  `own` (k,) is each debt's own interest; at most `most_entries` entries in all.
    Ensures: unavailable choices are absent; each debt's own terms come first if available.
    """
    k = terms.debt.shape[0]
    months = terms.room.size
    start = np.zeros(k + 1, np.int64)
    choice = np.zeros((most_entries, 3), np.int64)
    paid = np.zeros((most_entries, months), np.int64)
    figures = np.zeros((most_entries, 3), np.int64)  # interest, given up, last month
    for d in range(k):
        start[d + 1] = _lay_out_debt(terms, d, own[d], start[d], choice, paid, figures)
    used = start[k]
    total = _so_far(paid[:used])
    due, count = terms.contract_due, terms.contract_count
    balance = terms.debt[:, BALANCE].copy()
    early = _sums(total)
    return Book(
        terms.room,
        balance,
        own,
        terms.debt[:, MAY_JOIN] != 0,
        start,
        choice[:used],
        paid[:used],
        total,
        figures[:used, 0].copy(),
        figures[:used, 1].copy(),
        figures[:used, 2].copy(),
        early,
        _by_interest(start, figures[:used, 0], early),
        np.argsort(-balance, kind="mergesort"),
        due,
        count,
        terms.contract_rate,
        limits_of(terms.room, total, due, count),
        peaks_of(paid[:used], due, count),
    )


@part
def _so_far(paid: Satang) -> Satang:
    total = np.zeros(paid.shape, np.int64)
    for e in range(paid.shape[0]):
        sum_so_far = 0
        for t in range(paid.shape[1]):
            sum_so_far += paid[e, t]
            total[e, t] = sum_so_far
    return total


@part
def _sums(total: Satang) -> Reals:
    sums = np.zeros(total.shape[0], np.float64)
    for e in range(total.shape[0]):
        for t in range(total.shape[1]):
            sums[e] += total[e, t]
    return sums


@part
def _by_interest(start: Satang, interest: Satang, early: Reals) -> Satang:
    order = np.empty(interest.size, np.int64)
    for d in range(start.size - 1):
        first, after = start[d], start[d + 1]
        later = np.argsort(early[first:after], kind="mergesort")
        among = np.argsort(interest[first:after][later], kind="mergesort")
        order[first:after] = later[among] + first
    return order


@part
def with_room(book: Book, room: Satang) -> Book:
    """The same book where so much may have been paid by the end of each month."""
    return Book(
        room,
        book.balance,
        book.own_interest,
        book.may_join,
        book.start,
        book.choice,
        book.paid,
        book.total,
        book.interest,
        book.given_up,
        book.last,
        book.early,
        book.by_interest,
        book.by_balance,
        book.contract_due,
        book.contract_count,
        book.contract_rate,
        limits_of(room, book.total, book.contract_due, book.contract_count),
        book.peaks,
    )


@part
def _lay_out_debt(
    terms: Terms, d: int, own: int, at: int, choice: Satang, paid: Satang, figures: Satang
) -> int:
    """The entry after the debt's last one; the debt's own terms first, if they are available."""
    row = terms.debt[d]
    extensions = terms.extension[terms.extension_start[d] : terms.extension_start[d + 1]]
    graces = terms.grace[terms.grace_start[d] : terms.grace_start[d + 1]]
    at = _add_entry(terms, d, own, KEPT, 0, 0, at, choice, paid, figures)
    if not row[MAY_RESTRUCTURE]:
        return at
    rate = row[RATE]
    while rate >= row[LEAST_RATE]:
        if rate <= terms.ceiling:
            for extension in extensions:
                for grace in graces:
                    if rate == row[RATE] and extension == 0 and grace == 0:
                        continue
                    at = _add_entry(
                        terms, d, own, rate, extension, grace, at, choice, paid, figures
                    )
        rate -= row[RATE_STEP]
    return at


@part
def _add_entry(
    terms: Terms,
    d: int,
    own: int,
    rate: int,
    extension: int,
    grace: int,
    at: int,
    choice: Satang,
    paid: Satang,
    figures: Satang,
) -> int:
    """The next free entry: `at` itself where the choice is unavailable."""
    months = paid.shape[1]
    due = np.empty(months, np.int64)
    count = deferred_due(terms, d, extension, grace, months, due)
    if count == 0:
        return at
    row = terms.debt[d]
    charged = row[RATE] if rate == KEPT else rate
    amounts = np.empty(count, np.int64)
    interest, payments = repay_in_place(row[KIND], row[BALANCE], charged, due, count, amounts)
    for n in range(count):
        paid[at, due[n] - 1] = amounts[n]
    choice[at, 0], choice[at, 1], choice[at, 2] = rate, extension, grace
    figures[at, 0] = interest
    figures[at, 1] = max(0, own - interest)
    figures[at, 2] = due[payments - 1]
    return at + 1


@lean
def deferred_due(terms: Terms, d: int, extension: int, grace: int, months: int, due: Satang) -> int:
    """How many due months a choice has, written to `due`; 0 where the choice is unavailable.

    Ensures: first the extension adds months in the debt's own step (12 if it has one month only),
             then the grace drops every due month up to its own; none beyond `months`.
    """
    first, after = terms.due_start[d], terms.due_start[d + 1]
    final = terms.due[after - 1]
    step = final - terms.due[after - 2] if after - first > 1 else 12
    if final + extension // step * step > months:
        return 0
    count = 0
    for n in range(first, after):
        if terms.due[n] > grace:
            due[count] = terms.due[n]
            count += 1
    for month in range(final + step, final + extension + 1, step):
        if month > grace:
            due[count] = month
            count += 1
    return count
