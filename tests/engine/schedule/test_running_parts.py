"""The parts of a running balance: the interest of any days, and what a payment may settle.

Interest is counted in whole satang at 12 % a year, 1 % a month, pro rata by calendar days.
"""

from datetime import date
from fractions import Fraction

import pytest
from made_up_terms import ORDER
from worked_terms import RECALCULATION, RUNNING, answered, repayment, rows

from plodnee.engine.schedule.due_dates import Cycle, Unit
from plodnee.engine.schedule.progressive import Replay
from plodnee.engine.schedule.reading import read_terms
from plodnee.engine.schedule.running_claims import RunningClaims
from plodnee.engine.schedule.running_interest import Balances, DailyInterest
from plodnee.engine.schedule.terms import CloseOfBusiness, Part
from plodnee.engine.schedule.year_fraction import Period

START, DUE = date(2024, 2, 15), date(2024, 3, 15)  # 29 days
PERIOD = Period(START, DUE, Cycle(1, Unit.MONTH))
SILENT = RUNNING | {"recalculation": RECALCULATION | {"interest_on_past_due": False}}
WHOLE = Balances(index=1, scheduled=290_000, ahead=0)  # 2,900 satang a month, 100 a day


def loan(product=RUNNING, **changed):
    return Replay(read_terms({"id": 1, "product": product | changed, "events": [], "as_of": None}))


def interest(product=RUNNING):
    """The interest of a loan of 2,900 baht on which nothing has happened yet."""
    return DailyInterest(loan(product, principal="2900.00").product, START)


# --- the interest of days ---


def test_each_rate_counts_for_its_own_days():
    """12 % for 10 days, 6 % for 9 and none for the last 10 of 29."""
    days = interest(SILENT)
    days.new_rate(date(2024, 2, 25), Fraction(6, 100))
    days.new_rate(date(2024, 3, 5), Fraction(0))
    assert days.exact(PERIOD, WHOLE) == 10 * 100 + 9 * 50
    assert days.level_rate(PERIOD) == Fraction(10, 2900) + Fraction(9, 5800)
    assert [days.rate_on(date(2024, month, 1)) for month in (2, 3, 4)] == [
        Fraction(12, 100),
        Fraction(6, 100),
        0,
    ]


def test_a_rate_from_the_middle_of_a_row_on_counts_for_the_part_after_it_in_the_instalment():
    days = interest()
    days.new_rate(date(2024, 3, 5), Fraction(0))
    assert days.level_rate(PERIOD) == Fraction(19, 2900)


def test_a_rate_agreed_anew_for_a_day_replaces_the_one_before():
    days = interest()
    days.new_rate(date(2024, 3, 5), Fraction(9, 100))
    days.new_rate(date(2024, 2, 25), Fraction(6, 100))
    assert days.rates == [(date(2024, 2, 25), Fraction(6, 100))]
    days.new_rate(date(2024, 2, 25), Fraction(3, 100))
    assert days.rates == [(date(2024, 2, 25), Fraction(3, 100))]


def test_no_day_of_a_pause_bears_interest():
    """A pause from the 25th, noted from the day before on, to the 28th: 4 days."""
    days = interest(SILENT)
    days.pauses.append((date(2024, 2, 24), date(2024, 2, 28)))
    assert days.exact(PERIOD, WHOLE) == 25 * 100
    assert list(days.stretches(PERIOD, WHOLE)) == [900, 0, 1_600]


def test_one_satang_bears_its_part_and_nothing_bears_none():
    days = interest(SILENT)
    assert days.exact(PERIOD, Balances(1, 1, 0)) == Fraction(1, 100)
    assert days.exact(PERIOD, Balances(1, 0, 0)) == 0


