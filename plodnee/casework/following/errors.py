"""What is refused while households are followed up, each with the way out."""

from datetime import datetime

from plodnee.engine.collection_hours import Ruling
from plodnee.engine.thai_dates import short_date
from plodnee.errors import Refusal, said_day

_WAY_OUT = {
    "state_official": (
        "ให้กรรมการที่มิใช่เจ้าหน้าที่ของรัฐเป็นผู้ติดต่อ หรือวางแผนเยี่ยมเพื่อให้คำปรึกษาแทน",
        "Let a committee member who is no state official make the contact, or plan a visit to help",
    ),
}


class ContactNotAllowed(Refusal):
    """The law allows no contact at that moment, or not by this person."""

    code = "casework.contact_not_allowed"
    message_th = "ติดต่อลูกหนี้ไม่ได้: {reason} {way_out}"
    message_en = "This contact is not allowed: {reason_en}. {way_out_en}"

    def __init__(self, ruling: Ruling) -> None:
        self.ruling = ruling
        when = ruling.next_allowed
        later = _from(when), f"Allowed again from {said_day(when.date(), 'en')} {when:%H:%M}"
        known = _WAY_OUT.get(ruling.code, later)
        super().__init__(
            reason=ruling.reason,
            reason_en=ruling.reason_en,
            way_out=known[0],
            way_out_en=known[1],
        )


def _from(when: datetime) -> str:
    return f"ติดต่อได้อีกครั้งตั้งแต่ {short_date(when.date())} {when:%H.%M} น."


class NotTheirContact(Refusal):
    """Only the debtor, or somebody whom the debtor named, is contacted."""

    code = "casework.not_their_contact"
    message_th = "ติดต่อได้เฉพาะลูกหนี้ หรือผู้ที่ลูกหนี้ระบุไว้และยังไม่ยกเลิก ให้ลูกหนี้ระบุชื่อก่อน"
    message_en = (
        "Only the debtor, or somebody whom the debtor named and has not taken back, is contacted. "
        "Let the debtor name them first."
    )


class DebtorDeceased(Refusal):
    """Nobody speaks with the dead: an heir, or who administers the estate, is contacted by name."""

    code = "casework.debtor_deceased"
    message_th = (
        "ผู้กู้เสียชีวิตแล้ว (บันทึกเมื่อ {known_on}) จึงบันทึกว่าติดต่อกับผู้กู้หรือรับนัดจากผู้กู้ไม่ได้ "
        "ให้เพิ่มชื่อทายาทหรือผู้จัดการมรดกในรายชื่อผู้ติดต่อได้ แล้วเลือกชื่อนั้น"
    )
    message_en = (
        "The borrower has died (recorded on {known_on}), so no contact with and no promise of the "
        "borrower is recorded. Add an heir or the administrator of the estate to those who may be "
        "contacted, and choose that name."
    )


class DayAhead(Refusal):
    """What is recorded has happened; a day to come is planned, not recorded."""

    code = "casework.day_ahead"
    message_th = "บันทึกได้เฉพาะสิ่งที่เกิดขึ้นแล้ว วันเวลาที่ใส่ยังมาไม่ถึง"
    message_en = "Only what has happened is recorded; that moment has not come."


class NoticeOutOfOrder(Refusal):
    """A notice is sent after the default and arrives after it was sent."""

    code = "casework.notice_out_of_order"
    message_th = "วันส่งหนังสือต้องไม่ก่อนวันผิดนัด และวันที่ผู้ค้ำประกันได้รับต้องไม่ก่อนวันส่ง"
    message_en = "A notice is sent on or after the default, and arrives on or after that day."


class NothingDue(Refusal):
    """The debt is not overdue, so no guarantor is told of a default."""

    code = "casework.nothing_due"
    message_th = "หนี้ก้อนนี้ไม่ได้ค้างชำระในทะเบียนของวันนั้น จึงยังไม่ต้องแจ้งผู้ค้ำประกัน"
    message_en = (
        "By the register of that day this debt is not overdue, so there is no default to tell of."
    )


class ActBeforeDebt(Refusal):
    """Nobody pays on or acknowledges a debt before it was made."""

    code = "casework.act_before_debt"
    message_th = "หนี้ก้อนนี้กู้เมื่อ {day} เหตุที่ทำให้อายุความเริ่มใหม่ต้องไม่ก่อนวันนั้น ตรวจวันที่"
    message_en = "This debt was made on {day}; what restarts its years is not before that."


class LapsedUntold(Refusal):
    """A debtor is told that a claim has lapsed before being asked to acknowledge it."""

    code = "casework.lapsed_untold"
    message_th = (
        "หนี้ก้อนนี้พ้นอายุความแล้วตั้งแต่ {day} ต้องบอกลูกหนี้ก่อนว่ามีสิทธิไม่ชำระ จึงรับหนังสือรับสภาพหนี้หรือหลักประกันได้"
    )
    message_en = (
        "This claim lapsed on {day}. The debtor must first be told that they may refuse to pay; "
        "only then may an acknowledgement or security be taken."
    )


class AlreadyReported(Refusal):
    """A visit has one report, a notice one receipt, a contact one withdrawal."""

    code = "casework.already_reported"
    message_th = "มีการบันทึกผลของรายการนี้แล้ว เปิดหน้าใหม่เพื่อดูสิ่งที่บันทึกไว้"
    message_en = "This was reported already. Open the page again to see what was recorded."
