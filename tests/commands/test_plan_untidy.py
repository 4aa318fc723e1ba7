"""The same register as a district sends it: untidy, and with a few rows that cannot be read."""

import json
from dataclasses import replace

import openpyxl
import pytest

from plodnee.commands import main
from plodnee.engine.thai_dates import short_date
from plodnee.engine.thai_text import to_thai_digits
from plodnee.registers.demonstration import demo_books
from plodnee.registers.workbook.writing import write_register

SEED = 5
OF_THE_READING = ("problems", "repairs", "notes")
HOUSEHOLDS, CASH, DEBTS = "ครัวเรือน", "รายรับรายจ่าย", "ลูกหนี้"
PRINCIPAL = "เงินต้นคงเหลือ (บาท)"


def rows_of(sheet):
    """Every row as {header: cell}."""
    headers = [cell.value for cell in sheet[1]]
    return [dict(zip(headers, row, strict=True)) for row in sheet.iter_rows(min_row=2)]


def untidy_codes(book):
    """Blanks, hyphens, Thai digits and small letters in codes."""
    for name in (HOUSEHOLDS, CASH, DEBTS):
        for number, row in enumerate(rows_of(book[name])):
            cell = row["รหัสครัวเรือน"]
            prefix, digits = cell.value.split("-")
            ways = (f" {prefix.lower()}-{digits}", f"{prefix} - {to_thai_digits(digits)}")
            cell.value = ways[number % 2]


def untidy_amounts_and_dates(book):
    """Amounts and dates typed as text, as people who never met a date cell do."""
    for number, row in enumerate(rows_of(book[DEBTS])):
        money = row["เงินต้นตามสัญญา (บาท)"]
        if number % 3 == 0:
            money.value = to_thai_digits(f"{money.value:,.2f}") + " บาท"
        for header in ("วันที่กู้", "วันครบกำหนด"):
            cell = row[header]
            if number % 2 and cell.value is not None:
                cell.value = short_date(cell.value.date())


def untidy_names(book):
    for row in rows_of(book[HOUSEHOLDS]):
        cell = row["หัวหน้าครัวเรือน"]
        cell.value = "\u00a0" + cell.value.replace(" ", " \u200b  ")


def untidy_frame(book):
    """A total below, a column and a sheet of remarks, titles above, sheets in another order."""
    sheet = book[DEBTS]
    column = next(cell.column for cell in sheet[1] if cell.value == PRINCIPAL)
    below = sheet.max_row + 2
    sheet.cell(below, 2).value = "รวมทั้งสิ้น"
    sheet.cell(below, column).value = sum(row[PRINCIPAL].value or 0 for row in rows_of(sheet))
    sheet.cell(1, sheet.max_column + 1).value = "ผู้บันทึก"
    sheet.cell(1, column).value = "เงินต้น คงเหลือ"
    sheet.insert_rows(1, 2)
    sheet["A1"].value = "ทะเบียนลูกหนี้ทั้งหมดของสมาชิกศูนย์ฯ"
    book.move_sheet(DEBTS, offset=-4)
    book.create_sheet("บันทึกช่วยจำ")["A1"].value = "ส่งอำเภอภายในวันศุกร์"


@pytest.fixture(scope="module")
def tidy(tmp_path_factory):
    """A demonstration workbook; printed plans are not what this is about, so one is enough."""
    book = demo_books(SEED)[1]
    first = next(home.code for home in book.households if home.is_target)
    homes = tuple(replace(home, is_target=home.code == first) for home in book.households)
    path = tmp_path_factory.mktemp("untidy") / "tidy.xlsx"
    write_register(replace(book, households=homes), path)
    return path


@pytest.fixture(scope="module")
def untidy(tidy):
    book = openpyxl.load_workbook(tidy)
    untidy_codes(book)
    untidy_names(book)
    untidy_amounts_and_dates(book)
    untidy_frame(book)
    path = tidy.with_name("untidy.xlsx")
    book.save(path)
    return path


@pytest.fixture(scope="module")
def untidy_summary(untidy):
    return planned(untidy, 0)


def planned(workbook, expected_code):
    out = workbook.with_suffix("")
    assert main(["plan", str(workbook), "--out", str(out)]) == expected_code
    return json.loads((out / "summary.json").read_text("utf-8"))


def figures(summary):
    return {key: value for key, value in summary.items() if key not in OF_THE_READING}


def test_an_untidy_copy_says_what_the_tidy_register_says(tidy, untidy_summary):
    found = untidy_summary
    assert figures(found) == figures(planned(tidy, 0))
    assert found["problems"] == []
    assert {"ครัวเรือน", "รายรับรายจ่าย", "ลูกหนี้"} == {row["sheet"] for row in found["repairs"]}
    assert "unknown_sheet" in {row["code"] for row in found["notes"]}


def test_what_cannot_be_read_is_left_out_and_the_rest_is_planned(untidy, untidy_summary):
    """Three debts fall out: a date that no calendar has, a negative balance, a code of nobody."""
    book = openpyxl.load_workbook(untidy)
    sheet = book[DEBTS]
    headers = {cell.value: cell.column for cell in sheet[3]}
    sheet.cell(4, headers["วันครบกำหนด"]).value = "31 ก.พ. 2563"
    sheet.cell(5, headers["เงินต้น คงเหลือ"]).value = "(500.00)"
    sheet.cell(6, headers["รหัสครัวเรือน"]).value = "AR-999"
    path = untidy.with_name("faulty.xlsx")
    book.save(path)
    found = planned(path, 3)
    assert [(row["sheet"], row["takes"]) for row in found["problems"]] == [(DEBTS, "row")] * 3
    assert {row["cell"] for row in found["problems"]} == {"I4", "L5", "B6"}
    assert found["debts"] == untidy_summary["debts"] - 3
    assert found["households"] == untidy_summary["households"]
