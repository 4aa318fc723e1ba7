"""What is refused in the case of a household."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from plodnee.errors import Refusal

if TYPE_CHECKING:
    from plodnee.casework.cases.agreement import Missing


class CaseIncomplete(Refusal):
    """The step needs something that is not there yet; `missing` tells what, and the way out."""

    code = "casework.case_incomplete"
    message_th = "ยังทำขั้นตอนนี้ไม่ได้ {missing}"
    message_en = "This step cannot be taken yet. {missing_en}"

    def __init__(self, missing: Sequence["Missing"]) -> None:
        self.missing = tuple(missing)
        super().__init__(
            missing="; ".join(f"{one.message('th')} {one.way('th')}" for one in self.missing),
            missing_en=" ".join(f"{one.message('en')} {one.way('en')}" for one in self.missing),
        )


class CaseOutOfOrder(Refusal):
    """The case does not stand where this step may be taken."""

    code = "casework.case_out_of_order"
    message_th = (
        'ข้ามขั้นตอนไม่ได้: เรื่องนี้อยู่ที่ขั้น "{state_th}" แต่ต้องอยู่ที่ขั้น {wanted_th} ก่อน ให้ทำขั้นตอนที่ค้างอยู่ให้เสร็จ'
    )
    message_en = (
        'A step is not left out: the case stands at "{state_en}", and must stand at {wanted_en} '
        "for this. Finish the steps before it."
    )


class CaseEnded(Refusal):
    """The case is over; nothing is added to it."""

    code = "casework.case_ended"
    message_th = 'เรื่องนี้สิ้นสุดแล้ว ("{state_th}") บันทึกเพิ่มไม่ได้ หากครัวเรือนกลับมาให้เปิดเรื่องใหม่'
    message_en = (
        'This case is over ("{state_en}") and nothing is added. If the household comes back, open '
        "a new case."
    )


class AnswersLapse(Refusal):
    """A step before everybody's answers would be done again, and nobody said to know that."""

    code = "casework.answers_lapse"
    message_th = (
        "ทำขั้นตอนนี้ใหม่แล้ว ทางที่เลือก ข้อเสนอ และคำตอบทุกฝ่ายจะไม่นับ ต้องถามใหม่ "
        "ถ้ายังต้องการ ให้ทำเครื่องหมายว่าทราบแล้วก่อนบันทึก"
    )
    message_en = (
        "If this step is done again, the line chosen, the offers and everybody's answers count no "
        "more and are asked for anew. If that is wanted, tick that you know it, and save."
    )


class CaseChanged(Refusal):
    """Somebody took a step since this person last saw the page."""

    code = "casework.case_changed"
    message_th = "มีผู้บันทึกเรื่องของครัวเรือนนี้ก่อนท่าน ให้เปิดหน้าใหม่ ดูสิ่งที่เปลี่ยน แล้วจึงทำรายการอีกครั้ง"
    message_en = (
        "Somebody took a step in this case before you. Open the page again, see what changed, and "
        "then decide."
    )


class CaseAlreadyOpen(Refusal):
    """The household has an open case; one is open at a time."""

    code = "casework.case_already_open"
    message_th = "ครัวเรือน {household_code} มีเรื่องที่ {number} เปิดอยู่ ให้ทำต่อจากเรื่องนั้น หรือจบเรื่องนั้นก่อน"
    message_en = (
        "Household {household_code} has an open case, number {number}. Go on with it, or end it "
        "first."
    )


class NotInRegister(Refusal):
    """The register in use lacks the household: it left, or its import was undone."""

    code = "casework.not_in_register"
    message_th = (
        "ครัวเรือน {household_code} ไม่อยู่ในทะเบียนที่ใช้อยู่ (ออกจากทะเบียน หรือการนำเข้าถูกย้อน) จึงเปิดเรื่องไม่ได้ "
        "บันทึกหรือนำเข้าครัวเรือนในทะเบียนก่อน"
    )
    message_en = (
        "Household {household_code} is not in the register in use (it left, or its import was "
        "undone), so no case is opened. Enter or import the household first."
    )


class UnknownCase(Refusal):
    """There is no such case."""

    code = "casework.unknown_case"
    message_th = "ไม่พบเรื่องนี้ของครัวเรือน"
    message_en = "There is no such case."


class CaseReasonMissing(Refusal):
    """The step needs a reason in words."""

    code = "casework.case_reason_missing"
    message_th = "ต้องเขียนเหตุผลด้วย"
    message_en = "Write the reason."


