"""What is typed about members and orders."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.organization.models import Centre
from plodnee.registers.committees.rules import CommitteeRules
from plodnee.registers.committees.selectors import GroupSeat, person_in
from plodnee.registers.committees.services import MemberFacts
from plodnee.registers.models import (
    LONGEST_NAME,
    AppointmentOrder,
    CommitteeMember,
    Household,
)
from plodnee.web.committees.wording import SITS_AS
from plodnee.web.fields import DayField
from plodnee.web.templatetags.wording import english

LONGEST_PHONE, LONGEST_WORDS = 40, 500


class MemberForm(forms.Form):
    """A member of the committee as the secretary lists them."""

    name = forms.CharField(label=gettext_lazy("ชื่อ-สกุล พร้อมคำนำหน้า"), max_length=LONGEST_NAME)
    post = forms.ChoiceField(label=gettext_lazy("ตำแหน่ง"))
    sits_as = forms.ChoiceField(label=gettext_lazy("เป็นกรรมการในฐานะ"), choices=SITS_AS.items())
    groups = forms.MultipleChoiceField(
        label=gettext_lazy("ผู้แทนของกลุ่มสมาชิก"),
        help_text=gettext_lazy("เลือกได้หลายกลุ่ม"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    sits_as_words = forms.CharField(
        label=gettext_lazy("ผู้นำหรือผู้ทรงคุณวุฒิด้านใด"),
        help_text=gettext_lazy("เช่น ผู้ใหญ่บ้าน หมู่ที่ 5 ไม่ต้องกรอกถ้าเป็นผู้แทนกลุ่ม"),
        required=False,
        max_length=LONGEST_NAME,
    )
    household_code = forms.CharField(
        label=gettext_lazy("รหัสครัวเรือนของกรรมการ ถ้าอยู่ในทะเบียน"),
        help_text=gettext_lazy("ใช้กันไม่ให้ร่วมพิจารณาเรื่องของครัวเรือนตนเอง ชื่อต้องตรงกับทะเบียน"),
        required=False,
        max_length=100,
    )
    team = forms.CharField(
        label=gettext_lazy("คณะทำงานฝ่าย (ถ้ามี)"), required=False, max_length=LONGEST_NAME
    )
    phone = forms.CharField(
        label=gettext_lazy("โทรศัพท์ (ถ้ามี)"), required=False, max_length=LONGEST_PHONE
    )

    def __init__(
        self, data: Any, *, centre: Centre, rules: CommitteeRules, groups: list[GroupSeat]
    ) -> None:
        super().__init__(data)
        self._centre, self._groups = centre, groups
        language = "en" if english() else "th"
        posts = [(post.code, post.name(language)) for post in rules.posts.values()]
        self.fields["post"] = forms.ChoiceField(
            label=self.fields["post"].label, choices=posts, initial="member"
        )
        chosen = self.fields["groups"]
        assert isinstance(chosen, forms.MultipleChoiceField)
        chosen.choices = [(str(seat.group.pk), seat.name) for seat in groups]
        if not groups:
            del self.fields["groups"]

    def clean(self) -> dict[str, Any]:
        """The household and the person in it; what each way of sitting needs."""
        said = super().clean() or {}
        code = said.get("household_code", "")
        said["person"] = None
        if code and said.get("name"):
            household = Household.objects.filter(centre=self._centre, code=code).first()
            if household is None:
                self.add_error("household_code", _("ไม่พบครัวเรือนรหัสนี้ในทะเบียนของศูนย์ฯ"))
            else:
                said["person"] = person_in(household, said["name"])
                if said["person"] is None:
                    self.add_error("household_code", _("ในครัวเรือนนี้ไม่มีผู้ที่ชื่อตรงกัน ตรวจชื่อ-สกุลอีกครั้ง"))
        if said.get("sits_as") == CommitteeMember.SitsAs.GROUP:
            if not said.get("groups") and "groups" in self.fields:
                self.add_error("groups", _("เลือกกลุ่มที่เป็นผู้แทนอย่างน้อยหนึ่งกลุ่ม"))
            elif "groups" not in self.fields:
                self.add_error("sits_as", _("ยังไม่มีทะเบียนกลุ่มสมาชิก นำเข้าทะเบียนก่อน"))
        elif said.get("sits_as") and not said.get("sits_as_words"):
            self.add_error("sits_as_words", _("บอกว่าเป็นผู้นำหรือผู้ทรงคุณวุฒิด้านใด"))
        return said

    def facts(self) -> MemberFacts:
        """What was said, for the service; only of a valid form."""
        said = self.cleaned_data
        keys = set(said.get("groups", ()))
        return MemberFacts(
            name=said["name"],
            post=said["post"],
            sits_as=said["sits_as"],
            sits_as_words=said["sits_as_words"],
            groups=[seat.group for seat in self._groups if str(seat.group.pk) in keys],
            person=said["person"],
            team=said["team"],
            phone=said["phone"],
        )


class LeavingForm(forms.Form):
    """When an appointed member left, and why."""

    left_on = DayField(label=gettext_lazy("พ้นจากตำแหน่งวันที่"))
    reason = forms.CharField(label=gettext_lazy("เหตุผล"), max_length=LONGEST_WORDS)


class StrikingForm(forms.Form):
    """Why somebody listed is taken off again."""

    reason = forms.CharField(label=gettext_lazy("เหตุผล"), max_length=LONGEST_WORDS)


class OrderForm(forms.Form):
    """What an order is to say; a revocation has no end and names nobody."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    valid_from = DayField(label=gettext_lazy("มีผลตั้งแต่วันที่"))
    valid_until = DayField(label=gettext_lazy("มีผลถึงวันที่"))
    signer_name = forms.CharField(label=gettext_lazy("ชื่อ-สกุลผู้ลงนาม"), max_length=LONGEST_NAME)
    signer_position = forms.CharField(label=gettext_lazy("ตำแหน่งผู้ลงนาม"), max_length=LONGEST_NAME)
    grounds = forms.CharField(
        label=gettext_lazy("เหตุผลของคำสั่ง (ถ้ามี)"),
        help_text=gettext_lazy("ถ้าเว้นว่าง ใช้ข้อความมาตรฐานของคำสั่ง"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    exception = forms.CharField(
        label=gettext_lazy("เหตุที่บางกลุ่มสมาชิกยังไม่มีผู้แทน (ถ้ามี)"),
        required=False,
        max_length=LONGEST_WORDS,
    )

    def __init__(self, data: Any = None, *, effect: str, **options: Any) -> None:
        super().__init__(data, **options)
        if effect != AppointmentOrder.Effect.APPOINT:  # a supplement ends with its order
            del self.fields["valid_until"]
        if effect == AppointmentOrder.Effect.REVOKE:
            del self.fields["exception"]

    def clean(self) -> dict[str, Any]:
        """An order begins before it ends."""
        said = super().clean() or {}
        first, last = said.get("valid_from"), said.get("valid_until")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self.add_error("valid_until", _("วันสิ้นสุดต้องไม่ก่อนวันเริ่มมีผล"))
        return said


class SigningForm(forms.Form):
    """The number and the day of an order that came back signed."""

    number = forms.CharField(
        label=gettext_lazy("เลขที่คำสั่ง"), help_text=gettext_lazy("เช่น 123/2562"), max_length=40
    )
    signed_on = DayField(label=gettext_lazy("ลงนามวันที่"))
    sure = forms.BooleanField(
        label=gettext_lazy("ตรวจแล้วว่าต้นฉบับลงนามตรงกับร่างนี้ทุกข้อ เมื่อบันทึกแล้วแก้ไขไม่ได้")
    )
