"""What is refused about contracts, each with the way out."""

from collections.abc import Sequence

from plodnee.casework.cases.agreement import Missing
from plodnee.errors import Refusal


class ContractIncomplete(Refusal):
    """The household's agreement still lacks something."""

    code = "contracts.incomplete"
    message_th = "ยังทำสัญญาไม่ได้: {missing_th}"
    message_en = "The contract cannot be made yet: {missing_en}"

    def __init__(self, missing: Sequence[Missing]) -> None:
        self.missing = tuple(missing)
        super().__init__(
            missing_th=" · ".join(f"{one.message()} ({one.way()})" for one in self.missing),
            missing_en=" · ".join(f"{one.message('en')} ({one.way('en')})" for one in self.missing),
        )


class ShapeImpossible(Refusal):
    """The legal shape does not fit the funds that are in the contract."""

    code = "contracts.shape_impossible"
    message_th = "รูปแบบสัญญานี้ใช้ไม่ได้: {why_th} เลือกรูปแบบอื่นหรือกองทุนหลักอื่น"
    message_en = "This legal shape cannot be used: {why_en}. Choose another shape or lead fund."


class DueDayImpossible(Refusal):
    """A due day outside 1 to 31, or one that puts the first due date before the start."""

    code = "contracts.due_day_impossible"
    message_th = "วันครบกำหนดของเดือนต้องเป็นเลข 1 ถึง 31 และงวดแรกต้องหลังวันเริ่มคิดดอกเบี้ย ({start})"
    message_en = (
        "The due day of the month is 1 to 31, and the first due date is after the day from which "
        "interest runs ({start})."
    )


class ContractChanged(Refusal):
    """Somebody took a step of this contract since this person last saw the page."""

    code = "contracts.changed"
    message_th = "มีผู้บันทึกเรื่องสัญญานี้ก่อนท่าน เปิดหน้าใหม่ ดูสิ่งที่เปลี่ยน แล้วจึงทำต่อ"
    message_en = "Somebody changed this contract before you. Open the page again, look, and go on."


class ContractOutOfOrder(Refusal):
    """The deed does not follow from where the contract stands."""

    code = "contracts.out_of_order"
    message_th = "สัญญาเลขที่ {number} อยู่ในขั้น “{state_th}” จึงทำขั้นตอนนี้ไม่ได้"
    message_en = "Contract {number} is in the state “{state_en}”, so this step cannot be taken."


class DraftStanding(Refusal):
    """The household has a draft already."""

    code = "contracts.draft_standing"
    message_th = "ครัวเรือนนี้มีร่างสัญญาเลขที่ {number} อยู่แล้ว ใช้ร่างนั้น หรือยกเลิกร่างก่อนทำร่างใหม่"
    message_en = (
        "The household has draft {number} already. Use it, or withdraw it before making another."
    )


class ContractInForce(Refusal):
    """The household has a contract in force: one household, one contract."""

    code = "contracts.in_force"
    message_th = (
        "ครัวเรือนนี้มีสัญญาที่ใช้อยู่แล้ว คือเลขที่ {number} (1 ครัวเรือน 1 สัญญา) แก้ไขสัญญาเดิม หรือปิดสัญญาเดิมก่อน"
    )
    message_en = (
        "The household has contract {number} in force (one household, one contract). Amend it, or "
        "end it first."
    )


class DebtInAnotherContract(Refusal):
    """A debt is closed by another contract in force."""

    code = "contracts.debt_in_another"
    message_th = "หนี้รายการหนึ่งรวมอยู่ในสัญญาเลขที่ {number} ที่ใช้อยู่แล้ว จึงรวมอีกไม่ได้"
    message_en = (
        "One of the debts is in contract {number}, which is in force, and is not taken twice."
    )


class FirstDuePassed(Refusal):
    """The first due date of the line has passed: nobody could sign the contract truthfully."""

    code = "contracts.first_due_passed"
    message_th = (
        "งวดแรกของทางเลือกนี้คือวันที่ {first} ซึ่งผ่านไปแล้ว จึงลงนามสัญญานี้ไม่ทัน "
        "ถ้าเดือนนั้นยังไม่สิ้น ให้ระบุวันครบกำหนดที่ช้ากว่า "
        "ถ้าสิ้นแล้ว ให้บันทึกยอดวันนี้ วิเคราะห์ และเสนอทางเลือกใหม่จากยอดวันนี้ก่อน"
    )
    message_en = (
        "The first due date of this line, {first}, has passed, so no contract on it can be signed "
        "in time. While that month lasts, give a later due day; after it, record today's balances, "
        "analyse and propose anew from them first."
    )


class LendingDayImpossible(Refusal):
    """The day on which a lead fund lends anew lies before the draft or after the first due date."""

    code = "contracts.lending_day_impossible"
    message_th = "วันที่ให้กู้ใหม่คือวันลงนาม ต้องไม่ก่อนวันร่างสัญญา ({first}) และก่อนงวดแรก ({before})"
    message_en = (
        "The new loan is lent on the day of signing: not before the day of the draft ({first}), "
        "and before the first due date ({before})."
    )


