"""The second half of the exact search: the entries of the debts that stay in place.

Source: docs/explanation/planner.md.
"""

import numpy as np

from plodnee.engine.planner.compiling import Flags, Satang, kernel
from plodnee.engine.planner.entries import Book
from plodnee.engine.planner.shortlist import ANY, INTEREST, LARGEST, Shortlist
from plodnee.engine.planner.stage import (
    IN_CONTRACT,
    INSTALMENT,
    LEFT,
    NO_PATTERN,
    PATTERN,
    Question,
    Stage,
    copy_row,
    fit_contract,
    new_stage,
    put_entry,
    row_within,
    top_of,
)


@kernel
def _pick(book: Book, short: Shortlist, stage: Stage, n: int, place: int, entry: Satang) -> None:
    """Decide the n-th debt of the order by the pick at that place."""
    d = stage.order[n]
    stage.tried[n] += 1
    entry[d] = short.pick[place]
    copy_row(stage, n)
    put_entry(book, short, stage, n + 1, d, entry[d])


@kernel
def decide_entries(
    book: Book,
    short: Shortlist,
    question: Question,
    sides: Stage,
    way: int,
    count: int,
    joined: Flags,
    plan: Satang,
) -> bool:
    """Try every pick of every debt in place, largest balance first; True if a plan was taken."""
    entry = np.full(joined.size, IN_CONTRACT, np.int64)
    stage = _entry_stage(book, short, sides, joined, entry)
    charge = np.zeros(stage.order.size + 1, np.int64)
    top = top_of(book, question, stage, 0, way, count, joined) if way != NO_PATTERN else 0
    n, found = 0, False
    while n >= 0 and question.effort[LEFT] >= 0:
        if n == stage.order.size:
            if take(book, question, stage, way, count, joined, entry, plan):
                found = True
                if question.aim == ANY:
                    return True
            n -= 1
            continue
        d = stage.order[n]
        place = short.begin[d] + stage.tried[n]
        if place == short.end[d]:
            n -= 1
            continue
        question.effort[LEFT] -= 1
        _pick(book, short, stage, n, place, entry)
        if stage.interest[n + 1] + charge[n] > question.cap[INTEREST]:
            if question.aim == INTEREST:  # the picks after it cost no less
                stage.tried[n] = short.end[d] - short.begin[d]
            continue
        charge[n + 1] = _charge(book, question, stage, n + 1, way, count, top)
        if charge[n + 1] >= 0:
            n += 1
            stage.tried[n] = 0
    return found


@kernel
def _entry_stage(book: Book, short: Shortlist, sides: Stage, joined: Flags, entry: Satang) -> Stage:
    """The stage before any pick is chosen; a debt with one pick has it at once."""
    last = sides.order.size
    several = np.zeros(joined.size, np.bool_)
    for d in range(joined.size):
        if not joined[d]:
            several[d] = short.end[d] - short.begin[d] > 1
            entry[d] = short.pick[short.begin[d]]
    stage = new_stage(several.sum(), sides.room.shape[1])
    stage.room[0] = sides.room[last]
    stage.load[0] = sides.load[last]
    stage.interest[0] = sides.interest[last]
    stage.given_up[0] = sides.given_up[last]
    stage.principal[0] = sides.principal[last]
    n = 0
    for d in np.argsort(-book.balance, kind="mergesort"):
        if several[d]:
            stage.order[n] = d
            n += 1
    return stage


@kernel
def _charge(
    book: Book, question: Question, stage: Stage, n: int, way: int, count: int, top: int
) -> int:
    """The least interest of the contract at row n; -1 if no plan within the caps lies below."""
    if not row_within(question, stage, n):
        return -1
    if way == NO_PATTERN:
        return 0
    instalment, _, interest, _ = fit_contract(book, question, stage, n, way, count, top)
    return interest if instalment > 0 else -1


@kernel
def take(
    book: Book,
    question: Question,
    stage: Stage,
    way: int,
    count: int,
    joined: Flags,
    entry: Satang,
    plan: Satang,
) -> bool:
    """Take the best plan with these choices if it is within the caps, and lower the aim's cap."""
    n = stage.order.size
    cap, aim = question.cap, question.aim
    if not row_within(question, stage, n):
        return False
    instalment, interest = 0, 0
    if way != NO_PATTERN:
        top = top_of(book, question, stage, n, way, count, joined)
        instalment, _, interest, _ = fit_contract(book, question, stage, n, way, count, top)
        if instalment == 0:
            return False
    if aim == INTEREST:
        cap[INTEREST] = stage.interest[n] + interest - 1
    elif aim != ANY:
        low = stage.load[n].max() if aim == LARGEST else stage.given_up[n]
        if way == NO_PATTERN:
            cap[aim] = low - 1
        else:
            instalment = _lower(book, question, stage, way, count, joined, low, instalment)
    k = entry.size
    plan[:k] = entry
    for d in range(k):
        if joined[d]:
            plan[d] = IN_CONTRACT
    plan[k + PATTERN] = way
    plan[k + INSTALMENT] = instalment
    return True


@kernel
def _lower(
    book: Book,
    question: Question,
    stage: Stage,
    way: int,
    count: int,
    joined: Flags,
    low: int,
    instalment: int,
) -> int:
    """The instalment with the least figure aimed at; its cap ends just below that figure.

    The figure is at least `low`; by halves, since a contract within a cap is within a higher one.
    """
    n = stage.order.size
    cap, aim = question.cap, question.aim
    high = low + (instalment if aim == LARGEST else book.own_interest[joined].sum())
    high = min(cap[aim], high)
    while low < high:
        middle = (low + high) // 2
        cap[aim] = middle
        top = top_of(book, question, stage, n, way, count, joined)
        fitting, _, _, _ = fit_contract(book, question, stage, n, way, count, top)
        if fitting > 0:
            high = middle
            instalment = fitting
        else:
            low = middle + 1
    cap[aim] = high - 1
    return instalment
