"""Years of a demonstration's centres as reported, and what they need; all of it is made up."""

from typing import Any
from uuid import uuid5

from plodnee.lessons.coding.selectors import code_names
from plodnee.lessons.models import YearRecord
from plodnee.lessons.years.plain import NeedSaid, YearSaid
from plodnee.lessons.years.services import keep_year, put_need
from plodnee.organization.access import OPERATOR
from plodnee.policy.reader import versions
from plodnee.visits.models import Round, Selection
from plodnee.visits.rounds.selectors import chosen_in
from plodnee.visits.rounds.services import Hand

COUNTRY, BAHT = "", 100


def demonstration_years(round_: Round | None) -> None:
    """Three years and the next needs of the round's first two centres, kept once."""
    if round_ is None:
        return
    values = versions("demonstration_years")[-1].values
    visits = list(chosen_in(round_, COUNTRY).order_by("centre_id"))[:2]
    for visit, name in zip(visits, ("first", "second"), strict=False):
        for row in values[name]:
            _year(visit, row, values["report"])
        for row in values[f"needs_{name}"]:
            _need(visit, row)


def _year(visit: Selection, row: Any, source: str) -> None:
    year, groups, returned, people, contracts, debt, freed, models = row
    if YearRecord.objects.filter(centre=visit.centre, fiscal_year_be=year).exists():
        return
    said = YearSaid(groups, returned * BAHT, people, contracts, debt * BAHT, freed, models)
    by = Hand(OPERATOR, visit.chosen_on)
    keep_year(centre=visit.centre, year_be=year, said=said, source=source, seen_number=0, by=by)


def _need(visit: Selection, row: Any) -> None:
    what, amount, basis = row
    by = Hand(OPERATOR, visit.chosen_on)
    words = code_names(by.on)[basis.partition(":")[2]]
    said = NeedSaid(what, amount * BAHT, basis, words)
    year = visit.round.fiscal_year_be + 1
    put_need(key=uuid5(visit.pk, what), centre=visit.centre, year_be=year, said=said, by=by)
