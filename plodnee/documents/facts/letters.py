"""The facts of an office's letter and what it encloses. Everything is stated in words."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class TopicAsked:
    """A topic (`item` 0) or one of its items."""

    number: int
    item: int
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class IndicatorShown:
    """An indicator with its target; empty where none is set."""

    name: str
    unit: str
    target: str


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """A round as its enclosures state it; a step is its text and what belongs below it."""

    name: str
    year_be: int
    project: str
    activity: str
    starts_on: date
    ends_on: date
    zones: int
    provinces: int
    objectives: tuple[str, ...]
    target_groups: str
    steps: tuple[tuple[str, tuple[str, ...]], ...]
    expected: str
    topics: tuple[TopicAsked, ...]
    indicators: tuple[IndicatorShown, ...]


@dataclass(frozen=True, slots=True)
class SlotFacts:
    """What happens from one hour (`13.00`) to another; the end may be empty."""

    held_on: date
    starts_at: str
    ends_at: str
    what: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeFacts:
    """A province's programme by hour."""

    name: str
    project: str
    activity: str
    venue: str
    slots: tuple[SlotFacts, ...]


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """A letter with its head, text, tasks and signature; no number yet where it is a draft.

    Enclosures are codes of the round's papers, or `title | how many copies`.
    """

    kind: str
    urgency: str
    number: str
    is_draft: bool
    address: tuple[str, ...]
    place: str
    dated_on: date
    subject: str
    addressee: str
    reference: str
    enclosed: tuple[str, ...]
    opening: tuple[str, ...]
    tasks: tuple[str, ...]
    closing: str
    contact: tuple[str, ...]
    signer_name: str
    signer_position: tuple[str, ...]
    motto: str
    round: RoundFacts | None
    programme: ProgrammeFacts | None
    is_made_up: bool
