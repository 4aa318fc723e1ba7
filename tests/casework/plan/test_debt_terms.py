"""How a row of the debtor register enters the planner: parts, rate, limits, who may be joined."""

from datetime import date

import pytest
from small_book import AS_OF, BAHT, debt, group

from plodnee.casework.plan.rules import rules_in_force
from plodnee.casework.plan.terms import Standing, entered_debt
from plodnee.registers.lender_consent import LENDER_CONSENTS

RULES = rules_in_force(AS_OF)
BY_DECEMBER = {"due_on": date(2019, 12, 15)}


def entered(item, its_group=None, *, money_refinances=False):
    return entered_debt(item, its_group, Standing(AS_OF, 8, money_refinances, RULES))


def principal(item, its_group=None, **standing):
    return entered(item, its_group, **standing).parts[0]


def test_the_principal_bears_its_own_rate_and_is_repaid_level():
    part = principal(debt(principal=25_000 * BAHT, **BY_DECEMBER), group())
    assert (part.balance, part.rate_bp, part.amortization) == (25_000 * BAHT, 1200, "level")
    assert part.due_months == tuple(range(1, 10))


def test_arrears_are_a_second_debt_without_interest_to_the_same_creditor():
    owed = debt(interest_arrears_satang=80_050, penalty_satang=5_000, **BY_DECEMBER)
    its_group = group(may_consolidate=True, longest_extension_months=12, longest_grace_months=6)
    money, arrears = entered(owed, its_group).parts
    assert (arrears.balance, arrears.rate_bp, arrears.min_rate_bp) == (85_050, 0, 0)
    assert arrears.creditor == money.creditor == "SG"
    assert arrears.due_months == money.due_months
    assert (arrears.extensions, arrears.graces) == (money.extensions, money.graces)
    assert arrears.may_restructure


def test_arrears_are_never_consolidated_for_interest_bears_no_interest():
    owed = debt(interest_arrears_satang=80_050)
    money, arrears = entered(owed, group(may_consolidate=True)).parts
    assert money.may_consolidate
    assert not arrears.may_consolidate


def test_a_part_with_nothing_owed_is_left_out():
    only_arrears = entered(debt(principal=0, penalty_satang=100), group())
    assert [part.balance for part in only_arrears.parts] == [100]
    assert [part.balance for part in entered(debt(), group()).parts] == [10_000 * BAHT]
    assert entered(debt(principal=0), group()).parts == ()


def test_the_lowest_rate_is_the_group_s_where_it_is_below_the_debt_s_own():
    assert principal(debt(rate_bp=1200), group(min_rate_bp=600)).min_rate_bp == 600
    assert principal(debt(rate_bp=500), group(min_rate_bp=600)).min_rate_bp == 500
    assert principal(debt(rate_bp=1200), group()).min_rate_bp == 1200


def test_rates_fall_by_one_per_cent_a_step():
    assert principal(debt(), group()).rate_step_bp == 100


@pytest.mark.parametrize(
    ("limit", "extensions"),
    [(None, (0,)), (0, (0,)), (11, (0,)), (12, (0, 12)), (30, (0, 12, 24)), (36, (0, 12, 24, 36))],
)
def test_extensions_go_up_by_years_to_the_group_s_limit(limit, extensions):
    assert principal(debt(), group(longest_extension_months=limit)).extensions == extensions


@pytest.mark.parametrize(
    ("limit", "graces"),
    [(None, (0,)), (5, (0,)), (6, (0, 6)), (17, (0, 6, 12)), (18, (0, 6, 12, 18))],
)
def test_graces_go_up_by_half_years_to_the_group_s_limit(limit, graces):
    assert principal(debt(), group(longest_grace_months=limit)).graces == graces


def test_limits_beyond_the_longest_horizon_add_no_choice_that_could_be_taken():
    part = principal(debt(), group(longest_extension_months=1200, longest_grace_months=1200))
    assert (part.extensions[-1], part.graces[-1]) == (120, 120)


def test_a_member_group_s_debt_may_be_restructured_and_joined_if_the_group_says_so():
    assert principal(debt(), group()).may_restructure
    assert not principal(debt(), group()).may_consolidate
    assert principal(debt(), group(may_consolidate=True)).may_consolidate


def test_poverty_fund_money_enters_without_interest_and_is_never_joined():
    fund = group("KKJ", "KKJ_POVERTY_FUND", min_rate_bp=300, may_consolidate=True)
    part = principal(debt("KKJ", rate_bp=300), fund)
    assert (part.rate_bp, part.min_rate_bp) == (0, 0)
    assert not part.may_consolidate
    assert part.may_restructure


