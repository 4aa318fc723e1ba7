"""What an analysis assumed, so that every figure can be worked out again."""

from datetime import date

from plodnee import policy
from plodnee.casework.plan.menu_policy import MenuPolicy, OwnRules
from plodnee.casework.plan.rules import PlanningRules
from plodnee.engine.classification import Criteria

_RULES_OF_FAMILIES = ("planning", "interest", "classification", "bad_years")


def assumptions(
    rules: PlanningRules,
    criteria: Criteria,
    own: OwnRules,
    *,
    as_of: date,
    horizon_months: int,
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
    origins = {family: _origin(family, as_of) for family in _RULES_OF_FAMILIES}
    if own.criteria:
        origins["classification"] = own.criteria_source
    if own.menu_policy:
        origins["menu"] = own.menu_source
        stated += _set_by_the_committee(own.menu_policy)
    return stated + tuple((f"{family}_policy", said) for family, said in origins.items())


def _set_by_the_committee(menu: MenuPolicy) -> tuple[tuple[str, str], ...]:
    """What else a committee's own menu policy bounds; the programme's defaults bound none of it."""
    return (
        ("longest_extension_months", str(menu.longest_extension_months)),
        ("longest_grace_months", str(menu.longest_grace_months)),
        ("least_reserve_satang", str(menu.least_reserve_satang)),
        ("patterns", ", ".join(menu.patterns)),
        ("goals", ", ".join(menu.goals)),
    )


def _origin(family: str, on: date) -> str:
    version = policy.in_force(family, on)
    return f"{version.from_.isoformat()}: {version.source}"
