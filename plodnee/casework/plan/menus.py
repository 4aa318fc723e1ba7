"""A household's menu under the rules: every line that is exact and offered."""

from collections.abc import Collection
from dataclasses import replace

from plodnee.casework.plan.rules import PlanningRules
from plodnee.engine.planner import solve_menu
from plodnee.engine.planner.model import HouseholdProblem, Menu

BETWEEN_THE_GOALS = "pareto"


def menu_by_rules(
    problem: HouseholdProblem, rules: PlanningRules, *, with_bad_year: bool = True
) -> Menu:
    """The exact menu of the problem, without the goals that the committee does not offer.

    Lines between the goals stay: each is as good as any other in some figure.

    Raises: HouseholdTooLarge if a sum would not fit 61 bits.
    """
    menu = solve_menu(problem, ceiling_bp=rules.ceiling_bp, with_bad_year=with_bad_year)
    return offered(menu, rules.goals)


def offered(menu: Menu, goals: Collection[str]) -> Menu:
    """The menu without the goals that are not offered."""
    kept = tuple(one for one in menu.options if one.goal in goals or one.goal == BETWEEN_THE_GOALS)
    return menu if len(kept) == len(menu.options) else replace(menu, options=kept)
