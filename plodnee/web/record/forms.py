"""The forms of a record: what is typed, checked field by field."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plodnee.registers.models import LONGEST_CODE, LONGEST_NAME
from plodnee.registers.workbook.amounts import percent_to_bp
from plodnee.web.record import words
from plodnee.web.record.fields import CellField
from plodnee.web.thai_fields import DayField, not_after

LONGEST_REASON = 500
EARLIEST_BIRTH_BE, BE_OFFSET = 2423, 543
NOT_SAID = ("", _("ไม่ระบุ"))


def choice(label: Any, choices: words.Choices, *, required: bool = True, **how: Any) -> Any:
    """A choice of one; where it is not required, also of none."""
    offered = choices if required else [NOT_SAID, *choices]
    if required:
        how.setdefault("initial", choices[0][0])
    return forms.ChoiceField(label=label, choices=offered, required=required, **how)


def tick(label: Any) -> forms.BooleanField:
    """A box to tick."""
    return forms.BooleanField(label=label, required=False)


def line(label: Any, longest: int = LONGEST_NAME, **how: Any) -> CellField:
    """A line of text, cleaned as the workbook's texts are."""
    return CellField("debts", "note", label=label, longest=longest, **how)


class EntryForm(forms.Form):
    """What every entry says: from which day on it counts, and why."""

    as_of = DayField(
        label=_("มีผลตั้งแต่วันที่"),
        help_text=_("แก้ที่บันทึกผิด ใส่วันที่ของข้อมูลเดิม หากเปลี่ยนแปลงภายหลัง ใส่วันที่เปลี่ยน"),
    )
    reason = forms.CharField(
        label=_("เหตุผลหรือหลักฐานอ้างอิง"), required=False, max_length=LONGEST_REASON, strip=True
    )

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    told = forms.CharField(required=False, widget=forms.HiddenInput)  # of which day it was told

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        last = {name: self.fields.pop(name) for name in ("as_of", "reason", "seen", "told")}
        self.fields.update(last)

    def clean_as_of(self) -> Any:
        """A day up to today."""
        day = self.cleaned_data["as_of"]
        not_after(day, self.today)
        return day

    def refuse(self, name: str, message: str) -> None:
        """Say at a field why it cannot be taken; at the form where it has no such field."""
        self.add_error(name if name in self.fields else None, message)


class Standing(forms.Form):
    """Whether what is described stays in the register."""

    standing = choice(_("สถานะในทะเบียน"), words.STANDINGS, required=False)

    def clean_standing(self) -> str:
        """What was chosen; what was not sent stays."""
        return self.cleaned_data["standing"] or "present"


class PersonForm(Standing, EntryForm):
    """A person of a household."""

    name = CellField(
        "households", "head", label=_("คำนำหน้าและชื่อ-สกุล"), required=True, longest=LONGEST_NAME
    )
    national_id = CellField("households", "national_id", label=_("เลขประจำตัวประชาชน"))
    without_id = choice(_("เหตุที่ไม่มีเลข"), words.WITHOUT_ID, required=False)
    role = choice(_("ความสัมพันธ์กับหัวหน้าครัวเรือน"), words.ROLES)
    birth_year = forms.IntegerField(label=_("ปีเกิด (พ.ศ.)"), required=False, widget=forms.TextInput)
    occupation = line(_("อาชีพ"))
    field_order = ("name", "national_id", "without_id", "role", "birth_year", "occupation")

    def clean_birth_year(self) -> int | None:
        """The year of the common era."""
        year: int | None = self.cleaned_data["birth_year"]
        if year is None:
            return None
        if not EARLIEST_BIRTH_BE <= year <= self.today.year + BE_OFFSET:
            raise forms.ValidationError(gettext("ใส่ปี พ.ศ. สี่หลักที่ไม่เกินปีนี้ เช่น 2510"))
        return year - BE_OFFSET


