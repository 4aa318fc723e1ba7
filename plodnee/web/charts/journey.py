"""A household's way out of debt as a line of steps: what it owed from day to day, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from plodnee.web.charts.cash_line import Level, Segment, round_levels

HEIGHT = 260
TOP, BOTTOM = 34, 218
LEFT_PERCENT, RIGHT_PERCENT = 4.0, 96.0
EDGE_PERCENT = 10.0  # words of what stands nearer to an edge begin or end there
TOO_CLOSE_PERCENT = 18.0
EVENT_PERCENT, CHANGE_PERCENT = 19.0, 2.0  # the least room before an event, before a change
TOO_CLOSE_ON_A_PHONE_PERCENT = 78.0


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on the way, and what was owed from that day on."""

    on: date
    label: str
    owed_satang: int


@dataclass(frozen=True, slots=True)
class DrawnEvent:
    """An event in its place; `named` says that its words have room under the picture.

    `place` says where they stand by it, and on a telephone whether.
    """

    event: Event
    x: str
    y: int
    named: bool
    place: str


@dataclass(frozen=True, slots=True)
class JourneyPicture:
    """Everything the template writes down."""

    segments: tuple[Segment, ...]
    events: tuple[DrawnEvent, ...]
    levels: tuple[Level, ...]
    stretched: bool
    height: int = HEIGHT
    bottom: int = BOTTOM


def journey_picture(
    owed: Sequence[tuple[date, int]], events: Sequence[Event], through: date
) -> JourneyPicture | None:
    """The picture of what was owed up to a day; None where nothing changed yet.

    Units:   satang. Events stand in the order of their days.
    Ensures: what happened on one day is one mark; marks stand apart, and days between them are
             stretched for it where many things happened within a short part of the time.
    """
    if len(owed) < 2 and not events:
        return None
    days = sorted({*(day for day, _owed in owed), *(event.on for event in events), through})
    if len(days) == 1:
        return None
    last, high = (
        days[-1],
        max((*(sum_ for _day, sum_ in owed), *(e.owed_satang for e in events), 1)),
    )
    places, stretched = _places(days, frozenset(event.on for event in events))
    scale = _Scale(places, high)
    points = [(scale.x(day), scale.y(satang)) for day, satang in [*owed, (last, owed[-1][1])]]
    segments: list[Segment] = []
    for (x1, y1), (x2, y2) in pairwise(points):
        segments += [Segment(x1, y1, x2, y1), Segment(x2, y1, x2, y2)]
    return JourneyPicture(
        segments=tuple(one for one in segments if (one.x1, one.y1) != (one.x2, one.y2)),
        events=_drawn(_by_day(events), scale),
        levels=tuple(Level(amount, scale.y(amount)) for amount in round_levels(0, high)),
        stretched=stretched,
    )


def _by_day(events: Sequence[Event]) -> list[Event]:
    """One event for each day, with all that happened on it."""
    found = []
    for day, of_day in groupby(events, key=lambda event: event.on):
        same = list(of_day)
        label = " · ".join(dict.fromkeys(event.label for event in same))
        found.append(Event(day, label, same[-1].owed_satang))
    return found


def _places(days: Sequence[date], named: frozenset[date]) -> tuple[dict[date, float], bool]:
    """Where each day stands, percent of the width, and whether time is stretched for it.

    Between two days stands at least room for the words of an event, for a change that has none a
    little; what is left of the width goes by time.
    """
    gaps = list(pairwise(days))
    least = [EVENT_PERCENT if after in named else CHANGE_PERCENT for _day, after in gaps]
    whole, width = (days[-1] - days[0]).days, RIGHT_PERCENT - LEFT_PERCENT
    by_time = [width * (after - day).days / whole for day, after in gaps]
    if all(time >= room for time, room in zip(by_time, least, strict=True)):
        shares = by_time
    else:
        shrunk = min(1.0, width / sum(least))
        rest = max(0.0, width - sum(least))
        shares = [
            room * shrunk + rest * time / width for room, time in zip(least, by_time, strict=True)
        ]
    places, at = {days[0]: LEFT_PERCENT}, LEFT_PERCENT
    for (_day, after), share in zip(gaps, shares, strict=True):
        at += share
        places[after] = at
    return places, shares != by_time


@dataclass(frozen=True, slots=True)
class _Scale:
    places: Mapping[date, float]
    high: int

    def x(self, day: date) -> str:
        return f"{self.places[day]:.2f}"

    def y(self, satang: int) -> int:
        return round(BOTTOM - (BOTTOM - TOP) * satang / self.high)


def _drawn(events: Sequence[Event], scale: _Scale) -> tuple[DrawnEvent, ...]:
    found: list[DrawnEvent] = []
    named_at = narrow_at = -100.0
    for event in events:
        x = scale.x(event.on)
        named = float(x) - named_at >= TOO_CLOSE_PERCENT
        narrow = float(x) - narrow_at >= TOO_CLOSE_ON_A_PHONE_PERCENT
        named_at = float(x) if named else named_at
        narrow_at = float(x) if narrow else narrow_at
        place = _anchor(float(x)) + ("" if narrow else " wide-only")
        found.append(DrawnEvent(event, x, scale.y(event.owed_satang), named, place))
    return tuple(found)


def _anchor(x: float) -> str:
    if x < EDGE_PERCENT:
        return "start"
    return "end" if x > 100 - EDGE_PERCENT else "middle"
