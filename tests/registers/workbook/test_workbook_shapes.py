"""Untidy sheets: what stands where, what is hidden, unknown, doubled or missing."""

from dataclasses import replace

import pytest
from workbook_making import (
    SHEETS,
    places,
    read_after,
    read_rows,
    refused_with,
    rows_moved,
    tidy_book,
    tidy_rows,
)


def test_sheets_in_another_order_and_with_blanks_in_their_names():
    def untidy(book):
        book.move_sheet("ลูกหนี้", -4)
        book["รายรับรายจ่าย"].title = " รายรับ รายจ่าย\u200b"

    assert read_after(untidy).book == tidy_book()


def test_columns_in_another_order():
    def untidy(book):
        sheet = book["ลูกหนี้"]
        rows = [list(row)[::-1] for row in sheet.iter_rows(values_only=True)]
        sheet.delete_rows(1, 10)
        for row in rows:
            sheet.append(row)

    assert read_after(untidy).book == tidy_book()


def test_titles_and_empty_rows_above_the_header():
    def untidy(book):
        for name in ("กลุ่มสมาชิก", "ครัวเรือน", "รายรับรายจ่าย", "ลูกหนี้"):
            book[name].insert_rows(1, 3)
            book[name]["A1"] = "ทะเบียนศูนย์จัดการกองทุนชุมชน"
            book[name].merge_cells("A1:D1")

    reading = read_after(untidy)
    assert reading.book == rows_moved(tidy_book(), 3)
    assert reading.notes == ()


def test_problems_are_told_at_the_address_in_the_file_as_sent():
    rows = tidy_rows()
    rows["debts"][1]["principal_satang"] = "แปดหมื่น"

    def untidy(book):
        book["ลูกหนี้"].insert_rows(1, 4)
        book["ลูกหนี้"].insert_cols(1, 2)

    reading = read_rows(rows, untidy)
    assert places(reading.problems) == [("ลูกหนี้", "N7", "not_money")]


def test_headers_with_other_brackets_blanks_and_spellings():
    def untidy(book):
        book["ลูกหนี้"]["L1"] = "เงินต้น\n คงเหลือ [บาท] ณ วันนี้"
        book["ลูกหนี้"]["K1"] = "เงินต้นตามสัญญา"
        book["ครัวเรือน"]["F1"] = "จํานวนสมาชิก ( คน )"

    assert read_after(untidy).book == tidy_book()


def test_a_similar_header_is_not_the_header():
    def untidy(book):
        book["ลูกหนี้"]["L1"] = "ยอดเงินต้นคงเหลือ (บาท)"

    reading = read_after(untidy)
    assert refused_with(reading) == [("ลูกหนี้", None, "column_missing")]
    assert "เงินต้นคงเหลือ" in reading.problems[0].message


def test_hidden_rows_and_columns_count():
    def untidy(book):
        book["ลูกหนี้"].row_dimensions[3].hidden = True
        book["ลูกหนี้"].column_dimensions["L"].hidden = True
        book["ครัวเรือน"].sheet_state = "hidden"

    assert read_after(untidy).book == tidy_book()


def test_empty_rows_between_and_thousands_after():
    def untidy(book):
        sheet = book["ลูกหนี้"]
        sheet.insert_rows(3, 2)
        sheet["B3"] = " \u00a0\u200b"
        for row in range(10, 3000):
            sheet.cell(row, 2).number_format = "@"

    reading = read_after(untidy)
    assert reading.book is not None
    assert [debt.row for debt in reading.book.debts] == [2, 5, 6]
    assert reading.problems == ()


def test_unknown_columns_and_sheets_are_noted_and_kept_out():
    def untidy(book):
        book["ลูกหนี้"]["X1"] = "สีประจำตัว"
        book["ลูกหนี้"]["X2"] = "แดง"
        book["ลูกหนี้"]["X9"] = "ลงชื่อผู้จัดทำ"
        book["ลูกหนี้"]["Z4"] = "จดไว้"
        book["ศูนย์"]["A9"], book["ศูนย์"]["B9"] = "สีธง", "เขียว"
        book.create_sheet("สรุป").append(["ข้อมูลอื่น"])

    reading = read_after(untidy)
    assert reading.book == tidy_book()
    assert places(reading.notes) == [
        ("สรุป", None, "unknown_sheet"),
        ("ศูนย์", "A9", "unknown_column"),
        ("ลูกหนี้", "X1", "unknown_column"),
        ("ลูกหนี้", "Z4", "unlabelled_column"),
    ]


