"""The mixed-integer programme of the allocation, as HiGHS takes it.

Columns are choices (0 or 1). Rows: one choice a household; each fund's money at the end of each
period; each group's floor. Money rows are in units of 1,000 baht; a solver calls 0.9999995 of a
choice a whole one, so a solution is counted again in satang and its rows tightened if need be.
"""

from dataclasses import dataclass, replace

import highspy
import numpy as np
from numpy.typing import NDArray

from plodnee.engine.capital.model import Choices, Int64, Rules

UNIT_SATANG = 100_000.0
Float = NDArray[np.float64]


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
        """The best columns within the gap, or None if the rows contradict each other."""
        scale = max(1.0, float(worth.max()))
        solver = QuietSolver()  # type: ignore[no-untyped-call]
        for option, setting in _options(gap, seconds):
            solver.setOptionValue(option, setting)
        solver.passModel(self._model(worth / scale))
        solver.run()
        info = solver.getInfo()
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None
        values = np.array(solver.getSolution().col_value)
        bound = float(info.mip_dual_bound) * scale
        return Solution(np.flatnonzero(values > 0.5), bound)

    def _model(self, cost: Float) -> highspy.HighsLp:
        model = highspy.HighsLp()
        count = len(self._choices)
        model.num_col_, model.sense_ = count, highspy.ObjSense.kMaximize
        model.col_cost_, model.col_lower_ = cost, np.zeros(count)
        model.col_upper_ = np.ones(count)
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


def _options(gap: float, seconds: float) -> tuple[tuple[str, bool | float | str], ...]:
    return (
        ("threads", 1),
        ("random_seed", 1),
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
    column, row = np.nonzero(rules.member[choices.household])
    return Rows(
        row.astype(np.int64),
        column.astype(np.int64),
        np.ones(len(row)),
        rules.floor.astype(np.float64),
        np.full(len(rules.floor), np.inf),
    )
