"""Capital is given by the funds' rules, within what is set, and the answer is proven and kept."""

from dataclasses import replace
from itertools import product
from threading import Thread

import numpy as np
import pytest
from build import CENTRE_CODE, NOON, TODAY, an_import, an_officer
from capital_village import GROUPS, KKJ, SAVINGS, VILLAGE, a_capital_village
from django.db import OperationalError, connection

from plodnee.audit.models import AuditEvent
from plodnee.casework.capital import errors
from plodnee.casework.capital.ground import NO_FUND, capital_ground
from plodnee.casework.capital.selectors import (
    allocation_steps,
    allocations_in_force,
    allocations_version,
    ground_of_capital,
    kept_allocations,
)
from plodnee.casework.capital.services import keep_allocation, withdraw_allocation
from plodnee.casework.capital.solving import allocate_capital, frees, usual_settings
from plodnee.casework.models import CapitalAllocation
from plodnee.casework.plain_facts import to_plain
from plodnee.casework.plan.analysis import analyse
from plodnee.casework.services import plan_centre
from plodnee.organization.access import OPERATOR
from plodnee.organization.errors import NotAllowed


@pytest.fixture(scope="module")
def ground():
    return ground_with()


def ground_with(groups=GROUPS, households=6):
    book = a_capital_village(households, groups)
    return capital_ground(analyse(book, as_of=TODAY, horizon_months=60))


def settings_of(ground, *capital_baht, **facts):
    """The usual settings with the savings group's new money of each year."""
    row = tuple(baht * 100 for baht in capital_baht) + (0,) * (3 - len(capital_baht))
    return replace(usual_settings(ground), capital_satang=(row,), **facts)


def test_only_funds_whose_money_may_pay_other_debts_lead(ground):
    assert [fund.code for fund in ground.funds] == ["OM"]
    assert not ground_with(tuple(replace(group, may_refinance=False) for group in GROUPS)).funds


def test_a_fund_that_may_not_lend_so_cheaply_lends_nothing():
    dear = replace(GROUPS[SAVINGS], min_rate_bp=1400, may_consolidate=False)
    ground = ground_with((dear, *GROUPS[1:]))
    assert len(ground.funds) == 1
    assert all(offer.fund == NO_FUND for offer in ground.offers)


def test_a_fund_draws_nothing_for_what_is_owed_to_itself(ground):
    for offer in ground.offers:
        if offer.option.contract is None:
            assert (offer.fund, offer.draw_satang) == (NO_FUND, 0)
        else:
            assert offer.draw_satang <= offer.option.contract.principal
    drawn = {o.place: o.draw_satang for o in ground.offers if o.option.contract and not o.period}
    assert drawn


def test_what_comes_back_never_exceeds_what_the_contract_pays(ground):
    for offer in ground.offers:
        returned, contract = sum(offer.returns_satang), offer.option.contract
        assert offer.returns_satang[0] == 0
        if contract:
            paid = contract.instalment * (contract.instalments - 1) + contract.last
            assert returned <= paid * max(offer.draw_satang, 1) // contract.principal


def test_a_plan_without_capital_begins_at_once(ground):
    assert all(offer.period == 0 for offer in ground.offers if offer.fund == NO_FUND)


def test_more_capital_never_frees_fewer(ground):
    freed = []
    for baht in (0, 10_000, 20_000, 40_000, 80_000, 200_000):
        answer = allocate_capital(ground, settings_of(ground, baht, targets_first=False))
        assert answer.drawn_satang <= baht * 100
        freed.append(answer.freed(ground, 60))
    assert freed == sorted(freed)
    assert freed[0] < freed[-1]


@pytest.mark.parametrize("objective", ["debt_free_households", "interest_saved"])
@pytest.mark.parametrize("baht", [0, 15_000, 40_000])
def test_no_choice_of_households_by_hand_is_better(ground, objective, baht):
    chosen = settings_of(ground, baht, objective=objective, targets_first=False)
    answer = allocate_capital(ground, chosen)
    assert answer.value >= (1 - ground.rules.gap) * best_by_hand(ground, chosen)
    assert answer.bound >= best_by_hand(ground, chosen)


