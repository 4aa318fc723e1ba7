"""Terms that cannot be answered name the term, say why, and give the smallest value that works."""

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_terms import lines

from plodnee.engine.schedule.answering import answer_terms
from plodnee.engine.schedule.refusals import TermsRefused

PRODUCT: dict[str, Any] = {
    "schedule_engine": "cumulative",
    "principal": "10000.00",
    "rate_percent_per_year": "12",
    "number_of_instalments": 12,
    "every": 1,
    "unit": "month",
    "disbursed_on": "2024-01-01",
    "year_fraction": "every/12",
    "rounding": {"decimals": 2, "mode": "half_up"},
}


def line(*events: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {"id": "L1", "product": PRODUCT | changes, "events": list(events)}


def refusal(terms: object) -> TermsRefused:
    with pytest.raises(TermsRefused) as refused:
        answer_terms(terms)
    return refused.value


def repayment(**changes: Any) -> dict[str, Any]:
    return {"type": "repayment", "date": "2024-02-01", "amount": "100.00"} | changes


def test_the_plain_terms_are_answered() -> None:
    assert answer_terms(line())["totals"]["interest"] == "661.86"


@pytest.mark.parametrize(
    ("changes", "field", "smallest"),
    [
        ({"principal": "0"}, "product.principal", "0.01"),
        ({"principal": "-5.00"}, "product.principal", "0.01"),
        ({"rate_percent_per_year": "-1"}, "product.rate_percent_per_year", "0"),
        ({"number_of_instalments": 0}, "product.number_of_instalments", 1),
        ({"number_of_instalments": -3}, "product.number_of_instalments", 1),
        ({"every": 0}, "product.every", 1),
        ({"fixed_instalment_amount": "100.00"}, "product.fixed_instalment_amount", "100.01"),
        ({"fixed_instalment_amount": "99.99"}, "product.fixed_instalment_amount", "100.01"),
        ({"fixed_instalment_amount": "0.00"}, "product.fixed_instalment_amount", "100.01"),
    ],
)
def test_an_impossible_term_names_the_smallest_workable_value(
    changes: dict[str, Any], field: str, smallest: str | int
) -> None:
    refused = refusal(line(**changes))
    assert (refused.code, refused.field, refused.smallest_workable) == (
        "bad_terms",
        field,
        smallest,
    )
    name = field.removeprefix("product.")
    assert answer_terms(line(**{name: smallest}))["rows"]


@pytest.mark.parametrize("day", ["2567-01-31", "2567-02-29", "2400-01-01", "2700-12-31"])
def test_a_year_of_the_buddhist_era_is_refused_and_never_guessed(day: str) -> None:
    """29 February 2567 is a day of the Buddhist era, and none of the common year 2567."""
    refused = refusal(line(disbursed_on=day))
    assert (refused.code, refused.field) == ("bad_terms", "product.disbursed_on")
    common = str(int(day[:4]) - 543)
    assert f"ค.ศ. {common}" in refused.detail
    assert f"write {common}" in refused.detail
    paid = refusal(line(repayment(date=day)))
    assert paid.field == "events[0].date"


@pytest.mark.parametrize("day", ["2399-12-31", "2701-01-01"])
def test_a_year_that_is_not_of_the_buddhist_era_is_read_as_it_stands(day: str) -> None:
    assert answer_terms(line(disbursed_on=day))["rows"][-1]["due_date"][:4] in ("2400", "2702")


@pytest.mark.parametrize(
    "form",
    ["9" * 5_000 + "*every/360", "every/" + "9" * 5_000, "1000000*every/360", "๓๐*every/360"],
)
def test_a_year_fraction_of_numbers_without_end_is_no_convention(form: str) -> None:
    refused = refusal(line(year_fraction=form))
    assert (refused.code, refused.field) == ("unsupported", "product.year_fraction")


def test_an_instalment_that_never_pays_off_is_refused_in_satang_too() -> None:
    terms = line(principal=None, principal_satang=1_000_000, fixed_instalment_amount_satang=10_000)
    refused = refusal(terms)
    assert refused.field == "product.fixed_instalment_amount_satang"
    assert refused.smallest_workable == 10_001


def test_a_progressive_instalment_that_never_pays_off_is_refused() -> None:
    refused = refusal(line(schedule_engine="progressive", fixed_instalment_amount="50.00"))
    assert refused.smallest_workable == "100.01"


def test_an_instalment_must_cover_the_interest_of_the_longest_month_too() -> None:
    """February's 29 days bear 95.34 baht of 12 % a year; of what is left, March 101.85."""
    days = {"disbursed_on": "2024-02-01", "year_fraction": "actual_days/365"}
    days |= {"interest_calculation_period": "daily"}
    refused = refusal(line(**days, fixed_instalment_amount="95.35"))
    least = str(refused.smallest_workable)
    assert least == "101.86"
    rows = answer_terms(line(**days, fixed_instalment_amount=least))["rows"]
    assert all(float(row["principal"]) > 0 for row in rows)
    below = f"{float(least) - 0.01:.2f}"
    assert refusal(line(**days, fixed_instalment_amount=below)).smallest_workable == least


@pytest.mark.parametrize("engine", ["cumulative", "progressive"])
def test_a_new_rate_may_make_an_instalment_that_never_pays_off(engine: str) -> None:
    request = {"type": "reschedule", "from_date": "2024-06-01", "new_rate_percent_per_year": "360"}
    terms = line(request, schedule_engine=engine, fixed_instalment_amount="1000.00")
    assert "never pays off" in refusal(terms).detail


@pytest.mark.parametrize("engine", ["cumulative", "progressive"])
@pytest.mark.parametrize(
    "request_",
    [
        {"from_date": "2030-03-01", "extra_instalments": 1},
        {"from_date": "2024-12-15", "grace_on_interest": 2},
        {"from_date": "2024-02-15", "extra_instalments": 9_990},
    ],
)
def test_a_request_past_the_last_instalment_is_refused_by_every_engine(
    engine: str, request_: dict[str, Any]
) -> None:
    terms = line({"type": "reschedule"} | request_, schedule_engine=engine)
    assert refusal(terms).field == "events"


def test_a_rate_above_the_legal_ceiling_is_computed() -> None:
    assert answer_terms(line(rate_percent_per_year="36"))["rows"][0]["interest"] == "300.00"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"balloon": "500.00"}, "product.balloon"),
        ({"rounding": {"decimals": 2, "mode": "half_up", "to": 5}}, "product.rounding.to"),
        ({"principal": None}, "product.principal"),
        ({"principal": True}, "product.principal"),
        ({"principal": "10,000.00"}, "product.principal"),
        ({"principal": "1.005"}, "product.principal"),
        ({"principal_satang": 100}, "product.principal"),
        ({"principal": None, "principal_satang": 100.0}, "product.principal_satang"),
        ({"principal": None, "principal_satang": "100"}, "product.principal_satang"),
        ({"rate_percent_per_year": None}, "product.rate_percent_per_year"),
        ({"rate_percent_per_year": "12%"}, "product.rate_percent_per_year"),
        ({"number_of_instalments": 12.0}, "product.number_of_instalments"),
        ({"number_of_instalments": 10**6}, "product.number_of_instalments"),
        ({"number_of_instalments": 9_000, "every": 12}, "product.number_of_instalments"),
        ({"unit": "fortnight"}, "product.unit"),
        ({"unit": None}, "product.unit"),
        ({"disbursed_on": "2024-02-30"}, "product.disbursed_on"),
        ({"disbursed_on": "20240201"}, "product.disbursed_on"),
        ({"disbursed_on": None, "year_fraction": "actual_days/365"}, "product.disbursed_on"),
        ({"disbursed_on": None, "schedule_engine": "progressive"}, "product.disbursed_on"),
        ({"first_due_date": "2023-12-01"}, "product.first_due_date"),
        ({"year_fraction": None}, "product.year_fraction"),
        ({"grace_on_principal": 12}, "product.grace_on_principal"),
        ({"grace_on_interest": 12}, "product.grace_on_interest"),
        ({"interest_recalculation": True}, "product.recalculation"),
        ({"late_penalty": {"of": "overdue_principal"}}, "product.late_penalty.percent"),
        (
            {
                "instalment_multiple_of": 1,
                "rounding": PRODUCT["rounding"] | {"instalment_multiple_of": 10},
            },
            "product.instalment_multiple_of",
        ),
        ({"payment_allocation": {"order": ["due_fee"]}}, "product.payment_allocation.order"),
    ],
)
def test_a_term_that_cannot_be_read_is_named(changes: dict[str, Any], field: str) -> None:
    refused = refusal(line(**changes))
    assert (refused.code, refused.field) == ("bad_terms", field)
    assert "·" in refused.detail


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"year_fraction": "actual_days/366"}, "product.year_fraction"),
        ({"schedule_engine": "waterfall"}, "product.schedule_engine"),
        ({"amortization": "increasing"}, "product.amortization"),
        ({"interest_method": "add_on"}, "product.interest_method"),
        ({"rounding": {"decimals": 2, "mode": "truncate"}}, "product.rounding.mode"),
        ({"payment_strategy": "heavensfamily_unique"}, "product.payment_strategy"),
        ({"payment_processing": "diagonal"}, "product.payment_processing"),
        ({"fee": {"kind": "value", "value": "5.00"}}, "product.fee"),
        ({"grace_on_all_instalments": 2}, "product.grace_on_all_instalments"),
        (
            {"amortization": "equal_principal", "fixed_instalment_amount": "500.00"},
            "product.fixed_instalment_amount",
        ),
        ({"interest_method": "flat", "amortization": "bullet"}, "product.amortization"),
    ],
)
def test_a_convention_that_is_not_computed_is_refused_and_never_guessed(
    changes: dict[str, Any], field: str
) -> None:
    refused = refusal(line(**changes))
    assert (refused.code, refused.field) == ("unsupported", field)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"prepay_strategy": "reschedule_next_repayments"}, "prepay_strategy"),
        ({"prepay_strategy": "adjust_last_unpaid_period"}, "prepay_strategy"),
        ({"rest": "same_as_repayment_period"}, "rest"),
        ({"compounding": "INTEREST"}, "compounding"),
    ],
)
def test_a_recalculation_that_is_not_computed_is_refused(
    changes: dict[str, Any], field: str
) -> None:
    recalculation = {"rest": "daily", "prepay_strategy": "reduce_instalment_amount"} | changes
    daily = {"interest_recalculation": True, "interest_calculation_period": "daily"}
    refused = refusal(line(**daily, recalculation=recalculation))
    assert (refused.code, refused.field) == ("unsupported", f"product.recalculation.{field}")


