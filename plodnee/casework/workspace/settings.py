"""What the committee sets for one household, and the problem that follows from it."""

from dataclasses import dataclass, replace

from plodnee.engine.money import MONTHS_PER_YEAR
from plodnee.engine.planner.model import CashLine, ContractTerms, HouseholdProblem, IncomeSource


@dataclass(frozen=True, slots=True)
class Settings:
    """What the committee tries: the contract, the debts that may join it, and the cash.

    Units:  satang; basis points a year; months of the plan.
    `joining` are ids of the planner's debts, `patterns` names of the contract's patterns.
    `income_satang` is what a planned occupation brings each month from `income_from_month` on.
    """

    rate_bp: int
    most_instalments: int
    joining: tuple[str, ...]
    patterns: tuple[str, ...]
    reserve_satang: int
    income_satang: int = 0
    income_from_month: int = 1


def usual_settings(problem: HouseholdProblem) -> Settings:
    """The settings under which the register itself was planned."""
    contract = problem.contract
    return Settings(
        rate_bp=contract.rate_bp if contract else 0,
        most_instalments=contract.max_instalments if contract else 1,
        joining=tuple(debt.id for debt in problem.debts if debt.may_consolidate),
        patterns=tuple(pattern.name for pattern in contract.patterns) if contract else (),
        reserve_satang=problem.cash.reserve,
    )


def problem_under(problem: HouseholdProblem, settings: Settings) -> HouseholdProblem:
    """The household's problem as the settings have it.

    Ensures: the usual settings give the problem itself; no setting lets a debt join that the
             register's rules keep out.
    """
    joining = frozenset(settings.joining)
    return replace(
        problem,
        cash=_cash(problem.cash, settings),
        debts=tuple(
            replace(debt, may_consolidate=debt.may_consolidate and debt.id in joining)
            for debt in problem.debts
        ),
        contract=_contract(problem.contract, settings),
    )


def _cash(cash: CashLine, settings: Settings) -> CashLine:
    first = settings.income_from_month
    net = tuple(
        amount + (settings.income_satang if month >= first else 0)
        for month, amount in enumerate(cash.net, start=1)
    )
    income = cash.income
    if income and settings.income_satang:
        every_month = (settings.income_satang,) * MONTHS_PER_YEAR
        income += (IncomeSource("unspecified", every_month, from_month=first),)
    return replace(cash, reserve=settings.reserve_satang, net=net, income=income)


def _contract(contract: ContractTerms | None, settings: Settings) -> ContractTerms | None:
    """The contract with the patterns that are left; none where no pattern is."""
    if contract is None:
        return None
    patterns = tuple(row for row in contract.patterns if row.name in settings.patterns)
    if not patterns:
        return None
    return ContractTerms(settings.rate_bp, patterns, settings.most_instalments)
