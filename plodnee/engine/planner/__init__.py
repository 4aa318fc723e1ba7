"""The household planner: the exact best plan for a household's debts and seasonal cash."""

from plodnee.engine.planner.compiling import is_compiled
from plodnee.engine.planner.menu import menu_of_today, solve_menu
from plodnee.engine.planner.reading import problem_from_json
from plodnee.engine.planner.refusals import HouseholdRefused
from plodnee.engine.planner.repayments import (
    PlanRow,
    Standing,
    declining_rate_for_flat_interest,
    in_place_interest,
    plan_rows,
    standing_after,
)
from plodnee.engine.planner.warming import warm_up
from plodnee.engine.planner.writing import menu_to_json

__all__ = [
    "HouseholdRefused",
    "PlanRow",
    "Standing",
    "declining_rate_for_flat_interest",
    "in_place_interest",
    "is_compiled",
    "menu_of_today",
    "menu_to_json",
    "plan_rows",
    "problem_from_json",
    "solve_menu",
    "standing_after",
    "warm_up",
]
