"""A lower bound on the figure aimed at, by weights on an interval's rows.

With weights w >= 0 whose lifted rows weigh 1 together, no plan of the interval has a figure below
the sum of each debt's cheapest option under w, less the limits under w. The weights are improved
step by step; the bound is good for any of them.
Source: docs/explanation/planner.md, "Bounds by intervals".
"""

import numpy as np

from plodnee.engine.planner.compiling import Reals, lean, part
from plodnee.engine.planner.rows import Rows

PATIENCE = 8
ROUNDING = 1e-10  # of all that is summed: floating point errs by less


@lean
def weigh_evenly(rows: Rows, weight: Reals) -> None:
    """Let all lifted rows weigh the same, and no other anything."""
    lifted = 0
    for r in range(weight.size):
        lifted += rows.lifts[r]
    lifted = max(1, lifted)
    for r in range(weight.size):
        weight[r] = rows.lifts[r] / lifted


@lean
def costs(rows: Rows, weight: Reals, cost: Reals) -> None:
    """Every option's cost under the weights, written to `cost`."""
    for o in range(cost.size):
        cost[o] = 0.0
    for r in range(weight.size):
        if weight[r] > 0.0:
            for o in range(cost.size):
                cost[o] += weight[r] * rows.by_row[r, o]


@lean
def bound_by(rows: Rows, weight: Reals, slope: Reals, cost: Reals) -> float:
    """The bound under the weights, less what its own rounding may come to.

    `slope` becomes each row's excess in the cheapest options, `cost` every option's cost.
    """
    costs(rows, weight, cost)
    bound, size = 0.0, 0.0
    for r in range(weight.size):
        bound -= weight[r] * rows.limit[r]
        size += weight[r] * abs(rows.limit[r])
        slope[r] = -float(rows.limit[r])
    for d in range(rows.start.size - 1):
        cheapest = rows.start[d]
        for o in range(rows.start[d] + 1, rows.start[d + 1]):
            if cost[o] < cost[cheapest]:
                cheapest = o
        bound += cost[cheapest]
        size += cost[cheapest]
        for r in range(weight.size):
            slope[r] += rows.amount[cheapest, r]
    return bound - ROUNDING * size


@part
def improve(rows: Rows, weight: Reals, steps: int, target: float) -> float:
    """The best bound after so many steps, or one above the target; `weight` becomes its weights.

    Ensures: minus infinity where no row is lifted.
    """
    size = weight.size
    if not rows.lifts.any():
        return -np.inf
    slope = np.empty(size, np.float64)
    cost = np.empty(rows.entry.size, np.float64)
    trial = weight.copy()
    best = -np.inf
    pace = 1.0
    stalled = 0
    for _ in range(steps):
        bound = bound_by(rows, trial, slope, cost)
        length = 0.0
        for r in range(size):
            slope[r] -= bound * rows.lifts[r]
            if trial[r] > 0.0 or slope[r] > 0.0:
                length += slope[r] * slope[r]
        if bound > best:
            best = bound
            weight[:] = trial
            stalled = 0
        else:
            stalled += 1
            if stalled >= PATIENCE:
                pace *= 0.6
                stalled = 0
                trial[:] = weight
        if best > target + 1.0 or length <= 1e-9:
            break
        step = pace * max(target - bound, 1e-6 * abs(target) + 1.0) / length
        if not _walk(rows, trial, slope, step):
            trial[:] = weight
            pace *= 0.5
    return best


@lean
def _walk(rows: Rows, weight: Reals, slope: Reals, step: float) -> bool:
    """Move the weights along the slope, none below 0, and let lifted rows weigh 1 again."""
    lifted = 0.0
    for r in range(weight.size):
        weight[r] = max(0.0, weight[r] + step * slope[r])
        lifted += weight[r] * rows.lifts[r]
    if lifted <= 1e-12:
        return False
    for r in range(weight.size):
        weight[r] /= lifted
    return True
