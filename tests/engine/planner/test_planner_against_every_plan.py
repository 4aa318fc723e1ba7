"""The planner against a listing of every single plan of small households."""

import pytest
from exhaustive import every_plan, help_needed
from goals import ORDER, answer_of, figures_of
from made_up import tiny_household


@pytest.mark.parametrize("start", range(0, 300, 50))
def test_each_goal_is_the_best_of_all_plans(start):
    for seed in range(start, start + 50):
        household = tiny_household(seed)
        feasible = [plan for plan in every_plan(household) if plan.feasible]
        lines = answer_of(household)["options"]
        assert bool(lines) == bool(feasible), seed
        for line, (goal, order) in zip(lines, ORDER.items(), strict=False):
            got = figures_of(line)
            best = min(tuple(getattr(plan, name) for name in order) for plan in feasible)
            assert line["goal"] == goal
            assert tuple(got[name] for name in order) == best, (seed, goal)


@pytest.mark.parametrize("start", range(0, 300, 50))
def test_where_nothing_fits_the_smallest_help_is_exact(start):
    for seed in range(start, start + 50):
        household = tiny_household(seed)
        plans = list(every_plan(household))
        if any(plan.feasible for plan in plans):
            continue
        got = answer_of(household)["no_feasible_plan"]
        names = ("binding_month", "shortfall", "smallest_cash_now", "smallest_income_per_month")
        assert tuple(got[name] for name in names) == help_needed(plans), seed
