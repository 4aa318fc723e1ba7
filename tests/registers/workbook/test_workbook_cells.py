"""Each untidy workbook differs from the tidy one in one cell, and is read exactly."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from workbook_making import (
    IDS,
    SHEETS,
    address,
    changed,
    places,
    read_rows,
    tidy_book,
    tidy_rows,
    without,
)

from plodnee.engine.national_id import check_digit, dashed
from plodnee.registers.book import PersonName, Reading

HALF_PAST_TWO = datetime.combine(date(2018, 6, 1), time(14, 30))
WRONG_ID = IDS[0][:12] + str((int(IDS[0][12]) + 1) % 10)
FORMATTED = {"percent": "0.00%", "date": "dd/mm/yyyy", "thai_date": "[$-107041E]d mmmm yyyy"}


def reading_with(key: str, field: str, cell: object, look: str = "") -> Reading:
    rows = tidy_rows()
    rows[key][0][field] = cell

    def untidy(book):
        if look:
            book[SHEETS[key].name][address(key, field)].number_format = FORMATTED[look]

    return read_rows(rows, untidy)


def test_the_tidy_workbook_reads_without_a_word():
    reading = read_rows(tidy_rows())
    assert reading.book == tidy_book()
    assert (reading.problems, reading.repairs, reading.notes) == ((), (), ())


# name of the mess: sheet, field, cell, value read, code of the repair, look of the cell
READ = {
    "thai_digits_in_a_group_name": (
        "groups", "name", "กองทุน ๑ ล้าน", "กองทุน 1 ล้าน", "text_cleaned"),
    "nikhahit_and_aa_for_am": ("debts", "purpose", "ทํานา", "ทำนา", "text_cleaned"),
    "tone_between_nikhahit_and_aa": ("debts", "purpose", "นํ้ามัน", "น้ำมัน", "text_cleaned"),
    "tone_before_nikhahit_and_aa": ("debts", "purpose", "น้ํามัน", "น้ำมัน", "text_cleaned"),
    "two_e_for_ae": ("debts", "purpose", "เเกง", "แกง", "text_cleaned"),
    "zero_width_spaces_in_a_text": (
        "debts", "purpose", "ซื้อ\u200bปุ๋ย\ufeff", "ซื้อปุ๋ย", "text_cleaned"),
    "soft_hyphen_and_joiners": (
        "debts", "note", "ย้าย\u00ad\u200c\u200d\u2060บ้าน", "ย้ายบ้าน", "text_cleaned"),
    "nbsp_tab_and_line_break": (
        "debts", "note", " ย้าย\u00a0\t\nบ้าน ", "ย้าย บ้าน", "text_cleaned"),
    "vowel_typed_after_the_tone": (
        "debts", "note", "ป\u0e49\u0e39", "ป\u0e39\u0e49", "text_cleaned"),
    "a_number_as_contract_number": ("debts", "contract_number", 15, "15", ""),
    "a_formula_like_text": ("debts", "note", "@SUM(1+1)", "@SUM(1+1)", ""),
    "blanks_in_a_phone": ("centre", "phone", "081 234\u00a05678", "081 234 5678", "text_cleaned"),
    "money_as_text_with_commas": ("debts", "principal_satang", "25,000", 2500000, "money_text"),
    "money_as_text_without_commas": ("debts", "principal_satang", "25000.5", 2500050, "money_text"),
    "money_in_thai_digits_and_baht": (
        "debts", "principal_satang", "๒๕,๐๐๐.๕๐ บาท", 2500050, "money_text"),
    "money_with_a_dash_for_satang": (
        "debts", "principal_satang", "25,000.-", 2500000, "money_text"),
    "money_with_dash_and_baht": (
        "debts", "principal_satang", "25,000.- บาท", 2500000, "money_text"),
    "money_with_baht_and_dash": (
        "debts", "principal_satang", "25,000บาท.-", 2500000, "money_text"),
    "money_with_idle_zeros": ("debts", "principal_satang", "25000.500", 2500050, "money_text"),
    "a_lone_dash_is_nothing": ("debts", "penalty_satang", "-", 0, "money_text"),
    "money_with_float_noise": ("debts", "principal_satang", 0.1 + 0.2, 30, ""),
    "money_within_a_thousandth_satang": (
        "debts", "principal_satang", 12.340001, 1234, "money_rounded"),
    "zero_baht": ("debts", "interest_arrears_satang", 0, 0, ""),
    "date_slashed_buddhist": ("debts", "borrowed_on", "16/03/2561", date(2018, 3, 16), "date_text"),
    "date_slashed_without_zeros": (
        "debts", "borrowed_on", "1/6/2561", date(2018, 6, 1), "date_text"),
    "date_slashed_common_era": (
        "debts", "borrowed_on", "01/06/2018", date(2018, 6, 1), "date_text"),
    "date_with_short_month": (
        "debts", "borrowed_on", "1 มิ.ย. 2561", date(2018, 6, 1), "date_text"),
    "date_with_full_month_and_era": (
        "debts", "borrowed_on", "วันที่ ๑ มิถุนายน พ.ศ. ๒๕๖๑", date(2018, 6, 1), "date_text"),
    "date_short_month_without_points": (
        "debts", "borrowed_on", "1 มิย 2561", date(2018, 6, 1), "date_text"),
    "date_iso_text": ("debts", "borrowed_on", "2018-06-01", date(2018, 6, 1), ""),
    "date_iso_text_with_midnight": (
        "debts", "borrowed_on", "2018-06-01 00:00:00", date(2018, 6, 1), ""),
    "date_iso_text_buddhist": ("debts", "borrowed_on", "2561-06-01", date(2018, 6, 1), "date_text"),
    "date_leap_day_buddhist": ("debts", "due_on", "29/02/2563", date(2020, 2, 29), "date_text"),
    "date_as_serial_number": ("debts", "borrowed_on", 43252, date(2018, 6, 1), "date_serial"),
    "date_as_serial_text": ("debts", "borrowed_on", "๔๓๒๕๒", date(2018, 6, 1), "date_text"),
    "excel_date_of_a_buddhist_year": (
        "debts", "borrowed_on", date(2561, 6, 1), date(2018, 6, 1), "date_buddhist"),
    "excel_date_with_a_time_of_day": (
        "debts", "borrowed_on", HALF_PAST_TWO, date(2018, 6, 1), "date_time_dropped"),
    "excel_date_shown_in_thai": (
        "debts", "borrowed_on", date(2018, 6, 1), date(2018, 6, 1), "", "thai_date"),
    "register_date_in_words": ("centre", "as_of", "16 มีนาคม 2562", date(2019, 3, 16), "date_text"),
    "month_as_number": ("debts", "months", 3, (3,), ""),
    "month_as_thai_digits": ("debts", "months", "๓", (3,), "text_cleaned"),
    "months_by_commas": ("debts", "months", "ม.ค., มีนาคม,พค", (1, 3, 5), ""),
    "months_over_new_year": ("debts", "months", "ธ.ค.-ก.พ.", (1, 2, 12), ""),
    "months_with_a_long_dash": ("debts", "months", "มี.ค.–พ.ค.", (3, 4, 5), ""),
    "months_mixed": ("debts", "months", "1-3, ธ.ค.", (1, 2, 3, 12), ""),
    "every_month_with_a_blank": (
        "debts", "months", "ทุก เดือน", tuple(range(1, 13)), "text_cleaned"),
    "rate_with_sign": ("debts", "rate_bp", "12%", 1200, "rate_text"),
    "rate_with_sign_and_blank": ("debts", "rate_bp", "๗.๕ %", 750, "rate_text"),
    "rate_in_words": ("debts", "rate_bp", "ร้อยละ 12", 1200, "rate_text"),
    "rate_in_a_percent_cell": ("debts", "rate_bp", 0.075, 750, "rate_percent_format", "percent"),
    "rate_rounded_half_up": ("debts", "rate_bp", 12.345, 1235, ""),
    "rate_at_the_limit": ("debts", "rate_bp", 360, 36000, ""),
    "choice_with_blanks": ("debts", "rate_unit", "ต่อ ปี", "year", "choice_cleaned"),
    "choice_with_invisible_characters": (
        "debts", "status", "\u200bปกติ", "normal", "choice_cleaned"),
    "national_id_with_dashes": (
        "debts", "national_id", dashed(IDS[0]), IDS[0], "national_id_cleaned"),
    "national_id_with_blanks": (
        "debts", "national_id", f"{IDS[0][:4]} {IDS[0][4:]}", IDS[0], "national_id_cleaned"),
    "national_id_as_a_number": ("debts", "national_id", int(IDS[0]), IDS[0], ""),
    "name_with_a_blank_after_the_title": (
        "debts", "borrower", "นาง สมมติ มีสุข", PersonName("นาง", "สมมติ มีสุข"), ""),
    "name_without_a_title": ("debts", "borrower", "สมมติ มีสุข", PersonName("", "สมมติ มีสุข"), ""),
    "name_of_a_child": ("debts", "borrower", "ด.ช. สมมติ", PersonName("ด.ช.", "สมมติ"), ""),
    "fund_type_without_its_abbreviation": (
        "groups", "kind", "กองทุนหมู่บ้านและชุมชนเมือง", "VILLAGE_FUND", ""),
    "fund_type_as_a_code_in_lower_case": ("groups", "kind", "village_fund", "VILLAGE_FUND", ""),
    "fund_type_with_another_blank": (
        "groups", "kind", "กองทุนหมู่บ้าน และชุมชนเมือง(กทบ.)", "VILLAGE_FUND", ""),
    "count_as_text": ("groups", "members", "๑,๒๐๐", 1200, "count_text"),
    "moo_with_its_word": ("households", "moo", "หมู่ที่ 5", 5, "count_text"),
    "land_as_text": ("households", "land_rai", "10.25", Decimal("10.25"), "count_text"),
    "area_code_as_a_number": ("centre", "area_code", 31011805, "31011805", ""),
    "area_code_of_a_subdistrict": ("centre", "area_code", "310118", "310118", ""),
    "fiscal_year_of_the_common_era": ("centre", "fiscal_year", 2019, 2562, "date_buddhist"),
    "empty_yes_or_no": ("households", "is_target", None, False, ""),
    "empty_status": ("debts", "status", None, "normal", ""),
    "empty_method": ("debts", "method", None, "declining", ""),
    "empty_creditor_kind_of_a_group": ("debts", "creditor_kind", None, "group", ""),
    "creditor_code_untidy": ("debts", "creditor", " ns - ๐๐๑", "NS-001", "code_cleaned"),
}  # fmt: skip


@pytest.mark.parametrize("mess", READ)
def test_an_untidy_cell_is_read_and_its_repair_listed(mess):
    key, field, cell, value, repair, *look = READ[mess]
    reading = reading_with(key, field, cell, *look)
    where = (SHEETS[key].name, address(key, field))
    assert reading.book == changed(tidy_book(), key, 0, **{field: value})
    assert reading.problems == ()
    listed = [(*where, repair)] if repair else []
    assert places(reading.repairs) == listed


def test_a_household_code_is_one_however_it_is_typed():
    rows = tidy_rows()
    rows["households"][0]["code"] = " hh - ๐๐๑\u00a0"
    rows["debts"][0]["household_code"] = "hh-001"
    reading = read_rows(rows)
    assert reading.book == tidy_book()
    assert places(reading.repairs) == [
        ("ครัวเรือน", "A2", "code_cleaned"), ("ลูกหนี้", "B2", "code_cleaned"),
    ]  # fmt: skip


def test_a_whole_number_as_code_reads_as_its_digits():
    rows = tidy_rows()
    rows["households"][0]["code"] = 1001
    for row in (*rows["cash"][:2], *rows["debts"][:2]):
        row["household_code"] = "1001"
    book = read_rows(rows).book
    assert book is not None
    assert [h.code for h in book.households] == ["1001", "HH-002", "HH-003"]
    assert [d.household_code for d in book.debts] == ["1001", "1001", "HH-002"]


def test_a_monthly_rate_becomes_a_yearly_one_rounded_half_up():
    rows = tidy_rows()
    rows["debts"][2]["rate_bp"] = 0.125
    book = read_rows(rows).book
    assert book is not None
    assert (book.debts[2].rate_bp, book.debts[2].rate_unit) == (150, "month")


# name of the mess: sheet, field, cell, code of the refusal
REFUSED_ROWS = {
    "negative_money": ("debts", "penalty_satang", -1, "negative"),
    "negative_money_in_brackets": ("debts", "penalty_satang", "(500)", "negative"),
    "money_in_words": ("debts", "penalty_satang", "ห้าร้อย", "not_money"),
    "money_with_two_points": ("debts", "penalty_satang", "1.250.50", "not_money"),
    "money_in_european_style": ("debts", "penalty_satang", "1.250,50", "not_money"),
    "money_with_misplaced_comma": ("debts", "penalty_satang", "12,50", "not_money"),
    "money_with_parts_of_a_satang": ("debts", "penalty_satang", 12.345, "satang_parts"),
    "money_text_with_parts_of_a_satang": ("debts", "penalty_satang", "12.345", "satang_parts"),
    "money_beyond_all_measure": ("debts", "penalty_satang", 1e300, "not_money"),
    "money_of_ten_trillion_baht": ("debts", "penalty_satang", 1e13, "money_too_large"),
    "money_as_true": ("debts", "penalty_satang", True, "not_money"),
    "money_turned_into_a_date": ("debts", "penalty_satang", date(2019, 1, 5), "not_money"),
    "money_with_a_third_script": ("debts", "penalty_satang", "١٢٣", "not_money"),
    "date_with_two_digit_year": ("debts", "borrowed_on", "16/03/62", "two_digit_year"),
    "date_of_the_year_3000": ("debts", "borrowed_on", "16/03/3000", "year_out_of_range"),
    "date_that_does_not_exist": ("debts", "borrowed_on", "31/04/2561", "no_such_day"),
    "date_29_february_2562": ("debts", "borrowed_on", "29 ก.พ. 2562", "no_such_day"),
    "date_as_a_year_only": ("debts", "borrowed_on", 2561, "not_a_date"),
    "date_as_a_superscript": ("debts", "borrowed_on", "²", "not_a_date"),
    "date_in_words_only": ("debts", "borrowed_on", "เมื่อวานนี้", "not_a_date"),
    "date_as_endless_digits": ("debts", "borrowed_on", "1/1/" + "9" * 5000, "not_a_date"),
    "overdue_date_unreadable": ("debts", "overdue_since", "ปีก่อน", "not_a_date"),
    "month_13": ("debts", "months", "13", "no_such_month"),
    "month_unknown": ("debts", "months", "หน้าฝน", "not_a_month"),
    "months_without_a_comma": ("debts", "months", "ม.ค. ก.พ.", "not_a_month"),
    "months_turned_into_a_date": ("debts", "months", date(2019, 3, 1), "not_a_month"),
    "rate_negative": ("debts", "rate_bp", -1, "negative"),
    "rate_over_360_a_year": ("debts", "rate_bp", 360.01, "rate_too_high"),
    "rate_in_a_sentence": ("debts", "rate_bp", "สิบสองบาท", "not_a_rate"),
    "rate_unit_unknown": ("debts", "rate_unit", "ต่อวัน", "not_a_choice"),
    "borrower_with_a_control_character": (
        "debts", "borrower", "นาง_x0007_สมมติ", "control_character"),
    "borrower_with_a_nul": ("debts", "borrower", "นาง_x0000_สมมติ", "control_character"),
    "borrower_with_half_a_character": ("debts", "borrower", "นาง_xD83D_สมมติ", "control_character"),
    "household_code_empty": ("debts", "household_code", None, "required_empty"),
    "household_code_of_blanks": ("debts", "household_code", " \u00a0\u200b", "required_empty"),
    "household_code_unknown": ("debts", "household_code", "HH-999", "unknown_household"),
    "household_code_with_a_fraction": ("debts", "household_code", 1.5, "not_a_code"),
    "creditor_unknown_while_a_group": ("debts", "creditor", "กองทุนลึกลับ", "unknown_creditor"),
    "loan_after_the_register": ("debts", "borrowed_on", "17/03/2562", "borrowed_after_as_of"),
    "due_before_the_loan": ("debts", "due_on", "31/05/2561", "due_before_borrowed"),
    "formula_without_a_stored_value": ("debts", "principal_satang", "=1+1", "formula_unstored"),
    "error_instead_of_an_amount": ("debts", "principal_satang", "#REF!", "error_value"),
}  # fmt: skip


@pytest.mark.parametrize("mess", REFUSED_ROWS)
def test_an_unreadable_cell_takes_its_row(mess):
    key, field, cell, code = REFUSED_ROWS[mess]
    reading = reading_with(key, field, cell)
    assert places(reading.problems) == [(SHEETS[key].name, address(key, field), code)]
    assert reading.problems[0].takes == "row"
    assert reading.book == without(tidy_book(), **{key: (0,)})
    assert reading.problems[0].message
    assert reading.problems[0].hint_en
    assert "borrowed" not in code or "/256" in reading.problems[0].message  # as it was typed


def test_a_monthly_rate_above_thirty_takes_its_row():
    rows = tidy_rows()
    rows["debts"][2]["rate_bp"] = 30.01
    reading = read_rows(rows)
    assert places(reading.problems) == [("ลูกหนี้", "O4", "rate_too_high")]
    assert reading.book == without(tidy_book(), debts=(2,))


REFUSED_CELLS = {
    "national_id_of_12_digits": ("debts", "national_id", IDS[0][:12], None, "not_national_id"),
    "national_id_in_scientific_notation": (
        "debts", "national_id", "9.1E+12", None, "not_national_id"),
    "national_id_rounded_by_a_spreadsheet": (
        "debts", "national_id", 9.1e12, None, "wrong_check_digit"),
    "national_id_with_a_wrong_check_digit": (
        "debts", "national_id", WRONG_ID, None, "wrong_check_digit"),
    "count_in_words": ("households", "members", "สี่คน", None, "not_a_count"),
    "count_with_a_fraction": ("households", "members", 4.5, None, "not_a_count"),
    "count_below_nothing": ("households", "workers", -1, None, "not_a_count"),
    "land_in_words": ("households", "land_rai", "สิบไร่", None, "not_land"),
    "house_number_turned_into_a_date": (
        "households", "house_number", date(2019, 3, 12), "", "date_in_text"),
    "phone_in_words": ("centre", "phone", "ไม่มี", "", "not_a_phone"),
    "fiscal_year_of_two_digits": ("centre", "fiscal_year", 62, None, "not_a_fiscal_year"),
    "target_with_a_tick": ("households", "is_target", "✓", False, "not_a_choice"),
    "status_unknown": ("debts", "status", "หนีไปแล้ว", "normal", "not_a_choice"),
    "period_unknown": ("debts", "period", "รายสัปดาห์", None, "not_a_choice"),
    "extension_in_words": (
        "groups", "longest_extension_months", "สองปี", None, "not_a_month_limit"),
    "note_with_a_control_character": ("debts", "note", "ก_x0001_ข", "", "control_character"),
    "purpose_as_an_error": ("debts", "purpose", "#N/A", "", "error_value"),
}  # fmt: skip


@pytest.mark.parametrize("mess", REFUSED_CELLS)
def test_an_unreadable_cell_of_another_kind_is_left_empty_and_its_row_stays(mess):
    key, field, cell, value, code = REFUSED_CELLS[mess]
    reading = reading_with(key, field, cell)
    assert places(reading.problems) == [(SHEETS[key].name, address(key, field), code)]
    assert reading.problems[0].takes == "cell"
    assert reading.book == changed(tidy_book(), key, 0, **{field: value})


def test_an_id_beginning_with_zero_is_taken_and_noted():
    foreign = "000000000001"
    foreign += check_digit(foreign)
    reading = reading_with("debts", "national_id", foreign)
    assert reading.book == changed(tidy_book(), "debts", 0, national_id=foreign)
    assert ("ลูกหนี้", "D2", "national_id_zero") in places(reading.notes)


def test_no_report_repeats_a_national_id():
    rows = tidy_rows()
    rows["debts"][0]["national_id"] = f"{IDS[0][:1]} {IDS[0][1:]}"
    rows["debts"][1]["national_id"] = IDS[2][:12]
    rows["debts"][2]["note"] = f" บัตร {IDS[3]}"
    rows["debts"][2]["household_code"] = IDS[4]
    reading = read_rows(rows)
    said = str((reading.problems, reading.repairs, reading.notes))
    for number in IDS:
        assert number not in said
        assert number[:12] not in said
