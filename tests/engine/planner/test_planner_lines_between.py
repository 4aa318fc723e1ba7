"""The lines between the goals: no feasible plan at all is as good in all four and better in one."""

import pytest
from exhaustive import every_plan
from goals import answer_of, figures_of
from made_up import centre_household, small_household, tiny_household, village_household
from mixed_integer import Household

NAMES = ("largest", "interest", "free_month", "given_up")
MOST_LINES = 12


def lines_of(household):
    """The four figures of each line between the goals, in the menu's order."""
    lines = [line for line in answer_of(household)["options"] if line["goal"] == "pareto"]
    return [tuple(figures_of(line)[name] for name in NAMES) for line in lines]


def front_of(figures):
    """Those of the figures that no others beat."""
    kinds = set(figures)
    return {
        one
        for one in kinds
        if not any(all(map(int.__le__, other, one)) for other in kinds if other != one)
    }


@pytest.mark.parametrize("start", range(0, 300, 50))
def test_no_plan_of_all_beats_a_line(start):
    for seed in range(start, start + 50):
        household = tiny_household(seed)
        front = front_of([plan.figures for plan in every_plan(household) if plan.feasible])
        lines = lines_of(household)
        assert len(lines) == len(set(lines)) <= MOST_LINES, seed
        assert set(lines) <= front, seed
        assert bool(lines) == bool(front), seed


def test_the_lines_spread_from_one_end_to_the_other_of_every_figure():
    for seed in range(150):
        household = tiny_household(seed)
        front = front_of([plan.figures for plan in every_plan(household) if plan.feasible])
        lines = lines_of(household)
        for figure in range(len(NAMES) if front else 0):
            assert min(one[figure] for one in lines) == min(one[figure] for one in front), seed


def unbeaten(household):
    """Whether HiGHS finds nothing lower in any figure of a line, the others no higher."""
    lines = lines_of(household)
    programme = Household(household)
    for line in lines:
        caps = dict(zip(NAMES, line, strict=True))
        for name in NAMES:
            others = {other: cap for other, cap in caps.items() if other != name}
            assert programme.optimum(name, others) == caps[name], (household["id"], name, line)
    return len(lines)


def test_the_programme_finds_nothing_that_beats_a_line():
    assert sum(unbeaten(small_household(seed)) for seed in range(24)) > 8


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(0, 400, 100))
def test_the_programme_beats_no_line_of_hundreds_of_households(seed):
    assert sum(unbeaten(small_household(one)) for one in range(seed, seed + 100)) > 100


def test_the_lines_are_the_same_every_time():
    household = village_household(5)
    assert lines_of(household) == lines_of(household) != []


@pytest.mark.prove
def test_a_household_of_sixteen_debts_has_lines_that_nothing_on_its_menu_beats():
    lines = answer_of(centre_household(3))["options"]
    told = [tuple(figures_of(line)[name] for name in NAMES) for line in lines]
    assert {one for one, line in zip(told, lines, strict=True) if line["goal"] == "pareto"} <= (
        front_of(told)
    )
