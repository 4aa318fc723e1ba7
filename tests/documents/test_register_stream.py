"""A register of any length as a file: every row, its count and its fingerprint."""

from datetime import date

import openpyxl
import pytest

from plodnee.documents.builders.register_print import build, refuse_too_long
from plodnee.documents.builders.register_stream import Listed, write_csv, write_xlsx
from plodnee.documents.builders.sheets import Column
from plodnee.documents.builders.voice import Voice
from plodnee.documents.errors import TooLongToPrint

COLUMNS = (
    Column("number", "ที่", 6, "count"),
    Column("name", "ชื่อ", 20),
    Column("owed", "หนี้", 12, "money", True),
)
DAY = date(2019, 3, 16)


def listed(**more):
    given = {"name": "ทดสอบ", "title": ("ทะเบียน", "ศูนย์", "ข้อมูล"), "columns": COLUMNS}
    return Listed(**(given | {"voice": Voice("th"), "on": DAY} | more))


def rows(count):
    for number in range(1, count + 1):
        yield {"number": number, "name": f"+คนที่ {number}", "owed": number * 100}


def test_both_kinds_of_file_have_one_count_and_one_fingerprint(tmp_path):
    as_csv = write_csv(listed(), rows(7), tmp_path / "a.csv")
    as_xlsx = write_xlsx(listed(), rows(7), tmp_path / "a.xlsx")
    assert as_csv == as_xlsx
    assert as_csv.rows == 7
    changed = write_csv(listed(), ({**row, "owed": 1} for row in rows(7)), tmp_path / "b.csv")
    assert changed.sha256 != as_csv.sha256


def test_what_one_sheet_cannot_hold_goes_on_in_the_next(tmp_path):
    written = write_xlsx(listed(), rows(25), tmp_path / "a.xlsx", rows_a_sheet=10)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["ทดสอบ", "ทดสอบ (2)", "ทดสอบ (3)"]
    numbers = [
        cell for sheet in book for (cell,) in sheet.iter_rows(5, 14, 1, 1, values_only=True) if cell
    ]
    assert [one for one in numbers if isinstance(one, int)] == list(range(1, 26))
    assert written.rows == 25
    assert book["ทดสอบ (3)"].print_title_rows == "$4:$4"


def test_nothing_is_a_formula_in_either_file(tmp_path):
    write_csv(listed(), rows(1), tmp_path / "a.csv")
    assert '"\'+คนที่ 1"' in (tmp_path / "a.csv").read_text("utf-8")
    write_xlsx(listed(), rows(1), tmp_path / "a.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx").active["B5"]
    assert (cell.value, cell.data_type) == ("+คนที่ 1", "s")


def test_a_pdf_says_how_many_rows_it_can_hold_and_cuts_none(monkeypatch):
    refuse_too_long(2_000)
    with pytest.raises(TooLongToPrint) as refused:
        refuse_too_long(2_001)
    assert "2,001" in refused.value.message("th")
    assert build(listed(), list(rows(3))).startswith(b"%PDF")
