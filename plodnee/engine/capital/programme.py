"""The mixed-integer programme of the allocation, as HiGHS takes it.

Columns are choices (0 or 1). Rows: one choice a household; each fund's money at the end of each
period; each group's floor of households that draw capital. Money rows are in units of 1,000 baht;
a solver calls 0.9999995 of a choice a whole one, so a solution is counted again in satang and its
rows tightened if need be.
"""

from contextlib import suppress
from dataclasses import dataclass, replace

import highspy
import numpy as np
from numpy.typing import NDArray

from plodnee.engine.capital.model import Choices, Int64, Rules

UNIT_SATANG = 100_000.0
CORE_HOUSEHOLDS = (40, 160, 640)
CORE_FINER = 50  # a core is small: it is solved much closer than the whole must be
WHOLE = 1e-6
ROUNDING = 1e-9
Float = NDArray[np.float64]


class OutOfTime(Exception):
    """The time was up before any solution was found."""


class QuietSolver(highspy.Highs):
    """HiGHS without a word on standard output, where only answers go."""

    def enableCallbacks(self) -> None:  # noqa: N802  # its own name; the banner would come here
        """Silence first: the solver greets once, while it is being made."""
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]


@dataclass(frozen=True, slots=True)
class Solution:
    """The picked columns and a value that no solution exceeds."""

    picked: Int64
    bound: float


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The optimum in shares of columns: what it takes, and what leaving it costs.

    Shapes: share and loss (C,), by column; first (H,) what a household's best column gains; `loss`
    is what the bound falls by at least if the column changes.
    """

    share: Float
    loss: Float
    first: Float
    bound: float


@dataclass(frozen=True, slots=True)
class Rows:
    """A block of constraints: entries (row, column, value) and the bounds of each row."""

    row: Int64
    column: Int64
    value: Float
    lower: Float
    upper: Float


class Programme:
    """The constraints of one allocation; ask it to maximise different worths."""

    def __init__(self, choices: Choices, rules: Rules, *, floors: bool = True) -> None:
        self._choices, self._rules = choices, rules
        blocks = [_one_each(choices, rules), _money(choices, rules)]
        self._blocks = [*blocks, _floors(choices, rules)] if floors else blocks

    def without_floors(self) -> "Programme":
        """The same programme without the groups' floors."""
        return Programme(self._choices, self._rules, floors=False)

    def keep_at_least(self, worth: Int64, value: int) -> None:
        """Add the row: the picked columns are worth at least this much."""
        scale = max(1.0, float(worth.max()))
        columns = np.flatnonzero(worth)
        self._blocks.append(
            Rows(
                np.zeros(len(columns), dtype=np.int64),
                columns,
                worth[columns] / scale,
                np.array([value / scale]),
                np.array([np.inf]),
            )
        )

    def tighten(self, overspent: Int64) -> None:
        """Lower the money rows by what a solution overspent (F, P), in satang."""
        money = self._blocks[1]
        self._blocks[1] = replace(money, upper=money.upper - overspent.reshape(-1) / UNIT_SATANG)

    def maximise(self, worth: Int64, gap: float, seconds: float) -> Solution | None:
        """The best columns within the gap, or None if the rows contradict each other.

        The relaxation bounds every answer and decides nearly every household; what it leaves
        open, and a core of households that it decides narrowly, is solved as whole numbers. Only
        where that is not good enough is the whole programme solved.

        Raises: OutOfTime if the time is up before any solution is found.
        """
        scale = max(1.0, float(worth.max()))
        cost = worth / scale
        relaxed = self._relaxed(cost)
        if relaxed is None:
            return None
        best = self._by_cores(cost, relaxed, gap, seconds)
        if best is None or not close(best, cost, relaxed.bound, gap):
            best = self._by_all(cost, relaxed, best, gap, seconds)
        return None if best is None else Solution(best.picked, best.bound * scale)

    def _by_cores(
        self, cost: Float, relaxed: Relaxed, gap: float, seconds: float
    ) -> Solution | None:
        """The best that larger and larger cores give, until one is within the gap."""
        best = None
        for size in CORE_HOUSEHOLDS:
            if size >= len(self._rules.target):
                break
            lower, upper = core(relaxed, self._choices.household, size)
            with suppress(OutOfTime):
                found = self._whole(cost, lower, upper, gap / CORE_FINER, seconds)
                best = better(best, found, cost, relaxed.bound)
            if best is not None and close(best, cost, relaxed.bound, gap):
                break
        return best

    def _by_all(
        self, cost: Float, relaxed: Relaxed, known: Solution | None, gap: float, seconds: float
    ) -> Solution | None:
        """The best of the whole programme, without columns in which no better one can differ."""
        missing = np.inf if known is None else relaxed.bound - value_of(known, cost) + ROUNDING
        fixed, held = relaxed.loss > missing, np.round(relaxed.share)
        try:
            lower, upper = np.where(fixed, held, 0.0), np.where(fixed, held, 1.0)
            found = self._whole(cost, lower, upper, gap, seconds)
        except OutOfTime:
            if known is None:
                raise
            found = None
        bound = relaxed.bound if found is None else min(found.bound, relaxed.bound)
        return better(known, found, cost, bound)

    def _relaxed(self, cost: Float) -> Relaxed | None:
        """The best shares of columns, or None if not even shares can meet the rows."""
        model = self._model(cost, np.zeros(len(cost)), np.ones(len(cost)))
        model.integrality_ = []
        solver = _run(model, ())
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        found = solver.getSolution()
        return Relaxed(
            share=np.array(found.col_value),
            loss=np.abs(np.array(found.col_dual)),
            first=np.abs(np.array(found.row_dual)[: len(self._rules.target)]),
            bound=float(solver.getInfo().objective_function_value),
        )

    def _whole(
        self, cost: Float, lower: Float, upper: Float, gap: float, seconds: float
    ) -> Solution | None:
        """The best whole columns between the limits within the gap; None if there are none."""
        solver = _run(self._model(cost, lower, upper), _options(gap, seconds))
        info = solver.getInfo()
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            if solver.getModelStatus() == highspy.HighsModelStatus.kTimeLimit:
                raise OutOfTime()
            return None
        values = np.array(solver.getSolution().col_value)
        return Solution(np.flatnonzero(values > 0.5), float(info.mip_dual_bound))

    def _model(self, cost: Float, lower: Float, upper: Float) -> highspy.HighsLp:
        model = highspy.HighsLp()
        count = len(self._choices)
        model.num_col_, model.sense_ = count, highspy.ObjSense.kMaximize
        model.col_cost_, model.col_lower_, model.col_upper_ = cost, lower, upper
        model.integrality_ = [highspy.HighsVarType.kInteger] * count
        model.row_lower_ = np.concatenate([block.lower for block in self._blocks])
        model.row_upper_ = np.concatenate([block.upper for block in self._blocks])
        model.num_row_ = len(model.row_lower_)
        start, index, value = self._by_row()
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_, model.a_matrix_.index_ = start, index
        model.a_matrix_.value_ = value
        return model

    def _by_row(self) -> tuple[NDArray[np.int32], NDArray[np.int32], Float]:
        above = np.cumsum([0, *(len(block.lower) for block in self._blocks)])
        row = np.concatenate([b.row + above[i] for i, b in enumerate(self._blocks)])
        order = np.argsort(row, kind="stable")
        column = np.concatenate([block.column for block in self._blocks])[order]
        value = np.concatenate([block.value for block in self._blocks])[order]
        start = np.concatenate([[0], np.cumsum(np.bincount(row, minlength=int(above[-1])))])
        return start.astype(np.int32), column.astype(np.int32), value


