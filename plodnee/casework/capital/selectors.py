"""Questions about a centre's allocations: what they rest on, what is kept, who did what when."""

from dataclasses import dataclass, replace
from functools import lru_cache
from uuid import UUID

from django.db.models import Max

from plodnee.casework.capital.errors import NoRefinancingFund
from plodnee.casework.capital.ground import CapitalGround, capital_ground
from plodnee.casework.capital.settings import CapitalSettings
from plodnee.casework.capital.solving import CapitalAnswer
from plodnee.casework.models import CapitalAllocation, PlanRun
from plodnee.casework.plain_facts import from_plain
from plodnee.casework.selectors import analysis_of
from plodnee.organization.models import Centre

GROUNDS_KEPT = 8


@dataclass(frozen=True, slots=True)
class KeptAllocation:
    """An allocation that a committee kept, as it was answered then."""

    step: CapitalAllocation
    settings: CapitalSettings
    answer: CapitalAnswer


def ground_of_capital(run: PlanRun) -> CapitalGround:
    """What an allocation of the run's centre chooses from. A run never changes, so it is kept.

    Raises: NoRefinancingFund.
    """
    ground = _ground(run.pk)
    if not ground.funds:
        raise NoRefinancingFund()
    return ground


@lru_cache(maxsize=GROUNDS_KEPT)
def _ground(run_id: UUID) -> CapitalGround:
    """The ground without payments and creditors' names, which no allocation needs or may store."""
    ground = capital_ground(analysis_of(run_id))
    bare = (
        replace(one, option=replace(one.option, payments=(), contract_payments=(), concession=()))
        for one in ground.offers
    )
    return replace(ground, offers=tuple(bare))


def allocations_version(centre: Centre) -> int:
    """The number of the last step taken at the centre; 0 before the first."""
    last = CapitalAllocation.objects.filter(centre=centre).aggregate(last=Max("sequence"))["last"]
    return last or 0


def allocations_in_force(centre: Centre) -> list[CapitalAllocation]:
    """What is kept and not withdrawn, in the order in which it was kept."""
    kept = CapitalAllocation.objects.filter(
        centre=centre, deed=CapitalAllocation.Deed.KEPT, undone_by__isnull=True
    )
    return list(kept.select_related("done_by", "run").order_by("sequence"))


def allocation_steps(centre: Centre) -> list[CapitalAllocation]:
    """Every step ever taken, the latest first."""
    steps = CapitalAllocation.objects.filter(centre=centre).select_related("done_by", "undoes")
    return list(steps.order_by("-sequence"))


def kept_allocations(centre: Centre) -> list[KeptAllocation]:
    """What is kept, with what was set and what came of it."""
    return [kept_allocation(step) for step in allocations_in_force(centre)]


def kept_allocation(step: CapitalAllocation) -> KeptAllocation:
    """A step that kept an allocation, whether it was withdrawn since or not."""
    assert step.deed == CapitalAllocation.Deed.KEPT
    return KeptAllocation(
        step,
        from_plain(CapitalSettings, step.settings),
        from_plain(CapitalAnswer, step.answer),
    )