class DebtNotReduced(Refusal):
    """The household does not owe less than at its frozen start."""

    code = "casework.debt_not_reduced"
    message_th = "หนี้ตั้งต้น {then} บาท ตอนนี้ {now} บาท จึงยังไม่ลดลง"
    message_en = "{then} baht at the start, {now} baht now: the debt is not less."


class StillOverdue(Refusal):
    """An instalment of the contract is overdue: a debt in default is not marked as reduced."""

    code = "casework.still_overdue"
    message_th = "สัญญายังมีงวดค้างชำระ {arrears} บาท รับชำระงวดที่ค้างให้ครบก่อน จึงบันทึกว่าลดหนี้ได้"
    message_en = (
        "{arrears} baht of the contract are overdue. What is overdue is paid first, then the debt "
        "can be marked as reduced."
    )


class NoStartingDebt(Refusal):
    """No starting debt of the household was frozen, so nothing says that it fell."""

    code = "casework.no_starting_debt"
    message_th = "ครัวเรือนนี้ไม่มียอดหนี้ตั้งต้นให้เทียบ ยอดตั้งต้นบันทึกให้ครัวเรือนเป้าหมายที่หน้ายอดหนี้ตั้งต้น"
    message_en = (
        "This household has no starting debt to compare with. One is frozen for target households "
        "on the page of starting debts."
    )


class NothingOverdue(Refusal):
    """No instalment of the household's contract is overdue."""

    code = "casework.nothing_overdue"
    message_th = "สัญญาของครัวเรือนนี้ไม่มีงวดที่ค้างชำระในสมุดบัญชี จึงบันทึกว่าผิดนัดไม่ได้"
    message_en = "No instalment of the contract is overdue in the books, so it is not in default."


class CaseDayNotPossible(Refusal):
    """A day lies before what it answers, after today, or beyond the longest time to answer."""

    code = "casework.case_day_not_possible"
    message_th = "วันที่ไม่ถูกต้อง: ต้องไม่ก่อนวันที่เสนอ ไม่หลังวันนี้ และกำหนดตอบต้องไม่ก่อนวันส่งและไม่เกิน {most} วัน"
    message_en = (
        "A day is not possible: not before the offer, not after today; and an answer is due "
        "neither before the offer was sent nor more than {most} days after it."
    )


class LineNotProposed(Refusal):
    """The line was not in the menu that the committee approved, or is no longer in it."""

    code = "casework.line_not_proposed"
    message_th = "ทางเลือกนี้ไม่อยู่ในเมนูที่คณะกรรมการเห็นชอบ หรือถูกถอนออกแล้ว ให้เลือกทางอื่น หรือเสนอเมนูให้ลงมติใหม่"
    message_en = (
        "This line is not in the menu that the committee approved, or was taken out of it. Choose "
        "another, or put the menu before the committee again."
    )


class NotAsked(Refusal):
    """The creditor or guarantor is not touched by the line, or was not sent an offer."""

    code = "casework.not_asked"
    message_th = "ทางเลือกนี้ไม่ต้องถามผู้นี้ หรือยังไม่ได้ส่งข้อเสนอให้ ให้เปิดหน้าใหม่แล้วส่งข้อเสนอก่อนบันทึกคำตอบ"
    message_en = (
        "The chosen line does not ask them, or no offer was sent yet. Open the page again, and "
        "send the offer before recording an answer."
    )


class AnswerIncomplete(Refusal):
    """The answer lacks what it needs to count; each kind says what of its own is missing."""

    code = "casework.answer_incomplete"
    message_th = "คำตอบไม่ครบหรือไม่ใช่คำตอบที่เลือกได้ เลือกคำตอบจากรายการ"
    message_en = "The answer is not complete, or is none of the list. Choose one of the list."


class CounterIncomplete(AnswerIncomplete):
    """A counter-offer says its terms, and no other answer has any."""

    code = "casework.counter_incomplete"
    message_th = (
        "ข้อเสนอกลับต้องบอกอัตรา จำนวนเดือน ยอดที่ลดให้ หรือเหตุผลอย่างน้อยหนึ่งอย่าง คำตอบอื่นต้องไม่มีเงื่อนไขเหล่านี้"
    )
    message_en = (
        "A counter-offer says a rate, months, what is let go, or a reason; no other answer has "
        "such terms."
    )


