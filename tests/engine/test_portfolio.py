"""A portfolio says of every loan, to the satang, what the readable form says of one contract."""

from dataclasses import replace
from datetime import date, timedelta
from typing import get_args

import numpy as np
import pytest
from contract_histories import ORDERS, histories
from hypothesis import given, settings
from hypothesis import strategies as st

from plodnee.engine.appropriation import order_in_force
from plodnee.engine.calendar import DAY_COUNTS
from plodnee.engine.classification import Criteria, DebtStatus, criteria_in_force
from plodnee.engine.contract_history import (
    METHODS,
    Charge,
    Payment,
    RepaymentTerms,
    Reversal,
    position_of,
)
from plodnee.engine.portfolio import (
    CLASS_CODES,
    STATUSES,
    Entries,
    calendars_of,
    columns_of,
    day_number,
    loans,
    no_entries,
    rows_of,
    status_of,
)

LETTER = date(2019, 3, 16)
ORDER = order_in_force(LETTER)
PRINCIPAL_FIRST = ("penalty", "costs", "principal", "interest")
CRITERIA = criteria_in_force(LETTER)
AS_OF = st.dates(date(2012, 1, 1), date(2035, 12, 31))
BOOKS = st.lists(
    st.tuples(histories(), st.sampled_from(STATUSES)).map(lambda pair: (*pair[0], pair[1])),
    min_size=1,
    max_size=4,
)
AGREED = RepaymentTerms(100_000, 1200, LETTER, date(2019, 4, 16), 2, 51_000)


def test_codes_are_the_places_in_the_lists_of_names():
    names = ("level", "interest_only", "equal_principal", "flat")
    assert [METHODS.index(name) for name in names] == [
        loans.LEVEL, loans.INTEREST_ONLY, loans.EQUAL_PRINCIPAL, loans.FLAT,
    ]  # fmt: skip
    counts = ("per_month", "30/360", "actual/365", "actual/360", "actual/actual")
    assert [DAY_COUNTS.index(name) for name in counts] == [
        loans.PER_MONTH, loans.THIRTY_360, loans.ACTUAL_365, loans.ACTUAL_360, loans.ACTUAL_ACTUAL,
    ]  # fmt: skip
    assert get_args(DebtStatus) == STATUSES
    assert (STATUSES.index("legal"), STATUSES.index("restructured")) == (
        loans.LEGAL,
        loans.RESTRUCTURED,
    )


@settings(max_examples=300)
@given(BOOKS, AS_OF, ORDERS, st.integers(1, 3))
def test_both_forms_give_the_same_status(book, as_of, order, threads):
    columns, calendars = columns_of(book, agreed_by=as_of)
    found = status_of(
        columns, calendars, as_of, criteria=CRITERIA, order=order, threads=threads
    )  # fmt: skip
    for x, (agreed, events, status) in enumerate(book):
        one = position_of(
            agreed, events, as_of, criteria=CRITERIA, order=order, status=status
        )  # fmt: skip
        assert found.outstanding_satang[x] == one.outstanding
        assert found.principal_arrears_satang[x] == one.principal_arrears
        assert found.interest_arrears_satang[x] == one.interest_arrears
        assert found.charges_owed_satang[x] == one.charges_owed.total
        assert found.paid_interest_satang[x] == sum(row.interest_paid for row in one.rows)
        assert found.overpaid_satang[x] == one.overpaid
        assert found.days_past_due[x] == one.days_past_due
        assert CLASS_CODES[found.debtor_class[x]] == one.classified.debtor_class


@settings(max_examples=300)
@given(BOOKS, AS_OF, ORDERS, st.integers(1, 3))
def test_both_forms_give_the_same_rows(book, as_of, order, threads):
    columns, calendars = columns_of(book, agreed_by=as_of)
    found = rows_of(columns, calendars, as_of, order=order, threads=threads)
    for x, (agreed, events, _) in enumerate(book):
        one = position_of(agreed, events, as_of, criteria=CRITERIA, order=order)
        assert found.offset[x + 1] - found.offset[x] == len(one.rows)
        for at, item in enumerate(one.rows, start=int(found.offset[x])):
            assert found.due_day[at] == day_number(item.row.due_on)
            assert found.interest_satang[at] == item.row.interest
            assert found.principal_satang[at] == item.row.principal
            assert found.balance_satang[at] == item.row.balance
            assert found.interest_paid_satang[at] == item.interest_paid
            assert found.principal_paid_satang[at] == item.principal_paid


@given(st.integers(0, 800))
def test_a_committees_own_criteria_make_the_class(days):
    own = Criteria(watch_days=8, overdue_days=31, default_days=180)
    columns, calendars = columns_of([(AGREED, [], "normal")])
    as_of = AGREED.first_due_on + timedelta(days)
    found = status_of(columns, calendars, as_of, criteria=own, order=ORDER)
    one = position_of(AGREED, [], as_of, criteria=own, order=ORDER)
    assert CLASS_CODES[found.debtor_class[0]] == one.classified.debtor_class


def test_an_empty_portfolio_has_an_empty_status():
    columns, calendars = columns_of([])
    found = status_of(columns, calendars, LETTER, criteria=CRITERIA, order=ORDER, threads=2)
    assert all(len(column) == 0 for column in found)
    assert rows_of(columns, calendars, LETTER, order=ORDER).offset.tolist() == [0]


def test_a_reversed_payment_is_not_in_the_columns():
    events = [Payment("P1", LETTER, 5), Payment("P2", LETTER, 7), Reversal("P1")]
    columns, _ = columns_of([(AGREED, events, "normal")])
    assert columns.payments.satang.tolist() == [7]


