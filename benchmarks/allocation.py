"""Allocation of limited capital: seconds, bound and gap for 500 and 5,000 made-up households.

The peer in the same run is the greedy rule that offices use by hand: the household that saves most
interest for its capital first.
"""

import os
import time
from dataclasses import replace

import numpy as np

from plodnee.engine.capital import Allocation, Choices, Objective, Rules, allocate
from plodnee.engine.capital.allocation import capital_left

GROUPS, FUNDS, PERIODS, OPTIONS = 6, 2, 3, 4
OBJECTIVES: tuple[Objective, ...] = ("debt_free_households", "interest_saved")
SECONDS_TO_REACH = {500: 3.0, 5_000: 60.0}
GAP_TO_REACH = 0.005


def made_up(households: int, seed: int) -> tuple[Choices, Rules]:
    """Households with a few options from two lead funds; capital for a quarter of them."""
    random = np.random.default_rng(seed)
    count = households * OPTIONS * FUNDS
    household = np.repeat(np.arange(households), OPTIONS * FUNDS)
    draw = random.integers(500_000, 25_000_000, count)
    saved = (draw * random.uniform(0.02, 0.25, count)).astype(np.int64)
    returns = np.zeros((count, PERIODS), np.int64)
    returns[:, 1:] = (draw[:, None] * random.uniform(0.1, 0.35, (count, 2))).astype(np.int64)
    choices = Choices(
        household=household,
        fund=np.tile(np.repeat(np.arange(FUNDS), OPTIONS), households),
        period=np.zeros(count, np.int64),
        draw_satang=draw,
        returns_satang=returns,
        interest_saved_satang=saved,
        debt_free=random.random(count) < 0.7,
    )
    member = random.random((households, GROUPS)) < 0.4
    capital = np.zeros((FUNDS, PERIODS), np.int64)
    capital[:, 0] = int(draw.mean()) * households // 8
    rules = Rules(
        objective="interest_saved",
        capital_satang=capital,
        member=member,
        floor=np.full(GROUPS, households // 50),
        target=random.random(households) < 0.1,
    )
    return choices, rules


def greedy(choices: Choices, rules: Rules) -> int:
    """Interest saved when households are served by interest saved per baht drawn, one by one."""
    order = np.argsort(-choices.interest_saved_satang / choices.draw_satang)
    left = rules.capital_satang[:, 0].copy()
    served: set[int] = set()
    total = 0
    for index in order:
        household, fund = int(choices.household[index]), int(choices.fund[index])
        if household not in served and left[fund] >= choices.draw_satang[index]:
            left[fund] -= choices.draw_satang[index]
            served.add(household)
            total += int(choices.interest_saved_satang[index])
    return total


def main() -> None:
    """Print a line for each size and objective, and one beside the greedy rule."""
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    for households in SECONDS_TO_REACH:
        choices, rules = made_up(households, seed=households)
        for objective in OBJECTIVES:
            told(choices, replace(rules, objective=objective))
        free = replace(rules, targets_first=False, floor=np.zeros(GROUPS, np.int64))
        alike = allocate(choices, free)
        assert isinstance(alike, Allocation)
        by_hand = greedy(choices, rules)
        print(
            f"{households:>5} households, without floors and targets: saved "
            f"{alike.value / 100:,.0f}, greedy {by_hand / 100:,.0f} baht, "
            f"ratio {alike.value / by_hand:.3f}"
        )


def told(choices: Choices, rules: Rules) -> None:
    """Seconds, value, bound and gap of one allocation, its capital counted again."""
    began = time.perf_counter()
    found = allocate(choices, rules)
    seconds = time.perf_counter() - began
    assert isinstance(found, Allocation)
    assert capital_left(choices, rules, found.chosen[found.chosen >= 0]).min() >= 0
    wanted = SECONDS_TO_REACH[len(rules.target)]
    missed = " MISSED" if seconds > wanted or found.gap > GAP_TO_REACH else ""
    unit, each = ("baht", 100) if rules.objective == "interest_saved" else ("households", 1)
    print(
        f"{len(rules.target):>5} households, {rules.objective}: {seconds:6.2f} s, value "
        f"{found.value / each:,.0f} {unit} (bound {found.bound / each:,.0f}, gap {found.gap:.3%}; "
        f"wanted {wanted:.0f} s and {GAP_TO_REACH:.1%}){missed}"
    )


if __name__ == "__main__":
    main()
