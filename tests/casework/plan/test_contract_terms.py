"""What the household's one contract may be."""

import pytest
from small_book import AS_OF, debt, expense, group, household, income

from plodnee.casework.plan.contract import contract_terms
from plodnee.casework.plan.household import Surroundings, entered_household
from plodnee.casework.plan.rules import rules_in_force

RULES = rules_in_force(AS_OF)


def rate_for(*groups):
    return contract_terms(groups, harvest=8, horizon_months=60, rules=RULES).rate_bp


def patterns_for(harvest, horizon=24):
    terms = contract_terms((), harvest=harvest, horizon_months=horizon, rules=RULES)
    return {pattern.name: pattern.due_months for pattern in terms.patterns}


def test_the_rate_is_the_highest_of_the_lowest_rates():
    first = group("SG", min_rate_bp=600, may_consolidate=True)
    second = group("VF", "VILLAGE_FUND", min_rate_bp=800, may_consolidate=True)
    assert rate_for(first, second) == 800


def test_groups_that_may_not_be_joined_have_no_say_in_the_rate():
    joined = group("SG", min_rate_bp=600, may_consolidate=True)
    assert rate_for(joined, group("VF", "VILLAGE_FUND", min_rate_bp=900)) == 600


def test_the_poverty_fund_has_no_say_in_the_rate():
    fund = group("KKJ", "KKJ_POVERTY_FUND", min_rate_bp=0, may_consolidate=True)
    assert rate_for(fund) == 600


@pytest.mark.parametrize("groups", [(), (group("SG", may_consolidate=True),)])
def test_without_a_stated_lowest_rate_the_contract_bears_six_per_cent(groups):
    assert rate_for(*groups) == 600


def test_the_rate_is_never_above_the_legal_ceiling():
    assert rate_for(group("SG", min_rate_bp=1800, may_consolidate=True)) == 1500


def test_the_contract_has_at_most_sixty_instalments():
    terms = contract_terms((), harvest=8, horizon_months=60, rules=RULES)
    assert terms.max_instalments == 60


def test_the_patterns_are_monthly_half_yearly_and_after_harvest():
    assert patterns_for(harvest=8) == {
        "monthly": tuple(range(1, 25)),
        "half_yearly": (2, 8, 14, 20),
        "after_harvest": (8, 20),
    }


def test_a_pattern_without_a_month_within_the_horizon_is_left_out():
    assert patterns_for(harvest=8, horizon=5) == {"monthly": (1, 2, 3, 4, 5), "half_yearly": (2,)}
    assert set(patterns_for(harvest=12, horizon=5)) == {"monthly"}


def problem_of(debts, groups, cash=(), horizon=60, **cells):
    by_code = {one.code: one for one in groups}
    surroundings = Surroundings(AS_OF, horizon, by_code, RULES)
    return entered_household(household(**cells), cash, debts, surroundings).problem


def test_only_creditors_of_the_household_set_its_contract_s_rate():
    mine = group("SG", min_rate_bp=600, may_consolidate=True)
    other = group("CU", "CREDIT_UNION_COOP", min_rate_bp=900, may_consolidate=True)
    assert problem_of([debt("SG")], [mine, other]).contract.rate_bp == 600


def test_the_poverty_fund_s_money_never_pays_a_money_lender():
    fund = group("KKJ", "KKJ_POVERTY_FUND", may_refinance=True)
    lender = debt("นายทุน", creditor_kind="informal", rate_bp=6000)
    assert not problem_of([lender], [fund]).debts[0].may_consolidate
    other = group("SG", may_refinance=True)
    assert problem_of([lender], [fund, other]).debts[0].may_consolidate


def test_cash_begins_with_april_and_leaves_repayments_out():
    cash = [
        income(30_000, 11),
        income(5_000, 4),
        expense(1_000, 4, 5),
        expense(2_000, 4, item="ชำระหนี้ ธ.ก.ส."),
    ]
    line = problem_of([debt()], [group()], cash, cash_satang=12_000_00).cash
    assert line.net[:3] == (4_000_00, -1_000_00, 0)
    assert line.net[7] == 30_000_00
    assert line.net[12:24] == line.net[:12]
    assert (line.opening, line.reserve, len(line.net)) == (12_000_00, 0, 60)


def test_empty_cells_of_cash_and_reserve_are_nothing():
    line = problem_of([debt()], [group()], reserve_satang=3_000_00).cash
    assert (line.opening, line.reserve) == (0, 3_000_00)


@pytest.mark.parametrize(
    ("year", "horizon", "months"),
    [
        (2020, 60, 60),
        (2025, 60, 81),
        (2028, 60, 117),
        (2029, 60, 120),
        (2040, 60, 120),
        (2020, 6, 21),
    ],
)
def test_the_horizon_reaches_the_latest_due_date_but_never_beyond_ten_years(year, horizon, months):
    """December of 2025 is month 81: nine months of 2019 and six years."""
    latest = debt(due_on=AS_OF.replace(year=year, month=12))
    found = problem_of([debt(due_on=AS_OF), latest], [group()], horizon=horizon)
    assert found.horizon_months == len(found.cash.net) == months


def test_a_household_without_an_open_debt_has_no_problem_to_solve():
    assert problem_of([debt(principal=0)], [group()]) is None
