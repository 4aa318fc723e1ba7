"""Questions about starting debts: what they were, and what became of them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from plodnee.audit.subjects import open_column
from plodnee.organization.models import Centre
from plodnee.registers.baseline.carrying import (
    Starts,
    begun_by,
    carried_on,
    households_around,
    owed_against,
)
from plodnee.registers.debts_now import creditor_name, group_names, stated_debts
from plodnee.registers.models import Baseline, BaselineDebt, Household
from plodnee.registers.selectors import statement


@dataclass(frozen=True, slots=True)
class Comparison:
    """A household's starting debt beside what the register says on a later day.

    `same_satang` is owed on the debts that it began with and on those that carry them on in a
    contract, `new_satang` on debts taken since: a new loan never makes an old one look repaid, nor
    does a contract. What a household without a starting debt brought along when it was joined is
    neither, unless it was borrowed since, and so is what a contract took in of it; a debt stands in
    one starting debt (`began_with`), that of its own household first. `cleared` of the `debts` it
    began with owe nothing, carried on or not; of `unstated` ones, and of what carries them on, the
    register of the day does not speak: they count as owed as at the start (`unstated_satang`),
    since nothing says that they were paid.
    """

    household: Household
    baseline: Baseline
    as_of: date
    then_satang: int
    same_satang: int
    new_satang: int
    debts: int
    cleared: int
    unstated: int
    unstated_satang: int
    began_with: tuple[BaselineDebt, ...] = ()

    @property
    def now_satang(self) -> int:
        """What the register of the day says is owed on either."""
        return self.same_satang + self.new_satang

    @property
    def counted_satang(self) -> int:
        """What counts as owed now: what the register says, and what it does not speak of."""
        return self.now_satang + self.unstated_satang

    @property
    def change_satang(self) -> int:
        """How much more is owed now than at the start; below zero where debt was reduced."""
        return self.counted_satang - self.then_satang

    @property
    def is_reduced(self) -> bool:
        """Whether the household owes less than at the start, new loans counted."""
        return self.change_satang < 0

    @property
    def is_cleared(self) -> bool:
        """Whether it began with a debt and the register says that it owes nothing any more."""
        return self.then_satang > 0 and self.counted_satang == 0


@dataclass(frozen=True, slots=True)
class CentreComparison:
    """The starting debts of a centre's target households beside their debts of a later day."""

    rows: tuple[Comparison, ...]
    as_of: date

    @property
    def then_satang(self) -> int:
        """What they owed at the start."""
        return sum(row.then_satang for row in self.rows)

    @property
    def now_satang(self) -> int:
        """What they owe now."""
        return sum(row.now_satang for row in self.rows)

    @property
    def new_satang(self) -> int:
        """What they owe on debts taken since."""
        return sum(row.new_satang for row in self.rows)

    @property
    def unstated_satang(self) -> int:
        """What they owed at the start on debts that the register of the day does not speak of."""
        return sum(row.unstated_satang for row in self.rows)

    @property
    def unstated(self) -> int:
        """Households with such a debt."""
        return sum(row.unstated_satang > 0 for row in self.rows)

    @property
    def change_satang(self) -> int:
        """How much more they owe now than at the start."""
        return sum(row.change_satang for row in self.rows)

    @property
    def reduced(self) -> int:
        """Households that owe less than at the start, cleared ones among them."""
        return sum(row.is_reduced for row in self.rows)

    @property
    def cleared(self) -> int:
        """Households that owe nothing any more."""
        return sum(row.is_cleared for row in self.rows)


