"""Where a household's income comes from, as bad years ask it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from plodnee import policy
from plodnee.engine.money import MONTHS_PER_YEAR
from plodnee.engine.planner.model import IncomeSource
from plodnee.registers.book import CashItem, Household

UNSPECIFIED = "unspecified"


@dataclass(frozen=True, slots=True)
class IncomeKinds:
    """The kinds of income with the words by which a register's row is told to be of one.

    Source: policy/bad_years.toml; the first kind that has a word in the text is taken.
    """

    words: tuple[tuple[str, tuple[str, ...]], ...]

    def kind_of(self, text: str) -> str | None:
        """The kind that a text names; None where no word of any kind stands in it."""
        return next(
            (kind for kind, words in self.words if any(word in text for word in words)), None
        )


@lru_cache(maxsize=16)
def income_kinds(on: date) -> IncomeKinds:
    """The kinds of the policy in force on a day.

    Raises: ValueError if no policy was in force.
    """
    rows: Iterable[Mapping[str, Any]] = policy.in_force("bad_years", on).values["kinds"]
    return IncomeKinds(tuple((row["kind"], tuple(row["words"])) for row in rows))


def income_sources(
    household: Household, items: Iterable[CashItem], kinds: IncomeKinds
) -> tuple[IncomeSource, ...]:
    """A household's income by kind and calendar month; nothing where it lists no income.

    A row whose words tell nothing is of the kind of the household's main occupation, else of its
    second one, else its source is not stated.
    """
    usual = (
        kinds.kind_of(household.main_occupation)
        or kinds.kind_of(household.second_occupation)
        or UNSPECIFIED
    )
    found: dict[str, list[int]] = {}
    for item in items:
        if item.kind == "income" and item.amount_satang:
            by_month = found.setdefault(kinds.kind_of(item.item) or usual, [0] * MONTHS_PER_YEAR)
            for month in item.months:
                by_month[month - 1] += item.amount_satang
    return tuple(IncomeSource(kind, tuple(by_month)) for kind, by_month in found.items())
