"""What a step of a case may lack, in words, each with the way out."""

from plodnee.casework.cases.agreement import Missing

# code -> what is missing and the way out, in Thai and in English
_WORDS = {
    "register": (
        "ครัวเรือนนี้ไม่มีหนี้คงค้างในทะเบียนล่าสุด",
        "The household owes nothing in the latest register.",
        "ตรวจทะเบียนของครัวเรือน",
        "Check the household in the register.",
    ),
    "balances": (
        "ยอดหนี้ {count} รายการยังไม่ยืนยันทั้งสองฝ่าย",
        "{count} balances are not confirmed by both sides.",
        "ออกใบยืนยันยอดและบันทึกคำตอบของเจ้าหนี้และลูกหนี้ หรือให้ผู้มีสิทธิบันทึกเหตุผลที่รับยอดไปก่อน",
        "Make balance slips and record both answers, or let somebody who may give a reason.",
    ),
    "analysis": (
        "ยังไม่มีผลวิเคราะห์และประเภทลูกหนี้ของครัวเรือนนี้",
        "The household has no analysis and no class yet.",
        "สั่งวิเคราะห์ลูกหนี้ที่หน้าศูนย์ฯ",
        "Have the centre analysed on its page.",
    ),
    "analysis_old": (
        "ทะเบียนหรือเกณฑ์เปลี่ยนไปหลังการวิเคราะห์ครั้งล่าสุด",
        "The register or the criteria changed after the last analysis.",
        "สั่งวิเคราะห์ใหม่ แล้วจัดประเภทอีกครั้ง",
        "Have the centre analysed anew, and classify again.",
    ),
    "menu": (
        "ยังไม่มีทางเลือกที่ตรึงไว้จากผลวิเคราะห์ที่ใช้จัดประเภท",
        "No line is pinned from the analysis that gave the class.",
        "เปิดหน้าโต๊ะทำงานของคณะกรรมการ แล้วตรึงทางเลือกที่จะเสนอ",
        "Pin the lines to offer on the committee's worktable.",
    ),
    "order": (
        "คณะกรรมการศูนย์ฯ ไม่มีคำสั่งแต่งตั้งที่มีผลในวันนี้",
        "No appointment order of the committee is in force today.",
        "ร่างคำสั่งใหม่ที่หน้าคณะกรรมการ แล้วให้อำเภอบันทึกการลงนาม",
        "Draft a new order on the committee's page and have the district record its signing.",
    ),
    "resolution": (
        "ยังไม่มีมติเห็นชอบเมนูของครัวเรือนนี้ในวาระที่ใส่หลังจากเมนูแก้ไขครั้งล่าสุด",
        "No resolution approves the household's menu on an item put after the menu last changed.",
        "ใส่เป็นวาระใหม่หลังตรึงเมนู (วาระที่ใส่ไว้ก่อนไม่นับ) ลงมติ และรับรองรายงานการประชุม",
        "Put it on an agenda anew, after the menu (an earlier item does not count), resolve it and "
        "have the minutes closed.",
    ),
    "line": (
        "ครัวเรือนยังไม่ได้เลือกทางเลือก",
        "The household has not chosen a line yet.",
        "บันทึกทางเลือกที่ครัวเรือนรับ",
        "Record the line that the household accepts.",
    ),
    "balances_old": (
        "ยอดหนี้ {count} รายการเป็นยอดเมื่อ {day_th} เก่ากว่า {days} วันก่อนวันที่คำนวณทางเลือก",
        "{count} balances were stated on {day}, more than {days} days before the line's day.",
        "บันทึกยอดล่าสุดของทุกเจ้าหนี้ในทะเบียน ยืนยันยอด แล้ววิเคราะห์และเสนอใหม่",
        "Record today's balances in the register, confirm them, and analyse and propose anew.",
    ),
    "figures": (
        "ยอดหนี้ในทะเบียนเปลี่ยนไปจากที่ใช้คำนวณทางเลือก",
        "What the register says is owed differs from what the line was worked out with.",
        "ยืนยันยอด วิเคราะห์ใหม่ และจัดประเภทอีกครั้ง",
        "Confirm the balances, have the centre analysed anew, and classify again.",
    ),
    "offer": (
        "ยังไม่ได้ส่งข้อเสนอให้เจ้าหนี้",
        "The creditor was not sent an offer yet.",
        "บันทึกการส่งข้อเสนอ",
        "Record that the offer was sent.",
    ),
    "answer": (
        "รอคำตอบของเจ้าหนี้ ครบกำหนด {day_th}",
        "The creditor's answer is waited for, due on {day}.",
        "บันทึกคำตอบเมื่อได้รับ",
        "Record the answer when it comes.",
    ),
    "answer_overdue": (
        "เลยกำหนดตอบแล้ว (ครบกำหนด {day_th})",
        "The answer is overdue since {day}.",
        "ติดต่อเจ้าหนี้ แล้วบันทึกคำตอบ หรือส่งข้อเสนอใหม่",
        "Ask the creditor and record the answer, or send the offer again.",
    ),
    "refused": (
        "เจ้าหนี้ไม่รับข้อเสนอ",
        "The creditor refused.",
        "เจรจาแล้วบันทึกคำตอบใหม่ หรือปรับเมนู ลงมติ และเลือกใหม่",
        "Negotiate and record a new answer, or change the menu, resolve it and choose again.",
    ),
    "counter": (
        "เจ้าหนี้เสนอเงื่อนไขอื่น",
        "The creditor made a counter-offer.",
        "ตรึงทางเลือกที่ตรงกับเงื่อนไขนั้น ลงมติ และเลือกใหม่ หรือบันทึกว่าเจ้าหนี้รับตามเดิม",
        "Pin a line that meets it, resolve it and choose again; or record that it accepts now.",
    ),
    "counter_above": (
        "เจ้าหนี้เสนอดอกเบี้ยร้อยละ {rate} ต่อปี เกินเพดานร้อยละ {ceiling} ต่อปีของกฎหมาย (ป.พ.พ. มาตรา 654)",
        "The creditor asks {rate} % a year, above the law's ceiling of {ceiling} % (CCC 654).",
        "บันทึกไว้ตามที่เจ้าหนี้บอก แต่ทำสัญญาตามนั้นไม่ได้ เจรจาให้ไม่เกินเพดาน แล้วบันทึกคำตอบใหม่",
        "It is kept as it was said, but no contract can be made on it: negotiate a rate within the "
        "ceiling, and record the new answer.",
    ),
    "fund_resolution": (
        "ยังไม่มีเลขที่และวันที่ของมติคณะกรรมการกลุ่ม",
        "The number and day of the group's own resolution are missing.",
        "ขอมติของคณะกรรมการกลุ่ม แล้วบันทึกคำตอบอีกครั้ง",
        "Ask for the resolution of the group's committee and record the answer again.",
    ),
    "creditor_writing": (
        "ยังไม่มีหนังสือยินยอมของเจ้าหนี้",
        "The creditor's consent is not there in writing.",
        "รับหนังสือยินยอม แล้วบันทึกคำตอบอีกครั้ง",
        "Take the written consent and record the answer again.",
    ),
    "spouse": (
        "ยังไม่ได้บันทึกความยินยอมของคู่สมรส หรือว่าไม่มีคู่สมรส",
        "Neither the spouse's consent nor that there is none was recorded.",
        "บันทึกความยินยอมของคู่สมรส",
        "Record the spouse's consent.",
    ),
    "spouse_refused": (
        "คู่สมรสไม่ยินยอม",
        "The spouse does not consent.",
        "ชี้แจงแล้วบันทึกใหม่ หรือเลือกทางอื่นที่คู่สมรสรับ",
        "Explain and record anew, or choose a line that the spouse accepts.",
    ),
    "spouse_writing": (
        "ยังไม่มีหนังสือยินยอมของคู่สมรส",
        "The spouse's consent is not there in writing.",
        "ให้คู่สมรสลงลายมือชื่อ แล้วบันทึกอีกครั้ง",
        "Have the spouse sign, and record it again.",
    ),
    "guarantor": (
        "ยังไม่ได้ถามผู้ค้ำประกันใหม่ (มาตรา 700: ขยายเวลาโดยไม่ยินยอม ผู้ค้ำหลุดพ้น)",
        "The guarantor was not asked anew (CCC 700: without it an extension discharges them).",
        "บันทึกความยินยอมพร้อมวงเงินและกำหนดเวลา หรือบันทึกว่าหลุดพ้น",
        "Record a fresh consent with amount and period, or that they are discharged.",
    ),
    "guarantor_refused": (
        "ผู้ค้ำประกันไม่ยินยอม",
        "The guarantor does not consent.",
        "ตกลงกับเจ้าหนี้แล้วบันทึกว่าหลุดพ้น หรือเลือกทางอื่น",
        "Agree with the creditor and record them discharged, or choose another line.",
    ),
    "guarantor_writing": (
        "ยังไม่มีหนังสือยินยอมของผู้ค้ำประกัน",
        "The guarantor's consent is not there in writing.",
        "ให้ผู้ค้ำประกันลงลายมือชื่อ แล้วบันทึกอีกครั้ง",
        "Have the guarantor sign, and record it again.",
    ),
    "guarantor_lapsed": (
        "ความยินยอมของผู้ค้ำประกันหมดกำหนดแล้ว",
        "The period that the guarantor consented to is over.",
        "ขอความยินยอมใหม่ หรือบันทึกว่าหลุดพ้น",
        "Ask for a fresh consent, or record them discharged.",
    ),
    "first_due_passed": (
        "งวดแรกของทางเลือกที่ครัวเรือนรับคือวันที่ {day_th} ซึ่งผ่านไปแล้ว ร่างสัญญาใหม่จากทางเลือกนี้จึงลงนามไม่ทัน",
        "The first due date of the line that the household accepted, {day}, has passed: no new "
        "contract on it can be signed in time.",
        "หากลงนามในร่างก่อนวันนั้นแล้ว ให้บันทึกการลงนาม มิฉะนั้นอย่าเพิ่งนัดใคร บันทึกและยืนยันยอดวันนี้ "
        "วิเคราะห์ใหม่ จัดประเภท และเสนอทางเลือกใหม่",
        "If a draft was signed before that day, record the signing; otherwise ask nobody to come: "
        "record and confirm today's balances, have the centre analysed anew, classify and propose "
        "again.",
    ),
    "agreed": (
        "ยังไม่ได้บันทึกว่าทุกฝ่ายตกลงกันแล้ว",
        "That everybody agreed was not recorded.",
        "บันทึกว่าทุกฝ่ายตกลงแล้ว ที่หน้าเรื่องของครัวเรือน",
        "Record on the page of the household's case that everybody agreed.",
    ),
    "contract": (
        "ตกลงครบทุกฝ่ายแล้ว รอทำสัญญา",
        "Everybody agrees; the contract waits to be signed.",
        "จัดทำและลงนามสัญญา",
        "Draw up the contract and have it signed.",
    ),
}
CODES = tuple(_WORDS)


def missing(code: str, about: str = "", **details: object) -> Missing:
    """The missing thing in words, with what its sentences name filled in."""
    message_th, message_en, way_th, way_en = (text.format(**details) for text in _WORDS[code])
    return Missing(code, message_th, message_en, way_th, way_en, about)
