"""One interval explored depth first: every choice of options that its rows and bound allow.

Source: docs/explanation/planner.md, "Bounds by intervals".
"""

from typing import NamedTuple

import numpy as np

from plodnee.engine.planner.bound import costs
from plodnee.engine.planner.compiling import Flags, Reals, Satang, lean, part
from plodnee.engine.planner.contract import given_up_in_contract
from plodnee.engine.planner.entries import Book
from plodnee.engine.planner.entry_search import take
from plodnee.engine.planner.interest import repay, smallest_instalment
from plodnee.engine.planner.rows import Interval, Rows
from plodnee.engine.planner.shortlist import ANY, GIVEN_UP
from plodnee.engine.planner.stage import IN_CONTRACT, LEFT, NO_PATTERN, Question, Stage, new_stage

LEAF_EFFORT = 20
LAST, FAILS, FITS = range(3)
GIVEN_UP_PLACE = 1  # of the concession's row among all
LEAVES = 1  # place of an effort: how many whole plans were priced


class Order(NamedTuple):
    """The debts and their options in the order in which they are tried."""

    debt: Satang  # (k,) largest balance first
    option: Satang  # (O,) each debt's options, cheapest under the weights first
    cost: Reals  # (O,) their cost under the weights
    rest: Reals  # (k + 1,) the least cost of the n-th debt and all after it
    rest_amount: Satang  # (k + 1, R) the least amounts of the n-th debt and all after it
    joining: Reals  # (k + 1,) the least extra cost of letting one of these debts join
    given_up: int  # the row of the concession; -1 where nothing limits it
    limit_cost: float
    tolerance: float


class Path(NamedTuple):
    """One path of decisions: row n is the state after n debts."""

    amount: Satang  # (k + 1, R)
    spent: Reals  # (k + 1,) cost so far
    joins: Flags  # (k + 1,) whether a debt joins the contract
    closed: Flags  # (k + 1,) whether it has all the debts that may join it
    given_up: Satang  # (k + 1,) what is given up at least, once the contract is closed
    tried: Satang  # (k + 1,) options already tried
    entry: Satang  # (k,) by debt
    joined: Flags  # (k,) by debt, of a whole plan
    stage: Stage  # room for pricing one whole plan


@part
def order_of(book: Book, rows: Rows, weight: Reals, way: int) -> Order:
    """The order for these weights."""
    k, size = book.balance.size, weight.size
    debt = book.by_balance
    option = np.empty(rows.entry.size, np.int64)
    cost = np.empty(rows.entry.size, np.float64)
    unsorted = np.empty(rows.entry.size, np.float64)
    costs(rows, weight, unsorted)
    rest = np.zeros(k + 1, np.float64)
    rest_amount = np.zeros((k + 1, size), np.int64)
    joining = np.full(k + 1, 0.0 if way == NO_PATTERN else np.inf, np.float64)
    for n in range(k - 1, -1, -1):
        first, after = rows.start[debt[n]], rows.start[debt[n] + 1]
        own = unsorted[first:after]
        sorting = np.argsort(own, kind="mergesort")
        option[first:after] = sorting + first
        cost[first:after] = own[sorting]
        rest[n] = rest[n + 1] + cost[first]
        joining[n] = joining[n + 1]
        for o in range(first, after):
            if rows.entry[o] == IN_CONTRACT:
                joining[n] = min(joining[n], own[o - first] - cost[first])
        for r in range(size):
            rest_amount[n, r] = rest_amount[n + 1, r] + rows.amount[first:after, r].min()
    limit_cost = 0.0
    weighed = rest[0]
    for r in range(size):
        limit_cost += weight[r] * rows.limit[r]
        weighed += weight[r] * abs(rows.limit[r])
    tolerance = 0.01 + 1e-9 * weighed if rows.lifts.any() else np.inf
    given_up = _row_of(rows, GIVEN_UP_PLACE)
    return Order(debt, option, cost, rest, rest_amount, joining, given_up, limit_cost, tolerance)


@lean
def _row_of(rows: Rows, place: int) -> int:
    """The row at a place among all; -1 where it was left out."""
    row = -1
    for r in range(rows.place.size):
        if rows.place[r] == place:
            row = r
    return row


@lean
def goal_of(question: Question) -> int:
    """The most that the figure aimed at may be; where any plan will do, the most that may lack."""
    return 0 if question.aim == ANY else question.cap[question.aim]


@part
def explore(
    book: Book,
    question: Question,
    rows: Rows,
    weight: Reals,
    interval: Interval,
    target: int,
    effort: Satang,
    plan: Satang,
) -> tuple[bool, bool]:
    """Whether all plans up to the target were considered, and whether a better one was taken.

    Shapes: `effort` (2,), counted down; the search stops when nothing is left.
    """
    order = order_of(book, rows, weight, interval.way)
    path = _new_path(book, question, weight.size)
    return _explore(book, question, rows, order, path, interval, target, effort, plan)


