"""The centre's figures on debt management: what its talk and its plans count alike."""

from collections.abc import Sequence
from dataclasses import dataclass

from plodnee.casework.plan.model import CentreAnalysis, HouseholdAnalysis
from plodnee.documents.facts.proposal import HouseholdPlan

TECHNIQUES = ("consolidate", "rate_cut", "extension", "grace", "keep")
CREDITOR_KINDS = ("group", "formal", "informal")


@dataclass(frozen=True, slots=True)
class KindFigures:
    """Debts, households and money owed to one kind of creditor."""

    kind: str
    debts: int
    households: int
    satang: int


@dataclass(frozen=True, slots=True)
class CentreFigures:
    """Counts over the households of a centre.

    `bearable_today` are households that can pay every debt on its own terms in every month;
    `techniques` counts debts in the chosen plans by what is done with them (a debt may be in
    several); `conceded` is what creditors of each kind give up; the two `help` figures are sums
    over the households for which nothing fits, None where the smallest help is not known.
    """

    targets: int
    models: int
    owing_several_creditors: int
    bearable_today: int
    bearable_planned: int
    contracts_today: int
    contracts_planned: int
    techniques: tuple[tuple[str, int], ...]
    by_kind: tuple[KindFigures, ...]
    conceded: tuple[tuple[str, int], ...]
    cash_help_satang: int | None
    income_help_satang: int | None

    @property
    def conceded_satang(self) -> int:
        """What all creditors give up together."""
        return sum(satang for _, satang in self.conceded)


def centre_figures(analysis: CentreAnalysis, plans: Sequence[HouseholdPlan]) -> CentreFigures:
    """The figures of a whole centre; `plans` are in the order of its households."""
    households = analysis.households
    owing = [household for household in households if household.menu]
    return CentreFigures(
        targets=sum(item.household.is_target for item in households),
        models=sum(item.household.is_model for item in households),
        owing_several_creditors=sum(len(_creditors(item)) > 1 for item in households),
        bearable_today=sum(bool(item.menu and item.menu.status_quo.feasible) for item in owing),
        bearable_planned=analysis.totals.with_feasible_plan,
        contracts_today=analysis.totals.debts,
        contracts_planned=sum(plan.contracts_after for plan in plans),
        techniques=_techniques(households, plans),
        by_kind=tuple(_kind(kind, households) for kind in CREDITOR_KINDS),
        conceded=_conceded(households),
        cash_help_satang=_help(owing, "smallest_cash_now"),
        income_help_satang=_help(owing, "smallest_income_per_month"),
    )


def _creditors(household: HouseholdAnalysis) -> set[str]:
    return {item.debt.creditor for item in household.debts}


def _techniques(
    households: Sequence[HouseholdAnalysis], plans: Sequence[HouseholdPlan]
) -> tuple[tuple[str, int], ...]:
    counts = dict.fromkeys(TECHNIQUES, 0)
    for household, plan in zip(households, plans, strict=True):
        for proposal in plan.debts if household.chosen else ():
            for means in proposal.techniques or {"keep"}:
                counts[means] += 1
    return tuple(counts.items())


def _kind(kind: str, households: Sequence[HouseholdAnalysis]) -> KindFigures:
    debts = [
        (number, item.debt)
        for number, household in enumerate(households)
        for item in household.debts
        if item.debt.creditor_kind == kind
    ]
    return KindFigures(
        kind=kind,
        debts=len(debts),
        households=len({number for number, _ in debts}),
        satang=sum(debt.owed_satang for _, debt in debts),
    )


def _conceded(households: Sequence[HouseholdAnalysis]) -> tuple[tuple[str, int], ...]:
    totals = dict.fromkeys(CREDITOR_KINDS, 0)
    for household in households:
        kinds = {item.debt.creditor: item.debt.creditor_kind for item in household.debts}
        for creditor, satang in household.chosen.concession if household.chosen else ():
            totals[kinds[creditor]] += satang
    return tuple(totals.items())


def _help(owing: Sequence[HouseholdAnalysis], what: str) -> int | None:
    """The sum of one kind of smallest help, None if it is not known for every household."""
    reasons = [item.menu.no_feasible_plan for item in owing if item.menu]
    amounts = [getattr(reason, what) for reason in reasons if reason]
    known = [amount for amount in amounts if isinstance(amount, int)]
    return sum(known) if len(known) == len(amounts) else None
