"""The registers read back: every row, sums that tie, dates and digits, and text that stays text."""

import io
from datetime import date, datetime, time

import openpyxl
import pytest
from hamlet import (
    AS_OF,
    CENTRE,
    DEBTS,
    FITS,
    FORMULA,
    FREE,
    HOSTILE,
    HOUSEHOLDS,
    STUCK,
    facts_of,
    hamlet,
    owed,
)
from reading_back import HEADER_ROW, rows_of, satang, total_of

from plodnee.documents.builders import debt_analysis, debtor_register, plans_book
from plodnee.documents.builders.sheets import Column, Sheet, workbook
from plodnee.documents.builders.voice import Voice

REGISTERS = ("debtor-register.xlsx", "household-register.xlsx", "debt-analysis.xlsx", "plans.xlsx")
THAI_DIGITS = "[$-D00041E]"


def at(year, month, day):
    """A date as a workbook's reader gives it back."""
    return datetime.combine(date(year, month, day), time.min)


def first(books, name):
    return books[f"{name}.xlsx"].worksheets[0]


def test_the_debtor_register_has_a_row_for_every_debt_also_those_closed(books):
    rows = rows_of(first(books, "debtor-register"))
    assert [row["ที่"] for row in rows] == list(range(1, len(DEBTS) + 1))
    assert {(row["รหัสครัวเรือน"], row["เลขที่สัญญา"]) for row in rows} == {
        (debt.household_code, debt.contract_number) for debt in DEBTS
    }
    closed = next(row for row in rows if row["เลขที่สัญญา"] == "8/2561")
    assert closed["ประเภทลูกหนี้"] == "ปิดบัญชีแล้ว"
    assert closed["รวมหนี้ (บาท)"] == 0


def test_debts_stand_by_creditor_member_groups_first(books):
    creditors = [row["กลุ่ม/กองทุนเจ้าหนี้"] for row in rows_of(first(books, "debtor-register"))]
    assert list(dict.fromkeys(creditors)) == [
        "กลุ่มออมทรัพย์เพื่อการผลิตบ้านสว่าง",
        "กองทุนหมู่บ้านบ้านสว่าง",
        "โครงการ กข.คจ. บ้านสว่าง",
        "ธ.ก.ส.",
        "นายทุนนอกหมู่บ้าน",
    ]


def test_the_debtor_register_s_totals_are_the_centre_s(books, facts):
    total, centre = total_of(first(books, "debtor-register")), facts.analysis.totals
    assert satang(total["เงินต้นคงเหลือ (บาท)"]) == centre.principal_satang
    assert satang(total["ดอกเบี้ยค้าง (บาท)"]) == centre.interest_arrears_satang
    assert satang(total["ค่าปรับค้าง (บาท)"]) == centre.penalty_satang
    assert satang(total["รวมหนี้ (บาท)"]) == centre.debt_total_satang
    by_creditor = total_of(books["debtor-register.xlsx"].worksheets[1])
    assert satang(by_creditor["รวมหนี้ (บาท)"]) == centre.debt_total_satang
    assert by_creditor["จำนวนสัญญา"] == centre.debts


def test_a_flat_rate_is_shown_with_the_declining_rate_that_it_amounts_to(books, facts):
    row = next(r for r in rows_of(first(books, "debtor-register")) if r["เลขที่สัญญา"] == "6/2561")
    entered = facts.households[3].debts[0].declining_rate_bp
    assert (row["อัตราดอกเบี้ย (% ต่อปี)"], row["วิธีคิดดอกเบี้ย"]) == (7, "คงที่")
    assert row["เทียบลดต้นลดดอก (% ต่อปี)"] == entered / 100 > 7


def test_a_rate_above_the_law_s_ceiling_is_remarked(books):
    remarks = {r["เลขที่สัญญา"]: r["หมายเหตุ"] for r in rows_of(first(books, "debtor-register"))}
    assert remarks["3/2561"] == "เกินเพดานกฎหมายร้อยละ ๑๕"
    assert not remarks["2/2561"]


