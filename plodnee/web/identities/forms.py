"""What is decided about two entries, and why."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from plodnee.registers.models import IdentityDecision

LONGEST_REASON = 500
KINDS = [("household", ""), ("person", "")]
FIRST, SECOND = "first", "second"
Verdict = IdentityDecision.Verdict


class DecisionForm(forms.Form):
    """Whether two entries are one, which of them is kept, and why."""

    kind = forms.ChoiceField(widget=forms.HiddenInput, choices=KINDS)
    first = forms.UUIDField(widget=forms.HiddenInput)
    second = forms.UUIDField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(label=_("ผลการตัดสินใจ"))
    reason = forms.CharField(label=_("เหตุผลและหลักฐาน"), max_length=LONGEST_REASON)

    def __init__(self, *given: Any, names: tuple[str, str] = ("", ""), **options: Any) -> None:
        super().__init__(*given, **options)
        self.name_answers(names)

    def name_answers(self, names: tuple[str, str]) -> None:
        """Put the two entries into the words of the answers, by their names."""
        if names[0] == names[1]:
            one = {"name": names[0]}
            names = str(_("%(name)s (รายแรก)") % one), str(_("%(name)s (รายที่สอง)") % one)
        self.fields["answer"].choices = [  # type: ignore[attr-defined]
            ("", _("เลือก")),
            (FIRST, _("เป็นรายเดียวกัน ใช้ชื่อ %(name)s") % {"name": names[0]}),
            (SECOND, _("เป็นรายเดียวกัน ใช้ชื่อ %(name)s") % {"name": names[1]}),
            (Verdict.DIFFERENT, _("คนละราย ไม่ต้องเสนออีก")),
        ]

    @property
    def pair(self) -> set[str]:
        """The keys of the two entries as they were sent."""
        return {self.data.get("first", ""), self.data.get("second", "")}

    def decided(self) -> dict[str, Any]:
        """What was decided, as the service takes it."""
        said = self.cleaned_data
        ends: tuple[UUID, UUID] = (said["first"], said["second"])
        kept, joined = reversed(ends) if said["answer"] == SECOND else ends
        same = said["answer"] in (FIRST, SECOND)
        return {
            "kind": said["kind"],
            "kept": kept,
            "joined": joined,
            "verdict": Verdict.SAME if same else Verdict.DIFFERENT,
            "reason": said["reason"],
        }


class LikeForm(forms.Form):
    """Why persons of one household with one name are one person."""

    reason = forms.CharField(label=_("เหตุผลและหลักฐาน"), max_length=LONGEST_REASON)


class UndoForm(forms.Form):
    """Why a decision is taken back."""

    reason = forms.CharField(label=_("เหตุผลที่ย้อนกลับ"), max_length=LONGEST_REASON)
