"""What people read about a refusal: the reason and the way out, in Thai and English."""

from functools import lru_cache
from typing import NamedTuple


class Wording(NamedTuple):
    """A reason and a way out, each with places for the details."""

    th: str
    hint_th: str
    en: str
    hint_en: str


_SAVE_AS = (
    "เปิดไฟล์ด้วยโปรแกรมตารางคำนวณ แล้วบันทึกเป็นไฟล์ .xlsx ใหม่",
    "Open the file in a spreadsheet program and save it as a new .xlsx.",
)
_SPLIT_UP = (
    "ลบแผ่นงาน แถว และรูปภาพที่ไม่ใช้ หรือแบ่งเป็นหลายไฟล์ตามหมู่บ้าน",
    "Remove unused sheets, rows and pictures, or send one file per village.",
)
_FROM_TEMPLATE = (
    "คัดลอกข้อมูลลงในแบบฟอร์มเปล่าที่ได้จากคำสั่ง plodnee template",
    "Copy the data into an empty form made by plodnee template.",
)
_DATE_FORMS = (
    "พิมพ์เป็น 16/03/2562 หรือ 16 มี.ค. 2562 โดยใส่ปีเต็มสี่หลัก",
    "Type it as 16/03/2562 or 16 มี.ค. 2562, with all four digits of the year.",
)
_MONEY_FORMS = (
    "พิมพ์เป็นตัวเลขหน่วยบาท เช่น 12500 หรือ 12,500.50",
    "Type figures in baht, such as 12500 or 12,500.50.",
)
_MONTH_FORMS = (
    "พิมพ์เลข 1-12 หรือชื่อเดือน คั่นด้วยจุลภาค เช่น ม.ค., มี.ค.-พ.ค. หรือ ทุกเดือน",
    "Type 1-12 or month names with commas between, a range, or ทุกเดือน (every month).",
)
_RATE_FORMS = (
    "พิมพ์เป็นร้อยละ เช่น 12 หรือ 12% แล้วเลือกหน่วยอัตราเป็นต่อปีหรือต่อเดือน",
    "Type per cent, such as 12 or 12%, and choose a year or a month as its unit.",
)
_WHOLE = ("พิมพ์เป็นจำนวนเต็ม เช่น 4", "Type a whole number such as 4.")
_ID_FORMS = (
    "ตรวจกับบัตรประชาชน แล้วพิมพ์ให้ครบ 13 หลักในเซลล์แบบข้อความ",
    "Check the card and type all 13 digits into a cell formatted as text.",
)
_AREA_FORMS = (
    "ใช้รหัสหมู่บ้าน 8 หลัก หรือรหัสตำบล 6 หลักของกรมการปกครอง",
    "Use the 8-digit village code or the 6-digit subdistrict code.",
)
_CHECK_HOUSEHOLD = (
    "ตรวจรหัสให้ตรงกับแผ่นงานครัวเรือน หรือเพิ่มครัวเรือนนี้ก่อน",
    "Match the code with the sheet ครัวเรือน, or add the household there.",
)