def test_the_household_register_has_every_household_also_without_debt(books, facts):
    rows = rows_of(first(books, "household-register"))
    assert [row["รหัสครัวเรือน"] for row in rows] == [home.code for home in HOUSEHOLDS]
    free = next(row for row in rows if row["รหัสครัวเรือน"] == FREE)
    assert (free["รวมหนี้ (บาท)"], free["ประเภทลูกหนี้"], free["ต้นแบบ"]) == (0, "ไม่มีหนี้", "ใช่")
    total, centre = total_of(first(books, "household-register")), facts.analysis.totals
    assert satang(total["รวมหนี้ (บาท)"]) == centre.debt_total_satang
    assert satang(total["รายรับต่อปี (บาท)"]) == centre.income_year_satang
    assert satang(total["รายจ่ายต่อปี (บาท)"]) == centre.expense_year_satang


def test_a_household_s_debts_stand_by_kind_of_creditor_with_its_share_of_income(books, facts):
    row = rows_of(first(books, "household-register"))[0]
    assert satang(row["หนี้กลุ่มสมาชิก (บาท)"]) == 1_500_000 + 1_980_025
    assert satang(row["หนี้นอกระบบ (บาท)"]) == 780_000
    service = sum(facts.plans[0].paid_today[:12])
    assert satang(row["ภาระชำระ ๑๒ เดือน (บาท)"]) == service
    assert row["สัดส่วนภาระต่อรายรับ"] == pytest.approx(service / 5_500_000)
    assert row["พึ่งพิง (คน)"] == 3


def test_income_and_expense_add_up_over_the_year(books, facts):
    total = total_of(books["household-register.xlsx"].worksheets[1])
    assert satang(total["รายรับต่อปี (บาท)"]) == facts.analysis.totals.income_year_satang
    assert satang(total["รายจ่ายต่อปี (บาท)"]) == facts.analysis.totals.expense_year_satang


def test_the_analysis_puts_households_against_creditors(books, facts):
    sheet = first(books, "debt-analysis")
    row = next(row for row in rows_of(sheet) if row["รหัสครัวเรือน"] == FITS)
    assert satang(row["กลุ่มออมทรัพย์เพื่อการผลิตบ้านสว่าง"]) == 1_500_000
    assert satang(row["นายทุนนอกหมู่บ้าน (นอกระบบ)"]) == 780_000
    assert row["ธ.ก.ส. (ในระบบ)"] is None
    assert row["ประเภทลูกหนี้"] == "C ค้างชำระ"
    assert "ค้างชำระ ๒๕๖ วัน" in row["เหตุผล"]
    assert row["ข้อเสนอ หรือความช่วยเหลือน้อยที่สุด"] == "รวมเข้าสัญญาเดียว ๒ สัญญา · ลดดอกเบี้ย ๑ สัญญา"
    assert satang(total_of(sheet)["รวมหนี้ (บาท)"]) == facts.analysis.totals.debt_total_satang


def test_where_nothing_fits_the_analysis_names_the_smallest_help(books):
    rows = rows_of(first(books, "debt-analysis"))
    row = next(row for row in rows if row["รหัสครัวเรือน"] == STUCK)
    told = row["ข้อเสนอ หรือความช่วยเหลือน้อยที่สุด"]
    assert told.splitlines() == [
        "ยังไม่มีแผนที่จ่ายไหว", "เงินช่วยวันนี้ ๔๐๐,๕๐๓ บาท", "รายได้เพิ่มเดือนละ ๙,๕๖๖ บาท",
    ]  # fmt: skip
    assert row["จ่ายตามสัญญาเดิมไหวหรือไม่"].startswith("ไม่ไหวใน เม.ย. ๒๕๖๒")


def test_many_creditors_share_one_column_and_nothing_is_lost():
    debts = tuple(
        owed(n, FITS, f"ผู้ให้กู้ {n}", n * 1_000_000, 1000, creditor_kind="formal")
        for n in range(2, 30)
    )
    facts = facts_of(hamlet(debts=debts))
    content = io.BytesIO(debt_analysis.build(facts))
    sheet = openpyxl.load_workbook(content, data_only=True).worksheets[0]
    row = rows_of(sheet)[0]
    shared = sum(n for n in range(2, 30) if f"ผู้ให้กู้ {n} (ในระบบ)" not in row)
    assert row["เจ้าหนี้อื่น ๑๒ ราย (บาท)"] == shared * 10_000
    assert satang(row["รวมหนี้ (บาท)"]) == facts.analysis.totals.debt_total_satang


