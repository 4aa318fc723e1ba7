"""Forms of lists that are stated whole: one form a row, an empty row is none."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plodnee.registers.models import LONGEST_CODE, LONGEST_NAME
from plodnee.web.record import words
from plodnee.web.record.fields import CellField
from plodnee.web.record.forms import NOT_SAID, EntryForm, choice, line, tick

MOST_ROWS = 60
ROWS_AT_FIRST = 3


class ListEntryForm(EntryForm):
    """What an entry says beside the rows of its list."""


class CashRow(forms.Form):
    """An income or expense."""

    kind = choice(_("ประเภท"), words.CASH_KINDS)
    source = choice(_("แหล่งหรือหมวด"), words.SOURCES, required=False)
    item = CellField("cash", "item", label=_("รายการ"), required=True, longest=LONGEST_NAME)
    amount_satang = CellField(
        "cash", "amount_satang", label=_("จำนวนเงินต่อครั้ง (บาท)"), required=True
    )
    months = CellField("cash", "months", label=_("เดือน"), required=True)


class LandRow(forms.Form):
    """A piece of land."""

    tenure = choice(_("การถือครอง"), words.TENURES)
    area_rai = CellField("households", "land_rai", label=_("เนื้อที่ (ไร่)"), required=True)
    document = line(_("เอกสารสิทธิ"), LONGEST_CODE)
    use = line(_("ใช้ทำอะไร"))


class SavingRow(forms.Form):
    """Savings somewhere."""

    kind = choice(_("ชนิด"), words.SAVINGS)
    group = forms.ChoiceField(label=_("กลุ่มสมาชิก"), required=False)
    holder = line(_("หรือที่อื่น ระบุ"))
    balance_satang = CellField("households", "cash_satang", label=_("ยอดเงิน (บาท)"), required=True)
    withdrawable = tick(_("ถอนได้ทันที"))

    def __init__(self, *args: Any, groups: words.Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].choices = [NOT_SAID, *groups]  # type: ignore[attr-defined]


class GuarantorRow(forms.Form):
    """Somebody who answers for a debt."""

    known = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = CellField(
        "households", "head", label=_("คำนำหน้าและชื่อ-สกุล"), required=True, longest=LONGEST_NAME
    )
    national_id = CellField("households", "national_id", label=_("เลขประจำตัวประชาชน"))
    household = CellField("households", "code", label=_("รหัสครัวเรือน (ถ้าอยู่ในศูนย์ฯ)"))
    limit_satang = CellField("debts", "contract_principal_satang", label=_("วงเงินค้ำ (บาท)"))
    signed_on = CellField("debts", "borrowed_on", label=_("วันที่ทำสัญญาค้ำ"))

    def clean_limit_satang(self) -> int | None:
        """A limit above nothing."""
        limit: int | None = self.cleaned_data["limit_satang"]
        if limit == 0:
            raise forms.ValidationError(gettext("วงเงินค้ำต้องมากกว่าศูนย์ ถ้าไม่จำกัดให้เว้นว่าง"))
        return limit


class CollateralRow(forms.Form):
    """What secures a debt."""

    kind = choice(_("ชนิด"), words.COLLATERAL)
    description = line(_("รายละเอียด"), 1_000)
    document = line(_("เลขที่เอกสาร"), LONGEST_CODE)
    value_satang = CellField("debts", "contract_principal_satang", label=_("มูลค่า (บาท)"))


class Rows(forms.BaseFormSet):  # type: ignore[type-arg]
    """The rows of a list; a row in which nothing was typed or chosen is none."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """The row's own fields, and a box to take the row away."""
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("ลบแถวนี้")

    def said(self) -> list[dict[str, Any]]:
        """What the rows say that are neither empty nor taken away."""
        return [
            form.cleaned_data
            for form in self.forms
            if form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]


def rows_of(row: type[forms.Form], extra: int) -> Any:
    """The class of a list of such rows with some empty ones at its end."""
    return forms.formset_factory(
        row, formset=Rows, extra=extra, max_num=MOST_ROWS, absolute_max=MOST_ROWS, can_delete=True
    )
