"""What an analysis assumed, so that every figure can be worked out again."""

from datetime import date

from plodnee import policy
from plodnee.casework.plan.rules import PlanningRules
from plodnee.engine.classification import Criteria

_RULES_OF_FAMILIES = ("planning", "interest", "classification", "bad_years")


def assumptions(
    rules: PlanningRules, criteria: Criteria, *, as_of: date, horizon_months: int
) -> tuple[tuple[str, str], ...]:
    """Name and value of every default that the analysis used, and where each set comes from."""
    numbers = {
        "horizon_months": horizon_months,
        "longest_horizon_months": rules.longest_horizon_months,
        "due_month_if_unknown": rules.due_month_if_unknown,
        "harvest_month_if_unknown": rules.harvest_month_if_unknown,
        "opening_cash_if_empty_satang": 0,
        "reserve_if_empty_satang": 0,
        "rate_step_bp": rules.rate_step_bp,
        "extension_step_months": rules.extension_step_months,
        "grace_step_months": rules.grace_step_months,
        "contract_rate_if_unknown_bp": rules.contract_rate_bp,
        "contract_most_instalments": rules.most_instalments,
        "highest_entered_rate_bp": rules.highest_entered_rate_bp,
        "ceiling_bp": rules.ceiling_bp,
        "watch_from_days": criteria.watch_days,
        "overdue_from_days": criteria.overdue_days,
        "default_from_days": criteria.default_days,
    }
    stated = tuple((name, str(value)) for name, value in numbers.items())
    return stated + tuple(_origin(family, as_of) for family in _RULES_OF_FAMILIES)


def _origin(family: str, on: date) -> tuple[str, str]:
    version = policy.in_force(family, on)
    return f"{family}_policy", f"{version.from_.isoformat()}: {version.source}"