def test_classes_are_summed_by_kind_of_creditor(books, facts):
    total = total_of(books["debt-analysis.xlsx"].worksheets[1])
    centre = facts.analysis.totals
    assert (total["สัญญา"], total["ครัวเรือน"]) == (centre.debts, centre.households_with_debt)
    kinds = ("กลุ่มสมาชิกศูนย์ฯ (บาท)", "สถาบันการเงินในระบบ (บาท)", "หนี้นอกระบบ (บาท)")
    assert sum(satang(total[kind]) for kind in kinds) == centre.debt_total_satang


def test_the_plans_sum_up_to_the_centre_s_interest_before_and_after(books, facts):
    total = total_of(first(books, "plans"))
    centre = facts.analysis.totals
    assert satang(total["ดอกเบี้ยตามสัญญาเดิม (บาท)"]) == centre.interest_status_quo_satang
    assert satang(total["ดอกเบี้ยตามแผน (บาท)"]) == centre.interest_planned_satang
    assert satang(total["เจ้าหนี้ลดให้ (บาท)"]) == facts.figures.conceded_satang
    assert total["สัญญาตามแผน (ฉบับ)"] == facts.figures.contracts_planned


def test_a_plan_s_row_states_its_contract_or_what_is_missing(books, facts):
    rows = {row["รหัสครัวเรือน"]: row for row in rows_of(first(books, "plans"))}
    offer = facts.households[0].chosen.contract
    assert satang(rows[FITS]["งวดละ (บาท)"]) == offer.instalment
    assert rows[FITS]["จำนวนงวด"] == offer.instalments
    assert rows[FITS]["หมดหนี้เดือน"] == at(2020, 12, 1)
    assert rows[FITS]["เงินไม่พอเดือน"] is None
    assert rows[STUCK]["เงินไม่พอเดือน"] == at(2019, 4, 1)
    assert satang(rows[STUCK]["เงินช่วยน้อยที่สุด (บาท)"]) == 40_050_300
    assert rows[STUCK]["งวดละ (บาท)"] is None


def test_every_payment_stands_in_the_schedule_and_pays_the_debts_off(books, facts):
    rows = rows_of(books["plans.xlsx"].worksheets[2])
    for household, plan in zip(facts.households, facts.plans, strict=True):
        own = [row for row in rows if row["รหัสครัวเรือน"] == plan.code]
        assert len(own) == len(plan.rows)
        if household.chosen:
            paid = sum(satang(row["จ่าย (บาท)"]) for row in own)
            assert paid == household.chosen.figures.total_paid
            last = {row["จ่ายให้"]: row["เงินต้นคงเหลือ (บาท)"] for row in own}
            assert set(last.values()) == {0}


def test_the_menu_sheet_has_every_line_of_every_menu(books, facts):
    rows = rows_of(books["plans.xlsx"].worksheets[3])
    lines = sum(len(household.menu.options) for household in facts.households if household.menu)
    assert len(rows) == lines
    assert rows[0]["ทางเลือก"] == "ดอกเบี้ยรวมน้อยที่สุด"


