"""Refused rows of the official form come back alone, corrected rows join the register."""

import io

import openpyxl
from workbook_making import openpyxl_book, stored, tidy_book, tidy_rows

from plodnee.registers.workbook.guard import correction_guarded, read_guarded


def refused_after(rows):
    content = stored(openpyxl_book(rows))
    reading = read_guarded(content)
    return reading, correction_guarded(content, reading)


def test_nothing_refused_gives_no_workbook():
    assert refused_after(tidy_rows())[1] == b""


def test_a_workbook_refused_as_a_whole_gives_none():
    rows = tidy_rows()
    rows["centre"][0]["as_of"] = "เมื่อวาน"
    assert refused_after(rows)[1] == b""


def test_rows_put_right_read_as_if_they_had_never_been_wrong():
    rows = tidy_rows()
    right = rows["debts"][1]["principal_satang"]
    rows["debts"][1]["principal_satang"] = "แปดหมื่น"
    _, refused = refused_after(rows)
    book = openpyxl.load_workbook(io.BytesIO(refused))
    assert [row[4].value for row in book["ครัวเรือน"].iter_rows(min_row=2)] == [None]
    sheet = book["ลูกหนี้"]
    wrong = next(cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.comment)
    assert wrong.value == "แปดหมื่น"
    wrong.value = right
    reading = read_guarded(stored(book))
    assert reading.problems == ()
    debt, meant = reading.book.debts, tidy_book().debts[1]
    assert [(d.borrower, d.principal_satang, d.creditor) for d in debt] == [
        (meant.borrower, meant.principal_satang, meant.creditor)
    ]


def test_a_refused_household_comes_with_the_rows_that_it_took_along():
    rows = tidy_rows()
    rows["households"][0]["head"] = None
    _, refused = refused_after(rows)
    book = openpyxl.load_workbook(io.BytesIO(refused))
    code = rows["households"][0]["code"]
    ids = {row[0].value: row[4].value for row in book["ครัวเรือน"].iter_rows(min_row=2)}
    assert ids[code] == rows["households"][0]["national_id"]
    owed = [row[1].value for row in book["ลูกหนี้"].iter_rows(min_row=2)]
    meant = [row["household_code"] for row in rows["debts"] if row["household_code"] == code]
    assert owed == meant