class HouseholdFacts(forms.Form):
    """What is said of a household beside its head."""

    house_number = CellField("households", "house_number", label=_("บ้านเลขที่"), longest=100)
    moo = CellField("households", "moo", label=_("หมู่ที่"))
    members = CellField("households", "members", label=_("จำนวนสมาชิก (คน)"))
    workers = CellField("households", "workers", label=_("วัยแรงงาน (คน)"))
    main_occupation = line(_("อาชีพหลัก"))
    second_occupation = line(_("อาชีพรอง"))
    land_rai = CellField(
        "households", "land_rai", label=_("ที่ดินถือครอง (ไร่)"),
        help_text=_("กรอกรายแปลงได้ในรายการที่ดิน ระบบจะรวมให้"),
    )  # fmt: skip
    cash_satang = CellField(
        "households", "cash_satang", label=_("เงินสดและเงินฝาก (บาท)"),
        help_text=_("กรอกรายบัญชีได้ในรายการเงินออม ระบบจะรวมส่วนที่ถอนได้ให้"),
    )  # fmt: skip
    reserve_satang = CellField("households", "reserve_satang", label=_("เงินสำรองขั้นต่ำ (บาท)"))
    is_target = tick(_("ครัวเรือนเป้าหมาย"))
    is_model = tick(_("ครัวเรือนต้นแบบ"))

    def clean(self) -> dict[str, Any]:
        """At least one person, and no more who work than there are."""
        said = super().clean() or {}
        members, workers = said.get("members"), said.get("workers")
        if members == 0:
            self.add_error("members", gettext("ครัวเรือนมีอย่างน้อยหนึ่งคน ถ้าไม่ทราบให้เว้นว่าง"))
        elif members is not None and workers is not None and workers > members:
            self.add_error("workers", gettext("วัยแรงงานมากกว่าสมาชิกทั้งหมด ตรวจทั้งสองช่อง"))
        return said


class HouseholdForm(Standing, HouseholdFacts, EntryForm):
    """A household that the register has."""

    head = forms.ChoiceField(label=_("หัวหน้าครัวเรือน"))
    field_order = ("head",)


class NewHouseholdForm(HouseholdFacts, EntryForm):
    """A household that the register lacks, with its head."""

    code = CellField(
        "households", "code", label=_("รหัสครัวเรือน"), required=True, longest=LONGEST_CODE
    )
    name = CellField(
        "households", "head", label=_("หัวหน้าครัวเรือน"), required=True, longest=LONGEST_NAME
    )
    national_id = CellField("households", "national_id", label=_("เลขประจำตัวประชาชน"))
    without_id = choice(_("เหตุที่ไม่มีเลข"), words.WITHOUT_ID, required=False)
    field_order = ("code", "name", "national_id", "without_id")


class BalanceForm(EntryForm):
    """What is owed on a day."""

    principal_satang = CellField(
        "debts", "principal_satang", label=_("เงินต้นคงเหลือ (บาท)"), required=True
    )
    interest_arrears_satang = CellField(
        "debts", "interest_arrears_satang", label=_("ดอกเบี้ยค้าง (บาท)")
    )
    penalty_satang = CellField("debts", "penalty_satang", label=_("ค่าปรับค้าง (บาท)"))
    overdue_since = CellField("debts", "overdue_since", label=_("ค้างชำระตั้งแต่วันที่"))
    status = choice(_("สถานะหนี้"), words.STATUSES)
    lent_on: date | None = None  # where the form itself does not ask for it

    def clean(self) -> dict[str, Any]:
        """Overdue from a day up to the balance's; where nothing was typed, nothing is owed."""
        said = super().clean() or {}
        for name in ("interest_arrears_satang", "penalty_satang"):
            said[name] = said.get(name) or 0
        self._day_before("overdue_since", gettext("วันที่ค้างชำระอยู่หลังวันที่มีผล ตรวจวันทั้งสอง"))
        overdue, lent = said.get("overdue_since"), said.get("borrowed_on") or self.lent_on
        if overdue and lent and overdue < lent:
            self.add_error("overdue_since", gettext("วันที่ค้างชำระอยู่ก่อนวันที่กู้ ตรวจวันทั้งสอง"))
        return said

    def _day_before(self, name: str, message: str) -> None:
        day, as_of = self.cleaned_data.get(name), self.cleaned_data.get("as_of")
        if day and as_of and day > as_of:
            self.add_error(name, message)


