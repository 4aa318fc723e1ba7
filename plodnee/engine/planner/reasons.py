"""Why a line stands on the menu, why it lost against another, and what it does to guarantees."""

from dataclasses import dataclass
from typing import Literal

from plodnee.engine.planner.model import Choice, Goal, Menu, Option

Figure = Literal["interest", "free_month", "largest", "given_up"]
GOAL_FIGURES: dict[Goal, Figure] = {
    "least_interest": "interest",
    "soonest_debt_free": "free_month",
    "smallest_instalment": "largest",
    "least_concession": "given_up",
}
Guarantee = Literal["stays", "needs_consent", "ends"]


@dataclass(frozen=True, slots=True)
class Difference:
    """By how much a figure differs, above 0: satang, or months for the debt-free month."""

    figure: Figure
    amount: int


@dataclass(frozen=True, slots=True)
class Trade:
    """What a line has lower than another, and what it has higher."""

    gains: tuple[Difference, ...]
    costs: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """The figures of which no plan that fits has less; and the trade against the least interest."""

    lowest: tuple[Figure, ...]
    trade: Trade


def figures_of(option: Option) -> dict[Figure, int]:
    """The four figures by which lines are weighed."""
    return {
        "interest": option.figures.total_interest,
        "free_month": option.figures.debt_free_month,
        "largest": option.figures.largest_month_paid,
        "given_up": sum(amount for _creditor, amount in option.concession),
    }


def reason_for(menu: Menu, option: Option) -> Reason:
    """Why the line stands on the menu.

    Ensures: a figure named lowest is the proven optimum of all plans that fit, since a whole menu
             has the optimum of each; where none is named, the trade has a gain. Of a line alone,
             away from its menu, only its own goal is said.
    """
    if len(menu.options) < len(GOAL_FIGURES):
        goal = GOAL_FIGURES.get(option.goal)
        return Reason((goal,) if goal else (), Trade((), ()))
    least = [figures_of(line) for line in menu.options]
    own = figures_of(option)
    lowest = tuple(name for name in own if own[name] <= min(line[name] for line in least))
    return Reason(lowest, trade(option, menu.options[0]))


def trade(option: Option, other: Option) -> Trade:
    """What taking the line instead of the other gains, and what it costs."""
    mine, theirs = figures_of(option), figures_of(other)
    return Trade(
        gains=tuple(Difference(n, theirs[n] - mine[n]) for n in mine if mine[n] < theirs[n]),
        costs=tuple(Difference(n, mine[n] - theirs[n]) for n in mine if mine[n] > theirs[n]),
    )


def guarantee_after(choice: Choice) -> Guarantee:
    """What becomes of the guarantee of a debt of which this is done.

    More time frees a guarantor who has not agreed to it; a debt that is paid off or replaced takes
    its guarantee with it, and the new contract needs one of its own.
    Source: CCC 698, 700; `engine/guarantee.py` for the consent itself.
    """
    if choice.action == "consolidate":
        return "ends"
    return "needs_consent" if choice.extension or choice.grace else "stays"