WORKBOOK: dict[str, Wording] = {
    "not_xlsx": Wording(
        "ไฟล์นี้ไม่ใช่สมุดงาน .xlsx ที่อ่านได้", _SAVE_AS[0],
        "The file is not a readable .xlsx workbook.", _SAVE_AS[1],
    ),
    "file_too_large": Wording(
        "ไฟล์ใหญ่เกิน {limit} เมกะไบต์", _SPLIT_UP[0],
        "The file is larger than {limit} MB.", _SPLIT_UP[1],
    ),
    "unpacked_too_large": Wording(
        "เนื้อหาในไฟล์เมื่อคลายแล้วใหญ่เกิน {limit} เมกะไบต์", _SPLIT_UP[0],
        "The file's content unpacks to more than {limit} MB.", _SPLIT_UP[1],
    ),
    "too_many_members": Wording(
        "ไฟล์มีส่วนประกอบเกิน {limit} รายการ", _SAVE_AS[0],
        "The file has more than {limit} members.", _SAVE_AS[1],
    ),
    "packed_too_tightly": Wording(
        "ไฟล์ถูกบีบอัดแน่นเกิน {limit} ต่อ 1 ซึ่งไม่ใช่สมุดงานปกติ", _SAVE_AS[0],
        "The file is packed tighter than {limit} to 1, as no ordinary workbook is.", _SAVE_AS[1],
    ),
    "hostile_member": Wording(
        "ไฟล์มีส่วนประกอบที่ไม่ปลอดภัย ({name})", _SAVE_AS[0],
        "The file has an unsafe member ({name}).", _SAVE_AS[1],
    ),
    "password": Wording(
        "ไฟล์นี้ตั้งรหัสผ่านไว้ จึงอ่านไม่ได้", "เอารหัสผ่านออกแล้วส่งใหม่",
        "The file is locked with a password.", "Remove the password and send it again.",
    ),
    "has_macros": Wording(
        "ไฟล์นี้มีแมโคร", "บันทึกเป็นสมุดงาน Excel (.xlsx) ที่ไม่มีแมโคร",
        "The file holds macros.", "Save it as an Excel workbook (.xlsx) without macros.",
    ),
    "has_dtd": Wording(
        "ไฟล์มีการประกาศ DTD ซึ่งสมุดงานปกติไม่มี", _SAVE_AS[0],
        "The file declares a DTD, as no ordinary workbook does.", _SAVE_AS[1],
    ),
    "has_external_links": Wording(
        "ไฟล์นี้เชื่อมโยงไปยังไฟล์หรือแหล่งข้อมูลอื่น",
        "ใช้คำสั่งแก้ไขการเชื่อมโยง แล้วตัดการเชื่อมโยงทั้งหมด หรือวางเป็นค่า",
        "The file links to other files or sources of data.",
        "Break all links, or paste the values instead.",
    ),
    "has_dde": Wording(
        "ไฟล์มีสูตรที่เรียกโปรแกรมอื่น (DDE)", "ลบสูตรนั้นออกแล้วพิมพ์ค่าแทน",
        "The file has a formula that calls another program (DDE).",
        "Remove the formula and type its value.",
    ),
    "too_many_rows": Wording(
        "แผ่นงาน {sheet} มีแถวที่มีข้อมูลเกิน {limit} แถว", "แบ่งเป็นหลายไฟล์ตามหมู่บ้าน",
        "Sheet {sheet} has more than {limit} filled rows.", "Send one file per village.",
    ),
    "too_many_columns": Wording(
        "แผ่นงาน {sheet} มีข้อมูลเกินคอลัมน์ที่ {limit}", "ลบคอลัมน์ที่เกินออก",
        "Sheet {sheet} has data beyond column {limit}.", "Delete the columns beyond it.",
    ),
    "too_slow": Wording(
        "อ่านไฟล์ไม่เสร็จภายใน {limit} วินาที", _SPLIT_UP[0],
        "The file could not be read within {limit} seconds.", _SPLIT_UP[1],
    ),
    "machine_busy": Wording(
        "เครื่องแม่ข่ายทำงานหนักจนอ่านไฟล์ไม่ทัน", "ไฟล์ไม่ได้ผิด รอสักครู่แล้วส่งไฟล์เดิมอีกครั้ง",
        "The server was too busy to read the file in time.",
        "Nothing is wrong with the file: wait a little and send it again.",
    ),
    "out_of_memory": Wording(
        "อ่านไฟล์นี้ต้องใช้หน่วยความจำเกิน {limit} เมกะไบต์", _SPLIT_UP[0],
        "Reading the file needs more than {limit} MB of memory.", _SPLIT_UP[1],
    ),
    "reader_stopped": Wording(
        "ตัวอ่านหยุดทำงานขณะอ่านไฟล์นี้", _SAVE_AS[0],
        "The reader stopped while reading this file.", _SAVE_AS[1],
    ),
    "version_too_high": Wording(
        "แบบฟอร์มรุ่น {version} ใหม่กว่าที่โปรแกรมนี้อ่านได้ (รุ่น {limit})",
        "ปรับปรุงโปรแกรม หรือ" + _FROM_TEMPLATE[0],
        "The form's version {version} is newer than this program reads ({limit}).",
        "Update the program, or use its own form.",
    ),
    "sheet_missing": Wording(
        "ไม่พบแผ่นงาน {sheet}", "เพิ่มแผ่นงานชื่อ {sheet} หรือ" + _FROM_TEMPLATE[0],
        "Sheet {sheet} is missing.", "Add a sheet named {sheet}. " + _FROM_TEMPLATE[1],
    ),
    "sheet_twice": Wording(
        "มีแผ่นงานชื่อ {sheet} มากกว่าหนึ่งแผ่น", "รวมเป็นแผ่นเดียว หรือเปลี่ยนชื่อแผ่นที่ไม่ใช้",
        "There is more than one sheet named {sheet}.", "Keep one and rename the other.",
    ),
    "column_missing": Wording(
        "ไม่พบคอลัมน์ {column}", "เพิ่มคอลัมน์ {column} หรือ" + _FROM_TEMPLATE[0],
        "Column {column} is missing.", "Add column {column}. " + _FROM_TEMPLATE[1],
    ),
    "day_in_future": Wording(
        "ข้อมูล ณ วันที่ {value} อยู่ในอนาคต วันนี้คือ {today}",
        "แก้เป็นวันที่ของข้อมูลจริง ไม่เกินวันนี้ แล้วส่งใหม่",
        "The register is as of {value} (Buddhist era), a day to come; today is {today}.",
        "Give the day of the data, today or before, and send it again.",
    ),
    "column_twice": Wording(
        "มีคอลัมน์ {column} มากกว่าหนึ่งคอลัมน์", "เหลือไว้คอลัมน์เดียว",
        "Column {column} stands more than once.", "Keep one of them.",
    ),
    "no_household": Wording(
        "ไม่มีครัวเรือนที่รับได้เหลืออยู่เลย", "แก้ไขแถวในแผ่นงานครัวเรือนตามรายการข้างต้น",
        "No household is left that can be taken.", "Correct the rows of sheet ครัวเรือน.",
    ),
}  # fmt: skip