class ConsentForm(EntryForm):
    """A formal lender's letter that agrees to be paid off early, or that it was taken back."""

    consent = choice(_("ความยินยอมของเจ้าหนี้"), words.CONSENTS)
    number = line(_("เลขที่หนังสือ"), 60)
    signed_on = DayField(label=_("หนังสือลงวันที่"), required=False)

    def clean_number(self) -> str:
        """The number; the mark that parts what stands in a note is none of it."""
        return str(self.cleaned_data["number"]).replace("·", "-").strip()

    def clean(self) -> dict[str, Any]:
        """A letter has a number and a day, up to the day from which it counts."""
        said = super().clean() or {}
        if said.get("consent") != "given":
            return said
        if not said.get("number") and "number" not in self.errors:
            self.add_error("number", gettext("ใส่เลขที่ของหนังสือยินยอม ถ้าไม่มีเลข ให้ใส่ว่า ไม่มีเลขที่"))
        if not said.get("signed_on") and "signed_on" not in self.errors:
            self.add_error("signed_on", gettext("ใส่วันที่ของหนังสือยินยอม"))
        day, as_of = said.get("signed_on"), said.get("as_of")
        if day and as_of and day > as_of:
            self.add_error("signed_on", gettext("หนังสือลงวันที่หลังวันที่มีผล ตรวจวันทั้งสอง"))
        return said


class DebtForm(Standing, BalanceForm):
    """A debt with its terms."""

    creditor = forms.ChoiceField(
        label=_("เจ้าหนี้"),
        help_text=_("ไม่มีในรายการ ให้เพิ่มกลุ่มหรือเจ้าหนี้ในหน้าทะเบียนของศูนย์ฯ ก่อน"),
        error_messages={"required": _("เลือกเจ้าหนี้ของหนี้นี้")},
    )
    borrower = forms.ChoiceField(label=_("ผู้กู้"), help_text=_("ไม่มีในรายการ ให้เพิ่มบุคคลในครัวเรือนก่อน"))
    contract_number = CellField("debts", "contract_number", label=_("เลขที่สัญญา"), longest=200)
    another = forms.BooleanField(label=_("เป็นหนี้อีกก้อนหนึ่ง ไม่ใช่ก้อนที่มีอยู่แล้ว"))
    borrowed_on = CellField("debts", "borrowed_on", label=_("วันที่กู้"))
    due_on = CellField("debts", "due_on", label=_("วันครบกำหนด"))
    purpose = line(_("วัตถุประสงค์"))
    contract_principal_satang = CellField(
        "debts", "contract_principal_satang", label=_("เงินต้นตามสัญญา (บาท)")
    )
    rate = CellField("debts", "rate_bp", label=_("อัตราดอกเบี้ย (ร้อยละ)"), required=True)
    rate_unit = choice(_("หน่วยอัตรา"), words.UNITS)
    method = choice(_("วิธีคิดดอกเบี้ย"), words.METHODS)
    period = choice(_("งวดชำระ"), words.PERIODS, required=False)
    months = CellField("debts", "months", label=_("เดือนที่ชำระ"))
    note = line(_("หมายเหตุ"), 1_000)
    field_order = (
        "creditor", "borrower", "contract_number", "another", "borrowed_on", "due_on", "purpose",
        "contract_principal_satang", "principal_satang", "interest_arrears_satang",
        "penalty_satang", "rate", "rate_unit", "method", "period", "months", "overdue_since",
        "status", "note", "standing",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Days in their order, and the rate in basis points a year as `rate_bp`."""
        said = super().clean()
        begun, due = said.get("borrowed_on"), said.get("due_on")
        if begun and due and due < begun:
            self.add_error("due_on", gettext("วันครบกำหนดอยู่ก่อนวันที่กู้ ตรวจวันทั้งสอง"))
        self._day_before("borrowed_on", gettext("วันที่กู้อยู่หลังวันที่มีผล ตรวจวันทั้งสอง"))
        if said.get("rate") is not None:
            rate = percent_to_bp(said["rate"], monthly=said.get("rate_unit") == "month")
            if isinstance(rate, str):
                self.add_error("rate", gettext("อัตราสูงเกินร้อยละ 360 ต่อปี หรือ 30 ต่อเดือน"))
            said["rate_bp"] = rate
        return said
