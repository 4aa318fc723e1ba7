"""Made-up households for the planner's tests, small and large, each from its own seed."""

import random

KINDS = ["level", "level", "level", "bullet", "interest_only_then_principal"]


def tiny_household(seed):
    """A household of a few baht, where every rounding matters and every plan can be listed."""
    r = random.Random(seed)
    horizon = r.randint(1, 12)
    debts = [tiny_debt(r, n, horizon) for n in range(r.randint(1, 3))]
    owed = sum(debt["balance"] for debt in debts)
    spread = owed * r.choice([2, 3, 5]) // horizon
    net = [r.randint(-spread // 3, spread) for _ in range(horizon)]
    if r.random() < 0.4:
        net = [-r.randint(0, spread // 4) for _ in range(horizon)]
        for month in range(r.randint(0, horizon - 1), horizon, r.choice([3, 6, 12])):
            net[month] = r.randint(owed // 2, 2 * owed)
    patterns = [
        {"name": f"p{n}", "due_months": some_months(r, horizon + 2)} for n in range(r.randint(0, 3))
    ]
    contract = {
        "rate_bp": r.choice([0, 1, 300, 600, 1199, 1500]),
        "patterns": patterns,
        "max_instalments": r.randint(1, horizon + 1),
    }
    return {
        "id": f"T{seed}",
        "as_of": "2019-03-16",
        "horizon_months": horizon,
        "cash": {"opening": r.randint(0, owed), "reserve": r.randint(0, owed // 8), "net": net},
        "debts": debts,
        "contract": contract if r.random() < 0.9 else None,
    }


def tiny_debt(r, n, horizon):
    rate = r.choice([0, 100, 600, 1200, 1500, 1800, 2400, 36000])
    return {
        "id": f"D{n}",
        "creditor": r.choice(["village_fund", "savings_group"]),
        "balance": r.randint(1, 4000),
        "rate_bp": rate,
        "due_months": some_months(r, horizon if r.random() < 0.9 else horizon + 3),
        "amortization": r.choice(KINDS),
        "min_rate_bp": r.randint(0, rate),
        "rate_step_bp": r.choice([50, 100, 700, 1000]) + rate // 4,
        "extensions": r.sample([0, 1, 3, 6, 12], r.randint(1, 2)),
        "graces": r.sample([0, 1, 2, 5], r.randint(1, 2)),
        "may_restructure": r.random() < 0.8,
        "may_consolidate": r.random() < 0.7,
    }


def some_months(r, latest):
    return sorted(r.sample(range(1, latest + 1), r.randint(1, min(5, latest))))