CELLS: dict[str, Wording] = {
    "required_empty": Wording(
        "ช่อง {column} ว่าง แต่ต้องมีข้อมูล", "กรอก {column}",
        "{column} is empty but required.", "Fill in {column}.",
    ),
    "formula_unstored": Wording(
        "สูตรในช่อง {column} ไม่มีค่าที่คำนวณไว้", "เปิดไฟล์ให้คำนวณแล้วบันทึก หรือพิมพ์ค่าแทนสูตร",
        "The formula in {column} has no stored value.", "Recalculate and save, or type the value.",
    ),
    "error_value": Wording(
        "ช่อง {column} เป็นค่าผิดพลาด {value}", "แก้สูตร หรือพิมพ์ค่าแทน",
        "{column} holds the error {value}.", "Correct the formula or type the value.",
    ),
    "control_character": Wording(
        "ช่อง {column} มีอักขระควบคุมที่มองไม่เห็น", "ลบแล้วพิมพ์ใหม่",
        "{column} holds a control character.", "Delete it and type the text again.",
    ),
    "text_too_long": Wording(
        "ข้อความในช่อง {column} ยาวเกินไป", "ย่อข้อความให้สั้นลง",
        "The text in {column} is too long.", "Shorten it.",
    ),
    "date_in_text": Wording(
        "ช่อง {column} ถูกแปลงเป็นวันที่ ({value}) จึงไม่ทราบว่าเดิมพิมพ์อะไร",
        "จัดรูปแบบเซลล์เป็นข้อความแล้วพิมพ์ใหม่",
        "{column} was turned into a date ({value}); what was typed is lost.",
        "Format the cell as text and type it again.",
    ),
    "not_a_code": Wording(
        "«{value}» ใช้เป็น{column}ไม่ได้", "พิมพ์รหัสเป็นข้อความ เช่น NS-001",
        "“{value}” cannot be a code in {column}.", "Type the code as text, such as NS-001.",
    ),
    "not_an_area": Wording(
        "«{value}» ไม่ใช่รหัสพื้นที่ 6 หรือ 8 หลัก", _AREA_FORMS[0],
        "“{value}” is not an area code of 6 or 8 digits.", _AREA_FORMS[1],
    ),
    "no_such_area": Wording(
        "ไม่มีตำบลที่ใช้รหัส «{value}»", _AREA_FORMS[0],
        "No subdistrict has the code “{value}”.", _AREA_FORMS[1],
    ),
    "negative": Wording(
        "ช่อง {column} ติดลบ ({value})", "พิมพ์ค่าที่ไม่ติดลบ",
        "{column} is negative ({value}).", "Type a value that is not negative.",
    ),
    "not_money": Wording(
        "«{value}» ในช่อง {column} อ่านเป็นจำนวนเงินไม่ได้", _MONEY_FORMS[0],
        "“{value}” in {column} cannot be read as an amount.", _MONEY_FORMS[1],
    ),
    "satang_parts": Wording(
        "«{value}» ในช่อง {column} มีเศษของสตางค์", "ใส่ทศนิยมไม่เกินสองตำแหน่ง",
        "“{value}” in {column} has parts of a satang.", "Give at most two decimals.",
    ),
    "money_too_large": Wording(
        "จำนวนเงิน «{value}» ในช่อง {column} มากเกินไป", "ตรวจจำนวนเงินอีกครั้ง",
        "The amount “{value}” in {column} is too large.", "Check the amount.",
    ),
    "not_a_date": Wording(
        "«{value}» ในช่อง {column} อ่านเป็นวันที่ไม่ได้", _DATE_FORMS[0],
        "“{value}” in {column} cannot be read as a date.", _DATE_FORMS[1],
    ),
    "two_digit_year": Wording(
        "ปีในช่อง {column} มีสองหลัก («{value}») จึงไม่ทราบศักราช", _DATE_FORMS[0],
        "The year in {column} has two digits (“{value}”), so its era is unknown.", _DATE_FORMS[1],
    ),
    "year_out_of_range": Wording(
        "ปีในช่อง {column} («{value}») ไม่อยู่ใน พ.ศ. 2400-2700 หรือ ค.ศ. 1900-2100",
        _DATE_FORMS[0],
        "The year in {column} (“{value}”) is neither B.E. 2400-2700 nor C.E. 1900-2100.",
        _DATE_FORMS[1],
    ),
    "no_such_day": Wording(
        "ไม่มีวันที่ «{value}» ({column})", "ตรวจวันและเดือนอีกครั้ง",
        "There is no such day as “{value}” ({column}).", "Check the day and the month.",
    ),
    "no_such_month": Wording(
        "«{value}» ในช่อง {column} มีเดือนที่ไม่อยู่ใน 1-12", _MONTH_FORMS[0],
        "“{value}” in {column} names a month outside 1-12.", _MONTH_FORMS[1],
    ),
    "not_a_month": Wording(
        "«{value}» ในช่อง {column} อ่านเป็นเดือนไม่ได้", _MONTH_FORMS[0],
        "“{value}” in {column} cannot be read as months.", _MONTH_FORMS[1],
    ),
    "not_a_rate": Wording(
        "«{value}» ในช่อง {column} อ่านเป็นอัตราดอกเบี้ยไม่ได้", _RATE_FORMS[0],
        "“{value}” in {column} cannot be read as a rate.", _RATE_FORMS[1],
    ),
    "rate_too_high": Wording(
        "อัตรา «{value}» สูงเกินร้อยละ 360 ต่อปี หรือ 30 ต่อเดือน", _RATE_FORMS[0],
        "The rate “{value}” is above 360 % a year or 30 % a month.", _RATE_FORMS[1],
    ),
    "not_national_id": Wording(
        "เลขประจำตัวประชาชนไม่ครบ 13 หลัก หรือมีอักขระอื่น ({value})", _ID_FORMS[0],
        "The national id does not have exactly 13 digits ({value}).", _ID_FORMS[1],
    ),
    "wrong_check_digit": Wording(
        "เลขประจำตัวประชาชนไม่ถูกต้องตามหลักตรวจสอบ ({value})", _ID_FORMS[0],
        "The national id's check digit is wrong ({value}).", _ID_FORMS[1],
    ),
    "not_a_choice": Wording(
        "«{value}» ไม่ใช่ตัวเลือกของ {column}", "เลือกจาก: {choices}",
        "“{value}” is not a choice of {column}.", "Choose one of: {choices}.",
    ),
    "not_a_fund_type": Wording(
        "ไม่รู้จักประเภทกลุ่ม/กองทุน «{value}»", "เลือกประเภทจากรายการในแบบฟอร์ม",
        "The fund type “{value}” is unknown.", "Choose a type from the form's list.",
    ),
    "not_a_count": Wording(
        "«{value}» ในช่อง {column} อ่านเป็นจำนวนไม่ได้", _WHOLE[0],
        "“{value}” in {column} cannot be read as a number.", _WHOLE[1],
    ),
    "not_a_month_limit": Wording(
        "«{value}» ในช่อง {column} อ่านเป็นจำนวนเดือนไม่ได้", _WHOLE[0],
        "“{value}” in {column} cannot be read as a number of months.", _WHOLE[1],
    ),
    "not_a_moo": Wording(
        "«{value}» ในช่อง {column} อ่านเป็นหมู่ที่ไม่ได้", _WHOLE[0],
        "“{value}” in {column} cannot be read as a village number.", _WHOLE[1],
    ),
    "not_land": Wording(
        "«{value}» ในช่อง {column} อ่านเป็นจำนวนไร่ไม่ได้", "พิมพ์เป็นไร่ เช่น 10.5",
        "“{value}” in {column} cannot be read as rai.", "Type rai, such as 10.5.",
    ),
    "not_a_phone": Wording(
        "«{value}» ไม่ใช่หมายเลขโทรศัพท์", "พิมพ์หมายเลขให้ครบ",
        "“{value}” is not a telephone number.", "Type the whole number.",
    ),
    "not_a_fiscal_year": Wording(
        "«{value}» ไม่ใช่ปีงบประมาณ", "พิมพ์ปี พ.ศ. สี่หลัก เช่น 2562",
        "“{value}” is not a fiscal year.", "Type the four-digit Buddhist year, such as 2562.",
    ),
    "borrowed_after_as_of": Wording(
        "วันที่กู้ ({value}) อยู่หลังวันที่ของข้อมูล ({as_of})", "ตรวจวันที่กู้",
        "The loan's date ({value}) is after the register's date ({as_of}; Buddhist era).",
        "Check the date.",
    ),
    "due_before_borrowed": Wording(
        "วันครบกำหนด ({value}) อยู่ก่อนวันที่กู้ ({borrowed_on})", "ตรวจวันทั้งสอง",
        "The due date ({value}) is before the loan's date ({borrowed_on}; Buddhist era).",
        "Check both dates.",
    ),
    "unknown_household": Wording(
        "ไม่มีครัวเรือนรหัส «{value}»", _CHECK_HOUSEHOLD[0],
        "No household has the code “{value}”.", _CHECK_HOUSEHOLD[1],
    ),
    "household_refused": Wording(
        "แถวของครัวเรือน «{value}» ไม่ได้รับเข้า", "แก้ไขแถวนั้นในแผ่นงานครัวเรือนก่อน",
        "The row of household “{value}” was refused.", "Correct that row of ครัวเรือน first.",
    ),
    "unknown_creditor": Wording(
        "ไม่มีกลุ่มสมาชิกชื่อหรือรหัส «{value}»",
        "แก้ให้ตรงกับแผ่นงานกลุ่มสมาชิก หรือระบุประเภทเจ้าหนี้เป็น ในระบบ หรือ นอกระบบ",
        "No member group has the name or code “{value}”.",
        "Match it with กลุ่มสมาชิก, or give ในระบบ or นอกระบบ as the creditor's kind.",
    ),
    "creditor_refused": Wording(
        "แถวของกลุ่ม «{value}» ไม่ได้รับเข้า", "แก้ไขแถวนั้นในแผ่นงานกลุ่มสมาชิกก่อน",
        "The row of group “{value}” was refused.", "Correct that row of กลุ่มสมาชิก first.",
    ),
    "creditor_ambiguous": Wording(
        "มีมากกว่าหนึ่งกลุ่มที่ชื่อ «{value}»", "ใช้รหัสกลุ่มแทนชื่อ",
        "More than one group is named “{value}”.", "Use the group's code instead.",
    ),
    "code_twice": Wording(
        "รหัส «{value}» ซ้ำกันในแถวที่ต่างกัน ({rows})", "ให้รหัสไม่ซ้ำกัน หรือลบแถวที่เกิน",
        "The code “{value}” stands in different rows ({rows}).",
        "Give each row its own code, or delete the surplus row.",
    ),
}  # fmt: skip


@lru_cache(maxsize=1 << 12)
def wording(code: str, details: tuple[tuple[str, str], ...]) -> Wording:
    """The texts of a refusal with its details filled in."""
    found = WORKBOOK.get(code) or CELLS[code]
    return Wording(*(text.format(**dict(details)) for text in found))
