"""Figures of a centre and of an area, as pages show them to those who may not see households."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plodnee.casework.plan.model import CentreTotals, CreditorTotals


@dataclass(frozen=True, slots=True)
class AreaFigures:
    """Sums over the centres of an area; `analysed` counts those with an analysis."""

    centres: int
    analysed: int
    households: int
    households_with_debt: int
    debts: int
    debt_total_satang: int
    with_feasible_plan: int
    without: int
    interest_status_quo_satang: int
    interest_planned_satang: int

    @property
    def interest_saved_satang(self) -> int:
        """The interest to come that the proposed plans spare."""
        return self.interest_status_quo_satang - self.interest_planned_satang


def area_figures(centres: int, totals: Iterable[CentreTotals]) -> AreaFigures:
    """The sums over `centres` centres, of which those analysed gave their totals."""
    rows = list(totals)

    def total(name: str) -> int:
        return sum(getattr(row, name) for row in rows)

    return AreaFigures(
        centres=centres,
        analysed=len(rows),
        households=total("households"),
        households_with_debt=total("households_with_debt"),
        debts=total("debts"),
        debt_total_satang=total("debt_total_satang"),
        with_feasible_plan=total("with_feasible_plan"),
        without=total("without"),
        interest_status_quo_satang=total("interest_status_quo_satang"),
        interest_planned_satang=total("interest_planned_satang"),
    )


def creditors_by_kind(rows: Sequence[CreditorTotals]) -> list[CreditorTotals]:
    """Member groups by name, everybody else only by kind: a lender may be a private person."""
    groups = [row for row in rows if row.kind == "group"]
    outside = [
        CreditorTotals(
            creditor="",
            name="",
            kind=kind,
            debts=sum(row.debts for row in rows if row.kind == kind),
            satang=sum(row.satang for row in rows if row.kind == kind),
        )
        for kind in ("formal", "informal")
    ]
    return [*groups, *(row for row in outside if row.debts)]
