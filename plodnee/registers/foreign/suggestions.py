"""A first guess at a plan: sheets by what their headers resemble, columns by their names.

Guesses are shown for a person to put right; nothing is read by a guess alone.
"""

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from plodnee.registers.foreign.outline import HeaderCell, SheetOutline
from plodnee.registers.foreign.plan import PARTS, Part, SheetPlan, fields_of, needed_fields
from plodnee.registers.workbook.finding import compared, header_key
from plodnee.registers.workbook.layout import FUND_TYPES, SHEETS, Column

LIKENESS = 0.72
# Other words that registers use for a column; compared like headers.
OTHER_WORDS: Mapping[str, tuple[str, ...]] = {
    "borrower": ("ชื่อผู้กู้", "ชื่อ-สกุล", "ชื่อ–สกุล", "ชื่อสมาชิก", "ผู้กู้", "ชื่อลูกหนี้", "ลูกหนี้"),
    "principal_satang": ("คงเหลือ", "ยอดคงเหลือ", "ต้นคงเหลือ", "เงินต้นค้าง", "หนี้คงเหลือ", "ยอดหนี้"),
    "contract_principal_satang": ("จำนวนเงินกู้", "วงเงินกู้", "เงินกู้", "ยอดกู้", "เงินต้น"),
    "interest_arrears_satang": ("ดอกเบี้ยค้างชำระ", "ดอกค้าง"),
    "penalty_satang": ("ค่าปรับ",),
    "rate_bp": ("ดอกเบี้ย", "ร้อยละ", "อัตราดอก"),
    "rate_unit": ("หน่วย", "ต่อปีต่อเดือน"),
    "contract_number": ("สัญญาเลขที่", "เลขสัญญา", "สัญญา"),
    "borrowed_on": ("วันที่ทำสัญญา", "วันกู้", "วันที่กู้ยืม"),
    "due_on": (
        "กำหนดชำระ",
        "กำหนดส่ง",
        "กำหนดส่งคืน",
        "วันสิ้นสุดสัญญา",
        "ครบกำหนด",
        "วันที่ครบกำหนด",
        "วันครบสัญญา",
        "ครบสัญญา",
    ),
    "national_id": (
        "เลขบัตรประชาชน",
        "เลขประชาชน",
        "บัตรประชาชน",
        "เลขที่บัตร",
        "บัตรประจำตัว",
    ),
    "house_number": ("เลขที่บ้าน", "ที่อยู่"),
    "moo": ("หมู่",),
    "head": ("ชื่อหัวหน้าครัวเรือน", "หัวหน้า"),
    "household_code": ("ครัวเรือนที่", "รหัสบ้าน", "เลขครัวเรือน"),
    "guarantors": ("ผู้ค้ำ", "คนค้ำประกัน"),
    "purpose": ("กู้เพื่อ", "เพื่อ"),
    "number": ("ที่", "ลำดับที่", "เลขที่"),
    "overdue_since": ("ค้างตั้งแต่",),
}


def suggested(found: Iterable[SheetOutline]) -> tuple[SheetPlan, ...]:
    """A plan for each sheet that resembles a part of a register."""
    plans = (_suggested_sheet(one) for one in found)
    return tuple(plan for plan in plans if plan is not None)


def suggested_columns(sheet: SheetOutline, part: Part) -> dict[str, str]:
    """For each column of the sheet the field it most resembles, each field once."""
    choices = [
        (_likeness(cell, column), -place, cell.letters, column.field)
        for place, cell in enumerate(sheet.headers)
        for column in fields_of(part)
    ]
    taken: dict[str, str] = {}
    for likeness, _, letters, name in sorted(choices, reverse=True):
        if likeness < LIKENESS:
            break
        if letters not in taken and name not in taken.values():
            taken[letters] = name
    return taken


def suggested_fund(sheet_name: str) -> str:
    """The fund type that a sheet's name speaks of, in its official name; empty if of none."""
    name = compared(sheet_name)
    for _, abbreviation, names in FUND_TYPES:
        words = filter(None, (compared(word) for word in (*names, abbreviation)))
        if name and any(word in name or name in word for word in words):
            return names[0]
    return ""


def _suggested_sheet(sheet: SheetOutline) -> SheetPlan | None:
    official = {compared(one.name): one.key for one in SHEETS}
    key = official.get(compared(sheet.name))
    if key == "centre":
        return None
    part: Part | None = key or _most_alike(sheet)
    if part is None:
        return None
    return SheetPlan(sheet.name, part, sheet.header_row, suggested_columns(sheet, part))


def _most_alike(sheet: SheetOutline) -> Part | None:
    """The part of which the sheet fills the largest share of what is needed, half at least."""
    best, most = None, 0.5
    for part in PARTS:
        filled = set(suggested_columns(sheet, part).values())
        share = len(filled & set(needed_fields(part))) / len(needed_fields(part))
        if share > most or (share == most and best is None):
            best, most = part, share
    return best


def _likeness(cell: HeaderCell, column: Column) -> float:
    header = header_key(cell.text)
    if not header:
        return 0.0
    names = (column.header, *OTHER_WORDS.get(column.field, ()))
    return max(_ratio(header, header_key(name)) for name in names)


def _ratio(one: str, other: str) -> float:
    return 1.0 if one == other else SequenceMatcher(None, one, other).ratio()
