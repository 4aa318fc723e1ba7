"""A centre's households as pages may show them: ids and houses masked, found by an opaque key."""

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from plodnee.casework.models import HouseholdPlan, PlanRun
from plodnee.casework.plan.model import CentreAnalysis, HouseholdAnalysis
from plodnee.casework.selectors import analysis_of
from plodnee.documents.facts.privacy import without_houses, without_identity
from plodnee.privacy.selectors import erasures

CENTRES_KEPT = 16


@dataclass(frozen=True, slots=True)
class Directory:
    """The analysis without whole ids and house numbers; each household's key and place in it."""

    analysis: CentreAnalysis
    keys: tuple[UUID, ...]
    places: dict[UUID, int]

    def household(self, key: UUID) -> HouseholdAnalysis | None:
        """The household with this key, if the analysis has it."""
        place = self.places.get(key)
        return None if place is None else self.analysis.households[place]

    def around(self, key: UUID) -> tuple[UUID | None, UUID | None]:
        """The keys before and after a household, in the register's order."""
        place = self.places[key]
        before = self.keys[place - 1] if place else None
        after = self.keys[place + 1] if place + 1 < len(self.keys) else None
        return before, after


def directory(run: PlanRun) -> Directory:
    """The households of a run. It changes by an erasure alone, so what was read once is kept."""
    return _directory(run.pk, erasures())


@lru_cache(maxsize=CENTRES_KEPT)
def _directory(run_id: UUID, _erasures: int) -> Directory:
    keys = tuple(
        HouseholdPlan.objects.filter(run_id=run_id)
        .order_by("position")
        .values_list("household_id", flat=True)
    )
    places = {key: place for place, key in enumerate(keys)}
    shown = without_houses(without_identity(analysis_of(run_id)))
    return Directory(shown, keys, places)
