"""The lines between the goals: plans that no feasible plan beats or equals in every figure.

Each is the least of one figure after the other within caps, so a plan as good in all figures and
better in one would have been found in its place. First each goal's own plan is bettered in the
figures that the goal leaves open; then the widest gaps are filled, by largest month and by free
month in turn. Which lines come is free: work stops after a set number of steps, never by time;
a line in hand that is not proven by then is dropped.
Source: docs/reference/formats.md, "Options".
"""

import numpy as np

from plodnee.engine.planner.compiling import Flags, Satang, inlined, kernel, part
from plodnee.engine.planner.entries import Book
from plodnee.engine.planner.goals import FIGURES, ORDERS, minimise, no_caps
from plodnee.engine.planner.shortlist import FREE_MONTH, GIVEN_UP, INTEREST, LARGEST

MOST_LINES = 12
MOST_WORK = 40_000
# Gaps of the largest month below this part of its whole range are not worth a line.
FINEST_PART = 16


@kernel
def plans_between(book: Book, goals: Satang, goal_figures: Satang) -> Satang:
    """The lines, at most MOST_LINES, by their largest month.

    Shapes:  `goals` (4, k + 2) and `goal_figures` (4, 4) as `goal_plans` gives them; (L, k + 2).
    Ensures: no two lines have the same figures, and no feasible plan beats one of them.
    """
    plans = np.empty((MOST_LINES, goals.shape[1]), np.int64)
    figures = np.full((MOST_LINES, FIGURES), -1, np.int64)
    least = np.empty(FIGURES, np.int64)
    for figure in range(FIGURES):
        least[figure] = goal_figures[:, figure].min()
    work = np.array([0, MOST_WORK])
    lines = 0
    for goal in range(goals.shape[0]):
        if work[0] > work[1]:
            break
        plans[lines], figures[lines] = goals[goal], goal_figures[goal]
        if _better(book, least, goal, plans[lines], figures[lines], work):
            lines += _is_new(figures, lines)
    lines = _fill_gaps(book, least, plans, figures, lines, work)
    return plans[:lines][np.argsort(figures[:lines, LARGEST], kind="mergesort")]


@inlined
def _better(
    book: Book, least: Satang, goal: int, plan: Satang, figures: Satang, work: Satang
) -> bool:
    """Bring every figure that the goal leaves open as low as the others let it.

    Ensures: False where the work ended before that was proven.
    """
    cap = figures.copy()
    for figure in (INTEREST, FREE_MONTH, GIVEN_UP, LARGEST):
        settled = figure == INTEREST or (goal == 0 and figure != LARGEST)
        if not settled and figures[figure] > least[figure]:
            minimise(book, cap, figure, plan, figures, work)
    proven: bool = work[0] <= work[1]
    return proven


@part
def _is_new(figures: Satang, lines: int) -> bool:
    """Whether the line after so many has figures that none of them has."""
    new = True
    for line in range(lines):
        new &= (figures[line] != figures[lines]).any()
    return new


@inlined
def _fill_gaps(
    book: Book, least: Satang, plans: Satang, figures: Satang, lines: int, work: Satang
) -> int:
    """Add lines in the widest gaps; how many there are then."""
    closed = np.zeros((2, MOST_LINES), np.bool_)  # by side, and the line above the gap
    sides = (LARGEST, FREE_MONTH)
    first = ORDERS[0, 0]  # interest
    side, idle = 0, 0
    while lines < MOST_LINES and idle < 2 and work[0] <= work[1]:
        figure = sides[side]
        above, cap_at = _widest(figures[:lines, figure], closed[side], figure == LARGEST)
        if above < 0:
            idle += 1
            side = 1 - side
            continue
        idle = 0
        closed[side, above] = True
        cap = no_caps()
        cap[figure] = cap_at
        figures[lines, INTEREST] = -1
        within = minimise(book, cap, first, plans[lines], figures[lines], work)
        proven = within and _better(book, least, 1, plans[lines], figures[lines], work)
        if proven and _is_new(figures, lines):
            closed[:, lines] = False
            lines += 1
        side = 1 - side
    return lines


@part
def _widest(values: Satang, closed: Flags, by_part: bool) -> tuple[int, int]:
    """The line above the widest gap not closed, and the middle of the gap; -1 if there is none."""
    finest = max(2, (values.max() - values.min()) // FINEST_PART) if by_part else 2
    widest, above, middle = finest - 1, -1, 0
    for line in range(values.size):
        if closed[line]:
            continue
        below = -1
        for other in values:
            if other < values[line]:
                below = max(below, other)
        if below >= 0 and values[line] - below > widest:
            widest = values[line] - below
            above, middle = line, below + widest // 2
    return above, middle
