"""What an edit changed, in the words of the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.registers.edits import Facts, Step
from plodnee.registers.models import Edit
from plodnee.web.confirmations.wording import ANSWER_NAMES, SETTLEMENT_NAMES
from plodnee.web.templatetags.wording import baht, be_date, rate

# The name of a fact in a step -> what a page calls it; a step names no other facts.
FACT_NAMES: dict[str, Promise] = {
    "code": gettext_lazy("รหัส"),
    "creditor_answer": gettext_lazy("คำตอบของเจ้าหนี้"),
    "creditor_satang": gettext_lazy("ยอดที่เจ้าหนี้แจ้ง (บาท)"),
    "creditor_answered_on": gettext_lazy("เจ้าหนี้ตอบเมื่อ"),
    "debtor_answer": gettext_lazy("คำตอบของลูกหนี้"),
    "debtor_satang": gettext_lazy("ยอดที่ลูกหนี้แจ้ง (บาท)"),
    "debtor_answered_on": gettext_lazy("ลูกหนี้ตอบเมื่อ"),
    "owed_satang": gettext_lazy("ยอดหนี้ (บาท)"),
    "settlement": gettext_lazy("ผลการยุติ"),
    "settled_satang": gettext_lazy("ยอดที่ตกลงกัน (บาท)"),
    "settled_on": gettext_lazy("ยุติเมื่อ"),
}
# Facts that are one of a few words.
FACT_WORDS: dict[str, Mapping[str, Promise]] = {
    "creditor_answer": ANSWER_NAMES,
    "debtor_answer": ANSWER_NAMES,
    "settlement": SETTLEMENT_NAMES,
}
DEED_NAMES: dict[str, Promise] = {
    Edit.Deed.CHANGED: gettext_lazy("บันทึก"),
    Edit.Deed.CORRECTED: gettext_lazy("แก้ไขให้ถูกต้อง"),
    Edit.Deed.UNDONE: gettext_lazy("ย้อนกลับ"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact that two versions say differently."""

    name: str
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class ToldStep:
    """A step as the history on a page tells it."""

    deed: str
    made_at: datetime
    made_by: str
    reason: str
    changes: list[Difference]


def told_steps(steps: list[Step]) -> list[ToldStep]:
    """These steps in the words of the page, in their order."""
    return [
        ToldStep(
            deed=str(DEED_NAMES[step.edit.deed]),
            made_at=step.made_at,
            made_by=str(step.made_by or _("ผู้ดูแลระบบ")),
            reason=step.reason,
            changes=differences(step.before, step.after),
        )
        for step in steps
    ]


def differences(one: Facts, other: Facts) -> list[Difference]:
    """The facts that differ between two versions, in the words of the page."""
    names = [name for name in {**one, **other} if one.get(name) != other.get(name)]
    return [
        Difference(
            name=str(FACT_NAMES.get(name, name)),
            one=fact_words(name, one.get(name)),
            other=fact_words(name, other.get(name)),
        )
        for name in names
    ]


def fact_words(name: str, value: object) -> str:
    """A fact as a page writes it; its unit is the end of its name."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("ใช่") if value else _("ไม่ใช่")
    if name.endswith("_satang") and isinstance(value, int):
        return str(baht(value))
    if name.endswith("_bp") and isinstance(value, int):
        return str(rate(value))
    if name.endswith("_on") and isinstance(value, str):
        return str(be_date(date.fromisoformat(value)))
    return str(FACT_WORDS.get(name, {}).get(str(value), value))
