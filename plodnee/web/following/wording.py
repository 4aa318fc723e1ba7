"""Contacts, visits, notices and claims in the words of the page, and words to use with a debtor."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.casework.following.duties import GuarantorDuty
from plodnee.casework.models import Contact
from plodnee.engine.collection_hours import Ruling, contact_hours
from plodnee.web.templatetags.wording import baht_short, be_date, english

CHANNELS: Mapping[str, Promise] = {
    "meeting": gettext_lazy("พบกัน"),
    "call": gettext_lazy("โทรศัพท์"),
    "message": gettext_lazy("ข้อความ"),
    "letter": gettext_lazy("จดหมายปิดผนึก"),
}
OUTCOMES: Mapping[str, Promise] = {
    "spoke": gettext_lazy("ได้พูดคุย"),
    "promised": gettext_lazy("นัดวันชำระ"),
    "needs_plan": gettext_lazy("ขอปรับแผน"),
    "disputes": gettext_lazy("เห็นว่ายอดไม่ถูกต้อง"),
    "not_reached": gettext_lazy("ติดต่อไม่ได้"),
}
RELATIONS: Mapping[str, Promise] = {
    "spouse": gettext_lazy("คู่สมรส"),
    "parent": gettext_lazy("บิดามารดา"),
    "child": gettext_lazy("บุตร"),
    "relative": gettext_lazy("ญาติ"),
    "other": gettext_lazy("ผู้อื่นที่ลูกหนี้ระบุ"),
}
WITHDRAWALS: Mapping[str, Promise] = {
    "wrong_household": gettext_lazy("บันทึกผิดครัวเรือน"),
    "wrong_day": gettext_lazy("บันทึกผิดวัน"),
    "never_made": gettext_lazy("ไม่ได้ติดต่อจริง"),
}
POSTS: Mapping[str, Promise] = {
    "registered_post": gettext_lazy("ไปรษณีย์ลงทะเบียนตอบรับ"),
    "by_hand": gettext_lazy("ส่งด้วยมือ มีลายมือชื่อรับ"),
}
PURPOSES: Mapping[str, Promise] = {
    "plan": gettext_lazy("ดูว่าแผนไปได้ดีเพียงใด"),
    "income": gettext_lazy("ดูรายรับรายจ่าย"),
    "occupation": gettext_lazy("ส่งเสริมอาชีพ"),
    "welfare": gettext_lazy("สวัสดิการและความช่วยเหลือ"),
}
VISITS: Mapping[str, Promise] = {
    "met": gettext_lazy("พบครัวเรือน"),
    "not_home": gettext_lazy("ไม่มีคนอยู่"),
    "moved": gettext_lazy("ย้ายไปแล้ว"),
    "called_off": gettext_lazy("ยกเลิกการเยี่ยม"),
}
ACTS: Mapping[str, Promise] = {
    "written_acknowledgement": gettext_lazy("รับสภาพหนี้เป็นหนังสือ"),
    "part_payment": gettext_lazy("ชำระบางส่วน"),
    "interest_payment": gettext_lazy("ชำระดอกเบี้ย"),
    "security": gettext_lazy("ให้หลักประกัน"),
    "court_action": gettext_lazy("ฟ้องคดี"),
}
CLAIMS: Mapping[str, Promise] = {
    "general": gettext_lazy("เงินต้น"),
    "instalment_principal": gettext_lazy("เงินต้นที่ผ่อนเป็นงวด"),
    "interest_arrears": gettext_lazy("ดอกเบี้ยและเบี้ยปรับค้าง"),
    "judgment_or_compromise": gettext_lazy("หนี้ตามคำพิพากษาหรือสัญญาประนีประนอม"),
    "estate": gettext_lazy("เรียกจากกองมรดกของผู้กู้ที่เสียชีวิต (ป.พ.พ. มาตรา 1754)"),
}
REFUSALS: Mapping[str, Promise] = {
    "outside_hours": gettext_lazy("นอกเวลาที่กฎหมายให้ติดต่อ"),
    "contacted_enough": gettext_lazy("ครบจำนวนครั้งของวันนั้นแล้ว"),
    "state_official": gettext_lazy("ผู้ขอเป็นเจ้าหน้าที่ของรัฐ"),
}


def ruling_words(ruling: Ruling, at: datetime) -> str:
    """Whether contact is allowed now and until when, or why not and from when."""
    closes = f"{contact_hours(at.date())[1]:%H.%M}"
    if ruling.allowed:
        return _("ติดต่อได้ถึง %(hour)s น. วันนี้") % {"hour": closes}
    reason = ruling.reason_en if english() else ruling.reason
    if ruling.code == "state_official":
        return reason
    day, hour = be_date(ruling.next_allowed.date()), f"{ruling.next_allowed:%H.%M}"
    said = {"reason": reason, "day": day, "hour": hour}
    return _("%(reason)s ติดต่อได้ตั้งแต่ %(day)s %(hour)s น.") % said


def contact_words(contact: Contact) -> str:
    """What came of a contact, with the day and the sum that were promised."""
    words = str(OUTCOMES[contact.outcome])
    if contact.promised_on is None:
        return words
    words = _("%(words)s %(day)s") % {"words": words, "day": be_date(contact.promised_on)}
    if contact.promised_satang is None:
        return words
    return _("%(words)s จำนวน %(amount)s บาท") % {
        "words": words,
        "amount": baht_short(contact.promised_satang),
    }


def notice_words(duty: GuarantorDuty) -> str:
    """How a notice stands, and what follows from it."""
    notice = duty.notice
    if notice.deadline is None:
        return _("ผิดนัดก่อนกฎหมายใหม่ ไม่ต้องแจ้งเป็นหนังสือ")
    deadline = {"day": be_date(notice.deadline)}
    if duty.received_on is not None and notice.freed_after is None:
        return _("ได้รับแล้ว %(day)s ทันกำหนด") % {"day": be_date(duty.received_on)}
    if duty.received_on is not None:
        said = deadline | {"received": be_date(duty.received_on)}
        return _("ได้รับ %(received)s ช้ากว่ากำหนด หลุดพ้นจากดอกเบี้ยและค่าใช้จ่ายหลัง %(day)s") % said
    if notice.freed_after is not None:
        return (
            _("พ้นกำหนด %(day)s แล้ว หลุดพ้นจากดอกเบี้ยและค่าใช้จ่ายหลังวันนั้น ยังต้องแจ้งก่อนเรียกให้ชำระ")
            % deadline
        )
    said = deadline | {"left": f"{notice.days_left:,}"}
    return _("ต้องถึงมือภายใน %(day)s เหลือ %(left)s วัน") % said


def neutral_words(centre_name: str) -> list[tuple[str, str]]:
    """What may be said: to the debtor, and to somebody whom the debtor named; always in Thai.

    None says that anything is owed, so that nobody who overhears or opens it learns of a debt.
    """
    here = f"ติดต่อจาก{centre_name}"
    return [
        (
            _("พูดกับลูกหนี้เอง (ถามให้แน่ว่าเป็นเจ้าตัวก่อน)"),
            f"สวัสดี {here} ขอสอบถามว่าแผนของครัวเรือนที่ทำไว้กับศูนย์ฯ ไปได้ดีไหม มีอะไรให้ช่วยปรับหรือไม่ "
            "สะดวกคุยตอนนี้หรือนัดมาที่ศูนย์ฯ วันไหนดี",
        ),
        (
            _("พูดกับผู้ที่ลูกหนี้ระบุ หรือฝากข้อความ (ไม่บอกเรื่องหนี้)"),
            f"สวัสดี {here} รบกวนแจ้งให้ติดต่อกลับศูนย์ฯ เมื่อสะดวก ขอบคุณ",
        ),
        (_("หน้าซองจดหมาย (ปิดผนึก ไม่มีข้อความอื่น)"), centre_name),
    ]
