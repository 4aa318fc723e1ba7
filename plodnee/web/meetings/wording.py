"""Meetings, attendance and resolutions in the words of the page."""

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.casework.meetings import subjects
from plodnee.casework.meetings.selectors import Recused
from plodnee.casework.models import Meeting, Resolution
from plodnee.engine.put_line import PutLine
from plodnee.web.templatetags.wording import baht_short, be_date, rate_a_year

SUBJECTS: Mapping[str, Promise] = {
    subjects.HOUSEHOLD: gettext_lazy("เรื่องของครัวเรือน"),
    subjects.CRITERIA: gettext_lazy("เกณฑ์จัดประเภทลูกหนี้"),
    subjects.MENU_POLICY: gettext_lazy("เมนูทางเลือก"),
    subjects.QUORUM: gettext_lazy("องค์ประชุม"),
    subjects.INFORMATION: gettext_lazy("เรื่องแจ้งเพื่อทราบ"),
    subjects.EARLIER_MINUTES: gettext_lazy("รับรองรายงานการประชุมครั้งก่อน"),
    subjects.GENERAL: gettext_lazy("เรื่องทั่วไป"),
    subjects.CORRECTION: gettext_lazy("แก้ไขมติครั้งก่อน"),
    # Kinds of packages above.
    "contract": gettext_lazy("แก้ไขสัญญา"),
    "amendment": gettext_lazy("แก้ไขสัญญาตามที่เสนอ"),
    "adjustment": gettext_lazy("ปรับยอดตามสัญญา"),
}
STATES: Mapping[str, Promise] = {
    "present": gettext_lazy("มา"),
    "absent": gettext_lazy("ขาด"),
    "leave": gettext_lazy("ลา"),
}
OUTCOMES: Mapping[str, Promise] = {
    "approved": gettext_lazy("เห็นชอบ"),
    "refused": gettext_lazy("ไม่เห็นชอบ"),
    "deferred": gettext_lazy("เลื่อนการพิจารณา"),
}


def meeting_name(meeting: Meeting) -> str:
    """`ครั้งที่ 3/2562`."""
    return _("ครั้งที่ %(number)d/%(year)d") % {"number": meeting.number, "year": meeting.year_be}


def subject_name(kind: str) -> str:
    """What an item is about; a kind of a package above is shown by its own word."""
    return str(SUBJECTS.get(kind, kind.replace("_", " ")))


def recused_words(one: Recused) -> str:
    """Who takes no part in an item, and why."""
    reason = one.reason or _("อยู่ในครัวเรือนนี้ เป็นผู้กู้ หรือผู้ค้ำประกันของครัวเรือนนี้")
    return f"{one.member.full_name} ({reason})"


def put_words(one: PutLine) -> str:
    """A line as it was put: debts, rate, instalments, and the days of the first and the last."""
    days = {"first": be_date(one.first_due_on), "last": be_date(one.last_due_on)}
    if not one.joined:
        words = _(
            "ปรับเงื่อนไขในสัญญาเดิม %(eased)d รายการ ชำระรวมเดือนละไม่เกิน %(most)s บาท "
            "งวดแรก %(first)s งวดสุดท้าย %(last)s"
        )
        return words % {"eased": one.eased, "most": baht_short(one.most_satang), **days}
    words = _(
        "รวมหนี้ %(joined)d รายการเป็นสัญญาเดียว เงินต้น %(principal)s บาท ดอกเบี้ย %(rate)s "
        "%(count)d งวด งวดละ %(instalment)s บาท งวดสุดท้าย %(ending)s บาท "
        "งวดแรก %(first)s งวดสุดท้าย %(last)s"
    ) % {
        "joined": one.joined,
        "principal": baht_short(one.principal_satang),
        "rate": rate_a_year(one.rate_bp),
        "count": one.instalments,
        "instalment": baht_short(one.instalment_satang),
        "ending": baht_short(one.last_satang),
        **days,
    }
    if not one.eased:
        return words
    return f"{words} {_('และปรับเงื่อนไขในสัญญาเดิมอีก %(eased)d รายการ') % {'eased': one.eased}}"


def late_words(number: int, first_due_on: date) -> str:
    """That a line put comes too late for its first due date, and what to do instead."""
    words = _(
        "งวดแรกของทางเลือกข้อ %(number)d คือวันที่ %(day)s ลงมติแล้วก็ทำสัญญาไม่ทัน "
        "ให้ถอนวาระนี้ บันทึกและยืนยันยอดวันนี้ วิเคราะห์ใหม่ จัดประเภท ตรึงทางเลือกใหม่ แล้วใส่เป็นวาระใหม่"
    )
    return words % {"number": number, "day": be_date(first_due_on)}


def votes_words(resolution: Resolution) -> str:
    """How the votes fell."""
    words = _("เห็นชอบ %(yes)d ไม่เห็นชอบ %(no)d งดออกเสียง %(none)d") % {
        "yes": resolution.votes_for,
        "no": resolution.votes_against,
        "none": resolution.abstained,
    }
    return _("%(words)s ประธานออกเสียงชี้ขาด") % {"words": words} if resolution.casting_vote else words
