"""The planner's problem and its answer, as `docs/reference/formats.md` states them.

Units: money in whole satang, rates in basis points a year, months counted from the month after
`as_of` (month 1). All objects are immutable; sequences are tuples.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Amortization = Literal["level", "bullet", "interest_only_then_principal"]
Action = Literal["keep", "restructure", "consolidate"]
Goal = Literal[
    "least_interest", "soonest_debt_free", "smallest_instalment", "least_concession", "pareto"
]


@dataclass(frozen=True, slots=True)
class IncomeSource:
    """Income of one kind in each calendar month, January first, every year alike.

    `from_month` is the first month of the plan in which it comes in. Kinds: those of
    policy/bad_years.toml; another kind counts as `unspecified`.
    """

    kind: str
    by_calendar_month: tuple[int, ...]
    from_month: int = 1


@dataclass(frozen=True, slots=True)
class CashLine:
    """Opening cash, living reserve and the net of each month 1..T, debt service excluded.

    `income` says where income comes from, which only bad years ask; it is part of `net`. Without
    it all that a month leaves over counts as income whose source is not stated.
    """

    opening: int
    reserve: int
    net: tuple[int, ...]
    income: tuple[IncomeSource, ...] = ()


@dataclass(frozen=True, slots=True)
class DebtTerms:
    """One debt to one creditor, with what the creditor allows."""

    id: str
    creditor: str
    balance: int
    rate_bp: int
    due_months: tuple[int, ...]
    amortization: Amortization
    min_rate_bp: int
    rate_step_bp: int
    extensions: tuple[int, ...]
    graces: tuple[int, ...]
    may_restructure: bool
    may_consolidate: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """A named set of due months for the one contract."""

    name: str
    due_months: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ContractTerms:
    """What the one contract may be: its rate, its patterns, its most instalments."""

    rate_bp: int
    patterns: tuple[Pattern, ...]
    max_instalments: int


@dataclass(frozen=True, slots=True)
class HouseholdProblem:
    """One household's debts and seasonal cash, and the contract that may replace the debts."""

    id: str
    as_of: date
    horizon_months: int
    cash: CashLine
    debts: tuple[DebtTerms, ...]
    contract: ContractTerms | None


@dataclass(frozen=True, slots=True)
class Choice:
    """What is done with one debt; the last three are set only for `restructure`."""

    action: Action
    rate_bp: int | None = None
    extension: int | None = None
    grace: int | None = None


@dataclass(frozen=True, slots=True)
class ContractOffer:
    """The one contract of a plan: `instalments` payments, the last one `last`."""

    principal: int
    rate_bp: int
    pattern: str
    instalment: int
    instalments: int
    last: int


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """The five figures by which plans are compared."""

    total_interest: int
    total_paid: int
    debt_free_month: int
    largest_month_paid: int
    lowest_cash: int


@dataclass(frozen=True, slots=True)
class BadYear:
    """In how many of the seeded bad futures the line's cash stays at or above the reserve.

    The worst month is that of the future which one in twenty falls to or below: `worst_cash` is
    what that future's household holds in its lowest month.
    """

    futures: int
    holds: int
    worst_month: int | None = None
    worst_cash: int | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One line of the menu; `choices` has one entry per debt in the problem's order."""

    goal: Goal
    choices: tuple[Choice, ...]
    contract: ContractOffer | None
    figures: PlanFigures
    concession: tuple[tuple[str, int], ...]
    payments: tuple[tuple[int, ...], ...] = field(default=(), repr=False)
    contract_payments: tuple[int, ...] = field(default=(), repr=False)
    bad_year: BadYear | None = None


@dataclass(frozen=True, slots=True)
class StatusQuo:
    """Every debt on its own terms."""

    feasible: bool
    first_break_month: int | None
    shortfall: int
    figures: PlanFigures


@dataclass(frozen=True, slots=True)
class NoFeasiblePlan:
    """Why nothing fits, and the smallest help that would make it fit; all None without a plan."""

    binding_month: int | None
    shortfall: int | None
    smallest_cash_now: int | None
    smallest_income_per_month: int | None


@dataclass(frozen=True, slots=True)
class Menu:
    """The answer for one household."""

    id: str
    status_quo: StatusQuo
    options: tuple[Option, ...]
    no_feasible_plan: NoFeasiblePlan | None
