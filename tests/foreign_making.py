"""Workbooks of the older habit: one sheet for each fund, as funds keep their debtors."""

from collections.abc import Iterable
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from plodnee.registers.foreign.guarded import outline_guarded
from plodnee.registers.foreign.plan import SheetPlan, WorkbookPlan
from plodnee.registers.foreign.suggestions import suggested

VILLAGE_FUND, SAVINGS = "กทบ. หมู่ 5", "ออมทรัพย์"
FUND_HEAD = ("ที่", "ชื่อ-สกุล", "บ้านเลขที่", "หมู่", "วันที่กู้", "จำนวนเงินกู้", "คงเหลือ", "ผู้ค้ำ")
SAVINGS_HEAD = ("ลำดับ", "ชื่อสมาชิก", "เลขที่บ้าน", "หมู่ที่", "ยอดหนี้", "ดอกเบี้ย", "หน่วย")
FUND_ROWS = (
    (1, "นายสมมติ ใจดี", "12/3", 5, date(2018, 1, 12), 20000, 15000, "นางทดลอง มา"),
    (2, "นางทดลอง มีสุข", "14", 5, date(2018, 2, 5), 30000, 30000, None),
)
SAVINGS_ROWS = (
    (1, "นายสมมติ ใจดี", "12/3", 5, 5000, 12, "ต่อปี"),
    (2, "น.ส.ตัวอย่าง มา", "99", 5, 7000, 12, "ต่อปี"),
)
CENTRE = {"name": "ศูนย์บ้านสว่าง", "area_code": "31011805", "as_of": "30 ก.ย. 2561"}


def sheets(
    fund: Iterable[Iterable[Any]] = FUND_ROWS, savings: Iterable[Iterable[Any]] = SAVINGS_ROWS
) -> dict[str, list[list[Any]]]:
    """The cells of the two sheets by name, the village fund's with a title above its header."""
    return {
        VILLAGE_FUND: [["บัญชีลูกหนี้กองทุนหมู่บ้าน"], [], list(FUND_HEAD), *map(list, fund)],
        SAVINGS: [list(SAVINGS_HEAD), *map(list, savings)],
    }


def workbook(cells: dict[str, list[list[Any]]]) -> bytes:
    """An .xlsx of these sheets."""
    book, content = Workbook(), BytesIO()
    book.remove(book.active)
    for name, rows in cells.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(content)
    return content.getvalue()


def usual_plan(content: bytes) -> WorkbookPlan:
    """What a person would leave as suggested, with what the file does not say."""
    known = {
        VILLAGE_FUND: (
            {"rate_bp": "6", "rate_unit": "ต่อปี"},
            {"code": "VF", "name": "กองทุนหมู่บ้าน", "kind": "กองทุนหมู่บ้านและชุมชนเมือง"},
        ),
        SAVINGS: (
            {},
            {"code": "SG", "name": "กลุ่มออมทรัพย์", "kind": "กลุ่มออมทรัพย์เพื่อการผลิต"},
        ),
    }
    plans = (
        SheetPlan(one.name, one.part, one.header_row, one.columns, *known[one.name])
        for one in suggested(outline_guarded(content))
    )
    return WorkbookPlan(CENTRE, tuple(plans))
