"""Who answers for a contract, as its pages say it: up to how much, or free since which day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.casework.models import GuarantorReply
from plodnee.contracts.guaranteeing import Consent, Said
from plodnee.contracts.models import ContractGuarantor, ContractStep
from plodnee.contracts.selectors import ContractState, Guarantee, guarantees_of
from plodnee.documents.contracts import guarantor_name, guarantors_of
from plodnee.ledger.chart import Names
from plodnee.web.fields import BahtField, DayField
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


Bound = dict[int, GuarantorView]  # who answers for the contract, by position


def guarantor_labels(found: ContractState, names: Names) -> dict[int, str]:
    """Each guarantor by position: the name, and whose debt it is that they answer for."""
    return {one.position: _label(one, names) for one in guarantors_of(found.contract)}


def guarantor_views(found: ContractState, names: Names) -> list[GuarantorView]:
    """Every guarantor of the contract with how they stand after every step so far."""
    return [
        GuarantorView(_label(one.row, names), _standing(one), not one.is_bound)
        for one in guarantees_of(found.contract)
    ]


def guarantors_to_ask(found: ContractState, names: Names) -> dict[int, GuarantorView]:
    """Who answers for the contract now, by position, with up to how much and until when."""
    return {
        one.row.position: GuarantorView(_label(one.row, names), _terms(one), is_free=False)
        for one in guarantees_of(found.contract)
        if one.is_bound
    }


def answer_words(step: ContractStep, labels: dict[int, str]) -> list[str]:
    """What each guarantor said to an amendment, one a line."""
    return [f"{labels[int(key)]}: {_answer(said)}" for key, said in _said(step).items()]


def add_answers(form: forms.Form, bound: Bound) -> None:
    """What each bound guarantor says to the amendment, asked for one by one."""
    for position, one in bound.items():
        who = {"who": one.label}
        form.fields[f"guarantor_{position}"] = forms.ChoiceField(
            label=_("ผู้ค้ำประกัน %(who)s") % who,
            choices=ANSWERS,
            widget=forms.RadioSelect,
            required=False,
            help_text=_("ต้องตอบเมื่อเลื่อนกำหนด เพิ่มงวด หรือพักชำระ ผู้ไม่ยินยอมย่อมหลุดพ้น (ป.พ.พ. มาตรา 700)"),
        )
        form.fields[f"guarantor_{position}_on"] = DayField(
            label=_("วันที่ %(who)s ยินยอมเป็นหนังสือ") % who, required=False
        )
        form.fields[f"guarantor_{position}_most"] = BahtField(
            label=_("วงเงินสูงสุดใหม่ของ %(who)s (บาท)") % who,
            required=False,
            help_text=_("เว้นว่างถ้าเท่าเดิม: %(terms)s") % {"terms": one.words},
        )
        form.fields[f"guarantor_{position}_until"] = DayField(
            label=_("วันสิ้นสุดค้ำประกันใหม่ของ %(who)s") % who, required=False
        )


def check_answers(form: forms.Form, bound: Bound) -> None:
    """A day of consent where there is a consent, nothing of it elsewhere, told at its field."""
    for position in bound:
        name = f"guarantor_{position}_on"
        consents = form.cleaned_data.get(f"guarantor_{position}") == CONSENTED
        if name in form.cleaned_data and consents != bool(form.cleaned_data[name]):
            form.add_error(name, _("ใส่วันที่ยินยอมเป็นหนังสือเมื่อเลือกว่ายินยอมใหม่ และเว้นว่างในกรณีอื่น"))
        for term in (f"guarantor_{position}_most", f"guarantor_{position}_until"):
            if not consents and form.cleaned_data.get(term):
                form.add_error(term, _("ใส่วงเงินและวันสิ้นสุดใหม่เฉพาะเมื่อเลือกว่ายินยอมใหม่"))


def answers_given(said: dict[str, Any], bound: Bound) -> Said:
    """What was chosen for whom; nothing of who is not concerned."""
    return {
        position: _consent(said, f"guarantor_{position}")
        for position in bound
        if said[f"guarantor_{position}"]
    }


def _consent(said: dict[str, Any], name: str) -> Consent | None:
    """A consent as it was typed; None of a discharge."""
    if said[name] != CONSENTED:
        return None
    return Consent(said[f"{name}_on"], said[f"{name}_most"], said[f"{name}_until"])


def _label(one: ContractGuarantor, names: Names) -> str:
    debt = one.reply.debt
    creditor = debt.group or debt.outside_creditor
    assert creditor is not None
    return f"{guarantor_name(one)} ({names.creditor(creditor)})"


def _said(step: ContractStep) -> dict[str, dict[str, Any]]:
    return (step.amendment or {}).get("guarantors") or {}


def _answer(said: dict[str, Any]) -> str:
    """An answer to an amendment, with what the guarantee is from then on where it was kept."""
    words = _answered(date.fromisoformat(said["on"]), consented=said["answer"] == CONSENTED)
    if "until" not in said:
        return words
    return f"{words} · {_limits(said['most_satang'], date.fromisoformat(said['until']))}"


def _answered(on: date, *, consented: bool) -> str:
    if consented:
        return _("ยินยอมให้ขยายเวลาเป็นหนังสือ %(day)s") % {"day": be_date(on)}
    return _("หลุดพ้นจากการค้ำประกัน %(day)s") % {"day": be_date(on)}


def _standing(one: Guarantee) -> str:
    """How somebody stands."""
    if one.most_satang is None or one.until is None:
        return _("ไม่ค้ำประกันสัญญานี้")
    if not one.is_bound and one.said_on:
        return _answered(one.said_on, consented=False)
    words = _terms(one)
    return f"{words} · {_answered(one.said_on, consented=True)}" if one.said_on else words


def _terms(one: Guarantee) -> str:
    assert one.most_satang is not None
    assert one.until is not None
    return _limits(one.most_satang, one.until)


def _limits(most_satang: int, until: date) -> str:
    said = {"most": baht(most_satang), "until": be_date(until)}
    return _("ค้ำไม่เกิน %(most)s บาท ถึง %(until)s") % said
