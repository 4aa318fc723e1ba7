"""What a version of a round says, and what it changed against the one before."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from plodnee.visits.models import RoundVersion
from plodnee.visits.rounds.plain import IndicatorSaid, RoundSaid, TopicSaid
from plodnee.visits.rounds.services import COLUMNS

OF_ROWS = ("provinces", "topics", "indicators")


@dataclass(frozen=True, slots=True)
class RoundChange:
    """A column, or a line of the topics or indicators, that reads otherwise than before."""

    name: str
    before: Any
    after: Any


def said_of(version: RoundVersion) -> RoundSaid:
    """All that a version says, as it was said."""
    return RoundSaid(
        **{name: getattr(version, name) for name in COLUMNS},
        province_codes=tuple(
            version.provinces.order_by("province_id").values_list("province_id", flat=True)
        ),
        topics=tuple(
            TopicSaid(one.number, one.item, one.title, one.detail)
            for one in version.topics.order_by("number", "item")
        ),
        indicators=tuple(
            IndicatorSaid(one.name, one.unit, one.target)
            for one in version.indicators.order_by("place")
        ),
    )


def round_changes(version: RoundVersion) -> list[RoundChange]:
    """What a version changed against the one before it; nothing for the first."""
    before = RoundVersion.objects.filter(round=version.round_id, number=version.number - 1).first()
    return list(_between(said_of(before), said_of(version))) if before else []


def _between(old: RoundSaid, new: RoundSaid) -> Iterator[RoundChange]:
    for name in COLUMNS:
        if getattr(old, name) != getattr(new, name):
            yield RoundChange(name, getattr(old, name), getattr(new, name))
    gone = tuple(code for code in old.province_codes if code not in new.province_codes)
    came = tuple(code for code in new.province_codes if code not in old.province_codes)
    if gone or came:
        yield RoundChange("provinces", gone, came)
    yield from _lines("topics", _topics(old), _topics(new))
    yield from _lines("indicators", _indicators(old), _indicators(new))


def _lines(name: str, old: dict[str, str], new: dict[str, str]) -> Iterator[RoundChange]:
    for key in dict.fromkeys([*old, *new]):
        if old.get(key, "") != new.get(key, ""):
            yield RoundChange(name, old.get(key, ""), new.get(key, ""))


def _topics(said: RoundSaid) -> dict[str, str]:
    return {
        f"{topic.number}.{topic.item}": f"{topic.title} {topic.detail}".strip()
        for topic in said.topics
    }


def _indicators(said: RoundSaid) -> dict[str, str]:
    return {one.name: f"{one.name} {one.target} {one.unit}" for one in said.indicators}
