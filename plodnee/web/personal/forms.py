"""What is typed about persons: why an id is opened, what somebody agreed to, asked for."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plodnee.privacy.models import ConsentRecord, ProcessingPurpose
from plodnee.privacy.selectors import purposes
from plodnee.registers.workbook.register_day import FUNDS_BEGAN
from plodnee.web.access import today
from plodnee.web.fields import DayField
from plodnee.web.personal.wording import CHANNEL_NAMES, REQUEST_NAMES
from plodnee.web.templatetags.wording import english
from plodnee.web.thai_fields import not_after

LONGEST = 300
REASON = _("เหตุผล")
WHY: dict[str, Any] = {
    "max_length": LONGEST,
    "min_length": 4,
    "error_messages": {"min_length": _("เขียนเหตุผลให้ผู้อื่นอ่านเข้าใจ")},
}


class RevealForm(forms.Form):
    """Why a whole national id is opened."""

    reason = forms.CharField(label=_("เหตุผลที่ต้องเห็นเลขเต็ม"), **WHY)


class HouseForm(forms.Form):
    """Why a whole house number is opened."""

    reason = forms.CharField(label=_("เหตุผลที่ต้องเห็นบ้านเลขที่"), **WHY)


class ConsentForm(forms.Form):
    """What a person agreed to or withdrew, how and when."""

    purpose = forms.ChoiceField(label=_("วัตถุประสงค์"))
    deed = forms.ChoiceField(
        label=_("รายการ"),
        choices=[("give", _("ให้ความยินยอม")), ("withdraw", _("ถอนความยินยอม"))],
    )
    channel = forms.ChoiceField(label=_("วิธีให้"), choices=list(CHANNEL_NAMES.items()))
    on = DayField(label=_("วันที่"))
    witness = forms.CharField(label=_("พยาน (ถ้ามี)"), required=False, max_length=LONGEST)

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["purpose"].choices = [  # type: ignore[attr-defined]
            (one.code, one.name_en if english() else one.name_th)
            for one in purposes()
            if one.basis == ProcessingPurpose.Basis.CONSENT
        ]

    def clean_on(self) -> date:
        """A day on which there were funds to agree with."""
        day: date = self.cleaned_data["on"]
        not_after(day, today())
        if day < FUNDS_BEGAN:
            raise forms.ValidationError(gettext("วันที่เก่าเกินไป ตรวจปี พ.ศ."))
        return day

    def clean(self) -> dict[str, Any]:
        """What was agreed to by word of mouth names who heard it."""
        said = super().clean() or {}
        spoken = said.get("channel") == ConsentRecord.Channel.SPOKEN
        given = said.get("deed") == "give" and "witness" not in self.errors
        if spoken and given and not said.get("witness"):
            self.add_error("witness", gettext("ให้ความยินยอมด้วยวาจาต้องมีพยาน ใส่ชื่อพยาน"))
        return said


class RequestForm(forms.Form):
    """What a person asks for."""

    kind = forms.ChoiceField(label=_("คำขอ"), choices=list(REQUEST_NAMES.items()))
    on = DayField(label=_("รับคำขอวันที่"))

    def clean_on(self) -> date:
        """A day up to today: from it the law counts until when the request is answered."""
        day: date = self.cleaned_data["on"]
        not_after(day, today())
        return day


class ExportForm(forms.Form):
    """For which request a copy of a person's data is made."""

    request_key = forms.UUIDField(widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    """How a request is answered; a refusal says why."""

    request_key = forms.UUIDField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label=_("ผล"),
        choices=[("granted", _("ดำเนินการให้แล้ว")), ("refused", _("ปฏิเสธ"))],
    )
    sure = forms.BooleanField(label=_("ตรวจสอบแล้ว ลบแล้วกู้คืนไม่ได้"), required=False)
    reason = forms.CharField(
        label=REASON,
        help_text=_("ต้องมีเมื่อปฏิเสธ (มาตรา 30)"),
        required=False,
        max_length=LONGEST,
    )

    def clean(self) -> dict[str, Any]:
        """A refusal without a reason is none."""
        said = super().clean() or {}
        if said.get("decision") == "refused" and not said.get("reason"):
            self.add_error("reason", _("ระบุเหตุผลที่ปฏิเสธ"))
        return said


class HoldForm(forms.Form):
    """Why a person's data are held, or not held any more."""

    reason = forms.CharField(label=REASON, max_length=LONGEST)
