"""The facts of a pack: masked once for all documents, tied to the analysis, never invented."""

from dataclasses import replace

import pytest
from hamlet import (
    AS_OF,
    DEBTS,
    FITS,
    GUARANTOR_ID,
    HOSTILE,
    HOUSEHOLDS,
    LENT_OUT,
    STUCK,
    facts_of,
    hamlet,
    home,
    owed,
)

from plodnee.casework.plan.analysis import analyse
from plodnee.casework.plan.menu_policy import OwnRules
from plodnee.documents.facts import CommitteeLine, pack_facts
from plodnee.documents.facts.privacy import masked_text, printable
from plodnee.engine.classification import Criteria
from plodnee.engine.national_id import check_digit, make_up
from plodnee.registers.book import PersonName


def as_if_issued(number: int) -> str:
    """An id that is not made up by its first digit, of a district 0000 that does not exist."""
    first_twelve = f"10000{number:07d}"
    return first_twelve + check_digit(first_twelve)


def test_no_whole_national_id_is_left_anywhere_in_the_facts(facts):
    known = [row.national_id for row in (*HOUSEHOLDS, *DEBTS)]
    told = repr(facts)
    assert not [national_id for national_id in (*known, GUARANTOR_ID) if national_id in told]
    assert facts.households[0].household.national_id == "9-xxxx-xxxxx-01-2"


@pytest.mark.parametrize(
    "written",
    ["{id}", "{dashed}", "บัตร {id} เก็บไว้", "เลข{spaced}"],
)
def test_an_id_inside_any_text_is_masked_however_it_is_spaced(written):
    national_id = make_up(42)
    i = national_id
    text = written.format(
        id=i,
        dashed=f"{i[0]}-{i[1:5]}-{i[5:10]}-{i[10:12]}-{i[12]}",
        spaced=" ".join(i),
    )
    masked = masked_text(text, frozenset())
    assert f"9-xxxx-xxxxx-{i[10:12]}-{i[12]}" in masked
    assert "".join(c for c in masked if c.isdigit()) == i[0] + i[10:]


def test_digits_that_are_no_id_stay_as_they_are():
    wrong = make_up(42)[:-1] + str((int(make_up(42)[-1]) + 1) % 10)
    assert masked_text(f"โทร 0445666512 สัญญา {wrong}", frozenset()).endswith(wrong)
    assert masked_text("1" + make_up(42), frozenset()) == "1" + make_up(42)


def test_a_contract_s_own_thirteen_digits_are_masked_only_if_they_are_a_person_s_id():
    number = as_if_issued(7)
    debts = (
        owed(2, FITS, "OM", 100_000, 600, contract_number=number),
        owed(3, FITS, "VF", 100_000, 600, contract_number=make_up(1)),
    )
    shown = facts_of(hamlet(debts=debts)).households[0].debts
    assert shown[0].debt.contract_number == number
    assert shown[1].debt.contract_number == "9-xxxx-xxxxx-01-2"


def test_what_no_document_can_hold_is_dropped_and_the_rest_is_on_one_line():
    assert printable("ก\x00ข\u202e ค\n\tง\ud800") == "กข ค ง"


def test_a_register_of_made_up_people_marks_every_household(facts):
    assert facts.made_up_codes == {household.code for household in HOUSEHOLDS}


def test_among_real_people_only_the_made_up_one_s_household_is_marked():
    real = [
        replace(household, national_id=as_if_issued(number))
        for number, household in enumerate(HOUSEHOLDS)
    ]
    real[2] = HOUSEHOLDS[2]
    debts = tuple(replace(debt, national_id=None) for debt in DEBTS)
    facts = facts_of(hamlet(households=tuple(real), debts=debts))
    assert facts.made_up
    assert facts.made_up_codes == {HOUSEHOLDS[2].code}


def test_a_plan_pays_what_its_figures_say_month_by_month(facts):
    for household, plan in zip(facts.households, facts.plans, strict=True):
        if household.menu is None:
            assert plan.paid == plan.paid_today == ()
            continue
        assert sum(plan.paid_today) == household.menu.status_quo.figures.total_paid
        if household.chosen:
            assert sum(plan.paid) == household.chosen.figures.total_paid
            assert max(plan.paid) == household.chosen.figures.largest_month_paid
            assert sum(row.interest for row in plan.rows) == household.chosen.figures.total_interest


def test_a_debt_due_beyond_the_horizon_is_still_counted_on_its_own_terms():
    late = owed(2, FITS, "OM", 1_000_000, 600, due_on=AS_OF.replace(year=2035), months=())
    facts = facts_of(hamlet(debts=(late,)))
    menu = facts.households[0].menu
    assert sum(facts.plans[0].paid_today) == menu.status_quo.figures.total_paid


def test_contracts_in_a_plan_are_those_kept_and_the_one_contract(facts):
    plan = facts.plans[0]
    actions = [debt.parts[0].choice.action for debt in plan.debts]
    assert actions.count("consolidate") == 2
    assert plan.contracts_after == 2