@pytest.mark.parametrize("value", [None, 0, False])
def test_an_unknown_term_without_a_value_is_let_pass(value: object) -> None:
    assert answer_terms(line(balloon=value)) == answer_terms(line())


@pytest.mark.parametrize(
    ("event", "field"),
    [
        ({"type": "gift"}, "events[0].type"),
        ({}, "events[0].type"),
        ([], "events[0]"),
        (repayment(date=None), "events[0].date"),
        (repayment(date="2023-12-31"), "events[0].date"),
        (repayment(amount="0.00"), "events[0].amount"),
        (repayment(amount=None), "events[0].amount"),
        (repayment(amount=None, amount_satang=10_000), "events[0].amount_satang"),
        (repayment(tip="1.00"), "events[0].tip"),
        ({"type": "reverse_repayment", "date": "2024-02-01"}, "events"),
        ({"type": "disbursement", "date": "2024-01-01", "amount": "1.00"}, "events[0]"),
        ({"type": "reschedule", "from_date": "2024-03-01"}, "events[0]"),
        (
            {"type": "reschedule", "from_date": "2030-03-01", "extra_instalments": 1},
            "events",
        ),
        (
            {
                "type": "reschedule",
                "from_date": "2024-03-01",
                "adjusted_due_date": "2024-02-01",
            },
            "events",
        ),
        (
            {"type": "reschedule", "from_date": "2024-12-01", "grace_on_interest": 3},
            "events",
        ),
        (
            {"type": "interest_pause", "from_date": "2024-03-01", "to_date": "2024-03-02"},
            "events[0]",
        ),
        (
            {
                "type": "extra_principal",
                "after_instalment": 3,
                "amount": "10.00",
                "effect": "reduce_instalment_amount",
            },
            "events[0]",
        ),
    ],
)
def test_an_event_that_cannot_be_is_named(event: object, field: str) -> None:
    assert refusal(line(event)).field == field


