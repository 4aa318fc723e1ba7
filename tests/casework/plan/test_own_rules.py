"""A committee's own criteria and menu policy change classes and menus, and nothing else."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_book import AS_OF, BAHT, book, debt, expense, group, household, income

from plodnee.casework.plan.analysis import analyse
from plodnee.casework.plan.menu_policy import (
    OwnRules,
    bounds_in_force,
    menu_faults,
    menu_policy_of,
    rules_under,
)
from plodnee.casework.plan.rules import rules_in_force
from plodnee.casework.plan.trial import try_criteria
from plodnee.engine.classification import Criteria

RULES, BOUNDS = rules_in_force(AS_OF), bounds_in_force(AS_OF)
USUAL = menu_policy_of(RULES)
FUND = group(
    "SG", min_rate_bp=600, longest_extension_months=24, longest_grace_months=12, may_refinance=True
)
DEFAULT, STRICT = Criteria(1, 91, 366), Criteria(1, 31, 181)


def analysed(**own):
    register = book(
        groups=[FUND],
        households=[household(cash_satang=5_000 * BAHT)],
        debts=[debt(period="yearly", due_on=date(2020, 3, 31))],
        cash=[income(40_000, 3), expense(100, *range(1, 13))],
    )
    (home,) = analyse(register, as_of=AS_OF, horizon_months=24, own=OwnRules(**own)).households
    return home


def faults(**change):
    found = menu_faults(replace(USUAL, **change), RULES, BOUNDS)
    return {fault.field: fault.text_en for fault in found}


def test_the_programmes_menu_policy_changes_nothing():
    assert rules_under(RULES, USUAL) == rules_under(RULES, None) == RULES
    assert faults() == {}
    assert analysed(menu_policy=USUAL).menu == analysed().menu


def test_goals_that_are_not_offered_leave_the_menu_and_the_chosen_line_stays():
    own = replace(USUAL, goals=("least_interest", "least_concession"))
    found = analysed(menu_policy=own)
    goals = {option.goal for option in found.menu.options}
    assert {"least_interest", "least_concession"} <= goals
    assert not goals & {"soonest_debt_free", "smallest_instalment"}
    assert found.chosen == analysed().chosen


def test_the_grid_ends_at_the_committees_longest_extension_and_grace():
    own = replace(
        USUAL,
        longest_extension_months=12,
        extension_step_months=6,
        longest_grace_months=0,
        rate_step_bp=50,
    )
    (part,) = analysed(menu_policy=own).problem.debts
    assert (part.extensions, part.graces, part.rate_step_bp) == ((0, 6, 12), (0,), 50)
    (usual,) = analysed().problem.debts
    assert (usual.extensions, usual.graces) == ((0, 12, 24), (0, 6, 12))


def test_the_contract_keeps_the_committees_patterns_rate_and_instalments():
    own = replace(USUAL, patterns=("half_yearly",), most_instalments=7)
    contract = analysed(menu_policy=own).problem.contract
    assert [pattern.name for pattern in contract.patterns] == ["half_yearly"]
    assert contract.max_instalments == 7


@pytest.mark.parametrize(("own_baht", "kept_baht"), [(500, 2_000), (3_000, 3_000)])
def test_nobody_is_left_with_less_than_the_committees_living_reserve(own_baht, kept_baht):
    register = book(
        groups=[FUND],
        households=[household(reserve_satang=own_baht * BAHT)],
        debts=[debt()],
    )
    own = OwnRules(menu_policy=replace(USUAL, least_reserve_satang=2_000 * BAHT))
    (home,) = analyse(register, as_of=AS_OF, horizon_months=24, own=own).households
    assert home.problem.cash.reserve == kept_baht * BAHT


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"contract_rate_bp": 1501}, "Enter 0 to 15"),
        ({"most_instalments": 0}, "Enter 1 to 120"),
        ({"rate_step_bp": 1}, "Enter 0.25 to 5"),
        ({"grace_step_months": 1}, "Enter 3 to 60"),
        ({"longest_extension_months": 121}, "Enter 0 to 120"),
        ({"least_reserve_satang": -1}, "Enter 0 to 50,000"),
        ({"patterns": ()}, "Choose at least one"),
        ({"patterns": ("weekly",)}, "Choose at least one"),
        ({"goals": ("least_concession",)}, "The least interest is always offered"),
    ],
)
def test_what_no_menu_could_keep_or_no_law_allows_is_refused_at_its_field(change, said):
    (field,) = change
    assert faults(**change)[field].startswith(said)


def test_an_analysis_states_where_the_committees_rules_stand():
    own = OwnRules(STRICT, "มติ 1/2562", USUAL, "มติ 2")
    stated = dict(analyse(book(), as_of=AS_OF, horizon_months=12, own=own).assumptions)
    assert stated["classification_policy"] == "มติ 1/2562"
    assert stated["menu_policy"] == "มติ 2"
    assert stated["overdue_from_days"] == "31"
    usual = dict(analyse(book(), as_of=AS_OF, horizon_months=12).assumptions)
    assert "menu_policy" not in usual
    assert "Programme default" in usual["classification_policy"]


@settings(max_examples=20)
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from(["H1", "H2", "H3"]),
            st.integers(0, 800),
            st.sampled_from(["normal", "legal", "restructured"]),
        ),
        max_size=5,
    ),
    steps=st.tuples(*[st.integers(1, 400)] * 3),
)
def test_a_trial_says_just_what_analyses_under_both_criteria_say(rows, steps):
    own = Criteria(steps[0], steps[0] + steps[1], sum(steps))
    debts = [
        debt(
            row=place,
            household_code=code,
            principal=1_000 * BAHT,
            overdue_since=AS_OF - timedelta(days=days),
            status=status,
        )
        for place, (code, days, status) in enumerate(rows, start=2)
    ]
    homes = [household(code) for code in ("H1", "H2", "H3")]
    register = book(groups=[FUND], households=homes, debts=debts)
    trial = try_criteria(register, AS_OF, before=DEFAULT, after=own)
    before = analyse(register, as_of=AS_OF, horizon_months=1)
    after = analyse(register, as_of=AS_OF, horizon_months=1, own=OwnRules(criteria=own))
    moved = [
        (old.household.code, old.debtor_class, old.reason, new.debtor_class, new.reason_en)
        for old, new in zip(before.households, after.households, strict=True)
        if old.debtor_class != new.debtor_class
    ]
    assert moved == [
        (
            one.household.code,
            one.before.debtor_class,
            one.before.reason,
            one.after.debtor_class,
            one.after.reason_en,
        )
        for one in trial.changes
    ]
    homes_moved = {code for code, *_classes in moved}
    debts_moved = [
        (old.household.code, was.debtor_class, was.reason, is_.debtor_class, is_.reason_en)
        for old, new in zip(before.households, after.households, strict=True)
        for was, is_ in zip(old.debts, new.debts, strict=True)
        if was.debtor_class != is_.debtor_class and old.household.code not in homes_moved
    ]
    assert debts_moved == [
        (
            one.household.code,
            one.before.debtor_class,
            one.before.reason,
            one.after.debtor_class,
            one.after.reason_en,
        )
        for one in trial.debts
    ]
    counted = {one.debtor_class: one for one in trial.counts}
    for name, row in before.totals.by_class:
        assert (counted[name].debts_before, counted[name].households_before) == (
            row.debts,
            row.households,
        )
    for name, row in after.totals.by_class:
        assert (counted[name].debts_after, counted[name].households_after) == (
            row.debts,
            row.households,
        )