def test_a_column_that_stands_twice_refuses_the_workbook():
    def untidy(book):
        book["ลูกหนี้"]["X1"] = "หมาย เหตุ (อื่น ๆ)"

    assert refused_with(read_after(untidy)) == [("ลูกหนี้", "X1", "column_twice")]


def test_a_label_that_stands_twice_refuses_the_workbook():
    def untidy(book):
        book["ศูนย์"]["A9"], book["ศูนย์"]["B9"] = "ชื่อศูนย์", "ศูนย์อื่น"

    assert refused_with(read_after(untidy)) == [("ศูนย์", "A9", "column_twice")]


def test_two_sheets_of_one_name_refuse_the_workbook():
    def untidy(book):
        book.create_sheet("ลูก หนี้")

    assert refused_with(read_after(untidy)) == [("ลูกหนี้", None, "sheet_twice")]


@pytest.mark.parametrize("key", ["centre", "groups", "households", "cash", "debts"])
def test_a_missing_sheet_refuses_the_workbook(key):
    def untidy(book):
        del book[SHEETS[key].name]

    assert refused_with(read_after(untidy)) == [(SHEETS[key].name, None, "sheet_missing")]


def test_every_missing_column_is_named_at_once():
    def untidy(book):
        book["กลุ่มสมาชิก"]["C1"] = "ชนิด"
        book["ลูกหนี้"]["P1"] = None

    assert refused_with(read_after(untidy)) == [
        ("กลุ่มสมาชิก", None, "column_missing"), ("ลูกหนี้", None, "column_missing"),
    ]  # fmt: skip


def test_an_empty_sheet_lacks_all_its_required_columns():
    def untidy(book):
        book["รายรับรายจ่าย"].delete_rows(1, 10)

    assert len(refused_with(read_after(untidy))) == 5


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("name", None, "required_empty"),
        ("area_code", "99999999", "no_such_area"),
        ("area_code", "3101", "not_an_area"),
        ("as_of", "16/03/62", "two_digit_year"),
        ("as_of", None, "required_empty"),
    ],
)
def test_a_required_value_of_the_centre_refuses_the_workbook(field, value, code):
    rows = tidy_rows()
    rows["centre"][0][field] = value
    cell = f"B{[c.field for c in SHEETS['centre'].columns].index(field) + 1}"
    assert refused_with(read_rows(rows)) == [("ศูนย์", cell, code)]


def test_labels_of_the_centre_in_any_order_below_a_title():
    def untidy(book):
        sheet = book["ศูนย์"]
        rows = list(sheet.iter_rows(values_only=True))
        sheet.delete_rows(1, 10)
        sheet.append(["ข้อมูลศูนย์จัดการกองทุนชุมชน"])
        for row in rows[::-1]:
            sheet.append([])
            sheet.append([f" {row[0]} :".replace(" :", " (ระบุ)"), row[1]])

    assert read_after(untidy).book == tidy_book()


def test_a_workbook_without_households_is_refused():
    rows = tidy_rows()
    rows["households"] = [{"code": "HH-001"}]
    reading = read_rows(rows)
    assert reading.book is None
    assert places(reading.problems)[:2] == [
        ("ครัวเรือน", None, "no_household"), ("ครัวเรือน", "D2", "required_empty"),
    ]  # fmt: skip


def test_a_register_without_debts_groups_and_cash_stands():
    rows = tidy_rows()
    rows["debts"], rows["groups"], rows["cash"] = [], [], []
    reading = read_rows(rows)
    assert reading.book == replace(tidy_book(), debts=(), groups=(), cash=())
    assert reading.problems == ()
