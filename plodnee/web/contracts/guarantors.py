"""Who answers for a contract, as its pages say it: up to how much, or free since which day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.casework.models import GuarantorReply
from plodnee.contracts.guaranteeing import Said
from plodnee.contracts.models import ContractGuarantor, ContractStep
from plodnee.contracts.selectors import ContractState
from plodnee.documents.contracts import guarantor_name, guarantors_of
from plodnee.ledger.chart import Names
from plodnee.web.fields import DayField
from plodnee.web.templatetags.wording import baht, be_date

CONSENTED, DISCHARGED = GuarantorReply.Answer.CONSENTED, GuarantorReply.Answer.DISCHARGED
ANSWERS = (
    ("", gettext_lazy("ไม่เกี่ยว การแก้ไขนี้ไม่ขยายเวลาของหนี้ที่ค้ำ")),
    (str(CONSENTED), gettext_lazy("ยินยอมใหม่เป็นหนังสือ")),
    (str(DISCHARGED), gettext_lazy("ไม่ยินยอม หลุดพ้นจากการค้ำประกัน")),
)


@dataclass(frozen=True, slots=True)
class GuarantorView:
    """A guarantor of the contract: who for which creditor's debt, how they stand, since when."""

    label: str
    words: str
    is_free: bool


def guarantor_labels(found: ContractState, names: Names) -> dict[int, str]:
    """Each guarantor by position: the name, and whose debt it is that they answer for."""
    return {one.position: _label(one, names) for one in guarantors_of(found.contract)}


def guarantor_views(found: ContractState, names: Names) -> list[GuarantorView]:
    """Every guarantor of the contract with how they stand after every step so far."""
    since: dict[int, dict[str, str]] = {}
    for step in found.steps:
        since |= {int(key): said for key, said in _said(step).items()}
    return [
        GuarantorView(_label(one, names), *_standing(one, since.get(one.position)))
        for one in guarantors_of(found.contract)
    ]


def answer_words(step: ContractStep, labels: dict[int, str]) -> list[str]:
    """What each guarantor said to an amendment, one a line."""
    return [f"{labels[int(key)]}: {_answer(said)}" for key, said in _said(step).items()]


def add_answers(form: forms.Form, bound: dict[int, str]) -> None:
    """What each bound guarantor says to the amendment, asked for one by one."""
    for position, label in bound.items():
        form.fields[f"guarantor_{position}"] = forms.ChoiceField(
            label=_("ผู้ค้ำประกัน %(who)s") % {"who": label},
            choices=ANSWERS,
            widget=forms.RadioSelect,
            required=False,
            help_text=_("ต้องตอบเมื่อเลื่อนกำหนด เพิ่มงวด หรือพักชำระ ผู้ไม่ยินยอมย่อมหลุดพ้น (ป.พ.พ. มาตรา 700)"),
        )
        form.fields[f"guarantor_{position}_on"] = DayField(
            label=_("วันที่ %(who)s ยินยอมเป็นหนังสือ") % {"who": label}, required=False
        )


def check_answers(form: forms.Form, bound: dict[int, str]) -> None:
    """A day of consent where there is a consent, and nowhere else, told at its field."""
    for position in bound:
        name = f"guarantor_{position}_on"
        consents = form.cleaned_data.get(f"guarantor_{position}") == CONSENTED
        if name in form.cleaned_data and consents != bool(form.cleaned_data[name]):
            form.add_error(name, _("ใส่วันที่ยินยอมเป็นหนังสือเมื่อเลือกว่ายินยอมใหม่ และเว้นว่างในกรณีอื่น"))


def answers_given(said: dict[str, Any], bound: dict[int, str]) -> Said:
    """What was chosen for whom; nothing of who is not concerned."""
    found: dict[int, date | None] = {}
    for position in bound:
        if said[f"guarantor_{position}"]:
            found[position] = said[f"guarantor_{position}_on"]
    return found


def _label(one: ContractGuarantor, names: Names) -> str:
    debt = one.reply.debt
    creditor = debt.group or debt.outside_creditor
    assert creditor is not None
    return f"{guarantor_name(one)} ({names.creditor(creditor)})"


def _said(step: ContractStep) -> dict[str, dict[str, str]]:
    return (step.amendment or {}).get("guarantors") or {}


def _answer(said: dict[str, str]) -> str:
    day = be_date(date.fromisoformat(said["on"]))
    if said["answer"] == CONSENTED:
        return _("ยินยอมให้ขยายเวลาเป็นหนังสือ %(day)s") % {"day": day}
    return _("หลุดพ้นจากการค้ำประกัน %(day)s") % {"day": day}


def _standing(one: ContractGuarantor, last: dict[str, str] | None) -> tuple[str, bool]:
    """How somebody stands, and whether they are free."""
    reply = one.reply
    if reply.most_satang is None or reply.guaranteed_until is None:
        return _("ไม่ค้ำประกันสัญญานี้"), True
    if last is not None and last["answer"] == DISCHARGED:
        return _answer(last), True
    words = _("ค้ำไม่เกิน %(most)s บาท ถึง %(until)s") % {
        "most": baht(reply.most_satang),
        "until": be_date(reply.guaranteed_until),
    }
    return (f"{words} · {_answer(last)}" if last else words), False
