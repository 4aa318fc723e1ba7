"""Why a line is on the menu, why others lost, and what becomes of guarantees."""

import pytest
from made_up import village_household

from plodnee.engine.planner import problem_from_json, solve_menu
from plodnee.engine.planner.model import Choice
from plodnee.engine.planner.reasons import (
    GOAL_FIGURES,
    figures_of,
    guarantee_after,
    reason_for,
    trade,
)


def menus():
    for seed in range(12):
        problem = problem_from_json(village_household(seed, count=1 + seed % 4))
        menu = solve_menu(problem, ceiling_bp=1500, with_bad_year=False)
        if menu.options:
            yield menu


def test_every_goal_is_named_lowest_in_its_own_figure():
    for menu in menus():
        for option in menu.options[:4]:
            assert GOAL_FIGURES[option.goal] in reason_for(menu, option).lowest


def test_every_line_has_something_lowest_or_something_to_gain():
    for menu in menus():
        for option in menu.options:
            told = reason_for(menu, option)
            assert told.lowest or (told.trade.gains and told.trade.costs)


def test_a_trade_told_the_other_way_round_has_gains_and_costs_exchanged():
    for menu in menus():
        first, other = menu.options[0], menu.options[2]
        assert trade(first, other).gains == trade(other, first).costs
        told = {one.figure: one.amount for one in trade(other, first).costs}
        mine, theirs = figures_of(other), figures_of(first)
        assert told == {
            name: mine[name] - theirs[name] for name in mine if mine[name] > theirs[name]
        }


def test_a_line_away_from_its_menu_says_only_its_own_goal():
    for menu in menus():
        for option in menu.options[:4]:
            alone = type(menu)(menu.id, menu.status_quo, (option,), None)
            assert reason_for(alone, option).lowest == (GOAL_FIGURES[option.goal],)


@pytest.mark.parametrize(
    ("choice", "after"),
    [
        (Choice("keep"), "stays"),
        (Choice("restructure", 600, 0, 0), "stays"),
        (Choice("restructure", 600, 12, 0), "needs_consent"),
        (Choice("restructure", 600, 0, 6), "needs_consent"),
        (Choice("consolidate"), "ends"),
    ],
)
def test_more_time_asks_the_guarantor_and_a_new_contract_frees_them(choice, after):
    assert guarantee_after(choice) == after
