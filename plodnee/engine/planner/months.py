"""The few months that decide: those that limit cash, and those that can be the largest.

Of a household's months most can break no limit that another would not break. The search looks at
the others only. Source: docs/explanation/planner.md, "The months that decide".
"""

from typing import NamedTuple

import numpy as np

from plodnee.engine.planner.compiling import HUGE, Flags, Satang, lean, part


class Limits(NamedTuple):
    """The months that limit cash; what is paid by a month stays paid.

    So only a month after which there is always more room limits anything; the last one does.
    """

    month: Satang  # (C,) counted from 0
    room: Satang  # (C,)
    paid: Satang  # (E, C) payments of each entry by the end of those months
    turn: Satang  # (p, N) the first of them at or after each due month of the contract


class Peaks(NamedTuple):
    """The months in which a plan can pay most: in any other no plan pays more than in one of these.

    The contract pays less, if anything, in a later month.
    """

    month: Satang  # (P,) counted from 0
    paid: Satang  # (E, P) payments of each entry in those months
    turn: Satang  # (p, N) the place among them of each due month of the contract; -1 if none


@part
def limits_of(room: Satang, total: Satang, due: Satang, count: Satang) -> Limits:
    """The months of the room that limit cash.

    Shapes:  room (T,), total (E, T); the contract's due months (p, N), the first `count` used.
    """
    limits = np.zeros(room.size, np.bool_)
    least = HUGE
    for t in range(room.size - 1, -1, -1):
        limits[t] = room[t] < least or t == room.size - 1
        least = min(least, room[t])
    month = np.flatnonzero(limits)
    turn = np.zeros(due.shape, np.int64)
    _turn_at_or_after(month, due, count, turn)
    return Limits(month, room[month], _columns(total, month), turn)


@lean
def _turn_at_or_after(month: Satang, due: Satang, count: Satang, turn: Satang) -> None:
    for way in range(count.size):
        c = 0
        for n in range(count[way]):
            while month[c] < due[way, n] - 1:
                c += 1
            turn[way, n] = c


@part
def peaks_of(paid: Satang, due: Satang, count: Satang) -> Peaks:
    """The months in which a plan can pay most.

    Shapes:  paid (E, T); the contract's due months (p, N), the first `count` used.
    """
    months = paid.shape[1]
    turn = np.full((count.size, months), -1, np.int64)
    for way in range(count.size):
        for n in range(count[way]):
            turn[way, due[way, n] - 1] = n
    by_month = np.ascontiguousarray(paid.T)
    peaks = np.ones(months, np.bool_)
    _leave_out_lower(by_month, by_month.sum(axis=1), turn, peaks)
    month = np.flatnonzero(peaks)
    place = np.full(due.shape, -1, np.int64)
    for c in range(month.size):
        for way in range(count.size):
            if turn[way, month[c]] >= 0:
                place[way, turn[way, month[c]]] = c
    return Peaks(month, _columns(paid, month), place)


@lean
def _leave_out_lower(paid: Satang, whole: Satang, turn: Satang, peaks: Flags) -> None:
    """Leave out each month in which all pay at most what they pay in another; (T, E) payments."""
    months, entries = paid.shape
    for t in range(months):
        for other in range(months):
            if t == other or not peaks[other] or whole[t] > whole[other]:
                continue
            lower, same = True, whole[t] == whole[other]
            for way in range(turn.shape[0]):
                lower &= turn[way, t] < 0 or 0 <= turn[way, other] <= turn[way, t]
                same &= turn[way, t] == turn[way, other]
            if not lower or (same and t < other):
                continue
            e = 0
            while e < entries and paid[t, e] <= paid[other, e]:
                e += 1
            if e == entries:
                peaks[t] = False
                break


@part
def _columns(table: Satang, month: Satang) -> Satang:
    """The table's columns of those months."""
    columns = np.empty((table.shape[0], month.size), np.int64)
    for e in range(table.shape[0]):
        for c in range(month.size):
            columns[e, c] = table[e, month[c]]
    return columns
