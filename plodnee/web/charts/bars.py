"""A bar chart with one named bar a row."""

from collections.abc import Iterable
from dataclasses import dataclass

ROW_PIXELS = 52
LABEL_BASELINE = 18
BAR_TOP = 26
BAR_PIXELS = 16
LONGEST_BAR_PERCENT = 64


@dataclass(frozen=True, slots=True)
class Bar:
    """One amount to draw; `tone` is a colour class of charts.css."""

    label: str
    satang: int
    tone: str = "plain"
    count: int | None = None


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """A bar in its place: pixels from the top, width in per cent of the picture."""

    bar: Bar
    label_y: int
    bar_y: int
    width_percent: str
    share_percent: int

    @property
    def amount_y(self) -> int:
        """Where the amount stands, level with its bar."""
        return self.bar_y + BAR_PIXELS - 2


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars in their order, the height of the picture and the total."""

    bars: tuple[DrawnBar, ...]
    height: int
    total_satang: int
    bar_pixels: int = BAR_PIXELS


def bar_chart(bars: Iterable[Bar]) -> BarChart:
    """Bars drawn to one scale: the largest takes the whole width kept for bars.

    Ensures: an amount above nothing is never drawn as nothing.
    Raises: ValueError if an amount is below 0.
    """
    rows = tuple(bars)
    if any(row.satang < 0 for row in rows):
        raise ValueError("a bar cannot be shorter than nothing")
    largest = max((row.satang for row in rows), default=0)
    total = sum(row.satang for row in rows)
    drawn = tuple(_drawn(place, row, largest, total) for place, row in enumerate(rows))
    return BarChart(drawn, ROW_PIXELS * len(rows), total)


def _drawn(place: int, bar: Bar, largest: int, total: int) -> DrawnBar:
    top = place * ROW_PIXELS
    return DrawnBar(
        bar=bar,
        label_y=top + LABEL_BASELINE,
        bar_y=top + BAR_TOP,
        width_percent=_width(bar.satang, largest),
        share_percent=round(100 * bar.satang / total) if total else 0,
    )


def _width(satang: int, largest: int) -> str:
    if satang == 0:
        return "0"
    return f"{max(0.5, LONGEST_BAR_PERCENT * satang / largest):.2f}"
