"""A claim's last day is counted as the Code counts, and officers hear of it in time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plodnee.engine.prescription import (
    Prescription,
    Restart,
    alert_days,
    last_day_of_years,
    prescription,
    standing,
    years_of,
)

DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))
KINDS = st.sampled_from(
    ["general", "judgment_or_compromise", "instalment_principal", "interest_arrears"]
)
ACTS = st.lists(
    st.builds(
        Restart,
        st.dates(date(2000, 1, 1), date(2040, 12, 31)),
        st.sampled_from(
            [
                "written_acknowledgement",
                "part_payment",
                "interest_payment",
                "security",
                "court_action",
            ]
        ),
    ),
    max_size=5,
)


@given(DAYS, st.sampled_from([2, 5, 10]))
def test_the_period_ends_on_the_day_that_answers_to_its_event(event, years):
    last = last_day_of_years(event, years)
    assert last.year == event.year + years
    if (event.month, event.day) in {(2, 28), (2, 29)}:
        assert (last.month, last.day) in {(2, 28), (2, 29)}
    else:
        assert (last.month, last.day) == (event.month, event.day)


def test_periods_are_those_of_the_code():
    on = date(2019, 3, 16)
    assert years_of("general", on) == years_of("judgment_or_compromise", on) == 10
    assert years_of("instalment_principal", on) == years_of("interest_arrears", on) == 5


@given(KINDS, DAYS, ACTS)
def test_acts_never_bring_the_last_day_forward(kind, due, acts):
    assert prescription(kind, due, acts).last_day >= prescription(kind, due).last_day


@given(KINDS, DAYS, ACTS)
def test_the_order_in_which_acts_were_entered_does_not_matter(kind, due, acts):
    found = prescription(kind, due, acts)
    assert prescription(kind, due, reversed(acts)).last_day == found.last_day


@given(KINDS, DAYS, ACTS)
def test_every_act_that_counted_came_before_the_end_or_revived_the_claim(kind, due, acts):
    found = prescription(kind, due, acts)
    assert all(due <= act.on <= found.last_day for act in found.restarted_by)
    assert (found.revived_on is None) or found.revived_on > prescription(kind, due).last_day


def test_a_payment_within_a_revived_claim_starts_its_two_years_again():
    acts = [
        Restart(date(2021, 5, 10), "written_acknowledgement"),
        Restart(date(2022, 5, 10), "part_payment"),
    ]
    found = prescription("instalment_principal", date(2015, 1, 31), acts)
    assert found.last_day == date(2024, 5, 10)


def test_an_act_on_the_last_day_still_counts_and_one_before_the_due_date_hides_no_later_one():
    due, last = date(2019, 1, 31), date(2024, 1, 31)
    acts = [Restart(date(2018, 12, 1), "part_payment"), Restart(last, "part_payment")]
    assert prescription("instalment_principal", due, acts).last_day == date(2029, 1, 31)
    on_the_day = [Restart(due, "part_payment")]
    assert prescription("instalment_principal", due, on_the_day).restarted_by == tuple(on_the_day)


def test_a_payment_on_a_lapsed_claim_hides_no_later_acknowledgement():
    acts = [
        Restart(date(2020, 3, 1), "part_payment"),
        Restart(date(2021, 5, 10), "written_acknowledgement"),
    ]
    found = prescription("instalment_principal", date(2015, 1, 31), acts)
    assert (found.last_day, found.revived_on) == (date(2023, 5, 10), date(2021, 5, 10))


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2019, 3, 16), ("running", 1782)),
        (date(2023, 7, 30), ("running", 185)),
        (date(2023, 7, 31), ("alert", 184)),
        (date(2024, 1, 31), ("alert", 0)),
        (date(2024, 2, 1), ("lapsed", -1)),
    ],
)
def test_an_officer_hears_six_and_three_months_before(as_of, expected):
    found = prescription("instalment_principal", date(2019, 1, 31))
    assert standing(found, as_of) == expected
    assert alert_days(found, as_of) == (date(2023, 7, 31), date(2023, 10, 31))


@given(DAYS)
def test_alerts_come_in_order_before_the_last_day(last):
    first, second = alert_days(Prescription(last, ()), last)
    assert first < second < last
    assert last - first >= timedelta(days=181)
