"""The exact search: first which debts join the contract, then the entries of the others.

Depth first with bounds. A branch is left only when no plan below it can be within the caps; a
plan found lowers the cap of the figure aimed at to just below its own, so what stands at the
end is the optimum. Source: docs/explanation/planner.md.
"""

from plodnee.engine.planner.compiling import HUGE, Satang, lean, part
from plodnee.engine.planner.entries import Book
from plodnee.engine.planner.entry_search import Desk, decide_entries, new_desk
from plodnee.engine.planner.interval_search import search_intervals
from plodnee.engine.planner.shortlist import ANY, FREE_MONTH, INTEREST, Shortlist, shortlist
from plodnee.engine.planner.stage import (
    FIRST_EFFORT,
    LEFT,
    MOST,
    NO_PATTERN,
    WORK,
    Question,
    Stage,
    first_row,
    fit_contract,
    join,
    put_in_place,
    row_within,
    usable_months,
)

# Sums up to here are exact in the floating point of the bounds by intervals, rounding aside.
LARGEST_EXACT = 1 << 46


@part
def search(book: Book, question: Question, plan: Satang) -> bool:
    """Whether a plan within the caps exists; the best one is written to `plan`.

    Shapes:  `plan` (k + 2,): an entry or IN_CONTRACT for each debt, the pattern, the instalment.
    Ensures: question.cap[aim] ends just below the best plan's figure; for ANY the first plan
             found is taken and the caps stay.
    """
    short = shortlist(book, question.cap, question.aim)
    k = book.balance.size
    highest = _highest_figure(book)
    exact = highest <= LARGEST_EXACT
    first = FIRST_EFFORT if exact else max(0, question.effort[MOST])
    question.effort[LEFT] = first
    for d in range(k):
        if short.begin[d] == short.end[d] and not book.may_join[d]:
            return False
    desk = new_desk(book, question)
    found = False
    for way in range(NO_PATTERN, book.contract_count.size):
        if _search_way(book, short, question, desk, way, plan):
            found = True
            if question.aim == ANY:
                break
    question.effort[WORK] += book.interest.size + first - question.effort[LEFT]
    if exact and question.effort[LEFT] < 0 and not (found and question.aim == ANY):
        found |= search_intervals(book, question, highest, plan)
    return found


@lean
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


@lean
def _search_way(
    book: Book, short: Shortlist, question: Question, desk: Desk, way: int, plan: Satang
) -> bool:
    """Search one pattern, with at least one debt joined; NO_PATTERN searches without a contract."""
    count = 0
    any_joins = False
    for d in range(desk.joined.size):
        has_pick = short.end[d] > short.begin[d]
        if way == NO_PATTERN and not has_pick:
            return False
        desk.joined[d] = way != NO_PATTERN and not has_pick
        desk.both[d] = way != NO_PATTERN and has_pick and book.may_join[d]
        any_joins |= book.may_join[d]
    if way != NO_PATTERN:
        count = usable_months(book, way, question.cap[FREE_MONTH])
        if count == 0 or not any_joins:
            return False
    sides = first_row(book, short, desk.both, desk.joined, desk.sides)
    if not _may_succeed(book, short, question, desk.sides, sides, 0, way, count):
        return False
    return _decide_sides(book, short, question, desk, sides, way, count, plan)


@lean
def _may_succeed(
    book: Book,
    short: Shortlist,
    question: Question,
    stage: Stage,
    sides: int,
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
    for place in range(n, sides):
        d = stage.order[place]
        held = book.balance[d] * 1.0 * book.contract_rate * until / 120000.0
        rest += min(short.least_interest[d], int(held))
        need += min(book.balance[d], short.least_total[d, -1])
    if n < sides:
        rest -= payments + sides
    enough_cash: bool = need <= stage.room[n, -1]
    return enough_cash and stage.interest[n] + interest + rest <= cap[INTEREST]


@lean
def _decide_sides(
    book: Book,
    short: Shortlist,
    question: Question,
    desk: Desk,
    sides: int,
    way: int,
    count: int,
    plan: Satang,
) -> bool:
    """Try both sides of every debt that has two: first to join, then to stay in place."""
    stage, joined = desk.sides, desk.joined
    n, found = 0, False
    stage.tried[0] = 0
    while n >= 0 and question.effort[LEFT] >= 0:
        if n == sides:
            complete = way == NO_PATTERN or stage.principal[n] > 0
            if complete and decide_entries(book, short, question, desk, n, way, count, plan):
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
        if joined[d]:
            join(stage, n, n + 1, book.balance[d])
        else:
            put_in_place(short, stage, n, n + 1, d)
        if _may_succeed(book, short, question, stage, sides, n + 1, way, count):
            n += 1
            stage.tried[n] = 0
    return found
