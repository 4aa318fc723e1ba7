"""A contract amended, ended early, or refused: several changes in one request, and what they do."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate

import pytest
from contract_histories import amendments, terms
from hypothesis import given
from hypothesis import strategies as st

from plodnee.engine.appropriation import Parts, order_in_force
from plodnee.engine.classification import criteria_in_force
from plodnee.engine.contract_history import (
    Amendment,
    Charge,
    Payment,
    Payoff,
    RepaymentTerms,
    Reversal,
    owed_on_payoff,
    position_of,
    schedule_of,
    smallest_instalment,
)
from plodnee.engine.contract_history.refusals import (
    DueDateTooEarly,
    NothingLeftToAmend,
    PayoffTooSmall,
    TermAboveLargest,
)
from plodnee.engine.schedule.seasonal import SeasonalTerms, level_schedule

LETTER = date(2019, 3, 16)
ORDER = order_in_force(LETTER)
RULES = {"criteria": criteria_in_force(LETTER), "order": ORDER}
# 12,000 baht at 1 % a month in four rows of 3,076 baht, the smallest whole baht that pays it off
AGREED = RepaymentTerms(1_200_000, 1200, LETTER, date(2019, 4, 16), 4, 307_600)
ONE_YEAR_FLAT = RepaymentTerms(
    1_200_000, 1200, LETTER, date(2019, 4, 16), 12, method="flat"
)  # fmt: skip


def amended(*changes, agreed=AGREED):
    made = [
        Amendment(f"A{n}", LETTER, on, **change) for n, (on, change) in enumerate(changes, start=1)
    ]
    return schedule_of(agreed, made)


def figures(rows, *names):
    return [tuple(getattr(row, name) for name in names) for row in rows]


def test_several_changes_in_one_request_from_twelve_per_cent_to_none():
    """After row 1: 9,044 baht in five rows of 1,809, due at month's end, without interest."""
    request = {"due_on": date(2019, 5, 31), "extra_instalments": 2, "rate_bp": 0}
    rows = amended((date(2019, 5, 1), request))
    assert figures(rows, "due_on", "interest", "total", "balance") == [
        (date(2019, 4, 16), 12_000, 307_600, 904_400),
        (date(2019, 5, 31), 0, 180_900, 723_500),
        (date(2019, 6, 30), 0, 180_900, 542_600),
        (date(2019, 7, 31), 0, 180_900, 361_700),
        (date(2019, 8, 31), 0, 180_900, 180_800),
        (date(2019, 9, 30), 0, 180_800, 0),
    ]


def test_a_rate_may_come_after_none():
    """0 % in two rows of 6,000 baht; from row 2 on 1 % a month: 6,060 baht."""
    agreed = replace(AGREED, rate_bp=0, instalments=2, instalment_satang=600_000)
    rows = amended((date(2019, 5, 16), {"rate_bp": 1200}), agreed=agreed)
    assert figures(rows, "rate_bp", "interest", "total") == [
        (0, 0, 600_000),
        (1200, 6_000, 606_000),
    ]


def test_a_grace_in_mid_term_on_principal_and_interest_adds_a_row():
    """Row 2 pays nothing; its 90.44 baht are paid first in row 3 and bear no interest."""
    rows = amended((date(2019, 5, 16), {"grace_on_principal": 1, "grace_on_interest": 1}))
    assert figures(rows, "accrued", "interest", "principal", "carried") == [
        (12_000, 12_000, 295_600, 0),
        (9_044, 0, 0, 9_044),
        (9_044, 18_088, 292_512, 0),
        (6_119, 6_119, 304_481, 0),
        (3_074, 3_074, 307_407, 0),
    ]
    assert rows[1].no_principal


def test_a_grace_on_principal_alone_pays_the_interest():
    rows = amended((date(2019, 5, 16), {"grace_on_principal": 1}))
    assert figures(rows, "interest", "principal")[1] == (9_044, 0)


def test_a_grace_on_interest_alone_leaves_the_instalment_and_the_number_of_rows():
    rows = amended((date(2019, 5, 16), {"grace_on_interest": 1}))
    assert figures(rows, "interest", "principal")[1:3] == [(0, 307_600), (15_012, 292_588)]
    assert len(rows) == 4


