"""Random lines of terms: products of every engine, and lives of payments, charges and requests."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

START = date(2024, 1, 31)
FORMS = {
    "day": ("every/365 per instalment, pro rata by days inside it", "actual_days/365"),
    "week": ("7*every/360 per instalment, pro rata by days inside it", "actual_days/360"),
    "month": (
        "30*every/360 per instalment, pro rata by days inside it",
        "every/12",
        "actual_days/length of calendar year; a period crossing new year is split at 31 December "
        "(days up to and including 30 December count in the old year)",
        "actual_days/366 when the instalment period (start exclusive, due date inclusive) contains "
        "29 February, else actual_days/365",
    ),
    "quarter": ("every/4", "actual_days/364"),
    "year": ("every", "actual_days/length of the year of the disbursement date"),
}
ORDER = [
    f"{group}_{part}"
    for group in ("past_due", "due", "in_advance")
    for part in ("penalty", "fee", "interest", "principal")
]
MODES = st.sampled_from(["half_up", "half_even", "ceiling", "floor"])


def baht(satang: int) -> str:
    """An amount as the terms write it."""
    return f"{satang // 100}.{satang % 100:02d}"


@st.composite
def products(draw: st.DrawFn, engine: str | None = None) -> dict[str, Any]:
    """A product that can be worked out; `engine` None is the text-book table."""
    unit = draw(st.sampled_from(sorted(FORMS)))
    count = draw(st.integers(1, 12))
    product: dict[str, Any] = {
        "schedule_engine": engine,
        "interest_method": draw(st.sampled_from(["declining_balance", "flat"])),
        "amortization": draw(st.sampled_from(["equal_instalment", "equal_principal"])),
        "interest_calculation_period": draw(st.sampled_from(["daily", "same_as_repayment_period"])),
        "rate_percent_per_year": draw(st.sampled_from(["0", "1", "7", "12.5", "36"])),
        "principal": baht(draw(st.integers(100, 5_000_000))),
        "disbursed_on": START.isoformat(),
        "number_of_instalments": count,
        "every": draw(st.integers(1, 3)),
        "unit": unit,
        "year_fraction": draw(st.sampled_from(FORMS[unit])),
        "grace_on_principal": draw(st.integers(0, count - 1)),
        "grace_on_interest": draw(st.integers(0, count - 1)),
        "interest_free_instalments": draw(st.integers(0, 2)),
        "rounding": {
            "decimals": 2,
            "mode": draw(MODES),
            "instalment_multiple_of": draw(st.sampled_from([None, 1, 10, 100])),
        },
    }
    return product


@st.composite
def running_products(draw: st.DrawFn) -> dict[str, Any]:
    """A progressive product on which the days of payments count."""
    product = draw(products("progressive"))
    return product | {
        "interest_method": "declining_balance",
        "amortization": "equal_instalment",
        "interest_calculation_period": "daily",
        "unit": "month",
        "every": 1,
        "year_fraction": draw(st.sampled_from(FORMS["month"])),
        "interest_recalculation": True,
        "recalculation": {
            "rest": draw(st.sampled_from(["daily", "same_as_repayment_period"])),
            "prepay_strategy": "adjust_last_unpaid_period",
            "preclosure": "till_preclose_date",
            "compounding": "NONE",
            "interest_on_past_due": draw(st.booleans()),
        },
        "payment_strategy": "advanced_payment_allocation",
        "payment_allocation": {
            "order": ORDER,
            "future_instalments": draw(
                st.sampled_from(["next_installment", "last_installment", "next_last_installment"])
            ),
        },
    }


DAYS = st.integers(0, 400).map(lambda days: (START + timedelta(days=days)).isoformat())
AMOUNTS = st.integers(1, 2_000_000).map(baht)
REPAYMENTS = st.fixed_dictionaries({"type": st.just("repayment"), "date": DAYS, "amount": AMOUNTS})
CHARGES = st.fixed_dictionaries(
    {
        "type": st.just("charge"),
        "kind": st.sampled_from(["fee", "penalty"]),
        "due_date": DAYS,
        "amount": AMOUNTS,
        "entered_on": st.just(START.isoformat()),
    }
)
CLOSINGS = st.fixed_dictionaries({"type": st.just("close_of_business"), "business_date": DAYS})
PAUSES = st.tuples(DAYS, st.integers(0, 60)).map(
    lambda pause: {
        "type": "interest_pause",
        "from_date": pause[0],
        "to_date": (date.fromisoformat(pause[0]) + timedelta(days=pause[1])).isoformat(),
        "entered_on": START.isoformat(),
    }
)
REQUESTS = st.fixed_dictionaries(
    {
        "type": st.just("reschedule"),
        # within the first period, so that there is always an instalment to change
        "from_date": st.integers(1, 20).map(lambda d: (START + timedelta(days=d)).isoformat()),
        "submitted_on": st.just(START.isoformat()),
        "extra_instalments": st.integers(0, 6),
        "grace_on_principal": st.integers(0, 2),
        "new_rate_percent_per_year": st.sampled_from(["0", "3", "15"]),
    }
)
SMALL_LIVES = st.lists(st.one_of(REPAYMENTS, CHARGES, CLOSINGS), max_size=6)
RUNNING_LIVES = st.lists(st.one_of(REPAYMENTS, CHARGES, CLOSINGS, PAUSES, REQUESTS), max_size=8)


@st.composite
def lines(draw: st.DrawFn) -> dict[str, Any]:
    """A line of terms of any engine that simulates payments, with a life."""
    kind = draw(st.sampled_from([None, "cumulative", "progressive", "running"]))
    if kind == "running":
        product, events = draw(running_products()), draw(RUNNING_LIVES)
    else:
        product, events = draw(products(kind)), draw(SMALL_LIVES)
    return {"id": "made-up", "product": product, "events": events, "as_of": "2026-06-30"}
