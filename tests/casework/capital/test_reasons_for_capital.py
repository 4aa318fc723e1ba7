"""Everybody is told why they are given capital or not, and what is told can be tried."""

from dataclasses import replace

import pytest
from build import TODAY
from capital_village import SAVINGS, VILLAGE, a_capital_village

from plodnee.casework.capital.ground import NO_FUND, capital_ground
from plodnee.casework.capital.reasons import (
    Cause,
    Standing,
    soonest,
    standing,
    what_is_lacking,
    why_given,
)
from plodnee.casework.capital.solving import allocate_capital, frees, usual_settings
from plodnee.casework.plan.analysis import analyse
from plodnee.documents.builders.allocation_words import given_words, not_given_words
from plodnee.documents.builders.voice import Voice

THAI, ENGLISH = Voice("th"), Voice("en")


@pytest.fixture(scope="module")
def ground():
    return capital_ground(analyse(a_capital_village(), as_of=TODAY, horizon_months=60))


def settings_of(ground, baht, **facts):
    return replace(usual_settings(ground), capital_satang=((baht * 100, 0, 0),), **facts)


def unserved(ground, answer):
    taken = {offer.place for offer in answer.served}
    return [place for place, home in enumerate(ground.homes) if home.menu and place not in taken]


def test_an_offer_is_found_under_its_household(ground):
    for place in range(len(ground.homes)):
        mine = tuple(offer for offer in ground.offers if offer.place == place)
        assert ground.offers_to(place) == mine


@pytest.mark.parametrize("objective", ["debt_free_households", "interest_saved"])
@pytest.mark.parametrize("baht", [0, 5_000, 15_000, 40_000])
def test_exactly_what_is_said_to_lack_lets_a_household_in(ground, objective, baht):
    """With it, what the others are given still fits; with a satang less it does not."""
    settings = settings_of(ground, baht, objective=objective)
    answer = allocate_capital(ground, settings)
    short = [p for p in unserved(ground, answer) if standing(ground, settings, p) == "capital"]
    for place in short:
        one = what_is_lacking(ground, settings, answer, place)
        assert one.lacking_satang > 0
        for spare, fits in ((0, True), (-1, False)):
            left, back = [], 0
            for period, before in enumerate(answer.left_satang[one.offer.fund]):
                back += one.offer.returns_satang[period]
                more = one.lacking_satang + spare - one.offer.draw_satang
                left.append(before + back + (more if period >= one.offer.period else 0))
            assert (min(left) >= 0) is fits
    if baht == 0:
        assert short


def test_the_amount_that_is_told_serves_the_household(ground):
    """A committee that adds what the page says, and fixes the others, has one more served."""
    settings = settings_of(ground, 15_000, targets_first=False)
    answer = allocate_capital(ground, settings)
    lacks = [
        what_is_lacking(ground, settings, answer, place)
        for place in unserved(ground, answer)
        if standing(ground, settings, place) == Standing.CAPITAL
    ]
    assert lacks
    for one in lacks:
        row = list(settings.capital_satang[one.offer.fund])
        row[one.offer.period] += one.lacking_satang
        more = allocate_capital(ground, replace(settings, capital_satang=(tuple(row),)))
        assert more.value > answer.value


def test_who_is_freed_who_saves_and_who_fills_a_floor(ground):
    settings = settings_of(ground, 40_000)
    for offer in allocate_capital(ground, settings).served:
        given = why_given(ground, settings, offer)
        assert given.cause == Cause.FREES
        assert frees(ground, offer, settings.within_months)
        assert given.first is ground.homes[offer.place].household.is_target
        assert given.draws is (offer.fund != NO_FUND)
    saving = settings_of(ground, 40_000, objective="interest_saved")
    for offer in allocate_capital(ground, saving).served:
        given = why_given(ground, saving, offer)
        assert given.cause == Cause.SAVES
        if offer.draw_satang:
            share = offer.saved_satang * 10_000 / offer.draw_satang
            assert given.saved_per_hundred_satang == pytest.approx(share, abs=1)


def test_who_cannot_pay_today_is_told_so_however_soon_the_old_contracts_end(ground):
    """The first four cannot pay a private lender whose contract ends in 21 months; 60 were set."""
    settings = settings_of(ground, 40_000)
    offer = next(
        one
        for one in allocate_capital(ground, settings).served
        if ground.cannot_pay_today(one.place)
    )
    assert ground.homes[offer.place].menu.status_quo.figures.debt_free_month < 60
    said = given_words(ENGLISH, ground, settings, offer, TODAY)
    assert "today's terms cannot be paid" in said
    assert "not within 60 months" not in said
    assert "ตามสัญญาเดิมจ่ายไม่ไหว" in given_words(THAI, ground, settings, offer, TODAY)


def test_whoever_only_fills_a_floor_is_told_so(ground):
    floors = tuple(int(place == VILLAGE) for place in range(len(ground.groups)))
    settings = settings_of(ground, 200_000, within_months=1, floors=floors)
    answer = allocate_capital(ground, settings)
    causes = [why_given(ground, settings, one) for one in answer.served]
    filling = [one for one in causes if one.cause == Cause.FLOOR]
    assert filling
    assert all(one.floors == (VILLAGE,) and not one.first for one in filling)
    offer = answer.served[causes.index(filling[0])]
    said = given_words(ENGLISH, ground, settings, offer, TODAY)
    assert said == (
        "served to reach a group's floor · counts towards the floor of "
        + ground.groups[VILLAGE].name
    )


def test_a_plan_that_is_too_slow_is_not_called_needless(ground):
    settings = settings_of(ground, 200_000, within_months=1)
    answer = allocate_capital(ground, settings)
    slow = [p for p in unserved(ground, answer) if standing(ground, settings, p) == "too_slow"]
    assert slow
    for place in slow:
        assert soonest(ground, place) > settings.within_months
        assert not ground.free_today(place, settings.within_months)
        assert "เกินกำหนดที่ตั้งไว้" in not_given_words(THAI, ground, settings, answer, place, TODAY)


def test_the_sentence_names_the_fund_the_year_and_the_baht(ground):
    settings = settings_of(ground, 0)
    answer = allocate_capital(ground, settings)
    place = next(
        place
        for place in unserved(ground, answer)
        if standing(ground, settings, place) == Standing.CAPITAL
    )
    one = what_is_lacking(ground, settings, answer, place)
    said = not_given_words(ENGLISH, ground, settings, answer, place, TODAY)
    assert said.startswith(f"needs {ENGLISH.baht(one.offer.draw_satang)} baht")
    assert ground.groups[SAVINGS].name in said
    assert f"in year {one.offer.period + 1}" in said
    assert "with the others as they are" in said
    assert "๑" in not_given_words(THAI, ground, settings, answer, place, TODAY)
