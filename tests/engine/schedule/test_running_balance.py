"""The progressive schedule on which the day of a payment counts, worked out by hand.

12,000 baht at 1 % a month from 15 January 2567, four rows of 3,075.37 baht; 9,044.63 baht are left
after row 1 and 6,059.71 after row 2. Inside a month interest counts by its days.
"""

import pytest
from worked_terms import RECALCULATION, RUNNING, answered, repayment, rows

SILENT = RUNNING | {"recalculation": RECALCULATION | {"interest_on_past_due": False}}
PARTS = ("amount", "principal", "interest", "balance", "overpaid")
FIRST, SECOND = (repayment(f"2024-0{month}-15", "3075.37") for month in (2, 3))


def last_transaction(answer):
    return tuple(answer["transactions"][-1][name] for name in PARTS)


@pytest.mark.parametrize("product", [RUNNING, SILENT])
def test_an_advance_pays_the_interest_of_the_days_so_far_and_lowers_the_balance(product):
    """9,044.63 x 1 % x 15/29 = 46.78 baht; then 8,091.41 x 1 % x 14/29 = 39.06 more."""
    answer = answered(product, FIRST, repayment("2024-03-01", "1000.00"), as_of="2024-03-01")
    assert last_transaction(answer) == ("1000.00", "953.22", "46.78", "8091.41", "0.00")
    assert rows(answer, "principal", "interest", "outstanding")[1] == (
        "2989.53", "85.84", "2075.37",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("product", "interest", "balance", "of_the_row"),
    [
        # 6,059.71 x 5/31 % = 9.77, as if row 2 had been paid; then 5,144.85 x 26/31 %
        (SILENT, "100.22", "5144.85", "52.92"),
        # 9,044.63 x 5/31 % = 14.59, since it was not; then 5,149.67 x 26/31 %
        (RUNNING, "105.04", "5149.67", "57.78"),
    ],
)
def test_what_was_overdue_bears_interest_until_it_is_paid_or_not(
    product, interest, balance, of_the_row
):
    """Row 2 is paid five days late with its 90.45 baht, and 924.63 baht of row 3 with it."""
    late = repayment("2024-03-20", "4000.00")
    answer = answered(product, FIRST, late, as_of="2024-03-20")
    principal = f"{4000 - float(interest):.2f}"
    assert last_transaction(answer) == ("4000.00", principal, interest, balance, "0.00")
    assert rows(answer, "interest", "paid", "paid_date")[1:3] == [
        ("90.45", "3075.37", "2024-03-20"),
        (of_the_row, "924.63", None),
    ]


@pytest.mark.parametrize("product", [RUNNING, SILENT])
def test_a_payment_of_everything_leaves_no_interest_in_the_rows_to_come(product):
    """6,059.71 x 5/31 % = 9.77 baht on 20 March; row 3 pays its instalment, row 4 the rest."""
    answer = answered(product, FIRST, SECOND, repayment("2024-03-20", "7000.00"))
    assert last_transaction(answer) == ("7000.00", "6059.71", "9.77", "0.00", "930.52")
    assert rows(answer, "principal", "interest", "paid", "paid_date")[2:] == [
        ("3065.60", "9.77", "3075.37", "2024-03-20"),
        ("2994.11", "0.00", "2994.11", "2024-03-20"),
    ]
