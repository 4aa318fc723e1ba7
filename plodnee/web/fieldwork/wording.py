"""What pages call the states, marks and answers of drafts."""

from datetime import date
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.audit.subjects import open_column
from plodnee.engine.national_id import masked_line
from plodnee.fieldwork.comparing import Standing, answer_words
from plodnee.fieldwork.definitions.model import Kind, Question
from plodnee.fieldwork.models import Draft, DraftStep
from plodnee.fieldwork.reading import Value
from plodnee.fieldwork.states import WAITING, Deed
from plodnee.web.templatetags.wording import baht_short, be_date, english

STATE_NAMES: dict[str, Promise] = {
    WAITING: gettext_lazy("รอตรวจ"),
    Deed.CONFIRMED: gettext_lazy("ยืนยันแล้ว"),
    Deed.RETURNED: gettext_lazy("ส่งกลับให้แก้"),
    Deed.REJECTED: gettext_lazy("ไม่รับ"),
}
DEED_NAMES: dict[str, Promise] = {
    Deed.CONFIRMED: gettext_lazy("ยืนยัน"),
    Deed.RETURNED: gettext_lazy("ส่งกลับให้แก้"),
    Deed.REJECTED: gettext_lazy("ไม่รับ"),
    Deed.REOPENED: gettext_lazy("เปิดตรวจใหม่"),
    Deed.REFUSED: gettext_lazy("ระบบไม่รับ"),
}
# The tag's colour by the state.
STATE_TAGS = {
    WAITING: "standing-waiting",
    Deed.CONFIRMED: "standing-confirmed",
    Deed.RETURNED: "standing-unmatched",
    Deed.REJECTED: "standing-disputed",
}
_TROUBLES: dict[str, Promise] = {
    Draft.Trouble.OTHER_VERSION: gettext_lazy("กรอกด้วยแบบรุ่นอื่น คำตอบบางข้ออาจไม่ครบ"),
    Draft.Trouble.NOT_ASSIGNED: gettext_lazy("ครัวเรือนนี้ไม่ได้มอบหมายให้ผู้ส่งในวันที่ส่ง"),
}


def language() -> str:
    """The language of the page."""
    return "en" if english() else "th"


def marks_of(draft: Draft, standing: Standing) -> list[str]:
    """What a person must look at before deciding."""
    marks = [str(_TROUBLES[draft.trouble])] if draft.trouble else []
    if standing.changed_since:
        marks.append(_("ทะเบียนของครัวเรือนนี้เปลี่ยนไปหลังจากผู้เก็บข้อมูลรับรายชื่อ"))
    if standing.twins > 1:
        marks.append(_("รายการเดียวกันถูกส่งมาด้วยข้อความต่างกัน ยืนยันได้ฉบับเดียว"))
    if standing.unknown_debts:
        marks.append(_("มีหนี้ที่ทะเบียนของครัวเรือนนี้ไม่มีแล้ว"))
    return marks


def value_words(question: Question, value: Value) -> str:
    """An answer as a person reads it; ids in free words are masked."""
    said = answer_words(question, value, language())
    if said is not None:
        return said.of(language())
    if value is None:
        return "–"
    if isinstance(value, date):
        return be_date(value)
    if question.kind is Kind.BAHT and isinstance(value, int):
        return baht_short(value)
    if isinstance(value, int | Decimal):
        return f"{value:,}"
    return masked_line(str(value))


def step_words(step: DraftStep) -> dict[str, object]:
    """A step of a draft: what was done, by whom, when and why."""
    return {
        "step": step,
        "deed": DEED_NAMES[step.deed],
        "who": str(step.done_by or "–"),
        "reason": open_column(step, "sealed_reason"),
    }
