"""The cumulative schedule whose interest follows the days of payments, worked out by hand.

12,000 baht at 1 % a month from 15 January 2567, four rows of 3,075.37 baht; 9,044.63 baht are left
after row 1. Inside a month interest counts by its days.
"""

import pytest
from worked_terms import BASE, RECALCULATION, answered, repayment, rows

EARLY = BASE | {
    "interest_calculation_period": "daily",
    "year_fraction": "30*every/360 per instalment, pro rata by days inside it",
    "interest_recalculation": True,
    "recalculation": RECALCULATION | {"prepay_strategy": "reduce_instalment_amount"},
}
FEWER = EARLY | {
    "recalculation": RECALCULATION | {"prepay_strategy": "reduce_number_of_instalments"}
}
PARTS = ("amount", "principal", "interest", "fees", "balance", "overpaid")
FIRST, SECOND = repayment("2024-02-15", "3075.37"), repayment("2024-03-01", "1000.00")
FEE = {"type": "charge", "kind": "fee", "due_date": "2024-03-10", "amount": "25.00"}


def transactions(answer):
    return [tuple(done[name] for name in PARTS) for done in answer["transactions"]]


def test_an_early_payment_goes_to_principal_and_lowers_the_interest_of_its_row():
    """Row 2: 9,044.63 x 1 % x 15/29 = 46.78 and 8,044.63 x 1 % x 14/29 = 38.84 baht."""
    answer = answered(EARLY, FIRST, SECOND, as_of="2024-03-01")
    assert transactions(answer) == [
        ("3075.37", "2955.37", "120.00", "0.00", "9044.63", "0.00"),
        ("1000.00", "1000.00", "0.00", "0.00", "8044.63", "0.00"),
    ]
    assert rows(answer, "principal", "interest", "paid", "paid_date")[:2] == [
        ("2955.37", "120.00", "3075.37", "2024-02-15"),
        ("2989.75", "85.62", "1000.00", None),
    ]


def test_a_day_on_which_nothing_is_paid_leaves_the_interest_of_a_row_in_one_sum():
    """9,044.63 x 1 % = 90.45 baht, rounded once, wherever in the row the books are closed."""
    for day in ("2024-02-16", "2024-03-01", "2024-03-14"):
        closing = {"type": "close_of_business", "business_date": day}
        assert rows(answered(EARLY, FIRST, closing), "interest")[1] == ("90.45",)


def test_payments_keyed_in_out_of_order_count_by_their_days():
    third = repayment("2024-03-05", "500.00")
    in_order = answered(EARLY, FIRST, SECOND, third, as_of="2024-03-05")
    assert answered(EARLY, FIRST, third, SECOND, as_of="2024-03-05") == in_order
    twice = answered(EARLY, FIRST, SECOND, SECOND, third, as_of="2024-03-05")
    assert twice["transactions"][-1]["balance"] == "6544.63"


def test_a_late_payment_settles_fee_interest_and_principal_and_the_rest_is_early():
    """On 20 March 2,100.37 are due in row 2, its fee of 25 with it; 399.63 go to row 3.

    Row 3: 8,044.63 x 1 % x 5/31 = 12.98 and 5,655.25 x 1 % x 26/31 = 47.43 baht.
    """
    late = repayment("2024-03-20", "2500.00")
    answer = answered(EARLY, FIRST, SECOND, FEE, late, as_of="2024-03-20")
    assert transactions(answer)[-1] == (
        "2500.00", "2389.38", "85.62", "25.00", "5655.25", "0.00",
    )  # fmt: skip
    assert rows(answer, "interest", "fees", "paid", "paid_late", "paid_date")[1:3] == [
        ("85.62", "25.00", "3100.37", "2100.37", "2024-03-20"),
        ("60.41", "0.00", "399.63", "0.00", None),
    ]


def test_a_payment_after_the_last_row_settles_it_and_leaves_the_rest_over():
    """Row 4 bears 5,655.25 x 1 % = 56.55 baht, since row 3 was not paid either."""
    late, last = repayment("2024-03-20", "2500.00"), repayment("2024-05-20", "9000.00")
    answer = answered(EARLY, FIRST, SECOND, FEE, late, last)
    assert transactions(answer)[-1] == (
        "9000.00", "5655.25", "116.96", "0.00", "0.00", "3227.79",
    )  # fmt: skip
    assert answer["totals"]["outstanding"] == "0.00"
    assert rows(answer, "paid_date")[2:] == [("2024-05-20",), ("2024-05-20",)]


@pytest.mark.parametrize("product", [EARLY, FEWER])
@pytest.mark.parametrize("kind", ["repayment", "payoff"])
def test_a_payment_that_ends_the_loan_pays_interest_to_its_day(product, kind):
    """120 x 17/31 = 65.81 baht for the days up to 1 February."""
    ends = repayment("2024-02-01", "12500.00") | {"type": kind}
    answer = answered(product, ends)
    assert transactions(answer) == [("12500.00", "12000.00", "65.81", "0.00", "0.00", "434.19")]
    assert answer["totals"]["outstanding"] == "0.00"
    assert answer["totals"]["interest"] == "65.81"
    assert answer["rows"][0]["paid_date"] == "2024-02-01"
    exact = answered(product, ends | {"amount": "12065.81"})
    assert transactions(exact)[0][-2:] == ("0.00", "0.00")
    short = answered(product, ends | {"amount": "12000.01"})
    assert short["totals"]["outstanding"] == "65.80"


def test_a_loan_that_ends_early_has_fewer_rows_only_where_that_was_agreed():
    ends = repayment("2024-02-01", "12065.81")
    assert len(answered(EARLY, ends)["rows"]) == 4
    assert len(answered(FEWER, ends)["rows"]) == 1


def test_a_fee_of_the_row_in_which_the_loan_ends_is_settled_too():
    fee = FEE | {"due_date": "2024-02-10"}
    answer = answered(EARLY, fee, repayment("2024-02-01", "12100.00"))
    assert transactions(answer) == [("12100.00", "12000.00", "65.81", "25.00", "0.00", "9.19")]