def compared_with_start(
    centre: Centre,
    as_of: date | None = None,
    *,
    households: Collection[UUID] | None = None,
    owed: Mapping[UUID, int] | None = None,
) -> CentreComparison:
    """Each household that has a starting debt, beside the register of a day (left out: the latest).

    Of `households` alone no more is read than what may count against their starts.

    Units:  satang; `owed` is what somebody who knows later than the register says of some debts.
    Raises: NoRegister if the centre has none.
    """
    around = None if households is None else households_around(centre.code, households)
    baselines = {one.household_id: one for one in latest_baselines(centre, households=around)}
    began = _counted_once(baselines)
    homes = {row.debt_id: home for home, rows in began.items() for row in rows}
    batches = statement(centre, as_of)
    day = max(batch.as_of for batch in batches)
    there = {row.debt.household_id for rows in began.values() for row in rows} | set(baselines)
    stated = stated_debts(centre, households=there, batches=batches)
    links = carried_on({one.debt.household_id for one in stated.values()})
    sums = {key: one.owed_satang for key, one in stated.items()} | dict(owed or {})
    now = owed_against(Starts(baselines, homes), stated, sums, links)
    begun = begun_by(homes, links)
    rows = tuple(
        _compared(one, began[key], now[key], begun, day)
        for key, one in baselines.items()
        if households is None or key in households
    )
    return CentreComparison(rows, day)


def households_begun(centre: Centre) -> set[UUID]:
    """The households of a centre that have a starting debt."""
    found = Baseline.objects.filter(household__centre=centre)
    return set(found.values_list("household", flat=True))


def _counted_once(baselines: Mapping[UUID, Baseline]) -> dict[UUID, tuple[BaselineDebt, ...]]:
    """What each household began with; what another one with a start of its own began with is its.

    A start that was stated again while households were joined may name debts of both.
    """
    return {
        key: tuple(
            row
            for row in baseline.debts.all()
            if row.debt.household_id == key or row.debt.household_id not in baselines
        )
        for key, baseline in baselines.items()
    }


def latest_baselines(
    centre: Centre, *, households: Collection[UUID] | None = None
) -> list[Baseline]:
    """The starting debt that counts of each household that has one, by the household's code."""
    found = Baseline.objects.filter(household__centre=centre).select_related("household")
    if households is not None:
        found = found.filter(household__in=households)
    rows = found.prefetch_related("debts__debt").order_by("household__code", "sequence")
    return list({baseline.household_id: baseline for baseline in rows}.values())


@dataclass(frozen=True, slots=True)
class StatedBaseline:
    """A starting debt with why it was stated (empty for the first) and each debt's creditor."""

    baseline: Baseline
    reason: str
    debts: tuple[tuple[str, BaselineDebt], ...]


def baseline_history(household: Household) -> list[StatedBaseline]:
    """Every starting debt that was stated of a household, the one that counts first."""
    groups = group_names(household.centre_id)
    found = household.baselines.select_related("frozen_by", "register")
    return [
        StatedBaseline(
            baseline=baseline,
            reason=open_column(baseline, "sealed_reason"),
            debts=tuple(
                (creditor_name(row.debt, groups), row)
                for row in baseline.debts.select_related(
                    "debt__group", "debt__outside_creditor", "state", "slip"
                ).order_by("pk")
            ),
        )
        for baseline in found.order_by("-sequence")
    ]


def _compared(
    baseline: Baseline,
    began: tuple[BaselineDebt, ...],
    owed: Mapping[UUID, int],
    begun: Mapping[UUID, Collection[UUID]],
    as_of: date,
) -> Comparison:
    began_with = {one.debt_id: one for one in began}
    roots = {key: began_with.keys() & begun.get(key, ()) for key in owed}
    nothing: set[UUID] = set()
    stated = nothing.union(*roots.values())
    owing = nothing.union(*(roots[key] for key, satang in owed.items() if satang))
    unstated = [one for key, one in began_with.items() if key not in stated]
    return Comparison(
        household=baseline.household,
        baseline=baseline,
        as_of=as_of,
        then_satang=sum(one.owed_satang for one in began),
        same_satang=sum(satang for key, satang in owed.items() if roots[key]),
        new_satang=sum(satang for key, satang in owed.items() if not roots[key]),
        debts=len(began_with),
        cleared=len(stated - owing),
        unstated=len(unstated),
        unstated_satang=sum(one.owed_satang for one in unstated),
        began_with=began,
    )