@lean
def _explore(
    book: Book,
    question: Question,
    rows: Rows,
    order: Order,
    path: Path,
    interval: Interval,
    target: int,
    effort: Satang,
    plan: Satang,
) -> tuple[bool, bool]:
    """Explore as `explore` does, in this order."""
    sides, found, n = path.entry.size, False, 0
    while n >= 0:
        if n == sides:
            effort[LEFT] -= LEAF_EFFORT
            effort[LEAVES] += 1
            if _price(book, question, interval, path, plan):
                found = True
                target = min(target, goal_of(question))
                if question.aim == ANY:
                    return True, True
            n -= 1
            continue
        step = _advance(rows, order, path, n, target)
        if step == LAST:
            n -= 1
            continue
        effort[LEFT] -= 1
        if effort[LEFT] < 0:
            return False, found
        if step == FITS and not _gives_up_too_much(book, question, order, path, interval, n):
            n += 1
            path.tried[n] = 0
    return True, found


@part
def _new_path(book: Book, question: Question, size: int) -> Path:
    k = book.balance.size
    return Path(
        np.zeros((k + 1, size), np.int64),
        np.zeros(k + 1, np.float64),
        np.zeros(k + 1, np.bool_),
        np.zeros(k + 1, np.bool_),
        np.zeros(k + 1, np.int64),
        np.zeros(k + 1, np.int64),
        np.empty(k, np.int64),
        np.zeros(k, np.bool_),
        new_stage(book, question, 0),
    )


@lean
def _advance(rows: Rows, order: Order, path: Path, n: int, target: int) -> int:
    """Decide the n-th debt by its next option: whether it FITS, FAILS, or none is left that may."""
    d = order.debt[n]
    place = rows.start[d] + path.tried[n]
    if place == rows.start[d + 1]:
        return LAST
    highest = target + order.tolerance
    bound = path.spent[n] + order.cost[place] + order.rest[n + 1] - order.limit_cost
    if bound > highest:  # the options after it cost no less
        return LAST
    path.tried[n] += 1
    o = order.option[place]
    path.entry[d] = rows.entry[o]
    path.joins[n + 1] = path.joins[n] or rows.entry[o] == IN_CONTRACT
    path.closed[n + 1] = bound + order.joining[n + 1] > highest
    if path.closed[n + 1] and not path.joins[n + 1]:
        return FAILS
    path.spent[n + 1] = path.spent[n] + order.cost[place]
    return FITS if _fits(rows, order, path.amount, n, o, target) else FAILS


@lean
def _fits(rows: Rows, order: Order, amount: Satang, n: int, o: int, target: int) -> bool:
    """Whether every row can still be kept with option o for the n-th debt; row n + 1 has it."""
    least = 0
    for r in range(amount.shape[1]):
        amount[n + 1, r] = amount[n, r] + rows.amount[o, r]
        limit = rows.limit[r] + target * rows.lifts[r]
        least = min(least, limit - amount[n + 1, r] - order.rest_amount[n + 1, r])
    return least >= 0


@lean
def _gives_up_too_much(
    book: Book, question: Question, order: Order, path: Path, interval: Interval, n: int
) -> bool:
    """Whether all plans with these n + 1 debts, none joining after, are above the concession's cap.

    Rows know the contract but for its rounding. Where they leave a thousand ways to place the other
    debts within a few satang of the cap, its own figure in whole satang settles them all at once.
    """
    if order.given_up < 0 or not path.closed[n + 1]:
        return False
    entry = path.entry[order.debt[n]]
    if path.closed[n] and entry != IN_CONTRACT:
        path.given_up[n + 1] = path.given_up[n] + book.given_up[entry]
    else:
        path.given_up[n + 1] = _least_given_up(book, order, path, interval, n + 1)
    least: int = path.given_up[n + 1] + order.rest_amount[n + 1, order.given_up]
    cap: int = question.cap[GIVEN_UP]
    return least > cap


@lean
def _least_given_up(book: Book, order: Order, path: Path, interval: Interval, decided: int) -> int:
    """What creditors of the debts decided give up at least, whatever the contract's instalment."""
    given_up, principal = 0, 0
    path.joined[:] = False
    for d in order.debt[:decided]:
        e = path.entry[d]
        path.joined[d] = e == IN_CONTRACT
        if path.joined[d]:
            principal += book.balance[d]
        else:
            given_up += book.given_up[e]
    rate, due, count = book.contract_rate, book.contract_due[interval.way], interval.usable
    instalment = smallest_instalment(principal, rate, due, count)
    _, interest, _ = repay(principal, instalment, rate, due, count)
    return given_up + given_up_in_contract(
        path.joined, book.balance, book.own_interest, principal, interest
    )


@lean
def _price(book: Book, question: Question, interval: Interval, path: Path, plan: Satang) -> bool:
    """Take the best plan with these entries if it is within the caps, whatever its instalment."""
    stage, joined, entry = path.stage, path.joined, path.entry
    for t in range(stage.room.shape[1]):
        stage.room[0, t] = book.limits.room[t]
    for t in range(stage.load.shape[1]):
        stage.load[0, t] = 0
    stage.interest[0], stage.given_up[0], stage.principal[0] = 0, 0, 0
    for d in range(entry.size):
        e = entry[d]
        joined[d] = e == IN_CONTRACT
        if joined[d]:
            stage.principal[0] += book.balance[d]
            continue
        for t in range(stage.room.shape[1]):
            stage.room[0, t] -= book.limits.paid[e, t]
        for t in range(stage.load.shape[1]):
            stage.load[0, t] += book.peaks.paid[e, t]
        stage.interest[0] += book.interest[e]
        stage.given_up[0] += book.given_up[e]
    if interval.way != NO_PATTERN and stage.principal[0] == 0:
        return False
    return take(book, question, stage, 0, interval.way, interval.usable, joined, entry, plan)
