"""Forms of member groups, versions of their rules, and creditors outside the centre."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plodnee.registers.models import LONGEST_CODE, LONGEST_NAME
from plodnee.registers.workbook.amounts import percent_to_bp
from plodnee.web.record import words
from plodnee.web.record.fields import CellField
from plodnee.web.record.forms import EntryForm, Standing, choice, line, tick


def _rate(label: Any) -> CellField:
    return CellField("groups", "min_rate_bp", label=label)


def _limit(label: Any) -> CellField:
    return CellField("groups", "longest_grace_months", label=label)


def in_basis_points(form: forms.Form, said: dict[str, Any], *names: str) -> None:
    """Rates of these fields from per cent a year to basis points."""
    for name in names:
        if said.get(name) is None:
            continue
        rate = percent_to_bp(said[name], monthly=False)
        if isinstance(rate, str):
            form.add_error(name, gettext("อัตราสูงเกินร้อยละ 360 ต่อปี หรือ 30 ต่อเดือน"))
        said[name] = rate


class GroupForm(Standing, EntryForm):
    """A member group."""

    code = CellField("groups", "code", label=_("รหัสกลุ่ม"), required=True, longest=LONGEST_CODE)
    name = CellField("groups", "name", label=_("ชื่อกลุ่ม/กองทุน"), required=True, longest=LONGEST_NAME)
    kind = forms.ChoiceField(label=_("ประเภท"), error_messages={"required": _("เลือกประเภทของกลุ่ม")})
    capital_satang = CellField(
        "groups", "capital_satang", label=_("เงินทุน (บาท)"),
        help_text=_("เว้นว่างถ้ากลุ่มไม่มีเงินทุน"),
    )  # fmt: skip
    members = CellField("groups", "members", label=_("จำนวนสมาชิก (คน)"))
    min_rate_bp = _rate(_("อัตราดอกเบี้ยต่ำสุด (% ต่อปี)"))
    longest_extension_months = _limit(_("ขยายเวลาได้สูงสุด (เดือน)"))
    longest_grace_months = _limit(_("พักชำระได้สูงสุด (เดือน)"))
    may_consolidate = tick(_("รวมหนี้ได้"))
    may_refinance = tick(_("ใช้ชำระหนี้อื่นได้"))
    field_order = ("code", "name", "kind")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [words.TO_CHOOSE, *words.fund_kinds()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Rates in basis points."""
        said = super().clean() or {}
        in_basis_points(self, said, "min_rate_bp")
        return said


class FundRuleForm(EntryForm):
    """One version of a group's lending rules."""

    effective_from = CellField("debts", "borrowed_on", label=_("ใช้ตั้งแต่วันที่"), required=True)
    effective_until = CellField("debts", "due_on", label=_("ใช้ถึงวันที่"))
    source = line(
        _("ที่มา"), 1_000, required=True,
        help_text=_("เช่น ระเบียบกองทุน พ.ศ. 2559 ข้อ 24 มติประชุมใหญ่ 5 ม.ค. 2562"),
    )  # fmt: skip
    verified = tick(_("ตรวจกับต้นฉบับแล้ว"))
    rate_bp = _rate(_("อัตราดอกเบี้ย (% ต่อปี)"))
    min_rate_bp = _rate(_("อัตราดอกเบี้ยต่ำสุด (% ต่อปี)"))
    method = choice(_("วิธีคิดดอกเบี้ย"), words.METHODS, required=False)
    max_principal_committee_satang = CellField(
        "groups", "capital_satang", label=_("วงเงินสูงสุดที่กรรมการอนุมัติ (บาท)")
    )
    max_principal_meeting_satang = CellField(
        "groups", "capital_satang", label=_("วงเงินสูงสุดที่ที่ประชุมอนุมัติ (บาท)")
    )
    max_term_months = _limit(_("ระยะเวลากู้สูงสุด (เดือน)"))
    longest_extension_months = _limit(_("ขยายเวลาได้สูงสุด (เดือน)"))
    longest_grace_months = _limit(_("พักชำระได้สูงสุด (เดือน)"))
    may_consolidate = tick(_("รวมหนี้ได้"))
    may_refinance = tick(_("ใช้ชำระหนี้อื่นได้"))
    security = line(_("หลักประกัน"), 1_000)
    permitted_purposes = line(_("วัตถุประสงค์ที่ให้กู้"), 1_000)
    forbidden_purposes = line(_("วัตถุประสงค์ที่ห้าม"), 1_000)
    late_fee = line(_("ค่าปรับ"), 1_000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["as_of"]  # a version says itself from when it counts

    def clean(self) -> dict[str, Any]:
        """Days in their order, rates in basis points, the lowest rate and limit below the other."""
        said = super().clean() or {}
        begins, ends = said.get("effective_from"), said.get("effective_until")
        if begins and ends and ends < begins:
            self.add_error("effective_until", gettext("วันสิ้นสุดอยู่ก่อนวันเริ่มใช้"))
        in_basis_points(self, said, "rate_bp", "min_rate_bp")
        rate, lowest = said.get("rate_bp"), said.get("min_rate_bp")
        if isinstance(rate, int) and isinstance(lowest, int) and lowest > rate:
            self.add_error("min_rate_bp", gettext("อัตราต่ำสุดสูงกว่าอัตราดอกเบี้ย ตรวจทั้งสองช่อง"))
        own, whole = (said.get(f"max_principal_{who}_satang") for who in ("committee", "meeting"))
        if own is not None and whole is not None and own > whole:
            words = gettext("วงเงินของกรรมการสูงกว่าของที่ประชุม ตรวจทั้งสองช่อง")
            self.add_error("max_principal_committee_satang", words)
        if said.get("max_term_months") == 0:
            self.add_error("max_term_months", gettext("ระยะเวลาอย่างน้อยหนึ่งเดือน ถ้าไม่ได้กำหนดให้เว้นว่าง"))
        return said


class CreditorForm(Standing, EntryForm):
    """A creditor outside the centre."""

    kind = choice(_("ประเภทเจ้าหนี้"), words.CREDITOR_KINDS)
    name = line(_("ชื่อเจ้าหนี้"), required=True)
    sort = choice(_("ชนิด"), words.SORTS)
    field_order = ("kind", "name", "sort")
