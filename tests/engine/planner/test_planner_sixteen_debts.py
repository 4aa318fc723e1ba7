"""Sixteen debts with up to 120 choices each: what ends a plan earlier is found or ruled out."""

import pytest
from made_up import centre_household

from plodnee.engine.planner import problem_from_json, solve_menu


def cheapest(household):
    """The figures of the plan of the least interest; None where nothing fits."""
    menu = solve_menu(problem_from_json(household), ceiling_bp=1500, with_bad_year=False)
    return menu.options[0].figures if menu.options else None


def ended_before(household, month):
    """The household whose every plan must end before a month; what comes later limits nothing."""
    horizon = month - 1
    cash = household["cash"]
    patterns = [
        {"name": one["name"], "due_months": [due for due in one["due_months"] if due <= horizon]}
        for one in household["contract"]["patterns"]
    ]
    return household | {
        "horizon_months": horizon,
        "cash": cash | {"net": cash["net"][:horizon]},
        "contract": household["contract"] | {"patterns": patterns},
    }


@pytest.mark.parametrize("seed", [9, 11, 13, 16, 207])
def test_no_plan_as_cheap_ends_earlier(seed):
    household = centre_household(seed)
    best = cheapest(household)
    earlier = cheapest(ended_before(household, best.debt_free_month))
    assert earlier is None or earlier.total_interest > best.total_interest
