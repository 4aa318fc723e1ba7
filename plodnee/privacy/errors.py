"""What this package refuses."""

from plodnee.errors import Refusal


class TooManyReveals(Refusal):
    """Somebody opened as many ids and house numbers within the hour as one may."""

    code = "privacy.too_many_reveals"
    message_th = (
        "ท่านเปิดดูเลขประจำตัวประชาชนหรือบ้านเลขที่ครบ {limit} ครั้งในหนึ่งชั่วโมงแล้ว รอแล้วลองใหม่ หรือใช้เลขที่ปิดบังไว้"
    )
    message_en = (
        "You opened {limit} ids or house numbers within an hour. "
        "Wait, or work with the masked ones."
    )


class NoNationalId(Refusal):
    """The person has no national id in the register."""

    code = "privacy.no_national_id"
    message_th = "บุคคลนี้ไม่มีเลขประจำตัวประชาชนในระบบ"
    message_en = "This person has no national id in the register."


class NoHouseNumber(Refusal):
    """The register says no house number of the household."""

    code = "privacy.no_house_number"
    message_th = "ครัวเรือนนี้ไม่มีบ้านเลขที่ในระบบ"
    message_en = "This household has no house number in the register."


class WhyMissing(Refusal):
    """Opening, refusing and holding personal data says why."""

    code = "privacy.reason_missing"
    message_th = "โปรดระบุเหตุผลเป็นถ้อยคำ ระบบบันทึกไว้พร้อมชื่อผู้ทำรายการ"
    message_en = "Give a reason in words; it is recorded with your name."


class ConsentNotPossible(Refusal):
    """There is no such purpose, it rests on no consent, or the consent stands already."""

    code = "privacy.consent_not_possible"
    message_th = "ไม่ได้บันทึก: บันทึกไว้อย่างเดียวกันนี้อยู่แล้ว หรือวัตถุประสงค์นี้ไม่ใช้ความยินยอม ดูสถานะที่แสดงไว้กับชื่อ"
    message_en = (
        "Not recorded: it stands like that already, or the purpose rests on no consent. See what "
        "stands beside the name."
    )


class ConsentDayNotPossible(ConsentNotPossible):
    """A consent of a day to come, or withdrawn before it was given."""

    code = "privacy.consent_day_not_possible"
    message_th = "วันที่ต้องไม่หลังวันนี้ และวันที่ถอนต้องไม่ก่อนวันที่ให้ความยินยอม ({given})"
    message_en = (
        "The day is not after today, and nothing is withdrawn before it was given ({given})."
    )


class ConsentWithdrawnSince(ConsentDayNotPossible):
    """A consent of a day before its withdrawal: it would change nothing."""

    code = "privacy.consent_withdrawn_since"
    message_th = "ถอนความยินยอมนี้แล้วเมื่อ {withdrawn} ความยินยอมก่อนวันนั้นไม่มีผลอีก หากให้ใหม่ ใส่วันที่ให้ใหม่"
    message_en = (
        "This consent was withdrawn on {withdrawn}; one from before changes nothing. "
        "If it was given anew, enter that day."
    )


class PurposeStopped(Refusal):
    """Somebody of the household withdrew the consent that a purpose rests on."""

    code = "privacy.purpose_stopped"
    message_th = "มีผู้ถอนความยินยอม “{purpose}” จึงทำรายการนี้ไม่ได้ เลือกทางที่ไม่รวมหนี้ หรือขอความยินยอมใหม่"
    message_en = (
        "Somebody withdrew the consent “{purpose_en}”, so this cannot be done. "
        "Choose a line without one contract for all, or ask for the consent anew."
    )


class AnsweredAlready(Refusal):
    """The request was answered; a person may ask again."""

    code = "privacy.answered_already"
    message_th = "คำขอนี้ตอบไปแล้ว เจ้าของข้อมูลยื่นคำขอใหม่ได้"
    message_en = "This request was answered. The person may ask again."


class NoExportAsked(Refusal):
    """A copy of a person's data is made where the person asked for one."""

    code = "privacy.no_export_asked"
    message_th = "ไม่มีคำขอสำเนาข้อมูลที่ยังรับอยู่ บันทึกคำขอของเจ้าของข้อมูลก่อน"
    message_en = "No request for a copy stands. Record what the person asked for first."


class ErasureNotPossible(Refusal):
    """Something that must be kept speaks of the person."""

    code = "privacy.erasure_not_possible"
    message_th = "ลบข้อมูลของบุคคลนี้ยังไม่ได้: {reason_th}"
    message_en = "This person cannot be erased yet: {reason_en}"


class UnknownPerson(Refusal):
    """There is no person with this key."""

    code = "privacy.unknown_person"
    message_th = "ไม่พบบุคคลรหัส {person}"
    message_en = "There is no person {person}."