class LentOnAnotherDay(Refusal):
    """A new loan is signed on another day than its paper says that it is lent."""

    code = "contracts.lent_on_another_day"
    message_th = (
        "สัญญากู้ใหม่นี้ออกไว้ว่าให้กู้และเริ่มคิดดอกเบี้ยวันที่ {lent} จึงลงนามวันอื่นไม่ได้ "
        "หากลงนามวันอื่น ให้ถอนร่างแล้วร่างใหม่โดยระบุวันที่ให้กู้เป็นวันลงนาม"
    )
    message_en = (
        "The paper says that the new loan is lent, and bears interest, from {lent}: it is not "
        "signed on another day. Withdraw the draft and draft anew with the day of signing."
    )


class SigningDayImpossible(Refusal):
    """The day of signing lies in the future, before the draft, or after the first due date."""

    code = "contracts.signing_day_impossible"
    message_th = (
        "วันลงนามต้องไม่ก่อนวันที่ของยอดหนี้และวันที่ร่างสัญญา ({first}) ไม่เกินวันนี้ และก่อนงวดแรก ({before}) "
        "หากเลยงวดแรกแล้วให้วิเคราะห์และเสนอทางเลือกใหม่จากยอดวันนี้"
    )
    message_en = (
        "The day of signing is not before those of the balances and of the draft ({first}), not "
        "in the future, and before the first due date ({before}). If that has passed, analyse "
        "and propose anew from today's balances."
    )


class SameDrafter(Refusal):
    """Whoever drafted a contract does not record that it was signed."""

    code = "contracts.same_drafter"
    message_th = "ผู้ร่างสัญญาบันทึกการลงนามเองไม่ได้ ให้กรรมการหรือเจ้าหน้าที่อีกคนตรวจและบันทึก"
    message_en = "Whoever drafted the contract does not record its signing. Another officer does."


class SameAdmitter(Refusal):
    """Whoever let an unconfirmed balance in does not record the signing of its contract."""

    code = "contracts.same_admitter"
    message_th = (
        "ท่านเป็นผู้ให้เหตุผลรับยอดหนี้ที่ยังไม่ยืนยันเข้าสัญญานี้ ให้กรรมการหรือเจ้าหน้าที่อีกคนตรวจเหตุผลและบันทึกการลงนาม "
        "หรือให้เจ้าหนี้และลูกหนี้ยืนยันยอดก่อน"
    )
    message_en = (
        "You gave the reason for which an unconfirmed balance was let into this contract. Another "
        "officer checks it and records the signing; or have both sides confirm the balance first."
    )


class SameSigner(Refusal):
    """Whoever recorded the signing of a contract does not cancel it."""

    code = "contracts.same_signer"
    message_th = "ท่านเป็นผู้บันทึกการลงนามสัญญานี้ ให้กรรมการหรือเจ้าหน้าที่อีกคนตรวจเหตุผลและยกเลิกสัญญา"
    message_en = (
        "You recorded the signing of this contract. Another officer judges the reason and cancels "
        "it."
    )


class AnsweredSince(Refusal):
    """Somebody's answer was recorded after the draft: its papers may say something else."""

    code = "contracts.answered_since"
    message_th = (
        "มีคำตอบของเจ้าหนี้ คู่สมรส หรือผู้ค้ำประกันที่บันทึกหลังร่างสัญญานี้ ร่างและเอกสารจึงอาจไม่ตรงกับคำตอบล่าสุด "
        "ยกเลิกร่างนี้ แล้วร่างและออกเอกสารใหม่"
    )
    message_en = (
        "An answer of a creditor, the spouse or a guarantor was recorded after this draft, so its "
        "papers may say something else. Withdraw the draft, then draft and issue anew."
    )


class PaperMissing(Refusal):
    """The contract's paper was not issued, so there is nothing to sign."""

    code = "contracts.paper_missing"
    message_th = "ยังไม่ได้ออกเอกสารสัญญา ออกเอกสาร พิมพ์ ลงนามครบทุกฝ่าย แล้วจึงบันทึกการลงนาม"
    message_en = "The paper was not issued. Issue and print it, have all sign, then record it."


class ReasonNeeded(Refusal):
    """A contract is not withdrawn, amended or cancelled without a word."""

    code = "contracts.reason_needed"
    message_th = "ระบุเหตุผลก่อน"
    message_en = "Say why."


class AmendmentUnclear(Refusal):
    """An amendment that changes nothing, or of a part that the contract lacks."""

    code = "contracts.amendment_unclear"
    message_th = "ระบุสิ่งที่จะแก้ในสัญญาอย่างน้อยหนึ่งอย่าง และส่วนของสัญญาที่จะแก้"
    message_en = "Say at least one thing that changes, and in which part of the contract."