def core(relaxed: Relaxed, household: Int64, size: int) -> tuple[Float, Float]:
    """Limits of the columns that leave open what the relaxation decides narrowly.

    Ensures: every household with a column taken in part is open, and `size` more that lose least
             by another decision; every other is held to what the relaxation takes.
    """
    split = (relaxed.share > WHOLE) & (relaxed.share < 1 - WHOLE)
    margin = relaxed.first.copy()
    taken = np.zeros(len(margin), bool)
    taken[household[relaxed.share > 1 - WHOLE]] = True
    margin[~taken] = np.inf
    np.minimum.at(margin, household, np.where(relaxed.share > 1 - WHOLE, np.inf, relaxed.loss))
    margin[household[split]] = -1.0
    count = min(size + int((margin < 0).sum()), len(margin))
    opened = np.zeros(len(margin), bool)
    opened[np.argpartition(margin, count - 1)[:count]] = True
    held = np.round(relaxed.share)
    free = opened[household]
    return np.where(free, 0.0, held), np.where(free, 1.0, held)


def better(
    one: Solution | None, other: Solution | None, cost: Float, bound: float
) -> Solution | None:
    """The one that is worth more, the first of equals, with the bound that holds for both."""
    if one is None or other is None:
        best = one or other
    else:
        best = other if value_of(other, cost) > value_of(one, cost) else one
    return None if best is None else replace(best, bound=max(bound, value_of(best, cost)))


