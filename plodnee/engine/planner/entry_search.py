"""The second half of the exact search: the entries of the debts that stay in place.

Source: docs/explanation/planner.md.
"""

from typing import NamedTuple

import numpy as np

from plodnee.engine.planner.compiling import Flags, Satang, lean, part
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
    fit_contract,
    new_stage,
    put_entry,
    row_within,
    top_of,
)


class Desk(NamedTuple):
    """Where the search keeps its papers: both halves' stages, and what each debt does now."""

    sides: Stage
    entries: Stage
    both: Flags  # (k,) the debts that have two sides
    joined: Flags  # (k,)
    entry: Satang  # (k,) of those in place


@part
def new_desk(book: Book, question: Question) -> Desk:
    """An empty desk for a question."""
    k = book.balance.size
    return Desk(
        new_stage(book, question, k),
        new_stage(book, question, k),
        np.zeros(k, np.bool_),
        np.zeros(k, np.bool_),
        np.full(k, IN_CONTRACT, np.int64),
    )


@lean
def decide_entries(
    book: Book,
    short: Shortlist,
    question: Question,
    desk: Desk,
    decided: int,
    way: int,
    count: int,
    plan: Satang,
) -> bool:
    """Try every pick of every debt in place, largest balance first; True if a plan was taken.

    Row `decided` of the desk's sides is where the search begins.
    """
    stage, entry = desk.entries, desk.entry
    several = _first_row(book, short, desk, decided)
    top = top_of(book, question, stage, 0, way, count, desk.joined) if way != NO_PATTERN else 0
    stage.charge[0] = 0
    stage.tried[0] = 0
    n, found = 0, False
    while n >= 0 and question.effort[LEFT] >= 0:
        if n == several:
            if take(book, question, stage, n, way, count, desk.joined, entry, plan):
                found = True
                if question.aim == ANY:
                    return True
            n -= 1
        else:
            n = _try_next_pick(book, short, question, desk, n, way, count, top)
    return found


@lean
def _try_next_pick(
    book: Book,
    short: Shortlist,
    question: Question,
    desk: Desk,
    n: int,
    way: int,
    count: int,
    top: int,
) -> int:
    """The row to go on with: one back where no pick is left, `n` again where one is left out."""
    stage = desk.entries
    d = stage.order[n]
    place = short.begin[d] + stage.tried[n]
    if place == short.end[d]:
        return n - 1
    question.effort[LEFT] -= 1
    stage.tried[n] += 1
    desk.entry[d] = short.pick[place]
    put_entry(book, short, stage, n, d, desk.entry[d])
    if stage.interest[n + 1] + stage.charge[n] > question.cap[INTEREST]:
        if question.aim == INTEREST:  # the picks after it cost no less
            stage.tried[n] = short.end[d] - short.begin[d]
        return n
    stage.charge[n + 1] = _charge(book, question, stage, n + 1, way, count, top)
    if stage.charge[n + 1] < 0:
        return n
    stage.tried[n + 1] = 0
    return n + 1


@lean
def _first_row(book: Book, short: Shortlist, desk: Desk, decided: int) -> int:
    """Row 0 before any pick is chosen, and how many debts have several; one pick is chosen."""
    sides, stage = desk.sides, desk.entries
    for t in range(stage.room.shape[1]):
        stage.room[0, t] = sides.room[decided, t]
    for t in range(stage.load.shape[1]):
        stage.load[0, t] = sides.load[decided, t]
    stage.interest[0] = sides.interest[decided]
    stage.given_up[0] = sides.given_up[decided]
    stage.principal[0] = sides.principal[decided]
    several = 0
    for d in book.by_balance:
        desk.entry[d] = IN_CONTRACT
        if not desk.joined[d]:
            desk.entry[d] = short.pick[short.begin[d]]
            if short.end[d] - short.begin[d] > 1:
                stage.order[several] = d
                several += 1
    return several


@lean
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


@lean
def take(
    book: Book,
    question: Question,
    stage: Stage,
    n: int,
    way: int,
    count: int,
    joined: Flags,
    entry: Satang,
    plan: Satang,
) -> bool:
    """Take the best plan with the choices of row n if it is within the caps; lower the aim's."""
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
        low = _least_figure(question, stage, n)
        if way == NO_PATTERN:
            cap[aim] = low - 1
        else:
            instalment = _lower(book, question, stage, n, way, count, joined, low, instalment)
    k = entry.size
    for d in range(k):
        plan[d] = IN_CONTRACT if joined[d] else entry[d]
    plan[k + PATTERN] = way
    plan[k + INSTALMENT] = instalment
    return True


@lean
def _least_figure(question: Question, stage: Stage, n: int) -> int:
    """The figure aimed at, the contract left aside: the largest month, else what is given up."""
    if question.aim != LARGEST:
        given_up: int = stage.given_up[n]
        return given_up
    largest = 0
    for t in range(stage.load.shape[1]):
        largest = max(largest, stage.load[n, t])
    return largest


@lean
def _lower(
    book: Book,
    question: Question,
    stage: Stage,
    n: int,
    way: int,
    count: int,
    joined: Flags,
    low: int,
    instalment: int,
) -> int:
    """The instalment with the least figure aimed at; its cap ends just below that figure.

    The figure is at least `low`; by halves, since a contract within a cap is within a higher one.
    """
    cap, aim = question.cap, question.aim
    high = low
    if aim == LARGEST:
        high += instalment
    else:
        for d in range(joined.size):
            high += book.own_interest[d] if joined[d] else 0
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
