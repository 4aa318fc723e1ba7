"""The search for households whose plans are too many: intervals of instalments, by their bounds.

The interval with the lowest bound is explored up to a little above it. What stays too large is
halved, and each half bounded anew. It ends when no interval's bound is below the best plan.
Source: docs/explanation/planner.md, "Bounds by intervals".
"""

import numpy as np

from plodnee.engine.planner.bound import improve, weigh_evenly
from plodnee.engine.planner.compiling import HUGE, Reals, Satang, lean, part
from plodnee.engine.planner.entries import Book
from plodnee.engine.planner.exploring import LEAVES, explore, goal_of
from plodnee.engine.planner.rows import Interval, Rows, rows_of
from plodnee.engine.planner.shortlist import ANY, FREE_MONTH, INTEREST, Shortlist, shortlist
from plodnee.engine.planner.smooth import (
    largest_share,
    repay_smooth,
    rounding_slack,
    smallest_share,
)
from plodnee.engine.planner.stage import LEFT, MOST, NO_PATTERN, WORK, Question, usable_months

# Columns of the table of open intervals; the weights of all rows follow.
WAY, COUNT, LOW, HIGH, BOUND, STEP, BUDGET, WEIGHTS = range(8)
FIRST_LOOK, EFFORT = 300, 500
FIRST_STEPS, STEPS = 200, 60
NARROWEST = 1e-5
TOLERANCE = 0.01


@part
def search_intervals(book: Book, question: Question, highest: int, plan: Satang) -> bool:
    """Whether a plan within the caps was found; as `search`, whose caps it goes on lowering.

    No figure of any plan is above `highest`. Where any plan will do and interest is capped, it is
    looked for as if the least interest was asked: those bounds are the closest to the cap.
    """
    any_will_do = question.aim == ANY
    if any_will_do and question.cap[INTEREST] < HUGE:
        question = Question(question.cap.copy(), INTEREST, question.effort)
    aim = question.aim
    if aim != ANY:
        question.cap[aim] = min(question.cap[aim], highest)
    short = shortlist(book, question.cap, aim)
    table, found = _first_look(book, short, question, plan)
    if any_will_do and found:
        return True
    rows = table.shape[0]
    while rows > 0 and question.effort[WORK] <= question.effort[MOST]:
        goal = goal_of(question)
        n = int(np.argmin(table[:rows, BOUND]))
        if goal < 0 or table[n, BOUND] > goal + TOLERANCE:
            break
        better, halves = _explore_row(book, short, question, table[:rows], n, plan)
        found |= better
        if any_will_do and found:
            return True
        if halves:
            if rows == table.shape[0]:
                table = np.concatenate((table, np.empty_like(table)))
            rows = _halve(book, short, question, table, rows, n)
    return found


@part
def _first_look(
    book: Book, short: Shortlist, question: Question, plan: Satang
) -> tuple[Reals, bool]:
    """One row for each way that a short look does not settle."""
    places = 2 + book.peaks.month.size + book.limits.month.size
    table = np.zeros((book.contract_count.size + 1, WEIGHTS + places), np.float64)
    open_rows = 0
    found = False
    for way in range(NO_PATTERN, book.contract_count.size):
        interval = _whole(book, short, question, way)
        if interval.usable < 0:
            continue
        rows = rows_of(book, short, question, interval)
        weight = np.zeros(rows.limit.size, np.float64)
        weigh_evenly(rows, weight)
        effort = np.array([FIRST_LOOK, 0])
        goal = goal_of(question)
        done, better = explore(book, question, rows, weight, interval, goal, effort, plan)
        question.effort[WORK] += FIRST_LOOK - effort[LEFT]
        found |= better
        if question.aim == ANY and found:
            break
        if done:
            continue
        row = table[open_rows]
        row[WAY], row[COUNT], row[LOW], row[HIGH] = interval
        row[BUDGET] = EFFORT
        row[BOUND] = improve(rows, weight, FIRST_STEPS, float(goal_of(question)))
        question.effort[WORK] += FIRST_STEPS * rows.entry.size
        row[WEIGHTS + rows.place] = weight
        open_rows += 1
    return table[:open_rows], found