@pytest.mark.parametrize("name", REGISTERS)
def test_text_is_only_ever_text_and_only_sums_are_formulas(pack, name):
    book = openpyxl.load_workbook(io.BytesIO(pack[name]))
    formulas = [
        cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert all(formula.startswith("=SUBTOTAL(9,") for formula in formulas)
    assert not any(sheet._hyperlinks for sheet in book)


def test_a_name_that_looks_like_a_formula_is_shown_as_it_was_written(books):
    rows = rows_of(first(books, "debtor-register"))
    hostile = next(row for row in rows if row["รหัสครัวเรือน"] == HOSTILE)
    assert hostile["ชื่อ-สกุลผู้กู้"] == FORMULA
    assert hostile["วัตถุประสงค์"] == "+66 1234"
    assert hostile["เลขที่สัญญา"] == "@SUM(1+1)"


def test_dates_are_dates_in_the_buddhist_era_and_figures_have_thai_digits(books):
    sheet = first(books, "debtor-register")
    header = [cell.value for cell in sheet[HEADER_ROW]]
    cells = dict(zip(header, sheet[HEADER_ROW + 1], strict=True))
    assert cells["วันที่กู้"].value == at(2018, 6, 1)
    assert cells["วันที่กู้"].number_format == "[$-D07041E]d mmm yy"
    assert cells["รวมหนี้ (บาท)"].number_format.startswith(THAI_DIGITS + "#,##0.00")
    assert cells["เลขประจำตัวประชาชน"].number_format == "@"
    assert {cell.font.name for cell in cells.values()} == {"TH Sarabun New"}


@pytest.mark.parametrize("name", REGISTERS)
def test_every_sheet_prints_in_landscape_with_its_header_on_each_page(books, name):
    for sheet in books[name]:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize in (8, 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows == f"${HEADER_ROW}:${HEADER_ROW}"
        assert sheet.freeze_panes.endswith(str(HEADER_ROW + 1))
        rows = len(rows_of(sheet))
        assert sheet.auto_filter.ref.endswith(str(HEADER_ROW + rows))
        assert f"จำนวน {rows} รายการ".translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")) in (
            sheet.oddFooter.left.text
        )
        assert "ข้อมูล ณ วันที่ ๑๖ มีนาคม ๒๕๖๒" in sheet.oddFooter.left.text
        assert "หน้า &P จาก &N" in sheet.oddFooter.right.text
        assert sheet.oddHeader.right.text.endswith("ข้อมูลสมมติ")


@pytest.mark.parametrize("name", REGISTERS)
def test_the_title_says_what_whose_and_of_which_day(books, name):
    for sheet in books[name]:
        assert CENTRE in sheet["A2"].value
        assert "ตำบลสองห้อง อำเภอเมืองบุรีรัมย์ จังหวัดบุรีรัมย์" in sheet["A2"].value
        assert "ข้อมูล ณ วันที่ ๑๖ มีนาคม ๒๕๖๒ · ปีงบประมาณ พ.ศ. ๒๕๖๒" in sheet["A3"].value


def test_a_row_is_as_high_as_its_longest_text_needs(books):
    sheet = first(books, "debtor-register")
    heights = {
        row[1].value: sheet.row_dimensions[row[0].row].height
        for row in sheet.iter_rows(min_row=HEADER_ROW + 1, max_row=HEADER_ROW + len(DEBTS))
    }
    assert min(heights.values()) >= 21
    assert heights[HOSTILE] > 40


def test_an_empty_register_is_a_readable_book_without_rows():
    facts = facts_of(hamlet(debts=(), cash=()))
    for build in (debtor_register.build, debt_analysis.build, plans_book.build):
        book = openpyxl.load_workbook(io.BytesIO(build(facts)))
        assert rows_of(book.worksheets[0]) == []


def test_a_centre_s_name_with_signs_of_its_own_does_not_break_the_footer():
    centre = hamlet().centre
    book = hamlet(centre=type(centre)("ศูนย์ A&B &P " + "ก" * 300, centre.area_code, AS_OF, 2562))
    built = openpyxl.load_workbook(io.BytesIO(debtor_register.build(facts_of(book))))
    assert "A&B &P" in built.worksheets[0]["A2"].value


def test_a_row_with_a_key_that_no_column_has_is_a_broken_promise():
    sheet = Sheet("ก", ("ก",), (Column("a", "ก", 10),), ({"b": 1},), footer="")
    with pytest.raises(ValueError, match="has no columns"):
        workbook([sheet], voice=Voice("th"), title="ก", author="ข", mark="", on=AS_OF)


def test_the_english_registers_have_english_headers_and_arabic_digits(english_pack):
    content = io.BytesIO(english_pack["debtor-register.xlsx"])
    sheet = openpyxl.load_workbook(content, data_only=True).worksheets[0]
    rows = rows_of(sheet)
    assert rows[0]["Household"] == FITS
    assert "as of 16 March 2019" in sheet["A3"].value
    owed_cell = next(c for c in sheet[HEADER_ROW + 1] if c.value == rows[0]["Owed in all (baht)"])
    assert THAI_DIGITS not in owed_cell.number_format
