"""How a line holds in bad years: the same seeded futures for all, every satang recounted."""

from dataclasses import replace

import numpy as np
import pytest
from test_planner_worked_example import example

from plodnee.engine.planner import problem_from_json, solve_menu
from plodnee.engine.planner.bad_years import bad_years, futures_in_force
from plodnee.engine.planner.model import CashLine, IncomeSource

RICE, WAGE, ALLOWANCE = "rain_fed_crop", "casual_wage", "allowance"
EVERY_MONTH = (300_000,) * 12
IN_DECEMBER = (0,) * 11 + (5_000_000,)
RICE_CROP = IncomeSource(RICE, IN_DECEMBER)


def household(*sources, opening=3_000_000, spending=200_000, months=24):
    """A household of these sources from April 2019 on, with its steady spending."""
    income = [
        sum(s.by_calendar_month[(3 + t) % 12] for s in sources if t + 1 >= s.from_month)
        for t in range(months)
    ]
    cash = CashLine(opening, 300_000, tuple(amount - spending for amount in income), sources)
    return replace(problem_from_json(example()), cash=cash, horizon_months=months)


def recounted(problem, paid):
    """Futures that hold and what the futures' lowest months leave, each future walked by itself."""
    futures = futures_in_force(problem.as_of)
    lows = []
    for f in range(futures.kept.shape[2]):
        level, low = problem.cash.opening, None
        for t, net in enumerate(problem.cash.net):
            month = problem.as_of.month + t
            level += net - int(paid[t])
            for source in problem.cash.income:
                if t + 1 >= source.from_month:
                    amount = source.by_calendar_month[month % 12]
                    kept = int(futures.kept[futures.kinds.index(source.kind), month, f])
                    level -= amount * (1000 - kept) // 1000
            low = level if low is None else min(low, level)
        lows.append(low)
    return sum(low >= problem.cash.reserve for low in lows), sorted(lows)


@pytest.mark.parametrize(
    ("sources", "paid_a_year"),
    [
        ((RICE_CROP,), 2_000_000),
        ((IncomeSource(WAGE, EVERY_MONTH),), 2_000_000),
        ((RICE_CROP, IncomeSource("remittance", EVERY_MONTH, from_month=7)), 5_500_000),
    ],
)
def test_every_future_is_counted_to_the_satang(sources, paid_a_year):
    problem = household(*sources)
    paid = np.zeros((1, 24), np.int64)
    paid[0, [8, 20]] = paid_a_year
    (answer,) = bad_years(problem, paid)
    holds, lows = recounted(problem, paid[0])
    assert 0 < holds < 1000
    assert (answer.futures, answer.holds) == (1000, holds)
    assert answer.worst_cash == lows[1000 // futures_in_force(problem.as_of).one_in - 1]


def test_what_the_state_pays_comes_in_every_future():
    problem = household(IncomeSource(ALLOWANCE, EVERY_MONTH))
    (answer,) = bad_years(problem, np.zeros((1, 24), np.int64))
    assert answer.holds == answer.futures
    assert (answer.worst_month, answer.worst_cash) == (1, 3_100_000)


def test_a_line_that_pays_more_early_never_holds_oftener():
    problem = household(RICE_CROP, IncomeSource(WAGE, EVERY_MONTH))
    paid = np.zeros((8, 24), np.int64)
    for line in range(8):
        paid[line, 9] = 1_000_000 * line
    held = [answer.holds for answer in bad_years(problem, paid)]
    assert held == sorted(held, reverse=True)
    assert held[0] > held[-1]


def test_a_line_holds_alike_whatever_else_is_on_the_menu():
    problem = household(RICE_CROP)
    paid = np.zeros((3, 24), np.int64)
    paid[1, 9], paid[2, 20] = 1_500_000, 3_000_000
    together = bad_years(problem, paid)
    assert together == tuple(bad_years(problem, paid[n : n + 1])[0] for n in range(3))


def test_a_crop_fails_as_often_as_the_policy_says():
    futures = futures_in_force(problem_from_json(example()).as_of)
    year = futures.kept[futures.kinds.index(RICE), 16]
    assert (year < 1000).mean() == pytest.approx(0.25, abs=0.05)
    assert year[year < 1000].min() >= 300
    assert year[year < 1000].max() <= 800


def test_a_source_of_an_unknown_kind_counts_as_one_not_stated():
    known, unknown = (household(IncomeSource(k, IN_DECEMBER)) for k in ("unspecified", "lottery"))
    paid = np.zeros((1, 24), np.int64)
    assert bad_years(known, paid) == bad_years(unknown, paid)


def test_every_line_of_a_menu_says_how_it_holds():
    problem = problem_from_json(example())
    options = solve_menu(problem, ceiling_bp=1500).options
    assert all(option.bad_year.futures == 1000 for option in options)
    assert {option.bad_year.holds for option in options} != {1000}
    assert solve_menu(problem, ceiling_bp=1500) == solve_menu(problem, ceiling_bp=1500)
