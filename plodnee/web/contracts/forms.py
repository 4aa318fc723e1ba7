"""What is typed about a contract: its shape, the day it was signed, what changes, why it ends."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.casework.models import Resolution
from plodnee.contracts.drafting import Wish
from plodnee.contracts.ending import Change
from plodnee.contracts.guaranteeing import Said
from plodnee.contracts.models import Contract
from plodnee.contracts.selectors import PartState
from plodnee.ledger.plain_entries import Place
from plodnee.ledger.repayments import Received
from plodnee.registers.models import LONGEST_NAME, MemberGroup
from plodnee.web.books.wording import PLACE_NAMES
from plodnee.web.contracts.guarantors import add_answers, answers_given, check_answers
from plodnee.web.contracts.wording import SHAPES, part_words
from plodnee.web.fields import BahtField, DayField
from plodnee.web.meetings.wording import meeting_name
from plodnee.web.rules.forms import RateField, SeenForm
from plodnee.web.templatetags.wording import be_date
from plodnee.web.thai_fields import not_after

MOST_INSTALMENTS = 120


def _few(label: Any, most: int) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5"})
    return forms.IntegerField(
        label=label, widget=widget, min_value=0, max_value=most, required=False
    )


class WishForm(forms.Form):
    """The legal shape, the lead fund where it needs one, the due day."""

    shape = forms.ChoiceField(
        label=gettext_lazy("รูปแบบสัญญา"),
        choices=tuple(SHAPES.items()),
        initial=Contract.Shape.UMBRELLA,
    )
    lead = forms.ChoiceField(
        label=gettext_lazy("กองทุนหลัก"),
        required=False,
        help_text=gettext_lazy("ใช้กับแบบกู้ใหม่และแบบโอนสิทธิเท่านั้น แสดงเฉพาะกองทุนที่ระเบียบให้ชำระหนี้อื่นได้"),
    )
    due_day = forms.IntegerField(
        label=gettext_lazy("ครบกำหนดทุกวันที่ (ของเดือน)"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5"}),
        min_value=1,
        max_value=31,
        required=False,
        help_text=gettext_lazy("เช่น วันประชุมกลุ่มประจำเดือน เว้นว่างได้ ถ้าใช้วันเดียวกับวันที่ของยอดหนี้"),
    )

    def __init__(self, data: Any, *, leads: Sequence[tuple[MemberGroup, str]]) -> None:
        super().__init__(data)
        self._leads = {str(group.pk): group for group, _name in leads}
        named = [(str(group.pk), name) for group, name in leads]
        self.fields["lead"].choices = [("", _("ไม่มี")), *named]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A lead fund where the shape needs one, none where it does not."""
        said = super().clean() or {}
        if said.get("shape") not in (None, Contract.Shape.UMBRELLA) and not said.get("lead"):
            self.add_error("lead", _("รูปแบบนี้ต้องเลือกกองทุนหลัก"))
        return said

    def wish(self) -> Wish:
        """What was chosen; only of a valid form."""
        said = self.cleaned_data
        led = said["shape"] != Contract.Shape.UMBRELLA
        lead = self._leads.get(said["lead"]) if led else None
        return Wish(said["shape"], lead, said["due_day"])


class SigningForm(SeenForm):
    """The day on which everybody signed."""

    signed_on = DayField(label=gettext_lazy("วันที่ลงนามครบทุกฝ่าย"))
    sure = forms.BooleanField(
        label=gettext_lazy("ตรวจสัญญาที่ลงนามแล้วตรงกับเอกสารที่ออก และให้ปิดหนี้เดิมทุกรายการในวันนี้")
    )

    def __init__(self, data: Any, *, seen: int, on: date) -> None:
        super().__init__(data, initial={"seen": seen, "signed_on": on})
        self._today = on

    def clean_signed_on(self) -> date:
        """A day up to today."""
        day: date = self.cleaned_data["signed_on"]
        not_after(day, self._today)
        return day


