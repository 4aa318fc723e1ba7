"""What is asked about the books and what is typed into them."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.ledger.models import LONGEST_NOTE, Entry
from plodnee.ledger.plain_entries import Deed, Place, PlainEntry
from plodnee.organization.models import Centre
from plodnee.registers.committees.selectors import member_groups
from plodnee.web.books.wording import CAME_FROM_NAMES, KINDS, PLACE_NAMES, SPENT_ON_NAMES
from plodnee.web.fields import BahtField, DayField, PaidField

LONGEST_REFERENCE = Entry._meta.get_field("reference").max_length
_PURPOSES = {Deed.EXPENSE: SPENT_ON_NAMES, Deed.INCOME: CAME_FROM_NAMES}
_OF_FUNDS = (Deed.FUND_DEPOSIT, Deed.FUND_WITHDRAWAL, Deed.HANDED_OVER)


class SpanForm(forms.Form):
    """Which days are asked for; what is left out or cannot be read is the usual span."""

    first = DayField(label=gettext_lazy("ตั้งแต่วันที่"), required=False)
    last = DayField(label=gettext_lazy("ถึงวันที่"), required=False)

    def __init__(self, data: Any, *, today: date) -> None:
        usual = {"first": today.replace(day=1), "last": today}
        shown = {name: data.get(name) or self.written(day) for name, day in usual.items()}
        super().__init__({**data.dict(), **shown})
        said = self.cleaned_data if self.is_valid() else usual
        self.begins: date = said["first"]
        self.ends: date = said["last"]

    def written(self, day: date) -> str:
        """A day as its field shows it."""
        return str(DayField().prepare_value(day))

    def clean(self) -> dict[str, Any]:
        """The first day is not after the last."""
        said = super().clean() or {}
        first, last = said.get("first"), said.get("last")
        if first and last and first > last:
            self.add_error("last", _("วันสุดท้ายต้องไม่ก่อนวันแรก"))
        return said


class DayBookForm(SpanForm):
    """Which entries of the day book are asked for."""

    kind = forms.ChoiceField(
        label=gettext_lazy("ประเภทรายการ"),
        choices=[("", gettext_lazy("ทุกประเภท")), *KINDS.items()],
        required=False,
    )

    @property
    def chosen_kind(self) -> str:
        """The kind asked for; empty for all."""
        return str(self.cleaned_data.get("kind", "")) if self.is_valid() else ""


def _amount(label: Any, **options: Any) -> BahtField:
    return BahtField(label=label, **options)


class OpeningForm(forms.Form):
    """From which day the books are kept, and what money there was."""

    opened_on = DayField(
        label=gettext_lazy("เปิดบัญชีตั้งแต่วันที่"),
        help_text=gettext_lazy("รายการก่อนวันนี้บันทึกไม่ได้ เลือกวันที่นับเงินจริงครั้งล่าสุด"),
    )
    cash = _amount(gettext_lazy("เงินสดในมือ ณ วันนั้น (บาท)"), required=False)
    bank = _amount(gettext_lazy("เงินฝากธนาคาร ณ วันนั้น (บาท)"), required=False)

    def money(self) -> dict[Place, int]:
        """What was where; only of a valid form."""
        said = self.cleaned_data
        return {Place.CASH: said["cash"] or 0, Place.BANK: said["bank"] or 0}


class PlainEntryForm(forms.Form):
    """One thing that happened to the centre's money."""

    amount = PaidField(label=gettext_lazy("จำนวนเงิน (บาท)"))
    business_date = DayField(label=gettext_lazy("วันที่เกิดรายการ"))
    purpose = forms.ChoiceField(label="", required=True)
    fund = forms.ChoiceField(label=gettext_lazy("กองทุนหรือกลุ่ม"), required=True)
    place = forms.ChoiceField(label="", choices=PLACE_NAMES.items())
    reference = forms.CharField(
        label=gettext_lazy("เลขที่เอกสาร เช่น ใบเสร็จ ใบฝาก (ถ้ามี)"),
        required=False,
        max_length=LONGEST_REFERENCE,
    )
    note = forms.CharField(
        label=gettext_lazy("คำอธิบาย (ถ้ามี)"),
        help_text=gettext_lazy("ไม่ใส่ชื่อบุคคลหรือเลขประจำตัวประชาชน"),
        required=False,
        max_length=LONGEST_NOTE,
    )

    def __init__(self, data: Any = None, *, deed: Deed, centre: Centre, **options: Any) -> None:
        super().__init__(data, **options)
        self._deed = deed
        self._funds = {str(seat.group.pk): seat for seat in member_groups(centre)}
        self._fit_purpose()
        self._fit_fund()
        if deed in (Deed.CASH_TO_BANK, Deed.BANK_TO_CASH):
            del self.fields["place"]
        else:
            paid = deed in (Deed.EXPENSE, Deed.FUND_WITHDRAWAL, Deed.HANDED_OVER)
            self.fields["place"].label = _("จ่ายจาก") if paid else _("รับเข้า")

    def _fit_purpose(self) -> None:
        names = _PURPOSES.get(self._deed)
        if names is None:
            del self.fields["purpose"]
            return
        self.fields["purpose"] = forms.ChoiceField(
            label=_("ค่าอะไร") if self._deed == Deed.EXPENSE else _("รายได้อะไร"),
            choices=[("", _("เลือก")), *names.items()],
        )

    def _fit_fund(self) -> None:
        if self._deed not in _OF_FUNDS:
            del self.fields["fund"]
            return
        choices = [(key, fund.name) for key, fund in self._funds.items()]
        self.fields["fund"] = forms.ChoiceField(
            label=self.fields["fund"].label, choices=[("", _("เลือก")), *choices]
        )

    @property
    def lacks_funds(self) -> bool:
        """Whether it is about a fund and the register names none."""
        return "fund" in self.fields and not self._funds

    def clean(self) -> dict[str, Any]:
        """What is listed under "other" says what it was."""
        said = super().clean() or {}
        if said.get("purpose") == "other" and not said.get("note"):
            self.add_error("note", _("เขียนว่าเป็นค่าหรือรายได้อะไร"))
        return said

    def entry(self, entry_id: Any) -> PlainEntry:
        """What happened; only of a valid form."""
        said = self.cleaned_data
        seat = self._funds.get(said.get("fund", ""))
        return PlainEntry(
            id=entry_id,
            deed=self._deed,
            amount_satang=said["amount"],
            business_date=said["business_date"],
            place=Place(said.get("place") or Place.CASH),
            purpose=said.get("purpose", ""),
            fund=seat.group if seat else None,
            fund_name=seat.name if seat else "",
            reference=said["reference"],
            note=said["note"],
        )


