"""The planner against HiGHS: every figure of every goal, one after the other, to the satang."""

import pytest
from goals import ORDER, answer_of, figures_of
from made_up import small_household, village_household
from mixed_integer import Household

AT_EVERY_TEST, AT_PROOF, LARGE_AT_PROOF = 80, 2_400, 12
CHUNK = 40


def compared(household):
    """Compare the household's goals with HiGHS; whether any plan is feasible."""
    lines = answer_of(household)["options"]
    for n, (goal, order) in enumerate(ORDER.items()):
        programme = Household(household)
        found = figures_of(lines[n]) if lines else dict.fromkeys(order)
        caps = {}
        for name in order:
            best = programme.optimum(name, caps)
            assert found[name] == best, (household["id"], goal, name)
            if best is None:
                break
            caps[name] = best
    return bool(lines)


@pytest.mark.parametrize("start", range(0, AT_EVERY_TEST, CHUNK))
def test_every_goal_is_the_optimum_of_the_programme(start):
    feasible = [compared(small_household(seed)) for seed in range(start, start + CHUNK)]
    assert CHUNK / 4 < sum(feasible) < CHUNK


@pytest.mark.prove
def test_every_goal_is_the_optimum_for_more_than_a_thousand_households():
    feasible = [compared(small_household(seed)) for seed in range(AT_EVERY_TEST, AT_PROOF)]
    assert sum(feasible) >= 1_000


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(LARGE_AT_PROOF))
def test_every_goal_is_the_optimum_for_a_village_household(seed):
    compared(village_household(seed, count=1 + seed % 3))


def debt(**terms):
    return {
        "id": "D1",
        "creditor": "village_fund",
        "balance": 2_000_000,
        "rate_bp": 1200,
        "due_months": [12, 24],
        "amortization": "level",
        "min_rate_bp": 600,
        "rate_step_bp": 300,
        "extensions": [0, 12],
        "graces": [0, 12],
        "may_restructure": True,
        "may_consolidate": True,
        **terms,
    }


def household(*debts, months=36, harvest=12, brings=1_800_000, opening=300_000, **terms):
    net = [brings if t % 12 == harvest % 12 else -10_000 for t in range(1, months + 1)]
    monthly = list(range(1, months + 1))
    return {
        "id": "corner",
        "as_of": "2019-03-16",
        "horizon_months": months,
        "cash": {"opening": opening, "reserve": 100_000, "net": net},
        "debts": [{**one, "id": f"D{n}"} for n, one in enumerate(debts)],
        "contract": {
            "rate_bp": 600,
            "patterns": [
                {"name": "after_harvest", "due_months": monthly[(harvest - 1) % 12 :: 12]},
                {"name": "monthly", "due_months": monthly},
            ],
            "max_instalments": 60,
        },
        **terms,
    }


CORNERS = {
    "one debt": household(debt()),
    "debts at 0 %": household(
        debt(rate_bp=0, min_rate_bp=0), debt(rate_bp=0, min_rate_bp=0, balance=700_000)
    ),
    "everything at 0 %": household(
        debt(rate_bp=0, min_rate_bp=0),
        contract={
            "rate_bp": 0,
            "patterns": [{"name": "p", "due_months": [1, 36]}],
            "max_instalments": 9,
        },
    ),
    "nothing fits": household(debt(), debt(balance=9_000_000), brings=300_000),
    "everything fits": household(debt(), debt(balance=800_000), opening=90_000_000),
    "no debt may be consolidated": household(
        debt(may_consolidate=False), debt(balance=500_000, may_consolidate=False)
    ),
    "no debt may be restructured": household(
        debt(may_restructure=False), debt(balance=500_000, may_restructure=False)
    ),
    "a harvest in month 1": household(debt(), debt(due_months=[1, 13]), harvest=1),
    "a harvest in the last month": household(debt(), debt(due_months=[36]), months=36),
    "a horizon of one month": household(
        debt(due_months=[1]), months=1, harvest=1, brings=2_500_000
    ),
    "the longest horizon": household(
        debt(due_months=[60, 120], extensions=[0], amortization="bullet"),
        months=120,
        brings=400_000,
    ),
    "a debt due at the horizon": household(debt(due_months=[24, 36]), debt(due_months=[35])),
    "a debt due beyond the horizon": household(debt(due_months=[37]), debt(balance=300_000)),
    "a debt due beyond the horizon that may not join": household(
        debt(due_months=[37], may_consolidate=False)
    ),
    "a grace beyond every due month": household(debt(graces=[0, 24, 120])),
    "interest that no instalment covers": household(
        debt(),
        contract={
            "rate_bp": 1500,
            "patterns": [{"name": "late", "due_months": [30, 31, 32, 33, 34, 35, 36]}],
            "max_instalments": 7,
        },
    ),
    "a rate above the ceiling": household(debt(rate_bp=3600, min_rate_bp=300)),
    "interest only": household(debt(amortization="interest_only_then_principal")),
    "one satang": household(debt(balance=1), debt(balance=2, rate_bp=36_000)),
    "twins": household(*[debt(balance=600_000)] * 3),
    "no contract": household(debt(), contract=None),
}


@pytest.mark.parametrize("name", CORNERS)
def test_a_corner_is_the_optimum_of_the_programme(name):
    fits = compared(CORNERS[name])
    assert fits != (name in {"nothing fits", "a debt due beyond the horizon that may not join"})
