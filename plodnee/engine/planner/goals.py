"""The four goals: for each the exact optimum, its figures compared one after the other.

Source: docs/reference/formats.md, "Options".
"""

from typing import NamedTuple

import numpy as np

from plodnee.engine.planner.compiling import HUGE, Satang, inlined, kernel, part
from plodnee.engine.planner.contract import given_up_in_contract
from plodnee.engine.planner.entries import Book
from plodnee.engine.planner.interest import repay, share_half_up
from plodnee.engine.planner.search import search
from plodnee.engine.planner.shortlist import ANY, FREE_MONTH, GIVEN_UP, INTEREST, LARGEST
from plodnee.engine.planner.stage import IN_CONTRACT, INSTALMENT, NO_PATTERN, PATTERN, WORK, ask

FIGURES = 4
# Work after which a figure's own bounds are given up for those of capped interest: some 0.05 s.
PATIENCE = 5_000_000
# What each goal makes least, one figure after the other; ANY stands for none. As an array, since
# a figure named in a call would have the whole search compiled for that figure alone.
ORDERS = np.array(
    [
        [INTEREST, FREE_MONTH, GIVEN_UP],
        [FREE_MONTH, INTEREST, ANY],
        [LARGEST, INTEREST, ANY],
        [GIVEN_UP, INTEREST, ANY],
    ]
)


@part
def contract_payments(book: Book, plan: Satang, paid: Satang) -> tuple[int, int]:
    """Interest and principal of a plan's contract; its payments by month are written to `paid`."""
    k = book.balance.size
    paid[:] = 0
    way = plan[k + PATTERN]
    if way == NO_PATTERN:
        return 0, 0
    principal = book.balance[plan[:k] == IN_CONTRACT].sum()
    due = book.contract_due[way]
    instalment = plan[k + INSTALMENT]
    count = book.contract_count[way]
    payments, interest, last = repay(principal, instalment, book.contract_rate, due, count)
    for n in range(payments - 1):
        paid[due[n] - 1] = instalment
    paid[due[payments - 1] - 1] = last
    return interest, principal


@part
def price(book: Book, plan: Satang, paid: Satang) -> Satang:
    """The four figures of a plan; all its payments by month are written to `paid`."""
    k = book.balance.size
    figures = np.zeros(FIGURES, np.int64)
    interest, principal = contract_payments(book, plan, paid)
    figures[INTEREST] = interest
    for d in range(k):
        e = plan[d]
        if e != IN_CONTRACT:
            paid += book.paid[e]
            figures[INTEREST] += book.interest[e]
            figures[GIVEN_UP] += book.given_up[e]
    if principal > 0:
        joined = plan[:k] == IN_CONTRACT
        figures[GIVEN_UP] += given_up_in_contract(
            joined, book.balance, book.own_interest, principal, interest
        )
    for t in range(paid.size):
        if paid[t] > 0:
            figures[FREE_MONTH] = t + 1
    figures[LARGEST] = paid.max()
    return figures


@part
def no_caps() -> Satang:
    """Caps that no figure reaches."""
    return np.full(FIGURES, HUGE, np.int64)


@part
def minimise(
    book: Book, cap: Satang, aim: int, plan: Satang, figures: Satang, work: Satang
) -> bool:
    """The least of one figure within the caps; the plan, its figures and cap[aim] become it.

    Shapes:  `work` (2,): the work done, which grows, and the most; beyond it nothing is proven.
    Ensures: a `plan` that comes in within the caps (figures[INTEREST] >= 0) is only replaced by
             a better one; False if there is no plan at all.
    """
    known: bool = figures[INTEREST] >= 0
    if aim == FREE_MONTH:
        known = _step_down(book, cap, aim, plan, figures, work)
    else:
        known = _bound_from_below(book, cap, aim, plan, figures, work)
    if known:
        cap[aim] = figures[aim]
    return known


@inlined
def _bound_from_below(
    book: Book, cap: Satang, aim: int, plan: Satang, figures: Satang, work: Satang
) -> bool:
    """The least of a figure by its own bounds.

    Where they leave it open for long and interest is capped, it is asked step by step whether a
    plan as cheap has less of the figure: the bounds of interest lie close to that cap.
    """
    known: bool = figures[INTEREST] >= 0
    lowered = cap.copy()
    if known:
        lowered[aim] = min(cap[aim], figures[aim] - 1)
    patience = work[1]
    if aim != INTEREST and cap[INTEREST] < HUGE:
        patience = min(work[1], work[0] + PATIENCE)
    first = np.array([work[0], patience])
    known |= _found(book, lowered, aim, plan, figures, first)
    work[0] = first[0]
    if patience < work[0] <= work[1]:
        known |= _step_down(book, cap, aim, plan, figures, work)
    return known


