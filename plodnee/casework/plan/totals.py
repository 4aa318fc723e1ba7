"""The centre's figures: open debts counted by class and creditor, and what plans would save."""

from collections.abc import Iterable, Sequence

from plodnee.casework.plan.model import (
    CentreTotals,
    ClassTotals,
    CreditorTotals,
    DebtAnalysis,
    DebtorClass,
    HouseholdAnalysis,
)

CLASS_ORDER: tuple[DebtorClass, ...] = ("A", "B", "C", "D", "E", "R")


def centre_totals(households: Sequence[HouseholdAnalysis]) -> CentreTotals:
    """The figures of `summary.json`; closed debts are in none of them."""
    indebted = [household for household in households if household.debts]
    debts = [item for household in indebted for item in household.debts]
    feasible = sum(household.chosen is not None for household in indebted)
    return CentreTotals(
        households=len(households),
        households_with_debt=len(indebted),
        debts=len(debts),
        debt_total_satang=sum(item.debt.owed_satang for item in debts),
        principal_satang=sum(item.debt.principal_satang for item in debts),
        interest_arrears_satang=sum(item.debt.interest_arrears_satang for item in debts),
        penalty_satang=sum(item.debt.penalty_satang for item in debts),
        income_year_satang=sum(household.income_year_satang for household in households),
        expense_year_satang=sum(household.expense_year_satang for household in households),
        by_class=tuple((name, _class_totals(name, indebted)) for name in CLASS_ORDER),
        by_creditor=_creditor_totals(debts),
        with_feasible_plan=feasible,
        without=len(indebted) - feasible,
        interest_status_quo_satang=sum(map(interest_if_kept, indebted)),
        interest_planned_satang=sum(map(interest_if_planned, indebted)),
    )


def interest_if_kept(household: HouseholdAnalysis) -> int:
    """Interest still to come on every debt's own terms, to its last due month."""
    return household.menu.status_quo.figures.total_interest if household.menu else 0


def interest_if_planned(household: HouseholdAnalysis) -> int:
    """Interest still to come under the chosen line; as if kept where nothing fits."""
    if household.chosen is None:
        return interest_if_kept(household)
    return household.chosen.figures.total_interest


def _class_totals(name: DebtorClass, indebted: Iterable[HouseholdAnalysis]) -> ClassTotals:
    """Debts by their own class, households by the worst class of their debts."""
    debts = households = satang = 0
    for household in indebted:
        households += household.debtor_class == name
        of_class = [item.debt for item in household.debts if item.debtor_class == name]
        debts += len(of_class)
        satang += sum(debt.owed_satang for debt in of_class)
    return ClassTotals(debts=debts, households=households, satang=satang)


def _creditor_totals(debts: Iterable[DebtAnalysis]) -> tuple[CreditorTotals, ...]:
    """One row for each creditor, the largest sum first."""
    rows: dict[tuple[str, str], list[DebtAnalysis]] = {}
    for item in debts:
        rows.setdefault((item.debt.creditor, item.debt.creditor_kind), []).append(item)
    totals = (
        CreditorTotals(
            creditor=creditor,
            name=items[0].creditor_name,
            kind=kind,
            debts=len(items),
            satang=sum(item.debt.owed_satang for item in items),
        )
        for (creditor, kind), items in rows.items()
    )
    return tuple(sorted(totals, key=lambda row: (-row.satang, row.creditor, row.kind)))
