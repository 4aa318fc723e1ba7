"""What an analysis of a whole centre says; the facts of every deck, register, plan and screen."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from plodnee.casework.plan.rules import PlanningRules
from plodnee.engine.planner.model import HouseholdProblem, Menu, Option
from plodnee.registers.book import CashKind, Debt, Household, MemberGroup, Note, RegisterBook

DebtorClass = Literal["A", "B", "C", "D", "E", "R"]


@dataclass(frozen=True, slots=True)
class DebtAnalysis:
    """One debt, its class with a plain reason, and how it enters the planner.

    `part_ids` name the planner's debts made of this one: its principal, then its arrears.
    `declining_rate_bp` is the rate at which it enters the planner (its own unless flat or กข.คจ.).
    """

    debt: Debt
    creditor_name: str
    days_overdue: int
    debtor_class: DebtorClass
    reason: str
    reason_en: str
    declining_rate_bp: int
    part_ids: tuple[str, ...]

    def above(self, ceiling_bp: int) -> bool:
        """Whether a member group or a person takes more interest than the law's ceiling."""
        return self.debt.creditor_kind != "formal" and self.declining_rate_bp > ceiling_bp


@dataclass(frozen=True, slots=True)
class NotPlanned:
    """Why no plan was proven for a household, and the way out; neither fits nor not is known.

    `unstated` is what nobody recorded of its income and living costs: no setting mends that.
    """

    reason: str
    reason_en: str
    unstated: tuple[CashKind, ...] = ()


@dataclass(frozen=True, slots=True)
class HouseholdAnalysis:
    """One household: its debts side by side, its year of cash, its menu and the chosen line.

    `net_by_month[0]` is January. `problem` and `menu` are None without an open debt. `chosen` is
    the `least_interest` option, or None where nothing fits. `debts` holds open debts only;
    `closed_debts` those with nothing owed. Where `not_planned` says why nothing was proven, the
    menu holds today's terms alone.
    """

    household: Household
    debts: tuple[DebtAnalysis, ...]
    closed_debts: tuple[DebtAnalysis, ...]
    debtor_class: DebtorClass | None
    reason: str
    reason_en: str
    income_year_satang: int
    expense_year_satang: int
    net_by_month: tuple[int, ...]
    problem: HouseholdProblem | None
    menu: Menu | None
    chosen: Option | None
    not_planned: NotPlanned | None = None

    @property
    def owed_satang(self) -> int:
        """All that the household owes."""
        return sum(item.debt.owed_satang for item in self.debts)

    @property
    def income_unstated(self) -> bool:
        """Whether the want of recorded income keeps it from a plan."""
        return self.not_planned is not None and "income" in self.not_planned.unstated

    @property
    def expense_unstated(self) -> bool:
        """Whether the want of recorded living costs keeps it from a plan."""
        return self.not_planned is not None and "expense" in self.not_planned.unstated

    @property
    def cash_unstated(self) -> bool:
        """Whether nobody recorded its income or its living costs, so that nothing is planned."""
        return self.income_unstated or self.expense_unstated


@dataclass(frozen=True, slots=True)
class ClassTotals:
    """Debts, households and money of one class."""

    debts: int
    households: int
    satang: int


@dataclass(frozen=True, slots=True)
class CreditorTotals:
    """Debts and money owed to one creditor (`creditor` as in `Debt`, `name` for people)."""

    creditor: str
    name: str
    kind: str
    debts: int
    satang: int


@dataclass(frozen=True, slots=True)
class CentreTotals:
    """The centre's figures, as `summary.json` states them."""

    households: int
    households_with_debt: int
    debts: int
    debt_total_satang: int
    principal_satang: int
    interest_arrears_satang: int
    penalty_satang: int
    income_year_satang: int
    expense_year_satang: int
    by_class: tuple[tuple[DebtorClass, ClassTotals], ...]
    by_creditor: tuple[CreditorTotals, ...]
    with_feasible_plan: int
    without: int
    interest_status_quo_satang: int
    interest_planned_satang: int


@dataclass(frozen=True, slots=True)
class CentreAnalysis:
    """A register, analysed as of one date, under these planning rules."""

    book: RegisterBook
    as_of: date
    horizon_months: int
    households: tuple[HouseholdAnalysis, ...]
    totals: CentreTotals
    assumptions: tuple[tuple[str, str], ...]
    notes: tuple[Note, ...]
    rules: PlanningRules

    def group(self, code: str) -> MemberGroup | None:
        """The member group with this code, or None for an outside creditor."""
        return next((group for group in self.book.groups if group.code == code), None)