def best_by_hand(ground, chosen):
    """The best over every combination of one offer or none a household."""
    by_place = [
        [None, *(offer for offer in ground.offers if offer.place == place)]
        for place in range(len(ground.homes))
    ]
    best = 0
    for picks in product(*by_place):
        picked = [offer for offer in picks if offer]
        flow = np.array(chosen.capital_satang[0])
        for offer in picked:
            if offer.fund != NO_FUND:
                flow[offer.period] -= offer.draw_satang
                flow += np.array(offer.returns_satang)
        if np.cumsum(flow).min() >= 0:
            best = max(best, sum(worth(ground, chosen, offer) for offer in picked))
    return best


def worth(ground, chosen, offer):
    if chosen.objective == "interest_saved":
        return offer.saved_satang
    return int(frees(ground, offer, chosen.within_months))


def test_nobody_gets_capital_whom_neither_aim_nor_floor_asks_for(ground):
    answer = allocate_capital(ground, settings_of(ground, 1_000_000))
    assert all(frees(ground, offer, 60) for offer in answer.served)


def test_a_floor_is_met_and_one_out_of_reach_is_refused_with_what_is_possible(ground):
    floors = tuple(1 if place == VILLAGE else 0 for place in range(len(ground.groups)))
    answer = allocate_capital(ground, settings_of(ground, 60_000, floors=floors))
    assert answer.given_capital(ground, VILLAGE) >= 1
    with pytest.raises(errors.FloorsOutOfReach) as refused:
        allocate_capital(ground, settings_of(ground, 0, floors=floors))
    assert refused.value.details["by_group"] == {VILLAGE: 0}
    assert GROUPS[VILLAGE].name in refused.value.message("th")


def test_money_that_comes_back_serves_those_who_can_wait(ground):
    """What is not there in the first year may be there in the second."""
    now = allocate_capital(ground, settings_of(ground, 0, 0, 0, objective="interest_saved"))
    later = allocate_capital(ground, settings_of(ground, 0, 90_000, objective="interest_saved"))
    assert later.value >= now.value
    assert all(offer.period > 0 for offer in later.served if offer.fund != NO_FUND)


def test_the_sooner_somebody_must_be_free_the_fewer_are(ground):
    freed = [
        allocate_capital(ground, settings_of(ground, 500_000, within_months=months)).value
        for months in (1, 12, 24, 60)
    ]
    assert freed == sorted(freed)


@pytest.mark.parametrize(
    "wrong",
    [
        {"capital_satang": ()},
        {"capital_satang": ((0, 0),)},
        {"capital_satang": ((-1, 0, 0),)},
        {"capital_satang": ((10**16, 0, 0),)},
        {"floors": (0,)},
        {"floors": (7, 0, 0, 0)},
        {"floors": (-1, 0, 0, 0)},
        {"within_months": 0},
        {"within_months": 999},
    ],
)
def test_settings_that_cannot_be_meant_are_refused(ground, wrong):
    with pytest.raises(errors.CapitalBeyondLimits):
        allocate_capital(ground, replace(usual_settings(ground), **wrong))


def test_free_capital_is_what_the_register_leaves_of_it(ground):
    owed = sum(
        one.debt.principal_satang
        for home in ground.homes
        for one in home.debts
        if one.debt.creditor == "OM"
    )
    assert ground.free_capital_satang(0) == GROUPS[SAVINGS].capital_satang - owed
    assert ground.reachable(KKJ) == 0


@pytest.fixture
def run(db):
    centre = an_import(a_capital_village()).centre
    return plan_centre(centre=centre, as_of=TODAY, actor=OPERATOR, on=TODAY)


