"""Loans small enough to be checked by hand, and the parts of their answers that tests compare."""

from typing import Any

from plodnee.engine.schedule.answering import answer_terms

BASE: dict[str, Any] = {
    "schedule_engine": "cumulative",
    "principal": "12000.00",
    "rate_percent_per_year": "12",
    "number_of_instalments": 4,
    "every": 1,
    "unit": "month",
    "disbursed_on": "2024-01-15",
    "year_fraction": "every/12",
    "rounding": {"decimals": 2, "mode": "half_up"},
}
TABLE = BASE | {"schedule_engine": None}
RECALCULATION: dict[str, Any] = {
    "rest": "daily",
    "prepay_strategy": "adjust_last_unpaid_period",
    "preclosure": "till_preclose_date",
    "compounding": "NONE",
    "interest_on_past_due": True,
}
RUNNING = BASE | {
    "schedule_engine": "progressive",
    "interest_calculation_period": "daily",
    "year_fraction": "30*every/360 per instalment, pro rata by days inside it",
    "interest_recalculation": True,
    "recalculation": RECALCULATION,
}


def answered(product: dict[str, Any], *events: dict[str, Any], as_of: str | None = None) -> Any:
    return answer_terms({"id": 1, "product": product, "events": list(events), "as_of": as_of})


def rows(answer: Any, *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in answer["rows"]]


def repayment(on: str, amount: str) -> dict[str, Any]:
    return {"type": "repayment", "date": on, "amount": amount}
