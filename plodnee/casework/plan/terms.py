"""A debt of the register as the planner takes it: its parts, its rate and its creditor's limits."""

from dataclasses import dataclass, replace
from datetime import date

from plodnee.casework.plan.flat_rates import declining_rate, flat_interest
from plodnee.casework.plan.months import due_months, last_due_month
from plodnee.casework.plan.rules import PlanningRules
from plodnee.engine.planner import in_place_interest
from plodnee.engine.planner.model import DebtTerms
from plodnee.registers import lender_consent
from plodnee.registers.book import Debt, MemberGroup


@dataclass(frozen=True, slots=True)
class Standing:
    """What a debt's terms depend on beside the debt and its creditor.

    `harvest` is the plan's month in which the household's harvest pays; `money_refinances` says
    that some member group's money may pay a lender outside the centre.
    """

    as_of: date
    harvest: int
    money_refinances: bool
    rules: PlanningRules


@dataclass(frozen=True, slots=True)
class EnteredDebt:
    """One debt and its parts in the planner: its principal, then its arrears at 0 %.

    `last_month` is the plan's month of its due date; `rate_was_cut` says that no rate up to the
    highest that is entered bears a flat debt's interest.
    """

    debt: Debt
    group: MemberGroup | None
    last_month: int
    rate_bp: int
    rate_was_cut: bool
    parts: tuple[DebtTerms, ...]


def entered_debt(debt: Debt, group: MemberGroup | None, standing: Standing) -> EnteredDebt:
    """The debt as it enters the planner; `group` is None for a lender outside the centre.

    Source: docs/reference/formats.md, "From rows to the planner's problem".
    """
    rules = standing.rules
    last = last_due_month(debt, standing.as_of, if_unknown=rules.due_month_if_unknown)
    due = due_months(debt, standing.as_of, last=last, harvest=standing.harvest)
    rate_bp = _entered_rate(debt, group, due, rules)
    arrears = _arrears(debt, group, due, rules)
    principal = replace(
        arrears,
        id=f"D{debt.row}",
        balance=debt.principal_satang,
        rate_bp=rate_bp,
        min_rate_bp=_least_rate(group, rate_bp),
        may_consolidate=_may_consolidate(debt, group, standing),
    )
    owed = tuple(part for part in (principal, arrears) if part.balance)
    return EnteredDebt(debt, group, last, rate_bp, _was_cut(principal, debt, rules), owed)


def _entered_rate(
    debt: Debt, group: MemberGroup | None, due: tuple[int, ...], rules: PlanningRules
) -> int:
    if rules.lends_without_interest(group):
        return 0
    if debt.method == "flat" and debt.principal_satang:
        return declining_rate(debt, due, rules.highest_entered_rate_bp)
    return debt.rate_bp


def _was_cut(principal: DebtTerms, debt: Debt, rules: PlanningRules) -> bool:
    if debt.method != "flat" or principal.rate_bp != rules.highest_entered_rate_bp:
        return False
    return in_place_interest(principal) < flat_interest(debt, principal.due_months[-1])


def _arrears(
    debt: Debt, group: MemberGroup | None, due: tuple[int, ...], rules: PlanningRules
) -> DebtTerms:
    """Interest and penalty in arrears: a debt without interest, never in the one contract."""
    return DebtTerms(
        id=f"D{debt.row}-arrears",
        creditor=debt.creditor,
        balance=debt.interest_arrears_satang + debt.penalty_satang,
        rate_bp=0,
        due_months=due,
        amortization="level",
        min_rate_bp=0,
        rate_step_bp=rules.rate_step_bp,
        extensions=_up_to(
            group.longest_extension_months if group else None,
            rules.longest_extension_months,
            rules.extension_step_months,
            rules,
        ),
        graces=_up_to(
            group.longest_grace_months if group else None,
            rules.longest_grace_months,
            rules.grace_step_months,
            rules,
        ),
        may_restructure=group is not None,
        may_consolidate=False,
    )


def _up_to(limit: int | None, longest: int, step: int, rules: PlanningRules) -> tuple[int, ...]:
    """0, one step, two steps … up to a group's limit and the committee's.

    What lies beyond the longest horizon is left out: a debt so extended would end after it, and a
    grace so long would leave no due month within it.
    """
    return tuple(range(0, min(limit or 0, longest, rules.longest_horizon_months) + 1, step))


def _least_rate(group: MemberGroup | None, rate_bp: int) -> int:
    if group is None or group.min_rate_bp is None:
        return rate_bp
    return min(group.min_rate_bp, rate_bp)


def _may_consolidate(debt: Debt, group: MemberGroup | None, standing: Standing) -> bool:
    if group is not None:
        return group.may_consolidate and not standing.rules.lends_without_interest(group)
    agreed = debt.creditor_kind == "informal" or lender_consent.consents(debt)
    return agreed and standing.money_refinances