def kept(run, seen_version, baht=40_000, actor=OPERATOR):
    chosen = settings_of(ground_of_capital(run), baht)
    return keep_allocation(
        run=run, settings=chosen, seen_version=seen_version, actor=actor, on=TODAY, at=NOON
    )


def withdrawn(step, seen_version, actor=OPERATOR):
    return withdraw_allocation(
        allocation=step, seen_version=seen_version, actor=actor, on=TODAY, at=NOON
    )


def test_what_is_kept_is_read_back_as_it_was_answered(run):
    step = kept(run, 0)
    (found,) = kept_allocations(run.centre)
    ground = ground_of_capital(run)
    assert found.settings == settings_of(ground, 40_000)
    assert found.answer == allocate_capital(ground, found.settings)
    assert (step.sequence, allocations_version(run.centre)) == (1, 1)
    assert AuditEvent.objects.filter(action="casework.allocation_kept").count() == 1


def test_no_person_stands_in_what_is_stored(run):
    step = kept(run, 0, baht=900_000)
    text = str(to_plain([str(step.answer), str(step.settings)]))
    assert "สมม" not in text
    assert "นายทุน" not in text


def test_a_withdrawal_is_a_step_of_its_own_and_the_kept_one_stays_in_history(run):
    step = kept(run, 0)
    withdrawn(step, 1)
    assert allocations_in_force(run.centre) == []
    assert [one.deed for one in allocation_steps(run.centre)] == ["withdrawn", "kept"]
    with pytest.raises(errors.AllocationNotKept):
        withdrawn(step, 2)
    assert kept(run, 2).sequence == 3


def test_who_saw_an_older_page_is_told_so(run):
    step = kept(run, 0)
    for attempt in (lambda: kept(run, 0, 20_000), lambda: withdrawn(step, 0)):
        with pytest.raises(errors.AllocationsChanged):
            attempt()
    assert CapitalAllocation.objects.count() == 1


def test_the_same_allocation_is_not_kept_twice_nor_more_than_can_be_weighed(run):
    kept(run, 0)
    with pytest.raises(errors.AllocationAlreadyKept):
        kept(run, 1)
    most = ground_of_capital(run).rules.most_kept
    for version in range(1, most):
        kept(run, version, 40_000 + version)
    with pytest.raises(errors.AllocationsFull):
        kept(run, most, 1)


@pytest.mark.parametrize(("role", "at"), [("auditor", "31"), ("province", "31"), (None, "")])
def test_only_who_allocates_may_keep_or_withdraw(run, role, at):
    step, other = kept(run, 0), an_officer(role, at)
    with pytest.raises(NotAllowed):
        kept(run, 1, 20_000, actor=other)
    with pytest.raises(NotAllowed):
        withdrawn(step, 1, actor=other)


def test_the_committee_may(run):
    officer = an_officer("centre_committee", CENTRE_CODE)
    assert kept(run, 0, actor=officer).done_by == officer


def test_a_centre_without_a_refinancing_fund_has_nothing_to_allocate(db):
    groups = tuple(replace(group, may_refinance=False) for group in GROUPS)
    centre = an_import(a_capital_village(groups=groups)).centre
    run = plan_centre(centre=centre, as_of=TODAY, actor=OPERATOR, on=TODAY)
    with pytest.raises(errors.NoRefinancingFund):
        ground_of_capital(run)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_keep_at_once_one_is_told_that_the_page_changed():
    centre = an_import(a_capital_village()).centre
    run = plan_centre(centre=centre, as_of=TODAY, actor=OPERATOR, on=TODAY)
    ground_of_capital(run)
    came = []

    def attempt(baht):
        try:
            came.append(kept(run, 0, baht).sequence)
        except (errors.AllocationsChanged, OperationalError) as refused:
            came.append(type(refused).__name__)
        finally:
            connection.close()

    threads = [Thread(target=attempt, args=(baht,)) for baht in (20_000, 40_000)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert came.count(1) == 1
    assert CapitalAllocation.objects.count() == 1
