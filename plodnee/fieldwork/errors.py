"""What is refused of forms, devices and drafts."""

from plodnee.errors import Refusal


class FormUnknown(Refusal):
    """The submission names a form that there is not."""

    code = "fieldwork.form_unknown"
    message_th = "ไม่รู้จักแบบนี้ ดาวน์โหลดแบบใหม่จากระบบแล้วกรอกอีกครั้ง"
    message_en = "This form is not known. Download the forms again and fill it once more."


class Unreadable(Refusal):
    """The submission is no XML that a form of ours makes, or larger than one can be."""

    code = "fieldwork.unreadable"
    message_th = "อ่านสิ่งที่ส่งมาไม่ได้: {reason_th}"
    message_en = "What was sent cannot be read: {reason_en}"


class NotYourPlace(Refusal):
    """The household or centre is not there, or the worker may not collect at it."""

    code = "fieldwork.not_your_place"
    message_th = "ส่งให้ครัวเรือนหรือศูนย์ฯ นี้ไม่ได้ ท่านไม่ได้รับมอบหมาย ติดต่อผู้มอบหมายงาน"
    message_en = "Nothing can be sent for this household or centre. Ask whoever assigns the work."


class WorkerCannot(Refusal):
    """The person chosen holds no post that collects at the centre."""

    code = "fieldwork.worker_cannot"
    message_th = "ผู้นี้ไม่มีตำแหน่งที่เก็บข้อมูลของศูนย์ฯ นี้"
    message_en = "This person holds no post that collects at the centre."


class TooManyDevices(Refusal):
    """Somebody has as many devices as are allowed."""

    code = "fieldwork.too_many_devices"
    message_th = "มีอุปกรณ์ครบ {most} เครื่องแล้ว ยกเลิกเครื่องที่ไม่ใช้ก่อน"
    message_en = "There are {most} devices already. Revoke one that is not used."


class DraftDecided(Refusal):
    """Somebody else decided the draft meanwhile, or its state does not allow this."""

    code = "fieldwork.draft_decided"
    message_th = "รายการนี้มีผู้ตัดสินไปแล้วหรือสถานะเปลี่ยนไป เปิดหน้านี้ใหม่"
    message_en = "This draft was decided meanwhile, or its state changed. Open the page again."


class ReasonMissing(Refusal):
    """What is rejected, returned or taken back needs a reason."""

    code = "fieldwork.reason_missing"
    message_th = "ต้องบอกเหตุผล"
    message_en = "Say why."


class DraftHasProblems(Refusal):
    """The draft's answers are not whole, so nothing can be made of them."""

    code = "fieldwork.draft_has_problems"
    message_th = "คำตอบยังไม่ครบหรือผิดรูปแบบ {count} ข้อ ส่งกลับให้แก้ หรือปฏิเสธ"
    message_en = "{count} answers are missing or wrong. Return the draft, or reject it."


class CannotUndo(Refusal):
    """What the draft was made into has been built upon since."""

    code = "fieldwork.cannot_undo"
    message_th = "ถอนการยืนยันไม่ได้ มีผู้ใช้ข้อมูลนี้ต่อแล้ว ให้แก้ที่ทะเบียนแทน"
    message_en = "This cannot be taken back: more rests on it. Put the register right instead."
