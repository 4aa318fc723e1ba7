"""Seeded draws: the same seed and label give the same village on every machine."""

import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

from plodnee.engine.money import SATANG_PER_BAHT

Item = TypeVar("Item")


class Draws:
    """One stream of draws; `branch` gives an independent one, so that no part disturbs another."""

    def __init__(self, seed: int | str, *labels: object) -> None:
        self._label = ":".join(str(part) for part in (seed, *labels))
        self._random = random.Random(self._label)  # noqa: S311 - made-up data, not a secret

    def branch(self, *labels: object) -> "Draws":
        """A stream of its own for one part of the village."""
        return Draws(self._label, *labels)

    def chance(self, share: float) -> bool:
        """True in this share of the draws."""
        return self._random.random() < share

    def between(self, least: int, greatest: int) -> int:
        """A whole number, both ends included."""
        return least + int(self._random.random() * (greatest - least + 1))

    def pick(self, items: Sequence[Item]) -> Item:
        """One of the items, all equally likely."""
        return items[int(self._random.random() * len(items))]

    def weighted(self, weights: Mapping[Item, float]) -> Item:
        """One of the keys, as likely as its weight."""
        left = self._random.random() * sum(weights.values())
        for item, weight in weights.items():
            left -= weight
            if left < 0:
                return item
        return list(weights)[-1]

    def sloped(self, least: float, most_frequent: float, greatest: float) -> float:
        """A number from a triangle: rare at the ends, frequent at its peak."""
        return self._random.triangular(least, greatest, most_frequent)

    def shuffled(self, items: Sequence[Item]) -> list[Item]:
        """The items in another order."""
        return sorted(items, key=lambda _: self._random.random())

    def spread(self, weights: Mapping[Item, float], count: int) -> list[Item]:
        """`count` keys in the proportion of their weights, in a random order.

        Ensures: each key within one of its exact share; the rest goes to the largest remainders.
        """
        total = sum(weights.values())
        exact = {item: weight * count / total for item, weight in weights.items()}
        counts = {item: int(share) for item, share in exact.items()}
        missing = count - sum(counts.values())
        for item in sorted(exact, key=lambda key: counts[key] - exact[key])[:missing]:
            counts[item] += 1
        return self.shuffled([item for item, times in counts.items() for _ in range(times)])


def whole_baht(baht: float, step: int = 100) -> int:
    """An amount in satang, rounded to a multiple of `step` baht and at least one step."""
    return max(1, round(baht / step)) * step * SATANG_PER_BAHT
