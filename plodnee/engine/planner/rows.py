"""What one interval of instalments demands, as rows: sums of one option per debt under limits.

Every plan of the interval with the figure aimed at not above S satisfies, for each row, the sum of
its options' amounts <= limit + S x lifts. Rows that cannot bind are left out; any may be.
Source: docs/explanation/planner.md, "Bounds by intervals".
"""

from typing import NamedTuple

import numpy as np

from plodnee.engine.planner.compiling import HUGE, Flags, Reals, Satang, kernel
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
    place: Satang  # (R,) the row's place among all 2 + 2 T rows


@kernel
def rows_of(book: Book, short: Shortlist, question: Question, interval: Interval) -> Rows:
    """The rows of an interval, without those that nothing can break or that others imply."""
    start, entry = _options(book, short, interval.way)
    limit, lifts = _limits(book, question, interval)
    amount = np.zeros((entry.size, limit.size), np.int64)
    months = book.room.size
    least = Least(0.0, 0.0, np.zeros(months), np.zeros(months))
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


@kernel
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


@kernel
def _limits(book: Book, question: Question, interval: Interval) -> tuple[Satang, Satang]:
    """Limits of interest, concession, each month's payments and payments so far; HUGE if none."""
    cap, aim, months = question.cap, question.aim, book.room.size
    limit = np.full(2 + 2 * months, HUGE, np.int64)
    lifts = np.zeros(2 + 2 * months, np.int64)
    slack = 0 if interval.way == NO_PATTERN else rounding_slack(interval.usable)
    for row, figure in ((0, INTEREST), (1, GIVEN_UP)):
        extra = slack + (book.balance.size if figure == GIVEN_UP else 0)
        if aim == figure:
            limit[row], lifts[row] = extra, 1
        elif cap[figure] < HUGE:
            limit[row] = cap[figure] + extra
    least_room = HUGE
    for t in range(months - 1, -1, -1):
        if aim == LARGEST:
            limit[2 + t], lifts[2 + t] = slack, 1
        elif cap[LARGEST] < HUGE:
            limit[2 + t] = cap[LARGEST] + slack
        if question.room[t] < least_room:  # what is paid by a month stays paid
            least_room = question.room[t]
            limit[2 + months + t] = min(least_room, HUGE - slack) + slack
            lifts[2 + months + t] = 1 if aim == ANY else 0
    return limit, lifts


@kernel
def _stay(book: Book, entry: int, amount: Satang) -> None:
    months = book.room.size
    amount[0] = book.interest[entry]
    amount[1] = book.given_up[entry]
    amount[2 : 2 + months] = book.paid[entry]
    amount[2 + months :] = book.total[entry]


@kernel
def _join(book: Book, d: int, least: Least, amount: Satang) -> None:
    months = book.room.size
    balance = float(book.balance[d])
    amount[0] = int(balance * least.interest)
    given_up = book.own_interest[d] - int(np.ceil(balance * least.interest_most))
    amount[1] = max(0, given_up)
    for t in range(months):
        amount[2 + t] = int(balance * least.in_month[t])
        amount[2 + months + t] = int(balance * least.by_month[t])


@kernel
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


@kernel
def _leave_out_implied(
    book: Book, interval: Interval, entry: Satang, amount: Satang, keep: Flags
) -> None:
    """Leave out a month in which no option pays more than in another; contracts pay less later."""
    months = book.room.size
    turn = np.full(months, -1, np.int64)
    for n in range(interval.usable):
        turn[book.contract_due[interval.way, n] - 1] = n
    for t in range(months):
        for other in range(months):
            if not keep[2 + t]:
                break
            if t == other or not keep[2 + other]:
                continue
            if turn[t] >= 0 and not 0 <= turn[other] <= turn[t]:
                continue
            if _implied(entry, amount, 2 + t, 2 + other, t > other or turn[t] != turn[other]):
                keep[2 + t] = False


@kernel
def _implied(entry: Satang, amount: Satang, row: int, other: int, if_equal: bool) -> bool:
    less = False
    for o in range(entry.size):
        if entry[o] != IN_CONTRACT:
            if amount[o, row] > amount[o, other]:
                return False
            less |= amount[o, row] < amount[o, other]
    return less or if_equal
