"""A province's centres in the order in which the criteria of the policy would have them visited."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max

from plodnee.casework.models import PlanRun
from plodnee.organization.models import Centre
from plodnee.policy.reader import in_force
from plodnee.registers.committees.offices import offices_of
from plodnee.registers.models import Baseline, ImportBatch
from plodnee.visits.models import Round, Selection

FAMILY = "visit_selection"


@dataclass(frozen=True, slots=True)
class Ranked:
    """A centre with its place, its points and the criteria it met and lacks, by their codes."""

    rank: int
    centre: Centre
    points: int
    met: tuple[str, ...]
    lacking: tuple[str, ...]


def criteria(on: date) -> dict[str, int]:
    """The criteria and their points, in the order of the policy.

    Source:  policy/visit_selection.toml.
    """
    return dict(in_force(FAMILY, on).values["points"])


def ranking(round_: Round, area_code: str, on: date) -> list[Ranked]:
    """The open centres of an area, most points first; equals share a rank, in order of code."""
    centres = list(
        Centre.objects.filter(code__startswith=area_code, closed_on__isnull=True).order_by("code")
    )
    points = criteria(on)
    holds = _holding(round_, centres, on)
    rows = []
    for centre in centres:
        met = tuple(code for code in points if centre.pk in holds[code])
        rows.append((sum(points[code] for code in met), centre, met))
    rows.sort(key=lambda row: -row[0])
    return [
        Ranked(
            1 + sum(other[0] > total for other in rows),
            centre,
            total,
            met,
            tuple(code for code in points if code not in met),
        )
        for total, centre, met in rows
    ]


def _holding(round_: Round, centres: Sequence[Centre], on: date) -> dict[str, set[str]]:
    """For each criterion the codes of the centres that meet it on a day."""
    values = in_force(FAMILY, on).values
    keys = [centre.pk for centre in centres]
    offices = offices_of(centres, on)
    since = on - timedelta(days=values["fresh_register_days"])
    registers = ImportBatch.objects.filter(
        centre__in=keys, status=ImportBatch.Status.CONFIRMED, as_of__lte=on
    )
    newest = registers.values("centre_id").annotate(latest=Max("as_of"))
    runs = PlanRun.objects.filter(centre__in=keys, as_of__lte=on)
    frozen = Baseline.objects.filter(household__centre__in=keys, frozen_on__lte=on)
    targets = frozen.values("household__centre_id").annotate(
        homes=Count("household_id", distinct=True)
    )
    visited = Selection.objects.filter(centre__in=keys, withdrawal__isnull=True)
    seen = set(visited.exclude(round=round_).values_list("centre_id", flat=True))
    return {
        "order_in_force": {key for key, office in offices.items() if office.in_office},
        "register_fresh": {row["centre_id"] for row in newest if row["latest"] >= since},
        "analysed": set(runs.values_list("centre_id", flat=True)),
        "targets_frozen": {
            row["household__centre_id"]
            for row in targets
            if row["homes"] >= values["least_households"]
        },
        "not_yet_visited": {key for key in keys if key not in seen},
    }
