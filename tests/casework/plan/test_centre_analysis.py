"""A whole centre analysed; figures worked out by hand.

The household H1 owes the savings group 10,000 baht at 12 % a year, due once, in month 12:
1,200 baht of interest if kept, 600 baht at the group's lowest rate of 6 %.
"""

from dataclasses import replace
from datetime import date

import pytest
from small_book import AS_OF, BAHT, book, debt, expense, group, household, income

from plodnee.casework.plan import menus
from plodnee.casework.plan.analysis import analyse
from plodnee.casework.plan.errors import HouseholdNotPlanned, NoRulesOnDate
from plodnee.casework.plan.menu_policy import OwnRules
from plodnee.casework.workspace.settings import problem_under, usual_settings
from plodnee.commands.plan_words import unplanned_lines
from plodnee.engine.classification import Criteria

SAVINGS = group("SG", min_rate_bp=600)
FUND = group("VF", "VILLAGE_FUND")
YEARLY = {"period": "yearly", "due_on": date(2020, 3, 31)}


def analysed(*, groups=(SAVINGS, FUND), horizon=12, as_of=AS_OF, criteria=None, **rows):
    register = book(groups=groups, **rows)
    return analyse(register, as_of=as_of, horizon_months=horizon, own=OwnRules(criteria=criteria))


def codes(analysis):
    return [note.code for note in analysis.notes]


def test_the_least_interest_line_is_chosen_and_its_interest_is_the_plan_s():
    found = analysed(debts=[debt(**YEARLY)], cash=[income(20_000, 3)])
    (home,) = found.households
    assert home.chosen.goal == "least_interest"
    assert found.totals.interest_status_quo_satang == 1_200 * BAHT
    assert found.totals.interest_planned_satang == 600 * BAHT
    assert (found.totals.with_feasible_plan, found.totals.without) == (1, 0)


def test_where_nothing_fits_the_plan_s_interest_is_that_of_keeping_everything():
    found = analysed(debts=[debt(**YEARLY)], cash=[income(5_000, 3)])
    (home,) = found.households
    assert home.chosen is None
    assert home.menu.no_feasible_plan.binding_month == 12
    assert found.totals.interest_planned_satang == 1_200 * BAHT
    assert (found.totals.with_feasible_plan, found.totals.without) == (0, 1)


def test_a_household_not_proven_in_time_keeps_no_other_from_its_plan(monkeypatch):
    """Neither "fits" nor "nothing fits" is said of it: today's terms, the reason, the way out."""
    proven = menus.solve_menu

    def bounded(problem, **said):
        return proven(problem, **said | ({"most_steps": 0} if problem.id == "H2" else {}))

    monkeypatch.setattr(menus, "solve_menu", bounded)
    found = analysed(
        households=[household(), household("H2")],
        debts=[debt(**YEARLY), debt(household_code="H2", **YEARLY)],
        cash=[income(20_000, 3), income(20_000, 3, code="H2")],
    )
    planned, hard = found.households
    assert (planned.chosen.goal, planned.not_planned) == ("least_interest", None)
    assert (hard.chosen, hard.menu.options, hard.menu.no_feasible_plan) == (None, (), None)
    assert hard.menu.status_quo == planned.menu.status_quo
    assert "ลดจำนวนหนี้ที่รวม" in hard.not_planned.reason
    assert "fewer debts" in hard.not_planned.reason_en
    (told,) = [note for note in found.notes if note.code == "plan.household_not_planned"]
    assert "H2" in told.message
    assert hard.not_planned.reason in told.message
    assert found.totals.interest_planned_satang == (600 + 1_200) * BAHT


def test_keeping_everything_is_a_plan():
    found = analysed(
        debts=[debt("ธ.ก.ส.", creditor_kind="formal", **YEARLY)], cash=[income(20_000, 3)]
    )
    assert found.totals.with_feasible_plan == 1
    assert found.totals.interest_planned_satang == 1_200 * BAHT


def test_arrears_are_in_neither_sum_of_interest():
    owed = debt(interest_arrears_satang=700 * BAHT, penalty_satang=50 * BAHT, **YEARLY)
    found = analysed(debts=[owed], cash=[income(20_000, 3)])
    assert found.totals.interest_status_quo_satang == 1_200 * BAHT
    assert found.totals.interest_planned_satang == 600 * BAHT
    assert found.totals.debt_total_satang == 10_750 * BAHT