MOVED = {"type": "reschedule", "from_date": "2024-03-01", "adjusted_due_date": "2024-02-01"}
PAUSED = {"type": "interest_pause", "from_date": "2024-03-05", "to_date": "2024-03-04"}


def test_a_day_that_is_too_early_names_the_first_that_works() -> None:
    first = refusal(line(first_due_date="2024-01-01"))
    assert (first.field, first.smallest_workable) == ("product.first_due_date", "2024-01-02")
    assert answer_terms(line(first_due_date="2024-01-02"))["rows"][0]["due_date"] == "2024-01-02"
    moved = refusal(line(MOVED))
    assert moved.smallest_workable == "2024-02-02"
    rows = answer_terms(line(MOVED | {"adjusted_due_date": "2024-02-02"}))["rows"]
    assert [row["due_date"] for row in rows[:3]] == ["2024-02-01", "2024-02-02", "2024-03-02"]
    paused = refusal(line(PAUSED, schedule_engine="progressive"))
    assert (paused.field, paused.smallest_workable) == ("events[0].to_date", "2024-03-05")
    one_day = PAUSED | {"to_date": "2024-03-05"}
    assert answer_terms(line(one_day, schedule_engine="progressive"))["rows"]


def test_an_extra_principal_above_the_balance_is_refused() -> None:
    event = {
        "type": "extra_principal",
        "after_instalment": 3,
        "amount": "99999.00",
        "effect": "reduce_instalment_amount",
    }
    assert "exceeds the balance" in refusal(line(event, schedule_engine=None)).detail
    late = event | {"after_instalment": 13, "amount": "1.00"}
    assert "no such instalment" in refusal(line(late, schedule_engine=None)).detail