class ReversalForm(forms.Form):
    """Why an entry is taken back, and on which day."""

    business_date = DayField(label=gettext_lazy("วันที่กลับรายการ"))
    reason = forms.CharField(
        label=gettext_lazy("เหตุผล"),
        help_text=gettext_lazy("เช่น พิมพ์จำนวนเงินผิด ไม่ใส่ชื่อบุคคล"),
        max_length=LONGEST_NOTE,
    )
    sure = forms.BooleanField(label=gettext_lazy("ตรวจแล้ว ให้กลับรายการนี้ทั้งรายการ"))


class ClosingForm(forms.Form):
    """Up to which day the books are closed, and what was counted then."""

    through = DayField(label=gettext_lazy("ปิดบัญชีถึงวันที่"))
    cash = _amount(gettext_lazy("เงินสดที่นับได้ ณ สิ้นวันนั้น (บาท)"))
    bank = _amount(gettext_lazy("ยอดตามสมุดธนาคาร ณ สิ้นวันนั้น (บาท)"))
    sure = forms.BooleanField(
        label=gettext_lazy("นับเงินแล้วตรงตามนี้ เมื่อปิดแล้วบันทึกย้อนหลังไม่ได้และเปิดคืนไม่ได้")
    )

    def counted(self) -> dict[Place, int]:
        """What was counted; only of a valid form."""
        return {Place.CASH: self.cleaned_data["cash"], Place.BANK: self.cleaned_data["bank"]}


def end_of_last_month(today: date) -> date:
    """The last day of the month before."""
    return today.replace(day=1) - timedelta(days=1)
