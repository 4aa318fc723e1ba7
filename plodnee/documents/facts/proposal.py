"""What is proposed to one household: each debt's part in the plan, its rows, month by month."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from plodnee.casework.plan.model import DebtAnalysis, HouseholdAnalysis
from plodnee.engine.planner import PlanRow, plan_rows
from plodnee.engine.planner.interest import KIND_OF, repayment_in_place
from plodnee.engine.planner.model import Choice, DebtTerms, HouseholdProblem, Option, StatusQuo

KEEP = Choice("keep")


@dataclass(frozen=True, slots=True)
class DebtPart:
    """One debt of the planner: a debt's principal, or its arrears as a part without interest.

    `choice` is what the chosen plan does with it, `keep` where no plan fits.
    """

    terms: DebtTerms
    choice: Choice
    is_arrears: bool

    @property
    def rate_after_bp(self) -> int:
        """The rate that the part bears in place under the plan."""
        return self.terms.rate_bp if self.choice.rate_bp is None else self.choice.rate_bp


@dataclass(frozen=True, slots=True)
class DebtProposal:
    """One debt of the register with its parts in the plan."""

    debt: DebtAnalysis
    parts: tuple[DebtPart, ...]

    @property
    def techniques(self) -> frozenset[str]:
        """By what means the plan changes the debt; empty where it is kept as it is."""
        return frozenset(means for part in self.parts for means in _means(part))


@dataclass(frozen=True, slots=True)
class HouseholdPlan:
    """The plan of one household, or its debts as they stand where nothing fits.

    `rows` are the chosen plan's, `today_rows` those of every debt on its own terms.
    `paid` and `paid_today` are the payments of each month, month 1 first.
    """

    code: str
    debts: tuple[DebtProposal, ...]
    rows: tuple[PlanRow, ...]
    today_rows: tuple[PlanRow, ...]
    paid: tuple[int, ...]
    paid_today: tuple[int, ...]

    @property
    def contracts_after(self) -> int:
        """With how many contracts the household is left: those kept, and the one contract.

        Arrears of a debt in the one contract stand in it as a part without interest.
        """
        taken = [debt.parts[0].choice.action == "consolidate" for debt in self.debts]
        return taken.count(False) + any(taken)


def household_plan(household: HouseholdAnalysis) -> HouseholdPlan:
    """What the chosen plan does with each debt of a household, month by month."""
    problem, menu, chosen = household.problem, household.menu, household.chosen
    if problem is None or menu is None:
        return HouseholdPlan(household.household.code, (), (), (), (), ())
    today_rows = plan_rows(problem, _kept(problem, menu.status_quo))
    rows = plan_rows(problem, chosen) if chosen else ()
    choices = chosen.choices if chosen else (KEEP,) * len(problem.debts)
    parts = {
        terms.id: (terms, choice) for terms, choice in zip(problem.debts, choices, strict=True)
    }
    return HouseholdPlan(
        code=household.household.code,
        debts=tuple(_proposal(debt, parts) for debt in household.debts),
        rows=rows,
        today_rows=today_rows,
        paid=_by_month(rows, problem.horizon_months),
        paid_today=_by_month(today_rows, problem.horizon_months),
    )


def _kept(problem: HouseholdProblem, today: StatusQuo) -> Option:
    """Every debt on its own terms, as a line of a menu that need not be feasible."""
    return Option(
        goal="pareto",
        choices=tuple(KEEP for _ in problem.debts),
        contract=None,
        figures=today.figures,
        concession=(),
        payments=tuple(_own_payments(terms) for terms in problem.debts),
    )


def _own_payments(terms: DebtTerms) -> tuple[int, ...]:
    """What a debt asks for in each month on its own terms, to its last due month."""
    due = np.array(terms.due_months, np.int64)
    paid = np.zeros(due.size, np.int64)
    repayment_in_place(
        KIND_OF[terms.amortization], terms.balance, terms.rate_bp, due, due.size, paid
    )
    by_month = [0] * terms.due_months[-1]
    for month, amount in zip(terms.due_months, paid.tolist(), strict=True):
        by_month[month - 1] = amount
    return tuple(by_month)


def _proposal(debt: DebtAnalysis, parts: dict[str, tuple[DebtTerms, Choice]]) -> DebtProposal:
    """The first part is the principal, unless only arrears are owed."""
    found = [parts[part_id] for part_id in debt.part_ids]
    no_principal = debt.debt.principal_satang == 0
    return DebtProposal(
        debt,
        tuple(
            DebtPart(terms, choice, is_arrears=index > 0 or no_principal)
            for index, (terms, choice) in enumerate(found)
        ),
    )


def _by_month(rows: Iterable[PlanRow], horizon_months: int) -> tuple[int, ...]:
    """The payments of each month up to the last one, at least to the horizon."""
    rows = tuple(rows)
    last = max((row.month for row in rows), default=0)
    paid = [0] * max(last, horizon_months)
    for row in rows:
        paid[row.month - 1] += row.paid
    return tuple(paid)


def _means(part: DebtPart) -> Iterable[str]:
    choice = part.choice
    if choice.action == "consolidate":
        yield "consolidate"
    if choice.action == "restructure":
        if part.rate_after_bp < part.terms.rate_bp:
            yield "rate_cut"
        if choice.extension:
            yield "extension"
        if choice.grace:
            yield "grace"
