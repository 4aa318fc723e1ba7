"""One month of a household's account."""

from datetime import date

from plodnee.fieldwork.definitions.model import Choice, Form, Group, Kind, Question, Said
from plodnee.fieldwork.definitions.shared import HOUSEHOLD, opening
from plodnee.fieldwork.definitions.survey import MONTHS, MOST_BAHT

EARNED = (
    ("farm", "ขายผลผลิตเกษตร", "Sold from the farm"),
    ("wages", "ค่าจ้าง", "Wages"),
    ("trade", "ค้าขาย", "Trade"),
    ("support", "เงินช่วยเหลือ สวัสดิการ บุตรหลานส่ง", "Support and welfare"),
    ("borrowed", "กู้เพิ่ม", "Borrowed anew"),
)
SPENT = (
    ("food", "อาหาร", "Food"),
    ("home", "ของใช้ น้ำ ไฟ โทรศัพท์", "Household, water, power, telephone"),
    ("school", "การศึกษา", "School"),
    ("health", "รักษาพยาบาล", "Health"),
    ("work", "ลงทุนประกอบอาชีพ", "For work"),
    ("social", "งานบุญ งานสังคม", "Merit and society"),
    ("luck", "เหล้า บุหรี่ เสี่ยงโชค", "Drink, tobacco, lotteries"),
    ("repaid", "ชำระหนี้", "Debts repaid"),
    ("saved", "ออม", "Saved"),
)
_YEARS = tuple(
    Choice(str(year), Said(f"พ.ศ. {year}", f"B.E. {year}")) for year in range(2560, 2590)
)
Rows = tuple[tuple[str, str, str], ...]
_BAHT = Said("เป็นบาท ไม่มีใส่ 0", "In baht; 0 if none")


def _sums(prefix: str, rows: Rows) -> tuple[Question, ...]:
    return tuple(
        Question(f"{prefix}_{name}", Kind.BAHT, Said(th, en), _BAHT, least=0, most=MOST_BAHT)
        for name, th, en in rows
    )


def _total(
    name: str, th: str, en: str, prefix: str, rows: tuple[tuple[str, str, str], ...]
) -> Question:
    sums = tuple(f"{prefix}_{row[0]}" for row in rows)
    return Question(name, Kind.TOTAL, Said(th, en), required=False, sums=sums)


ACCOUNT = Form(
    "plodnee_household_account",
    Said("บัญชีครัวเรือนรายเดือน", "One month of a household account"),
    date(2026, 11, 26),
    HOUSEHOLD,
    (
        *opening(HOUSEHOLD, Said("วันที่บันทึก", "Day of writing")),
        Question("month", Kind.CHOICE, Said("เดือน", "Month"), choices=MONTHS),
        Question("year", Kind.CHOICE, Said("ปี พ.ศ.", "Year (B.E.)"), choices=_YEARS),
        Group("earned", Said("รายรับ", "Income"), _sums("in", EARNED)),
        _total("in_total", "รวมรายรับ (บาท)", "All income (baht)", "in", EARNED),
        Group("spent", Said("รายจ่าย", "Expense"), _sums("out", SPENT)),
        _total("out_total", "รวมรายจ่าย (บาท)", "All expense (baht)", "out", SPENT),
    ),
)
