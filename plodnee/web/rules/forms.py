"""What is typed of a centre's rules: days from which to which, per cent, months, baht."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.casework.models import Meeting, Resolution
from plodnee.casework.plan.menu_policy import (
    Bounds,
    MenuPolicy,
    bounds_in_force,
    menu_faults,
    quorum_faults,
)
from plodnee.casework.plan.rules import rules_in_force
from plodnee.documents.builders import names
from plodnee.documents.builders.voice import Voice
from plodnee.engine.class_spans import Fault, Spans, criteria_of, span_faults, spans_of
from plodnee.engine.classification import Criteria
from plodnee.registers.committees.rules import Quorum
from plodnee.web.fields import BahtField, DayField
from plodnee.web.meetings.wording import meeting_name
from plodnee.web.templatetags.wording import be_date, class_name, english
from plodnee.web.thai_fields import not_after

MOST_MEETINGS = 30
LARGEST = Decimal(10) ** 6


class SeenForm(forms.Form):
    """Which step of the version the person has seen."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=10**6)


def _tell(form: forms.Form, faults: Sequence[Fault]) -> None:
    """What is wrong, each at its field."""
    for fault in faults:
        form.add_error(fault.field, fault.text_en if english() else fault.text)


def _days(letter: str, label: Any) -> forms.IntegerField:
    field = forms.IntegerField(
        label=label,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5"}),
    )
    field.letter = letter  # type: ignore[attr-defined]
    return field


class CriteriaForm(SeenForm):
    """Criteria as committees say them: for each class the days overdue from which to which."""

    a_to = _days("A", gettext_lazy("ค้างชำระไม่เกิน (วัน)"))
    b_from = _days("B", gettext_lazy("ค้างชำระตั้งแต่ (วัน)"))
    b_to = _days("B", gettext_lazy("ถึง (วัน)"))
    c_from = _days("C", gettext_lazy("ค้างชำระตั้งแต่ (วัน)"))
    c_to = _days("C", gettext_lazy("ถึง (วัน)"))
    d_from = _days("D", gettext_lazy("ค้างชำระตั้งแต่ (วัน)"))

    def __init__(self, data: Any, *, seen: int, rules: Criteria, on: date) -> None:
        super().__init__(data, initial={"seen": seen, **spans_of(rules)._asdict()})
        self.bounds = bounds_in_force(on)
        for field in self.fields.values():
            letter = getattr(field, "letter", "")
            if letter:
                field.label = f"{class_name(letter)}: {field.label}"

    def clean(self) -> dict[str, Any]:
        """Each number of days has just one class."""
        said = super().clean() or {}
        if all(name in said for name in Spans._fields):
            _tell(self, span_faults(self.spans(), most_days=self.bounds.most_days))
        return said

    def spans(self) -> Spans:
        """What was typed."""
        return Spans(**{name: self.cleaned_data[name] for name in Spans._fields})

    def rules(self) -> Criteria:
        """The criteria that were typed."""
        return criteria_of(self.spans())


def _number(label: Any, **options: Any) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5"})
    return forms.IntegerField(label=label, widget=widget, **options)


