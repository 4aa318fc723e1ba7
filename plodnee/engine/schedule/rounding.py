"""Rounding of exact amounts to whole units, by a stated mode and multiple."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple


class Mode(StrEnum):
    """Where an amount between two multiples goes."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    CEILING = "ceiling"
    FLOOR = "floor"


class Ratio(NamedTuple):
    """A quotient that is not reduced: it is only rounded, and reducing long numbers is slow."""

    numerator: int
    denominator: int


Exact = Fraction | Ratio | int


def round_to(amount: Exact, multiple: int, mode: Mode) -> int:
    """The multiple of `multiple` that an exact amount is rounded to.

    Units:   amount and multiple in the same unit; the result in that unit.
    Ensures: the result differs from the amount by less than one multiple, by at most half of one
             in the half modes; half_up goes away from zero.
    Raises:  ValueError if the multiple is below 1.
    """
    if multiple < 1:
        raise ValueError(f"cannot round to multiples of {multiple}")
    return multiple * round_ratio(amount.numerator, amount.denominator * multiple, mode)


def round_ratio(numerator: int, denominator: int, mode: Mode) -> int:
    """The whole number that `numerator / denominator` is rounded to.

    Ensures: exact for any size; the denominator is positive.
    """
    whole, rest = divmod(numerator, denominator)
    if rest == 0 or mode is Mode.FLOOR:
        return whole
    if mode is Mode.CEILING:
        return whole + 1
    if 2 * rest != denominator:
        return whole + (2 * rest > denominator)
    if mode is Mode.HALF_EVEN:
        return whole + whole % 2
    return whole + (numerator > 0)


@dataclass(frozen=True, slots=True)
class Rounding:
    """How interest and instalments of one schedule become whole amounts.

    Units: every field in the schedule's smallest unit (see `terms.Product.scale`).
    """

    mode: Mode
    step: int
    instalment_multiple: int

    def amount(self, exact: Exact) -> int:
        """An interest or a principal, rounded once."""
        return round_to(exact, self.step, self.mode)

    def instalment(self, exact: Exact) -> int:
        """A level instalment: rounded to the step first, then to the instalment's multiple.

        A multiple that would leave nothing of it does not count.
        """
        rounded = self.amount(exact)
        return self.multiple_of(rounded) or rounded

    def multiple_of(self, amount: int) -> int:
        """An amount rounded to the instalment's multiple."""
        return round_to(amount, self.instalment_multiple, self.mode)
