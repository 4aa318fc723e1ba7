"""Terms and amendments that may be agreed: a lawful rate, and an instalment that pays off."""

from dataclasses import replace
from datetime import date

import pytest
from contract_histories import terms
from hypothesis import given
from hypothesis import strategies as st

from plodnee.engine.contract_history import (
    Amendment,
    RepaymentTerms,
    opinion_on_terms,
    schedule_of,
    workable_amendment,
    workable_terms,
)
from plodnee.engine.contract_history.refusals import InstalmentTooSmall
from plodnee.engine.refusals import RateAboveCeiling

LETTER = date(2019, 3, 16)
MAY = date(2019, 5, 1)
# 12,000 baht at 1 % a month in four rows of 3,076 baht, the smallest whole baht that pays it off
AGREED = RepaymentTerms(1_200_000, 1200, LETTER, date(2019, 4, 16), 4, 307_600)
ONE_YEAR_FLAT = RepaymentTerms(
    1_200_000, 1200, LETTER, date(2019, 4, 16), 12, method="flat"
)  # fmt: skip


def agreed_from_may(**changes):
    return Amendment("A1", LETTER, MAY, **changes)


def test_a_flat_rate_above_the_ceiling_is_refused_with_both_rates():
    """Flat 12 % over twelve months is 21.46 % on the declining balance; 8.31 % is the most."""
    with pytest.raises(RateAboveCeiling) as refused:
        workable_terms(ONE_YEAR_FLAT, LETTER)
    details = refused.value.details
    assert (details["stated"], details["declining"], details["highest"]) == ("12", "21.46", "8.31")
    assert workable_terms(replace(ONE_YEAR_FLAT, rate_bp=831), LETTER)
    with pytest.raises(RateAboveCeiling):
        workable_terms(replace(ONE_YEAR_FLAT, rate_bp=832), LETTER)


@pytest.mark.parametrize(
    ("changes", "declining", "highest"),
    [
        ({}, 1200, 1500),
        ({"day_count": "actual/360"}, 1217, 1479),
        ({"method": "flat", "instalments": 1}, 1200, 1500),
        # 365 days in one sum, counted by days
        (
            {
                "method": "flat",
                "instalments": 1,
                "first_due_on": date(2020, 3, 15),
                "day_count": "actual/365",
            },
            1200,
            1500,
        ),
        # half of it is repaid after four days: 6,060 then, 6,060 after 31 more
        ({"method": "flat", "instalments": 2, "first_due_on": date(2019, 3, 20)}, 1881, 958),
        # free rows make the declining equal small, but the stated rate is bound as well
        ({"method": "flat", "instalments": 12, "interest_free": 9}, 538, 1500),
    ],
)
def test_a_rate_is_judged_by_what_its_rows_amount_to(changes, declining, highest):
    found = opinion_on_terms(replace(AGREED, **changes), LETTER)
    assert (found.stated_bp, found.declining_bp) == (1200, declining)
    assert found.highest_bp == highest


def test_a_stated_rate_above_the_ceiling_is_unlawful_however_little_is_charged():
    free = replace(ONE_YEAR_FLAT, rate_bp=1600, interest_free=11)
    assert opinion_on_terms(free, LETTER).declining_bp < 1500
    assert not opinion_on_terms(free, LETTER).lawful


def test_the_compounded_rate_is_shown_to_people():
    assert opinion_on_terms(AGREED, LETTER).compounded_bp == 1268


def test_a_flat_loan_of_thirty_day_months_is_judged_by_months():
    """As per month: 31 days from March to April make no difference to either."""
    by_month = opinion_on_terms(ONE_YEAR_FLAT, LETTER)
    by_thirty = opinion_on_terms(replace(ONE_YEAR_FLAT, day_count="30/360"), LETTER)
    assert by_thirty == by_month


def test_an_instalment_that_does_not_pay_off_names_the_smallest_that_does():
    """Four times 3,075 baht leave 1.51 baht more than an instalment to the last row."""
    with pytest.raises(InstalmentTooSmall) as refused:
        workable_terms(replace(AGREED, instalment_satang=307_500), LETTER)
    assert refused.value.details == {
        "instalment": "3,075.00",
        "left": "1.51",
        "smallest": "3,076.00",
        "smallest_satang": 307_600,
    }
    assert workable_terms(replace(AGREED, instalment_satang=307_600), LETTER)
    assert workable_terms(replace(AGREED, instalments=1, instalment_satang=0), LETTER)
    assert workable_terms(replace(AGREED, method="interest_only"), LETTER)


def test_two_rows_without_interest_pay_off_with_exactly_half():
    half = replace(AGREED, rate_bp=0, instalments=2, instalment_satang=600_000)
    assert workable_terms(half, LETTER) == half
    with pytest.raises(InstalmentTooSmall):
        workable_terms(replace(half, instalment_satang=599_999), LETTER)


