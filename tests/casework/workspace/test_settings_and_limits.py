"""What a committee may set stops where law, fund and programme say, and says which of them."""

from dataclasses import replace

import pytest
from build import a_debt
from hypothesis import given
from hypothesis import strategies as st
from lending_village import GROUPS, a_ground, a_village

from plodnee.casework.plan.errors import HouseholdNotPlanned
from plodnee.casework.plan.menus import menu_by_rules
from plodnee.casework.workspace.limits import limits_of, within
from plodnee.casework.workspace.lines import line_of, plan_key
from plodnee.casework.workspace.settings import Settings, problem_under, usual_settings

GROUND = a_ground()
USUAL = usual_settings(GROUND.problem)
LIMITS = limits_of(GROUND, USUAL.joining)


def test_the_usual_settings_are_the_register_s_own_problem():
    assert problem_under(GROUND.problem, USUAL) == GROUND.problem
    assert within(USUAL, LIMITS) == USUAL


def test_only_debts_whose_lenders_allow_it_may_join():
    kept_out = {one.debt.debt.creditor: one.kept_out for one in LIMITS.debts}
    assert kept_out == {
        "OM": None,
        "VF": None,
        "KKJ": "interest_free_fund",
        "COW": "fund_does_not_join",
        "ธ.ก.ส. สาขาสมมุติ": "formal_lender",
        "นายทุนสมมุติ": None,
    }


def test_an_informal_debt_stays_out_where_no_fund_may_lend_for_it():
    groups = tuple(replace(group, may_refinance=group.code == "KKJ") for group in GROUPS)
    limits = limits_of(a_ground(a_village(groups=groups)), ())
    assert limits.debts[-1].kept_out == "no_refinancing_fund"


def test_a_debt_of_arrears_alone_never_bears_interest_again():
    debt = a_debt(creditor="OM", principal_satang=0, interest_arrears_satang=50_000)
    limits = limits_of(a_ground(a_village(debts=(debt,))), ())
    assert [one.kept_out for one in limits.debts] == ["arrears"]


def test_the_rate_stops_at_the_law_and_at_the_highest_lowest_rate_of_the_joined_funds():
    assert (LIMITS.rate_bp.most.value, LIMITS.rate_bp.most.stop) == (1500, "law_ceiling")
    least = LIMITS.rate_bp.least
    assert (least.value, least.stop, least.names) == (700, "fund_lowest_rate", ("กลุ่มออมทรัพย์",))


def test_with_fewer_funds_in_the_contract_the_rate_may_go_lower():
    debt_of = {one.debt.debt.creditor: one.id for one in LIMITS.debts}
    least = limits_of(GROUND, [debt_of["VF"]]).rate_bp.least
    assert (least.value, least.names) == (400, ("กองทุนหมู่บ้าน",))
    nobody = limits_of(GROUND, []).rate_bp.least
    assert (nobody.value, nobody.stop) == (600, "programme_rate")


def test_instalments_stop_at_the_programme_or_at_the_horizon():
    assert LIMITS.most_instalments.most.stop == "programme_instalments"
    book = a_village()
    short = a_ground(book)
    problem = replace(short.problem, horizon_months=24)
    short = replace(short, household=replace(short.household, problem=problem))
    most = limits_of(short, ()).most_instalments.most
    assert (most.value, most.stop) == (24, "horizon")


def test_income_may_reach_what_would_make_a_plan_fit():
    heavy = a_ground(a_village(debts=(a_debt(creditor="COW", principal_satang=90_000_000),)))
    lacks = heavy.household.menu.no_feasible_plan.smallest_income_per_month
    most = limits_of(heavy, ()).income_satang.most
    assert most.stop == "twice_what_is_missing"
    assert most.value >= 2 * lacks


settings_of_any_kind = st.builds(
    Settings,
    rate_bp=st.integers(-500, 4000),
    most_instalments=st.integers(-3, 200),
    joining=st.lists(st.sampled_from(["D2", "D3", "D4", "D7", "D99"]), unique=True).map(tuple),
    patterns=st.lists(st.sampled_from(["monthly", "after_harvest", "weekly"]), unique=True).map(
        tuple
    ),
    reserve_satang=st.integers(-1, 10**12),
    income_satang=st.integers(-1, 10**12),
    income_from_month=st.integers(-1, 200),
)


@given(settings_of_any_kind)
def test_whatever_is_sent_ends_within_the_limits_and_is_answered(sent):
    limits = limits_of(GROUND, sent.joining)
    kept = within(sent, limits)
    assert within(kept, limits_of(GROUND, kept.joining)) == kept
    assert set(kept.joining) <= {"D2", "D3", "D7"}
    assert set(kept.patterns) <= {"monthly", "after_harvest"}
    assert menu_by_rules(problem_under(GROUND.problem, kept), GROUND.rules).status_quo


@pytest.mark.parametrize("change", [{"joining": ()}, {"patterns": ()}])
def test_without_debts_or_patterns_there_is_no_contract(change):
    menu = menu_by_rules(problem_under(GROUND.problem, replace(USUAL, **change)), GROUND.rules)
    assert all(option.contract is None for option in menu.options)


def test_a_household_that_cannot_be_planned_is_named_with_the_reason():
    vast = replace(GROUND.problem.debts[0], balance=10**19)
    with pytest.raises(HouseholdNotPlanned) as refused:
        menu_by_rules(replace(GROUND.problem, debts=(vast,)), GROUND.rules)
    assert GROUND.problem.id in refused.value.message()
    assert "ยอดหนี้มากเกินไป" in refused.value.message()
    assert "sums too large" in refused.value.message("en")


def test_planned_income_counts_from_its_first_month_on():
    settings = replace(USUAL, income_satang=150_000, income_from_month=4)
    before, after = GROUND.problem.cash.net, problem_under(GROUND.problem, settings).cash.net
    added = [new - old for new, old in zip(after, before, strict=True)]
    assert added == [0, 0, 0] + [150_000] * 57


def test_a_lower_rate_never_costs_the_household_more():
    interest = [
        menu_by_rules(problem_under(GROUND.problem, replace(USUAL, rate_bp=rate)), GROUND.rules)
        .options[0]
        .figures.total_interest
        for rate in (700, 1000, 1500)
    ]
    assert interest == sorted(interest)


def test_a_line_is_found_again_by_what_it_does():
    menu = menu_by_rules(GROUND.problem, GROUND.rules)
    keys = {plan_key(option) for option in menu.options}
    assert all(line_of(menu, key) in menu.options for key in keys)
    assert line_of(menu, "0" * 16) is None
    assert plan_key(menu.options[0]) == plan_key(replace(menu.options[0], goal="pareto"))
