"""One request for a register, read: which, where, what is asked for, with which columns."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest

from plodnee.documents.builders.sheets import Column
from plodnee.documents.builders.voice import Voice
from plodnee.documents.facts.matrix_columns import (
    MatrixColumns,
    columns_of_centre,
    columns_of_district,
)
from plodnee.documents.facts.register_rows import Reading, reading
from plodnee.organization.models import Area, Centre
from plodnee.registers.line_totals import owing_kinds
from plodnee.registers.listing import Asked, debt_lines
from plodnee.registers.models import DebtLine, HouseholdLine
from plodnee.web.access import today
from plodnee.web.lists.asking import ListForm, asked_for, chosen_columns, said_in_address
from plodnee.web.lists.kinds import KINDS, Kind, columns_of, first_columns
from plodnee.web.lists.places import ListPlace
from plodnee.web.templatetags.wording import english


@dataclass(frozen=True, slots=True)
class Question:
    """What a page or a file of a register must answer; `near`: with names like the words alone."""

    kind: Kind
    place: ListPlace
    form: ListForm
    asked: Asked
    all_columns: tuple[Column, ...]
    columns: tuple[Column, ...]
    matrix: MatrixColumns | None
    voice: Voice
    near: bool = False

    def told(self) -> Reading:
        """How the rows of all its centres are told."""
        return self._told(self.place.centres())

    def told_on_a_page(self, lines: Iterable[HouseholdLine | DebtLine]) -> Reading:
        """How the rows of these few lines are told."""
        return self._told(self.place.centres({line.centre_id for line in lines}))

    def _told(self, centres: list[Centre]) -> Reading:
        wanted = (column.key for column in self.columns)
        return reading(self.asked.as_of, self.voice, wanted, centres)

    @property
    def filtered(self) -> bool:
        """Whether more is asked for than words and an order."""
        return bool(self.asked.filters) or self.asked.as_of != self.place.latest_day

    @property
    def counts_closed(self) -> bool:
        """Whether debts paid off are among the rows: a centre's page counts what is still owed."""
        told = {"standing", "overdue"} & self.asked.filters.keys()
        return self.kind.of_debts and not told

    @property
    def columns_chosen(self) -> list[tuple[Column, bool]]:
        """Every column, and whether it is shown."""
        return [(column, column in self.columns) for column in self.all_columns]


def kind_named(name: str) -> Kind:
    """The register of that name in addresses; 404 if there is none."""
    if name not in KINDS:
        raise Http404
    return KINDS[name]


def read_question(request: HttpRequest, name: str, place: Centre | Area) -> Question:
    """What the address and the session ask of a register."""
    kind, here = kind_named(name), ListPlace(place, today())
    voice = Voice("en" if english() else "th")
    form = ListForm(said_in_address(request, kind, here), kind=kind, place=here)
    asked = asked_for(here, form)
    matrix = _matrix(kind, here, asked, voice)
    every = columns_of(kind, voice, matrix)
    at_first = first_columns(kind, matrix, over_district=here.is_district)
    columns = chosen_columns(every, request.GET.getlist("columns"), at_first)
    near = "near" in request.GET
    return Question(kind, here, form, asked, every, columns, matrix, voice, near)


def _matrix(kind: Kind, place: ListPlace, asked: Asked, voice: Voice) -> MatrixColumns | None:
    """The creditors' columns of a matrix as of the day asked for; None for other registers."""
    if not kind.is_matrix:
        return None
    if place.is_district:
        return columns_of_district(voice, owing_kinds(asked.place, asked.as_of))
    return columns_of_centre(voice, debt_lines(Asked(asked.place, asked.as_of)))
