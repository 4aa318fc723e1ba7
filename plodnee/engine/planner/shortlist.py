"""The entries in place that can still matter for one question, and what each debt needs at least.

Source: docs/explanation/planner.md, "What may be left out".
"""

from typing import NamedTuple

import numpy as np

from plodnee.engine.planner.compiling import HUGE, Satang, lean, part
from plodnee.engine.planner.entries import Book

# The four figures by which plans are compared, and two aims that are not figures.
INTEREST, FREE_MONTH, LARGEST, GIVEN_UP = range(4)
ANY = -1


class Shortlist(NamedTuple):
    """The picks of debt d are pick[begin[d]:end[d]], in the order in which they are tried."""

    pick: Satang
    begin: Satang  # (k,)
    end: Satang  # (k,)
    least_total: Satang  # (k, C) the least that any pick has paid by each month that limits cash
    least_paid: Satang  # (k, P) the least that any pick pays in each peak month, if watched
    least_interest: Satang  # (k,)
    least_given_up: Satang  # (k,)


@part
def shortlist(book: Book, cap: Satang, aim: int) -> Shortlist:
    """The undominated entries within the caps.

    Shapes:  `cap` (4,), the most that each figure may be.
    Ensures: if any plan within the caps exists, one made of picks does, with an aim as good.
    """
    k = book.balance.size
    pick = np.empty(book.interest.size, np.int64)
    begin = np.zeros(k, np.int64)
    end = np.zeros(k, np.int64)
    watch_load = aim == LARGEST or cap[LARGEST] < HUGE
    watch_given = aim == GIVEN_UP or cap[GIVEN_UP] < HUGE
    after = 0
    for d in range(k):
        begin[d] = after
        for e in book.by_interest[book.start[d] : book.start[d + 1]]:
            if not _within(book, e, cap):
                continue
            if not _dominated(book, e, pick[begin[d] : after], watch_load, watch_given):
                pick[after] = e
                after += 1
        end[d] = after
        _reorder(book, pick[begin[d] : after], aim)
    limits, peaks = book.limits.room.size, book.peaks.month.size if watch_load else 0
    least = Shortlist(
        pick,
        begin,
        end,
        np.full((k, limits), HUGE, np.int64),
        np.full((k, peaks), HUGE, np.int64),
        np.full(k, HUGE, np.int64),
        np.full(k, HUGE, np.int64),
    )
    _find_least(book, least)
    return least


@lean
def _find_least(book: Book, short: Shortlist) -> None:
    """Write what any pick needs at least."""
    for d in range(short.begin.size):
        for n in range(short.begin[d], short.end[d]):
            e = short.pick[n]
            for t in range(short.least_total.shape[1]):
                least = min(short.least_total[d, t], book.limits.paid[e, t])
                short.least_total[d, t] = least
            for t in range(short.least_paid.shape[1]):
                short.least_paid[d, t] = min(short.least_paid[d, t], book.peaks.paid[e, t])
            short.least_interest[d] = min(short.least_interest[d], book.interest[e])
            short.least_given_up[d] = min(short.least_given_up[d], book.given_up[e])


@lean
def _within(book: Book, e: int, cap: Satang) -> bool:
    """Whether an entry alone keeps within the caps and the room."""
    if book.interest[e] > cap[INTEREST] or book.given_up[e] > cap[GIVEN_UP]:
        return False
    if book.last[e] > cap[FREE_MONTH]:
        return False
    for t in range(book.limits.room.size):
        if book.limits.paid[e, t] > book.limits.room[t]:
            return False
    largest = 0
    for t in range(book.peaks.month.size):
        largest = max(largest, book.peaks.paid[e, t])
    within: bool = largest <= cap[LARGEST]
    return within


@lean
def _dominated(book: Book, e: int, kept: Satang, watch_load: bool, watch_given: bool) -> bool:
    """Whether some kept entry is as good whatever is done with the other debts.

    The kept ones bear no more interest. Such a one is as good if it pays no more by any month that
    limits cash and, where the largest month counts, in any that can be the largest; the free month
    is held by its cap, the same for both.
    """
    limits, peaks = book.limits.paid, book.peaks.paid
    for better in kept:
        if watch_given and book.given_up[better] > book.given_up[e]:
            continue
        t = limits.shape[1] - 1
        while t >= 0 and limits[better, t] <= limits[e, t]:
            t -= 1
        if t < 0 and watch_load:
            t = peaks.shape[1] - 1
            while t >= 0 and peaks[better, t] <= peaks[e, t]:
                t -= 1
        if t < 0:
            return True
    return False


@part
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
            key[n] = book.peaks.paid[e].max()
        else:
            key[n] = book.early[e]
    picks[:] = picks[np.argsort(key, kind="mergesort")]
