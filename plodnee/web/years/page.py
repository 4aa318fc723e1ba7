"""The years of a centre as a table; what tells of fewer than five households is hidden above."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from plodnee.documents.facts.suppression import too_few
from plodnee.engine.thai_dates import fiscal_year_be
from plodnee.lessons.models import YearRecord
from plodnee.lessons.years.selectors import (
    OF_HOUSEHOLDS,
    YearOfCentre,
    evidence_of_needs,
    needs_of,
    years_beside,
    years_of,
)
from plodnee.organization.models import Centre
from plodnee.visits.models import Selection
from plodnee.web.access import can, today
from plodnee.web.frame import Link, trail_to
from plodnee.web.years.forms import NeedForm
from plodnee.web.years.wording import FIGURES, year_notes


@dataclass(frozen=True, slots=True)
class CellView:
    """A figure as it is shown: None where nobody knows; hidden where it tells of a few."""

    year_be: int
    value: int | None
    is_money: bool
    is_reported: bool
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class RowView:
    """One figure over the years."""

    name: str
    label: str
    cells: tuple[CellView, ...]


def last_year_asked(request: HttpRequest, centre: Centre) -> int:
    """The last of the years side by side: as asked, else the latest that anything is known of."""
    now, asked = fiscal_year_be(today()), request.GET.get("to", "")
    if asked.isascii() and asked.isdigit() and 2500 < int(asked[:4]) <= now and len(asked) == 4:
        return int(asked)
    reported = YearRecord.objects.filter(centre=centre).order_by("-fiscal_year_be").first()
    visited = Selection.objects.filter(centre=centre).order_by("-round__fiscal_year_be").first()
    known = [reported.fiscal_year_be] if reported else []
    known += [visited.round.fiscal_year_be] if visited else []
    return max(known, default=now)


def year_rows(years: list[YearOfCentre], *, whole: bool) -> list[RowView]:
    """The figures line by line; `whole` for the centre and its district."""
    rows = []
    for name, label in FIGURES.items():
        cells = tuple(_cell(year, name, whole=whole) for year in years)
        rows.append(RowView(name, str(label), cells))
    return rows


def _cell(year: YearOfCentre, name: str, *, whole: bool) -> CellView:
    figure = year.figures[name]
    behind = year.indebted if name == "debt_satang" else figure.value
    of_households = name in OF_HOUSEHOLDS or name == "debt_satang"
    hidden = not whole and of_households and behind is not None and too_few(behind)
    value = None if hidden else figure.value
    return CellView(year.year_be, value, name.endswith("_satang"), figure.is_reported, hidden)


def years_context(
    request: HttpRequest, centre: Centre, need_form: NeedForm | None = None
) -> dict[str, Any]:
    """The page of the years, with the needs of the year after the last."""
    last = last_year_asked(request, centre)
    beside = years_beside(last)
    years, on = years_of(centre, beside, today()), today()
    evidence = evidence_of_needs(centre, last, on)
    needs = needs_of(centre, last + 1)
    keeps = can(request, "years.keep", centre)
    return {
        "centre": centre,
        "last": last,
        "next": last + 1,
        "years": years,
        "notes": year_notes(years),
        "rows": year_rows(years, whole=can(request, "households.view", centre)),
        "needs": needs,
        "asked_satang": sum(one.amount_satang for one in needs),
        "evidence": evidence,
        "keeps": keeps,
        "form": need_form or (NeedForm(evidence=evidence) if keeps and evidence else None),
        "made_up": centre.is_demonstration,
        "trail": [*trail_to(centre), Link(_("ผลรายปีและแผนปีถัดไป"), "", here=True)],
    }
