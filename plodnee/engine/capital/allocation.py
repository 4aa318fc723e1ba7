"""Choose households and options under limited capital, with a proven bound.

A mixed-integer programme, solved by HiGHS in units of 1,000 baht and counted again in whole
satang. With `targets_first` the value of the target households is maximised first, then the
value of all with the targets' value kept.
"""

import numpy as np

from plodnee.engine.capital.model import Allocation, Choices, FloorOutOfReach, Int64, Rules
from plodnee.engine.capital.programme import Programme, Solution

MOST_RECOUNTS = 8


def allocate(choices: Choices, rules: Rules) -> Allocation | FloorOutOfReach:
    """The best use of the capital within the gap, or the floors that it cannot reach.

    Shapes:  as in `Choices` and `Rules`.
    Ensures: at most one choice a household; no fund is ever below zero at the end of a period, in
             whole satang; every floor is met; `bound` holds for these rules.
    Raises:  ValueError if shapes disagree, or an amount is negative; OutOfTime.
    """
    _check(choices, rules)
    if len(choices) == 0:
        return _without_choices(rules)
    kept = undominated(choices, rules)
    offered = _take(choices, kept)
    programme = Programme(offered, rules)
    found = _solve(programme, offered, rules)
    if found is None:
        return _explain(programme, offered, rules)
    solution = Solution(_topped_up(offered, rules, found.picked), found.bound)
    return _counted(choices, rules, kept[solution.picked], solution)


def _solve(programme: Programme, choices: Choices, rules: Rules) -> Solution | None:
    """The solution within the gap; None if a floor is out of reach."""
    worth = _worth(choices, rules)
    targets = rules.target[choices.household]
    if rules.targets_first and targets.any():
        first = _within_capital(programme, np.where(targets, worth, 0), choices, rules)
        if first is None:
            return None
        reached = int(worth[first.picked][targets[first.picked]].sum())
        programme.keep_at_least(np.where(targets, worth, 0), reached)
    solution = _within_capital(programme, worth, choices, rules)
    if solution is None:
        return None
    if rules.objective == "debt_free_households":
        solution = _of_equals(programme, solution, choices, rules)
    return solution


def _of_equals(
    programme: Programme, solution: Solution, choices: Choices, rules: Rules
) -> Solution:
    """Of all that free as many households, one that saves more interest, within the gap."""
    worth = _worth(choices, rules)
    programme.keep_at_least(worth, int(worth[solution.picked].sum()))
    other = _within_capital(programme, choices.interest_saved_satang, choices, rules)
    return solution if other is None else Solution(other.picked, solution.bound)


def _within_capital(
    programme: Programme, worth: Int64, choices: Choices, rules: Rules
) -> Solution | None:
    """A solution that spends no satang that is not there.

    Raises: ArithmeticError if the solver keeps overspending, which no instance has shown.
    """
    bound: float | None = None
    for _ in range(MOST_RECOUNTS):
        solution = programme.maximise(worth, rules.gap, rules.seconds)
        if solution is None:
            return None
        bound = solution.bound if bound is None else bound  # of the rows before any tightening
        left = capital_left(choices, rules, solution.picked)
        if left.size == 0 or left.min() >= 0:
            return Solution(solution.picked, bound)
        programme.tighten(np.maximum(-left, 0))
    raise ArithmeticError("the solver spends capital that is not there")


def _topped_up(choices: Choices, rules: Rules, picked: Int64) -> Int64:
    """What is picked and, within the gap, everybody whom the capital that is left still serves.

    Target households are asked first, then those of the least draw.
    """
    worth, households = _worth(choices, rules), choices.household
    flow = _flow(choices, rules)
    left = capital_left(choices, rules, picked)
    waiting = ~np.isin(households, households[picked]) & (worth > 0)
    for fund in range(len(left)):
        waiting &= (choices.fund != fund) | (flow <= left[fund]).all(axis=1)
    asked = np.flatnonzero(waiting)
    asked = asked[np.lexsort((choices.draw_satang[asked], ~rules.target[households[asked]]))]
    added: dict[int, int] = {}
    for index in asked.tolist():
        household, fund = int(households[index]), int(choices.fund[index])
        if household in added or (fund >= 0 and (flow[index] > left[fund]).any()):
            continue
        added[household] = index
        if fund >= 0:
            left[fund] -= flow[index]
    return np.sort(np.concatenate((picked, np.array(list(added.values()), dtype=np.int64))))


def _flow(choices: Choices, rules: Rules) -> Int64:
    """What each choice takes out of its fund by the end of each period, (C, P)."""
    periods = np.arange(rules.capital_satang.shape[1])
    begun = periods[None, :] >= choices.period[:, None]
    return np.where(begun, choices.draw_satang[:, None], 0) - np.cumsum(
        choices.returns_satang, axis=1
    )


