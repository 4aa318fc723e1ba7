"""How far each setting may go, and by whose rule it stops there.

The law's ceiling and each fund's own rules come from policy and register; the rest are the ends of
what a register can speak of. A stop is a code with the figures that its sentence needs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import gcd
from typing import Literal

from plodnee.casework.plan.model import DebtAnalysis, HouseholdAnalysis
from plodnee.casework.plan.rules import PlanningRules
from plodnee.casework.workspace.settings import Settings
from plodnee.engine.money import MONTHS_PER_YEAR
from plodnee.engine.planner.model import HouseholdProblem
from plodnee.registers import lender_consent
from plodnee.registers.book import MemberGroup

RATE_STEP_BP = 25
AMOUNT_STEP_SATANG = 100_00
LEAST_INCOME_END_SATANG = 5_000_00
LEAST_RESERVE_END_SATANG = 10_000_00
LATEST_INCOME_MONTH = 24

Stop = Literal[
    "law_ceiling", "fund_lowest_rate", "programme_rate",
    "one_instalment", "programme_instalments", "horizon",
    "no_less_than_nothing", "year_of_expense", "income_of_register", "twice_what_is_missing",
    "widest_tried",
]  # fmt: skip
KeptOut = Literal[
    "interest_free_fund", "fund_does_not_join", "formal_lender", "no_refinancing_fund", "arrears"
]


@dataclass(frozen=True, slots=True)
class End:
    """Where a setting stops and why; `names` are the funds whose rule it is."""

    value: int
    stop: Stop
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Range:
    """The values a setting may take, both ends included, and the step between them."""

    least: End
    most: End
    step: int

    def nearest(self, value: int) -> int:
        """The value, or the end that it lies beyond."""
        return max(self.least.value, min(value, self.most.value))


@dataclass(frozen=True, slots=True)
class Joining:
    """A debt of the register and whether it may join the contract; if not, what keeps it out."""

    debt: DebtAnalysis
    id: str
    kept_out: KeptOut | None

    @property
    def may(self) -> bool:
        """Whether the committee may let it join."""
        return self.kept_out is None


@dataclass(frozen=True, slots=True)
class Limits:
    """Everything that bounds the settings of one household."""

    rate_bp: Range
    most_instalments: Range
    reserve_satang: Range
    income_satang: Range
    income_from_month: Range
    debts: tuple[Joining, ...]
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """What limits rest on: the household as analysed, the centre's groups, the rules of the day."""

    household: HouseholdAnalysis
    groups: Mapping[str, MemberGroup]
    rules: PlanningRules

    @property
    def problem(self) -> HouseholdProblem:
        """The household's problem; only asked of one with an open debt."""
        assert self.household.problem is not None
        return self.household.problem

    def group_of(self, debt: DebtAnalysis) -> MemberGroup | None:
        """The member group that the debt is owed to; None for a lender outside the centre."""
        return self.groups.get(debt.debt.creditor) if debt.debt.creditor_kind == "group" else None


def limits_of(ground: Ground, joining: Iterable[str]) -> Limits:
    """The limits when these debts join the contract: fewer funds, fewer lowest rates to keep.

    Ensures: the usual settings lie within the limits when every debt that may joins.
    """
    debts = tuple(_joining(ground, one) for one in ground.household.debts)
    chosen = frozenset(joining)
    joined = [one.debt for one in debts if one.may and one.id in chosen]
    problem, contract = ground.problem, ground.problem.contract
    return Limits(
        rate_bp=_rate(ground, joined),
        most_instalments=_instalments(ground),
        reserve_satang=_reserve(ground),
        income_satang=_income(ground),
        income_from_month=Range(
            End(1, "horizon"),
            End(min(LATEST_INCOME_MONTH, problem.horizon_months), "horizon"),
            1,
        ),
        debts=debts,
        patterns=tuple(pattern.name for pattern in contract.patterns) if contract else (),
    )


