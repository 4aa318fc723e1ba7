"""The entries in place that can still matter for one question, and what each debt needs at least.

Source: docs/explanation/planner.md, "What may be left out".
"""

from typing import NamedTuple

import numpy as np

from plodnee.engine.planner.compiling import HUGE, Flags, Satang, kernel
from plodnee.engine.planner.entries import Book

# The four figures by which plans are compared, and two aims that are not figures.
INTEREST, FREE_MONTH, LARGEST, GIVEN_UP = range(4)
ANY = -1


class Shortlist(NamedTuple):
    """The picks of debt d are pick[begin[d]:end[d]], in the order in which they are tried."""

    pick: Satang
    begin: Satang  # (k,)
    end: Satang  # (k,)
    least_total: Satang  # (k, T) the least that any pick has paid by each month
    least_paid: Satang  # (k, T) the least that any pick pays in each month
    least_interest: Satang  # (k,)
    least_given_up: Satang  # (k,)


@kernel
def shortlist(book: Book, room: Satang, cap: Satang, aim: int) -> Shortlist:
    """The undominated entries within the caps.

    Shapes:  `cap` (4,), the most that each figure may be.
    Ensures: if any plan within the caps exists, one made of picks does, with an aim as good.
    """
    k = book.balance.size
    months = room.size
    pick = np.empty(book.interest.size, np.int64)
    begin = np.zeros(k, np.int64)
    end = np.zeros(k, np.int64)
    watch_load = aim == LARGEST or cap[LARGEST] < HUGE
    watch_given = aim == GIVEN_UP or cap[GIVEN_UP] < HUGE
    after = 0
    for d in range(k):
        begin[d] = after
        for e in _by_interest(book, d):
            if not _within(book, e, room, cap):
                continue
            if not _dominated(book, e, pick[begin[d] : after], watch_load, watch_given):
                pick[after] = e
                after += 1
        end[d] = after
        _reorder(book, pick[begin[d] : after], aim)
    least = np.full((2, k, months), HUGE, np.int64)
    least_interest = np.full(k, HUGE, np.int64)
    least_given_up = np.full(k, HUGE, np.int64)
    for d in range(k):
        for e in pick[begin[d] : end[d]]:
            for t in range(months):
                least[0, d, t] = min(least[0, d, t], book.total[e, t])
                least[1, d, t] = min(least[1, d, t], book.paid[e, t])
            least_interest[d] = min(least_interest[d], book.interest[e])
            least_given_up[d] = min(least_given_up[d], book.given_up[e])
    return Shortlist(pick, begin, end, least[0], least[1], least_interest, least_given_up)


@kernel
def _by_interest(book: Book, d: int) -> Satang:
    """The debt's entries by interest; among equals the one that pays later comes first."""
    first, after = book.start[d], book.start[d + 1]
    early = np.empty(after - first, np.float64)
    for e in range(first, after):
        sum_of_totals = 0.0
        for t in range(book.total.shape[1]):
            sum_of_totals += book.total[e, t]
        early[e - first] = sum_of_totals
    order = np.argsort(early, kind="mergesort")
    order = order[np.argsort(book.interest[first:after][order], kind="mergesort")]
    by_interest: Satang = order + first
    return by_interest


@kernel
def _within(book: Book, e: int, room: Satang, cap: Satang) -> bool:
    """Whether an entry alone keeps within the caps and the room."""
    if book.interest[e] > cap[INTEREST] or book.given_up[e] > cap[GIVEN_UP]:
        return False
    if book.last[e] > cap[FREE_MONTH]:
        return False
    for t in range(room.size):
        if book.total[e, t] > room[t] or book.paid[e, t] > cap[LARGEST]:
            return False
    return True


@kernel
def _dominated(book: Book, e: int, kept: Satang, watch_load: bool, watch_given: bool) -> bool:
    """Whether some kept entry is as good whatever is done with the other debts.

    Paying no more by any month implies no more interest; where the largest month counts, no more
    may be paid in any month itself; the free month is held by its cap, the same for both.
    """
    months = book.paid.shape[1]
    rows = book.paid if watch_load else book.total
    for better in kept:
        if watch_given and book.given_up[better] > book.given_up[e]:
            continue
        t = months - 1
        while t >= 0 and rows[better, t] <= rows[e, t]:
            t -= 1
        if t < 0:
            return True
    return False


@kernel
def _reorder(book: Book, picks: Satang, aim: int) -> None:
    """Put first what is likely to lead to a good plan soon; interest order otherwise stays."""
    if aim == INTEREST or picks.size < 2:
        return
    key = np.empty(picks.size, np.float64)
    for n in range(picks.size):
        e = picks[n]
        if aim == GIVEN_UP:
            key[n] = book.given_up[e]
        elif aim == LARGEST:
            key[n] = book.paid[e].max()
        else:
            key[n] = book.total[e].sum()
    picks[:] = picks[np.argsort(key, kind="mergesort")]


@kernel
def branching(book: Book, short: Shortlist) -> Flags:
    """The debts that may be joined and also have a pick in place."""
    return book.may_join & (short.end > short.begin)
