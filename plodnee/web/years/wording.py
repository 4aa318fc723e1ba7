"""What the figures of a year and the evidence of a need are called."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.lessons.years.selectors import Evidence, YearOfCentre
from plodnee.web.templatetags.wording import be_date
from plodnee.web.visit_day.wording import KINDS

FIGURES: Mapping[str, Promise] = {
    "contracts": gettext_lazy("สัญญาที่ลงนามในปี (ฉบับ)"),
    "debt_satang": gettext_lazy("หนี้คงเหลือสิ้นปี (บาท)"),
    "freed": gettext_lazy("ครัวเรือนปลดหนี้ในปี"),
    "model_households": gettext_lazy("ครัวเรือนต้นแบบสิ้นปี"),
    "occupation_groups": gettext_lazy("กลุ่มอาชีพ (กลุ่ม)"),
    "returned_satang": gettext_lazy("เงินทุนคืนกลุ่มในปี (บาท)"),
    "beneficiaries": gettext_lazy("ครัวเรือนที่ได้รับประโยชน์"),
}


def year_notes(years: Iterable[YearOfCentre]) -> list[tuple[int, str]]:
    """Of each year that was worked out: by which register, and how far a year goes that runs."""
    notes = []
    for one in years:
        said = {"year": one.year_be, "day": be_date(one.register_on) if one.register_on else ""}
        if one.counted_until:
            said["until"] = be_date(one.counted_until)
            words = _("ปี %(year)s ยังไม่สิ้น นับถึง %(until)s จากทะเบียนที่เปลี่ยนล่าสุดเมื่อ %(day)s")
            notes.append((one.year_be, words % said))
        elif one.register_on:
            words = _("ปี %(year)s คิดจากทะเบียนที่เปลี่ยนล่าสุดเมื่อ %(day)s")
            notes.append((one.year_be, words % said))
    return notes


def evidence_words(one: Evidence) -> str:
    """What a need rests on, in one line."""
    if one.kind == "follow_ups":
        return _("งานติดตามที่ยังค้าง %(count)d งาน") % {"count": one.count}
    if one.kind == "record":
        return _("ข้อมูลรายปีจาก %(name)s") % {"name": one.name}
    kind, name = KINDS[one.kind], one.name or _("ไม่ระบุรหัส")
    said = {"kind": kind, "name": name, "count": one.count}
    return _("%(kind)s: %(name)s %(count)d ข้อ") % said