@lean
def _whole(book: Book, short: Shortlist, question: Question, way: int) -> Interval:
    """The interval of all instalments of a pattern; its count is -1 where no plan can be."""
    least = 0
    for d in range(book.balance.size):
        joins = way != NO_PATTERN and book.may_join[d]
        if short.begin[d] == short.end[d] and not joins:
            return Interval(way, -1, 0.0, 0.0)
        if joins and (least == 0 or book.balance[d] < least):
            least = book.balance[d]
    if way == NO_PATTERN:
        return Interval(way, 0, 0.0, 0.0)
    count = usable_months(book, way, question.cap[FREE_MONTH])
    if count == 0 or least == 0:
        return Interval(way, -1, 0.0, 0.0)
    due, rate = book.contract_due[way], book.contract_rate
    margin = float(rounding_slack(count)) / least
    low = max(0.0, smallest_share(rate, due, count) - margin)
    return Interval(way, count, low, largest_share(rate, due) + margin)


@lean
def _interval(row: Reals) -> Interval:
    return Interval(int(row[WAY]), int(row[COUNT]), row[LOW], row[HIGH])


@part
def _weights(rows: Rows, row: Reals) -> Reals:
    """The row's weights for these rows; lifted ones weigh 1 together."""
    weight = row[WEIGHTS + rows.place]
    lifted = (weight * rows.lifts).sum()
    if lifted > 1e-9:
        weight /= lifted
    else:
        weigh_evenly(rows, weight)
    return weight


@part
def _explore_row(
    book: Book, short: Shortlist, question: Question, table: Reals, n: int, plan: Satang
) -> tuple[bool, bool]:
    """Explore an interval to a little above its bound: whether a plan was taken, and it halves."""
    row = table[n]
    interval = _interval(row)
    rows = rows_of(book, short, question, interval)
    goal = goal_of(question)
    target = goal
    if question.aim != ANY:
        step = row[STEP] if row[STEP] > 0.0 else max(100.0, row[BOUND] * 0.001)
        row[STEP] = step
        lowest, row[BOUND] = row[BOUND], np.inf
        beyond = min(table[:, BOUND].min(), lowest + 4.0 * step)
        row[BOUND] = lowest
        target = int(min(float(goal), max(lowest + step, beyond)))
    budget = min(int(row[BUDGET]), question.effort[MOST] - question.effort[WORK] + 1)
    effort = np.array([budget, 0])
    weight = _weights(rows, row)
    done, found = explore(book, question, rows, weight, interval, target, effort, plan)
    spent = budget - effort[LEFT]
    question.effort[WORK] += spent
    if done:
        row[BOUND] = max(row[BOUND], min(target, goal_of(question)) + 1.0)
        row[STEP] *= 3.0
        return found, False
    if interval.way != NO_PATTERN and interval.high - interval.low > NARROWEST * interval.low:
        row[STEP] = -row[STEP] if effort[LEAVES] * 20 <= spent else row[STEP]
        return found, True
    row[BUDGET] *= 8.0
    return found, False


@lean
def _middle(book: Book, interval: Interval) -> float:
    """Where to halve: between two numbers of payments if there are several, else in the middle."""
    rate, due = book.contract_rate, book.contract_due[interval.way]
    most = min(interval.usable, repay_smooth(interval.low, rate, due, interval.usable)[0])
    fewest = repay_smooth(interval.high, rate, due, interval.usable)[0]
    if most > fewest:
        share = smallest_share(rate, due, (most + fewest) // 2)
        if interval.low < share < interval.high:
            return share
    return (interval.low + interval.high) / 2.0


@part
def _halve(
    book: Book, short: Shortlist, question: Question, table: Reals, size: int, n: int
) -> int:
    """Replace an interval by its halves, or let it be explored longer where that gains little."""
    goal = goal_of(question)
    row = table[n]
    sparse = row[STEP] < 0.0
    step = abs(row[STEP])
    row[STEP] = step
    middle = _middle(book, _interval(row))
    halves = np.empty((2, row.size), np.float64)
    gain = 0.0
    for side in range(2):
        half = halves[side]
        half[:] = row
        half[HIGH if side == 0 else LOW] = middle
        half[STEP], half[BUDGET] = 0.0, EFFORT
        rows = rows_of(book, short, question, _interval(half))
        weight = _weights(rows, half)
        half[BOUND] = max(half[BOUND], improve(rows, weight, STEPS, float(goal)))
        question.effort[WORK] += STEPS * rows.entry.size
        half[WEIGHTS:] = 0.0
        half[WEIGHTS + rows.place] = weight
        gain += min(half[BOUND], goal + 1.0) - row[BOUND]
    wide = row[HIGH] - row[LOW] > 0.3 * row[LOW]
    if question.aim != ANY and sparse and not wide and gain < 0.3 * step:
        row[BUDGET] *= 8.0
        return size
    table[n] = halves[0]
    table[size] = halves[1]
    return size + 1
