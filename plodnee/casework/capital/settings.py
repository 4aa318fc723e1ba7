"""What a committee sets for its capital, and the rules of the day that bound it."""

from dataclasses import dataclass
from datetime import date

from plodnee import policy
from plodnee.engine.capital import Objective


@dataclass(frozen=True, slots=True)
class CapitalRules:
    """How capital is planned on one day.

    Units:  months; `gap` is a share of the bound.
    Source: policy/capital.toml.
    """

    period_months: int
    periods: int
    gap: float
    most_seconds: int
    most_kept: int


def capital_rules(on: date) -> CapitalRules:
    """The rules in force on a day."""
    values = policy.in_force("capital", on).values
    return CapitalRules(
        period_months=values["period_months"],
        periods=values["periods"],
        gap=values["gap_bp"] / 10_000,
        most_seconds=values["most_seconds"],
        most_kept=values["most_kept"],
    )


@dataclass(frozen=True, slots=True)
class CapitalSettings:
    """The objective, and the capital and floors that limit it.

    Units:  satang; months of the plan.
    `capital_satang` holds a row for each lead fund with the new money of each period; what is left
    carries over. `floors` is the fewest households of each member group to be given capital.
    `within_months` is by when a household must be debt-free to count as freed.
    """

    objective: Objective
    within_months: int
    targets_first: bool
    capital_satang: tuple[tuple[int, ...], ...]
    floors: tuple[int, ...]

    @property
    def new_money_satang(self) -> int:
        """All new money of all funds and periods."""
        return sum(map(sum, self.capital_satang))
