"""A month of a household's account as it stands in the household's cash line.

Money borrowed, debts repaid and money saved are left out: they are no income and no expense, and
what a plan repays it works out itself.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from plodnee.casework.plan.cash import DEBT_SERVICE
from plodnee.fieldwork.definitions.accounts import EARNED, SPENT
from plodnee.fieldwork.reading import Value
from plodnee.registers.entries.households import CashSaid
from plodnee.registers.models import CashItem
from plodnee.registers.models.states import CashSource

INCOME, EXPENSE = "income", "expense"
SOURCES: Mapping[str, str] = {
    "farm": CashSource.CROPS,
    "wages": CashSource.WAGES,
    "trade": CashSource.TRADE,
    "support": CashSource.WELFARE,
    "food": CashSource.FOOD,
    "home": CashSource.HOUSE,
    "school": CashSource.EDUCATION,
    "health": CashSource.HEALTH,
    "work": CashSource.FARMING,
    "social": CashSource.SOCIAL,
    "luck": CashSource.VICES,
}


@dataclass(frozen=True, slots=True)
class MonthNow:
    """A calendar month before and after an account of it: income and expense in satang."""

    month: int
    income_before: int
    expense_before: int
    income_after: int
    expense_after: int


def items_with_month(standing: Sequence[CashItem], said: Mapping[str, Value]) -> list[CashSaid]:
    """The household's whole income and expense once the account of a month is taken into it.

    Ensures: in that month stands what the account says and nothing else; other months, and rows of
             debts repaid, stay as they were.
    """
    month = _month(said)
    kept = [one for item in standing if (one := _without(_plain(item), month)).months]
    for one in _of_month(said, month):
        same = next((place for place, it in enumerate(kept) if _is_same(it, one)), None)
        if same is None:
            kept.append(one)
        else:
            kept[same] = replace(one, months=tuple(sorted((*kept[same].months, month))))
    return kept


def month_now(standing: Sequence[CashItem], said: Mapping[str, Value]) -> MonthNow:
    """The month as the register has it, and as it will have it."""
    month = _month(said)
    before = list(map(_plain, standing))
    after = items_with_month(standing, said)
    sums = (_sum(items, kind, month) for items in (before, after) for kind in (INCOME, EXPENSE))
    return MonthNow(month, *sums)


def _month(said: Mapping[str, Value]) -> int:
    return int(str(said["month"]))


def _of_month(said: Mapping[str, Value], month: int) -> Iterator[CashSaid]:
    for prefix, kind, rows in (("in", INCOME, EARNED), ("out", EXPENSE, SPENT)):
        for name, thai, _english in rows:
            amount = said[f"{prefix}_{name}"]
            if name in SOURCES and isinstance(amount, int) and amount:
                yield CashSaid(kind, thai, amount, (month,), SOURCES[name])


def _plain(item: CashItem) -> CashSaid:
    months = tuple(map(int, item.months.split(",")))
    return CashSaid(item.kind, item.item, item.amount_satang, months, item.source)


def _without(item: CashSaid, month: int) -> CashSaid:
    if _is_debt_service(item):
        return item
    return replace(item, months=tuple(one for one in item.months if one != month))


def _is_debt_service(item: CashSaid) -> bool:
    return item.kind == EXPENSE and item.item.startswith(DEBT_SERVICE)


def _is_same(one: CashSaid, other: CashSaid) -> bool:
    return replace(one, months=()) == replace(other, months=())


def _sum(items: Iterable[CashSaid], kind: str, month: int) -> int:
    return sum(
        item.amount_satang
        for item in items
        if item.kind == kind and month in item.months and not _is_debt_service(item)
    )