def test_a_debt_beyond_ten_years_cannot_be_kept_but_its_interest_counts_in_full():
    """Due once in month 132: 10,000 x 1 % x 132 = 13,200 baht if kept."""
    late = debt(
        "ธ.ก.ส.", creditor_kind="formal", period="yearly", months=(3,), due_on=date(2030, 3, 1)
    )
    lone = debt(
        "ธ.ก.ส.",
        creditor_kind="formal",
        period="after_harvest",
        months=(3,),
        due_on=date(2030, 3, 1),
    )
    found = analysed(debts=[late], cash=[income(90_000, 3)])
    (home,) = found.households
    assert home.problem.horizon_months == 120
    assert home.problem.debts[0].due_months[-1] == 132
    assert found.totals.without == 1
    assert home.menu.status_quo.figures.debt_free_month == 132
    assert "plan.due_beyond_horizon" in codes(found)
    assert found.totals == analysed(debts=[lone], cash=[income(90_000, 3)]).totals


def test_closed_debts_are_shown_and_counted_nowhere():
    paid = debt("VF", principal=0, row=3)
    found = analysed(debts=[debt(**YEARLY), paid], cash=[income(20_000, 3)])
    (home,) = found.households
    assert [item.debt.creditor for item in home.closed_debts] == ["VF"]
    assert found.totals.debts == 1
    assert [row.creditor for row in found.totals.by_creditor] == ["SG"]


def test_a_household_with_closed_debts_alone_has_no_debt():
    found = analysed(debts=[debt(principal=0)])
    (home,) = found.households
    assert (home.problem, home.menu, home.chosen, home.debtor_class) == (None, None, None, None)
    assert found.totals.households_with_debt == found.totals.with_feasible_plan == 0
    assert found.totals.without == 0


