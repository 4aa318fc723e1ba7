"""What one interval of instalments demands, as rows: sums of one option per debt under limits.

Every plan of the interval with the figure aimed at not above S satisfies, for each row, the sum of
its options' amounts <= limit + S x lifts. Rows that cannot bind are left out; any may be.
Source: docs/explanation/planner.md, "Bounds by intervals".
"""

from typing import NamedTuple

import numpy as np

from plodnee.engine.planner.compiling import HUGE, Flags, Reals, Satang, lean, part
from plodnee.engine.planner.entries import Book
from plodnee.engine.planner.shortlist import ANY, GIVEN_UP, INTEREST, LARGEST, Shortlist
from plodnee.engine.planner.smooth import Least, least_of_interval, rounding_slack
from plodnee.engine.planner.stage import IN_CONTRACT, NO_PATTERN, Question


class Interval(NamedTuple):
    """Contracts of one pattern whose instalment is low to high shares of their principal."""

    way: int
    usable: int  # due months
    low: float
    high: float


class Rows(NamedTuple):
    """The options of debt d are start[d] to start[d + 1]; R rows."""

    start: Satang  # (k + 1,)
    entry: Satang  # (O,) the entry in place, or IN_CONTRACT
    amount: Satang  # (O, R)
    by_row: Reals  # (R, O) the same, for costs under weights
    limit: Satang  # (R,)
    lifts: Satang  # (R,) 1 where the row bounds the figure aimed at
    place: Satang  # (R,) the row's place among all 2 + P + C rows


@part
def rows_of(book: Book, short: Shortlist, question: Question, interval: Interval) -> Rows:
    """The rows of an interval, without those that nothing can break or that others imply."""
    start, entry = _options(book, short, interval.way)
    limit, lifts = _limits(book, question, interval)
    amount = np.zeros((entry.size, limit.size), np.int64)
    months = book.room.size
    least = Least(0.0, 0.0, np.zeros(0), np.zeros(0))
    if interval.way != NO_PATTERN:
        due = book.contract_due[interval.way]
        least = least_of_interval(
            interval.low, interval.high, book.contract_rate, due, interval.usable, months
        )
    for d in range(book.balance.size):
        for o in range(start[d], start[d + 1]):
            if entry[o] == IN_CONTRACT:
                _join(book, d, least, amount[o])
            else:
                _stay(book, entry[o], amount[o])
    keep = _binding(start, amount, limit, lifts)
    _leave_out_implied(book, interval, entry, amount, keep)
    place = np.flatnonzero(keep)
    amounts = amount[:, place].copy()
    by_row = np.empty((place.size, entry.size), np.float64)
    for r in range(place.size):
        by_row[r] = amounts[:, r]
    return Rows(start, entry, amounts, by_row, limit[place], lifts[place], place)


@part
def _options(book: Book, short: Shortlist, way: int) -> tuple[Satang, Satang]:
    k = book.balance.size
    start = np.zeros(k + 1, np.int64)
    entry = np.empty(short.pick.size + k, np.int64)
    o = 0
    for d in range(k):
        for e in short.pick[short.begin[d] : short.end[d]]:
            entry[o] = e
            o += 1
        if way != NO_PATTERN and book.may_join[d]:
            entry[o] = IN_CONTRACT
            o += 1
        start[d + 1] = o
    return start, entry[:o]


@part
def _limits(book: Book, question: Question, interval: Interval) -> tuple[Satang, Satang]:
    """Limits of interest, concession, each month's payments and payments so far; HUGE if none."""
    cap, aim, peaks = question.cap, question.aim, book.peaks.month.size
    limit = np.full(2 + peaks + book.limits.month.size, HUGE, np.int64)
    lifts = np.zeros(limit.size, np.int64)
    slack = 0 if interval.way == NO_PATTERN else rounding_slack(interval.usable)
    for row, figure in ((0, INTEREST), (1, GIVEN_UP)):
        extra = slack + (book.balance.size if figure == GIVEN_UP else 0)
        if aim == figure:
            limit[row], lifts[row] = extra, 1
        elif cap[figure] < HUGE:
            limit[row] = cap[figure] + extra
    for row in range(2, 2 + peaks):
        if aim == LARGEST:
            limit[row], lifts[row] = slack, 1
        elif cap[LARGEST] < HUGE:
            limit[row] = cap[LARGEST] + slack
    for c in range(book.limits.month.size):
        limit[2 + peaks + c] = min(book.limits.room[c], HUGE - slack) + slack
        lifts[2 + peaks + c] = 1 if aim == ANY else 0
    return limit, lifts


@lean
def _stay(book: Book, entry: int, amount: Satang) -> None:
    peaks = book.peaks.month.size
    amount[0] = book.interest[entry]
    amount[1] = book.given_up[entry]
    for c in range(peaks):
        amount[2 + c] = book.peaks.paid[entry, c]
    for c in range(book.limits.month.size):
        amount[2 + peaks + c] = book.limits.paid[entry, c]


@lean
def _join(book: Book, d: int, least: Least, amount: Satang) -> None:
    peaks = book.peaks.month.size
    balance = float(book.balance[d])
    amount[0] = int(balance * least.interest)
    given_up = book.own_interest[d] - int(np.ceil(balance * least.interest_most))
    amount[1] = max(0, given_up)
    for c in range(peaks):
        amount[2 + c] = int(balance * least.in_month[book.peaks.month[c]])
    for c in range(book.limits.month.size):
        amount[2 + peaks + c] = int(balance * least.by_month[book.limits.month[c]])


@part
def _binding(start: Satang, amount: Satang, limit: Satang, lifts: Satang) -> Flags:
    """The rows that some choice of options can break."""
    keep = np.zeros(limit.size, np.bool_)
    for r in range(limit.size):
        if limit[r] >= HUGE:
            continue
        most = 0
        for d in range(start.size - 1):
            highest = 0
            for o in range(start[d], start[d + 1]):
                highest = max(highest, amount[o, r])
            most += highest
        keep[r] = lifts[r] == 1 or most > limit[r]
    return keep


@part
def _leave_out_implied(
    book: Book, interval: Interval, entry: Satang, amount: Satang, keep: Flags
) -> None:
    """Leave out a month in which no option pays more than in another; contracts pay less later."""
    peaks = book.peaks.month.size
    turn = np.full(peaks, -1, np.int64)
    for n in range(interval.usable):
        if book.peaks.turn[interval.way, n] >= 0:
            turn[book.peaks.turn[interval.way, n]] = n
    for c in range(peaks):
        for other in range(peaks):
            if not keep[2 + c]:
                break
            if c == other or not keep[2 + other]:
                continue
            if turn[c] >= 0 and not 0 <= turn[other] <= turn[c]:
                continue
            if _implied(entry, amount, 2 + c, 2 + other, c > other or turn[c] != turn[other]):
                keep[2 + c] = False


@lean
def _implied(entry: Satang, amount: Satang, row: int, other: int, if_equal: bool) -> bool:
    less = False
    for o in range(entry.size):
        if entry[o] != IN_CONTRACT:
            if amount[o, row] > amount[o, other]:
                return False
            less |= amount[o, row] < amount[o, other]
    return less or if_equal