@inlined
def _found(book: Book, cap: Satang, aim: int, plan: Satang, figures: Satang, work: Satang) -> bool:
    """Whether a plan within the caps exists; plan and figures become the best one's."""
    question = ask(cap, aim, work[1] - work[0])
    found: bool = search(book, question, plan)
    work[0] += question.effort[WORK]
    if found:
        figures[:] = price(book, plan, np.empty(book.room.size, np.int64))
    return found


@inlined
def _step_down(
    book: Book, cap: Satang, aim: int, plan: Satang, figures: Satang, work: Satang
) -> bool:
    """The least of a figure within the caps, by growing steps down and then by halves."""
    trial = cap.copy()
    if figures[INTEREST] < 0 and not _found(book, trial, ANY, plan, figures, work):
        return False
    failed = -1 if aim == GIVEN_UP else 0
    step = 1
    while figures[aim] - failed > 1:
        trial[aim] = max(failed + 1, figures[aim] - step)
        if _found(book, trial, ANY, plan, figures, work):
            step *= 2
        else:
            failed = trial[aim]
            step = max(1, (figures[aim] - failed) // 2)
    return True


@kernel
def goal_plans(book: Book, work: Satang) -> tuple[bool, Satang, Satang]:
    """Whether a plan is feasible, and for each goal in order its plan and figures.

    Shapes:  plans (4, k + 2), figures (4, 4); `work` (2,) as `minimise` has it.
    """
    k = book.balance.size
    plans = np.zeros((4, k + 2), np.int64)
    figures = np.full((4, FIGURES), -1, np.int64)
    for goal in range(ORDERS.shape[0]):
        best = 0
        for earlier in range(1, goal):
            if figures[earlier, ORDERS[goal, 0]] < figures[best, ORDERS[goal, 0]]:
                best = earlier
        plans[goal] = plans[best]
        figures[goal] = figures[best]
        cap = no_caps()
        for aim in ORDERS[goal]:
            if aim != ANY and not minimise(book, cap, aim, plans[goal], figures[goal], work):
                return False, plans, figures
    return True, plans, figures


class Details(NamedTuple):
    """What is printed of L plans."""

    figures: Satang  # (L, 5) in the order of PlanFigures
    given_up: Satang  # (L, k)
    paid: Satang  # (L, k, T) in place
    contract_paid: Satang  # (L, T)
    contract: Satang  # (L, 4) principal, instalment, instalments, last; 0 without a contract


@kernel
def details(book: Book, plans: Satang) -> Details:
    """Everything that is printed of the plans."""
    lines, k, months = plans.shape[0], book.balance.size, book.room.size
    out = Details(
        np.zeros((lines, 5), np.int64),
        np.zeros((lines, k), np.int64),
        np.zeros((lines, k, months), np.int64),
        np.zeros((lines, months), np.int64),
        np.zeros((lines, 4), np.int64),
    )
    month_paid = np.empty(months, np.int64)
    for n in range(lines):
        plan = plans[n]
        figures = price(book, plan, month_paid)
        room = book.room - np.cumsum(month_paid)
        out.figures[n, 0] = figures[INTEREST]
        out.figures[n, 1] = figures[INTEREST] + book.balance.sum()
        out.figures[n, 2] = figures[FREE_MONTH]
        out.figures[n, 3] = figures[LARGEST]
        out.figures[n, 4] = room.min()
        interest, principal = contract_payments(book, plan, out.contract_paid[n])
        for d in range(k):
            if plan[d] == IN_CONTRACT:
                part = share_half_up(interest, book.balance[d], principal)
                out.given_up[n, d] = max(0, book.own_interest[d] - part)
            else:
                out.given_up[n, d] = book.given_up[plan[d]]
                out.paid[n, d] = book.paid[plan[d]]
        if principal > 0:
            used = out.contract_paid[n][out.contract_paid[n] > 0]
            out.contract[n, 0], out.contract[n, 1] = principal, plan[k + INSTALMENT]
            out.contract[n, 2], out.contract[n, 3] = used.size, used[-1]
    return out
