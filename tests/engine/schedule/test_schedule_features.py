"""What a schedule can do, each by a loan small enough to be checked by hand."""

import pytest
from worked_terms import BASE, RECALCULATION, RUNNING, TABLE, answered, repayment, rows


def test_a_bullet_pays_interest_and_at_the_end_the_principal() -> None:
    answer = answered(TABLE | {"amortization": "bullet"})
    assert rows(answer, "principal", "interest") == [
        ("0.00", "120.00"),
        ("0.00", "120.00"),
        ("0.00", "120.00"),
        ("12000.00", "120.00"),
    ]


def test_equal_principal_leaves_the_odd_satang_to_the_last_row() -> None:
    answer = answered(TABLE | {"amortization": "equal_principal", "number_of_instalments": 7})
    principals = [principal for (principal,) in rows(answer, "principal")]
    assert principals == ["1714.29"] * 6 + ["1714.26"]


def test_flat_interest_is_divided_equally_and_the_last_row_takes_the_rest() -> None:
    product = BASE | {"interest_method": "flat", "rate_percent_per_year": "10", "principal": "1000"}
    answer = answered(product)
    assert rows(answer, "principal", "interest") == [("250.00", "8.33")] * 3 + [("250.00", "8.34")]


def test_flat_interest_in_multiples_rounds_principal_and_interest_each() -> None:
    product = BASE | {
        "interest_method": "flat",
        "principal": "1000",
        "rate_percent_per_year": "15",
        "number_of_instalments": 3,
        "instalment_multiple_of": 1,
    }
    answer = answered(product)
    assert rows(answer, "principal", "interest", "total") == [
        ("333.50", "12.50", "346.00"),
        ("333.50", "12.50", "346.00"),
        ("333.00", "12.50", "345.50"),
    ]


def test_a_fixed_instalment_is_paid_until_the_last_row_takes_the_rest() -> None:
    answer = answered(BASE | {"fixed_instalment_amount": "4000.00"})
    assert rows(answer, "total", "balance") == [
        ("4000.00", "8120.00"),
        ("4000.00", "4201.20"),
        ("4000.00", "243.21"),
        ("245.64", "0.00"),
    ]


def test_due_dates_count_from_the_first_and_the_first_period_is_one_period_long() -> None:
    answer = answered(BASE | {"first_due_date": "2024-03-31"})
    assert rows(answer, "due_date", "interest")[:2] == [
        ("2024-03-31", "120.00"),
        ("2024-04-30", "90.45"),
    ]


def test_quarters_count_three_months() -> None:
    answer = answered(BASE | {"unit": "quarter", "year_fraction": "every/4"})
    assert rows(answer, "due_date", "days", "interest")[0] == ("2024-04-15", 91, "360.00")
    assert answer["rows"][-1]["total"] == "3228.34"


def test_the_instalment_of_a_count_by_days_has_months_of_thirty_or_a_twelfth() -> None:
    cumulative = BASE | {"interest_calculation_period": "daily"}
    by_days = answered(cumulative | {"year_fraction": "actual_days/365"})
    assert by_days["rows"][0]["total"] == "3074.34"  # 12 % x 30/365 a row
    assert by_days["rows"][0]["interest"] == "122.30"
    by_year = "actual_days/length of the calendar year in which the period starts, no split"
    for engine in ("cumulative", None):
        answer = answered(cumulative | {"schedule_engine": engine, "year_fraction": by_year})
        assert answer["rows"][0]["total"] == "3075.37"  # 1 % a row


def test_a_grace_on_interest_collects_it_in_the_row_after() -> None:
    answer = answered(BASE | {"grace_on_principal": 2, "grace_on_interest": 1})
    assert rows(answer, "principal", "interest")[:2] == [("0.00", "0.00"), ("0.00", "240.00")]