@pytest.mark.parametrize(
    ("day_count", "first_interest"),
    [
        ("per_month", 8_129),  # 120 x 21/31
        ("30/360", 8_129),  # 120 x 30/30 x 21/31
        ("actual/365", 8_285),  # 12,000 x 12 % x 21/365
        ("actual/360", 8_400),  # 12,000 x 12 % x 21/360
        ("actual/actual", 8_285),
    ],
)
def test_days_of_a_pause_bear_no_interest_and_leave_the_instalment(day_count, first_interest):
    """1 to 10 April, both included: ten of the thirty-one days to 16 April."""
    agreed = replace(AGREED, day_count=day_count)
    pause = {"pause": (date(2019, 4, 1), date(2019, 4, 10))}
    rows = amended((date(2019, 4, 1), pause), agreed=agreed)
    assert (rows[0].interest, rows[0].total, rows[0].paused_days) == (first_interest, 307_600, 10)
    twice = {"pause": (date(2019, 4, 5), date(2019, 4, 10))}
    both = amended((date(2019, 4, 1), pause), (date(2019, 4, 2), twice), agreed=agreed)
    assert both == rows, "a day that is paused twice is paused"


def test_a_pause_over_new_year_leaves_the_days_of_the_leap_year_alone():
    """1,000 baht from 16 December 2562 to 16 January 2563; 20 December to 5 January paused."""
    agreed = RepaymentTerms(
        100_000_000, 3650, date(2019, 12, 16), date(2020, 1, 16), 1, day_count="actual/actual"
    )
    pause = {"pause": (date(2019, 12, 20), date(2020, 1, 5))}
    [row] = amended((date(2020, 1, 1), pause), agreed=agreed)
    # 3 days before and 11 after: 1,000,000 x 36.5 % x (3/365 + 11/366)
    assert row.interest == round(36_500_000 * (3 / 365 + 11 / 366))


def test_an_instalment_may_be_agreed_and_the_last_row_takes_the_rest():
    rows = amended((date(2019, 5, 16), {"instalment_satang": 100_000, "rate_bp": 600}))
    assert [row.total for row in rows[1:3]] == [100_000, 100_000]
    assert rows[-1].principal == rows[-2].balance > 100_000


def test_added_rows_keep_to_the_weeks_or_to_the_day_of_the_month_that_was_meant():
    more = (LETTER, {"extra_instalments": 2})
    weekly = replace(
        AGREED,
        unit="day",
        gaps=(7,),
        first_due_on=date(2019, 3, 23),
        day_count="actual/365",
        instalments=2,
    )
    dues = [row.due_on for row in amended(more, agreed=weekly)]
    assert dues == [date(2019, 3, 23) + timedelta(7 * n) for n in range(4)]
    at_month_end = replace(AGREED, first_due_on=date(2019, 4, 30), due_day=31, instalments=2)
    dues = [row.due_on for row in amended(more, agreed=at_month_end)]
    assert [(due.month, due.day) for due in dues] == [(4, 30), (5, 31), (6, 30), (7, 31)]
    assert [row.due_on for row in schedule_of(at_month_end)] == dues[:2]
    on_the_30th = replace(at_month_end, due_day=None)
    days = [row.due_on.day for row in amended(more, agreed=on_the_30th)]
    assert days == [30, 30, 30, 30]


def test_equal_parts_of_principal_are_counted_anew_where_rows_are_added():
    agreed = replace(AGREED, method="equal_principal", instalment_satang=0)
    rows = amended((date(2019, 6, 16), {"extra_instalments": 2}), agreed=agreed)
    assert [row.principal for row in rows] == [300_000, 300_000, *[150_000] * 4]
    assert [row.principal_from for row in rows] == [1, 1, 3, 3, 3, 3]


def test_flat_interest_is_counted_anew_over_the_time_that_is_left():
    """Nine months left of twelve; three more: 12,000 x 12 % x 12/12 over twelve rows."""
    rows = amended((date(2019, 7, 16), {"extra_instalments": 3}), agreed=ONE_YEAR_FLAT)
    assert [row.interest for row in rows] == [12_000] * 15
    assert [row.principal for row in rows] == [100_000] * 3 + [75_000] * 12
    cheaper = amended((date(2019, 7, 16), {"rate_bp": 600}), agreed=ONE_YEAR_FLAT)
    assert [row.interest for row in cheaper] == [12_000] * 3 + [6_000] * 9
    assert (cheaper[2].interest_from, cheaper[3].interest_from) == (1, 4)


def test_interest_free_rows_of_a_flat_loan_have_no_part_of_its_interest():
    agreed = replace(ONE_YEAR_FLAT, interest_free=3, instalments=4, principal_satang=100_000)
    rows = schedule_of(agreed)
    assert [row.interest for row in rows] == [0, 0, 0, 1_000]
    assert all(row.interest == 0 for row in schedule_of(replace(agreed, interest_free=4)))


