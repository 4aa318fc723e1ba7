"""The state of the exact search: what is asked, and one path of decisions with its bounds.

Source: docs/explanation/planner.md.
"""

from typing import NamedTuple

import numpy as np

from plodnee.engine.planner.compiling import HUGE, Flags, Satang, lean, part
from plodnee.engine.planner.contract import Slack, largest_instalment, top_instalment
from plodnee.engine.planner.entries import Book
from plodnee.engine.planner.shortlist import GIVEN_UP, INTEREST, LARGEST, Shortlist

IN_CONTRACT = -1  # stands where a plan has a debt's entry
PATTERN, INSTALMENT = 0, 1  # places after the k choices of a plan
NO_PATTERN = -1
FIRST_EFFORT = 2_000
LEFT, WORK, MOST = range(3)  # places of a question's effort


class Question(NamedTuple):
    """What is asked of the search: the least of `aim` with every figure within its cap."""

    cap: Satang  # (4,) lowered while searching
    aim: int
    effort: Satang  # (3,) steps the first search may still take; all work done, and the most


@part
def ask(cap: Satang, aim: int, most_work: int) -> Question:
    """The question with the effort of a first search; beyond the most work it stays open."""
    return Question(cap, aim, np.array([FIRST_EFFORT, 0, most_work]))


class Stage(NamedTuple):
    """One path of the search: row n is the state after n decisions.

    C are the months that limit cash, P those that can be the largest; 0 where that counts not.
    """

    room: Satang  # (n + 1, C) room left if every open debt needs the least by each month
    load: Satang  # (n + 1, P) payments if every open debt pays the least in each month
    interest: Satang  # (n + 1,)
    given_up: Satang  # (n + 1,)
    principal: Satang  # (n + 1,)
    charge: Satang  # (n + 1,) the least interest of the contract
    tried: Satang  # (n + 1,) alternatives already tried
    order: Satang  # (n,) the debts in order of decision
    after: Satang  # (C,) scratch: the least room from each month on


@part
def new_stage(book: Book, question: Question, decisions: int) -> Stage:
    """An empty stage for so many decisions."""
    watch = question.aim == LARGEST or question.cap[LARGEST] < HUGE
    return Stage(
        np.zeros((decisions + 1, book.limits.room.size), np.int64),
        np.zeros((decisions + 1, book.peaks.paid.shape[1] if watch else 0), np.int64),
        np.zeros(decisions + 1, np.int64),
        np.zeros(decisions + 1, np.int64),
        np.zeros(decisions + 1, np.int64),
        np.zeros(decisions + 1, np.int64),
        np.zeros(decisions + 1, np.int64),
        np.zeros(decisions, np.int64),
        np.zeros(book.limits.room.size, np.int64),
    )


@lean
def first_row(book: Book, short: Shortlist, both: Flags, joined: Flags, stage: Stage) -> int:
    """Row 0 before any decision; how many debts have two sides, `order` by balance."""
    for t in range(book.limits.room.size):
        stage.room[0, t] = book.limits.room[t]
    stage.load[0] = 0
    stage.interest[0], stage.given_up[0], stage.principal[0] = 0, 0, 0
    sides = 0
    for d in book.by_balance:
        if both[d]:
            stage.order[sides] = d
            sides += 1
        elif joined[d]:
            stage.principal[0] += book.balance[d]
        else:
            put_in_place(short, stage, 0, 0, d)
    return sides


@lean
def put_in_place(short: Shortlist, stage: Stage, before: int, n: int, d: int) -> None:
    """Row n is row `before` and a debt in place, with the least that any of its picks needs."""
    for t in range(stage.room.shape[1]):
        stage.room[n, t] = stage.room[before, t] - short.least_total[d, t]
    for t in range(stage.load.shape[1]):
        stage.load[n, t] = stage.load[before, t] + short.least_paid[d, t]
    stage.interest[n] = stage.interest[before] + short.least_interest[d]
    stage.given_up[n] = stage.given_up[before] + short.least_given_up[d]
    stage.principal[n] = stage.principal[before]


@lean
def join(stage: Stage, before: int, n: int, balance: int) -> None:
    """Row n is row `before` and so much more in the contract."""
    for t in range(stage.room.shape[1]):
        stage.room[n, t] = stage.room[before, t]
    for t in range(stage.load.shape[1]):
        stage.load[n, t] = stage.load[before, t]
    stage.interest[n] = stage.interest[before]
    stage.given_up[n] = stage.given_up[before]
    stage.principal[n] = stage.principal[before] + balance


@lean
def put_entry(book: Book, short: Shortlist, stage: Stage, n: int, d: int, e: int) -> None:
    """Row n + 1 is row n and a debt in place with one pick, no longer the least of all picks."""
    for t in range(stage.room.shape[1]):
        least = short.least_total[d, t]
        stage.room[n + 1, t] = stage.room[n, t] - (book.limits.paid[e, t] - least)
    for t in range(stage.load.shape[1]):
        least = short.least_paid[d, t]
        stage.load[n + 1, t] = stage.load[n, t] + (book.peaks.paid[e, t] - least)
    stage.interest[n + 1] = stage.interest[n] + book.interest[e] - short.least_interest[d]
    stage.given_up[n + 1] = stage.given_up[n] + book.given_up[e] - short.least_given_up[d]
    stage.principal[n + 1] = stage.principal[n]


@lean
def row_within(question: Question, stage: Stage, n: int) -> bool:
    """Whether row n is within room and caps, the contract left aside."""
    cap = question.cap
    if stage.interest[n] > cap[INTEREST] or stage.given_up[n] > cap[GIVEN_UP]:
        return False
    lowest = HUGE
    highest = 0
    for t in range(stage.room.shape[1]):
        lowest = min(lowest, stage.room[n, t])
    for t in range(stage.load.shape[1]):
        highest = max(highest, stage.load[n, t])
    return lowest >= 0 and highest <= cap[LARGEST]


@lean
def fit_contract(
    book: Book, question: Question, stage: Stage, n: int, way: int, count: int, top: int
) -> tuple[int, int, int, int]:
    """The largest instalment for row n within the caps, as `largest_instalment` gives it."""
    least = HUGE
    for t in range(stage.after.size - 1, -1, -1):
        least = min(least, stage.room[n, t])
        stage.after[t] = least
    cap = question.cap
    slack = Slack(
        stage.after, book.limits.turn[way], stage.load[n], book.peaks.turn[way], cap[LARGEST]
    )
    most = cap[INTEREST] - stage.interest[n]
    due = book.contract_due[way]
    return largest_instalment(stage.principal[n], book.contract_rate, due, count, slack, top, most)


@lean
def top_of(
    book: Book, question: Question, stage: Stage, n: int, way: int, count: int, joined: Flags
) -> int:
    """The largest instalment that keeps row n within the cap of what creditors give up."""
    if question.cap[GIVEN_UP] >= HUGE:
        return HUGE
    return top_instalment(
        joined,
        book.balance,
        book.own_interest,
        stage.principal[n],
        book.contract_rate,
        book.contract_due[way],
        count,
        question.cap[GIVEN_UP] - stage.given_up[n],
    )


@lean
def usable_months(book: Book, way: int, free_month: int) -> int:
    """How many due months of a pattern lie within the cap of the free month."""
    count = 0
    while count < book.contract_count[way] and book.contract_due[way, count] <= free_month:
        count += 1
    return count
