"""What each column means, an example of it, and what does not belong there: Thai and English."""

from typing import NamedTuple

from plodnee.registers.workbook.layout import Column, Sheet, SheetKey


class ColumnNote(NamedTuple):
    """A definition, an example and what is left out; the example is the same in both languages."""

    means: str
    example: str
    without: str
    means_en: str
    without_en: str


_HOUSEHOLD_CODE = ColumnNote(
    "รหัสของครัวเรือนตามแผ่นงานครัวเรือน", "HH-001", "ชื่อคนหรือบ้านเลขที่",
    "The household's code in sheet ครัวเรือน", "names and house numbers",
)  # fmt: skip
_NATIONAL_ID = ColumnNote(
    "เลขประจำตัวประชาชน 13 หลัก", "9-0000-00000-01-7", "เลขบัตรอื่น เช่น เลขสมาชิกกลุ่ม",
    "The 13-digit national id", "other numbers such as a membership number",
)  # fmt: skip

_CENTRE = {
    "name": ColumnNote("ชื่อศูนย์จัดการกองทุนชุมชน", "ศูนย์จัดการกองทุนชุมชนบ้านสว่าง", "ที่อยู่",
                       "The centre's name", "its address"),
    "area_code": ColumnNote("รหัสหมู่บ้าน 8 หลัก หรือรหัสตำบล 6 หลักของกรมการปกครอง", "31011805",
                            "รหัสไปรษณีย์",
                            "The 8-digit village or 6-digit subdistrict code", "the postal code"),
    "as_of": ColumnNote("วันที่ของข้อมูลทั้งหมดในไฟล์นี้", "16/03/2562", "วันที่พิมพ์ไฟล์",
                        "The day on which everything in this file is true", "the day of typing"),
    "fiscal_year": ColumnNote("ปีงบประมาณ พ.ศ.", "2562", "ปีปฏิทิน",
                              "The fiscal year, Buddhist era", "the calendar year"),
    "chair": ColumnNote("ชื่อประธานศูนย์", "นายสมมติ ใจดี", "ชื่อคณะกรรมการคนอื่น",
                        "The name of the centre's chair", "other committee members"),
    "phone": ColumnNote("โทรศัพท์ของศูนย์หรือประธาน", "044-000000", "อีเมล",
                        "Telephone of the centre or its chair", "e-mail"),
}  # fmt: skip
_GROUPS = {
    "code": ColumnNote("รหัสที่ศูนย์ใช้เรียกกลุ่ม ไม่ซ้ำกัน", "NS-001", "เลขบัญชีธนาคาร",
                       "The centre's own code of the group, given once", "bank account numbers"),
    "name": ColumnNote("ชื่อเต็มของกลุ่มหรือกองทุน", "กองทุนหมู่บ้านบ้านสว่าง", "ชื่อประธานกลุ่ม",
                       "The full name of the group or fund", "the name of its chair"),
    "kind": ColumnNote("ประเภทของกลุ่ม เลือกจากรายการ", "กองทุนหมู่บ้านและชุมชนเมือง (กทบ.)",
                       "ประเภทที่ไม่มีในรายการ",
                       "The fund type, from the list", "types that are not listed"),
    "capital_satang": ColumnNote("เงินทุนของกลุ่ม ณ วันที่ของข้อมูล", "1250000", "หนี้ที่ค้างรับ",
                                 "The group's capital on the register's date", "debts owed to it"),
    "members": ColumnNote("จำนวนสมาชิกของกลุ่ม", "85", "คนในครัวเรือนที่ไม่เป็นสมาชิก",
                          "How many members the group has", "people who are not members"),
    "min_rate_bp": ColumnNote("อัตราต่ำสุดที่กลุ่มยอมลดให้ ร้อยละต่อปี", "6", "อัตราต่อเดือน",
                              "The lowest rate the group grants, % a year", "monthly rates"),
    "longest_extension_months": ColumnNote("กลุ่มยอมขยายเวลาได้อีกกี่เดือน", "24", "พักชำระ",
                                           "By how many months it may extend", "grace"),
    "longest_grace_months": ColumnNote("กลุ่มยอมพักชำระได้กี่เดือน", "12", "ขยายเวลา",
                                       "How many months of grace it may give", "extensions"),
    "may_consolidate": ColumnNote("หนี้ของกลุ่มนี้นำไปรวมในสัญญาเดียวได้หรือไม่", "ใช่", "–",
                                  "May its debts go into the one contract?", "–"),
    "may_refinance": ColumnNote("เงินของกลุ่มนี้ใช้ชำระหนี้รายอื่นได้หรือไม่", "ไม่ใช่", "–",
                                "May its money repay other debts?", "–"),
}  # fmt: skip
_HOUSEHOLDS = {
    "code": ColumnNote("รหัสครัวเรือน ไม่ซ้ำกัน", "HH-001", "ชื่อคน",
                       "The household's code, given once", "names"),
    "house_number": ColumnNote("บ้านเลขที่ตามทะเบียนบ้าน", "12/3", "หมู่ที่",
                               "The house number", "the village number"),
    "moo": ColumnNote("หมู่ที่", "5", "ชื่อหมู่บ้าน", "The village number", "the village's name"),
    "head": ColumnNote("ชื่อ-สกุลหัวหน้าครัวเรือน มีคำนำหน้าได้", "นางสมมติ มีสุข", "ชื่อเล่น",
                       "The head's name, with or without a title", "nicknames"),
    "national_id": _NATIONAL_ID,
    "members": ColumnNote("จำนวนคนที่อยู่กินร่วมกัน", "4", "ลูกที่แยกครัวเรือนแล้ว",
                          "How many people live together", "children with their own household"),
    "workers": ColumnNote("จำนวนคนวัยแรงงานที่ทำงานได้", "2", "เด็ก ผู้สูงอายุ ผู้ป่วยติดเตียง",
                          "How many of them can work", "children, elders, the bedridden"),
    "main_occupation": ColumnNote("อาชีพที่ให้รายได้มากที่สุด", "ทำนา", "–",
                                  "The occupation that earns most", "–"),
    "second_occupation": ColumnNote("อาชีพรอง", "รับจ้าง", "–", "A second occupation", "–"),
    "land_rai": ColumnNote("ที่ดินที่ครัวเรือนเป็นเจ้าของ หน่วยไร่", "10.5", "ที่ดินเช่า",
                           "Land that the household owns, in rai", "rented land"),
    "cash_satang": ColumnNote("เงินสดและเงินฝาก ณ วันที่ของข้อมูล", "15000", "หุ้นที่ถอนไม่ได้",
                              "Cash and deposits on the register's date", "locked-in shares"),
    "reserve_satang": ColumnNote("เงินที่ต้องเหลือไว้ใช้จ่ายเสมอ", "3000", "เงินออมตามสัญญา",
                                 "What must always be left to live on", "pledged savings"),
    "is_target": ColumnNote("เป็นครัวเรือนเป้าหมายหรือไม่", "ใช่", "–",
                            "Is it a target household?", "–"),
    "is_model": ColumnNote("เป็นครัวเรือนต้นแบบหรือไม่", "ไม่ใช่", "–",
                           "Is it a model household?", "–"),
}  # fmt: skip
_CASH = {
    "household_code": _HOUSEHOLD_CODE,
    "kind": ColumnNote("รายรับ หรือ รายจ่าย", "รายรับ", "–", "Income or expense", "–"),
    "item": ColumnNote("รายการ", "ขายข้าว", "การชำระหนี้ ซึ่งคิดจากแผ่นงานลูกหนี้",
                       "What it is", "debt service, which comes from sheet ลูกหนี้"),
    "amount_satang": ColumnNote("จำนวนเงินในแต่ละเดือนที่ระบุ", "45000", "ยอดรวมทั้งปี",
                                "The amount in each month named", "the sum of the year"),
    "months": ColumnNote("เดือนที่เกิดขึ้นทุกปี", "พ.ย.-ธ.ค.", "ปี",
                         "The months in which it falls, every year", "years"),
}  # fmt: skip
_DEBTS = {
    "number": ColumnNote("ลำดับที่", "1", "–", "A running number", "–"),
    "household_code": _HOUSEHOLD_CODE,
    "borrower": ColumnNote("ชื่อ-สกุลผู้ทำสัญญากู้", "นายสมมติ มีสุข", "ผู้ค้ำประกัน",
                           "Who signed the loan", "guarantors"),
    "national_id": _NATIONAL_ID,
    "creditor": ColumnNote("รหัสหรือชื่อกลุ่ม หรือชื่อเจ้าหนี้ภายนอก", "NS-001", "ชื่อเจ้าหน้าที่",
                           "A group's code or name, or an outside creditor", "names of officers"),
    "creditor_kind": ColumnNote("กลุ่มสมาชิก ในระบบ หรือ นอกระบบ; ว่างได้เมื่อเป็นกลุ่มสมาชิก",
                                "นอกระบบ", "–",
                                "Member group, formal or informal; may be empty for a group", "–"),
    "contract_number": ColumnNote("เลขที่สัญญากู้", "15/2561", "เลขบัญชี",
                                  "The loan contract's number", "account numbers"),
    "borrowed_on": ColumnNote("วันที่ในสัญญากู้", "1 มิ.ย. 2561", "วันที่รับเงินงวดหลัง",
                              "The contract's date", "dates of later payouts"),
    "due_on": ColumnNote("วันครบกำหนดชำระงวดสุดท้าย", "31/05/2563", "วันครบงวดถัดไป",
                         "When the last instalment is due", "the next instalment's date"),
    "purpose": ColumnNote("กู้ไปทำอะไร", "ซื้อปุ๋ย", "–", "What it was borrowed for", "–"),
    "contract_principal_satang": ColumnNote("เงินต้นที่เขียนในสัญญา", "30000", "ดอกเบี้ย",
                                            "The principal in the contract", "interest"),
    "principal_satang": ColumnNote("เงินต้นที่ยังค้าง ณ วันที่ของข้อมูล", "25000", "ดอกเบี้ยค้าง",
                                   "The principal left on the register's date",
                                   "interest in arrears"),
    "interest_arrears_satang": ColumnNote("ดอกเบี้ยที่ถึงกำหนดแล้วยังไม่ชำระ", "1200", "ค่าปรับ",
                                          "Interest that is due and unpaid", "penalties"),
    "penalty_satang": ColumnNote("ค่าปรับที่ยังไม่ชำระ", "100", "ดอกเบี้ย",
                                 "Penalties unpaid", "interest"),
    "rate_bp": ColumnNote("อัตราดอกเบี้ยเป็นร้อยละ ตามหน่วยในช่องถัดไป", "12", "ค่าปรับ",
                          "The rate in per cent, in the unit of the next column", "penalties"),
    "rate_unit": ColumnNote("อัตรานั้นต่อปีหรือต่อเดือน", "ต่อปี", "–", "A year or a month", "–"),
    "method": ColumnNote("ลดต้นลดดอก หรือ คงที่; ว่าง = ลดต้นลดดอก", "ลดต้นลดดอก", "–",
                         "Declining balance or flat; empty = declining", "–"),
    "period": ColumnNote("ชำระรายเดือน รายปี หรือหลังเก็บเกี่ยว", "รายปี", "–",
                         "Paid monthly, yearly or after harvest", "–"),
    "months": ColumnNote("เดือนที่ต้องชำระในแต่ละปี", "มี.ค.", "ปี",
                         "In which months of a year it is paid", "years"),
    "overdue_since": ColumnNote("ค้างชำระตั้งแต่วันใด; ว่าง = ไม่ค้าง", "31/01/2562", "–",
                                "Unpaid since which day; empty = not overdue", "–"),
    "status": ColumnNote("ปกติ ดำเนินคดี หรือ ปรับโครงสร้างแล้ว; ว่าง = ปกติ", "ปกติ", "–",
                         "Normal, in court or restructured; empty = normal", "–"),
    "guarantors": ColumnNote("ชื่อผู้ค้ำประกัน คั่นด้วยจุลภาค", "นายสมมติ ช่วยค้ำ", "ผู้กู้",
                             "Guarantors, with commas between", "the borrower"),
    "note": ColumnNote("เรื่องอื่นที่ควรรู้", "ผู้กู้ย้ายไปทำงานกรุงเทพฯ", "เรื่องสุขภาพ ศาสนา คดีอาญา",
                       "Anything else worth knowing", "health, religion, criminal records"),
}  # fmt: skip
_NOTES: dict[SheetKey, dict[str, ColumnNote]] = {
    "centre": _CENTRE,
    "groups": _GROUPS,
    "households": _HOUSEHOLDS,
    "cash": _CASH,
    "debts": _DEBTS,
}


def column_note(sheet: Sheet, column: Column, language: str) -> str:
    """The note on a column's header: what it means, an example, what does not belong there."""
    found = _NOTES[sheet.key][column.field]
    if language == "en":
        required = " (required)" if column.required else ""
        lines = [f"{found.means_en}{required}", f"Example: {found.example}"]
        return "\n".join([*lines, f"Not here: {found.without_en}"])
    required = " (ต้องกรอก)" if column.required else ""
    lines = [f"{found.means}{required}", f"ตัวอย่าง: {found.example}"]
    return "\n".join([*lines, f"ไม่รวม: {found.without}"])
