"""What people read about a note and about a repair, in Thai and English."""

from functools import lru_cache

NOTES: dict[str, tuple[str, str]] = {
    "unknown_sheet": (
        "ไม่รู้จักแผ่นงานนี้ จึงไม่ได้อ่าน", "This sheet is unknown and was not read.",
    ),
    "unknown_column": (
        "ไม่รู้จักคอลัมน์ «{value}» จึงไม่ได้อ่าน", "Column “{value}” is unknown and was not read.",
    ),
    "unlabelled_column": (
        "คอลัมน์นี้มีข้อมูลแต่ไม่มีหัวคอลัมน์ จึงไม่ได้อ่าน",
        "This column has data but no header and was not read.",
    ),
    "rate_over_ceiling": (
        "อัตราร้อยละ {value} ต่อปี เกินเพดานตามกฎหมาย (ร้อยละ {ceiling} ต่อปี)",
        "{value} % a year is above the legal ceiling ({ceiling} % a year).",
    ),
    "balance_over_contract": (
        "เงินต้นคงเหลือมากกว่าเงินต้นตามสัญญา",
        "The principal left is more than the contract's principal.",
    ),
    "overdue_before_borrowed": (
        "ค้างชำระตั้งแต่วันก่อนวันที่กู้ ตรวจวันทั้งสอง เพราะวันค้างเปลี่ยนประเภทลูกหนี้",
        "Overdue from before the day of the loan: check both; days overdue make the class.",
    ),
    "workers_over_members": (
        "วัยแรงงานมากกว่าสมาชิกทั้งหมด ตรวจทั้งสองช่อง",
        "More of working age than there are members: check both cells.",
    ),
    "consent_day_unread": (
        "หนังสือยินยอมของเจ้าหนี้ในหมายเหตุไม่มีวันที่ที่อ่านได้ («{value}») รับหมายเหตุไว้ตามที่เขียน แต่ไม่มีวันที่ของหนังสือ "
        "แก้วันที่เช่น ลงวันที่ 28 กุมภาพันธ์ 2562",
        "The lender's letter in the note bears no day that can be read (“{value}”): the note is "
        "kept as written, without a day of the letter. Put the day right.",
    ),
    "national_id_zero": (
        "เลขประจำตัวขึ้นต้นด้วย 0 (บุคคลที่ยังไม่มีสัญชาติไทย) รับไว้และโปรดตรวจ",
        "The id begins with 0 (a person without Thai nationality): taken; please check.",
    ),
    "household_alike": (
        "อาจเป็นครัวเรือนเดียวกับแถวที่ {earlier} ({reason})",
        "This may be the household of row {earlier} ({reason_en}).",
    ),
    "household_derived": (
        "สร้างครัวเรือนจากรายชื่อลูกหนี้ของกองทุน ({value}) โปรดตรวจบ้านเลขที่และหัวหน้าครัวเรือน",
        "A household made from the fund's list ({value}); please check its house and its head.",
    ),
    "borrower_new_there": (
        "ในทะเบียน ครัวเรือนรหัสนี้ไม่มีหัวหน้าหรือผู้กู้ชื่อนี้ ตรวจว่ารหัสหรือบ้านเลขที่ไม่สลับกัน",
        "In the register nobody of this name heads this household or borrows in it: check that "
        "codes or house numbers were not mixed up.",
    ),
    "debt_maybe_known": (
        "ทะเบียนมีหนี้ของครัวเรือนนี้กับกองทุนนี้อยู่แล้ว แถวนี้ไม่มีเลขที่สัญญา จึงนับเป็นหนี้อีกก้อน "
        "ถ้าเป็นก้อนเดิม ใส่เลขที่สัญญาตามทะเบียนในไฟล์ แล้วส่งใหม่",
        "The register has a debt of this household to this fund already. The row has no contract "
        "number, so it counts as another debt; if it is the same, give it the number that the "
        "register has and send the file again.",
    ),
    "person_alike": (
        "อาจเป็นคนเดียวกับ {place} ({reason})",
        "This may be the person of {place} ({reason_en}).",
    ),
    "debt_repeated": (
        "เหมือนแถวที่ {earlier} ทุกช่องนอกจากลำดับ อาจพิมพ์ซ้ำ",
        "Equal to row {earlier} but for its number; perhaps entered twice.",
    ),
    "total_differs": (
        "ยอดรวม {column} ที่พิมพ์ไว้คือ {value} แต่แถวที่อ่านได้รวมเป็น {sum}",
        "The total of {column} says {value}; the rows read sum to {sum}.",
    ),
    "creditor_two_ways": (
        "«{value}» กับ «{other}» ({place}) อาจเป็นเจ้าหนี้รายเดียวกันที่เขียนต่างกัน",
        "“{value}” and “{other}” ({place}) may be one creditor written in two ways.",
    ),
    "day_very_old": (
        "ข้อมูล ณ วันที่ {value} เป็นวันก่อนที่จะมีกลุ่มออมทรัพย์และกองทุน ตรวจปีก่อนยืนยัน",
        "As of {value} (Buddhist era), before any savings group or fund was; check the year.",
    ),
    "head_is_another": (
        "รหัส {household}: ในทะเบียนหัวหน้าครัวเรือนคือ {stands} แต่ในไฟล์เป็นอีกคนหนึ่งคือ {sent}",
        "Code {household}: its head is {stands} in the register, but another person in the file: "
        "{sent}.",
    ),
    "class_moves": (
        "{place}: ชั้น {old} จะเป็นชั้น {new} เพราะนับวันค้างถึงวันที่ของไฟล์",
        "{place}: class {old} becomes {new}, since days overdue count to the day of the file.",
    ),
    "group_recoded": (
        "กลุ่ม «{group}»: รหัส {sent} ในไฟล์คือรหัส {stands} ในทะเบียน "
        "(ชื่อเดียวกัน สัญญาเดียวกัน {contracts} ฉบับ) ถ้ารับจะเป็นกลุ่มเดิม หนี้ไม่ซ้ำ "
        "ถ้าเป็นคนละกลุ่มให้เขียนชื่อในไฟล์ให้ต่างกัน",
        "Group “{group}”: code {sent} of the file is {stands} in the register (same name, "
        "{contracts} contracts in common). Taken as that group, no debt is doubled; if it is "
        "another one, write its name differently in the file.",
    ),
    "told_otherwise": (
        "{place}: «{column}» ในทะเบียนของวันเดียวกันคือ «{stands}» แต่ในไฟล์คือ «{sent}»",
        "{place}: “{column}” is “{stands}” in the register of the same day, “{sent}” in the file.",
    ),
    "creditor_kind_differs": (
        "เจ้าหนี้เป็นกลุ่มสมาชิก แต่ประเภทเจ้าหนี้เขียนว่า {value}",
        "The creditor is a member group, but its kind says {value}.",
    ),
}  # fmt: skip