def _columns(**changes):
    columns, _ = columns_of([(AGREED, [Payment("P1", LETTER, 5)], "normal")])
    typed = {
        name: np.array([value], dtype=getattr(columns, name).dtype)
        for name, value in changes.items()
    }
    return columns._replace(**typed)


MONTHLY_AND_DAILY = calendars_of([("month", (1,)), ("day", (7,))])


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"principal_satang": 0}, "out of range"),
        ({"rate_bp": -1}, "out of range"),
        ({"instalments": 0}, "without instalments"),
        ({"method": 4}, "does not exist"),
        ({"method": -1}, "does not exist"),
        ({"day_count": 5}, "does not exist"),
        ({"status": 3}, "does not exist"),
        ({"calendar": 2}, "does not exist"),
        ({"calendar": -1}, "does not exist"),
        ({"start_day": day_number(AGREED.first_due_on)}, "days outside"),
        ({"start_day": -30_000}, "days outside"),
        ({"first_due_day": 90_000}, "days outside"),
        ({"instalments": 5_000}, "days outside"),
        ({"due_day_of_month": 17}, "first due day's"),
        ({"due_day_of_month": 0}, "first due day's"),
        ({"calendar": 1}, "whole months"),
        ({"instalment_satang": 0}, "without its instalment"),
        ({"principal_satang": 10**17}, "64 bits"),
    ],
)
def test_a_loan_that_may_not_be_trusted_is_named(changes, message):
    columns = _columns(**changes)
    for compute in (
        lambda: status_of(columns, MONTHLY_AND_DAILY, LETTER, criteria=CRITERIA, order=ORDER),
        lambda: rows_of(columns, MONTHLY_AND_DAILY, LETTER, order=ORDER),
    ):
        with pytest.raises(ValueError, match=message):
            compute()


def _entries(days, amounts):
    return Entries(
        np.array([0, len(days)], dtype=np.int64),
        np.array(days, dtype=np.int32),
        np.array(amounts, dtype=np.int64),
    )


@pytest.mark.parametrize(
    ("payments", "charges", "message"),
    [
        (_entries([18_000], [0]), no_entries(1), "below 1 satang"),
        (_entries([90_000], [1]), no_entries(1), "below 1 satang"),
        (_entries([18_000], [1]), _entries([18_000], [-1]), "below 1 satang"),
        (_entries([18_001, 18_000], [1, 1]), _entries([17_999], [1]), "order of their days"),
        (_entries([18_001], [1]), _entries([18_002, 18_000], [1, 1]), "order of their days"),
    ],
)
def test_entries_that_cannot_have_happened_are_named(payments, charges, message):
    columns = _columns()._replace(payments=payments, charges=charges)
    with pytest.raises(ValueError, match=f"loan 0: .*{message}"):
        status_of(columns, MONTHLY_AND_DAILY, LETTER, criteria=CRITERIA, order=ORDER)
    with pytest.raises(ValueError, match=message):
        rows_of(columns, MONTHLY_AND_DAILY, LETTER, order=ORDER)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"rate_bp": np.array([1200], dtype=np.int64)}, "column rate_bp: int64"),
        ({"status": np.zeros(2, dtype=np.int8)}, "column status"),
        ({"payments": _entries([1, 2], [1])}, "column payments.satang"),
        ({"payments": no_entries(2)}, "column payments.offset"),
        (
            {"payments": _entries([1], [1])._replace(offset=np.array([0, 2]))},
            "does not run from 0 to 1",
        ),
    ],
)
def test_a_column_of_another_type_or_length_is_named(changes, message):
    columns = _columns()._replace(**changes)
    with pytest.raises(ValueError, match=message):
        status_of(columns, MONTHLY_AND_DAILY, LETTER, criteria=CRITERIA, order=ORDER)


@pytest.mark.parametrize("gaps", [(), (0,)])
def test_a_calendar_goes_forward(gaps):
    with pytest.raises(ValueError, match=r"without gaps|below 1"):
        status_of(
            _columns(), calendars_of([("month", gaps)]), LETTER, criteria=CRITERIA, order=ORDER
        )


def test_charges_come_before_instalments_and_there_is_a_thread():
    order = ("interest", "costs", "penalty", "principal")
    with pytest.raises(ValueError, match="charges come before"):
        status_of(_columns(), MONTHLY_AND_DAILY, LETTER, criteria=CRITERIA, order=order)
    with pytest.raises(ValueError, match="0 threads"):
        status_of(_columns(), MONTHLY_AND_DAILY, LETTER, criteria=CRITERIA, order=ORDER, threads=0)


def test_the_largest_amounts_that_are_let_through_do_not_overflow():
    """Ten billion satang at 360 % over thirty years, by the finest day count."""
    agreed = replace(
        AGREED,
        principal_satang=10**10,
        rate_bp=1500,
        day_count="actual/actual",
        instalments=30,
        gaps=(12,),
        instalment_satang=16 * 10**8,
    )
    book = [(agreed, [Charge(LETTER, 5), Payment("P1", LETTER, 10**12)], "normal")]
    columns, calendars = columns_of(book)
    found = status_of(columns, calendars, date(2050, 1, 1), criteria=CRITERIA, order=ORDER)
    one = position_of(agreed, book[0][1], date(2050, 1, 1), criteria=CRITERIA, order=ORDER)
    assert found.overpaid_satang[0] == one.overpaid
    assert found.paid_interest_satang[0] == sum(row.interest_paid for row in one.rows)
