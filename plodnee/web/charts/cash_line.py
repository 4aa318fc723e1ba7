"""A household's cash from month to month, with its reserve, its payments and where it breaks."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

HEIGHT = 280
TOP = 26
BOTTOM = 244
LEFT_PERCENT = 2.0
RIGHT_PERCENT = 98.0
STEPS = (1, 2, 5)
GRID_LINES = 4
MOST_LABELS = 12


@dataclass(frozen=True, slots=True)
class Way:
    """One way of paying: the payments of each month 1..T; `tone` is a colour class."""

    label: str
    tone: str
    paid: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """One stroke of a line, x in per cent and y in pixels."""

    x1: str
    y1: int
    x2: str
    y2: int


@dataclass(frozen=True, slots=True)
class DrawnWay:
    """A way's cash after each month 0..T, its strokes, and the first month below the reserve."""

    way: Way
    cash: tuple[int, ...]
    segments: tuple[Segment, ...]
    break_month: int | None
    break_x: str
    break_y: int

    def paid_in(self, month: int) -> int:
        """The payment of a month 1..T."""
        return self.way.paid[month - 1] if month <= len(self.way.paid) else 0


@dataclass(frozen=True, slots=True)
class Column:
    """The payment of one month, drawn upward from nothing."""

    x: str
    y: int
    width: str
    height: int


@dataclass(frozen=True, slots=True)
class Level:
    """A horizontal line of the picture at an amount."""

    satang: int
    y: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A month named under the picture."""

    month: int
    x: str


@dataclass(frozen=True, slots=True)
class CashPicture:
    """Everything the template writes down."""

    ways: tuple[DrawnWay, ...]
    payments: tuple[Column, ...]
    levels: tuple[Level, ...]
    reserve: Level
    ticks: tuple[Tick, ...]
    months: int
    height: int = HEIGHT
    bottom: int = BOTTOM


def cash_after(opening: int, net: Sequence[int], paid: Sequence[int]) -> tuple[int, ...]:
    """Cash after each month 0..T when `paid` leaves it, months without a payment given as 0.

    Units: satang. Ensures: the first entry is `opening`.
    """
    due = [*paid, *[0] * (len(net) - len(paid))]
    flows = [income - payment for income, payment in zip(net, due, strict=False)]
    return tuple(accumulate(flows, initial=opening))


def cash_picture(
    *, opening: int, reserve: int, net: Sequence[int], ways: Sequence[Way], months: int
) -> CashPicture:
    """The picture of the first `months` months; the last way's payments are drawn as columns.

    Raises: ValueError if there is no way to draw or no month.
    """
    if not ways or not net or months < 1:
        raise ValueError("a cash picture needs a month and a way of paying")
    months = min(months, len(net))
    lines = [cash_after(opening, net[:months], way.paid[:months]) for way in ways]
    largest_payment = max((*ways[-1].paid[:months], 0))
    low = min(0, reserve, *(min(line) for line in lines))
    high = max(reserve, largest_payment, *(max(line) for line in lines), low + 1)
    scale = _Scale(low, high, months)
    return CashPicture(
        ways=tuple(
            _drawn(way, line, reserve, scale) for way, line in zip(ways, lines, strict=True)
        ),
        payments=_columns(ways[-1].paid[:months], scale),
        levels=tuple(Level(amount, scale.y(amount)) for amount in round_levels(low, high)),
        reserve=Level(reserve, scale.y(reserve)),
        ticks=_ticks(months, scale),
        months=months,
    )


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month of the picture in figures; `ways` are (paid, left, whether below the reserve)."""

    month: int
    net: int
    ways: tuple[tuple[int, int, bool], ...]


def month_rows(picture: CashPicture, net: Sequence[int]) -> list[MonthRow]:
    """The picture as a table: for each month its net, and for each way what is paid and left."""
    reserve = picture.reserve.satang
    return [
        MonthRow(
            month,
            net[month - 1],
            tuple(
                (way.paid_in(month), way.cash[month], way.cash[month] < reserve)
                for way in picture.ways
            ),
        )
        for month in range(1, picture.months + 1)
    ]


@dataclass(frozen=True, slots=True)
class _Scale:
    low: int
    high: int
    months: int

    def x(self, month: float) -> str:
        width = RIGHT_PERCENT - LEFT_PERCENT
        return f"{LEFT_PERCENT + width * month / self.months:.2f}"

    def y(self, satang: int) -> int:
        return round(BOTTOM - (BOTTOM - TOP) * (satang - self.low) / (self.high - self.low))


def _drawn(way: Way, line: tuple[int, ...], reserve: int, scale: _Scale) -> DrawnWay:
    points = [(scale.x(month), scale.y(satang)) for month, satang in enumerate(line)]
    segments = tuple(Segment(x1, y1, x2, y2) for (x1, y1), (x2, y2) in pairwise(points))
    below = (month for month, satang in enumerate(line) if month and satang < reserve)
    broken = next(below, None)
    x, y = points[broken or 0]
    return DrawnWay(way, line, segments, broken, x, y)


def _columns(paid: Sequence[int], scale: _Scale) -> tuple[Column, ...]:
    width = 0.5 * (RIGHT_PERCENT - LEFT_PERCENT) / scale.months
    base = scale.y(0)
    return tuple(
        Column(
            x=f"{float(scale.x(month)) - width / 2:.2f}",
            y=scale.y(satang),
            width=f"{width:.2f}",
            height=max(1, base - scale.y(satang)),
        )
        for month, satang in enumerate(paid, start=1)
        if satang > 0
    )


def round_levels(low: int, high: int) -> list[int]:
    """Amounts of 1, 2 or 5 × 10ⁿ baht apart, for lines behind a picture from low to high."""
    step = _round_step((high - low) // GRID_LINES)
    first = -(-low // step) * step
    return list(range(first, high + 1, step))


def _round_step(rough: int) -> int:
    """The next larger of 1, 2, 5 × 10ⁿ baht."""
    size = 100
    while True:
        for factor in STEPS:
            if factor * size >= rough:
                return factor * size
        size *= 10


def _ticks(months: int, scale: _Scale) -> tuple[Tick, ...]:
    every = 1 if months <= MOST_LABELS else 12
    return tuple(Tick(month, scale.x(month)) for month in range(every, months + 1, every))