def within(settings: Settings, limits: Limits) -> Settings:
    """The settings with every value at the nearest that is allowed, what is unknown left out."""
    may_join = [one.id for one in limits.debts if one.may]
    return replace(
        settings,
        rate_bp=limits.rate_bp.nearest(settings.rate_bp),
        most_instalments=limits.most_instalments.nearest(settings.most_instalments),
        joining=tuple(name for name in may_join if name in settings.joining),
        patterns=tuple(name for name in limits.patterns if name in settings.patterns),
        reserve_satang=limits.reserve_satang.nearest(settings.reserve_satang),
        income_satang=limits.income_satang.nearest(settings.income_satang),
        income_from_month=limits.income_from_month.nearest(settings.income_from_month),
    )


def _joining(ground: Ground, one: DebtAnalysis) -> Joining:
    terms = {debt.id: debt for debt in ground.problem.debts}[one.part_ids[0]]
    kept_out = None if terms.may_consolidate else _kept_out(ground, one)
    return Joining(one, terms.id, kept_out)


def _kept_out(ground: Ground, one: DebtAnalysis) -> KeptOut:
    group = ground.group_of(one)
    if ground.rules.lends_without_interest(group):
        return "interest_free_fund"
    if one.debt.principal_satang == 0:
        return "arrears"
    if group is not None:
        return "fund_does_not_join"
    if one.debt.creditor_kind == "formal" and not lender_consent.consents(one.debt):
        return "formal_lender"
    return "no_refinancing_fund"


def _rate(ground: Ground, joined: Iterable[DebtAnalysis]) -> Range:
    """From the highest lowest rate among the joined debts' funds up to the law's ceiling."""
    rules, contract = ground.rules, ground.problem.contract
    ceiling = End(rules.ceiling_bp, "law_ceiling")
    lowest = {
        group.name: group.min_rate_bp
        for group in map(ground.group_of, joined)
        if group is not None and group.min_rate_bp is not None
    }
    least = min(max(lowest.values(), default=rules.contract_rate_bp), rules.ceiling_bp)
    names = tuple(name for name, rate in lowest.items() if rate >= least)
    usual = contract.rate_bp if contract else least
    step = gcd(RATE_STEP_BP, gcd(rules.ceiling_bp - least, abs(usual - least)))
    end = End(least, "fund_lowest_rate", names) if names else End(least, "programme_rate")
    return Range(end, ceiling, step or 1)


def _instalments(ground: Ground) -> Range:
    rules, problem = ground.rules, ground.problem
    most = End(rules.most_instalments, "programme_instalments")
    if problem.horizon_months < rules.most_instalments:
        most = End(problem.horizon_months, "horizon")
    return Range(End(1, "one_instalment"), most, 1)


def _reserve(ground: Ground) -> Range:
    """Up to a year's expense; further where the register's own reserve lies near it or beyond."""
    year = ground.household.expense_year_satang
    widest = max(2 * ground.problem.cash.reserve, LEAST_RESERVE_END_SATANG)
    if widest > year:
        return _amounts(End(_up(widest), "widest_tried"))
    return _amounts(End(_up(year), "year_of_expense"))


def _income(ground: Ground) -> Range:
    """Up to the household's average income of a month; where it lacks more, to twice the lack."""
    menu = ground.household.menu
    reason = menu.no_feasible_plan if menu else None
    lacks = (reason.smallest_income_per_month if reason else None) or 0
    average = ground.household.income_year_satang // MONTHS_PER_YEAR
    if 2 * lacks > max(average, LEAST_INCOME_END_SATANG):
        return _amounts(End(_up(2 * lacks), "twice_what_is_missing"))
    if average < LEAST_INCOME_END_SATANG:
        return _amounts(End(LEAST_INCOME_END_SATANG, "widest_tried"))
    return _amounts(End(_up(average), "income_of_register"))


def _amounts(most: End) -> Range:
    return Range(End(0, "no_less_than_nothing"), most, AMOUNT_STEP_SATANG)


def _up(satang: int) -> int:
    return -(-satang // AMOUNT_STEP_SATANG) * AMOUNT_STEP_SATANG
