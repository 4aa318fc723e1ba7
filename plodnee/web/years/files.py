"""The years as a workbook, and the planning sheet of the next one as a paper."""

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import override

from plodnee.audit.services import record
from plodnee.documents.builders.register_stream import Listed
from plodnee.documents.builders.sheets import Cell, Column
from plodnee.documents.builders.voice import Voice
from plodnee.documents.facts.planning import NeedFacts, PlanningFacts, YearFigure
from plodnee.documents.planning_paper import issue_planning
from plodnee.documents.reports import issued_report_file
from plodnee.lessons.years.selectors import (
    YearOfCentre,
    evidence_of_needs,
    needs_of,
    years_beside,
    years_of,
)
from plodnee.organization.models import Centre
from plodnee.web.access import allowed, can, officer_of, today
from plodnee.web.listed_files import listed_file
from plodnee.web.taken_away import file_response
from plodnee.web.templatetags.wording import english
from plodnee.web.visit_day.deeds import hand_of
from plodnee.web.years.page import CellView, RowView, last_year_asked, year_rows
from plodnee.web.years.wording import evidence_words, year_notes


@allowed("notes.view")
def years_file(request: HttpRequest, centre: Centre) -> HttpResponseBase:
    """The years side by side: figures in lines, years in columns."""
    beside = years_beside(last_year_asked(request, centre))
    years, voice = years_of(centre, beside, today()), Voice("en" if english() else "th")
    columns = (
        Column("name", _("รายการ"), 36),
        *(Column(str(year), str(year), 18, "decimal") for year in beside),
        Column("source", _("ที่มา"), 30),
    )
    title = (_("ผลรายปี"), centre.name)
    listed = Listed("years", title, columns, voice, today())
    rows: list[dict[str, Cell]] = [
        {
            "name": row.label,
            "source": _source(row),
            **{str(year): _plain(cell) for year, cell in zip(beside, row.cells, strict=True)},
        }
        for row in _rows(request, centre, years)
    ]
    response, _written = listed_file(listed, rows, f"{centre.code}-years", ".xlsx")
    record(officer_of(request), "documents.taken", centre, file="years.xlsx", rows=len(rows))
    return response


@allowed("notes.view")
def planning_paper(request: HttpRequest, centre: Centre, ending: str) -> HttpResponse:
    """The planning sheet of the next year, issued when it is first taken as it stands."""
    last = last_year_asked(request, centre)
    beside = years_beside(last)
    years = years_of(centre, beside, today())
    facts = PlanningFacts(
        centre=centre.name,
        year_be=last + 1,
        written_on=today(),
        years_be=tuple(beside),
        figures=tuple(
            YearFigure(
                row.name,
                tuple(cell.value for cell in row.cells),
                _hidden(row),
                tuple(cell.is_reported for cell in row.cells),
            )
            for row in _rows(request, centre, years)
        ),
        notes=_notes(years),
        evidence=_evidence(centre, last),
        needs=tuple(
            NeedFacts(one.what, one.amount_satang, one.basis_words)
            for one in needs_of(centre, last + 1)
        ),
        is_made_up=centre.is_demonstration,
    )
    issued = issue_planning(centre=centre, facts=facts, by=hand_of(request))
    record(officer_of(request), "documents.taken", issued, file=f"planning{ending}")
    return file_response(issued_report_file(issued, ending), f"{centre.code}-planning{ending}")


def _evidence(centre: Centre, last: int) -> tuple[str, ...]:
    """What needs can rest on; always in Thai, as the paper is."""
    with override("th"):
        return tuple(evidence_words(one) for one in evidence_of_needs(centre, last, today()))


def _notes(years: list[YearOfCentre]) -> tuple[str, ...]:
    """By which registers the years were worked out; always in Thai, as the paper is."""
    with override("th"):
        return tuple(words for _year, words in year_notes(years))


def _rows(request: HttpRequest, centre: Centre, years: list[YearOfCentre]) -> list[RowView]:
    return year_rows(years, whole=can(request, "households.view", centre))


def _plain(cell: CellView) -> Cell:
    if cell.value is None or not cell.is_money:
        return cell.value
    return Decimal(cell.value) / 100


def _source(row: RowView) -> str:
    reported = {cell.is_reported for cell in row.cells if cell.value is not None}
    words = {True: _("ตามที่รายงาน"), False: _("จากระบบ")}
    return " / ".join(words[one] for one in sorted(reported))


def _hidden(row: RowView) -> tuple[bool, ...]:
    return tuple(cell.is_hidden for cell in row.cells)