def test_a_late_penalty_is_added_once_to_each_overdue_instalment() -> None:
    penalty = {"percent": "2", "of": "overdue_principal_and_interest"}
    paid = repayment("2024-02-15", "3000.00")
    answer = answered(BASE | {"late_penalty": penalty}, paid, as_of="2024-03-16")
    assert rows(answer, "penalty", "outstanding") == [
        ("1.51", "76.88"),
        ("61.51", "3136.88"),
        ("0.00", "3075.37"),
        ("0.00", "3075.39"),
    ]
    on_principal = penalty | {"of": "overdue_principal"}
    answer = answered(BASE | {"late_penalty": on_principal}, paid, as_of="2024-03-16")
    assert rows(answer, "penalty")[1] == ("59.70",)
    on_the_day = answered(BASE | {"late_penalty": penalty}, as_of="2024-02-15")
    assert on_the_day["totals"]["penalty"] == "0.00"


def test_an_early_payment_makes_the_rows_fewer_where_the_instalment_stays() -> None:
    product = BASE | {
        "interest_calculation_period": "daily",
        "year_fraction": "actual_days/365",
        "interest_recalculation": True,
        "recalculation": RECALCULATION | {"prepay_strategy": "reduce_number_of_instalments"},
    }
    paid = repayment("2024-02-15", "9000.00")
    answer = answered(product, paid, as_of="2024-02-15")
    assert rows(answer, "total", "paid") == [
        ("9000.00", "9000.00"),
        ("3074.34", "0.00"),
        ("78.52", "0.00"),
    ]


def test_several_changes_in_one_request_from_twelve_per_cent_to_none() -> None:
    request = {
        "type": "reschedule",
        "from_date": "2024-03-15",
        "submitted_on": "2024-02-10",
        "adjusted_due_date": "2024-03-31",
        "extra_instalments": 2,
        "new_rate_percent_per_year": "0",
    }
    answer = answered(RUNNING, request, as_of="2024-02-10")
    assert rows(answer, "due_date", "interest", "total")[1:] == [
        ("2024-03-31", "87.33", "1826.39"),  # 28 of 29 days of February at 1 % a month
        ("2024-04-30", "0.00", "1826.39"),
        ("2024-05-31", "0.00", "1826.39"),
        ("2024-06-30", "0.00", "1826.39"),
        ("2024-07-31", "0.00", "1826.40"),
    ]


def test_several_changes_in_one_request_on_a_schedule_that_payments_leave_alone() -> None:
    request = {
        "type": "reschedule",
        "from_date": "2024-03-15",
        "submitted_on": "2024-02-10",
        "adjusted_due_date": "2024-03-31",
        "grace_on_principal": 1,
        "grace_on_interest": 1,
        "extra_instalments": 1,
        "new_rate_percent_per_year": "0",
    }
    answer = answered(BASE, request)
    assert rows(answer, "due_date", "principal", "interest") == [
        ("2024-02-15", "2955.37", "120.00"),
        ("2024-03-31", "0.00", "0.00"),
        ("2024-04-30", "2261.16", "0.00"),
        ("2024-05-31", "2261.16", "0.00"),
        ("2024-06-30", "2261.16", "0.00"),
        ("2024-07-31", "2261.15", "0.00"),
    ]


def test_extra_instalments_keep_to_the_month_ends_of_the_start() -> None:
    request = {"type": "reschedule", "from_date": "2024-02-29", "extra_instalments": 2}
    answer = answered(BASE | {"disbursed_on": "2024-01-31"}, request)
    assert [due for (due,) in rows(answer, "due_date")][-3:] == [
        "2024-05-31",
        "2024-06-30",
        "2024-07-31",
    ]


def test_a_grace_in_mid_term_adds_a_row_to_a_running_balance() -> None:
    request = {
        "type": "reschedule",
        "from_date": "2024-03-15",
        "submitted_on": "2024-02-10",
        "grace_on_principal": 1,
        "grace_on_interest": 1,
    }
    answer = answered(RUNNING, request, as_of="2024-02-10")
    assert rows(answer, "principal", "interest")[1:3] == [("0.00", "0.00"), ("2924.49", "180.90")]
    assert len(answer["rows"]) == 5


def test_a_running_balance_with_a_grace_and_a_free_start() -> None:
    product = RUNNING | {"grace_on_principal": 2, "interest_free_instalments": 1}
    assert rows(answered(product), "principal", "interest") == [
        ("0.00", "0.00"),
        ("0.00", "120.00"),
        ("5970.15", "120.00"),
        ("6029.85", "60.30"),
    ]