@given(terms(), st.data())
def test_an_instalment_worked_out_anew_is_the_smallest_that_pays_off(agreed, data):
    agreed = replace(agreed, method="level", instalment_satang=agreed.instalment_satang or 1)
    rate = data.draw(st.sampled_from([0, 600, 1500]))
    begins = data.draw(st.sampled_from(schedule_of(agreed)))
    request = Amendment("A1", LETTER, begins.due_on, rate_bp=rate)
    rows = schedule_of(agreed, [request])
    step = agreed.instalment_multiple_satang
    found = _level_of(agreed, rows[begins.n - 1 :])
    if found is None or begins.n == agreed.instalments:
        return
    assert rows[-1].total <= found + step - 1
    less = replace(request, instalment_satang=max(1, found - found % step - step))
    left = schedule_of(agreed, [less])[-1].total
    assert found <= step or left > less.instalment_satang


def _level_of(agreed, rows):
    """The instalment that rows outside a grace and before the last pay, if one pays it in full."""
    paid = [row.total for row in rows[:-1] if row.balance and not row.no_principal]
    return max(paid, default=None)


@given(
    months=st.lists(st.integers(1, 12), min_size=1, max_size=12),
    principal=st.integers(1, 10**7),
    rate=st.sampled_from([0, 600, 1500, 3600]),
    graces=st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 3)),
    multiple=st.sampled_from([100, 1_000, 10_000]),
)
def test_a_contract_has_the_rows_of_the_plans_level_schedule(
    months, principal, rate, graces, multiple
):
    """Seasonal due months with unequal gaps, with graces: to the satang, row by row."""
    on_principal, on_interest = (min(grace, len(months) - 1) for grace in graces[:2])
    planned = level_schedule(
        SeasonalTerms(
            principal,
            rate,
            tuple(accumulate(months)),
            multiple,
            on_principal,
            on_interest,
            min(graces[2], len(months)),
        )
    )
    first = date(2019, 3 + months[0], 16) if months[0] <= 9 else date(2020, months[0] - 9, 16)
    rows = schedule_of(
        RepaymentTerms(
            principal_satang=principal,
            rate_bp=rate,
            start_on=LETTER,
            first_due_on=first,
            instalments=len(months),
            instalment_satang=planned.instalment_satang,
            gaps=tuple(months[1:]) or (1,),
            grace_on_principal=on_principal,
            grace_on_interest=on_interest,
            interest_free=min(graces[2], len(months)),
            instalment_multiple_satang=multiple,
        )
    )
    ours = figures(rows, "interest", "principal", "balance", "carried")
    theirs = figures(planned.rows, "interest_paid", "principal_paid", "balance", "interest_owed")
    assert ours == theirs + [(0, 0, 0, 0)] * (len(ours) - len(theirs))


def test_the_smallest_instalment_is_the_plans():
    seasonal = SeasonalTerms(3_400_000, 600, (9, 21))
    agreed = RepaymentTerms(3_400_000, 600, LETTER, date(2019, 12, 16), 2, 1, gaps=(12,))
    assert smallest_instalment(agreed) == level_schedule(seasonal).instalment_satang


@pytest.mark.parametrize(
    ("on", "interest", "principal"),
    [
        (LETTER, 0, 1_200_000),
        (date(2019, 3, 27), 4_258, 1_200_000),  # 120 baht x 11/31
        (date(2019, 4, 16), 12_000, 1_200_000),
        (date(2019, 4, 17), 12_000 + 301, 1_200_000),  # 90.44 x 1/30
        (date(2019, 7, 16), 12_000 + 9_044 + 6_058 + 3_043, 1_200_000),
        (date(2025, 1, 1), 12_000 + 9_044 + 6_058 + 3_043, 1_200_000),
    ],
)
def test_a_payoff_owes_interest_up_to_its_day(on, interest, principal):
    owed = owed_on_payoff(AGREED, [], on, order=ORDER)
    assert owed == Parts(interest=interest, principal=principal)
    ended = position_of(AGREED, [Payoff("E1", on, owed.total + 7)], on, **RULES)
    assert (ended.outstanding, ended.arrears, ended.overpaid) == (0, 0, 7)
    assert ended.rows[-1].row.balance == 0


def test_a_payoff_pays_charges_and_is_refused_where_it_is_too_small():
    events = [Charge(LETTER, 500, "costs", id="C1"), Payment("P1", date(2019, 4, 16), 308_100)]
    on = date(2019, 4, 16)
    assert owed_on_payoff(AGREED, events, on, order=ORDER) == Parts(principal=904_400)
    with pytest.raises(PayoffTooSmall) as refused:
        position_of(AGREED, [*events, Payoff("E1", on, 904_399)], on, **RULES)
    assert refused.value.details["smallest_satang"] == 904_400
    ended = position_of(AGREED, [*events, Payoff("E1", on, 904_400)], on, **RULES)
    assert ended.outstanding == ended.overpaid == 0


