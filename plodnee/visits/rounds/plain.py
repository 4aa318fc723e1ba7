"""What is said of a round, of a choice and of a programme, before anything is kept."""

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True, slots=True)
class TopicSaid:
    """A topic (`item` 0) or one of its items."""

    number: int
    item: int
    title: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorSaid:
    """An indicator of document 1; the target is empty until the department sets it."""

    name: str
    unit: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class RoundSaid:
    """All of one version of a round; columns of several sentences have one a line."""

    project: str
    activity: str
    sub_activity: str
    purpose: str
    objectives: str
    target_groups: str
    steps: str
    expected: str
    team: str
    starts_on: date
    ends_on: date
    budget_satang: int
    members_asked: int
    models_asked: int
    province_codes: tuple[str, ...]
    topics: tuple[TopicSaid, ...]
    indicators: tuple[IndicatorSaid, ...]


@dataclass(frozen=True, slots=True)
class SlotSaid:
    """What happens from one hour to another; a visit names its centre's code."""

    held_on: date
    starts_at: time
    ends_at: time | None
    what: str
    points: str = ""
    centre_code: str = ""


@dataclass(frozen=True, slots=True)
class ProgrammeSaid:
    """A province's programme by hour."""

    team: str
    venue: str
    slots: tuple[SlotSaid, ...]
