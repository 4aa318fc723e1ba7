"""What is typed in a case: a line chosen, an offer sent, what everybody answered."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.casework.cases.agreement import CreditorAnswer, GuarantorAnswer
from plodnee.casework.cases.answering import (
    Counter,
    CreditorSays,
    GuarantorSays,
    SpouseSays,
    answer_days,
)
from plodnee.casework.cases.states import Deed
from plodnee.casework.models import CreditorReply
from plodnee.engine.interest_law import ceiling_bp
from plodnee.engine.money import format_percent
from plodnee.engine.thai_text import to_arabic_digits
from plodnee.registers.models import LONGEST_CODE, LONGEST_NAME, Evidence, Person
from plodnee.web.cases.wording import (
    CREDITOR_ANSWERS,
    GUARANTOR_ANSWERS,
    MEANS,
    SPOUSE_ANSWERS,
    deed_words,
)
from plodnee.web.fields import BahtField, DayField
from plodnee.web.record.words import EVIDENCE

LONGEST_REASON = 2_000
MOST_PERCENT, BP_PER_PERCENT = 100, 100
ENDING_DEEDS = (Deed.WITHDRAWN, Deed.DECEASED, Deed.MOVED)
MARKS = (Deed.FOLLOWED_UP, Deed.REDUCED, Deed.REDEFAULTED)  # by hand, under a contract
WRITTEN = gettext_lazy("มีหนังสือที่ลงลายมือชื่อแล้ว")


def _reason(label: Any, rows: int = 2) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class PercentField(forms.CharField):
    """A rate a year in per cent, `6` or `6.25`; its value is basis points, or None."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(**{"max_length": 10, "required": False} | options)

    def prepare_value(self, value: Any) -> Any:
        """A rate in basis points as per cent; what was typed stays as it was typed."""
        return format_percent(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        """The rate in basis points."""
        text = to_arabic_digits(super().clean(value)).rstrip("%").strip()
        if not text:
            return None
        whole, point, part = text.partition(".")
        digits = whole.isdigit() and (part.isdigit() or not point) and len(part) <= 2
        if not digits or int(whole) > MOST_PERCENT:
            raise forms.ValidationError(_("พิมพ์อัตราต่อปีเป็นร้อยละ เช่น 6 หรือ 6.25"), code="rate")
        return int(whole) * BP_PER_PERCENT + int(part.ljust(2, "0") or 0)


class EvidenceField(forms.ChoiceField):
    """One of the files attached to the household, or none."""

    def __init__(self, files: Iterable[Evidence]) -> None:
        self._files = {str(one.pk): one for one in files}
        names = [(key, _file_name(one)) for key, one in self._files.items()]
        super().__init__(
            label=gettext_lazy("หลักฐานที่แนบไว้"),
            choices=[("", _("ไม่มี")), *names],
            required=False,
        )

    def file(self, key: str) -> Evidence | None:
        """The file of a key that was chosen."""
        return self._files.get(key)


def _file_name(one: Evidence) -> str:
    kind = str(dict(EVIDENCE).get(one.kind, one.kind))
    return f"{kind} {one.description}".strip()


class _Answer(forms.Form):
    """What every answer has: what, on which day, in writing or not, why, with which file."""

    answer = forms.ChoiceField(label=gettext_lazy("คำตอบ"))
    on = DayField(label=gettext_lazy("วันที่ตอบ"))
    in_writing = forms.BooleanField(label=WRITTEN, required=False)
    reason = _reason(gettext_lazy("เหตุผลหรือหมายเหตุ"))

    def __init__(self, data: Any, *, files: Iterable[Evidence], **options: Any) -> None:
        super().__init__(data, **options)
        if files:
            self.fields["evidence"] = EvidenceField(files)

    def file(self) -> Evidence | None:
        """The file of evidence that was chosen."""
        field = self.fields.get("evidence")
        if not isinstance(field, EvidenceField):
            return None
        return field.file(self.cleaned_data["evidence"])


class ReasonForm(forms.Form):
    """A reason in words, where the service asks for one."""

    reason = _reason(gettext_lazy("เหตุผล"))


class EndForm(forms.Form):
    """How a case ends before its contract, and why."""

    how = forms.ChoiceField(label=gettext_lazy("จบเรื่องเพราะ"))
    reason = forms.CharField(
        label=gettext_lazy("เหตุผล"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any = None, *, deeds: Iterable[Deed]) -> None:
        super().__init__(data, auto_id="id_end_%s")
        self.fields["how"].choices = [(str(one), deed_words(one)) for one in deeds]  # type: ignore[attr-defined]


class MarkForm(forms.Form):
    """What is noted when a case goes on after its contract; a default needs its reason."""

    reason = _reason(gettext_lazy("บันทึกหรือเหตุผล"))

    def __init__(self, data: Any = None, *, deed: str) -> None:
        super().__init__(data, auto_id=f"id_{deed}_%s")
        self.fields["reason"].required = deed == Deed.REDEFAULTED


class OfferForm(forms.Form):
    """To whom an offer goes, when, how, and until when they answer."""

    creditors = forms.MultipleChoiceField(
        label=gettext_lazy("ส่งให้"), widget=forms.CheckboxSelectMultiple
    )
    sent_on = DayField(label=gettext_lazy("วันที่ส่ง"))
    means = forms.ChoiceField(label=gettext_lazy("ส่งโดย"), choices=MEANS.items())
    answer_by = DayField(label=gettext_lazy("ขอให้ตอบภายใน"))

    def __init__(self, data: Any = None, *, asked: Iterable[CreditorAnswer], on: date) -> None:
        rows = list(asked)
        initial = {
            "creditors": [one.creditor.key for one in rows if one.offer is None],
            "sent_on": on,
            "answer_by": on + timedelta(days=answer_days(on).usual),
        }
        super().__init__(data, initial=initial, auto_id="id_offer_%s")
        names = [(one.creditor.key, one.creditor.name) for one in rows]
        self.fields["creditors"].choices = names  # type: ignore[attr-defined]


class CreditorForm(_Answer):
    """What a creditor answered."""

    rate = PercentField(label=gettext_lazy("ข้อเสนอกลับ: ดอกเบี้ย (% ต่อปี)"))
    months = forms.IntegerField(
        label=gettext_lazy("ข้อเสนอกลับ: จำนวนเดือน"), required=False, min_value=0, max_value=600
    )
    waived = BahtField(label=gettext_lazy("ข้อเสนอกลับ: ยอมลด (บาท)"), required=False)
    resolution_number = forms.CharField(
        label=gettext_lazy("มติคณะกรรมการกลุ่ม เลขที่"), required=False, max_length=LONGEST_CODE
    )
    resolution_on = DayField(label=gettext_lazy("ลงวันที่"), required=False)
    field_order = (
        "answer", "on", "resolution_number", "resolution_on", "in_writing", "rate", "months",
        "waived", "reason", "evidence",
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, asked: CreditorAnswer, files: Iterable[Evidence], on: date
    ) -> None:
        reply = asked.reply
        self._countered = _counter_of(reply) if reply else Counter()
        initial = {
            "answer": reply.answer if reply else "accepted",
            "on": on,
            "rate": self._countered.rate_bp,
            "months": self._countered.months,
            "waived": self._countered.waived_satang,
            "resolution_number": reply.resolution_number if reply else "",
            "resolution_on": reply.resolution_on if reply else None,
            "in_writing": reply.in_writing if reply else False,
        }
        super().__init__(data, files=files, initial=initial, prefix=asked.creditor.key)
        self.fields["answer"].choices = CREDITOR_ANSWERS.items()  # type: ignore[attr-defined]
        most = {"most": format_percent(ceiling_bp(on))}
        self.fields["rate"].help_text = (
            _("กฎหมายให้ทำสัญญาได้ไม่เกินร้อยละ %(most)s ต่อปี (ป.พ.พ. มาตรา 654)") % most
        )
        if not asked.creditor.has_committee:
            del self.fields["resolution_number"], self.fields["resolution_on"]

    def says(self) -> CreditorSays:
        """What was said, for the service; only of a valid form.

        Terms of the counter-offer before, left as they stood, are none of another answer.
        """
        said = self.cleaned_data
        counter = Counter(said["rate"], said["months"], said["waived"])
        left = said["answer"] != CreditorReply.Answer.COUNTER and counter == self._countered
        return CreditorSays(
            answer=said["answer"],
            on=said["on"],
            reason=said["reason"],
            counter=Counter() if left else counter,
            resolution_number=said.get("resolution_number", ""),
            resolution_on=said.get("resolution_on"),
            in_writing=said["in_writing"],
            evidence=self.file(),
        )


def _counter_of(reply: CreditorReply) -> Counter:
    """The terms of a counter-offer as they were recorded; none of any other answer."""
    return Counter(reply.counter_rate_bp, reply.counter_months, reply.counter_waived_satang)


class SpouseForm(_Answer):
    """What the spouse answered, or that there is none."""

    person = forms.ChoiceField(label=gettext_lazy("คู่สมรส (จากทะเบียน)"), required=False)
    name = forms.CharField(
        label=gettext_lazy("หรือพิมพ์ชื่อ-สกุล"), required=False, max_length=LONGEST_NAME
    )
    field_order = ("answer", "person", "name", "on", "in_writing", "reason", "evidence")

    def __init__(
        self,
        data: Any = None,
        *,
        persons: Iterable[tuple[Person, str]],
        files: Iterable[Evidence],
        on: date,
    ) -> None:
        super().__init__(data, files=files, initial={"on": on}, auto_id="id_spouse_%s")
        rows = list(persons)
        self._persons = {str(person.pk): person for person, _name in rows}
        self.fields["answer"].choices = SPOUSE_ANSWERS.items()  # type: ignore[attr-defined]
        names = [(str(person.pk), name) for person, name in rows]
        self.fields["person"].choices = [("", _("ไม่อยู่ในทะเบียน")), *names]  # type: ignore[attr-defined]

    def says(self) -> SpouseSays:
        """What was said, for the service; only of a valid form."""
        said = self.cleaned_data
        return SpouseSays(
            answer=said["answer"],
            on=said["on"],
            person=self._persons.get(said["person"]),
            name=said["name"],
            in_writing=said["in_writing"],
            reason=said["reason"],
            evidence=self.file(),
        )


class GuarantorForm(_Answer):
    """What a guarantor answered: up to how much and until when."""

    most = BahtField(label=gettext_lazy("วงเงินค้ำประกันสูงสุด (บาท)"), required=False)
    until = DayField(label=gettext_lazy("ค้ำประกันถึงวันที่"), required=False)
    field_order = ("answer", "on", "most", "until", "in_writing", "reason", "evidence")

    def __init__(
        self, data: Any = None, *, asked: GuarantorAnswer, files: Iterable[Evidence], on: date
    ) -> None:
        prefix = f"{asked.debt_id.hex}-{asked.key}"
        super().__init__(data, files=files, initial={"on": on}, prefix=prefix)
        self.fields["answer"].choices = GUARANTOR_ANSWERS.items()  # type: ignore[attr-defined]

    def says(self) -> GuarantorSays:
        """What was said, for the service; only of a valid form."""
        said = self.cleaned_data
        return GuarantorSays(
            answer=said["answer"],
            on=said["on"],
            most_satang=said["most"],
            until=said["until"],
            in_writing=said["in_writing"],
            reason=said["reason"],
            evidence=self.file(),
        )


class LineForm(forms.Form):
    """The line that the household accepts."""

    pin = forms.UUIDField()

    def key(self) -> UUID:
        """The line's key; only of a valid form."""
        found: UUID = self.cleaned_data["pin"]
        return found
