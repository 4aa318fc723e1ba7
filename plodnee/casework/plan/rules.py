"""The planning rules in force on the day of an analysis, and the refusal where there are none."""

from dataclasses import dataclass
from datetime import date

from plodnee import policy
from plodnee.casework.plan.errors import NoRulesOnDate
from plodnee.registers.book import MemberGroup

_LISTS = ("interest_free_funds", "patterns", "goals")


@dataclass(frozen=True, slots=True)
class PlanningRules:
    """What planning assumes and allows on one day.

    Units:  months; basis points a year; satang.
    Source: policy/planning.toml and policy/interest.toml.
    """

    horizon_months: int
    longest_horizon_months: int
    contract_rate_bp: int
    most_instalments: int
    rate_step_bp: int
    extension_step_months: int
    grace_step_months: int
    longest_extension_months: int
    longest_grace_months: int
    least_reserve_satang: int
    patterns: tuple[str, ...]
    goals: tuple[str, ...]
    due_month_if_unknown: int
    harvest_month_if_unknown: int
    highest_entered_rate_bp: int
    interest_free_funds: tuple[str, ...]
    ceiling_bp: int

    def lends_without_interest(self, group: MemberGroup | None) -> bool:
        """Whether the group's money bears no interest and may never pay other debts."""
        return group is not None and group.kind in self.interest_free_funds


def rules_in_force(on: date) -> PlanningRules:
    """The planning rules of a day.

    Raises: NoRulesOnDate if a rule that planning needs was not in force yet.
    """
    try:
        planning = dict(policy.in_force("planning", on).values)
        ceiling_bp = int(policy.in_force("interest", on).values["ceiling_bp"])
    except ValueError as fault:
        raise NoRulesOnDate(on=on) from fault
    planning |= {name: tuple(planning[name]) for name in _LISTS}
    return PlanningRules(**planning, ceiling_bp=ceiling_bp)
