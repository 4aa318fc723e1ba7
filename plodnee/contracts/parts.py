"""The one contract as parts, each with terms of its own, from a line of the menu.

A line joins some debts at one rate and leaves others as they are or eases them where they stand;
interest and penalty in arrears bear nothing. On paper all of it is one contract with one collector,
and each rate is a part of it.
Source: docs/explanation/contracts.md; docs/reference/formats.md, "The one contract" and "In place".
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Literal

from plodnee.engine.calendar import DayCount, day_of_month
from plodnee.engine.contract_history import Method, RepaymentTerms, schedule_of
from plodnee.engine.planner.model import Choice, DebtTerms, HouseholdProblem, Option
from plodnee.engine.planner.repayments import due_months
from plodnee.engine.thai_dates import add_months

ARREARS = "-arrears"
Kind = Literal["joined", "own", "arrears"]


@dataclass(frozen=True, slots=True)
class PlannedPart:
    """A part of a contract: its terms, and the debts of the problem it takes, by their ids."""

    kind: Kind
    terms: RepaymentTerms
    debts: tuple[DebtTerms, ...]


def parts_of(
    problem: HouseholdProblem,
    option: Option,
    *,
    taken: Collection[str],
    interest_from: date,
    due_day: int | None = None,
    lent_on: date | None = None,
) -> tuple[PlannedPart, ...]:
    """The parts of the contract that a line becomes; the joined one first, then debt by debt.

    Shapes:  `taken` are the ids of the problem's debts whose creditors are in the contract.
    Units:   satang; `due_day` is the day of the month of every due date, else that of the start;
             `lent_on` is the day on which the joined part is lent anew, else it goes on from the
             start.
    Ensures: with the start on the problem's day and no other due day, each part pays in each month
             what the line pays, to the satang. An earlier due day makes the first period shorter:
             then interest counts by days of months of thirty, which are a twelfth for each whole
             month. What a later one adds to the first period bears none. What is lent anew bears
             interest from the day on which it is lent, by such days. Interest saved in that way
             ends a part with the instalment that pays it off: no row after it asks for nothing.
    """
    start = _Start(interest_from, due_day or interest_from.day)
    parts = _joined(problem, option, replace(start, lent_on=lent_on))
    for debt, choice, paid in zip(problem.debts, option.choices, option.payments, strict=True):
        if choice.action != "consolidate" and debt.id in taken:
            parts.append(_in_place(debt, choice, paid, start))
    return tuple(parts)


@dataclass(frozen=True, slots=True)
class _Start:
    on: date
    due_day: int
    lent_on: date | None = None

    @property
    def interest_on(self) -> date:
        """The day from which interest counts."""
        return self.lent_on or self.on

    @property
    def day_count(self) -> DayCount:
        """By whole months, unless the first period is shorter than its months."""
        shorter = self.due_day < self.on.day or self.interest_on > self.on
        return "30/360" if shorter else "per_month"

    def due(self, month: int) -> date:
        """The due date in the month of the plan with this number."""
        return day_of_month(add_months(self.on.replace(day=1), month), self.due_day)


def _joined(problem: HouseholdProblem, option: Option, start: _Start) -> list[PlannedPart]:
    offer = option.contract
    if offer is None or problem.contract is None:
        return []
    pattern = next(one for one in problem.contract.patterns if one.name == offer.pattern)
    months = pattern.due_months[: offer.instalments]
    terms = _terms(offer.principal, offer.rate_bp, months, offer.instalment, "level", start)
    joined = (
        debt
        for debt, choice in zip(problem.debts, option.choices, strict=True)
        if choice.action == "consolidate"
    )
    return [PlannedPart("joined", terms, tuple(joined))]


def _in_place(debt: DebtTerms, choice: Choice, paid: Sequence[int], start: _Start) -> PlannedPart:
    rate_bp = debt.rate_bp if choice.rate_bp is None else choice.rate_bp
    months = due_months(debt, choice)
    method: Method = "level"
    if debt.amortization == "bullet":
        months = months[-1:]
    elif debt.amortization == "interest_only_then_principal":
        method = "interest_only"
    else:
        months = _paying(months, paid)
    instalment = paid[months[0] - 1] if method == "level" else 0
    terms = _terms(debt.balance, rate_bp, months, instalment, method, start)
    return PlannedPart("arrears" if debt.id.endswith(ARREARS) else "own", terms, (debt,))


def _paying(months: Iterable[int], paid: Sequence[int]) -> tuple[int, ...]:
    """The due months that pay anything; later ones are not needed."""
    return tuple(month for month in months if paid[month - 1])


def _terms(
    principal: int,
    rate_bp: int,
    months: Sequence[int],
    instalment: int,
    method: Method,
    start: _Start,
) -> RepaymentTerms:
    gaps = tuple(after - before for before, after in pairwise(months))
    terms = RepaymentTerms(
        principal_satang=principal,
        rate_bp=rate_bp,
        start_on=start.interest_on,
        first_due_on=start.due(months[0]),
        instalments=len(months),
        instalment_satang=instalment if len(months) > 1 else 0,
        method=method,
        day_count=start.day_count,
        gaps=gaps or (1,),
        due_day=start.due_day,
    )
    paying = sum(row.total > 0 for row in schedule_of(terms))
    return terms if paying == terms.instalments else _ending_with(terms, paying)


def _ending_with(terms: RepaymentTerms, instalments: int) -> RepaymentTerms:
    """The terms without the rows after the one that pays all off."""
    return replace(
        terms,
        instalments=instalments,
        instalment_satang=terms.instalment_satang if instalments > 1 else 0,
        gaps=terms.gaps[: max(1, instalments - 1)],
    )
