"""The state of the exact search: what is asked, and one path of decisions with its bounds.

Source: docs/explanation/planner.md.
"""

from typing import NamedTuple

import numpy as np

from plodnee.engine.planner.compiling import HUGE, Flags, Satang, kernel
from plodnee.engine.planner.contract import largest_instalment, slack_of, top_instalment
from plodnee.engine.planner.entries import Book
from plodnee.engine.planner.shortlist import GIVEN_UP, INTEREST, LARGEST, Shortlist

IN_CONTRACT = -1  # stands where a plan has a debt's entry
PATTERN, INSTALMENT = 0, 1  # places after the k choices of a plan
NO_PATTERN = -1
FIRST_EFFORT = 2_000
LEFT, WORK, MOST = range(3)  # places of a question's effort


class Question(NamedTuple):
    """What is asked of the search: the least of `aim` with every figure within its cap."""

    room: Satang  # (T,) what may have been paid by the end of each month
    cap: Satang  # (4,) lowered while searching
    aim: int
    effort: Satang  # (3,) steps the first search may still take; all work done, and the most


@kernel
def ask(room: Satang, cap: Satang, aim: int, most_work: int) -> Question:
    """The question with the effort of a first search; beyond the most work it stays open."""
    return Question(room, cap, aim, np.array([FIRST_EFFORT, 0, most_work]))


class Stage(NamedTuple):
    """One path of the search: row n is the state after n decisions."""

    room: Satang  # (n + 1, T) room left if every open debt needs the least by each month
    load: Satang  # (n + 1, T) payments if every open debt pays the least in each month
    interest: Satang  # (n + 1,)
    given_up: Satang  # (n + 1,)
    principal: Satang  # (n + 1,)
    tried: Satang  # (n + 1,) alternatives already tried
    order: Satang  # (n,) the debts in order of decision


@kernel
def new_stage(decisions: int, months: int) -> Stage:
    """An empty stage for so many decisions over so many months."""
    return Stage(
        np.zeros((decisions + 1, months), np.int64),
        np.zeros((decisions + 1, months), np.int64),
        np.zeros(decisions + 1, np.int64),
        np.zeros(decisions + 1, np.int64),
        np.zeros(decisions + 1, np.int64),
        np.zeros(decisions + 1, np.int64),
        np.zeros(decisions, np.int64),
    )


@kernel
def first_stage(
    book: Book, short: Shortlist, question: Question, both: Flags, joined: Flags
) -> Stage:
    """The stage before any decision; debts with two sides are ordered by balance, largest first."""
    stage = new_stage(both.sum(), question.room.size)
    stage.room[0] = question.room
    n = 0
    for d in np.argsort(-book.balance, kind="mergesort"):
        if both[d]:
            stage.order[n] = d
            n += 1
        elif joined[d]:
            stage.principal[0] += book.balance[d]
        else:
            put_in_place(short, stage, 0, d)
    return stage


@kernel
def put_in_place(short: Shortlist, stage: Stage, n: int, d: int) -> None:
    """Count in row n that a debt stays in place, with the least that any of its picks needs."""
    for t in range(stage.room.shape[1]):
        stage.room[n, t] -= short.least_total[d, t]
        stage.load[n, t] += short.least_paid[d, t]
    stage.interest[n] += short.least_interest[d]
    stage.given_up[n] += short.least_given_up[d]


@kernel
def copy_row(stage: Stage, n: int) -> None:
    """Start row n + 1 as row n."""
    stage.room[n + 1] = stage.room[n]
    stage.load[n + 1] = stage.load[n]
    stage.interest[n + 1] = stage.interest[n]
    stage.given_up[n + 1] = stage.given_up[n]
    stage.principal[n + 1] = stage.principal[n]


@kernel
def row_within(question: Question, stage: Stage, n: int) -> bool:
    """Whether row n is within room and caps, the contract left aside."""
    cap = question.cap
    if stage.interest[n] > cap[INTEREST] or stage.given_up[n] > cap[GIVEN_UP]:
        return False
    lowest = HUGE
    highest = 0
    for t in range(stage.room.shape[1]):
        lowest = min(lowest, stage.room[n, t])
        highest = max(highest, stage.load[n, t])
    return lowest >= 0 and highest <= cap[LARGEST]


@kernel
def put_entry(book: Book, short: Shortlist, stage: Stage, n: int, d: int, e: int) -> None:
    """Count in row n that a debt in place takes one pick, no longer the least of all picks."""
    for t in range(stage.room.shape[1]):
        stage.room[n, t] -= book.total[e, t] - short.least_total[d, t]
        stage.load[n, t] += book.paid[e, t] - short.least_paid[d, t]
    stage.interest[n] += book.interest[e] - short.least_interest[d]
    stage.given_up[n] += book.given_up[e] - short.least_given_up[d]


@kernel
def fit_contract(
    book: Book, question: Question, stage: Stage, n: int, way: int, count: int, top: int
) -> tuple[int, int, int, int]:
    """The largest instalment for row n within the caps, as `largest_instalment` gives it."""
    cap = question.cap
    due = book.contract_due[way]
    watch = cap[LARGEST] < HUGE
    slack = slack_of(stage.room[n], stage.load[n], due, count, cap[LARGEST], watch)
    most = cap[INTEREST] - stage.interest[n]
    rate = book.contract_rate
    return largest_instalment(stage.principal[n], rate, due, count, slack, top, most)


@kernel
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


@kernel
def usable_months(book: Book, way: int, free_month: int) -> int:
    """How many due months of a pattern lie within the cap of the free month."""
    count = 0
    while count < book.contract_count[way] and book.contract_due[way, count] <= free_month:
        count += 1
    return count
