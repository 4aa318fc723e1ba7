"""The tree of areas as rows of figures, from the country down to the centres."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from plodnee.casework.plan.model import CentreTotals
from plodnee.casework.selectors import latest_totals
from plodnee.documents.facts.suppression import FEWEST_HOUSEHOLDS, fewest, hidden_cells, too_few
from plodnee.engine.thai_text import sort_key
from plodnee.organization.access import Visitor, centres_within
from plodnee.organization.models import Area, Centre
from plodnee.web.figures import AreaFigures, area_figures

LEVEL_BELOW = {0: 2, 2: 4, 4: 6}


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area or a centre of the table; `figures` is None where too few households stand in it."""

    name_th: str
    name_en: str
    code: str
    is_centre: bool
    figures: AreaFigures | None
    centres: int


@dataclass(frozen=True, slots=True)
class AreaTable:
    """The areas below one, those with centres first, and the sums of all.

    `total` is None where too few households stand in all of them together; `below` is the length
    of the codes of the rows; `most_in_need` is the centre where most households have no plan yet,
    with its totals, unless they are too few to be told of.
    """

    below: int
    rows: tuple[AreaRow, ...]
    without_centres: tuple[AreaRow, ...]
    total: AreaFigures | None
    most_in_need: tuple[Centre, CentreTotals] | None


def area_table(actor: Visitor, code: str, on: date) -> AreaTable:
    """The figures below an area (`""`: the country) that the person may see."""
    centres = list(centres_within(actor, on).filter(code__startswith=code))
    totals = latest_totals(centres)
    if len(code) >= Area.Level.SUBDISTRICT:
        rows = _centre_rows(centres, totals)
    else:
        rows = _area_rows(code, centres, totals, on)
    hidden = hidden_cells([_fewest(row.figures) for row in rows])
    shown = [_hidden(row) if place in hidden else row for place, row in enumerate(rows)]
    total = area_figures(len(centres), totals.values())
    return AreaTable(
        below=LEVEL_BELOW.get(len(code), Area.Level.VILLAGE),
        rows=tuple(row for row in shown if row.centres),
        without_centres=tuple(row for row in shown if not row.centres),
        total=None if too_few(_fewest(total)) else total,
        most_in_need=_most_in_need(centres, totals),
    )


def _most_in_need(
    centres: Sequence[Centre], totals: dict[str, CentreTotals]
) -> tuple[Centre, CentreTotals] | None:
    known = [
        (centre, totals[centre.code])
        for centre in centres
        if centre.code in totals and totals[centre.code].without >= FEWEST_HOUSEHOLDS
    ]
    return max(known, key=lambda one: one[1].without, default=None)


def _centre_rows(centres: Sequence[Centre], totals: dict[str, CentreTotals]) -> list[AreaRow]:
    return [
        AreaRow(
            name_th=centre.name,
            name_en=centre.name,
            code=centre.code,
            is_centre=True,
            figures=area_figures(1, [totals[centre.code]] if centre.code in totals else []),
            centres=1,
        )
        for centre in centres
    ]


def _area_rows(
    code: str, centres: Iterable[Centre], totals: dict[str, CentreTotals], on: date
) -> list[AreaRow]:
    digits = LEVEL_BELOW[len(code)]
    inside: defaultdict[str, list[Centre]] = defaultdict(list)
    for centre in centres:
        inside[centre.code[:digits]].append(centre)
    areas = sorted(Area.objects.inside(code).in_force(on), key=lambda area: sort_key(area.name_th))
    return [_area_row(area, inside[area.code], totals) for area in areas]


def _area_row(area: Area, inside: list[Centre], totals: dict[str, CentreTotals]) -> AreaRow:
    known = [totals[centre.code] for centre in inside if centre.code in totals]
    return AreaRow(
        name_th=area.name_th,
        name_en=area.name_en,
        code=area.code,
        is_centre=False,
        figures=area_figures(len(inside), known),
        centres=len(inside),
    )


def _fewest(figures: AreaFigures | None) -> int:
    return fewest(figures.households, figures.households_with_debt) if figures else 0


def _hidden(row: AreaRow) -> AreaRow:
    return AreaRow(row.name_th, row.name_en, row.code, row.is_centre, None, row.centres)
