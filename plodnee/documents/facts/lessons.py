"""The facts of a synthesis of lessons. No name of a person is among them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Quotation:
    """What was said, by which role, of which centre and year, and what was done about it."""

    text: str
    speaker: str
    centre: str
    year_be: int
    done: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeFacts:
    """One code of a kind: how many notes have it, at how many centres, and the latest of them."""

    name: str
    notes: int
    centres: int
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class KindFacts:
    """One kind of lesson with its codes, the most frequent first."""

    kind: str
    notes: int
    codes: tuple[CodeFacts, ...]


@dataclass(frozen=True, slots=True)
class LessonReportFacts:
    """What was learnt, as asked for: of which years, places, kinds; counts and quotations."""

    office: str
    scope: tuple[tuple[str, str], ...]
    written_on: date
    notes: int
    centres: int
    years_be: tuple[int, ...]
    kinds: tuple[KindFacts, ...]
    tags: tuple[tuple[str, int], ...]
    follow_ups_open: int
    follow_ups_closed: int
    is_made_up: bool
