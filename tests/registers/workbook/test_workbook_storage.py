"""Odd ways in which programs store a workbook that looks tidy."""

import re
from datetime import date

import pytest
from openpyxl.packaging.custom import IntProperty
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from workbook_making import (
    changed,
    openpyxl_book,
    places,
    read_after,
    refused_with,
    repacked,
    stored,
    tidy_book,
    tidy_rows,
    without,
)

from plodnee.registers.book import Reading
from plodnee.registers.workbook.reading import read_workbook


def test_dates_of_the_1904_system_are_the_days_they_show():
    def untidy(book):
        book.epoch = CALENDAR_MAC_1904

    assert read_after(untidy).book == tidy_book()


def test_a_later_day_of_the_plan_allows_later_loans():
    rows = tidy_rows()
    rows["debts"][0]["borrowed_on"] = date(2019, 4, 1)
    content = stored(openpyxl_book(rows))
    assert places(read_workbook(content).problems) == [("ลูกหนี้", "H2", "borrowed_after_as_of")]
    later = read_workbook(content, as_of=date(2019, 5, 1))
    assert later.problems == ()
    assert later.book is not None
    assert later.book.centre.as_of == date(2019, 3, 16)


def stamped(version: int) -> Reading:
    def untidy(book):
        book.custom_doc_props.append(IntProperty(name="plodnee_register", value=version))

    return read_after(untidy)


def test_a_version_of_today_is_read_and_a_later_one_refused():
    assert stamped(1).book == tidy_book()
    assert refused_with(stamped(2)) == [("สมุดงาน", None, "version_too_high")]


def with_cell(content: bytes, cell: str, xml: str) -> bytes:
    """The workbook with the XML of one cell of the last sheet replaced."""

    def edit(members):
        name = "xl/worksheets/sheet5.xml"
        before, _, rest = members[name].decode().partition(f'<c r="{cell}"')
        members[name] = (before + xml + rest.partition("</c>")[2]).encode()

    return repacked(content, edit)


FORMULAS = {
    "a_formula_counts_as_its_stored_value": (
        '<c r="L2"><f>20000+5000</f><v>25000</v></c>', tidy_book().debts[0].principal_satang, None),
    "a_formula_with_a_text_value": (
        '<c r="L2" t="str"><f>TEXT(1,"0")</f><v>25,000 บาท</v></c>', 2500000, None),
    "a_formula_without_a_value": ('<c r="L2"><f>1+1</f></c>', None, "formula_unstored"),
    "a_formula_that_failed": ('<c r="L2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', None, "error_value"),
    "a_formula_of_empty_text": (
        '<c r="L2" t="str"><f>IF(1,"")</f><v></v></c>', None, "required_empty"),
    "an_inline_text": (
        '<c r="L2" t="inlineStr"><is><r><t>25,</t></r><r><t>000</t></r></is></c>', 2500000, None),
    "a_number_that_is_none": ('<c r="L2"><v>NaN</v></c>', None, "error_value"),
    "a_number_with_an_exponent": ('<c r="L2"><v>2.5E4</v></c>', 2500000, None),
}  # fmt: skip


@pytest.mark.parametrize("mess", FORMULAS)
def test_a_cell_counts_as_what_is_stored_in_it(mess):
    xml, satang, code = FORMULAS[mess]
    reading = read_workbook(with_cell(stored(openpyxl_book(tidy_rows())), "L2", xml))
    if code is None:
        assert reading.book == changed(tidy_book(), "debts", 0, principal_satang=satang)
    else:
        assert places(reading.problems) == [("ลูกหนี้", "L2", code)]
        assert reading.book == without(tidy_book(), debts=(0,))


def test_a_date_cell_in_iso_form_is_a_date():
    content = with_cell(
        stored(openpyxl_book(tidy_rows())), "H2", '<c r="H2" t="d"><v>2018-06-01T00:00:00</v></c>'
    )
    assert read_workbook(content).book == tidy_book()


def test_the_strict_form_of_the_standard_is_read():
    spaces = {
        b"schemas.openxmlformats.org/spreadsheetml/2006/main":
            b"purl.oclc.org/ooxml/spreadsheetml/main",
        b"schemas.openxmlformats.org/officeDocument/2006/relationships":
            b"purl.oclc.org/ooxml/officeDocument/relationships",
    }  # fmt: skip

    def edit(members):
        for name, data in members.items():
            for transitional, strict in spaces.items():
                data = data.replace(transitional, strict)
            members[name] = data

    assert read_workbook(repacked(stored(openpyxl_book(tidy_rows())), edit)).book == tidy_book()


def test_a_wrong_dimension_tag_hides_nothing():
    def edit(members):
        name, right = "xl/worksheets/sheet5.xml", b'<dimension ref="A1:W4"'
        assert right in members[name]
        members[name] = members[name].replace(right, b'<dimension ref="A1:A1"')

    assert read_workbook(repacked(stored(openpyxl_book(tidy_rows())), edit)).book == tidy_book()


def test_reading_aids_above_a_text_are_not_part_of_it():
    aided = "<is><t>ซื้อปุ๋ย</t><rPh sb='0' eb='1'><t>ปุ๋ย</t></rPh></is>"
    cell = f'<c r="J2" t="inlineStr">{aided}</c>'
    content = with_cell(stored(openpyxl_book(tidy_rows())), "J2", cell)
    assert read_workbook(content).book == tidy_book()


def test_cells_without_addresses_stand_in_their_order():
    def edit(members):
        for full in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet4.xml"):
            members[full] = re.sub(rb'(<(?:c|row)) r="[A-Z]*[0-9]+"', rb"\1", members[full])

    assert read_workbook(repacked(stored(openpyxl_book(tidy_rows())), edit)).book == tidy_book()
