"""The settings as a person types them: per cent and baht, one field each."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plodnee.casework.workspace.settings import Settings

LONGEST_KEY = 64
LONGEST_FIGURE = 20
FIGURES = ("rate", "instalments", "reserve", "income")
LARGEST = Decimal(10) ** 12


def _figure(label: Any, places: int) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, decimal_places=places, max_value=LARGEST, min_value=-LARGEST
    )


class SettingsForm(forms.Form):
    """What was typed or slid; limits are the committee's matter and are not checked here."""

    rate = _figure(_("ดอกเบี้ยสัญญาเดียว"), 2)
    instalments = _figure(_("จำนวนงวดสูงสุด"), 0)
    joining = forms.MultipleChoiceField(label=_("หนี้ที่รวมเข้าสัญญาเดียวได้"), required=False)
    patterns = forms.MultipleChoiceField(label=_("งวดชำระ"), required=False)
    reserve = _figure(_("เงินสำรองขั้นต่ำ"), 2)
    income = _figure(_("รายได้เสริมจากอาชีพที่วางแผนไว้"), 2)
    income_from = _figure(_("เริ่มมีรายได้เสริม"), 0)

    def __init__(self, data: Any, *, debts: list[str], patterns: list[str]) -> None:
        super().__init__(data, auto_id=False)
        self.fields["joining"].choices = [(key, key) for key in debts]  # type: ignore[attr-defined]
        self.fields["patterns"].choices = [  # type: ignore[attr-defined]
            (name, name) for name in patterns
        ]

    def settings(self, usual: Settings) -> Settings:
        """What was sent in whole satang and basis points; what cannot be read is as usual."""
        self.full_clean()
        sent = self.cleaned_data
        rate, reserve, income = sent.get("rate"), sent.get("reserve"), sent.get("income")
        return Settings(
            rate_bp=usual.rate_bp if rate is None else _hundredths(rate),
            most_instalments=int(sent.get("instalments", usual.most_instalments)),
            joining=tuple(sent.get("joining", usual.joining)),
            patterns=tuple(sent.get("patterns", usual.patterns)),
            reserve_satang=usual.reserve_satang if reserve is None else _hundredths(reserve),
            income_satang=usual.income_satang if income is None else _hundredths(income),
            income_from_month=int(sent.get("income_from", usual.income_from_month)),
        )


def figures_typed(sent: Mapping[str, str]) -> dict[str, str]:
    """The figures as they were sent, cut where they are longer than a figure can be."""
    return {name: sent[name].strip()[:LONGEST_FIGURE] for name in FIGURES if name in sent}


def _hundredths(number: Decimal) -> int:
    """Per cent as basis points, baht as satang: exact, since two places at most were taken."""
    return int(number * 100)
