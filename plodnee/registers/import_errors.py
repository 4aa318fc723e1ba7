"""What confirming, discarding and undoing an import refuses."""

from datetime import date
from typing import ClassVar, cast

from plodnee.errors import Refusal, said_day


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
        "ไฟล์นี้บอกต่างจากทะเบียนที่ใช้อยู่อีก {differing} แห่งที่ยังไม่ได้ทำเครื่องหมาย กลับไปหน้าตรวจทะเบียน "
        "ดูค่าทั้งสองฝ่ายทุกเรื่อง แล้วทำเครื่องหมายว่าให้ใช้ตามไฟล์ หรือแก้ไฟล์แล้วส่งใหม่"
    )
    message_en = (
        "The file says something else than the register in use in {differing} places that are "
        "not ticked. Go back to the preview, look at both values of each kind and tick that the "
        "file's are taken, or put the file right and send it again (by command: --otherwise take)."
    )

    @property
    def seals(self) -> tuple[str, ...]:
        """What stands for each kind of the differences of now, for whoever takes them all."""
        return cast(tuple[str, ...], self.details["seals"])


class ImportNotUndoable(Refusal):
    """It is no confirmed import, the centre's first, or something was recorded or rests on it.

    It says what to do first; `why` is a key of `REASONS`.
    """

    code = "registers.import_not_undoable"
    message_th = "ย้อนการนำเข้านี้ไม่ได้ {reason_th}"
    message_en = "This import cannot be undone: {reason_en}"
    REASONS: ClassVar[dict[str, tuple[str, str]]] = {
        "unconfirmed": (
            "เพราะยังไม่ได้ยืนยัน ยกเลิกการนำเข้าแทน",
            "it was not confirmed. Discard it instead.",
        ),
        "first": (
            "เพราะเป็นทะเบียนแรกของศูนย์ฯ นำเข้าไฟล์ที่ครบและถูกต้องแทน",
            "it is the centre's first register. Import a complete file instead.",
        ),
        "import": (
            "ก่อนย้อนการนำเข้าหลังจากนี้: เริ่มที่ฉบับข้อมูล ณ วันที่ {day} ซึ่งบันทึกล่าสุด",
            "before those after it are: begin with that of {day}, which was recorded last.",
        ),
        "entry": (
            "เพราะมีการบันทึกทะเบียนด้วยมือหลังจากนั้น มีผล {day} นำเข้าไฟล์ที่ครบแทน หรือแก้ไขทีละรายการ",
            "the register was changed by hand after it, as of {day}. Import a complete file "
            "instead, or put things right one by one.",
        ),
        "baseline": (
            "เพราะมียอดหนี้ตั้งต้นที่อ้างถึงแล้ว นำเข้าไฟล์ที่ครบแทน แล้วแก้ยอดตั้งต้นพร้อมเหตุผล",
            "a starting debt rests on it. Import a complete file instead, and state the starting "
            "debt again with a reason.",
        ),
        "slip": (
            "เพราะออกใบยืนยันยอดจากข้อมูลนี้แล้ว นำเข้าไฟล์ที่ครบแทน",
            "a balance slip was made of it. Import a complete file instead.",
        ),
        "named": (
            "เพราะมีหลักฐาน เรื่อง หรือเอกสารของครัวเรือนหรือหนี้ที่มากับไฟล์นี้แล้ว บันทึกครัวเรือนหรือหนี้นั้นว่าผิดแทน",
            "evidence, a case or a paper names a household or debt that came with it. Mark that "
            "one as entered by mistake instead.",
        ),
    }

    def __init__(self, why: str, day: date | None = None) -> None:
        th, en = self.REASONS[why]
        days = [said_day(day, language) if day else "–" for language in ("th", "en")]
        super().__init__(
            why=why, reason_th=th.format(day=days[0]), reason_en=en.format(day=days[1])
        )


class ImportNotDiscardable(Refusal):
    """The import was confirmed; what it said is history."""

    code = "registers.import_not_discardable"
    message_th = "รายการนำเข้านี้ยืนยันแล้ว จึงยกเลิกไม่ได้ ส่งทะเบียนฉบับแก้ไขของวันเดียวกันแทน"
    message_en = (
        "This import was confirmed and cannot be discarded. "
        "Send a corrected register of the same day instead."
    )
