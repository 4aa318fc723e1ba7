"""Limited capital goes where it frees the most, and never below a group's floor."""

import subprocess
import sys
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plodnee.engine.capital import Allocation, Choices, FloorOutOfReach, Rules, allocate
from plodnee.engine.capital.allocation import capital_left


def choices_of(*rows, periods=1):
    """Rows (household, fund, period, draw, saved, debt_free, returns)."""
    column = lambda place: np.array([row[place] for row in rows], dtype=np.int64)  # noqa: E731
    returns = np.array([row[6] for row in rows], dtype=np.int64).reshape(len(rows), periods)
    return Choices(
        column(0), column(1), column(2), column(3), returns, column(4), column(5).astype(bool)
    )


def rules_of(capital, *, households, floor=(0,), objective="debt_free_households", **more):
    member = more.pop("member", np.ones((households, len(floor)), dtype=bool))
    target = np.array(more.pop("target", [False] * households))
    return Rules(
        objective,
        np.array(capital, dtype=np.int64).reshape(-1, more.pop("periods", 1)),
        member,
        np.array(floor, dtype=np.int64),
        target,
        gap=0.0,
        **more,
    )


def test_two_small_debts_are_freed_rather_than_one_large():
    choices = choices_of(
        (0, 0, 0, 900, 50, 1, [0]), (1, 0, 0, 500, 10, 1, [0]), (2, 0, 0, 500, 10, 1, [0])
    )
    found = allocate(choices, rules_of([1_000], households=3))
    assert found.chosen.tolist() == [-1, 1, 2]
    assert (found.value, found.gap) == (2, 0.0)


def test_the_other_objective_saves_the_most_interest():
    choices = choices_of(
        (0, 0, 0, 900, 50, 1, [0]), (1, 0, 0, 500, 10, 1, [0]), (2, 0, 0, 500, 10, 1, [0])
    )
    found = allocate(choices, rules_of([1_000], households=3, objective="interest_saved"))
    assert found.chosen.tolist() == [0, -1, -1]
    assert found.interest_saved_satang == 50


def test_target_households_come_first():
    choices = choices_of(
        (0, 0, 0, 900, 50, 1, [0]), (1, 0, 0, 500, 10, 1, [0]), (2, 0, 0, 500, 10, 1, [0])
    )
    rules = rules_of([1_000], households=3, target=[True, False, False])
    assert allocate(choices, rules).chosen.tolist() == [0, -1, -1]


def test_a_groups_floor_is_met_even_where_it_costs_value():
    member = np.array([[True, False], [False, True], [False, True]])
    choices = choices_of(
        (0, 0, 0, 900, 1, 1, [0]), (1, 0, 0, 500, 1, 1, [0]), (2, 0, 0, 500, 1, 1, [0])
    )
    rules = rules_of([1_000], households=3, floor=(1, 0), member=member)
    assert allocate(choices, rules).chosen.tolist() == [0, -1, -1]


def test_a_floor_out_of_reach_says_how_many_could_be_served():
    choices = choices_of((0, 0, 0, 900, 1, 1, [0]), (1, 0, 0, 900, 1, 1, [0]))
    found = allocate(choices, rules_of([1_000], households=2, floor=(2,)))
    assert found == FloorOutOfReach((0,), found.reachable)
    assert found.reachable.tolist() == [1]


def test_money_that_came_back_is_lent_again():
    rows = [(0, 0, 0, 1_000, 5, 1, [0, 1_000]), (1, 0, 1, 1_000, 5, 1, [0, 0])]
    rules = rules_of([1_000, 0], households=2, periods=2)
    found = allocate(choices_of(*rows, periods=2), rules)
    assert found.chosen.tolist() == [0, 1]
    assert found.left_satang.tolist() == [[0, 0]]


def test_a_plan_that_draws_nothing_needs_no_capital():
    found = allocate(choices_of((0, -1, 0, 0, 7, 1, [0])), rules_of([0], households=1))
    assert found.chosen.tolist() == [0]


