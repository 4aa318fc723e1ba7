"""A household that waits for its turn: what it owes and holds when its plan begins.

Source: docs/explanation/allocation.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from plodnee.engine.planner import Standing, standing_after
from plodnee.engine.planner.model import (
    CashLine,
    ContractTerms,
    DebtTerms,
    HouseholdProblem,
    Pattern,
)


@dataclass(frozen=True, slots=True)
class Waited:
    """The problem on the later day, and the interest that ran up to it on today's terms."""

    problem: HouseholdProblem
    interest_satang: int


def problem_after(problem: HouseholdProblem, months: int) -> Waited | None:
    """What the household faces when it has waited so many months on its own terms.

    None where it cannot wait (its cash would fall below the reserve), where nothing is left to
    plan, or where the horizon ends before.

    Ensures: interest that ran up since a debt's last payment is owed apart, without interest, and
             due with that debt's next payment.
    """
    horizon = problem.horizon_months - months
    if horizon < 1:
        return None
    standings = [standing_after(debt, months) for debt in problem.debts]
    cash = _cash_after(problem.cash, standings, months)
    pairs = zip(problem.debts, standings, strict=True)
    debts = tuple(part for debt, now in pairs for part in _parts(debt, now, months))
    if cash is None or not debts:
        return None
    later = replace(
        problem,
        horizon_months=horizon,
        cash=cash,
        debts=debts,
        contract=_contract_after(problem.contract, months),
    )
    return Waited(later, sum(now.interest_satang for now in standings))


def _cash_after(cash: CashLine, standings: list[Standing], months: int) -> CashLine | None:
    """The cash line from then on; None if it falls below the reserve before."""
    paid = [sum(now.paid[month] for now in standings) for month in range(months)]
    steps = (net - out for net, out in zip(cash.net, paid, strict=False))
    levels = list(accumulate(steps, initial=cash.opening))[1:]
    if min(levels) < cash.reserve:
        return None
    return CashLine(opening=levels[-1], reserve=cash.reserve, net=cash.net[months:])


def _parts(debt: DebtTerms, now: Standing, months: int) -> Iterator[DebtTerms]:
    due = tuple(month - months for month in debt.due_months if month > months)
    if now.balance:
        yield replace(debt, balance=now.balance, due_months=due)
    if now.accrued:
        yield replace(
            debt,
            id=f"{debt.id}-accrued",
            balance=now.accrued,
            rate_bp=0,
            due_months=due[:1],
            min_rate_bp=0,
            extensions=(0,),
            graces=(0,),
            may_restructure=False,
            may_consolidate=False,
        )


def _contract_after(contract: ContractTerms | None, months: int) -> ContractTerms | None:
    if contract is None:
        return None
    later = (
        Pattern(row.name, tuple(month - months for month in row.due_months if month > months))
        for row in contract.patterns
    )
    patterns = tuple(row for row in later if row.due_months)
    return replace(contract, patterns=patterns) if patterns else None
