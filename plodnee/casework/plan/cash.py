"""A household's year of cash: what comes in, what goes out, and when the harvest pays."""

from collections.abc import Iterable
from datetime import date

from plodnee.engine.money import MONTHS_PER_YEAR
from plodnee.engine.planner.model import CashLine, IncomeSource
from plodnee.registers.book import CashItem, CashKind, Household

DEBT_SERVICE = "ชำระหนี้"


def calendar_month(as_of: date, month: int) -> int:
    """The calendar month 1..12 of the plan's month; month 1 comes after that of `as_of`."""
    return (as_of.month - 1 + month) % MONTHS_PER_YEAR + 1


def is_debt_service(item: CashItem) -> bool:
    """Whether the row is a repayment of debt, which the plan itself works out."""
    return item.kind == "expense" and item.item.startswith(DEBT_SERVICE)


def year_total(items: Iterable[CashItem], kind: CashKind) -> int:
    """All income or all expense of the twelve months, every row counted."""
    return sum(item.amount_satang * len(item.months) for item in items if item.kind == kind)


def net_by_month(items: Iterable[CashItem]) -> tuple[int, ...]:
    """Income less expense of each calendar month, January first, debt service left out."""
    net = [0] * MONTHS_PER_YEAR
    for item in items:
        if is_debt_service(item):
            continue
        signed = item.amount_satang if item.kind == "income" else -item.amount_satang
        for month in item.months:
            net[month - 1] += signed
    return tuple(net)


def harvest_month(items: Iterable[CashItem], as_of: date, *, if_unknown: int) -> int:
    """The plan's month 1..12 with the household's largest net income, the earliest of equals.

    `if_unknown` stands where the household has no amount of income or expense.
    """
    rows = [item for item in items if item.amount_satang and not is_debt_service(item)]
    if not rows:
        return if_unknown
    net = net_by_month(rows)
    months = range(1, MONTHS_PER_YEAR + 1)
    return max(months, key=lambda month: (net[calendar_month(as_of, month) - 1], -month))


def cash_line(
    household: Household,
    net: tuple[int, ...],
    as_of: date,
    horizon_months: int,
    income: tuple[IncomeSource, ...],
    *,
    least_reserve_satang: int = 0,
) -> CashLine:
    """The household's cash as the planner takes it: months 1..T, an empty cell as nothing.

    The living reserve is the household's own, and no less than the committee leaves everybody.
    """
    months = range(1, horizon_months + 1)
    return CashLine(
        opening=household.cash_satang or 0,
        reserve=max(household.reserve_satang or 0, least_reserve_satang),
        net=tuple(net[calendar_month(as_of, month) - 1] for month in months),
        income=income,
    )
