"""The one contract without rounding: per satang of principal, for all instalments of an interval.

Rounding moves what is owed by half a satang a gap, and interest on that; at the highest rate over
the longest horizon the whole stays below three satang a payment, which `rounding_slack` allows.
Source: docs/explanation/planner.md, "Bounds by intervals".
"""

from typing import NamedTuple

import numpy as np

from plodnee.engine.planner.compiling import Reals, Satang, lean, part

YEAR = 120_000.0
BISECTIONS = 60


class Least(NamedTuple):
    """What any contract of the interval pays at least, per satang of principal.

    `interest_most` is the most interest that any of them bears.
    """

    interest: float
    interest_most: float
    by_month: Reals  # (T,) so far
    in_month: Reals  # (T,)


@lean
def rounding_slack(count: int) -> int:
    """Satang by which the rounding of `count` gaps moves a contract's figures at most."""
    return 3 * count


@lean
def repay_smooth(share: float, rate_bp: int, due: Satang, count: int) -> tuple[int, float, float]:
    """Payments, interest and last payment where `share` of the principal is paid each time."""
    owed = 1.0
    bearing = 1.0
    interest = 0.0
    before = 0
    for n in range(count):
        gap = bearing * rate_bp * (due[n] - before) / YEAR
        before = due[n]
        interest += gap
        owed += gap
        if owed <= share:
            return n + 1, interest, owed
        owed -= share
        bearing = min(bearing, owed)
    return count + 1, interest, owed


@lean
def smallest_share(rate_bp: int, due: Satang, count: int) -> float:
    """The smallest share that leaves nothing owed after `count` payments."""
    low = 0.0
    high = largest_share(rate_bp, due)
    for _ in range(BISECTIONS):
        middle = (low + high) / 2.0
        if repay_smooth(middle, rate_bp, due, count)[0] <= count:
            high = middle
        else:
            low = middle
    return high


@lean
def largest_share(rate_bp: int, due: Satang) -> float:
    """The share that pays all at once."""
    share: float = 1.0 + rate_bp * due[0] / YEAR + 1e-9
    return share


@part
def least_of_interval(
    low: float, high: float, rate_bp: int, due: Satang, count: int, months: int
) -> Least:
    """What every contract with an instalment of low to high shares pays at least.

    Ensures: no payment by or in a month is below these, but for the slack of rounding.
    """
    most_payments, most_interest, _ = repay_smooth(low, rate_bp, due, count)
    payments, interest, last = repay_smooth(high, rate_bp, due, count)
    most_payments = min(most_payments, count)
    payments = min(payments, count)
    by_month = np.zeros(months, np.float64)
    in_month = np.zeros(months, np.float64)
    at_end = max(0.0, last) if most_payments == payments else max(0.0, min(low, last))
    made = 0
    so_far = 0.0
    for t in range(months):
        if made < count and due[made] == t + 1:
            made += 1
            so_far = min(made * low, 1.0 + interest)
            if made < payments:
                in_month[t] = low
            elif made == payments:
                in_month[t] = at_end
        by_month[t] = so_far
    return Least(interest, most_interest, by_month, in_month)