REPAIRS: dict[str, tuple[str, str]] = {
    "text_cleaned": ("จัดระเบียบตัวอักษรและช่องว่าง", "Letters and blanks put in order"),
    "code_cleaned": ("ตัดช่องว่างในรหัสและใช้ตัวพิมพ์ใหญ่", "Blanks taken out of a code, upper case"),
    "choice_cleaned": ("จัดระเบียบคำตัวเลือก", "A choice word put in order"),
    "money_text": ("อ่านข้อความเป็นจำนวนเงิน", "A text read as an amount"),
    "money_rounded": ("ตัดเศษทศนิยมที่เกิดจากการคำนวณ", "The noise of a calculation dropped"),
    "count_text": ("อ่านข้อความเป็นตัวเลข", "A text read as a number"),
    "rate_text": ("อ่านข้อความเป็นอัตราร้อยละ", "A text read as a rate"),
    "rate_percent_format": ("อ่านเซลล์รูปแบบเปอร์เซ็นต์", "A cell formatted as per cent"),
    "date_text": ("อ่านข้อความเป็นวันที่", "A text read as a date"),
    "date_serial": ("อ่านเลขลำดับวันเป็นวันที่", "The serial number of a day read as a date"),
    "date_buddhist": ("แปลงปี พ.ศ. ในเซลล์วันที่", "A Buddhist year in a cell converted"),
    "date_time_dropped": ("ตัดเวลาออกจากวันที่", "The time of day dropped from a date"),
    "national_id_cleaned": ("ตัดขีดและช่องว่างในเลขประจำตัว", "Dashes and blanks taken out of an id"),
    "row_repeated": ("ข้ามแถวที่ซ้ำกับแถวก่อนทุกช่อง", "A row equal to an earlier one skipped"),
}


@lru_cache(maxsize=1 << 12)
def note_wording(code: str, details: tuple[tuple[str, str], ...]) -> tuple[str, str]:
    """The Thai and the English text of a note with its details filled in."""
    thai, english = NOTES[code]
    return thai.format(**dict(details)), english.format(**dict(details))


def repair_wording(code: str, language: str = "th") -> str:
    """What a repair did, in Thai or English."""
    thai, english = REPAIRS[code]
    return english if language == "en" else thai
