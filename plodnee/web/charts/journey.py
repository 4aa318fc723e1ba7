"""A household's way out of debt as a line of steps: what it owed from day to day, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from plodnee.web.charts.cash_line import Level, Segment, round_levels

HEIGHT = 260
TOP, BOTTOM = 34, 218
LEFT_PERCENT, RIGHT_PERCENT = 4.0, 96.0
EDGE_PERCENT = 10.0  # words of what stands nearer to an edge begin or end there
TOO_CLOSE_PERCENT = 18.0
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
    height: int = HEIGHT
    bottom: int = BOTTOM


def journey_picture(
    owed: Sequence[tuple[date, int]], events: Sequence[Event], through: date
) -> JourneyPicture | None:
    """The picture of what was owed up to a day; None where nothing changed yet.

    Units: satang. Events stand in the order of their days.
    """
    if len(owed) < 2 and not events:
        return None
    days = [*(day for day, _owed in owed), *(event.on for event in events), through]
    first, last = min(days), max(days)
    if first == last:
        return None
    high = max((*(satang for _day, satang in owed), *(e.owed_satang for e in events), 1))
    scale = _Scale(first, (last - first).days, high)
    points = [(scale.x(day), scale.y(satang)) for day, satang in [*owed, (last, owed[-1][1])]]
    segments: list[Segment] = []
    for (x1, y1), (x2, y2) in pairwise(points):
        segments += [Segment(x1, y1, x2, y1), Segment(x2, y1, x2, y2)]
    return JourneyPicture(
        segments=tuple(one for one in segments if (one.x1, one.y1) != (one.x2, one.y2)),
        events=_drawn(events, scale),
        levels=tuple(Level(amount, scale.y(amount)) for amount in round_levels(0, high)),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    days: int
    high: int

    def x(self, day: date) -> str:
        width = RIGHT_PERCENT - LEFT_PERCENT
        return f"{LEFT_PERCENT + width * (day - self.first).days / self.days:.2f}"

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