class RateField(forms.DecimalField):
    """Per cent; its value is whole basis points."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"})

    def __init__(self, label: Any) -> None:
        super().__init__(label=label, decimal_places=2, min_value=0, max_value=LARGEST)

    def clean(self, value: Any) -> Any:
        """The rate in basis points: exact, since two places at most are taken."""
        found = super().clean(value)
        return None if found is None else int(found * 100)

    def prepare_value(self, value: Any) -> Any:
        """Basis points as per cent; what was typed stays as it was typed."""
        return f"{value / 100:.2f}".rstrip("0").rstrip(".") if isinstance(value, int) else value


class MenuForm(SeenForm):
    """A menu policy: the contract, the steps in which old debts are eased, what is offered."""

    contract_rate_bp = RateField(gettext_lazy("ดอกเบี้ยของสัญญาเดียว (ร้อยละต่อปี)"))
    most_instalments = _number(gettext_lazy("จำนวนงวดมากที่สุดของสัญญาเดียว"))
    rate_step_bp = RateField(gettext_lazy("เสนอลดดอกเบี้ยหนี้เดิมทีละ (ร้อยละต่อปี)"))
    extension_step_months = _number(gettext_lazy("เสนอยืดเวลาทีละ (เดือน)"))
    longest_extension_months = _number(gettext_lazy("ยืดเวลาได้ไม่เกิน (เดือน) ใส่ 0 ถ้าไม่เสนอ"))
    grace_step_months = _number(gettext_lazy("เสนอพักชำระทีละ (เดือน)"))
    longest_grace_months = _number(gettext_lazy("พักชำระได้ไม่เกิน (เดือน) ใส่ 0 ถ้าไม่เสนอ"))
    least_reserve_satang = BahtField(label=gettext_lazy("เงินสำรองที่ครัวเรือนต้องเหลืออย่างน้อย (บาท)"))
    patterns = forms.MultipleChoiceField(
        label=gettext_lazy("กำหนดชำระที่เสนอ"), widget=forms.CheckboxSelectMultiple, required=False
    )
    goals = forms.MultipleChoiceField(
        label=gettext_lazy("แบบแผนที่เสนอ"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, data: Any, *, seen: int, rules: MenuPolicy, on: date) -> None:
        written = {name: getattr(rules, name) for name in MenuPolicy.__dataclass_fields__}
        super().__init__(data, initial={"seen": seen, **written})
        self.bounds: Bounds = bounds_in_force(on)
        self._law = rules_in_force(on)
        voice = Voice("en" if english() else "th")
        patterns = [(name, names.pattern_name(voice, name)) for name in self._law.patterns]
        goals = [(name, names.goal_name(voice, name)) for name in self._law.goals]  # type: ignore[arg-type]
        self.fields["patterns"].choices = patterns  # type: ignore[attr-defined]
        self.fields["goals"].choices = goals  # type: ignore[attr-defined]
        rate = {"most": f"{self._law.ceiling_bp / 100:g}"}
        self.fields["contract_rate_bp"].help_text = _("กฎหมายให้ไม่เกินร้อยละ %(most)s ต่อปี") % rate

    def clean(self) -> dict[str, Any]:
        """What a menu can be worked out under, within the law."""
        said = super().clean() or {}
        if not self.errors:
            _tell(self, menu_faults(self.rules(), self._law, self.bounds))
        return said

    def rules(self) -> MenuPolicy:
        """The menu policy that was typed."""
        said = {name: self.cleaned_data[name] for name in MenuPolicy.__dataclass_fields__}
        lists = {name: tuple(said[name]) for name in ("patterns", "goals")}
        return MenuPolicy(**said | lists)


class QuorumForm(SeenForm):
    """The quorum of the committee's meetings."""

    quorum_bp = RateField(gettext_lazy("ต้องมาประชุมไม่น้อยกว่า (ร้อยละของกรรมการที่ออกเสียงได้)"))

    def __init__(self, data: Any, *, seen: int, rules: Quorum, on: date) -> None:
        super().__init__(data, initial={"seen": seen, "quorum_bp": rules.quorum_bp})
        self.bounds: Bounds = bounds_in_force(on)

    def clean(self) -> dict[str, Any]:
        """A share within the bounds."""
        said = super().clean() or {}
        if not self.errors:
            _tell(self, quorum_faults(self.rules(), self.bounds))
        return said

    def rules(self) -> Quorum:
        """The quorum that was typed."""
        return Quorum(self.cleaned_data["quorum_bp"])


class TrialForm(forms.Form):
    """The day of the register on which criteria are tried."""

    as_of = DayField(label=gettext_lazy("ทดลองกับทะเบียน ณ วันที่"))

    def __init__(self, data: Any, *, latest: date) -> None:
        super().__init__(data)
        self._latest = latest

    def clean_as_of(self) -> date:
        """A day up to today."""
        day: date = self.cleaned_data["as_of"]
        not_after(day, self._latest)
        return day


class TryForm(TrialForm, SeenForm):
    """That criteria were tried on the register of a day."""


class ProposingForm(SeenForm):
    """The meeting on whose agenda the version is put."""

    meeting = forms.ChoiceField(label=gettext_lazy("การประชุมที่จะพิจารณา"))

    def __init__(self, data: Any, *, seen: int, meetings: Sequence[Meeting]) -> None:
        super().__init__(data, initial={"seen": seen}, auto_id="id_propose_%s")
        self._meetings = {str(one.pk): one for one in meetings[:MOST_MEETINGS]}
        self.fields["meeting"].choices = [  # type: ignore[attr-defined]
            (key, f"{meeting_name(one)} · {be_date(one.held_on)}")
            for key, one in self._meetings.items()
        ]

    def chosen(self) -> Meeting:
        """The meeting; only of a valid form."""
        return self._meetings[self.cleaned_data["meeting"]]


class ForceForm(SeenForm):
    """By which resolution the version takes force, and from which day."""

    resolution = forms.ChoiceField(label=gettext_lazy("มติที่เห็นชอบ"))
    effective_from = DayField(label=gettext_lazy("มีผลตั้งแต่วันที่"))
    sure = forms.BooleanField(label=gettext_lazy("อ่านเกณฑ์ฉบับนี้เทียบกับมติแล้ว ตรงกัน และให้มีผล"))

    def __init__(
        self, data: Any, *, seen: int, resolutions: Sequence[Resolution], on: date
    ) -> None:
        super().__init__(data, initial={"seen": seen, "effective_from": on})
        self._resolutions = {str(one.pk): one for one in resolutions}
        self.fields["resolution"].choices = [  # type: ignore[attr-defined]
            (key, f"{meeting_name(one.item.meeting)} · {be_date(one.item.meeting.held_on)}")
            for key, one in self._resolutions.items()
        ]

    def chosen(self) -> Resolution:
        """The resolution; only of a valid form."""
        return self._resolutions[self.cleaned_data["resolution"]]


class WithdrawingForm(SeenForm):
    """That the version is not wanted any more."""

    sure = forms.BooleanField(label=gettext_lazy("เพิกถอนฉบับนี้ ประวัติยังอยู่ แต่ใช้ต่อไม่ได้"))
