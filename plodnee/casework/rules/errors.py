"""What is refused of a centre's own rules."""

from collections.abc import Sequence

from plodnee.engine.class_spans import Fault
from plodnee.errors import Refusal


class RulesNotPossible(Refusal):
    """Rules that leave a debtor without a class, or that no menu can keep; told by field."""

    code = "casework.rules_not_possible"
    message_th = "เกณฑ์นี้ใช้ไม่ได้: {faults}"
    message_en = "These rules are not possible: {faults_en}"

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(
            faults="; ".join(fault.text for fault in faults),
            faults_en="; ".join(fault.text_en for fault in faults),
        )


class RulesChanged(Refusal):
    """Somebody took a step on this version since this person last saw the page."""

    code = "casework.rules_changed"
    message_th = "มีผู้แก้ไขเกณฑ์ฉบับนี้ก่อนท่าน ให้เปิดหน้าใหม่ ดูสิ่งที่เปลี่ยน แล้วจึงทำรายการอีกครั้ง"
    message_en = (
        "Somebody changed this version before you. Open the page again, see what changed, and then "
        "decide."
    )


class RulesSettled(Refusal):
    """What is asked is not done with a version that stands like this."""

    code = "casework.rules_settled"
    message_th = "ฉบับนี้ทำรายการนี้ไม่ได้แล้ว ฉบับที่เห็นชอบหรือเพิกถอนแล้วแก้ไม่ได้ ให้ร่างฉบับใหม่"
    message_en = (
        "This cannot be done with this version now. What was approved or withdrawn is not changed: "
        "draft a new version."
    )


class RulesInForce(Refusal):
    """A version that has taken force is not withdrawn; a new one replaces it."""

    code = "casework.rules_in_force"
    message_th = "ฉบับนี้มีผลแล้วตั้งแต่ {day} เพิกถอนไม่ได้ ให้ร่างฉบับใหม่มาใช้แทน"
    message_en = "This version took force on {day} and is not withdrawn. Draft one to replace it."


class TrialNeeded(Refusal):
    """Criteria are tried as they stand before they are approved."""

    code = "casework.trial_needed"
    message_th = "ต้องทดลองใช้เกณฑ์ฉบับนี้ดูผลก่อน จึงจะเสนอหรือเห็นชอบได้ ถ้าแก้หลังทดลองให้ทดลองใหม่"
    message_en = "Try these criteria first and see what they change; after an edit, try them again."


class SameMaker(Refusal):
    """Whoever wrote a version does not put it in force."""

    code = "casework.rules_same_maker"
    message_th = "ผู้ร่างหรือแก้ไขเกณฑ์ฉบับนี้ให้เกณฑ์มีผลเองไม่ได้ ให้ผู้มีสิทธิคนอื่นตรวจและบันทึก"
    message_en = (
        "Whoever wrote this version does not put it in force. Another who may reads and records it."
    )


class ForceTooEarly(Refusal):
    """Rules take force on the day of the meeting that resolved them, or later."""

    code = "casework.force_too_early"
    message_th = "เกณฑ์มีผลย้อนหลังก่อนวันประชุมที่ลงมติ ({day}) ไม่ได้"
    message_en = "Rules do not take force before the meeting that resolved them, on {day}."


class QuorumTooEarly(ForceTooEarly):
    """A quorum takes force after the meeting that resolved it, and not for days gone by."""

    code = "casework.quorum_too_early"
    message_th = "องค์ประชุมใหม่มีผลได้ตั้งแต่วันที่ {day} การประชุมก่อนหน้านั้นเป็นไปตามองค์ประชุมเดิม"
    message_en = "A new quorum takes force on {day} at the earliest; earlier meetings keep theirs."


class DraftOpen(Refusal):
    """A version of the kind is being written already."""

    code = "casework.rules_draft_open"
    message_th = "มีร่างฉบับที่ {number} ค้างอยู่ ให้แก้ต่อจากฉบับนั้น หรือเพิกถอนก่อน"
    message_en = "Version {number} is being written already. Go on with it, or withdraw it first."
