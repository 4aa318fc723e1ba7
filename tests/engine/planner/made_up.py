"""Made-up households for the planner's tests, small and large, each from its own seed."""

import random

KINDS = ["level", "level", "level", "bullet", "interest_only_then_principal"]


def tiny_household(seed, *, unit=1, longest=12, most_debts=3):
    """A household of a few units, where every rounding matters and every plan can be listed."""
    r = random.Random(seed)
    horizon = r.randint(1, longest)
    debts = [tiny_debt(r, n, horizon, unit) for n in range(r.randint(1, most_debts))]
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


def small_household(seed):
    """Up to four debts of up to 20,000 baht each over up to three years."""
    return tiny_household(seed, unit=500, longest=36, most_debts=4)


def tiny_debt(r, n, horizon, unit):
    rate = r.choice([0, 100, 600, 1200, 1500, 1800, 2400, 36000])
    return {
        "id": f"D{n}",
        "creditor": r.choice(["village_fund", "savings_group"]),
        "balance": r.randint(1, 4000) * unit,
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


def village_household(seed, count=None):
    """A rice household over five years: 1 to 10 debts of 10 to 30 entries, three patterns."""
    r = random.Random(seed)
    count = count or r.choices(range(1, 11), [30, 22, 16, 11, 8, 5, 3, 2, 2, 1])[0]
    harvest = r.randint(1, 12)
    debts = [
        village_debt(r, n, harvest, r.choice([24, 36, 48]), r.choice([[0], [0, 12]]))
        for n in range(count)
    ]
    return household(r, f"V{seed}", harvest, debts)


def centre_household(seed):
    """Eight debts to member groups with up to 120 entries each, and eight arrears at 0 %."""
    r = random.Random(seed)
    harvest = r.randint(1, 12)
    debts = []
    for n in range(8):
        debt = village_debt(r, n, harvest, 48, r.choice([[0, 6, 12], [0, 6]]))
        debt["min_rate_bp"] = max(0, debt["rate_bp"] - 700)
        debts.append(debt)
        debts.append(arrears_of(r, debt))
    return household(r, f"C{seed}", harvest, debts)


def village_debt(r, n, harvest, longest_extension, graces):
    rate = r.randint(6, 15) * 100
    years = r.randint(1, 3)
    if r.random() < 0.7:
        due = list(range(harvest, 12 * years + 1, 12))
        if r.random() < 0.3 and due[-1] < 12 * years:
            due.append(12 * years)
    else:
        due = list(range(1, 12 * years + 1))
    extensions = list(range(0, longest_extension + 1, 12))
    return {
        "id": f"D{n}",
        "creditor": f"group{r.randint(1, 5)}",
        "balance": min(15_000_000, max(300_000, int(r.lognormvariate(14.5, 0.7)) // 100 * 100)),
        "rate_bp": rate,
        "due_months": due,
        "amortization": "level",
        "min_rate_bp": max(0, rate - 100 * r.randint(0, 5)),
        "rate_step_bp": 100,
        "extensions": extensions,
        "graces": graces,
        "may_restructure": True,
        "may_consolidate": r.random() < 0.85,
    }


def arrears_of(r, debt):
    """Interest and penalty in arrears of a debt: 0 %, the same limits, never consolidated."""
    twin = dict(debt, rate_bp=0, min_rate_bp=0, may_consolidate=False, id=debt["id"] + "a")
    twin["balance"] = max(100, debt["balance"] * r.randint(1, 12) // 100)
    return twin


def household(r, name, harvest, debts, horizon=60):
    """Cash of a rice household that can, more or less, bear its debts."""
    owed = sum(debt["balance"] for debt in debts)
    home = r.randint(300_000, 1_200_000)
    net = []
    for month in range(1, horizon + 1):
        net.append(int(home * r.uniform(-0.35, 0.25)))
        if (month - harvest) % 12 == 0:
            net[-1] += int(owed * r.uniform(0.2, 0.5))
    year = [
        list(range(harvest, horizon + 1, 12)),
        list(range((harvest - 1) % 6 + 1, horizon + 1, 6)),
    ]
    names = zip(
        ("after_harvest", "half_yearly", "monthly"), [*year, range(1, horizon + 1)], strict=False
    )
    return {
        "id": name,
        "as_of": "2019-03-16",
        "horizon_months": horizon,
        "cash": {
            "opening": r.randint(500_000, 4_000_000),
            "reserve": r.randint(100_000, 400_000),
            "net": net,
        },
        "debts": debts,
        "contract": {
            "rate_bp": 600,
            "patterns": [{"name": name, "due_months": list(due)} for name, due in names],
            "max_instalments": 60,
        },
    }
