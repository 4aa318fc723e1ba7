"""The choices in place that a creditor offers, each once: what comes to the same is listed once.

Source: docs/reference/formats.md, "In place".
"""

from bisect import bisect_right
from typing import NamedTuple

from plodnee.engine.planner.model import DebtTerms


class Grid(NamedTuple):
    """The deferrals that differ in their due months and may be available, and all rates x these."""

    extensions: tuple[int, ...]
    graces: tuple[int, ...]
    size: int


def grid_of(debt: DebtTerms, months: int, ceiling_bp: int) -> Grid:
    """The choices of a debt within a horizon.

    Units:   months; basis points a year.
    Ensures: of deferrals with the same due months the first listed one stands for all; a deferral
             left out is never available.
    """
    last = debt.due_months[-1]
    step = last - debt.due_months[-2] if len(debt.due_months) > 1 else 12
    steps: dict[int, int] = {}
    for extension in debt.extensions:
        if last + extension // step * step <= months:
            steps.setdefault(extension // step, extension)
    longest = last + max(steps, default=0) * step
    due = [*debt.due_months, *range(last + step, longest + 1, step)]
    dropped: dict[int, int] = {}
    for grace in debt.graces:
        if grace < longest:
            dropped.setdefault(bisect_right(due, grace), grace)
    rates = _rates(debt, ceiling_bp)
    return Grid(tuple(steps.values()), tuple(dropped.values()), rates * len(steps) * len(dropped))


def _rates(debt: DebtTerms, ceiling_bp: int) -> int:
    """How many rates of the debt's grid are not above the ceiling."""
    all_rates = (debt.rate_bp - debt.min_rate_bp) // debt.rate_step_bp + 1
    above = max(0, -(-(debt.rate_bp - ceiling_bp) // debt.rate_step_bp))
    return max(0, all_rates - above)
