"""When a debt falls due: month 1 is April 2562, because the register is of 16 March 2562."""

from datetime import date

import pytest
from small_book import ALL_YEAR, AS_OF, debt, expense, income

from plodnee.casework.plan.cash import harvest_month, net_by_month
from plodnee.casework.plan.months import due_months, last_due_month

HARVEST = 8  # November


def due(item, harvest=HARVEST):
    last = last_due_month(item, AS_OF, if_unknown=12)
    return due_months(item, AS_OF, last=last, harvest=harvest)


def test_a_monthly_debt_falls_due_in_every_month_up_to_its_due_date():
    assert due(debt(period="monthly", due_on=date(2019, 12, 31))) == tuple(range(1, 10))


def test_a_debt_that_names_no_period_falls_due_every_month():
    assert due(debt(due_on=date(2019, 6, 1))) == (1, 2, 3)


def test_a_monthly_debt_takes_no_notice_of_named_months():
    assert due(debt(period="monthly", months=(5,), due_on=date(2019, 6, 1))) == (1, 2, 3)


def test_without_a_due_date_a_debt_is_due_in_twelve_months():
    assert due(debt()) == tuple(range(1, 13))


@pytest.mark.parametrize(
    "day", [date(2017, 1, 5), date(2019, 3, 15), date(2019, 3, 16), date(2019, 3, 31)]
)
@pytest.mark.parametrize("period", ["monthly", "yearly", "after_harvest"])
def test_a_due_date_passed_or_in_this_month_means_next_month_alone(day, period):
    assert due(debt(period=period, due_on=day)) == (1,)


def test_the_first_day_of_next_month_is_month_one():
    assert due(debt(due_on=date(2019, 4, 1))) == (1,)


def test_a_yearly_debt_falls_due_in_the_calendar_month_of_its_due_date():
    assert due(debt(period="yearly", due_on=date(2021, 12, 15))) == (9, 21, 33)


def test_a_yearly_debt_falls_due_in_the_months_that_it_names_and_in_its_last():
    named = debt(period="yearly", months=(1,), due_on=date(2021, 12, 15))
    assert due(named) == (10, 22, 33)


def test_a_yearly_debt_without_a_due_date_falls_due_once():
    assert due(debt(period="yearly")) == (12,)


def test_a_harvest_debt_falls_due_in_the_harvest_months_and_in_its_last():
    assert due(debt(period="after_harvest", due_on=date(2021, 3, 20))) == (8, 20, 24)


def test_a_harvest_debt_falls_due_in_the_months_that_it_names_instead():
    named = debt(period="after_harvest", months=(1, 2), due_on=date(2020, 3, 20))
    assert due(named) == (10, 11, 12)


def test_the_harvest_is_the_month_of_the_largest_net_income():
    rows = [income(30_000, 11), income(40_000, 2), expense(15_000, 2), expense(3_000, *ALL_YEAR)]
    assert harvest_month(rows, AS_OF, if_unknown=12) == 8


def test_the_earliest_of_equal_months_counts_from_next_month():
    rows = [income(30_000, 3, 11), expense(3_000, *ALL_YEAR)]
    assert harvest_month(rows, AS_OF, if_unknown=12) == 8


def test_repayments_among_the_expenses_do_not_move_the_harvest():
    rows = [income(30_000, 11), income(20_000, 2), expense(25_000, 11, item="ชำระหนี้ ธ.ก.ส.")]
    assert harvest_month(rows, AS_OF, if_unknown=12) == 8
    assert net_by_month(rows)[10] == 30_000_00


@pytest.mark.parametrize("rows", [[], [expense(500, *ALL_YEAR, item="ชำระหนี้รายเดือน")]])
def test_without_any_row_the_harvest_is_month_twelve(rows):
    assert harvest_month(rows, AS_OF, if_unknown=12) == 12
