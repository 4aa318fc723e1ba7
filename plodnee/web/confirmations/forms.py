"""What is typed of a slip that came back: an answer, the end of a dispute, an undoing."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plodnee.registers.models import BalanceSlip
from plodnee.web.confirmations.wording import ANSWER_NAMES, SETTLEMENT_NAMES
from plodnee.web.fields import BahtField, DayField
from plodnee.web.templatetags.wording import be_date
from plodnee.web.thai_fields import not_after

LONGEST_NOTE = 500
OTHER_SUM = _("ระบุยอดที่ถูกต้อง")
SAME_SUM = _("ยอดนี้เท่ากับยอดในใบยืนยัน หากยอดตรงกันให้เลือก “ยอดถูกต้อง” หากไม่ตรงให้แก้ยอดที่กรอก")


NO_SUM = _("คำตอบที่เลือกไม่มียอด แต่พิมพ์ยอดไว้ ลบยอดออก หรือเลือกคำตอบที่มียอด")


class StepForm(forms.Form):
    """A form that carries the version of the slip that it was opened with."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class DatedForm(StepForm):
    """A step `on` a day: not before that of the balance that was asked about, nor to come."""

    def __init__(self, *args: Any, slip: BalanceSlip, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self._slip, self._today = slip, today

    def clean_on(self) -> date:
        """A day from that of the balance up to today."""
        day: date = self.cleaned_data["on"]
        not_after(day, self._today)
        if day < self._slip.as_of:
            told = gettext("ต้องไม่ก่อนวันที่ของยอด (%(day)s)") % {"day": be_date(self._slip.as_of)}
            raise forms.ValidationError(told)
        return day


class AnswerForm(DatedForm):
    """What one side said of the sum that its slip asks about."""

    side = forms.ChoiceField(widget=forms.HiddenInput, choices=[("creditor", ""), ("debtor", "")])
    answer = forms.ChoiceField(label=_("คำตอบ"), choices=list(ANSWER_NAMES.items()))
    satang = BahtField(label=_("ยอดที่ถูกต้อง (บาท) หากไม่ตรง"), required=False)
    on = DayField(label=_("ตอบเมื่อวันที่"))
    note = forms.CharField(
        label=_("เหตุผลหรือหมายเหตุ"),
        help_text=_("ต้องมีเมื่อแก้คำตอบเดิม"),
        required=False,
        max_length=LONGEST_NOTE,
    )

    def clean(self) -> dict[str, Any]:
        """Another balance needs its sum, and another sum; no other answer has one."""
        said = super().clean() or {}
        differs = said.get("answer") == BalanceSlip.Answer.DIFFERS
        if differs and said.get("satang") is None and "satang" not in self.errors:
            self.add_error("satang", OTHER_SUM)
        if differs and said.get("satang") == self._slip.owed_satang:
            self.add_error("satang", SAME_SUM)
        if not differs and said.get("satang") not in (None, self._agreed_sum(said)):
            self.add_error("satang", NO_SUM)
        return {**said, "satang": said.get("satang") if differs else None}

    def _agreed_sum(self, said: dict[str, Any]) -> int | None:
        return self._slip.owed_satang if said.get("answer") == BalanceSlip.Answer.AGREES else None


class SettlementForm(DatedForm):
    """How a dispute ended."""

    end = forms.ChoiceField(label=_("ผลการยุติ"), choices=list(SETTLEMENT_NAMES.items()))
    satang = BahtField(label=_("ยอดที่ตกลงกัน (บาท)"), required=False)
    on = DayField(label=_("ยุติเมื่อวันที่"))
    reason = forms.CharField(label=_("เหตุผลและหลักฐาน"), max_length=LONGEST_NOTE)

    def clean(self) -> dict[str, Any]:
        """A sum that was agreed on is stated; a debt that is none has no sum."""
        said = super().clean() or {}
        agreed = said.get("end") == BalanceSlip.Settlement.AGREED
        if agreed and said.get("satang") is None and "satang" not in self.errors:
            self.add_error("satang", OTHER_SUM)
        if not agreed and said.get("satang") is not None:
            self.add_error("satang", NO_SUM)
        return {**said, "satang": said.get("satang") if agreed else None}


class UndoForm(StepForm):
    """Why the last step is taken back."""

    reason = forms.CharField(label=_("เหตุผลที่ย้อนกลับ"), max_length=LONGEST_NOTE)
