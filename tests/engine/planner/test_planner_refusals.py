"""Every refusal of a household's problem names the field; all else is answered."""

import copy

import pytest
from made_up import village_household
from test_planner_worked_example import example

from plodnee.engine.planner import HouseholdRefused, problem_from_json, solve_menu


def changed(path, value):
    """The worked example with one field set, or taken away where the value is `...`."""
    data = copy.deepcopy(example())
    *way, name = path
    place = data
    for step in way:
        place = place[step]
    if value is ...:
        del place[name]
    else:
        place[name] = value
    return data


D1, CASH, PATTERN = ("debts", 0), ("cash",), ("contract", "patterns", 0)
POOR = village_household(5, 6)
POOR["cash"]["net"] = [0] * POOR["horizon_months"]

REFUSED = [
    (("horizon_months",), 0),
    (("horizon_months",), 121),
    (("horizon_months",), "21"),
    (("horizon_months",), 21.0),
    (("horizon_months",), True),
    (("horizon_months",), ...),
    (("as_of",), "16/03/2562"),
    (("as_of",), "20190316"),
    (("as_of",), "1900-01-01"),
    (("as_of",), None),
    (("id",), 5),
    (("id",), ...),
    ((*CASH, "net"), []),
    ((*CASH, "net"), [0] * 20),
    ((*CASH, "net"), [0] * 22),
    ((*CASH, "net"), [0.5] * 21),
    ((*CASH, "net"), None),
    ((*CASH, "opening"), -1),
    ((*CASH, "reserve"), -1),
    (CASH, []),
    (("debts",), []),
    (("debts",), {}),
    ((*D1, "id"), "D2"),
    ((*D1, "id"), None),
    (D1, 7),
    ((*D1, "creditor"), ...),
    ((*D1, "balance"), 0),
    ((*D1, "balance"), -2_500_000),
    ((*D1, "balance"), "2500000"),
    ((*D1, "rate_bp"), -1),
    ((*D1, "rate_bp"), 36_001),
    ((*D1, "min_rate_bp"), 1201),
    ((*D1, "rate_step_bp"), 0),
    ((*D1, "due_months"), []),
    ((*D1, "due_months"), [0]),
    ((*D1, "due_months"), [9, 9]),
    ((*D1, "due_months"), [9, 8]),
    ((*D1, "extensions"), []),
    ((*D1, "extensions"), [-1]),
    ((*D1, "extensions"), [0, 12, 0]),
    ((*D1, "graces"), []),
    ((*D1, "graces"), [-6]),
    ((*D1, "graces"), [3, 3]),
    ((*D1, "amortization"), "annuity"),
    ((*D1, "may_restructure"), 1),
    ((*D1, "may_consolidate"), None),
    (("contract",), ...),
    (("contract",), []),
    (("contract", "rate_bp"), -1),
    (("contract", "rate_bp"), 1501),
    (("contract", "max_instalments"), 0),
    (("contract", "patterns"), None),
    ((*PATTERN, "name"), "monthly"),
    ((*PATTERN, "due_months"), []),
    ((*PATTERN, "due_months"), [0, 9]),
    ((*PATTERN, "due_months"), [9, 9]),
    ((*PATTERN, "due_months"), [9, "21"]),
]


@pytest.mark.parametrize(("path", "value"), REFUSED, ids=[f"{p}={v}"[:60] for p, v in REFUSED])
def test_a_wrong_field_is_refused_by_name(path, value):
    with pytest.raises(HouseholdRefused) as refused:
        problem_from_json(changed(path, value))
    names = [step for step in path if isinstance(step, str)]
    assert any(name in refused.value.field for name in (names[-1], "id", "name"))
    assert refused.value.detail.startswith(refused.value.field)
    assert refused.value.code == "bad_household"


@pytest.mark.parametrize("line", [None, [], "H1", 3])
def test_a_line_that_is_no_object_is_refused(line):
    with pytest.raises(HouseholdRefused, match="not a JSON object"):
        problem_from_json(line)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("contract",), None),
        (("contract", "patterns"), []),
        ((*D1, "rate_bp"), 36_000),
        ((*D1, "due_months"), [22]),
        ((*D1, "graces"), [500]),
        (("contract", "rate_bp"), 1500),
        (("debts", 1, "creditor"), "village_fund"),
        ((*D1, "extensions"), [10**30]),
        ((*D1, "rate_step_bp"), 10**30),
        (("contract", "max_instalments"), 10**30),
        ((*CASH, "net"), [-(10**15)] * 21),
    ],
)
def test_what_is_only_unusual_is_answered(path, value):
    assert solve_menu(problem_from_json(changed(path, value)), ceiling_bp=1500).id == "H1"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ((*D1, "balance"), 10**19),
        ((*CASH, "opening"), 1 << 61),
        ((*CASH, "net"), [10**18] * 21),
        ((*D1, "due_months"), [10**12]),
    ],
)
def test_sums_beyond_whole_satang_are_refused_not_wrong(path, value):
    with pytest.raises(HouseholdRefused) as refused:
        solve_menu(problem_from_json(changed(path, value)), ceiling_bp=1500)
    assert refused.value.code == "household_too_large"


def test_what_is_not_proven_within_the_steps_allowed_is_refused_not_guessed():
    able, unable = problem_from_json(village_household(5, 6)), problem_from_json(POOR)
    for problem in (able, unable):
        with pytest.raises(HouseholdRefused) as refused:
            solve_menu(problem, ceiling_bp=1500, most_steps=1_000)
        assert refused.value.code == "household_too_hard"
        bounded = solve_menu(problem, ceiling_bp=1500, most_steps=10**9)
        assert bounded == solve_menu(problem, ceiling_bp=1500)


def test_sums_too_large_for_bounds_are_searched_no_longer_than_allowed():
    household = village_household(5, 6)
    debts = [one | {"balance": one["balance"] << 26} for one in household["debts"]]
    cash = household["cash"]
    cash = {"opening": 0, "reserve": 0, "net": [one << 26 for one in cash["net"]]}
    problem = problem_from_json(household | {"debts": debts, "cash": cash})
    with pytest.raises(HouseholdRefused) as refused:
        solve_menu(problem, ceiling_bp=1500, most_steps=1_000)
    assert refused.value.code == "household_too_hard"
