"""A province's centres in the order in which the criteria of the policy would have them visited."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max

from plodnee.casework.selectors import standing_runs
from plodnee.organization.models import Centre
from plodnee.policy.reader import in_force
from plodnee.registers.committees.offices import offices_of
from plodnee.registers.models import Baseline, ImportBatch
from plodnee.visits.models import Round, Selection

FAMILY = "visit_selection"
Figure = date | int | None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A centre with its place, its points and the criteria it met and lacks, by their codes.

    `figures` are what each criterion was judged by: until when the order holds, the day of the
    latest register and analysis, how many target households, the year of an earlier round.
    """

    rank: int
    centre: Centre
    points: int
    met: tuple[str, ...]
    lacking: tuple[str, ...]
    figures: Mapping[str, Figure]


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
    figures = _figures(round_, centres, on)
    rows = []
    for centre in centres:
        known = {code: figures[code].get(centre.pk) for code in points}
        met = tuple(code for code in points if _meets(code, known[code], on))
        rows.append((sum(points[code] for code in met), centre, met, known))
    rows.sort(key=lambda row: -row[0])
    return [
        Ranked(
            1 + sum(other[0] > total for other in rows),
            centre,
            total,
            met,
            tuple(code for code in points if code not in met),
            known,
        )
        for total, centre, met, known in rows
    ]


def _meets(code: str, figure: Figure, on: date) -> bool:
    """Whether a centre with this figure meets a criterion on a day."""
    values = in_force(FAMILY, on).values
    if code == "register_fresh":
        since = on - timedelta(days=values["fresh_register_days"])
        return isinstance(figure, date) and figure >= since
    if code == "targets_frozen":
        return isinstance(figure, int) and figure >= int(values["least_households"])
    if code == "not_yet_visited":
        return figure is None
    return figure is not None


def _figures(round_: Round, centres: Sequence[Centre], on: date) -> dict[str, Mapping[str, Figure]]:
    """For each criterion the figure of the centres that have one on a day."""
    keys = [centre.pk for centre in centres]
    offices = offices_of(centres, on)
    registers = ImportBatch.objects.filter(
        centre__in=keys, status=ImportBatch.Status.CONFIRMED, as_of__lte=on
    )
    newest = registers.values_list("centre_id").annotate(latest=Max("as_of"))
    runs = standing_runs().filter(centre__in=keys, as_of__lte=on)
    analysed = runs.values_list("centre_id").annotate(latest=Max("as_of"))
    frozen = Baseline.objects.filter(household__centre__in=keys, frozen_on__lte=on)
    targets = frozen.values_list("household__centre_id").annotate(
        homes=Count("household_id", distinct=True)
    )
    visited = Selection.objects.filter(centre__in=keys, withdrawal__isnull=True)
    years = (
        visited.exclude(round=round_)
        .values_list("centre_id")
        .annotate(year=Max("round__fiscal_year_be"))
    )
    return {
        "order_in_force": {
            key: office.until for key, office in offices.items() if office.in_office
        },
        "register_fresh": dict(newest),
        "analysed": dict(analysed),
        "targets_frozen": dict(targets),
        "not_yet_visited": dict(years),
    }