def test_a_payoff_too_small_for_charges_that_come_last_names_what_it_would_take():
    """12,000 baht and 5 baht of costs, which the order pays after the rows."""
    order = ("interest", "principal", "costs", "penalty")
    rules = {"criteria": RULES["criteria"], "order": order}
    events = [Charge(LETTER, 500, "costs", id="C1"), Payoff("E1", LETTER, 1_200_100)]
    with pytest.raises(PayoffTooSmall) as refused:
        position_of(AGREED, events, LETTER, **rules)
    assert refused.value.details == {
        "amount": "12,001.00",
        "smallest": "12,005.00",
        "smallest_satang": 1_200_500,
    }


def test_interest_paid_ahead_is_principal_once_the_contract_is_paid_off():
    """3,166.44 baht pay row 1 and the 90.44 baht of row 2; a payoff that day owes 90.44 less."""
    paid = Payment("P1", date(2019, 4, 16), 307_600 + 9_044)
    owed = owed_on_payoff(AGREED, [paid], date(2019, 4, 16), order=ORDER)
    assert owed == Parts(principal=904_400 - 9_044)


def test_a_flat_loan_paid_off_owes_the_days_part_of_its_row():
    owed = owed_on_payoff(ONE_YEAR_FLAT, [], date(2019, 5, 1), order=ORDER)
    assert owed == Parts(interest=12_000 + 6_000, principal=1_200_000)  # 15 of 30 days
    pause = Amendment("A1", LETTER, LETTER, pause=(date(2019, 4, 17), date(2019, 5, 16)))
    before = sum(row.interest for row in schedule_of(ONE_YEAR_FLAT))
    after = sum(row.interest for row in schedule_of(ONE_YEAR_FLAT, [pause]))
    assert (before, after) == (144_000, round(144_000 * 336 / 366))


def test_an_ended_contract_can_be_reopened():
    on = date(2019, 3, 27)
    events = [Payoff("E1", on, 1_204_258), Reversal("E1")]
    assert position_of(AGREED, events, on, **RULES) == position_of(AGREED, [], on, **RULES)


def test_an_amendment_counts_from_the_day_on_which_it_was_agreed():
    """Agreed on 1 June for the rows from 1 May on: until then the old rows stand."""
    made = Amendment("A1", date(2019, 6, 1), date(2019, 5, 1), rate_bp=0)
    before = position_of(AGREED, [made], date(2019, 5, 31), **RULES)
    after = position_of(AGREED, [made], date(2019, 6, 1), **RULES)
    assert [item.row.rate_bp for item in before.rows] == [1200] * 4
    assert [item.row.rate_bp for item in after.rows] == [1200, 0, 0, 0]


def test_an_amendment_that_cannot_be_names_the_nearest_that_can():
    late = {"due_on": date(2019, 4, 16)}
    with pytest.raises(DueDateTooEarly) as refused:
        amended((date(2019, 5, 1), late))
    assert refused.value.details == {"given": date(2019, 4, 16), "smallest": date(2019, 4, 17)}
    assert amended((date(2019, 5, 1), {"due_on": date(2019, 4, 17)}))
    with pytest.raises(NothingLeftToAmend) as refused:
        amended((date(2019, 7, 17), {"rate_bp": 0}))
    details = {"given": date(2019, 7, 17), "last_due": date(2019, 7, 16)}
    assert refused.value.details == details
    assert amended((date(2019, 7, 16), {"rate_bp": 0}))
    with pytest.raises(TermAboveLargest) as refused:
        amended((date(2019, 5, 16), {"grace_on_interest": 3}))
    assert refused.value.details["largest"] == 2
    assert amended((date(2019, 5, 16), {"grace_on_interest": 2}))


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"extra_instalments": -1},
        {"rate_bp": -1},
        {"instalment_satang": 0},
        {"pause": (date(2019, 4, 2), date(2019, 4, 1))},
    ],
)
def test_an_amendment_that_says_nothing_or_the_impossible_is_a_broken_promise(changes):
    with pytest.raises(ValueError, match=r"nothing|range|before it begins"):
        Amendment("A1", LETTER, LETTER, **changes)


def test_only_a_level_instalment_is_amended():
    with pytest.raises(ValueError, match="no level instalment"):
        amended((LETTER, {"instalment_satang": 100}), agreed=ONE_YEAR_FLAT)


@given(terms(), st.data())
def test_amendments_count_in_the_same_turn_however_they_were_entered(agreed, data):
    stood, _ = data.draw(amendments(agreed, most=4))
    on = agreed.start_on + timedelta(2000)
    entered = data.draw(st.permutations(stood))
    assert position_of(agreed, entered, on, **RULES) == position_of(agreed, stood, on, **RULES)
