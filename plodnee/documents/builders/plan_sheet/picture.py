"""The household's cash through the year as a picture: what comes in, what is left each month."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from plodnee.casework.plan.model import HouseholdAnalysis
from plodnee.documents.builders.names import month_of_plan
from plodnee.documents.builders.voice import Voice
from plodnee.documents.facts.proposal import HouseholdPlan

WIDTH, HEIGHT = 1880, 420
LEFT, RIGHT, TOP, BOTTOM = 150, 20, 24, 60
MONTHS_PER_YEAR = 12
LONGEST_SHOWN = 60
MOST_LABELS = 12
OTHERS = (("#1d5c96", "30 8"), ("#6b2147", "4 8 24 8"), ("#8a6d00", "6 6"))
_WINDOW = (
    f'<defs><clipPath id="window"><rect x="0" y="0" width="{WIDTH}" '
    f'height="{HEIGHT - BOTTOM + 4}"/></clipPath></defs>'
)


@dataclass(frozen=True, slots=True)
class CashYear:
    """What the picture shows, month 1 first; `plan` is empty where nothing fits.

    `others` are plans beside the first, as a sheet of several has them.
    """

    net: tuple[int, ...]
    plan: tuple[int, ...]
    today: tuple[int, ...]
    reserve: int
    others: tuple[tuple[int, ...], ...] = ()


def cash_year(household: HouseholdAnalysis, plan: HouseholdPlan) -> CashYear | None:
    """The months up to the year in which today's terms break, at least twelve.

    None without debts, and where nobody recorded what comes in or goes out.
    """
    problem, menu = household.problem, household.menu
    if problem is None or menu is None or household.cash_unstated:
        return None
    breaks = menu.status_quo.first_break_month or 1
    shown = min(-(-breaks // MONTHS_PER_YEAR) * MONTHS_PER_YEAR, LONGEST_SHOWN)
    shown = min(shown, problem.horizon_months)
    net = problem.cash.net[:shown]
    return CashYear(
        net=net,
        plan=balances(problem.cash.opening, net, plan.paid) if household.chosen else (),
        today=balances(problem.cash.opening, net, plan.paid_today),
        reserve=problem.cash.reserve,
    )


def balances(opening: int, net: Sequence[int], paid: Sequence[int]) -> tuple[int, ...]:
    """The cash left after each month that both know."""
    cash, balances = opening, []
    for income, payment in zip(net, paid, strict=False):
        cash += income - payment
        balances.append(cash)
    return tuple(balances)


def picture(voice: Voice, year: CashYear, household: HouseholdAnalysis) -> str:
    """The picture as SVG: bars for each month's income less living costs, lines for cash left."""
    scale = _Scale.over(year)
    assert household.problem is not None
    labels = [month_of_plan(household.problem.as_of, m + 1) for m in range(len(year.net))]
    every = -(-len(labels) // MOST_LABELS)
    parts = [_WINDOW, _bars(year.net, scale), _reserve(year.reserve, scale)]
    parts.append(_line(year.today, scale, "#b4472e", "14 10"))
    for cash, (colour, dashes) in zip(year.others, OTHERS, strict=False):
        parts.append(_line(cash, scale, colour, dashes))
    parts.append(_line(year.plan, scale, "#1b7f4b", ""))
    parts.append(_axis(voice, scale))
    for index, day in enumerate(labels):
        if index % every == 0:
            text = escape(voice.short_month(day))
            parts.append(_text(scale.x(index), HEIGHT - 14, text, "middle"))
    body = "".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="Sarabun" font-size="26">{body}</svg>'
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    months: int
    low: int
    high: int

    @classmethod
    def over(cls, year: CashYear) -> "_Scale":
        """A scale that shows the plan whole; beside it today's terms may fall through the floor."""
        plans = [amount for cash in (year.plan, *year.others) for amount in cash]
        kept = (*year.net, *(plans or year.today), year.reserve, 0)
        high = max((*kept, *year.today)) or 1
        low = max(min((*kept, *year.today)), min(min(kept), -high))
        return cls(len(year.net), low, high)

    def x(self, index: int) -> float:
        """The middle of a month."""
        return LEFT + (index + 0.5) * (WIDTH - LEFT - RIGHT) / self.months

    def y(self, satang: int) -> float:
        """The height of an amount; below the floor where today's terms fall through it."""
        part = (satang - self.low) / (self.high - self.low)
        return HEIGHT - BOTTOM - part * (HEIGHT - TOP - BOTTOM)


def _bars(net: Sequence[int], scale: _Scale) -> str:
    width = 0.62 * (WIDTH - LEFT - RIGHT) / scale.months
    return "".join(
        f'<rect x="{scale.x(i) - width / 2:.1f}" y="{scale.y(max(v, 0)):.1f}" '
        f'width="{width:.1f}" height="{abs(scale.y(v) - scale.y(0)):.1f}" '
        f'fill="{"#cfe3d6" if v >= 0 else "#e5e7eb"}"/>'
        for i, v in enumerate(net)
        if v
    )


def _reserve(reserve: int, scale: _Scale) -> str:
    y = f"{scale.y(reserve):.1f}"
    return (
        f'<line x1="{LEFT}" y1="{y}" x2="{WIDTH - RIGHT}" y2="{y}" stroke="#6b7280" '
        f'stroke-width="3" stroke-dasharray="3 8"/>'
    )


def _line(cash: Sequence[int], scale: _Scale, colour: str, dashes: str) -> str:
    if not cash:
        return ""
    points = " ".join(f"{scale.x(i):.1f},{scale.y(v):.1f}" for i, v in enumerate(cash))
    dots = "".join(
        f'<circle cx="{scale.x(i):.1f}" cy="{scale.y(v):.1f}" r="6" fill="{colour}"/>'
        for i, v in enumerate(cash)
        if v >= scale.low and not dashes
    )
    return (
        f'<polyline clip-path="url(#window)" points="{points}" fill="none" '
        f'stroke="{colour}" stroke-width="5" '
        f'stroke-dasharray="{dashes or "none"}" stroke-linejoin="round"/>{dots}'
    )


def _axis(voice: Voice, scale: _Scale) -> str:
    """The floor, zero and the top, each with its amount in baht."""
    marks = []
    for satang in {scale.low, 0, scale.high}:
        y = scale.y(satang)
        colour = "#374151" if satang == 0 else "#d1d5db"
        marks.append((y, f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}" '
                         f'stroke="{colour}" stroke-width="2"/>'
                         + _text(LEFT - 12, y + 9, voice.whole_baht(satang), "end")))  # fmt: skip
    kept: list[float] = []
    out = []
    for y, mark in sorted(marks, key=lambda pair: abs(pair[0] - scale.y(0))):
        if all(abs(y - other) > 30 for other in kept):
            kept.append(y)
            out.append(mark)
    return "".join(out)


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="#374151">{text}</text>'
