"""Everything that a reading says is worded for people, and everything worded can be said."""

import re
from pathlib import Path

import pytest
from workbook_making import openpyxl_book, places, read_rows, repacked, stored, tidy_rows

import plodnee.registers.workbook as workbook
from plodnee.engine.thai_dates import DateFault, MonthFault
from plodnee.engine.thai_text import clean_text
from plodnee.registers.workbook.column_notes import column_note
from plodnee.registers.workbook.layout import SHEETS
from plodnee.registers.workbook.messages import CELLS, WORKBOOK
from plodnee.registers.workbook.note_messages import NOTES, REPAIRS, repair_wording
from plodnee.registers.workbook.reading import read_workbook
from plodnee.registers.workbook.writing import write_register

FOLDER = Path(next(iter(workbook.__path__)))
# What is noticed beside the register in use, or worked out with the centre's criteria.
BESIDE = (
    FOLDER.with_name("told_otherwise.py"),
    FOLDER.parents[1] / "casework" / "plan" / "moved_classes.py",
)
SOURCE = "\n".join(
    file.read_text("utf-8")
    for file in (*FOLDER.glob("*.py"), *FOLDER.with_name("foreign").glob("*.py"), *BESIDE)
    if "messages" not in file.name
)
FAULTS = {fault.value for fault in (*DateFault, *MonthFault)}
PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "register-workbook.md").read_text(
    "utf-8"
)


@pytest.mark.parametrize("code", sorted({*WORKBOOK, *CELLS, *NOTES, *REPAIRS} - FAULTS))
def test_every_code_is_used_and_documented(code):
    assert f'"{code}"' in SOURCE
    assert f"`{code}`" in PAGE


@pytest.mark.parametrize("code", sorted(FAULTS))
def test_every_fault_of_a_date_or_month_is_worded_and_documented(code):
    assert CELLS[code].th
    assert f"`{code}`" in PAGE


def test_every_wording_is_complete_in_both_languages():
    for wording in (*WORKBOOK.values(), *CELLS.values(), *NOTES.values()):
        assert all(re.search("[ก-ฮ]", text) for text in wording[: len(wording) // 2])
        places_th, places_en = (set(re.findall(r"{(\w+)}", t)) for t in (wording[0], wording[-2]))
        assert places_th - {"reason"} == places_en - {"reason_en"} or len(wording) == 2
    for code in REPAIRS:
        assert repair_wording(code) != repair_wording(code, "en")


def test_every_column_is_explained_in_both_languages_and_in_the_reference():
    for sheet in SHEETS:
        assert f"`{sheet.name}`" in PAGE
        for column in sheet.columns:
            assert column.header in PAGE
            assert column_note(sheet, column, "th") != column_note(sheet, column, "en")


SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "|", "<f>", "{{", "%0", "'", '"', ";", "\u202e", "‮")
CALLS = (
    "cmd|'/C calc'!A0",
    'HYPERLINK("http://x")',
    "<script>",
    "1e999",
    "ก\u0e4d\u0e48า",
    "NUL",
    "../x",
)


@pytest.mark.parametrize(
    "times", [20, pytest.param(90, id="ten thousand cells", marks=pytest.mark.prove)]
)
def test_hostile_texts_are_texts_on_the_way_in_and_out(times, tmp_path):
    rows = tidy_rows()
    texts = [f"{sign}{call}{n}" for n in range(times) for sign in SIGNS for call in CALLS]
    rows["debts"] = [{**rows["debts"][1], "note": "ที่เก็บ", "number": n} for n, _ in enumerate(texts)]
    book = openpyxl_book(rows)
    for row, text in enumerate(texts, start=2):
        cell = book["ลูกหนี้"].cell(row, 23)
        cell.value, cell.data_type = text, "s"
    reading = read_workbook(stored(book))
    assert reading.book is not None
    assert reading.problems == ()
    cleaned = [clean_text(text, arabic_digits=True) for text in texts]
    assert [debt.note for debt in reading.book.debts] == cleaned
    file = tmp_path / "out.xlsx"
    write_register(reading.book, file)
    parts: dict[str, bytes] = {}
    repacked(file.read_bytes(), parts.update)
    content = b"".join(parts.values())
    assert not any(mark in content for mark in (b"<f>", b"<hyperlink", b'"External"', b"ddeLink"))
    assert not any("vba" in name or "externalLink" in name for name in parts)
    assert read_workbook(file.read_bytes()).book == reading.book


def test_a_message_repeats_only_the_beginning_of_a_long_cell():
    rows = tidy_rows()
    rows["debts"][0]["principal_satang"] = "ยาวมาก" * 2000
    reading = read_rows(rows)
    assert places(reading.problems) == [("ลูกหนี้", "L2", "not_money")]
    assert len(reading.problems[0].message) < 150


def test_a_message_is_one_line_of_visible_signs():
    rows = tidy_rows()
    rows["debts"][0]["rate_unit"] = "ต่อ\n\n\u202eวัน"
    message = read_rows(rows).problems[0].message
    assert "\ufffd" in message
    assert message.isprintable()


def test_a_cell_longer_than_a_cell_can_be_is_refused():
    def edit(members):
        name = "xl/worksheets/sheet5.xml"
        members[name] = members[name].replace(b"15/2561", b"x" * 40_000)

    reading = read_workbook(repacked(stored(openpyxl_book(tidy_rows())), edit))
    assert places(reading.problems) == [("ลูกหนี้", "G2", "text_too_long")]