class AmendmentPaperMissing(Refusal):
    """An amendment of which no paper was issued as the contract stands now."""

    code = "contracts.amendment_paper_missing"
    message_th = (
        "ยังไม่ได้ออกบันทึกแก้ไขเพิ่มเติมสัญญาเลขที่ {number} ตามที่สัญญาเป็นอยู่ขณะนี้ "
        "ออกบันทึกจากหน้าของสัญญา พิมพ์ ให้ทุกฝ่ายลงนาม แล้วจึงบันทึกการแก้ไข"
    )
    message_en = (
        "No paper of this amendment of contract {number} was issued as the contract stands now. "
        "Issue it from the contract's page, print it, have all sign, then record the amendment."
    )


class GuarantorsUnasked(Refusal):
    """Time is extended, and what a guarantor says to it was not recorded."""

    code = "contracts.guarantors_unasked"
    message_th = (
        "การแก้ไขนี้ขยายเวลาชำระ ผู้ค้ำประกันที่ไม่ยินยอมด้วยย่อมหลุดพ้น (ป.พ.พ. มาตรา 700) ยังไม่มีคำตอบของ {names} "
        "บันทึกว่ายินยอมใหม่เป็นหนังสือวันใด หรือหลุดพ้น ทีละคน"
    )
    message_en = (
        "This amendment extends time: a guarantor who does not consent to that is free (CCC 700). "
        "No answer of {names} is recorded. Say of each on which day they consented anew in "
        "writing, or that they are discharged."
    )


class GuarantorNotAsked(Refusal):
    """An answer of a guarantor whom the amendment does not concern."""

    code = "contracts.guarantor_not_asked"
    message_th = "การแก้ไขนี้ไม่ขยายเวลาของหนี้ที่ผู้ค้ำประกันรายหนึ่งค้ำไว้ จึงไม่ต้องถาม เลือก “ไม่เกี่ยว” ของรายนั้น"
    message_en = (
        "This amendment does not extend the time of the debt that one of the guarantors answers "
        "for: it frees nobody and needs no consent. Choose “not concerned” for them."
    )


class GuarantorConsentDayImpossible(Refusal):
    """A consent to an extension from before the contract, or from the future."""

    code = "contracts.guarantor_consent_day_impossible"
    message_th = "วันที่ผู้ค้ำประกันยินยอมต้องไม่ก่อนวันลงนามสัญญา ({first}) และไม่เกินวันที่แก้ไขสัญญา ({last})"
    message_en = (
        "A guarantor consents no earlier than the contract was signed ({first}), and no later "
        "than it is amended ({last})."
    )


class GuaranteeImpossible(Refusal):
    """A guarantee that covers nothing, or that ended before what it is to cover was agreed."""

    code = "contracts.guarantee_impossible"
    message_th = (
        "การค้ำประกันของ {name} ต้องมีวงเงินสูงสุดมากกว่า 0 บาท และสิ้นสุดหลังวันที่แก้ไขสัญญา ({on}) "
        "ใส่วงเงินและวันสิ้นสุดใหม่ตามหนังสือยินยอม (ป.พ.พ. มาตรา 681)"
    )
    message_en = (
        "The guarantee of {name} needs a most above 0 baht, and an end after the day of the "
        "amendment ({on}). Enter the new most and end as the written consent has them (CCC 681)."
    )


class GuaranteeTooHigh(Refusal):
    """A guarantee for more than the contract could come to."""

    code = "contracts.guarantee_too_high"
    message_th = (
        "วงเงินค้ำประกันของ {name} {asked} บาทสูงเกินกว่าที่หนี้ตามสัญญาจะเป็นได้ (เงินต้น {owed} บาท "
        "รวมดอกเบี้ยตามกฎหมายและค่าใช้จ่ายถึงวันสิ้นสุดแล้วไม่เกิน {most} บาท) ตรวจจำนวนกับหนังสือยินยอม แล้วพิมพ์ใหม่"
    )
    message_en = (
        "The guarantee of {name} for {asked} baht is more than the contract could come to "
        "(principal {owed}, with the law's interest and costs until its end at most {most} baht). "
        "Compare it with the written consent and type it again."
    )


class SameProposer(Refusal):
    """Whoever proposed an amendment does not record it."""

    code = "contracts.same_proposer"
    message_th = "ผู้เสนอแก้ไขสัญญาบันทึกการแก้ไขเองไม่ได้ ให้กรรมการหรือเจ้าหน้าที่อีกคนตรวจกับมติแล้วบันทึก"
    message_en = (
        "Whoever proposed the amendment does not record it. Another officer compares it with the "
        "resolution and does."
    )


class ResolutionUsed(Refusal):
    """The contract was amended as proposed already; another amendment is proposed anew."""

    code = "contracts.resolution_used"
    message_th = "แก้ไขสัญญาตามข้อเสนอนี้ไปแล้ว หากต้องแก้ไขอีกให้เสนอที่ประชุมใหม่"
    message_en = (
        "The contract was amended as proposed here already. Put another amendment to the committee."
    )


class StillOwed(Refusal):
    """Something is owed on the contract, so it is not settled."""

    code = "contracts.still_owed"
    message_th = "สัญญาเลขที่ {number} ยังมียอดค้าง {baht} บาท จึงปิดสัญญาไม่ได้"
    message_en = "{baht} baht are still owed on contract {number}, so it is not settled."
