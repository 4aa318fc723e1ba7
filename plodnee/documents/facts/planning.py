"""The facts of a centre's planning sheet for the next year. Units: satang."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class YearFigure:
    """A figure over the years, by its name; None: nobody knows, or hidden as it tells of a few.

    `reported` says which were entered by somebody instead of worked out.
    """

    name: str
    values: tuple[int | None, ...]
    hidden: tuple[bool, ...]
    reported: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class NeedFacts:
    """A need, the budget asked for it, and the evidence it rests on."""

    what: str
    amount_satang: int
    basis: str


@dataclass(frozen=True, slots=True)
class PlanningFacts:
    """What a centre reached in the years before, what was noted, and what it needs."""

    centre: str
    year_be: int
    written_on: date
    years_be: tuple[int, ...]
    figures: tuple[YearFigure, ...]
    notes: tuple[str, ...]
    evidence: tuple[str, ...]
    needs: tuple[NeedFacts, ...]
    is_made_up: bool
