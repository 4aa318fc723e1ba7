"""One household's problem as the planner takes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from plodnee.casework.plan.cash import cash_line, harvest_month, net_by_month
from plodnee.casework.plan.contract import contract_terms
from plodnee.casework.plan.income import income_kinds, income_sources
from plodnee.casework.plan.rules import PlanningRules
from plodnee.casework.plan.terms import EnteredDebt, Standing, entered_debt
from plodnee.engine.planner.model import CashLine, HouseholdProblem
from plodnee.registers.book import CashItem, Debt, Household, MemberGroup


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is the same for every household of a centre: the day, the horizon, groups and rules."""

    as_of: date
    horizon_months: int
    groups: Mapping[str, MemberGroup]
    rules: PlanningRules

    @property
    def money_refinances(self) -> bool:
        """Whether some group's money may pay other debts; interest-free money never may."""
        return any(
            group.may_refinance and not self.rules.lends_without_interest(group)
            for group in self.groups.values()
        )

    def group_of(self, debt: Debt) -> MemberGroup | None:
        """The member group that is the debt's creditor; None for lenders outside the centre."""
        return self.groups[debt.creditor] if debt.creditor_kind == "group" else None


@dataclass(frozen=True, slots=True)
class EnteredHousehold:
    """A household's rows as the planner takes them; no problem where nothing is owed.

    `debts` are those with anything owed; `net` is the calendar year, January first.
    """

    household: Household
    cash: tuple[CashItem, ...]
    debts: tuple[EnteredDebt, ...]
    closed_debts: tuple[EnteredDebt, ...]
    net: tuple[int, ...]
    problem: HouseholdProblem | None


def entered_household(
    household: Household,
    cash: Sequence[CashItem],
    debts: Sequence[Debt],
    surroundings: Surroundings,
) -> EnteredHousehold:
    """The household with its open debts entered into the planner's problem.

    Ensures: the horizon reaches every due date up to the longest horizon of the rules.
    Source:  docs/reference/formats.md, "From rows to the planner's problem".
    """
    rules, as_of = surroundings.rules, surroundings.as_of
    harvest = harvest_month(cash, as_of, if_unknown=rules.harvest_month_if_unknown)
    standing = Standing(as_of, harvest, surroundings.money_refinances, rules)
    entered = [entered_debt(debt, surroundings.group_of(debt), standing) for debt in debts]
    still_owed = tuple(one for one in entered if not one.debt.closed)
    closed = tuple(one for one in entered if one.debt.closed)
    net = net_by_month(cash)
    problem = None
    if still_owed:
        horizon = _horizon(still_owed, surroundings)
        sources = income_sources(household, cash, income_kinds(as_of))
        line = cash_line(
            household,
            net,
            as_of,
            horizon,
            sources,
            least_reserve_satang=rules.least_reserve_satang,
        )
        problem = _problem(household, still_owed, line, harvest, surroundings)
    return EnteredHousehold(household, tuple(cash), still_owed, closed, net, problem)


def _horizon(entered: tuple[EnteredDebt, ...], surroundings: Surroundings) -> int:
    latest = max(debt.last_month for debt in entered)
    longest = surroundings.rules.longest_horizon_months
    return min(max(surroundings.horizon_months, latest), longest)


def _problem(
    household: Household,
    entered: tuple[EnteredDebt, ...],
    cash: CashLine,
    harvest: int,
    surroundings: Surroundings,
) -> HouseholdProblem:
    rules, horizon = surroundings.rules, len(cash.net)
    creditors = [debt.group for debt in entered if debt.group is not None]
    return HouseholdProblem(
        id=household.code,
        as_of=surroundings.as_of,
        horizon_months=horizon,
        cash=cash,
        debts=tuple(part for debt in entered for part in debt.parts),
        contract=contract_terms(creditors, harvest=harvest, horizon_months=horizon, rules=rules),
    )
