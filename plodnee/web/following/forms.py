"""What is typed while a household is followed up; each form bears a key, so that twice is once."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.casework.following.services import ContactSaid
from plodnee.web.fields import BahtField, DayField
from plodnee.web.following.wording import (
    ACTS,
    CHANNELS,
    OUTCOMES,
    POSTS,
    PURPOSES,
    RELATIONS,
    VISITS,
    WITHDRAWALS,
)
from plodnee.web.meetings.forms import TimeField

LONGEST_NOTE, LONGEST_NAME, LONGEST_PHONE = 2_000, 200, 40


def _chosen(label: Any, words: Mapping[str, Any], **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=list(words.items()), **options)


def _note(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class KeyForm(forms.Form):
    """A form whose sending twice is known by its key."""

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, name: str, **options: Any) -> None:
        initial = {"key": uuid4()} | options.pop("initial", {})
        super().__init__(data, prefix=name, initial=initial, **options)

    @property
    def sent_key(self) -> UUID:
        """The key; only of a valid form."""
        key: UUID = self.cleaned_data["key"]
        return key


class ContactForm(KeyForm):
    """A contact that was made: when, how, with whom, what came of it."""

    on = DayField(label=gettext_lazy("วันที่ติดต่อ"))
    time = TimeField(label=gettext_lazy("เวลา"), max_length=10)
    channel = _chosen(gettext_lazy("วิธี"), CHANNELS, initial="call")
    who = forms.ChoiceField(label=gettext_lazy("ติดต่อกับ"), required=False)
    outcome = _chosen(gettext_lazy("ผล"), OUTCOMES)
    promised_on = DayField(label=gettext_lazy("นัดชำระวันที่ (ถ้านัด)"), required=False)
    promised_satang = BahtField(label=gettext_lazy("จำนวนที่นัด (บาท)"), required=False)
    note = _note(gettext_lazy("บันทึกของศูนย์ฯ"))

    def __init__(
        self,
        data: Any = None,
        *,
        now: datetime,
        names: Sequence[tuple[UUID, str]],
        is_deceased: bool = False,
    ) -> None:
        here = timezone.localtime(now)
        at = {"on": here.date(), "time": f"{here:%H.%M}"}
        super().__init__(data, name="contact", initial=at)
        self.fields["who"].choices = [  # type: ignore[attr-defined]
            ("", _("เลือกทายาทหรือผู้จัดการมรดก") if is_deceased else _("ลูกหนี้เอง")),
            *((str(key), words) for key, words in names),
        ]

    def clean(self) -> dict[str, Any]:
        """A promise has its day, not before the contact; nothing else has one."""
        said = super().clean() or {}
        promised = said.get("outcome") == "promised"
        if promised and not said.get("promised_on") and "promised_on" not in self.errors:
            self.add_error("promised_on", _("ใส่วันที่นัดชำระ"))
        on, later = said.get("on"), said.get("promised_on")
        if promised and on and later and later < on:
            self.add_error("promised_on", _("วันนัดชำระต้องไม่ก่อนวันที่ติดต่อ"))
        if promised and said.get("promised_satang") == 0:
            self.add_error("promised_satang", _("ใส่จำนวนที่มากกว่าศูนย์ หรือเว้นว่าง"))
        return said

    def said(self) -> ContactSaid:
        """The contact; only of a valid form."""
        said = self.cleaned_data
        promised = said["outcome"] == "promised"
        return ContactSaid(
            at=timezone.make_aware(datetime.combine(said["on"], said["time"])),
            channel=said["channel"],
            outcome=said["outcome"],
            contact_name=UUID(said["who"]) if said["who"] else None,
            promised_on=said["promised_on"] if promised else None,
            promised_satang=said["promised_satang"] if promised else None,
            note=said["note"],
        )


class WithdrawForm(KeyForm):
    """That a contact was recorded by mistake."""

    reason = _chosen(gettext_lazy("เหตุผล"), WITHDRAWALS)


class NameForm(KeyForm):
    """Somebody whom the debtor wants contacted."""

    name = forms.CharField(label=gettext_lazy("ชื่อ-สกุล"), max_length=LONGEST_NAME)
    relation = _chosen(gettext_lazy("ความสัมพันธ์กับลูกหนี้"), RELATIONS)
    phone = forms.CharField(label=gettext_lazy("โทรศัพท์"), max_length=LONGEST_PHONE, required=False)
    asked = forms.BooleanField(label=gettext_lazy("ลูกหนี้เป็นผู้ระบุชื่อนี้เอง และยินยอมให้ติดต่อแทน"))


class NoticeForm(KeyForm):
    """A notice that was sent to a guarantor."""

    guarantor = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST_NAME)
    sent_on = DayField(label=gettext_lazy("วันที่ส่ง"))
    channel = _chosen(gettext_lazy("ส่งโดย"), POSTS)


class ReceiptForm(KeyForm):
    """That a notice arrived."""

    received_on = DayField(label=gettext_lazy("วันที่ผู้ค้ำประกันได้รับ"))


class VisitForm(KeyForm):
    """A visit to come."""

    planned_on = DayField(label=gettext_lazy("วันที่จะเยี่ยม"))
    purpose = _chosen(gettext_lazy("เรื่อง"), PURPOSES)


class ReportForm(KeyForm):
    """What came of a visit."""

    outcome = _chosen(gettext_lazy("ผลการเยี่ยม"), VISITS)
    visited_on = DayField(label=gettext_lazy("วันที่เยี่ยม"), required=False)
    note = _note(gettext_lazy("สิ่งที่พบและตกลงกัน"))

    def clean(self) -> dict[str, Any]:
        """A visit that was made has its day; one that was called off has none."""
        said = super().clean() or {}
        if said.get("outcome") == "called_off":
            said["visited_on"] = None
        elif not said.get("visited_on") and "visited_on" not in self.errors:
            self.add_error("visited_on", _("ใส่วันที่เยี่ยม"))
        return said


class ActForm(KeyForm):
    """An act by which a claim's years begin anew."""

    debt = forms.ChoiceField(label=gettext_lazy("หนี้"))
    kind = _chosen(gettext_lazy("การกระทำ"), ACTS)
    acted_on = DayField(label=gettext_lazy("วันที่"))
    told_lapsed = forms.BooleanField(
        label=gettext_lazy("ถ้าพ้นอายุความแล้ว: ได้บอกลูกหนี้ก่อนว่ามีสิทธิไม่ชำระ"), required=False
    )

    def __init__(self, data: Any = None, *, on: date, debts: Sequence[tuple[UUID, str]]) -> None:
        super().__init__(data, name="act", initial={"acted_on": on})
        self.fields["debt"].choices = [  # type: ignore[attr-defined]
            (str(key), words) for key, words in debts
        ]
