"""What is left of a principal after the last row, laid on new rows: nothing is lost or doubled."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from contract_histories import terms
from hypothesis import given
from hypothesis import strategies as st

from plodnee.engine.appropriation import Parts, order_in_force
from plodnee.engine.classification import criteria_in_force
from plodnee.engine.contract_history import (
    Amendment,
    Payment,
    RepaymentTerms,
    overdue_principal,
    owed_on_payoff,
    position_of,
    schedule_of,
    workable_amendment,
)
from plodnee.engine.contract_history.refusals import BeforeLaidAnew
from plodnee.engine.interest_law import default_interest
from plodnee.engine.portfolio import columns_of
from plodnee.engine.refusals import RateAboveCeiling

LETTER = date(2019, 3, 16)
ORDER = order_in_force(LETTER)
RULES = {"criteria": criteria_in_force(LETTER), "order": ORDER}
# 12,000 baht at 1 % a month in four rows of 3,076 baht, the smallest whole baht that pays it off
AGREED = RepaymentTerms(1_200_000, 1200, LETTER, date(2019, 4, 16), 4, 307_600)
LAST, ANEW = date(2019, 7, 16), date(2019, 9, 1)
# row 1, the interest of row 2 and 1,000 baht of its principal
PAID = Payment("P", date(2019, 8, 20), 307_600 + 9_044 + 100_000, Parts(0, 0, 21_044, 395_600))
LAID_ANEW = Amendment(
    "A1", ANEW, ANEW, due_on=date(2019, 10, 1), extra_instalments=3, rest_satang=804_400
)


def figures(rows, *names):
    return [tuple(getattr(row, name) for name in names) for row in rows]


def test_what_is_left_after_the_last_row_is_laid_on_new_ones_and_its_interest_stays_due():
    """8,044 baht at 1 % a month from September on: three rows of 2,736 baht, the last the rest."""
    rows = schedule_of(AGREED, [LAID_ANEW])
    assert figures(rows, "due_on", "interest", "principal", "moved", "balance") == [
        (date(2019, 4, 16), 12_000, 295_600, 0, 904_400),
        (date(2019, 5, 16), 9_044, 100_000, 198_556, 804_400),
        (date(2019, 6, 16), 6_058, 0, 301_542, 804_400),
        (date(2019, 7, 16), 3_043, 0, 304_302, 804_400),
        (date(2019, 10, 1), 8_044, 265_556, 0, 538_844),
        (date(2019, 11, 1), 5_388, 268_212, 0, 270_632),
        (date(2019, 12, 1), 2_706, 270_632, 0, 0),
    ]
    before = position_of(AGREED, [PAID], ANEW, **RULES)
    after = position_of(AGREED, [PAID, LAID_ANEW], ANEW, **RULES)
    assert before.outstanding == after.outstanding == 804_400
    assert after.applied == before.applied
    assert (after.principal_arrears, after.interest_arrears) == (0, 6_058 + 3_043)
    assert after.days_past_due == (ANEW - date(2019, 6, 16)).days  # its interest is still owed
    settled = owed_on_payoff(AGREED, [PAID, LAID_ANEW], ANEW + timedelta(15), order=ORDER)
    assert settled == Parts(interest=6_058 + 3_043 + 4_022, principal=804_400)  # 15 of 30 days


def test_default_interest_counts_what_was_overdue_until_it_was_laid_anew():
    """Charged before or after it is one sum; nothing of the new rows is late."""
    late = [
        default_interest(overdue_principal(position_of(AGREED, events, on, **RULES)))
        for events, on in (([PAID], ANEW), ([PAID, LAID_ANEW], date(2019, 9, 30)))
    ]
    assert late[0].interest_satang == late[1].interest_satang > 0


def test_an_amendment_after_what_was_laid_anew_counts_on_its_rows_only():
    later = Amendment("A2", ANEW, date(2019, 10, 20), rate_bp=0)
    rows = schedule_of(AGREED, [later, LAID_ANEW])  # in whatever order they are told
    assert [row.interest for row in rows[-3:]] == [8_044, 0, 0]
    assert sum(row.principal for row in rows) == AGREED.principal_satang
    with pytest.raises(BeforeLaidAnew):
        workable_amendment(AGREED, [LAID_ANEW], replace(later, from_on=ANEW - timedelta(1)))
    again = replace(LAID_ANEW, id="A3", agreed_on=date(2020, 1, 1), from_on=date(2020, 1, 1))
    twice = replace(again, due_on=date(2020, 2, 1), extra_instalments=1, rest_satang=500_000)
    rows = schedule_of(AGREED, [LAID_ANEW, twice])
    assert figures(rows, "principal", "moved")[4:] == [
        (265_556, 0),
        (38_844, 229_368),
        (0, 270_632),
        (500_000, 0),
    ]
    with pytest.raises(ValueError, match="more left than was owed"):
        schedule_of(AGREED, [LAID_ANEW, replace(twice, rest_satang=804_401)])
    with pytest.raises(ValueError, match="or left"):
        schedule_of(AGREED, [replace(LAID_ANEW, from_on=LAST)])
    with pytest.raises(ValueError, match="laid on no rows"):
        replace(LAID_ANEW, due_on=None)
    with pytest.raises(ValueError, match="counted by contract_history alone"):
        columns_of([(AGREED, [LAID_ANEW], "normal")])


def test_the_rate_of_what_is_laid_anew_is_judged_by_its_own_rows():
    """Flat 12 % over three months is dearer than the law allows, however long the old rows ran."""
    assert workable_amendment(AGREED, [], LAID_ANEW) == LAID_ANEW
    with pytest.raises(RateAboveCeiling):
        workable_amendment(AGREED, [], replace(LAID_ANEW, rate_bp=1501))
    flat = replace(AGREED, method="flat", rate_bp=800)
    with pytest.raises(RateAboveCeiling) as refused:
        workable_amendment(flat, [], replace(LAID_ANEW, rate_bp=1200))
    lawful = replace(LAID_ANEW, rate_bp=800)
    assert float(refused.value.details["declining"]) > 15
    rows = schedule_of(flat, [lawful])[4:]  # 8 % of 8,044 baht for three months, in equal parts
    assert [row.interest for row in rows] == [5_362, 5_362, 5_364]


@given(data=st.data(), agreed=terms())
def test_whatever_is_laid_anew_nothing_is_lost(data, agreed):
    old = schedule_of(agreed)
    rest = data.draw(st.integers(1, agreed.principal_satang))
    on = old[-1].due_on + timedelta(data.draw(st.integers(1, 400)))
    due = on + timedelta(data.draw(st.integers(1, 90)))
    many = data.draw(st.integers(1, 12))
    made = Amendment("A", on, on, due_on=due, extra_instalments=many, rest_satang=rest)
    rows = schedule_of(agreed, [made])
    kept, new = rows[: len(old)], rows[len(old) :]
    assert [row.interest for row in kept] == [row.interest for row in old]
    assert [a.principal + a.moved for a in kept] == [b.principal for b in old]
    assert sum(row.moved for row in rows) == sum(row.principal for row in new) == rest
    assert (new[0].start_on, len(new), kept[-1].balance, new[-1].balance) == (on, many, rest, 0)
    assert all(a.balance - b.principal == b.balance for a, b in pairwise(rows))
