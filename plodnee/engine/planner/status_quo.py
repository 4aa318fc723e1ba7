"""The status quo: every debt on its own terms, also beyond the horizon.

Source: docs/reference/formats.md, "`status_quo`".
"""

from itertools import accumulate

from plodnee.engine.planner.compiling import Satang
from plodnee.engine.planner.model import HouseholdProblem, PlanFigures, StatusQuo


def status_quo(problem: HouseholdProblem, interest: Satang, paid: Satang) -> StatusQuo:
    """What happens if nothing is changed.

    Shapes:  `interest` one figure per debt, `paid` one payment per due month of every debt, in
             the problem's order.
    Ensures: months beyond T count in every figure but the lowest cash.
    """
    months = problem.horizon_months
    cash = problem.cash
    month_paid: dict[int, int] = {}
    dues = (month for debt in problem.debts for month in debt.due_months)
    for month, amount in zip(dues, paid.tolist(), strict=True):
        if amount:
            month_paid[month] = month_paid.get(month, 0) + amount
    nets = (net - month_paid.get(t, 0) for t, net in enumerate(cash.net, start=1))
    line = list(accumulate(nets, initial=cash.opening))[1:]
    broken = next((t for t, level in enumerate(line, start=1) if level < cash.reserve), None)
    total_interest = int(interest.sum())
    available = all(debt.due_months[-1] <= months for debt in problem.debts)
    return StatusQuo(
        feasible=available and broken is None,
        first_break_month=broken,
        shortfall=cash.reserve - line[broken - 1] if broken else 0,
        figures=PlanFigures(
            total_interest=total_interest,
            total_paid=total_interest + sum(debt.balance for debt in problem.debts),
            debt_free_month=max(month_paid),
            largest_month_paid=max(month_paid.values()),
            lowest_cash=min(line),
        ),
    )
