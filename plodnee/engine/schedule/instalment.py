"""The level instalment that repays a principal over periods of any length and rate."""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from plodnee.engine.schedule.rounding import Ratio


def level_instalment(principal: int, rates: Sequence[Fraction]) -> Fraction:
    """The level instalment in lowest terms, to be counted on; see `level_ratio`."""
    return Fraction(*level_ratio(principal, rates))


def level_ratio(principal: int, rates: Sequence[Fraction]) -> Ratio:
    """The equal amount at the end of every period that repays the principal with its interest.

    Shapes:  rates holds one entry per period, the part of the balance that is its interest.
    Units:   the result in the unit of the principal, exact.
    Ensures: with all rates equal to r, P·r / (1 - (1+r)^-n); with no interest, P/n.
    Raises:  ValueError without any period.
    Source:  P · Π(1+r_i) / (1 + Σ of the products of the later (1+r_i)), the textbook annuity.
    """
    if not rates:
        raise ValueError("an instalment needs at least one period")
    common = lcm(*(rate.denominator for rate in rates))
    growth, paid, scale = 1, 1, 1  # over common^k, common^(k-1) after k periods
    for number, rate in enumerate(rates):
        factor = common + rate.numerator * (common // rate.denominator)
        growth *= factor
        if number:
            scale *= common
            paid = paid * factor + scale
    return Ratio(principal * growth, common * paid)


def equal_principal(principal: int, periods: int) -> Fraction:
    """The equal part of a principal that falls to each of so many periods, exact."""
    if periods < 1:
        raise ValueError("a principal needs at least one period")
    return Fraction(principal, periods)
