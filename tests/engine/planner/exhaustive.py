"""Every plan of a small household, one by one: formats.md read literally, sharing no code."""

from dataclasses import dataclass
from itertools import combinations, product


def interest_of(balance, rate, gap):
    return (2 * balance * rate * gap + 120000) // 240000


def level(balance, rate, due, instalment):
    """Payments by month and interest, or None if something stays owed."""
    principal, carried, before, total, paid = balance, 0, 0, 0, {}
    for month in due:
        gap = interest_of(principal, rate, month - before)
        before = month
        total += gap
        carried += gap
        amount = min(instalment, principal + carried)
        paid[month] = amount
        covered = min(amount, carried)
        carried -= covered
        principal -= amount - covered
        if principal + carried == 0:
            return paid, total
    return None


def smallest(balance, rate, due):
    instalment = 100
    while level(balance, rate, due, instalment) is None:
        instalment += 100
    return instalment


def in_place(debt, rate, due):
    """Payments by month and interest of one debt."""
    if debt["amortization"] == "level":
        return level(debt["balance"], rate, due, smallest(debt["balance"], rate, due))
    if debt["amortization"] == "bullet":
        charge = interest_of(debt["balance"], rate, due[-1])
        return {due[-1]: debt["balance"] + charge}, charge
    paid, before, total = {}, 0, 0
    for month in due:
        paid[month] = interest_of(debt["balance"], rate, month - before)
        total += paid[month]
        before = month
    paid[due[-1]] += debt["balance"]
    return paid, total


def entries(debt, horizon, ceiling):
    """Every available choice in place: what is done, payments, interest."""
    found = []
    due = debt["due_months"]
    step = due[-1] - due[-2] if len(due) > 1 else 12
    choices = [(debt["rate_bp"], 0, 0)]
    if debt["may_restructure"]:
        rate = debt["rate_bp"]
        while rate >= debt["min_rate_bp"]:
            if rate <= ceiling:
                choices += [(rate, e, g) for e in debt["extensions"] for g in debt["graces"]]
            rate -= debt["rate_step_bp"]
    for rate, extension, grace in choices:
        months = list(due)
        while months[-1] + step <= due[-1] + extension:
            months.append(months[-1] + step)
        months = [month for month in months if month > grace]
        if months and months[-1] <= horizon:
            found.append(in_place(debt, rate, months))
    return found


@dataclass(frozen=True)
class Plan:
    interest: int
    free_month: int
    largest: int
    given_up: int
    lacks: tuple[int, ...]  # reserve - cash by month

    @property
    def figures(self):
        return (self.largest, self.interest, self.free_month, self.given_up)

    @property
    def feasible(self):
        return max(self.lacks) <= 0


def contracts(principal, terms, horizon):
    """Every contract: payments by month and interest, for every pattern and instalment."""
    for pattern in terms["patterns"]:
        due = [m for m in pattern["due_months"] if m <= horizon][: terms["max_instalments"]]
        if not due:
            continue
        instalment = smallest(principal, terms["rate_bp"], due)
        while True:
            paid, interest = level(principal, terms["rate_bp"], due, instalment)
            yield paid, interest
            if len(paid) == 1:
                break
            instalment += 100


def every_plan(problem, ceiling=1500):
    """All plans, feasible or not."""
    horizon = problem["horizon_months"]
    debts = problem["debts"]
    places = [entries(debt, horizon, ceiling) for debt in debts]
    own = [in_place(debt, debt["rate_bp"], debt["due_months"])[1] for debt in debts]
    movable = [n for n, debt in enumerate(debts) if debt["may_consolidate"]]
    if problem["contract"] is None:
        movable = []
    for size in range(len(movable) + 1):
        for joined in combinations(movable, size):
            principal = sum(debts[n]["balance"] for n in joined)
            ways = [({}, 0)]
            if joined:
                ways = list(contracts(principal, problem["contract"], horizon))
            staying = [n for n in range(len(debts)) if n not in joined]
            for chosen in product(*(places[n] for n in staying)):
                for paid, interest in ways:
                    given = sum(
                        max(0, own[n] - i) for n, (_, i) in zip(staying, chosen, strict=True)
                    )
                    for n in joined:
                        part = 2 * interest * debts[n]["balance"] + principal
                        given += max(0, own[n] - part // (2 * principal))
                    yield plan_of(
                        problem,
                        [paid, *(p for p, _ in chosen)],
                        interest + sum(i for _, i in chosen),
                        given,
                    )


def plan_of(problem, payments, interest, given):
    month_paid = {}
    for paid in payments:
        for month, amount in paid.items():
            if amount:
                month_paid[month] = month_paid.get(month, 0) + amount
    cash, level_now, lacks = problem["cash"], problem["cash"]["opening"], []
    for month, net in enumerate(cash["net"], start=1):
        level_now += net - month_paid.get(month, 0)
        lacks.append(cash["reserve"] - level_now)
    return Plan(interest, max(month_paid), max(month_paid.values()), given, tuple(lacks))


def help_needed(plans):
    """Binding month, shortfall, cash now, income a month; for plans of which none is feasible."""
    if not plans:
        return None, None, None, None
    binding = max(next(t for t, lack in enumerate(p.lacks, 1) if lack > 0) for p in plans)
    shortfall = min(max(p.lacks) for p in plans)
    income = min(max(-(-lack // (100 * t)) for t, lack in enumerate(p.lacks, 1)) for p in plans)
    return binding, shortfall, -(-shortfall // 100) * 100, income * 100
