"""What is typed about a contract: its shape, the day it was signed, what changes, why it ends."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.contracts.drafting import Wish
from plodnee.contracts.models import Contract
from plodnee.ledger.plain_entries import Place
from plodnee.ledger.repayments import Received
from plodnee.registers.models import LONGEST_NAME, MemberGroup
from plodnee.web.books.wording import PLACE_NAMES
from plodnee.web.contracts.wording import SHAPES
from plodnee.web.fields import DayField, PaidField
from plodnee.web.rules.forms import SeenForm
from plodnee.web.thai_fields import not_after


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

    lent_on = DayField(
        label=gettext_lazy("วันที่ให้กู้ใหม่ (วันลงนาม)"),
        required=False,
        help_text=gettext_lazy("ใช้กับแบบกู้ใหม่เท่านั้น ดอกเบี้ยเริ่มวันนี้ เว้นว่างได้ถ้าลงนามวันนี้"),
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
        return Wish(said["shape"], lead, said["due_day"], said["lent_on"])


class SigningForm(SeenForm):
    """The day on which everybody signed."""

    signed_on = DayField(label=gettext_lazy("วันที่ลงนามครบทุกฝ่าย"))
    sure = forms.BooleanField(
        label=gettext_lazy("ตรวจสัญญาที่ลงนามแล้วตรงกับเอกสารที่ออก และให้ปิดหนี้เดิมทุกรายการในวันนี้")
    )

    def __init__(self, data: Any, *, seen: int, on: date, lent_on: date | None) -> None:
        super().__init__(data, initial={"seen": seen, "signed_on": lent_on or on})
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
    amount = PaidField(label=gettext_lazy("ยอดปิดสัญญาของวันนั้น (บาท)"))
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