def undominated(choices: Choices, rules: Rules) -> Int64:
    """The indices of choices that no other of the same household, fund and period beats.

    One beats another when it draws no more, is worth no less, saves no less interest and returns
    no less by any period.
    """
    worth = _worth(choices, rules)
    saved = choices.interest_saved_satang
    returned = np.cumsum(choices.returns_satang, axis=1)
    order = np.lexsort(
        (-saved, -worth, choices.draw_satang, choices.period, choices.fund, choices.household)
    )
    kept: list[int] = []
    group: tuple[int, int, int] | None = None
    best: list[int] = []
    for index in order:
        key = (
            int(choices.household[index]),
            int(choices.fund[index]),
            int(choices.period[index]),
        )
        if key != group:
            group, best = key, []
        if not any(
            worth[other] >= worth[index]
            and saved[other] >= saved[index]
            and (returned[other] >= returned[index]).all()
            for other in best
        ):
            best.append(int(index))
            kept.append(int(index))
    return np.array(sorted(kept), dtype=np.int64)


def _worth(choices: Choices, rules: Rules) -> Int64:
    """What each choice is worth: one household made debt-free, or its interest saved."""
    if rules.objective == "debt_free_households":
        return choices.debt_free.astype(np.int64)
    return choices.interest_saved_satang


def _take(choices: Choices, kept: Int64) -> Choices:
    return Choices(
        household=choices.household[kept],
        fund=choices.fund[kept],
        period=choices.period[kept],
        draw_satang=choices.draw_satang[kept],
        returns_satang=choices.returns_satang[kept],
        interest_saved_satang=choices.interest_saved_satang[kept],
        debt_free=choices.debt_free[kept],
    )


def _counted(choices: Choices, rules: Rules, picked: Int64, solution: Solution) -> Allocation:
    """The solution, counted again in whole satang."""
    chosen = np.full(len(rules.target), -1, dtype=np.int64)
    chosen[choices.household[picked]] = picked
    left = capital_left(choices, rules, picked)
    worth = _worth(choices, rules)[picked]
    value = int(worth.sum())
    bound = max(solution.bound, float(value))
    return Allocation(
        chosen=chosen,
        value=value,
        bound=bound,
        gap=0.0 if bound == 0 else (bound - value) / abs(bound),
        target_value=int(worth[rules.target[choices.household[picked]]].sum()),
        households_debt_free=int(choices.debt_free[picked].sum()),
        interest_saved_satang=int(choices.interest_saved_satang[picked].sum()),
        left_satang=left,
    )


def capital_left(choices: Choices, rules: Rules, picked: Int64) -> Int64:
    """What each fund has at the end of each period (F, P), in whole satang."""
    flow = rules.capital_satang.copy()
    for index in picked:
        fund = int(choices.fund[index])
        if fund >= 0:
            flow[fund, choices.period[index]] -= choices.draw_satang[index]
            flow[fund] += choices.returns_satang[index]
    return np.cumsum(flow, axis=1)


def _explain(programme: Programme, choices: Choices, rules: Rules) -> FloorOutOfReach:
    """Which floors are out of reach; if each alone is reachable, together they are not."""
    free = programme.without_floors()
    reachable = np.zeros(len(rules.floor), dtype=np.int64)
    for group in range(len(rules.floor)):
        served = (rules.member[choices.household, group] & (choices.fund >= 0)).astype(np.int64)
        solution = free.maximise(served, 0.0, rules.seconds)
        reachable[group] = 0 if solution is None else int(served[solution.picked].sum())
    alone = np.flatnonzero(reachable < rules.floor)
    groups = alone if len(alone) else np.flatnonzero(rules.floor > 0)
    return FloorOutOfReach(tuple(int(group) for group in groups), reachable)


def _without_choices(rules: Rules) -> Allocation | FloorOutOfReach:
    if (rules.floor > 0).any():
        groups = tuple(int(group) for group in np.flatnonzero(rules.floor > 0))
        return FloorOutOfReach(groups, np.zeros(len(rules.floor), dtype=np.int64))
    nobody = np.full(len(rules.target), -1, dtype=np.int64)
    left = np.cumsum(rules.capital_satang, axis=1)
    return Allocation(nobody, 0, 0.0, 0.0, 0, 0, 0, left)


def _check(choices: Choices, rules: Rules) -> None:
    funds, periods = rules.capital_satang.shape
    households, groups = rules.member.shape
    if choices.returns_satang.shape != (len(choices), periods):
        raise ValueError("returns must have one column for each period")
    if rules.floor.shape != (groups,) or rules.target.shape != (households,):
        raise ValueError("floors and targets do not match the groups and households")
    if len(choices) == 0:
        return
    if choices.draw_satang.min() < 0 or choices.returns_satang.min() < 0:
        raise ValueError("an amount drawn or returned is negative")
    if choices.household.max() >= households or choices.fund.max() >= funds:
        raise ValueError("a choice names a household or fund that is not there")
    if choices.period.min() < 0 or choices.period.max() >= periods:
        raise ValueError("a choice names a period that is not there")
