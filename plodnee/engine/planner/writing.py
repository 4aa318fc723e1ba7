"""A household's menu as a JSON object.

Source: docs/reference/formats.md, "`plodnee menu`".
"""

from dataclasses import asdict
from typing import Any

from plodnee.engine.planner.model import Choice, HouseholdProblem, Menu, Option


def menu_to_json(problem: HouseholdProblem, menu: Menu) -> dict[str, Any]:
    """The menu in the keys of formats.md, ready for `json.dumps`."""
    status = menu.status_quo
    return {
        "id": menu.id,
        "status_quo": {
            "feasible": status.feasible,
            "first_break_month": status.first_break_month,
            "shortfall": status.shortfall,
            **asdict(status.figures),
        },
        "options": [_option(problem, option) for option in menu.options],
        "no_feasible_plan": asdict(menu.no_feasible_plan) if menu.no_feasible_plan else None,
    }


def _option(problem: HouseholdProblem, option: Option) -> dict[str, Any]:
    pairs = zip(problem.debts, option.choices, strict=True)
    return {
        "goal": option.goal,
        "choices": {debt.id: _choice(choice) for debt, choice in pairs},
        "contract": asdict(option.contract) if option.contract else None,
        **asdict(option.figures),
        "concession": dict(option.concession),
        "bad_year": asdict(option.bad_year) if option.bad_year else None,
    }


def _choice(choice: Choice) -> dict[str, Any]:
    if choice.action != "restructure":
        return {"action": choice.action}
    return asdict(choice)