def test_a_flat_rate_on_poverty_fund_money_is_without_interest_too():
    fund = group("KKJ", "KKJ_POVERTY_FUND")
    assert principal(debt("KKJ", rate_bp=600, method="flat"), fund).rate_bp == 0


def test_a_lender_in_the_system_keeps_its_debt_as_it_is():
    part = principal(debt("ธ.ก.ส.", creditor_kind="formal"), money_refinances=True)
    assert not part.may_restructure
    assert not part.may_consolidate
    assert (part.extensions, part.graces, part.min_rate_bp) == ((0,), (0,), 1200)


@pytest.mark.parametrize("money_refinances", [True, False])
@pytest.mark.parametrize(
    "note",
    ["เจ้าหนี้ยินยอมเป็นหนังสือ เลขที่ 12/2562", "ธ.ก.ส. 1 มี.ค. 2562: เจ้าหนี้ยินยอม เป็นหนังสือ"],
)
def test_a_lender_in_the_system_may_be_paid_off_with_its_written_consent(note, money_refinances):
    lender = debt("ธ.ก.ส.", creditor_kind="formal", note=note)
    part = principal(lender, money_refinances=money_refinances)
    assert part.may_consolidate is money_refinances
    assert not part.may_restructure


def test_the_arrears_of_a_lender_that_consents_stay_out_of_the_contract():
    lender = debt(
        "ธ.ก.ส.", creditor_kind="formal", note=LENDER_CONSENTS, interest_arrears_satang=500
    )
    owed = entered(lender, money_refinances=True)
    assert [part.may_consolidate for part in owed.parts] == [True, False]


@pytest.mark.parametrize("money_refinances", [True, False])
def test_an_informal_debt_is_only_joined_where_a_group_s_money_may_pay_it(money_refinances):
    lender = debt("นายทุน", creditor_kind="informal", rate_bp=12_000)
    part = principal(lender, money_refinances=money_refinances)
    assert part.may_consolidate is money_refinances
    assert not part.may_restructure
    assert part.rate_bp == 12_000


def level_interest(balance, rate_bp, months):
    """Interest of level repayment at its smallest whole-baht instalment, month by month."""
    for instalment in range(BAHT, balance + BAHT * 10_000, BAHT):
        owed = bearing = balance
        interest = 0
        for _ in range(months):
            gap = (2 * bearing * rate_bp + 120_000) // 240_000
            interest += gap
            owed += gap - min(instalment, owed + gap)
            bearing = min(bearing, owed)
        if owed == 0:
            return interest
    raise AssertionError("no instalment repays it")


def test_a_flat_rate_enters_at_the_smallest_declining_rate_with_at_least_its_interest():
    """3,000 baht flat at 12 % over 6 months bears 3,000 x 12 % x 6/12 = 180 baht."""
    owed = debt(principal=3_000 * BAHT, method="flat", due_on=date(2019, 9, 30))
    rate = principal(owed, group()).rate_bp
    assert level_interest(3_000 * BAHT, rate, 6) >= 180 * BAHT
    assert all(level_interest(3_000 * BAHT, r, 6) < 180 * BAHT for r in range(rate - 60, rate))
    assert 2000 < rate < 2100


def test_a_flat_rate_counts_on_the_contract_s_principal_while_the_balance_is_repaid():
    """6,000 baht lent, 3,000 left: 6,000 x 12 % x 6/12 = 360 baht on a balance of 3,000."""
    owed = debt(
        principal=3_000 * BAHT,
        contract_principal_satang=6_000 * BAHT,
        method="flat",
        due_on=date(2019, 9, 30),
    )
    rate = principal(owed, group()).rate_bp
    assert level_interest(3_000 * BAHT, rate, 6) >= 360 * BAHT
    assert all(level_interest(3_000 * BAHT, r, 6) < 360 * BAHT for r in range(rate - 60, rate))


def test_a_flat_rate_beyond_any_that_is_entered_is_cut_and_said_so():
    owed = debt(principal=1_000 * BAHT, contract_principal_satang=90_000 * BAHT, method="flat")
    found = entered(owed, group())
    assert (found.rate_bp, found.rate_was_cut) == (36_000, True)
    assert not entered(debt(method="flat"), group()).rate_was_cut


def test_a_flat_rate_of_nothing_stays_nothing():
    assert principal(debt(method="flat", rate_bp=0), group()).rate_bp == 0


def test_the_group_s_lowest_rate_is_compared_with_the_declining_rate_of_a_flat_debt():
    owed = debt(method="flat", rate_bp=600)
    part = principal(owed, group(min_rate_bp=800))
    assert part.rate_bp > 800
    assert part.min_rate_bp == 800
