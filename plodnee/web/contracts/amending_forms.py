"""What is typed to propose an amendment of a contract, and to record it as it was resolved."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.casework.models import Meeting
from plodnee.contracts.ending import Change
from plodnee.contracts.guaranteeing import Said
from plodnee.contracts.selectors import PartState
from plodnee.web.contracts.adjusting_forms import WrittenForm
from plodnee.web.contracts.guarantors import Bound, add_answers, answers_given, check_answers
from plodnee.web.contracts.wording import part_words
from plodnee.web.fields import BahtField, DayField
from plodnee.web.rules.forms import RateField, SeenForm

MOST_INSTALMENTS = 120


def _few(label: Any) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5"})
    return forms.IntegerField(
        label=label, widget=widget, min_value=0, max_value=MOST_INSTALMENTS, required=False
    )


class ProposingForm(WrittenForm):
    """What changes in which part from which day on, why, and the meeting that is asked."""

    part = forms.ChoiceField(label=gettext_lazy("ส่วนของสัญญาที่แก้"))
    from_on = DayField(label=gettext_lazy("มีผลกับงวดที่ครบกำหนดตั้งแต่วันที่"))
    rate_bp = RateField(gettext_lazy("ดอกเบี้ยใหม่ (ร้อยละต่อปี)"))
    due_on = DayField(label=gettext_lazy("เลื่อนงวดถัดไปเป็นวันที่"), required=False)
    extra_instalments = _few(gettext_lazy("เพิ่มจำนวนงวด"))
    grace_on_principal = _few(gettext_lazy("พักเงินต้น (งวด)"))
    grace_on_interest = _few(gettext_lazy("เลื่อนจ่ายดอกเบี้ย (งวด)"))
    pause_from = DayField(label=gettext_lazy("หยุดคิดดอกเบี้ยตั้งแต่วันที่"), required=False)
    pause_to = DayField(label=gettext_lazy("หยุดคิดดอกเบี้ยถึงวันที่"), required=False)
    instalment_satang = BahtField(label=gettext_lazy("งวดละ (บาท)"), required=False)

    def __init__(
        self, data: Any, *, parts: Sequence[PartState], meetings: Sequence[Meeting], key: UUID
    ) -> None:
        super().__init__(data, meetings=meetings, initial={"key": key})
        self.fields["rate_bp"].required = False
        self.fields["part"].choices = [  # type: ignore[attr-defined]
            (str(one.part.position), part_words(one)) for one in parts
        ]
        last = ("reason", "meeting", "key")
        self.order_fields([*(name for name in self.fields if name not in last), *last])

    def clean(self) -> dict[str, Any]:
        """A pause has both its days, in their order."""
        said = super().clean() or {}
        first, last = said.get("pause_from"), said.get("pause_to")
        if (first is None) != (last is None) or (first and last and last < first):
            self.add_error("pause_to", _("ใส่ทั้งวันแรกและวันสุดท้ายของช่วงที่หยุดคิดดอกเบี้ย เรียงตามลำดับ"))
        return said

    def change(self) -> Change:
        """The request; only of a valid form."""
        said = self.cleaned_data
        pause = (said["pause_from"], said["pause_to"]) if said["pause_from"] else None
        return Change(
            part=int(said["part"]),
            from_on=said["from_on"],
            due_on=said["due_on"],
            rate_bp=said["rate_bp"],
            extra_instalments=said["extra_instalments"] or 0,
            grace_on_principal=said["grace_on_principal"] or 0,
            grace_on_interest=said["grace_on_interest"] or 0,
            pause=pause,
            instalment_satang=said["instalment_satang"],
        )


class RecordingForm(SeenForm):
    """Which resolved proposal is recorded, and what each guarantor says to it."""

    proposal = forms.ChoiceField(
        label=gettext_lazy("การแก้ไขที่ที่ประชุมเห็นชอบ"), widget=forms.RadioSelect
    )
    sure = forms.BooleanField(label=gettext_lazy("ตรวจแล้วตรงกับมติ และผู้กู้ลงนามยอมรับการแก้ไขนี้แล้ว"))

    def __init__(
        self,
        data: Any,
        *,
        seen: int,
        proposals: Sequence[tuple[UUID, str]],
        guarantors: Bound,
    ) -> None:
        super().__init__(data, initial={"seen": seen})
        self._guarantors = guarantors
        self.fields["proposal"].choices = [  # type: ignore[attr-defined]
            (str(key), words) for key, words in proposals
        ]
        sure = self.fields.pop("sure")
        add_answers(self, guarantors)
        self.fields["sure"] = sure

    def clean(self) -> dict[str, Any]:
        """A day with each consent."""
        said = super().clean() or {}
        check_answers(self, self._guarantors)
        return said

    def chosen(self) -> UUID:
        """The proposal; only of a valid form."""
        return UUID(self.cleaned_data["proposal"])

    def guarantors(self) -> Said:
        """What each guarantor said; only of a valid form."""
        return answers_given(self.cleaned_data, self._guarantors)