def test_a_new_rate_is_judged_by_the_law_of_the_day_on_which_it_is_agreed():
    lawful = agreed_from_may(rate_bp=1500)
    assert workable_amendment(AGREED, [], lawful) == lawful
    with pytest.raises(RateAboveCeiling) as refused:
        workable_amendment(AGREED, [], agreed_from_may(rate_bp=1501))
    assert refused.value.details["highest_bp"] == 1500


def test_a_flat_contract_is_judged_by_all_its_rows_as_amended():
    """Flat 8 % over a year; row 1 stays as it was, 8.34 % in the others is the most."""
    flat = replace(ONE_YEAR_FLAT, rate_bp=800)
    with pytest.raises(RateAboveCeiling) as refused:
        workable_amendment(flat, [], agreed_from_may(rate_bp=1200))
    highest = refused.value.details["highest_bp"]
    assert (highest, refused.value.details["declining"]) == (834, "20.82")
    assert workable_amendment(flat, [], agreed_from_may(rate_bp=highest))
    with pytest.raises(RateAboveCeiling):
        workable_amendment(flat, [], agreed_from_may(rate_bp=highest + 1))


def test_more_rows_of_a_flat_contract_are_judged_though_its_rate_stays():
    """Flat 8.31 % over a year is the most; over two years it is 15.22 % on what is owed."""
    flat = replace(ONE_YEAR_FLAT, rate_bp=831)
    assert workable_terms(flat, LETTER) == flat
    longer = Amendment("A1", LETTER, flat.first_due_on, extra_instalments=12)
    with pytest.raises(RateAboveCeiling) as refused:
        workable_amendment(flat, [], longer)
    assert refused.value.details["declining"] == "15.22"
    lowered = replace(longer, rate_bp=refused.value.details["highest_bp"])
    assert workable_amendment(flat, [], lowered) == lowered
    cheaper = Amendment("A2", LETTER, flat.first_due_on, grace_on_interest=3)
    assert workable_amendment(flat, [], cheaper) == cheaper


def test_a_year_of_360_days_is_charged_for_365_after_an_amendment_too():
    by_days = replace(AGREED, day_count="actual/360")
    with pytest.raises(RateAboveCeiling) as refused:
        workable_amendment(by_days, [], agreed_from_may(rate_bp=1480))
    assert refused.value.details["highest_bp"] == 1479


def test_an_amended_instalment_that_does_not_pay_off_names_the_smallest_that_does():
    """9,044 baht left after row 1, without interest in five rows: 1,808.80 each."""
    without = agreed_from_may(rate_bp=0, extra_instalments=2, instalment_satang=180_800)
    with pytest.raises(InstalmentTooSmall) as refused:
        workable_amendment(AGREED, [], without)
    assert refused.value.details == {
        "instalment": "1,808.00",
        "left": "4.00",
        "smallest": "1,809.00",
        "smallest_satang": 180_900,
    }
    assert workable_amendment(AGREED, [], replace(without, instalment_satang=180_900))


def test_an_amendment_counts_on_what_earlier_ones_left():
    """After two more rows at 0 % from May on, June's balance is 9,044 − 1,809 = 7,235 baht."""
    earlier = agreed_from_may(rate_bp=0, extra_instalments=2)
    june = Amendment("A2", LETTER, date(2019, 6, 1), instalment_satang=150_000)
    with pytest.raises(InstalmentTooSmall) as refused:
        workable_amendment(AGREED, [earlier], june)
    assert refused.value.details["smallest_satang"] == 180_900
    equal = replace(june, instalment_satang=180_900)
    assert workable_amendment(AGREED, [earlier], equal) == equal


LEVEL = terms().map(
    lambda agreed: replace(agreed, method="level", rate_bp=min(agreed.rate_bp, 1200))
)


@given(LEVEL, st.integers(0, 4), st.integers(0, 3), st.data())
def test_the_smallest_instalment_named_pays_off_and_one_step_less_does_not(
    agreed, extra, grace, data
):
    row = data.draw(st.sampled_from(schedule_of(agreed)))
    step = agreed.instalment_multiple_satang
    made = Amendment(
        "A1",
        agreed.start_on,
        row.due_on,
        extra_instalments=extra,
        grace_on_principal=grace,
        instalment_satang=step,
    )

    def left(instalment_satang):
        stated = replace(made, instalment_satang=instalment_satang)
        return schedule_of(agreed, [stated])[-1].total - instalment_satang

    try:
        workable_amendment(agreed, [], made)
    except InstalmentTooSmall as refused:
        smallest = refused.details["smallest_satang"]
        assert smallest % step == 0
        assert left(smallest) <= 0 < left(smallest - step)
    else:
        assert left(step) <= 0