def test_what_was_paid_to_a_row_lowers_its_balance_from_the_day_on():
    """On 5 March, 1,450 baht: 19 days at 100 satang, then 10 at 50."""
    days = interest(SILENT)
    days.note_payment(date(2024, 3, 5), 1, 145_000)
    paid = Balances(1, 290_000, 145_000)
    assert days.exact(PERIOD, paid) == 19 * 100 + 10 * 50
    assert days.exact(PERIOD, paid, until=date(2024, 3, 5)) == 19 * 100
    assert list(days.stretches(PERIOD, paid)) == [1_900, 500]


def test_what_was_paid_to_rows_before_is_not_taken_off_a_second_time():
    days = interest(SILENT)
    days.note_payment(date(2024, 3, 5), 0, 145_000)
    assert days.exact(PERIOD, WHOLE) == 29 * 100


def test_payments_noted_out_of_order_lower_the_balance_by_their_days():
    """1,450 baht on 25 February and 725 on 5 March: 10 days at 100, 9 at 50 and 10 at 25 satang."""
    days = interest()
    days.note_payment(date(2024, 3, 5), 1, 72_500)
    days.note_payment(date(2024, 2, 25), 1, 145_000)
    days.reached = DUE  # all of it overdue, so the balance is what was not paid by the day
    assert days.exact(PERIOD, Balances(1, 290_000, 217_500)) == 1_000 + 450 + 250


# --- what a payment may settle ---


def claims(ledger, until):
    return RunningClaims(ledger.model, until, ledger.open)


def test_the_last_row_takes_two_satang_more_than_the_level():
    last = loan().model.rows[-1]
    assert (last.level, last.instalment) == (307_537, 307_539)


def test_a_level_instalment_paid_before_its_period_pays_the_row_off():
    ledger, on = loan(), date(2024, 2, 1)
    last = ledger.model.rows[-1]
    claims(ledger, on).take(last, Part.PRINCIPAL, 307_537, on)
    assert (last.instalment, last.paid_off) == (307_537, True)


@pytest.mark.parametrize("amount", [307_536, 100])
def test_a_part_of_an_instalment_paid_before_its_period_leaves_the_instalment(amount):
    ledger, on = loan(), date(2024, 2, 1)
    last = ledger.model.rows[-1]
    claims(ledger, on).take(last, Part.PRINCIPAL, amount, on)
    assert (last.instalment, last.paid_off) == (307_539, False)


def test_a_level_instalment_paid_inside_its_period_leaves_the_difference_owed():
    ledger, on = loan(), date(2024, 4, 16)
    last = ledger.model.rows[-1]
    claims(ledger, on).take(last, Part.PRINCIPAL, 307_537, on)
    assert (last.instalment, last.paid_off) == (307_539, False)


def test_the_only_row_that_is_not_paid_still_owes_the_difference():
    """One row of 12,120 baht at a level of 12,000: of that much, the interest is still owed."""
    ledger = loan(number_of_instalments=1, fixed_instalment_amount="12000.00")
    (only,), on = ledger.model.rows, date(2024, 1, 15)
    claims(ledger, on).take(only, Part.PRINCIPAL, 1_200_000, on)
    assert (only.level, only.instalment, only.paid_off) == (1_200_000, 1_212_000, False)


def test_a_payment_of_the_last_level_instalment_leaves_the_difference_to_the_row_before():
    """Row 4 has its level without interest, so row 3 takes what is left of 12,000 baht.

    Until 15 April the 8,924.63 baht left bear 1 % a month on what is not yet paid.
    """
    product = RUNNING | {
        "payment_strategy": "advanced_payment_allocation",
        "payment_allocation": {"order": ORDER, "future_instalments": "last_installment"},
    }
    answer = answered(product, repayment("2024-01-15", "3075.37"))
    assert rows(answer, "principal", "interest", "outstanding", "paid_date") == [
        ("2986.12", "89.25", "3075.37", None),  # 8,924.63 x 1 %
        ("3015.98", "59.39", "3075.37", None),  # 5,938.51 x 1 % = 59.385, half up
        ("2922.53", "29.23", "2951.76", None),  # 2,922.53 x 1 %
        ("3075.37", "0.00", "0.00", "2024-01-15"),
    ]


