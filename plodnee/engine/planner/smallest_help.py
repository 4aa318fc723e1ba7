"""Where nothing fits: the month that breaks, and the least help with which a plan fits.

Source: docs/reference/formats.md, "`no_feasible_plan`".
"""

import numpy as np

from plodnee.engine.planner.compiling import BAHT, HUGE, Satang, inlined, kernel, part
from plodnee.engine.planner.entries import Book, with_room
from plodnee.engine.planner.goals import no_caps, price
from plodnee.engine.planner.search import search
from plodnee.engine.planner.shortlist import ANY
from plodnee.engine.planner.stage import WORK, ask


@kernel
def smallest_help(book: Book, work: Satang) -> tuple[int, int, int]:
    """The binding month, the shortfall and the income per month; zeros if there is no plan.

    Shapes:  `work` (2,): the work done, which grows, and the most; beyond it nothing is proven.
    """
    plan = np.zeros(book.balance.size + 2, np.int64)
    if not _fits(book, np.full(book.room.size, HUGE, np.int64), plan, work):
        return 0, 0, 0
    once = np.ones(book.room.size, np.int64)
    monthly = BAHT * np.arange(1, book.room.size + 1)
    shortfall = _least_addition(book, once, plan.copy(), work)
    income = _least_addition(book, monthly, plan.copy(), work) * BAHT
    return _binding_month(book, plan, work), shortfall, income


@inlined
def _fits(book: Book, room: Satang, plan: Satang, work: Satang) -> bool:
    """Whether some plan fits such room; it is written to `plan`."""
    question = ask(no_caps(), ANY, work[1] - work[0])
    fits: bool = search(with_room(book, room), question, plan)
    work[0] += question.effort[WORK]
    return fits


@inlined
def _least_addition(book: Book, weight: Satang, plan: Satang, work: Satang) -> int:
    """The least n with which a plan fits when n x weight is added to the room of each month."""
    fails = 0
    fits = _need(book, weight, plan)
    while fits - fails > 1:
        middle = (fails + fits) // 2
        if _fits(book, book.room + middle * weight, plan, work):
            fits = min(middle, _need(book, weight, plan))
        else:
            fails = middle
    return fits


@part
def _need(book: Book, weight: Satang, plan: Satang) -> int:
    """The least n with which this very plan fits, its instalment as it is."""
    paid = np.empty(book.room.size, np.int64)
    price(book, plan, paid)
    total = 0
    need = 0
    for t in range(paid.size):
        total += paid[t]
        lack = total - book.room[t]
        if lack > 0:
            need = max(need, (lack + weight[t] - 1) // weight[t])
    return need


@inlined
def _binding_month(book: Book, plan: Satang, work: Satang) -> int:
    """The first month by which every plan has fallen below the reserve."""
    holds = 0
    breaks = book.room.size
    while breaks - holds > 1:
        middle = (holds + breaks) // 2
        room = book.room.copy()
        room[middle:] = HUGE
        if _fits(book, room, plan, work):
            holds = middle
        else:
            breaks = middle
    return breaks
