"""The worked example of docs/reference/formats.md, to the satang in every figure."""

import json

import pytest

from plodnee.engine.planner import menu_to_json, plan_rows, problem_from_json, solve_menu


def example(harvest=2_000_000):
    net = [harvest if month in (9, 21) else -20_000 for month in range(1, 22)]
    anything = {"may_restructure": True, "may_consolidate": True}
    return {
        "id": "H1",
        "as_of": "2019-03-16",
        "horizon_months": 21,
        "cash": {"opening": 600_000, "reserve": 200_000, "net": net},
        "debts": [
            {
                "id": "D1",
                "creditor": "village_fund",
                "balance": 2_500_000,
                "rate_bp": 1200,
                "due_months": [9],
                "amortization": "bullet",
                "min_rate_bp": 900,
                "rate_step_bp": 300,
                "extensions": [0, 12],
                "graces": [0],
                **anything,
            },
            {
                "id": "D2",
                "creditor": "savings_group",
                "balance": 900_000,
                "rate_bp": 1500,
                "due_months": [1, 2, 3, 4, 5, 6],
                "amortization": "level",
                "min_rate_bp": 1500,
                "rate_step_bp": 100,
                "extensions": [0, 6],
                "graces": [0, 3],
                **anything,
            },
        ],
        "contract": {
            "rate_bp": 600,
            "patterns": [
                {"name": "after_harvest", "due_months": [9, 21]},
                {"name": "monthly", "due_months": list(range(1, 22))},
            ],
            "max_instalments": 24,
        },
    }


@pytest.fixture(scope="module")
def answer():
    problem = problem_from_json(example())
    return menu_to_json(problem, solve_menu(problem, ceiling_bp=1500))


def figures(line):
    names = (
        "total_interest",
        "total_paid",
        "debt_free_month",
        "largest_month_paid",
        "lowest_cash",
    )
    return tuple(line[name] for name in names)


def offer(line):
    contract = line["contract"]
    names = ("principal", "pattern", "instalment", "instalments", "last", "rate_bp")
    return tuple(contract[name] for name in names)


def test_the_status_quo_breaks_in_month_three(answer):
    status = answer["status_quo"]
    assert status["feasible"] is False
    assert (status["first_break_month"], status["shortfall"]) == (3, 130_100)
    assert figures(status) == (264_769, 3_664_769, 9, 2_725_000, -1_444_769)


@pytest.mark.parametrize("place", [0, 1])
def test_least_interest_and_soonest_debt_free_take_all_into_the_contract(answer, place):
    line = answer["options"][place]
    assert line["goal"] == ("least_interest", "soonest_debt_free")[place]
    assert line["choices"] == {"D1": {"action": "consolidate"}, "D2": {"action": "consolidate"}}
    assert offer(line) == (3_400_000, "after_harvest", 2_020_000, 2, 1_624_980, 600)
    assert figures(line) == (244_980, 3_644_980, 21, 2_020_000, 200_000)
    assert line["concession"] == {"village_fund": 44_868, "savings_group": 0}


def test_the_smallest_instalment_spreads_the_contract_evenly(answer):
    line = answer["options"][2]
    assert line["goal"] == "smallest_instalment"
    assert offer(line) == (3_400_000, "after_harvest", 1_828_300, 2, 1_828_182, 600)
    assert figures(line) == (256_482, 3_656_482, 21, 1_828_300, 391_700)
    assert line["concession"] == {"village_fund": 36_410, "savings_group": 0}


def test_the_least_concession_extends_one_debt_and_joins_the_other(answer):
    line = answer["options"][3]
    assert line["goal"] == "least_concession"
    assert line["choices"] == {
        "D1": {"action": "restructure", "rate_bp": 900, "extension": 12, "grace": 0},
        "D2": {"action": "consolidate"},
    }
    assert offer(line) == (900_000, "after_harvest", 940_500, 1, 940_500, 600)
    assert figures(line) == (434_250, 3_834_250, 21, 2_893_750, 385_750)
    assert line["concession"] == {"village_fund": 0, "savings_group": 0}


def test_the_answer_is_plain_json_and_says_that_a_plan_fits(answer):
    assert json.loads(json.dumps(answer)) == answer
    assert answer["id"] == "H1"
    assert answer["no_feasible_plan"] is None


def test_a_poorer_harvest_needs_help_to_the_satang():
    problem = problem_from_json(example(harvest=1_800_000))
    answer = menu_to_json(problem, solve_menu(problem, ceiling_bp=1500))
    assert answer["options"] == []
    assert answer["no_feasible_plan"] == {
        "binding_month": 21,
        "shortfall": 34_892,
        "smallest_cash_now": 34_900,
        "smallest_income_per_month": 1_700,
    }


def test_the_rows_of_the_contract_split_each_payment_as_the_example_does():
    problem = problem_from_json(example())
    rows = plan_rows(problem, solve_menu(problem, ceiling_bp=1500).options[0])
    assert [(row.month, row.what, row.paid) for row in rows] == [
        (9, "contract", 2_020_000),
        (21, "contract", 1_624_980),
    ]
    assert [(row.interest, row.principal, row.balance) for row in rows] == [
        (153_000, 1_867_000, 1_533_000),
        (91_980, 1_533_000, 0),
    ]
