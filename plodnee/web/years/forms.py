"""What is typed about a year and about a need."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from plodnee.lessons.models import LONGEST_NEED, LONGEST_SOURCE, YearRecord
from plodnee.lessons.years.plain import NeedSaid, YearSaid
from plodnee.lessons.years.selectors import Evidence
from plodnee.web.fields import BahtField
from plodnee.web.visit_day.forms import CarefulForm
from plodnee.web.years.wording import FIGURES, evidence_words

MOST = 1_000_000


class YearForm(forms.Form):
    """The figures of a year as they were reported, with their source."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    source = forms.CharField(
        label=gettext_lazy("แหล่งที่มา"),
        max_length=LONGEST_SOURCE,
        help_text=gettext_lazy("เช่น รายงานผลประจำปี เลขที่หนังสือ วันที่"),
    )
    reason = forms.CharField(
        label=gettext_lazy("เหตุผลที่แก้ (เมื่อแก้ของเดิม)"), max_length=LONGEST_SOURCE, required=False
    )

    def __init__(self, data: Any = None, *, record: YearRecord | None) -> None:
        names = ("source", *FIGURES)
        said = {name: getattr(record, name) for name in names} if record else {}
        super().__init__(data, initial=said | {"seen": record.number if record else 0})
        for name, label in FIGURES.items():
            self.fields[name] = _figure(name, label)
        self.order_fields([*FIGURES, "source", "reason"])
        if record is None:
            del self.fields["reason"]

    def said(self) -> YearSaid:
        """The figures; only of a valid form."""
        return YearSaid(**{name: self.cleaned_data[name] for name in FIGURES})


def _figure(name: str, label: Any) -> forms.Field:
    if name.endswith("_satang"):
        return BahtField(label=label, required=False)
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=MOST)


class NeedForm(CarefulForm):
    """A need: what it asks for, how much, what it rests on."""

    texts: Sequence[str] = ("what",)
    basis = forms.ChoiceField(label=gettext_lazy("หลักฐานที่อ้าง"))
    what = forms.CharField(
        label=gettext_lazy("ต้องการอะไร"),
        max_length=LONGEST_NEED,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    amount = BahtField(label=gettext_lazy("งบประมาณที่ขอ (บาท)"))

    def __init__(self, data: Any = None, *, evidence: Sequence[Evidence]) -> None:
        super().__init__(data, name="need")
        self._words = {one.key: evidence_words(one) for one in evidence}
        self.fields["basis"].choices = list(self._words.items())  # type: ignore[attr-defined]

    def said(self) -> NeedSaid:
        """The need; only of a valid form."""
        known = self.cleaned_data
        words = self._words[known["basis"]]
        return NeedSaid(known["what"], known["amount"], known["basis"], words)