class EndingForm(SeenForm):
    """Why a draft is withdrawn, or a contract cancelled; confirmed, as it cannot be undone."""

    reason = forms.CharField(
        label=gettext_lazy("เหตุผล"),
        max_length=LONGEST_NAME,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    sure = forms.BooleanField(label=gettext_lazy("เข้าใจว่าทำแล้วย้อนกลับไม่ได้"))


class PayoffForm(SeenForm):
    """Whom the lead fund paid, when, and the creditor's receipt."""

    creditor = forms.ChoiceField(label=gettext_lazy("จ่ายให้เจ้าหนี้"))
    paid_on = DayField(label=gettext_lazy("วันที่จ่าย"))
    receipt = forms.CharField(label=gettext_lazy("เลขที่ใบเสร็จของเจ้าหนี้"), max_length=60)

    def __init__(self, data: Any, *, initial: Any, creditors: Sequence[tuple[str, str]]) -> None:
        super().__init__(data, initial=initial)
        self.fields["creditor"].choices = list(creditors)  # type: ignore[attr-defined]


class SettlingForm(forms.Form):
    """All that is owed, paid on one day; the id of the entry was made with the page."""

    received_on = DayField(label=gettext_lazy("วันที่รับชำระ"))
    amount = BahtField(label=gettext_lazy("ยอดปิดสัญญาของวันนั้น (บาท)"))
    place = forms.ChoiceField(label=gettext_lazy("รับเข้า"), choices=PLACE_NAMES.items())
    entry = forms.UUIDField(widget=forms.HiddenInput)
    sure = forms.BooleanField(label=gettext_lazy("รับเงินครบแล้ว และให้ปิดสัญญาในวันนั้น"))

    def received(self) -> Received:
        """The money as it came in; only of a valid form."""
        said = self.cleaned_data
        return Received(
            id=said["entry"],
            amount_satang=said["amount"],
            received_on=said["received_on"],
            place=Place(said["place"]),
            ends=True,
        )


class AmendingForm(SeenForm):
    """What changes in which part from which day on, what guarantors say, which resolution, why."""

    part = forms.ChoiceField(label=gettext_lazy("ส่วนของสัญญาที่แก้"))
    from_on = DayField(label=gettext_lazy("มีผลกับงวดที่ครบกำหนดตั้งแต่วันที่"))
    rate_bp = RateField(gettext_lazy("ดอกเบี้ยใหม่ (ร้อยละต่อปี)"))
    due_on = DayField(label=gettext_lazy("เลื่อนงวดถัดไปเป็นวันที่"), required=False)
    extra_instalments = _few(gettext_lazy("เพิ่มจำนวนงวด"), MOST_INSTALMENTS)
    grace_on_principal = _few(gettext_lazy("พักเงินต้น (งวด)"), MOST_INSTALMENTS)
    grace_on_interest = _few(gettext_lazy("เลื่อนจ่ายดอกเบี้ย (งวด)"), MOST_INSTALMENTS)
    pause_from = DayField(label=gettext_lazy("หยุดคิดดอกเบี้ยตั้งแต่วันที่"), required=False)
    pause_to = DayField(label=gettext_lazy("หยุดคิดดอกเบี้ยถึงวันที่"), required=False)
    instalment_satang = BahtField(label=gettext_lazy("งวดละ (บาท)"), required=False)
    resolution = forms.ChoiceField(label=gettext_lazy("มติที่เห็นชอบการแก้ไขสัญญานี้"))
    reason = forms.CharField(
        label=gettext_lazy("เหตุผล"),
        max_length=LONGEST_NAME,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        data: Any,
        *,
        seen: int,
        parts: Sequence[PartState],
        resolutions: Sequence[Resolution],
        guarantors: dict[int, str],
    ) -> None:
        super().__init__(data, initial={"seen": seen})
        self._guarantors = guarantors
        add_answers(self, guarantors)
        self.order_fields([name for name in self.fields if name not in ("resolution", "reason")])
        self.fields["rate_bp"].required = False
        self._resolutions = {str(one.pk): one for one in resolutions}
        self.fields["part"].choices = [  # type: ignore[attr-defined]
            (str(one.part.position), part_words(one)) for one in parts
        ]
        self.fields["resolution"].choices = [  # type: ignore[attr-defined]
            (
                key,
                f"{meeting_name(one.item.meeting)} · {be_date(one.item.meeting.held_on)}",
            )
            for key, one in self._resolutions.items()
        ]

    def clean(self) -> dict[str, Any]:
        """A pause has both its days, in their order."""
        said = super().clean() or {}
        first, last = said.get("pause_from"), said.get("pause_to")
        if (first is None) != (last is None) or (first and last and last < first):
            self.add_error("pause_to", _("ใส่ทั้งวันแรกและวันสุดท้ายของช่วงที่หยุดคิดดอกเบี้ย เรียงตามลำดับ"))
        check_answers(self, self._guarantors)
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

    def guarantors(self) -> Said:
        """What each guarantor said; only of a valid form."""
        return answers_given(self.cleaned_data, self._guarantors)

    def chosen(self) -> Resolution:
        """The resolution; only of a valid form."""
        return self._resolutions[self.cleaned_data["resolution"]]