def value_of(solution: Solution, cost: Float) -> float:
    """What the picked columns are worth together."""
    return float(cost[solution.picked].sum())


def close(solution: Solution, cost: Float, bound: float, gap: float) -> bool:
    """Whether the solution is within the gap of the bound; rounding of the solver forgiven."""
    return value_of(solution, cost) >= bound * (1 - gap) - ROUNDING


def _run(
    model: highspy.HighsLp, options: tuple[tuple[str, bool | float | str], ...]
) -> QuietSolver:
    solver = QuietSolver()  # type: ignore[no-untyped-call]
    for option, setting in (("threads", 1), ("random_seed", 1), *options):
        solver.setOptionValue(option, setting)
    solver.passModel(model)
    solver.run()
    return solver


def _options(gap: float, seconds: float) -> tuple[tuple[str, bool | float | str], ...]:
    return (
        ("mip_rel_gap", gap),
        ("mip_feasibility_tolerance", 1e-6),
        ("time_limit", seconds),
    )


def _one_each(choices: Choices, rules: Rules) -> Rows:
    households = len(rules.target)
    return Rows(
        choices.household,
        np.arange(len(choices), dtype=np.int64),
        np.ones(len(choices)),
        np.full(households, -np.inf),
        np.ones(households),
    )


def _money(choices: Choices, rules: Rules) -> Rows:
    """Draws less returns up to each period, at most the capital up to it; fund by fund."""
    funds, periods = rules.capital_satang.shape
    drawing = np.flatnonzero(choices.fund >= 0)
    drawn = np.arange(periods)[None, :] >= choices.period[drawing, None]
    net = choices.draw_satang[drawing, None] * drawn
    net = net - np.cumsum(choices.returns_satang[drawing], axis=1)
    row = choices.fund[drawing, None] * periods + np.arange(periods)[None, :]
    column = np.broadcast_to(drawing[:, None], row.shape)
    capital = np.cumsum(rules.capital_satang, axis=1).reshape(-1) / UNIT_SATANG
    present = net != 0
    return Rows(
        row[present],
        column[present],
        net[present] / UNIT_SATANG,
        np.full(funds * periods, -np.inf),
        capital,
    )


def _floors(choices: Choices, rules: Rules) -> Rows:
    drawing = choices.fund >= 0
    column, row = np.nonzero(rules.member[choices.household] & drawing[:, None])
    return Rows(
        row.astype(np.int64),
        column.astype(np.int64),
        np.ones(len(row)),
        rules.floor.astype(np.float64),
        np.full(len(rules.floor), np.inf),
    )
