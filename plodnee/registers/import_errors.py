"""What confirming, discarding and undoing an import refuses."""

from typing import cast

from plodnee.errors import Refusal


class ImportNotOpen(Refusal):
    """The import was discarded; its file can be sent again."""

    code = "registers.import_not_open"
    message_th = "รายการนำเข้านี้ถูกยกเลิกแล้ว ส่งสมุดงานเข้ามาใหม่ได้"
    message_en = "This import was discarded. The workbook can be sent again."


class ChoiceMissing(Refusal):
    """A later workbook lacks what the register in use states; nobody said what that means."""

    code = "registers.choice_missing"
    message_th = (
        "ทะเบียนที่ใช้อยู่มี {households} ครัวเรือน หนี้ {debts} ก้อน และรายรับรายจ่ายของอีก {cash} ครัวเรือน "
        "ที่ไม่อยู่ในไฟล์นี้ กลับไปหน้าตรวจทะเบียนแล้วเลือกว่า เพิ่มเข้าทะเบียนเดิม หรือ แทนทะเบียนเดิมทั้งหมด"
    )
    message_en = (
        "{households} households, {debts} debts and the income and expense of {cash} more "
        "households of the register in use are not in this file. Go back to the preview and "
        "choose whether it adds to the register or replaces all of it (by command: --missing)."
    )


class ConfirmedOtherwise(Refusal):
    """The file says something else than the register of its day; nobody said to take the file."""

    code = "registers.confirmed_otherwise"
    message_th = (
        "ไฟล์นี้บอกต่างจากทะเบียนของวันเดียวกัน {differing} แห่ง กลับไปหน้าตรวจทะเบียน ดูค่าทั้งสองฝ่าย "
        "แล้วทำเครื่องหมายว่าให้ใช้ตามไฟล์ หรือแก้ไฟล์แล้วส่งใหม่"
    )
    message_en = (
        "The file says something else than the register of the same day in {differing} places. Go "
        "back to the preview, look at both values and tick that the file's are taken, or put the "
        "file right and send it again (by command: --otherwise take)."
    )

    @property
    def seal(self) -> str:
        """What stands for the differences of now, for whoever takes them."""
        return cast(str, self.details["seal"])


class ImportNotUndoable(Refusal):
    """It is no confirmed import, the centre's first, or something was recorded or rests on it."""

    code = "registers.import_not_undoable"
    message_th = (
        "ย้อนการนำเข้านี้ไม่ได้ เพราะเป็นทะเบียนแรกของศูนย์ฯ หรือมีการบันทึกหลังจากนั้น หรือมีใบยืนยันยอด หลักฐาน "
        "ยอดตั้งต้น หรือเรื่องที่อ้างถึงแล้ว ให้นำเข้าไฟล์ที่ครบแทน"
    )
    message_en = (
        "This import cannot be undone: it is the centre's first register, something was recorded "
        "after it, or a slip, evidence, a starting debt or a case rests on it. Import a complete "
        "file instead."
    )


class ImportNotDiscardable(Refusal):
    """The import was confirmed; what it said is history."""

    code = "registers.import_not_discardable"
    message_th = "รายการนำเข้านี้ยืนยันแล้ว จึงยกเลิกไม่ได้ ส่งทะเบียนฉบับแก้ไขของวันเดียวกันแทน"
    message_en = (
        "This import was confirmed and cannot be discarded. "
        "Send a corrected register of the same day instead."
    )