class CounterTooHigh(AnswerIncomplete):
    """A creditor would let go more than it is owed."""

    code = "casework.counter_too_high"
    message_th = (
        "ยอดที่ยอมลด {waived} บาทมากกว่าที่เป็นหนี้เจ้าหนี้รายนี้ในทางเลือกนี้ คือ {owed} บาท "
        "ตรวจจำนวนกับคำตอบของเจ้าหนี้ แล้วพิมพ์ใหม่"
    )
    message_en = (
        "{waived} baht let go is more than this creditor is owed under this line, {owed} baht. "
        "Compare it with the creditor's answer and type it again."
    )


class ResolutionIncomplete(AnswerIncomplete):
    """A group's resolution has a number and a day on which the line could be resolved on."""

    code = "casework.resolution_incomplete"
    message_th = "มติของกลุ่มต้องมีทั้งเลขที่และวันที่ และวันที่ต้องไม่ก่อนวันที่เลือกทางเลือก ({earliest}) และไม่หลังวันนี้"
    message_en = (
        "A group's resolution has a number and a day, which is not before the line was chosen "
        "({earliest}) and not after today."
    )


class SpouseUnnamed(AnswerIncomplete):
    """Who the spouse is that answered."""

    code = "casework.spouse_unnamed"
    message_th = "ยังไม่ได้ระบุว่าคู่สมรสคือใคร เลือกจากรายชื่อสมาชิก หรือพิมพ์ชื่อ-สกุล"
    message_en = "Say who the spouse is: choose a member, or type the name."


class SpouseAnsweredBefore(AnswerIncomplete):
    """There is no spouse, though one answered before: that needs a reason."""

    code = "casework.spouse_answered_before"
    message_th = (
        "บันทึกคำตอบของคู่สมรส {who} ไว้แล้วเมื่อวันที่ {on} หากไม่มีคู่สมรสแล้ว เขียนเหตุผลด้วย "
        "เช่น หย่าเมื่อใด หรือบันทึกผิดคน"
    )
    message_en = (
        "The spouse {who} answered on {on}. If there is no spouse any more, write the reason, such "
        "as when they divorced, or that it was another person."
    )


class GuaranteeIncomplete(AnswerIncomplete):
    """A guarantor who consents says up to how much and until when; no other answer does."""

    code = "casework.guarantee_incomplete"
    message_th = "ผู้ค้ำประกันที่ยินยอมต้องมีวงเงินสูงสุดและวันสิ้นสุดหลังวันนี้ คำตอบอื่นต้องไม่มีทั้งสองอย่าง"
    message_en = (
        "A guarantor who consents has a maximum amount and a last day after today; another answer "
        "has neither."
    )


class GuaranteeTooHigh(AnswerIncomplete):
    """A guarantee for more than the debts could come to."""

    code = "casework.guarantee_too_high"
    message_th = (
        "วงเงินค้ำประกัน {asked} บาทสูงเกินกว่าที่หนี้จะเป็นได้ หนี้ในทางเลือกนี้รวม {owed} บาท "
        "แม้รวมดอกเบี้ยตามกฎหมายและค่าใช้จ่ายถึงวันสิ้นสุดแล้วก็ไม่เกิน {most} บาท "
        "ตรวจจำนวนกับหนังสือค้ำประกัน แล้วพิมพ์ใหม่"
    )
    message_en = (
        "A guarantee of {asked} baht is more than the debts could come to: {owed} baht under this "
        "line, with the law's interest and costs until its last day at most {most}. Compare it "
        "with the written guarantee and type it again."
    )


class AnswerDayNotPossible(Refusal):
    """An answer lies before what it answers, or after today."""

    code = "casework.answer_day_not_possible"
    message_th = "วันที่ตอบต้องไม่ก่อนวันที่ {earliest} ซึ่งเป็นวันที่เสนอ และไม่หลังวันนี้"
    message_en = "An answer is not before {earliest}, when it was asked for, and not after today."


class EvidenceElsewhere(Refusal):
    """The file is not evidence of this household, or was withdrawn."""

    code = "casework.evidence_elsewhere"
    message_th = "ไฟล์หลักฐานนี้ไม่ใช่ของครัวเรือนนี้ หรือถูกถอนแล้ว ให้เลือกไฟล์อื่น"
    message_en = "This file is not evidence of this household, or was withdrawn. Choose another."