def test_in_a_grace_an_advance_settles_the_interest_so_far_and_principal_of_the_next_row():
    """120 x 17/31 = 65.81 baht; of 100, 34.19 go to the principal of row 2."""
    product = RUNNING | {"grace_on_principal": 1}
    answer = answered(product, repayment("2024-02-01", "100.00"))
    assert rows(answer, "principal", "paid")[:1] == [("0.00", "65.81")]
    assert answer["rows"][1]["paid"] == "34.19"


def test_two_rows_overdue_without_interest_on_them_and_a_third_of_a_row_in_advance():
    """Rows 2 and 3 are paid on 1 May as they were; 3,044.94 x 16/30 % = 16.24 of row 4 with them.

    Of 7,000 baht 833.02 are left for its principal; 2,211.92 baht bear the other 14 days.
    """
    late = repayment("2024-05-01", "7000.00")
    answer = answered(SILENT, repayment("2024-02-15", "3075.37"), late, as_of="2024-05-01")
    assert rows(answer, "principal", "interest", "paid", "outstanding")[1:] == [
        ("2984.92", "90.45", "3075.37", "0.00"),
        ("3014.77", "60.60", "3075.37", "0.00"),
        ("3044.94", "26.56", "849.26", "2222.24"),
    ]
    assert answer["transactions"][-1]["interest"] == "167.29"  # 90.45 + 60.60 + 16.24


# --- what happens on a day ---


@pytest.mark.parametrize("product", [RUNNING, SILENT])
@pytest.mark.parametrize("as_of", ["2024-03-16", None])
def test_a_late_penalty_is_added_once_to_each_overdue_row_of_a_running_balance(product, as_of):
    """2 % of 75.37 and of 3,075.37 baht on 16 March; read on the day itself, none of row 2."""
    penalty = {"percent": "2", "of": "overdue_principal_and_interest"}
    paid = repayment("2024-02-15", "3000.00")
    closing = {"type": "close_of_business", "business_date": "2024-03-16"}
    events = (paid,) if as_of else (paid, closing)
    answer = answered(product | {"late_penalty": penalty}, *events, as_of=as_of)
    assert rows(answer, "penalty")[:3] == [("1.51",), ("61.51",), ("0.00",)]
    early = answered(product | {"late_penalty": penalty}, paid, as_of="2024-03-15")
    assert rows(early, "penalty")[:2] == [("1.51",), ("0.00",)]


def test_a_late_penalty_is_added_where_early_payments_lower_the_instalment():
    """2 % of 75.37 and of 2,984.92 baht of principal: no closing brought the 75.37 further."""
    product = RUNNING | {
        "schedule_engine": "cumulative",
        "recalculation": RECALCULATION | {"prepay_strategy": "reduce_instalment_amount"},
        "late_penalty": {"percent": "2", "of": "overdue_principal"},
    }
    answer = answered(product, repayment("2024-02-15", "3000.00"), as_of="2024-03-16")
    assert rows(answer, "penalty")[:3] == [("1.51",), ("59.70",), ("0.00",)]


def test_a_charge_that_was_overpaid_before_is_paid_on_the_day_of_that_money():
    product = RUNNING | {"rate_percent_per_year": "0", "number_of_instalments": 1}
    charge = {"type": "charge", "kind": "fee", "due_date": "2024-02-10", "amount": "15.00"}
    paid, later = repayment("2024-02-01", "12020.00"), repayment("2024-03-01", "5.00")
    answer = answered(product, paid, charge, later)
    assert rows(answer, "fees", "outstanding", "paid_date") == [("15.00", "0.00", "2024-02-01")]
    assert [done["overpaid"] for done in answer["transactions"]] == ["5.00", "5.00"]


def test_an_event_that_takes_effect_on_no_day_is_a_broken_promise():
    with pytest.raises(ValueError, match="takes no effect on a day"):
        loan().apply(CloseOfBusiness(START))
