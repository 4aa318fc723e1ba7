"""What a person says of a workbook's columns: each is used once, those without use are named."""

import pytest

from plodnee.registers.foreign.outline import HeaderCell, SheetOutline
from plodnee.registers.foreign.plan import SheetPlan, WorkbookPlan
from plodnee.web.layouts.forms import ColumnsForm

HEADERS = {"A": "ชื่อสมาชิก", "B": "ยอดหนี้", "C": "เลขที่บ้าน", "D": "สีหลังคา"}
SHEET = SheetOutline("ออมทรัพย์", 1, tuple(HeaderCell(*cell) for cell in HEADERS.items()), 2)
SAID = {
    "centre-name": "ศูนย์", "centre-area_code": "31011805", "centre-as_of": "30 ก.ย. 2561",
    "0-group-code": "SG", "0-group-name": "กลุ่มออมทรัพย์",
    "0-group-kind": "กลุ่มออมทรัพย์เพื่อการผลิต", "0-borrower": "A", "0-principal_satang": "B",
    "0-all-rate_bp": "12", "0-all-rate_unit": "ต่อปี", "0-house_number": "C",
}  # fmt: skip


def form(said=None):
    parts = {SHEET.name: "fund"}
    return ColumnsForm(said, outline=(SHEET,), parts=parts, usual=None, centre={}, groups=())


def test_columns_that_fill_nothing_are_named():
    assert form().sections[0].unused == ["สีหลังคา"]
    assert form({**SAID, "0-note": "D"}).sections[0].unused == []
    assert form(SAID).is_valid()


def test_a_remembered_layout_tells_nothing_of_the_centre_that_it_was_read_for():
    before = {
        "name": "ศูนย์บ้านอื่น", "area_code": "31011808", "as_of": "30/9/2561", "chair": "นายอื่น",
    }  # fmt: skip
    usual = WorkbookPlan(before, (SheetPlan(SHEET.name, "fund", 1, {"A": "borrower"}),))

    def asked(centre):
        filled = ColumnsForm(
            None,
            outline=(SHEET,),
            parts={SHEET.name: "fund"},
            usual=usual,
            centre=centre,
            groups=(),
        )
        assert filled["0-borrower"].value() == "A"
        return [field.value() or "" for field in filled.centre_fields]

    assert asked({}) == [""] * 6
    own = {"name": "ศูนย์บ้านอื่น", "area_code": "31011808"}
    assert asked(own) == [own["name"], own["area_code"], "", "", "นายอื่น", ""]
    assert asked({"name": "ก", "area_code": "31011805"}) == ["ก", "31011805", "", "", "", ""]


@pytest.mark.parametrize("again", ["0-note", "0-household_code"])
def test_a_column_fills_one_field_only(again):
    sent = form({**SAID, again: "C"})
    assert not sent.is_valid()
    assert len(sent.errors) == 1
    assert "ใช้ได้ช่องเดียว" in str(sent.errors)
