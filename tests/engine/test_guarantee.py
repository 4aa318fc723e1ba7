"""A guarantor is bound only as far as the Code allows."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plodnee.engine.appropriation import Parts
from plodnee.engine.guarantee import (
    FAULTS,
    GuaranteeTerms,
    discharged_by_extension,
    faults_of,
    guaranteed_part,
    notice_of_default,
)

DAYS = st.dates(date(2015, 2, 11), date(2030, 12, 31))
AMOUNTS = st.integers(0, 10**7)
PARTS_OWED = st.builds(Parts, AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS)


def test_a_guarantee_states_its_amount_and_period_and_nothing_void():
    assert faults_of(GuaranteeTerms(100, date(2022, 1, 1))) == ()
    bad = GuaranteeTerms(None, None, joint_debtor_clause=True, consent_in_advance=True)
    assert set(faults_of(bad)) == set(FAULTS)
    assert all(thai and english for thai, english in FAULTS.values())


@given(DAYS, st.integers(0, 200), st.integers(0, 200))
def test_only_notice_within_sixty_days_keeps_the_guarantor_bound_to_later_interest(
    defaulted_on, received_after, seen_after
):
    received = defaulted_on + timedelta(days=received_after)
    as_of = defaulted_on + timedelta(days=seen_after)
    found = notice_of_default(defaulted_on, as_of, received)
    arrived = received <= as_of
    assert found.may_demand == arrived
    assert (found.freed_after is not None) == ((received_after if arrived else seen_after) > 60)


@given(PARTS_OWED, PARTS_OWED, st.integers(0, 10**8), st.integers(0, 200))
def test_no_more_is_demanded_than_guaranteed_or_owed(until, since, most, received_after):
    defaulted = date(2019, 3, 1)
    notice = notice_of_default(
        defaulted, date(2020, 3, 1), defaulted + timedelta(days=received_after)
    )
    demanded = guaranteed_part(GuaranteeTerms(most, None), until, since, notice)
    assert demanded <= min(most, until.total + since.total)
    if received_after > 60:
        assert demanded <= until.total + since.principal


def test_without_a_most_amount_the_whole_is_counted_and_the_fault_is_shown():
    terms = GuaranteeTerms(None, date(2022, 1, 1))
    notice = notice_of_default(date(2019, 3, 1), date(2019, 3, 10), date(2019, 3, 5))
    assert guaranteed_part(terms, Parts(principal=10, interest=5), Parts(), notice) == 15
    assert faults_of(terms) == ("no_most_amount",)


def test_notice_before_the_default_is_a_broken_promise():
    with pytest.raises(ValueError, match="of a default on"):
        notice_of_default(date(2019, 3, 1), date(2019, 3, 10), date(2019, 2, 28))


def test_agreement_after_the_extension_comes_too_late():
    extended = date(2019, 3, 16)
    later = extended + timedelta(days=1)
    assert discharged_by_extension(
        extended_on=extended, consented_on=later, consent_names_extension=True
    )
