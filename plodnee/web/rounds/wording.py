"""Rounds, criteria and what versions changed, in the words of the pages."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.visits.rounds.ranking import Ranked
from plodnee.web.templatetags.wording import area_alone, baht_short, be_date

COLUMNS: Mapping[str, Any] = {
    "project": gettext_lazy("โครงการ"),
    "activity": gettext_lazy("กิจกรรม"),
    "sub_activity": gettext_lazy("กิจกรรมย่อย"),
    "purpose": gettext_lazy("โดยมีวัตถุประสงค์"),
    "objectives": gettext_lazy("วัตถุประสงค์"),
    "target_groups": gettext_lazy("กลุ่มเป้าหมาย"),
    "steps": gettext_lazy("วิธีและขั้นตอนดำเนินการ"),
    "expected": gettext_lazy("ผลที่คาดว่าจะได้รับ"),
    "team": gettext_lazy("คณะติดตาม"),
    "starts_on": gettext_lazy("เริ่มวันที่"),
    "ends_on": gettext_lazy("ถึงวันที่"),
    "budget_satang": gettext_lazy("งบประมาณ (บาท)"),
    "members_asked": gettext_lazy("คณะกรรมการและสมาชิกที่เชิญ (คน)"),
    "models_asked": gettext_lazy("ครัวเรือนต้นแบบที่เชิญ (คน)"),
    "provinces": gettext_lazy("จังหวัดที่เข้าร่วม"),
    "topics": gettext_lazy("ประเด็น"),
    "indicators": gettext_lazy("ตัวชี้วัดและค่าเป้าหมาย (เอกสาร 1)"),
}
CRITERIA: Mapping[str, Promise] = {
    "order_in_force": gettext_lazy("คำสั่งแต่งตั้งคณะกรรมการมีผลอยู่"),
    "register_fresh": gettext_lazy("ทะเบียนเป็นปัจจุบัน"),
    "analysed": gettext_lazy("วิเคราะห์และจัดประเภทลูกหนี้แล้ว"),
    "targets_frozen": gettext_lazy("กำหนดครัวเรือนเป้าหมายและหนี้ตั้งต้นแล้ว"),
    "not_yet_visited": gettext_lazy("ยังไม่เคยถูกเลือกในรอบอื่น"),
}


def criterion_words(code: str) -> str:
    """A criterion of the choice."""
    return str(CRITERIA.get(code, code))


def column_words(name: str) -> str:
    """A column of a round's version."""
    return str(COLUMNS.get(name, name))


def figure_words(row: Ranked, code: str) -> str:
    """The figure behind a criterion of a centre; a dash where there is none."""
    figure = row.figures.get(code)
    if code == "targets_frozen":
        return _("%(n)d ครัวเรือน") % {"n": figure} if code in row.met else _("ยังไม่ถึงเกณฑ์")
    if code == "not_yet_visited":
        return "" if code in row.met else _("ปี %(year)s") % {"year": figure}
    day = figure if isinstance(figure, date) else None
    if code == "order_in_force" and day:
        return _("ถึง %(day)s") % {"day": be_date(day)}
    return be_date(day)


def value_words(name: str, value: Any) -> str:
    """The value of a column as the page writes it."""
    if name == "budget_satang":
        return baht_short(value)
    if name in ("starts_on", "ends_on"):
        return be_date(value)
    if name == "provinces":
        return " ".join(area_alone(code) for code in value)
    return str(value)