def test_debts_count_in_their_own_class_and_households_in_the_worst():
    rows = [
        debt(row=2, principal=1_000 * BAHT),
        debt(row=3, principal=2_000 * BAHT, overdue_since=date(2019, 3, 1)),
        debt(row=4, principal=4_000 * BAHT, household_code="H2", status="restructured"),
        debt(row=5, principal=8_000 * BAHT, household_code="H2"),
        debt(row=6, principal=16_000 * BAHT, household_code="H3", status="legal"),
        debt(row=7, principal=32_000 * BAHT, household_code="H3", overdue_since=date(2017, 1, 1)),
    ]
    homes = [household("H1"), household("H2"), household("H3"), household("H4")]
    found = analysed(households=homes, debts=rows)
    by_class = {
        name: (row.debts, row.households, row.satang // BAHT) for name, row in found.totals.by_class
    }
    assert list(by_class) == ["A", "B", "C", "D", "E", "R"]
    assert by_class == {
        "A": (2, 0, 9_000),
        "B": (1, 1, 2_000),
        "C": (0, 0, 0),
        "D": (1, 0, 32_000),
        "E": (1, 1, 16_000),
        "R": (1, 1, 4_000),
    }
    assert [home.debtor_class for home in found.households] == ["B", "R", "E", None]
    assert found.totals.households_with_debt == 3


def test_a_household_s_reason_names_the_creditor_of_its_worst_debt():
    rows = [debt(row=2), debt("VF", row=3, overdue_since=date(2019, 3, 1))]
    (home,) = analysed(debts=rows).households
    assert home.reason == "กลุ่ม VF: ค้างชำระ 15 วัน (เกณฑ์ 1–90 วัน)"
    assert home.reason_en == "กลุ่ม VF: 15 days overdue (criterion: 1–90 days)"


def test_the_committee_s_own_criteria_go_before_the_default():
    own = Criteria(watch_days=30, overdue_days=60, default_days=90)
    (home,) = analysed(debts=[debt(overdue_since=date(2019, 3, 1))], criteria=own).households
    assert home.debtor_class == "A"


def test_creditors_come_by_the_largest_sum_then_by_name():
    rows = [
        debt("VF", row=2, principal=500),
        debt("SG", row=3, principal=500),
        debt("ธ.ก.ส.", row=4, creditor_kind="formal", principal=300, penalty_satang=300),
        debt("VF", row=5, principal=100),
    ]
    rows_of = analysed(debts=rows).totals.by_creditor
    assert [(row.creditor, row.kind, row.debts, row.satang) for row in rows_of] == [
        ("VF", "group", 2, 600),
        ("ธ.ก.ส.", "formal", 1, 600),
        ("SG", "group", 1, 500),
    ]
    assert rows_of[0].name == "กลุ่ม VF"


def test_income_and_expense_sum_every_row_over_the_twelve_months():
    cash = [
        income(1_000, 1, 2, 3),
        expense(100, *range(1, 13)),
        expense(50, *range(1, 13), item="ชำระหนี้รายเดือน"),
    ]
    found = analysed(cash=cash)
    assert found.totals.income_year_satang == 3_000 * BAHT
    assert found.totals.expense_year_satang == 1_800 * BAHT
    (home,) = found.households
    assert sum(home.net_by_month) == (3_000 - 1_200) * BAHT


def test_repayments_listed_as_expenses_are_left_out_and_noted():
    cash = [
        income(20_000, 3),
        expense(0, 1),
        expense(900, *range(1, 13), item="ชำระหนี้ กทบ."),
    ]
    found = analysed(debts=[debt(**YEARLY)], cash=cash)
    (note,) = [note for note in found.notes if note.code == "plan.debt_service_left_out"]
    assert note.sheet == "รายรับรายจ่าย"
    assert "H1" in note.message
    assert "ชำระหนี้ กทบ." in note.message
    assert found.totals.with_feasible_plan == 1


def test_another_day_than_the_register_s_is_noted_and_counts():
    owed = debt(overdue_since=date(2019, 3, 1))
    found = analysed(debts=[owed], as_of=date(2019, 4, 1))
    assert codes(found)[0] == "plan.other_day"
    assert "1 เมษายน 2562" in found.notes[0].message
    assert found.households[0].debts[0].days_overdue == 31
    assert "plan.other_day" not in codes(analysed(debts=[owed]))


def test_poverty_fund_money_with_a_rate_is_noted():
    fund = group("KKJ", "KKJ_POVERTY_FUND", may_consolidate=True)
    found = analysed(groups=[fund], debts=[debt("KKJ", rate_bp=600)])
    assert "plan.interest_free_debt" in codes(found)
    assert "plan.interest_free_fund" in codes(found)
    assert found.totals.interest_status_quo_satang == 0
    quiet = analysed(groups=[group("KKJ", "KKJ_POVERTY_FUND")], debts=[debt("KKJ", rate_bp=0)])
    assert "plan.interest_free_debt" not in codes(quiet)


def test_a_cut_flat_rate_and_an_assumed_due_date_are_noted_at_their_row():
    owed = debt(
        row=17, principal=1_000 * BAHT, contract_principal_satang=90_000 * BAHT, method="flat"
    )
    found = analysed(debts=[owed])
    assert codes(found) == ["plan.due_date_assumed", "plan.flat_rate_cut"]
    assert {note.cell for note in found.notes} == {"A17"}
    assert found.households[0].debts[0].declining_rate_bp == 36_000


def test_what_was_assumed_is_stated_with_its_source():
    assumed = dict(analysed(horizon=48).assumptions)
    assert assumed["horizon_months"] == "48"
    assert assumed["contract_rate_if_unknown_bp"] == "600"
    assert assumed["ceiling_bp"] == "1500"
    assert assumed["overdue_from_days"] == "91"
    assert "654" in assumed["interest_policy"]


def test_parts_of_a_debt_are_named_in_the_problem():
    owed = debt(row=9, interest_arrears_satang=100, **YEARLY)
    (home,) = analysed(debts=[owed]).households
    assert home.debts[0].part_ids == tuple(part.id for part in home.problem.debts)
    assert len(home.problem.debts) == 2


def test_a_day_before_the_law_s_first_ceiling_is_refused():
    with pytest.raises(NoRulesOnDate) as refusal:
        analysed(as_of=date(1910, 1, 1))
    assert refusal.value.code == "plan.no_rules_on_date"


def test_the_same_register_always_gives_the_same_analysis():
    rows = {"debts": [debt(**YEARLY)], "cash": [income(20_000, 3)]}
    assert analysed(**rows) == analysed(**rows)


LEAD = group("SG", min_rate_bp=300, may_consolidate=True, may_refinance=True)


@pytest.mark.parametrize("note", ["", "เจ้าหนี้ยินยอมเป็นหนังสือ เลขที่ 4/2562"])
def test_a_formal_lender_s_debt_joins_a_plan_only_with_the_lender_s_written_consent(note):
    bank = debt("ธ.ก.ส.", row=3, creditor_kind="formal", note=note, **YEARLY)
    owed = [debt(principal=20_000 * BAHT, **YEARLY), bank]
    found = analysed(groups=(LEAD,), debts=owed, cash=[income(60_000, 3)], horizon=36)
    actions = {option.choices[1].action for option in found.households[0].menu.options}
    assert ("consolidate" in actions) is bool(note)


def test_interest_free_money_is_in_no_contract_of_any_line_and_gives_nothing_up():
    poverty = group("KKJ", "KKJ_POVERTY_FUND", may_consolidate=True, may_refinance=True)
    owed = [debt(**YEARLY), debt("KKJ", row=3, rate_bp=300, **YEARLY)]
    found = analysed(groups=(LEAD, poverty), debts=owed, cash=[income(60_000, 3)], horizon=36)
    options = found.households[0].menu.options
    assert options
    for option in options:
        assert option.choices[1].action != "consolidate"
        assert dict(option.concession)["KKJ"] == 0


@pytest.mark.parametrize(
    ("cash", "named", "unstated"),
    [
        ([], "รายรับและรายจ่าย", ("income", "expense")),
        ([income(20_000, 3)], "รายจ่าย", ("expense",)),
        ([expense(100, 3)], "รายรับ", ("income",)),
        ([income(20_000, 3), expense(900, 3, item="ชำระหนี้ ธ.ก.ส.")], "รายจ่าย", ("expense",)),
    ],
)
def test_a_household_whose_cash_nobody_recorded_is_not_planned_and_is_named(cash, named, unstated):
    """The interest of today's terms is told; neither that they can be paid nor that they cannot."""
    found = analysed(debts=[debt(**YEARLY)], cash=cash, as_stated=True)
    (home,) = found.households
    assert (home.chosen, home.menu.options, home.menu.no_feasible_plan) == (None, (), None)
    assert home.not_planned.unstated == unstated
    assert f"บันทึก{named}ของครัวเรือนนี้" in home.not_planned.reason
    assert (home.menu.status_quo.feasible, home.menu.status_quo.first_break_month) == (False, None)
    assert found.totals.interest_status_quo_satang == 1_200 * BAHT
    (told,) = [note for note in found.notes if note.code == "plan.household_not_planned"]
    assert "H1" in told.message
    assert "0 บาท" in told.message
    settings = usual_settings(home.problem)
    richer = problem_under(home.problem, replace(settings, income_satang=90_000 * BAHT))
    assert menus.menu_of(home, richer, found.rules)[0].options == ()
    with pytest.raises(HouseholdNotPlanned):
        menus.refuse_unstated(home)


def test_a_recorded_zero_says_that_there_is_nothing():
    rows = [income(20_000, 3), expense(0, 3)]
    found = analysed(debts=[debt(**YEARLY)], cash=rows, as_stated=True)
    assert found.totals.with_feasible_plan == 1
    menus.refuse_unstated(found.households[0])


def test_a_register_names_whoever_will_not_be_planned_before_it_is_stored():
    """Who owes nothing, or said all, is not named; the line says in which sheet to look."""
    homes = [household("H1"), household("H2"), household("H3")]
    cash = [income(9, 1), income(9, 1, code="H2"), expense(0, 1, code="H2")]
    debts = [debt(), debt(household_code="H2")]
    register = book(households=homes, cash=cash, debts=debts, as_stated=True)
    (line,) = unplanned_lines(register, "th")
    assert line.startswith("รายรับรายจ่าย: ครัวเรือน H1 จะยังวางแผนไม่ได้")
    assert "living costs" in next(unplanned_lines(register, "en"))
