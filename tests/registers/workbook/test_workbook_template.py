"""The empty register workbook: official headers, drop-downs, notes, version stamp."""

import pytest
from openpyxl import load_workbook
from workbook_making import SHEETS, openpyxl_book, stored, tidy_book, tidy_rows

from plodnee.commands import main
from plodnee.registers.workbook.layout import FUND_TYPES, YES_NO
from plodnee.registers.workbook.reading import read_workbook
from plodnee.registers.workbook.writing import write_template


@pytest.fixture
def template(tmp_path):
    file = tmp_path / "form.xlsx"
    assert main(["template", "--out", str(file)]) == 0
    return file


def test_the_template_has_the_official_sheets_and_headers(template):
    book = load_workbook(template)
    assert book.sheetnames == ["ศูนย์", "กลุ่มสมาชิก", "ครัวเรือน", "รายรับรายจ่าย", "ลูกหนี้"]
    assert [cell.value for cell in book["ลูกหนี้"][1]] == [
        "ลำดับ", "รหัสครัวเรือน", "ชื่อ-สกุลผู้กู้", "เลขประจำตัวประชาชน", "เจ้าหนี้", "ประเภทเจ้าหนี้",
        "เลขที่สัญญา", "วันที่กู้", "วันครบกำหนด", "วัตถุประสงค์", "เงินต้นตามสัญญา (บาท)",
        "เงินต้นคงเหลือ (บาท)", "ดอกเบี้ยค้าง (บาท)", "ค่าปรับค้าง (บาท)", "อัตราดอกเบี้ย", "หน่วยอัตรา",
        "วิธีคิดดอกเบี้ย", "งวดชำระ", "เดือนที่ชำระ", "ค้างชำระตั้งแต่วันที่", "สถานะ", "ผู้ค้ำประกัน",
        "หมายเหตุ",
    ]  # fmt: skip


def test_the_template_carries_its_version(template):
    properties = load_workbook(template).custom_doc_props
    assert {prop.name: prop.value for prop in properties.props} == {"plodnee_register": 1}


def test_every_header_has_a_note_with_an_example(template):
    book = load_workbook(template)
    for sheet in SHEETS.values():
        headers = book[sheet.name]["A"] if sheet.key == "centre" else book[sheet.name][1]
        assert len(headers) == len(sheet.columns)
        for cell in headers:
            assert "ตัวอย่าง" in cell.comment.text
            assert "ไม่รวม" in cell.comment.text


def test_notes_come_in_english_too(tmp_path):
    file = tmp_path / "form.xlsx"
    assert main(["template", "--out", str(file), "--lang", "en"]) == 0
    assert "Example" in load_workbook(file)["ลูกหนี้"]["A1"].comment.text


def test_choices_are_drop_downs(template):
    rules = {
        (sheet.title, str(rule.sqref).split(":")[0]): rule.formula1
        for sheet in load_workbook(template)
        for rule in sheet.data_validations.dataValidation
    }
    assert rules["ลูกหนี้", "P2"] == '"ต่อปี,ต่อเดือน"'
    assert rules["ครัวเรือน", "M2"] == '"' + ",".join(word for word, _ in YES_NO) + '"'
    assert rules["กลุ่มสมาชิก", "C2"].count(",") == len(FUND_TYPES) - 1
    assert rules["ลูกหนี้", "B2"] == "'ครัวเรือน'!$A$2:$A$5000"


def test_ids_are_text_and_the_font_is_that_of_thai_offices(template):
    sheet = load_workbook(template)["ลูกหนี้"]
    assert sheet.column_dimensions["D"].number_format == "@"
    assert sheet["A1"].font.name == "TH Sarabun New"


def test_a_filled_template_is_read(template):
    book = load_workbook(template)
    filled = openpyxl_book(tidy_rows())
    for sheet in filled:
        for row in sheet.iter_rows():
            for cell in row:
                book[sheet.title][cell.coordinate].value = cell.value
    reading = read_workbook(stored(book))
    assert reading.book == tidy_book()
    assert (reading.problems, reading.repairs, reading.notes) == ((), (), ())


def test_an_empty_template_lacks_only_what_must_be_filled_in(tmp_path):
    file = tmp_path / "form.xlsx"
    write_template(file)
    reading = read_workbook(file.read_bytes())
    assert [(p.cell, p.code) for p in reading.problems] == [
        ("B1", "required_empty"), ("B2", "required_empty"), ("B3", "required_empty"),
    ]  # fmt: skip


def test_a_folder_that_is_not_there_is_bad_usage(tmp_path):
    assert main(["template", "--out", str(tmp_path / "no" / "form.xlsx")]) == 2
