"""The exact search: first which debts join the contract, then the entries of the others.

Depth first with bounds. A branch is left only when no plan below it can be within the caps; a
plan found lowers the cap of the figure aimed at to just below its own, so what stands at the
end is the optimum. Source: docs/explanation/planner.md.
"""

import numpy as np

from plodnee.engine.planner.compiling import HUGE, Flags, Satang, kernel
from plodnee.engine.planner.entries import Book
from plodnee.engine.planner.entry_search import decide_entries
from plodnee.engine.planner.interval_search import search_intervals
from plodnee.engine.planner.shortlist import (
    ANY,
    FREE_MONTH,
    INTEREST,
    Shortlist,
    branching,
    shortlist,
)
from plodnee.engine.planner.stage import (
    FIRST_EFFORT,
    LEFT,
    NO_PATTERN,
    WORK,
    Question,
    Stage,
    copy_row,
    first_stage,
    fit_contract,
    put_in_place,
    row_within,
    usable_months,
)

# Sums up to here are exact in the floating point of the bounds by intervals, rounding aside.
LARGEST_EXACT = 1 << 46


@kernel
def search(book: Book, question: Question, plan: Satang) -> bool:
    """Whether a plan within the caps exists; the best one is written to `plan`.

    Shapes:  `plan` (k + 2,): an entry or IN_CONTRACT for each debt, the pattern, the instalment.
    Ensures: question.cap[aim] ends just below the best plan's figure; for ANY the first plan
             found is taken and the caps stay.
    """
    short = shortlist(book, question.room, question.cap, question.aim)
    k = book.balance.size
    highest = _highest_figure(book)
    if highest > LARGEST_EXACT:
        question.effort[LEFT] = HUGE
    for d in range(k):
        if short.begin[d] == short.end[d] and not book.may_join[d]:
            return False
    joined = np.zeros(k, np.bool_)
    found = False
    for way in range(NO_PATTERN, book.contract_count.size):
        if _search_way(book, short, question, way, joined, plan):
            found = True
            if question.aim == ANY:
                break
    question.effort[WORK] += book.interest.size
    if highest <= LARGEST_EXACT:
        question.effort[WORK] += FIRST_EFFORT - question.effort[LEFT]
    if question.effort[LEFT] < 0 and not (found and question.aim == ANY):
        found |= search_intervals(book, question, highest, plan)
    return found


@kernel
def _highest_figure(book: Book) -> int:
    """No figure of any plan is above this."""
    highest = 0
    for d in range(book.balance.size):
        most = book.own_interest[d]
        for e in range(book.start[d], book.start[d + 1]):
            most = max(most, book.interest[e])
        at_contract = book.balance[d] // 120_000 + 1
        highest += book.balance[d] + most + at_contract * book.contract_rate * book.room.size
    return highest


@kernel
def _search_way(
    book: Book, short: Shortlist, question: Question, way: int, joined: Flags, plan: Satang
) -> bool:
    """Search one pattern, with at least one debt joined; NO_PATTERN searches without a contract."""
    both = branching(book, short)
    joined[:] = False
    count = 0
    if way == NO_PATTERN:
        if (short.begin == short.end).any():
            return False
        both[:] = False
    else:
        joined[:] = short.begin == short.end
        count = usable_months(book, way, question.cap[FREE_MONTH])
        if count == 0 or not book.may_join.any():
            return False
    stage = first_stage(book, short, question, both, joined)
    if not _may_succeed(book, short, question, stage, 0, way, count):
        return False
    return _decide_sides(book, short, question, stage, way, count, joined, plan)


@kernel
def _may_succeed(
    book: Book,
    short: Shortlist,
    question: Question,
    stage: Stage,
    n: int,
    way: int,
    count: int,
) -> bool:
    """Whether a plan within the caps may lie below row n, some sides still open.

    A debt that joins later lies in the contract at least until the present principal is paid
    off, whatever the instalment; staying in place it costs at least its cheapest pick.
    """
    if not row_within(question, stage, n):
        return False
    cap = question.cap
    until, interest, payments = 0, 0, 0
    if stage.principal[n] > 0:
        instalment, payments, interest, _ = fit_contract(book, question, stage, n, way, count, HUGE)
        if instalment == 0:
            return False
        until = book.contract_due[way, payments - 1]
    elif way != NO_PATTERN:
        until = book.contract_due[way, 0]
        payments = 1
    rest = 0
    need = stage.principal[n] + interest
    for d in stage.order[n:]:
        held = book.balance[d] * 1.0 * book.contract_rate * until / 120000.0
        rest += min(short.least_interest[d], int(held))
        need += min(book.balance[d], short.least_total[d, -1])
    if n < stage.order.size:
        rest -= payments + stage.order.size
    enough_cash: bool = need <= stage.room[n, -1]
    return enough_cash and stage.interest[n] + interest + rest <= cap[INTEREST]


@kernel
def _decide_sides(
    book: Book,
    short: Shortlist,
    question: Question,
    stage: Stage,
    way: int,
    count: int,
    joined: Flags,
    plan: Satang,
) -> bool:
    """Try both sides of every debt that has two: first to join, then to stay in place."""
    sides = stage.order.size
    n, found = 0, False
    stage.tried[0] = 0
    while n >= 0 and question.effort[LEFT] >= 0:
        if n == sides:
            complete = way == NO_PATTERN or stage.principal[n] > 0
            if complete and decide_entries(book, short, question, stage, way, count, joined, plan):
                found = True
                if question.aim == ANY:
                    return True
            n -= 1
            continue
        if stage.tried[n] == 2:
            joined[stage.order[n]] = False
            n -= 1
            continue
        question.effort[LEFT] -= 1
        d = stage.order[n]
        joined[d] = stage.tried[n] == 0
        stage.tried[n] += 1
        copy_row(stage, n)
        if joined[d]:
            stage.principal[n + 1] += book.balance[d]
        else:
            put_in_place(short, stage, n + 1, d)
        if _may_succeed(book, short, question, stage, n + 1, way, count):
            n += 1
            stage.tried[n] = 0
    return found
