"""What is refused about rounds, choices, programmes and letters."""

from plodnee.errors import Refusal


class RoundUnclear(Refusal):
    """A round lacks its words, days, provinces, topics or people, or names an unknown province."""

    code = "visits.round_unclear"
    message_th = (
        "ข้อมูลรอบติดตามยังไม่ครบ: ต้องมีชื่อ โครงการ กิจกรรม วัตถุประสงค์ ช่วงวัน จังหวัดที่มีอยู่จริง ประเด็น และจำนวนคน"
    )
    message_en = (
        "The round is incomplete: it needs a name, project, activity, objectives, days in order, "
        "existing provinces, topics and a number of people."
    )


class RoundKnown(Refusal):
    """The fiscal year has a round of this name."""

    code = "visits.round_known"
    message_th = "ปีงบประมาณ {year} มีรอบชื่อ «{name}» แล้ว"
    message_en = "Fiscal year {year} already has a round named “{name}”."


class ReasonMissing(Refusal):
    """What is changed or chosen needs a reason."""

    code = "visits.reason_missing"
    message_th = "ต้องบอกเหตุผล"
    message_en = "Say why."


class ChangedMeanwhile(Refusal):
    """Somebody else changed it since it was read."""

    code = "visits.changed_meanwhile"
    message_th = "มีผู้อื่นแก้ไขไปก่อนแล้ว เปิดหน้านี้ใหม่แล้วทำอีกครั้ง"
    message_en = "Somebody else changed it meanwhile. Open the page again and repeat."


class ProvinceNotInRound(Refusal):
    """The province does not take part in the round."""

    code = "visits.province_not_in_round"
    message_th = "จังหวัดนี้ไม่อยู่ในรอบติดตามนี้"
    message_en = "This province does not take part in the round."


class AlreadyChosen(Refusal):
    """The centre is already chosen in the round."""

    code = "visits.already_chosen"
    message_th = "เลือกศูนย์นี้ไว้ในรอบนี้แล้ว"
    message_en = "This centre is already chosen in the round."


class NotChosen(Refusal):
    """The centre is not chosen, or no longer."""

    code = "visits.not_chosen"
    message_th = "ยังไม่ได้เลือกศูนย์ {centre} หรือยกเลิกไปแล้ว"
    message_en = "Centre {centre} is not chosen, or no longer."


class TooManyChosen(Refusal):
    """The province has chosen as many centres as a round allows."""

    code = "visits.too_many_chosen"
    message_th = "เลือกได้จังหวัดละไม่เกิน {most} แห่งในหนึ่งรอบ"
    message_en = "A province chooses at most {most} centres in a round."


class ProgrammeUnclear(Refusal):
    """The programme lacks its team or its hours, or an hour says nothing or ends too early."""

    code = "visits.programme_unclear"
    message_th = "กำหนดการยังไม่ครบ: ต้องมีคณะติดตาม และแต่ละช่วงเวลาต้องมีเรื่อง สิ้นสุดหลังเวลาเริ่ม"
    message_en = (
        "The programme is incomplete: it needs a team, and each slot a subject and a later end."
    )


class DayOutsideRound(Refusal):
    """A day of the programme lies outside the days of the round."""

    code = "visits.day_outside_round"
    message_th = "วันในกำหนดการอยู่นอกช่วงวันดำเนินการของรอบ"
    message_en = "A day of the programme lies outside the days of the round."


class HoursOverlap(Refusal):
    """Two slots of one programme overlap."""

    code = "visits.hours_overlap"
    message_th = "ช่วงเวลาในกำหนดการซ้อนกัน"
    message_en = "Two slots of the programme overlap."


class ProgrammeMissing(Refusal):
    """The centre's visit has no day and hour yet."""

    code = "visits.programme_missing"
    message_th = "ยังไม่ได้กำหนดวันเวลาไป {centre}: จัดทำกำหนดการก่อนออกหนังสือ"
    message_en = "The visit to {centre} has no day yet: set the programme before the letter."


class OfficeUnknown(Refusal):
    """The office has not stated how its letters are headed and signed."""

    code = "visits.office_unknown"
    message_th = "ยังไม่ได้ตั้งค่าหัวหนังสือและผู้ลงนามของสำนักงาน"
    message_en = "The office has not stated how its letters are headed and signed."


class LetterUnclear(Refusal):
    """A letter lacks its subject, its text or a task's wording."""

    code = "visits.letter_unclear"
    message_th = "หนังสือยังไม่ครบ: ต้องมีเรื่อง ข้อความ และทุกงานต้องมีข้อความกับวันครบกำหนด"
    message_en = "The letter is incomplete: it needs a subject, a text, and a day for every task."


class NumberTaken(Refusal):
    """The register already holds a letter of this number."""

    code = "visits.number_taken"
    message_th = "เลขที่ {number} ของปี {year} ใช้ไปแล้วในทะเบียนหนังสือส่ง"
    message_en = "Number {number} of {year} is already in the register of letters sent."


class LetterNotForHere(Refusal):
    """The letter is not addressed to this office."""

    code = "visits.letter_not_for_here"
    message_th = "หนังสือนี้ไม่ได้ส่งถึงสำนักงานนี้"
    message_en = "This letter is not addressed to this office."


class SentOtherwise(Refusal):
    """The form's letter was sent before, with other words."""

    code = "visits.sent_otherwise"
    message_th = "หนังสือฉบับนี้ออกเลขไปแล้วเป็นเลขที่ {number} ด้วยข้อความอื่น เขียนฉบับใหม่แทน"
    message_en = "This letter already has number {number}, with other words. Write a new one."


class TooManyFiles(Refusal):
    """More files than go with one answer."""

    code = "visits.too_many_files"
    message_th = "คำตอบหนึ่งแนบได้ไม่เกิน {most} ไฟล์ รวมเป็น PDF เดียวแล้วส่งใหม่"
    message_en = "At most {most} files go with one answer; join them into one PDF."


class NotInvitable(Refusal):
    """Somebody whom neither the committee in office nor the register of the centre knows."""

    code = "visits.not_invitable"
    message_th = "เชิญได้เฉพาะคณะกรรมการที่คำสั่งมีผลอยู่ กลุ่มสมาชิก และครัวเรือนในทะเบียนของศูนย์ฯ นี้"
    message_en = (
        "Only the committee in office, member groups and households of the centre's register"
        " are invited."
    )