@pytest.mark.parametrize(
    ("preclosure", "interest"),
    [("till_preclose_date", "19.35"), ("till_rest_frequency_date", "120.00")],
)
def test_a_payoff_asks_interest_to_its_day_or_to_the_end_of_the_period(
    preclosure: str, interest: str
) -> None:
    product = RUNNING | {"recalculation": RECALCULATION | {"preclosure": preclosure}}
    payoff = {"type": "payoff", "date": "2024-01-20", "amount": "13000.00"}
    answer = answered(product, payoff)
    (done,) = answer["transactions"]
    assert (done["principal"], done["interest"], done["balance"]) == ("12000.00", interest, "0.00")
    assert answer["totals"]["outstanding"] == "0.00"
    assert answer["rows"][-1]["paid_date"] == "2024-01-20"


def test_a_backdated_payment_is_replayed_by_its_own_day() -> None:
    late = repayment("2024-02-25", "1000.00")
    early = repayment("2024-02-01", "1000.00")
    closing = {"type": "close_of_business", "business_date": "2024-03-01"}
    in_order = answered(RUNNING, early, late, closing)
    backdated = answered(RUNNING, late, early | {"entered_on": "2024-03-01"}, closing)
    assert backdated == in_order
    assert [done["date"] for done in backdated["transactions"]] == ["2024-02-01", "2024-02-25"]


def test_what_was_overpaid_settles_a_charge_that_comes_later() -> None:
    product = RUNNING | {"rate_percent_per_year": "0", "number_of_instalments": 1}
    charge = {"type": "charge", "kind": "fee", "due_date": "2024-02-10", "amount": "50.00"}
    answer = answered(product, repayment("2024-02-01", "12020.00"), charge)
    (done,) = answer["transactions"]
    assert (done["fees"], done["overpaid"]) == ("20.00", "0.00")
    assert answer["rows"][0]["outstanding"] == "30.00"
    assert answer["rows"][0]["paid_date"] is None


def test_what_was_overpaid_settles_charges_of_one_day_in_the_order_of_payments() -> None:
    product = RUNNING | {"rate_percent_per_year": "0", "number_of_instalments": 1}
    fee, penalty = (
        {"type": "charge", "kind": kind, "due_date": "2024-02-10", "amount": "15.00"}
        for kind in ("fee", "penalty")
    )
    paid = repayment("2024-02-01", "12020.00")
    answer = answered(product, paid, fee, penalty)
    assert answer == answered(product, paid, penalty, fee)
    (done,) = answer["transactions"]
    assert (done["penalty"], done["fees"]) == ("15.00", "5.00")


def test_overdue_principal_bears_no_interest_where_that_was_not_agreed() -> None:
    closing = {"type": "close_of_business", "business_date": "2024-04-01"}
    silent = RUNNING | {"recalculation": RECALCULATION | {"interest_on_past_due": False}}
    assert answered(silent, closing)["totals"]["interest"] == "301.50"
    assert answered(RUNNING, closing)["totals"]["interest"] == "364.38"


def test_vertical_payments_settle_one_part_of_all_overdue_rows_first() -> None:
    paid = repayment("2024-03-20", "200.00")
    (done,) = answered(BASE | {"payment_processing": "vertical"}, paid)["transactions"]
    assert (done["interest"], done["principal"]) == ("200.00", "0.00")
    (done,) = answered(BASE, paid)["transactions"]
    assert (done["interest"], done["principal"]) == ("120.00", "80.00")


def test_extra_principal_lowers_the_instalment_or_the_number_of_rows() -> None:
    extra = {"type": "extra_principal", "after_instalment": 1, "amount": "6000.00"}
    fewer = answered(TABLE, extra | {"effect": "reduce_number_of_instalments"})
    assert rows(fewer, "total", "extra_principal") == [
        ("3075.37", "6000.00"),
        ("3075.08", "0.00"),
    ]
    lower = answered(TABLE, extra | {"effect": "reduce_instalment_amount"})
    assert [total for (total,) in rows(lower, "total")][1:] == ["1035.24", "1035.24", "1035.25"]


def test_an_instalment_multiple_that_would_leave_nothing_does_not_count() -> None:
    answer = answered(BASE | {"principal": "100.00", "instalment_multiple_of": 100})
    assert rows(answer, "total")[0] == ("25.63",)