def test_arrears_of_a_debt_in_the_one_contract_are_not_another_contract():
    debt = owed(2, FITS, "OM", 1_000_000, 1200, interest_arrears_satang=10_000)
    plan = facts_of(hamlet(debts=(debt,))).plans[0]
    assert [part.is_arrears for part in plan.debts[0].parts] == [False, True]
    assert plan.debts[0].parts[0].choice.action == "consolidate"
    assert plan.contracts_after == 1


def test_a_debt_of_arrears_alone_is_a_part_without_interest():
    debt = owed(2, FITS, "OM", 0, 1200, penalty_satang=10_000)
    part = facts_of(hamlet(debts=(debt,))).plans[0].debts[0].parts[0]
    assert part.is_arrears
    assert part.terms.balance == 10_000


def test_the_centre_s_figures_add_up_to_the_analysis(facts):
    figures, totals = facts.figures, facts.analysis.totals
    assert sum(kind.satang for kind in figures.by_kind) == totals.debt_total_satang
    assert sum(kind.debts for kind in figures.by_kind) == totals.debts == figures.contracts_today
    assert figures.bearable_planned == totals.with_feasible_plan == 2
    assert (figures.targets, figures.models, figures.owing_several_creditors) == (4, 1, 2)
    saved = totals.interest_status_quo_satang - totals.interest_planned_satang
    assert figures.conceded_satang == saved == 801_465


def test_techniques_count_debts_of_households_with_a_plan(facts):
    assert dict(facts.figures.techniques) == {
        "consolidate": 3, "rate_cut": 1, "extension": 0, "grace": 0, "keep": 0,
    }  # fmt: skip


def test_the_smallest_help_is_summed_over_households_without_a_plan(facts):
    reasons = [
        household.menu.no_feasible_plan
        for household in facts.households
        if household.household.code in (STUCK, LENT_OUT)
    ]
    assert facts.figures.cash_help_satang == sum(reason.smallest_cash_now for reason in reasons)


def test_criteria_are_those_by_which_the_analysis_classed():
    own = Criteria(watch_days=1, overdue_days=61, default_days=181)
    analysed = analyse(hamlet(), as_of=AS_OF, horizon_months=60, own=OwnRules(criteria=own))
    assert pack_facts(analysed).criteria == own


def test_the_committee_is_what_is_recorded_and_else_the_chair_alone(analysis):
    assert pack_facts(analysis).committee == (CommitteeLine("ประธาน", "นายประเสริฐ ดำเนินดี"),)
    seats = (CommitteeLine("กรรมการ", "นางสมมุติ", "กองทุนหมู่บ้าน"),)
    assert pack_facts(analysis, committee=seats).committee == seats


def test_only_people_and_groups_are_held_to_the_ceiling_between_people(facts):
    rates = {
        item.debt.row: facts.above_ceiling(item)
        for household in facts.households
        for item in household.debts
    }
    assert [row for row, above in rates.items() if above] == [3]


def test_a_centre_in_no_area_has_no_pack(analysis):
    nowhere = replace(analysis.book, centre=replace(analysis.book.centre, area_code="99999901"))
    with pytest.raises(ValueError, match="no area has the code 99999901"):
        pack_facts(replace(analysis, book=nowhere))


def codes_to_names(*households):
    return facts_of(hamlet(households=households, debts=(), cash=())).file_names


def test_a_household_s_file_is_called_by_its_code():
    assert codes_to_names(home("NS-001", "ก ข"), home("น.ส.-002", "ค ง")) == ("NS-001", "น_ส_-002")


def test_a_code_keeps_its_thai_vowels_and_tone_marks():
    assert codes_to_names(home("ที่ตั้งรหัส-001", "ก ข")) == ("ที่ตั้งรหัส-001",)


def test_a_file_name_cannot_leave_its_folder_or_hide():
    names = codes_to_names(home("../../NS-003", "ก ข"), home("A/B-004", "ค ง"))
    assert names == ("NS-003", "A_B-004")


def test_codes_that_make_the_same_name_are_told_apart():
    names = codes_to_names(home("A/001", "ก ข"), home("A.001", "ค ง"), home("a-001", "จ ฉ"))
    assert names == ("A_001", "A_001-0002", "a-001")


@pytest.mark.parametrize("code", [make_up(9), "ใบคูนซ้อมคันนา-001", "บ้านใบคูน-001"])
def test_a_code_that_tells_who_lives_there_gives_way_to_a_number(code):
    household = replace(home("NS-001", "ใบคูน ซ้อมคันนา"), code=code)
    assert codes_to_names(household) == ("household-0001",)


def test_a_borrower_s_name_in_a_code_gives_way_as_well():
    household = replace(home("NS-001", "ก ข"), code="สมหมาย-1")
    debt = owed(2, "สมหมาย-1", "OM", 100_000, 600, borrower=PersonName("นาย", "สมหมาย ใจดี"))
    facts = facts_of(hamlet(households=(household,), debts=(debt,), cash=()))
    assert facts.file_names == ("household-0001",)


def test_a_hostile_name_stays_text_in_the_facts(facts):
    hostile = next(h for h in facts.households if h.household.code == HOSTILE)
    assert "<b>ตัวหนา</b>" in hostile.household.head.full
