"""What is refused about notes, findings, follow-ups and codes."""

from plodnee.errors import Refusal


class NoteUnclear(Refusal):
    """A note lacks its words, its topic, or names a role or topic that there is not."""

    code = "lessons.note_unclear"
    message_th = "บันทึกยังไม่ครบ: ต้องมีข้อความ ประเด็นของรอบ และบทบาทผู้พูดจากรายการ"
    message_en = "The note is incomplete: it needs words, a topic of the round and a listed role."


class NoteNamesPerson(Refusal):
    """A text holds a national id."""

    code = "lessons.note_names_person"
    message_th = "ข้อความมีเลขประจำตัวประชาชน ลบออกก่อนบันทึก"
    message_en = "The text holds a national id. Take it out before you save."


class TooManyTags(Refusal):
    """A note has more tags than can be read, or one that is too long."""

    code = "lessons.too_many_tags"
    message_th = "ใส่ป้ายได้ไม่เกิน {most} ป้าย ป้ายละไม่เกิน {longest} ตัวอักษร"
    message_en = "At most {most} tags of at most {longest} letters each."


class NoteChanged(Refusal):
    """Somebody else changed it since it was read."""

    code = "lessons.note_changed"
    message_th = "มีผู้อื่นแก้ไขไปก่อนแล้ว เปิดหน้านี้ใหม่แล้วทำอีกครั้ง"
    message_en = "Somebody else changed it meanwhile. Open the page again and repeat."


class WhyMissing(Refusal):
    """What is corrected needs a reason."""

    code = "lessons.why_missing"
    message_th = "บอกเหตุผลที่แก้"
    message_en = "Say why it is corrected."


class FollowUpUnclear(Refusal):
    """A follow-up lacks what to do, or an owner or a day that there can be."""

    code = "lessons.follow_up_unclear"
    message_th = "งานติดตามยังไม่ครบ: ต้องมีสิ่งที่ต้องทำ ผู้รับผิดชอบ และวันครบกำหนดที่ไม่ก่อนวันที่มอบหมาย"
    message_en = "A follow-up needs what to do, an owner, and a day not before it was asked for."


class FollowUpClosed(Refusal):
    """The follow-up was closed before."""

    code = "lessons.follow_up_closed"
    message_th = "ปิดงานติดตามนี้ไปแล้ว"
    message_en = "This follow-up is closed already."


class DoneMissing(Refusal):
    """A follow-up is closed with what was done, or with why it could not be."""

    code = "lessons.done_missing"
    message_th = "บอกว่าได้ทำอะไรไป หรือเหตุที่ทำไม่ได้"
    message_en = "Say what was done, or why it could not be."


class UnknownCode(Refusal):
    """The code is not in use at the centre's offices, or not of that kind."""

    code = "lessons.unknown_code"
    message_th = "ไม่มีรหัสนี้ในรายการที่ใช้อยู่ของประเภทนั้น"
    message_en = "This code is not in use for that kind."


class CodeUnclear(Refusal):
    """A code lacks its name, or the office has one of that name."""

    code = "lessons.code_unclear"
    message_th = "รหัสต้องมีประเภทและชื่อที่ยังไม่มีในรายการ"
    message_en = "A code needs a kind and a name that the list does not have yet."


class YearUnclear(Refusal):
    """A yearly record lacks its source, or a year or an amount that there can be."""

    code = "lessons.year_unclear"
    message_th = "ข้อมูลรายปียังไม่ครบ: ต้องมีแหล่งที่มา ตัวเลขอย่างน้อยหนึ่งช่อง และปีที่ไม่ใช่ปีหน้า"
    message_en = "The record needs its source, at least one figure, and a year that has begun."


class NeedUnclear(Refusal):
    """A need lacks what it asks for, or rests on no evidence that there is."""

    code = "lessons.need_unclear"
    message_th = "ความต้องการยังไม่ครบ: ต้องบอกว่าขออะไร จำนวนเงิน และอ้างหลักฐานที่มีอยู่"
    message_en = "A need says what it asks for, an amount, and evidence that there is."