def test_nothing_to_choose_is_an_answer():
    empty = Choices(*(np.zeros(0, np.int64),) * 4, np.zeros((0, 1), np.int64),
                    np.zeros(0, np.int64), np.zeros(0, bool))  # fmt: skip
    assert allocate(empty, rules_of([5], households=2)).chosen.tolist() == [-1, -1]
    assert isinstance(allocate(empty, rules_of([5], households=2, floor=(1,))), FloorOutOfReach)


@pytest.mark.parametrize("field", ["draw", "household", "period"])
def test_impossible_choices_break_a_promise(field):
    row = {"household": 0, "period": 0, "draw": 1} | {field: -1 if field == "draw" else 9}
    choices = choices_of((row["household"], 0, row["period"], row["draw"], 1, 1, [0]))
    with pytest.raises(ValueError, match=r"amount|household|period"):
        allocate(choices, rules_of([5], households=1))


def rows(households=4):
    amount = st.integers(0, 40)
    row = st.tuples(
        st.integers(0, households - 1), st.integers(-1, 1), st.integers(0, 1), amount, amount,
        st.booleans(), st.lists(amount, min_size=2, max_size=2),
    )  # fmt: skip
    return st.lists(row, min_size=1, max_size=7)


@settings(max_examples=60, deadline=None)
@given(rows(), st.lists(st.integers(0, 60), min_size=4, max_size=4), st.booleans())
def test_no_allocation_by_hand_is_better(drawn, capital, saved):
    choices = choices_of(*[(*row[:6], row[6]) for row in drawn], periods=2)
    objective = "interest_saved" if saved else "debt_free_households"
    rules = rules_of(capital, households=4, periods=2, objective=objective)
    found = allocate(choices, rules)
    assert isinstance(found, Allocation)
    assert found.value == _best_by_hand(choices, rules)


def _best_by_hand(choices, rules):
    worth = choices.interest_saved_satang if rules.objective == "interest_saved" else (
        choices.debt_free.astype(int)
    )  # fmt: skip
    of = [[-1, *np.flatnonzero(choices.household == h)] for h in range(4)]
    best = 0
    for picks in product(*of):
        picked = np.array([pick for pick in picks if pick >= 0], dtype=np.int64)
        if len(picked) == 0 or capital_left(choices, rules, picked).min() >= 0:
            best = max(best, int(worth[picked].sum()) if len(picked) else 0)
    return best


def test_an_allocation_says_nothing_on_standard_output():
    script = (
        "import numpy as np; from plodnee.engine.capital import Choices, Rules, allocate;"
        "n = np.array([0]); one = np.ones((1, 1), bool);"
        "allocate(Choices(n, n, n, n + 5, np.array([[0]]), n + 1, n > -1),"
        " Rules('interest_saved', np.array([[9]]), one, n, n > 0, gap=0.0))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"", b"")


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_within_a_wide_gap_nobody_is_left_out_whom_the_rest_would_serve(data):
    households, periods = data.draw(st.integers(2, 8)), 2
    rows = [
        (
            household, fund, data.draw(st.integers(0, 1)) if fund == 0 else 0,
            data.draw(st.integers(1, 900)) if fund == 0 else 0,
            data.draw(st.integers(-20, 90)), data.draw(st.integers(0, 1)),
            [0, data.draw(st.integers(0, 100))] if fund == 0 else [0, 0],
        )
        for household in range(households)
        for fund in data.draw(st.lists(st.sampled_from([0, -1]), min_size=1, max_size=3))
    ]  # fmt: skip
    objective = data.draw(st.sampled_from(["debt_free_households", "interest_saved"]))
    capital = data.draw(st.lists(st.integers(0, 1_500), min_size=2, max_size=2))
    choices = choices_of(*rows, periods=periods)
    target = data.draw(st.lists(st.booleans(), min_size=households, max_size=households))
    rules = rules_of(
        capital, households=households, objective=objective, target=target, periods=periods
    )
    found = allocate(choices, replace(rules, gap=0.4))
    assert isinstance(found, Allocation)
    assert found.left_satang.min() >= 0
    assert found.value <= found.bound
    for index, row in enumerate(rows):
        worth = row[5] if objective == "debt_free_households" else row[4]
        if found.chosen[row[0]] < 0 and worth > 0:
            other = found.chosen[found.chosen >= 0].tolist()
            assert capital_left(choices, rules, np.array([*other, index])).min() < 0
