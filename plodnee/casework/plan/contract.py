"""What the household's one contract may be: its rate, its patterns, its most instalments."""

from collections.abc import Iterable

from plodnee.casework.plan.rules import PlanningRules
from plodnee.engine.money import MONTHS_PER_YEAR
from plodnee.engine.planner.model import ContractTerms, Pattern
from plodnee.registers.book import MemberGroup

HALF_YEAR_MONTHS = 6


def contract_terms(
    creditors: Iterable[MemberGroup], *, harvest: int, horizon_months: int, rules: PlanningRules
) -> ContractTerms:
    """The contract that may take a household's debts, at the highest of its groups' lowest rates.

    `creditors` are the member groups to which the household owes. Groups that may not be
    consolidated have no say in the rate.
    """
    lowest_rates = [
        group.min_rate_bp
        for group in creditors
        if group.min_rate_bp is not None
        and group.may_consolidate
        and not rules.lends_without_interest(group)
    ]
    return ContractTerms(
        rate_bp=min(max(lowest_rates, default=rules.contract_rate_bp), rules.ceiling_bp),
        patterns=_patterns(harvest, horizon_months, rules.patterns),
        max_instalments=rules.most_instalments,
    )


def _patterns(harvest: int, horizon_months: int, allowed: tuple[str, ...]) -> tuple[Pattern, ...]:
    """The patterns that the rules allow and that have a due month within the horizon."""
    steps = {"monthly": 1, "half_yearly": HALF_YEAR_MONTHS, "after_harvest": MONTHS_PER_YEAR}
    every = [
        Pattern(name, tuple(range((harvest - 1) % step + 1, horizon_months + 1, step)))
        for name, step in steps.items()
        if name in allowed
    ]
    return tuple(pattern for pattern in every if pattern.due_months)
