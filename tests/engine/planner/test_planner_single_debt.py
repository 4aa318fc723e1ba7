"""A single kept debt, and the declining rate that stands for a flat one."""

import random

import pytest
from exhaustive import in_place

from plodnee.engine.planner import declining_rate_for_flat_interest, in_place_interest
from plodnee.engine.planner.model import DebtTerms


def debt(balance, rate_bp, due_months, amortization="level"):
    return DebtTerms(
        "D", "c", balance, rate_bp, tuple(due_months), amortization, 0, 100, (0,), (0,), True, True
    )


@pytest.mark.parametrize("amortization", ["level", "bullet", "interest_only_then_principal"])
def test_the_interest_to_come_of_a_kept_debt_is_that_of_the_listing(amortization):
    r = random.Random(amortization)
    for _ in range(60):
        due = sorted(r.sample(range(1, 200), r.randint(1, 12)))
        terms = {
            "amortization": amortization,
            "balance": r.randint(1, 60_000),
            "rate_bp": r.choice([0, 1, 700, 1500, 9000]),
        }
        kept = debt(terms["balance"], terms["rate_bp"], due, amortization)
        assert in_place_interest(kept) == in_place(terms, terms["rate_bp"], due)[1]


def test_the_declining_rate_is_the_first_that_reaches_the_flat_interest():
    r = random.Random(5)
    for _ in range(25):
        balance = r.randint(500, 30_000)
        due = sorted(r.sample(range(1, 24), r.randint(1, 6)))
        target = balance * r.randint(1, 1500) * due[-1] // 120_000
        rate = declining_rate_for_flat_interest(balance, due, target, 2000)
        reached = [
            bp
            for bp in range(2000)
            if in_place({"amortization": "level", "balance": balance}, bp, due)[1] >= target
        ]
        assert rate == (reached[0] if reached else 2000)


def test_a_debt_that_is_never_due_has_no_declining_rate():
    with pytest.raises(ValueError, match="due month"):
        declining_rate_for_flat_interest(10_000, [], 100, 36_000)
