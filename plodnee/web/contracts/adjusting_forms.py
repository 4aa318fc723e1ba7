"""What is typed to let something go, to charge, and to put a contract before a meeting."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.casework.models import Meeting, Resolution
from plodnee.engine.appropriation import Part, Parts
from plodnee.ledger.models import LONGEST_NOTE, Adjustment
from plodnee.web.fields import BahtField, DayField, PaidField
from plodnee.web.meetings.wording import meeting_name
from plodnee.web.templatetags.wording import baht, be_date
from plodnee.web.thai_fields import written_day

MOST_MEETINGS = 30
COMPONENTS: Mapping[Part, Any] = {
    "penalty": gettext_lazy("ค่าปรับ"),
    "interest": gettext_lazy("ดอกเบี้ย"),
    "principal": gettext_lazy("เงินต้น"),
}


class MeetingForm(forms.Form):
    """The meeting on whose agenda something is put."""

    meeting = forms.ChoiceField(label=gettext_lazy("การประชุมที่จะพิจารณา"))

    def __init__(self, data: Any, *, meetings: Sequence[Meeting], **options: Any) -> None:
        super().__init__(data, **options)
        self._meetings = {str(one.pk): one for one in meetings[:MOST_MEETINGS]}
        self.fields["meeting"].choices = [  # type: ignore[attr-defined]
            (key, f"{meeting_name(one)} · {be_date(one.held_on)}")
            for key, one in self._meetings.items()
        ]

    def chosen(self) -> Meeting:
        """The meeting; only of a valid form."""
        return self._meetings[self.cleaned_data["meeting"]]


class WrittenForm(MeetingForm):
    """Something written down for the committee, with why; its id was made with the page."""

    reason = forms.CharField(
        label=gettext_lazy("เหตุผล"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)


class WaiverForm(WrittenForm):
    """What each fund lets go, by component, each at most what it is owed today."""

    def __init__(
        self,
        data: Any,
        *,
        owed: Sequence[tuple[int, str, Parts]],
        meetings: Sequence[Meeting],
        initial: Any,
    ) -> None:
        super().__init__(data, meetings=meetings, initial=initial)
        self._tranches = [key for key, _name, _parts in owed]
        fields = {}
        for key, name, parts in owed:
            for component, label in COMPONENTS.items():
                if parts.of(component):
                    said = {"name": name, "part": label, "most": baht(parts.of(component))}
                    fields[f"{component}-{key}"] = BahtField(
                        label=_("%(name)s ยก%(part)sให้ (ไม่เกิน %(most)s บาท)") % said,
                        required=False,
                    )
        self.fields = {**fields, **self.fields}

    def shares(self) -> dict[int, Parts]:
        """What is let go by tranche; only of a valid form."""
        said = self.cleaned_data
        shares = {
            key: Parts(**{one: said.get(f"{one}-{key}") or 0 for one in COMPONENTS})
            for key in self._tranches
        }
        return {key: parts for key, parts in shares.items() if parts.total}


class FeeForm(WrittenForm):
    """A fee for a round of collecting."""

    amount = PaidField(label=gettext_lazy("ค่าทวงถามหนี้ (บาท)"))


class LateForm(forms.Form):
    """Up to which day default interest is charged, and of which day the sum was looked at."""

    through = DayField(label=gettext_lazy("คิดถึงวันที่"))
    looked_at = DayField(widget=forms.HiddenInput, required=False)
    sure = forms.BooleanField(label=gettext_lazy("ตรวจแล้ว ให้คิดดอกเบี้ยผิดนัดตามยอดข้างบน"))

    def refuse_unseen(self) -> None:
        """The sum of another day than the one looked at is shown first; then it may be charged."""
        through = self.cleaned_data["through"]
        if self.cleaned_data["looked_at"] == through:
            return
        self.data = {"through": self.data.get("through"), "looked_at": written_day(through)}
        words = _("ยอดข้างบนเปลี่ยนเป็นของวันที่ %(day)s แล้ว ตรวจยอดและยืนยันอีกครั้ง")
        self.add_error("through", words % {"day": be_date(through)})


class PostingForm(forms.Form):
    """What the committee resolved, to be entered in the books."""

    adjustment = forms.ChoiceField(label=gettext_lazy("รายการที่มีมติเห็นชอบ"))
    on = DayField(label=gettext_lazy("ลงบัญชีวันที่"))
    sure = forms.BooleanField(label=gettext_lazy("ตรวจกับมติในรายงานการประชุมแล้วตรงกัน"))

    def __init__(
        self,
        data: Any,
        *,
        resolved: Sequence[tuple[Adjustment, Resolution, str]],
        initial: Any,
    ) -> None:
        super().__init__(data, initial=initial)
        self._resolved = {str(one.pk): (one, found) for one, found, _words in resolved}
        self.fields["adjustment"].choices = [  # type: ignore[attr-defined]
            (str(one.pk), words) for one, _found, words in resolved
        ]

    def chosen(self) -> tuple[Adjustment, UUID]:
        """The adjustment and the resolution behind it; only of a valid form."""
        adjustment, resolution = self._resolved[self.cleaned_data["adjustment"]]
        return adjustment, resolution.pk
