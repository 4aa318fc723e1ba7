"""A register of any length as a file: every row, its count and its fingerprint."""

from contextlib import closing
from datetime import date, datetime, time
from decimal import Decimal

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


def test_every_cell_comes_back_as_what_it_was(tmp_path):
    columns = (
        Column("text", "ข้อความ", 20),
        Column("code", "รหัส", 8, "code"),
        Column("rate", "อัตรา", 8, "rate"),
        Column("day", "วันที่", 8, "date"),
        Column("land", "ไร่", 8, "decimal"),
    )
    texts = ["<b>&amp;\"'</b>", " ก ", "_x0041_", "=1+1", "a\nb", "\x07ข", "ก" * 40_000, ""]
    days = [DAY, date(1899, 5, 1), date(1900, 3, 1), None, DAY, DAY, DAY, DAY]
    told = [
        {"text": text, "code": "007", "rate": 1250, "day": day, "land": Decimal("2.25")}
        for text, day in zip(texts, days, strict=True)
    ]
    write_xlsx(listed(columns=columns), told, tmp_path / "a.xlsx", rows_a_sheet=6)
    with closing(openpyxl.load_workbook(tmp_path / "a.xlsx", read_only=True)) as book:
        sheets = list(book)
        assert [sheet.calculate_dimension() for sheet in sheets] == ["A1:E10", "A1:E6"]
        read = [row for sheet in sheets for row in sheet.iter_rows(5, 10, values_only=True)]
    escaped = "_x005F_x0041_"  # spreadsheets read it as it was typed, openpyxl as it stands
    expected = [*texts[:2], escaped, *texts[3:5], "ข", "ก" * 32_000, None]
    assert [row[0] for row in read[:8]] == expected
    assert {row[1:3] + row[4:] for row in read[:8]} == {("007", 12.5, 2.25)}
    midnights = [datetime.combine(day, time.min) if day else None for day in days]
    assert [row[3] for row in read[:8]] == [midnights[0], "1899-05-01", *midnights[2:]]


def test_a_pdf_says_how_many_rows_it_can_hold_and_cuts_none(monkeypatch):
    refuse_too_long(2_000)
    with pytest.raises(TooLongToPrint) as refused:
        refuse_too_long(2_001)
    assert "2,001" in refused.value.message("th")
    assert build(listed(), list(rows(3))).startswith(b"%PDF")
