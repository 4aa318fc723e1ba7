"""What an invented household earns and spends in a year, and the savings it lives on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any

from plodnee.engine.money import MONTHS_PER_YEAR
from plodnee.engine.thai_dates import EVERY_MONTH
from plodnee.registers.book import CashItem
from plodnee.registers.demonstration.draws import Draws, whole_baht

Figures = Mapping[str, Any]
RICE = "ขายข้าวเปลือก"
_REPAYMENTS = "ชำระหนี้รายเดือน"
_FARM_INPUT_MONTHS = (6, 7, 8)
_SCHOOL_MONTHS = (5, 11)
_STEP = 50


@dataclass(frozen=True, slots=True)
class Livelihood:
    """A household's rows of income and expense, its occupations and its savings."""

    cash: tuple[CashItem, ...]
    occupations: tuple[str, ...]
    land_rai: int
    cash_satang: int | None
    reserve_satang: int | None

    @property
    def surplus_satang(self) -> int:
        """What the year leaves before debt service."""
        earned = sum(row.amount_satang * len(row.months) * _sign(row) for row in self.cash)
        return earned + sum(
            row.amount_satang * len(row.months) for row in self.cash if row.item == _REPAYMENTS
        )


def livelihood(code: str, as_of: date, figures: Figures, draws: Draws) -> Livelihood:
    """The year of one household.

    Ensures: the year has at least one income beside rice.
    """
    land_rai = round(draws.sloped(2, 12, 34))
    incomes = _incomes(code, land_rai, figures["incomes"], draws)
    occupations = tuple(
        source["occupation"]
        for source in figures["incomes"]
        if "occupation" in source and source["item"] in {row.item for row in incomes}
    )
    spending = figures["spending"]
    expenses = _expenses(code, incomes, spending, draws)
    rows = (*incomes, *expenses)
    reserve = whole_baht(draws.between(*spending["reserve_baht"]), 500)
    savings = _savings(rows, reserve, as_of, spending, draws)
    return Livelihood(
        cash=(*rows, *_repayments(code, spending, draws)),
        occupations=occupations,
        land_rai=land_rai,
        cash_satang=None if draws.chance(spending["cash_missing_share"]) else savings,
        reserve_satang=None if draws.chance(spending["reserve_missing_share"]) else reserve,
    )


def _incomes(
    code: str, land_rai: int, sources: Sequence[Figures], draws: Draws
) -> tuple[CashItem, ...]:
    found = [source for source in sources if draws.chance(source["share"])]
    if not any(source["item"] != RICE for source in found):
        found.append(sources[-1])
    rows = []
    for source in found:
        months = tuple(sorted(draws.pick(source["month_choices"])))
        baht = draws.between(*source["baht"])
        each = baht * land_rai / len(months) if source.get("per_rai") else float(baht)
        rows.append(CashItem(code, "income", source["item"], whole_baht(each), months))
    return tuple(rows)


def _expenses(
    code: str, incomes: Sequence[CashItem], spending: Figures, draws: Draws
) -> tuple[CashItem, ...]:
    """Farm inputs and school first; what is left of the year's spending goes by the month."""
    income = sum(_year_baht(row) for row in incomes)
    inputs = spending["farm_input_share"] * sum(_year_baht(r) for r in incomes if r.item == RICE)
    school = (
        draws.between(*spending["school_baht"]) if draws.chance(spending["school_share"]) else 0
    )
    margin = draws.sloped(*_peaked(spending["margin"]))
    yearly = income * (1 - margin) - inputs - school * len(_SCHOOL_MONTHS)
    monthly = max(yearly / MONTHS_PER_YEAR, 0.1 * income / MONTHS_PER_YEAR)
    food, bills = spending["food_share"], spending["bills_share"]
    rows = [
        ("ปัจจัยการผลิตและค่าจ้างไถ", inputs / len(_FARM_INPUT_MONTHS), _FARM_INPUT_MONTHS),
        ("ค่าเล่าเรียนและชุดนักเรียน", school, _SCHOOL_MONTHS),
        ("ค่าอาหารและของใช้", monthly * food, EVERY_MONTH),
        ("ค่าน้ำ ค่าไฟ ค่าน้ำมัน ค่าโทรศัพท์", monthly * bills, EVERY_MONTH),
        ("งานบุญและงานสังคม", monthly * (1 - food - bills), EVERY_MONTH),
    ]
    return tuple(
        CashItem(code, "expense", item, whole_baht(baht, _STEP), months)
        for item, baht, months in rows
        if baht > 0
    )


def _savings(
    rows: Sequence[CashItem], reserve: int, as_of: date, spending: Figures, draws: Draws
) -> int:
    """Savings that last until the harvest in most households, and do not in some."""
    net = [0] * MONTHS_PER_YEAR
    for row in rows:
        for month in row.months:
            net[month - 1] += row.amount_satang * _sign(row)
    ahead = [net[(as_of.month + step) % MONTHS_PER_YEAR] for step in range(MONTHS_PER_YEAR)]
    trough = max(0, -min(accumulate(ahead)))
    short = draws.chance(spending["short_of_cash_share"])
    times = draws.sloped(0.2, 0.6, 0.9) if short else draws.sloped(1.1, 1.5, 2.6)
    kept = reserve * (draws.sloped(0.2, 0.7, 1.0) if short else draws.sloped(1.2, 2.0, 5.0))
    return whole_baht((kept + trough * times) / 100)


def _repayments(code: str, spending: Figures, draws: Draws) -> tuple[CashItem, ...]:
    """Some households list what they repay among their expenses, as people do."""
    if not draws.chance(spending["debt_service_rows_share"]):
        return ()
    amount = whole_baht(draws.between(500, 2500))
    return (CashItem(code, "expense", _REPAYMENTS, amount, EVERY_MONTH),)


def _sign(row: CashItem) -> int:
    return 1 if row.kind == "income" else -1


def _year_baht(row: CashItem) -> float:
    return row.amount_satang * len(row.months) / 100


def _peaked(triangle: Sequence[float]) -> tuple[float, float, float]:
    least, peak, greatest = triangle
    return least, peak, greatest
