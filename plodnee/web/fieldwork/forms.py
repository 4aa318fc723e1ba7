"""What is typed about the field's work: devices, assignments, reasons."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from plodnee.fieldwork.models import LONGEST_LABEL
from plodnee.organization.models import Officer
from plodnee.registers.models import Household

LONGEST_REASON = 500


class DeviceForm(forms.Form):
    """A device that is added under a name of one's own."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    label = forms.CharField(
        label=_("เรียกอุปกรณ์นี้ว่า"), max_length=LONGEST_LABEL, help_text=_("เช่น มือถือสีดำ")
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"key": uuid4()})


class AssignForm(forms.Form):
    """Which households are given to whom."""

    worker = forms.ChoiceField(label=_("มอบหมายให้"))
    households = forms.MultipleChoiceField(label=_("ครัวเรือน"), widget=forms.CheckboxSelectMultiple)

    def __init__(
        self, data: Any, workers: Iterable[Officer], homes: Iterable[tuple[Household, str]]
    ) -> None:
        super().__init__(data)
        fields: Any = self.fields
        fields["worker"].choices = [(str(one.pk), str(one)) for one in workers]
        fields["households"].choices = [(str(home.pk), label) for home, label in homes]


class DecideForm(forms.Form):
    """What is done with a draft, from which step and which word of the register, and why."""

    DEEDS = ("confirmed", "returned", "rejected", "reopened")
    deed = forms.ChoiceField(choices=[(deed, deed) for deed in DEEDS])
    step = forms.IntegerField(min_value=0, max_value=30_000)
    seen = forms.IntegerField(min_value=0, required=False)
    reason = forms.CharField(max_length=LONGEST_REASON, required=False)