def test_a_payment_needs_a_loan_with_dates() -> None:
    assert refusal(line(repayment(), disbursed_on=None)).field == "events[0].type"


@pytest.mark.parametrize("terms", [None, 7, "text", [], {}, {"product": None}, {"product": []}])
def test_a_line_without_a_product_is_refused(terms: object) -> None:
    assert refusal(terms).code == "bad_terms"


CODES = ("bad_terms", "unsupported")
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 40_000),
    st.text(max_size=4),
    st.sampled_from(["-1", "0", "1.5", "2024-02-29", "daily", "flat", "every", "bullet", "year"]),
    st.just([]),
    st.just({}),
)


def places(value: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place inside a value."""
    inside = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return [path] * bool(path) + [
        place for key, part in inside for place in places(part, (*path, key))
    ]


@settings(max_examples=400, deadline=None)
@given(terms=lines(), junk=JUNK, data=st.data())
def test_a_term_made_nonsense_is_answered_or_refused_and_never_breaks(
    terms: dict[str, Any], junk: object, data: st.DataObject
) -> None:
    terms = copy.deepcopy(terms)
    *path, last = data.draw(st.sampled_from(places(terms)))
    inside: Any = terms
    for key in path:
        inside = inside[key]
    inside[last] = junk
    try:
        answer = answer_terms(terms)
    except TermsRefused as refused:
        answer = {"rows": refused.code}
    assert set(answer) == {"rows", "totals", "transactions"} or answer["rows"] in CODES
