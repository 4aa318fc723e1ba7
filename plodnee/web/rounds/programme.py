"""The programme of a province by hour, set and set again with the reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.documents.letters import usual_slots
from plodnee.engine.thai_text import to_arabic_digits
from plodnee.organization.models import Area, Centre
from plodnee.visits.models import ProgrammeVersion, Round
from plodnee.visits.models.rounds import LONGEST_LINE
from plodnee.visits.rounds.plain import ProgrammeSaid, SlotSaid
from plodnee.visits.rounds.selectors import chosen_in, current_programme, current_version
from plodnee.visits.rounds.services import set_programme
from plodnee.web.access import FORM, allowed
from plodnee.web.rounds.area import need_province, taking_part
from plodnee.web.rounds.trying import hand, posted, status_of
from plodnee.web.rounds.views import round_trail
from plodnee.web.thai_fields import DayField
from plodnee.web.trying import done

MORE_ROWS, MOST_ROWS, LONGEST_WORDS, LONGEST_REASON, LONGEST_HOUR = 2, 60, 2_000, 500, 12


class HourField(forms.CharField):
    """An hour, `9.00` or `13:30`, also in Thai digits."""

    def to_python(self, value: Any) -> Any:
        """The hour, or nothing where the field is empty."""
        if isinstance(value, time):
            return value
        typed = (super().to_python(value) or "")[:LONGEST_HOUR]
        text = to_arabic_digits(typed).removesuffix("น.").strip()
        if not text:
            return None
        hour, _mark, minute = text.replace(":", ".").partition(".")
        try:
            return time(int(hour), int(minute or 0))
        except ValueError:
            raise ValidationError(_("พิมพ์เวลาเช่น 9.00 หรือ 13.30"), code="not_an_hour") from None

    def prepare_value(self, value: Any) -> Any:
        """The hour as it is typed."""
        return f"{value:%H.%M}" if isinstance(value, time) else value


class SlotForm(forms.Form):
    """A row of the programme; an empty one is left out."""

    held_on = DayField(label=gettext_lazy("วันที่"), required=False)
    starts_at = HourField(label=gettext_lazy("ตั้งแต่เวลา"), required=False)
    ends_at = HourField(label=gettext_lazy("ถึงเวลา"), required=False)
    centre_code = forms.ChoiceField(label=gettext_lazy("ศูนย์ฯ ที่ไป"), required=False)
    what = forms.CharField(
        label=gettext_lazy("ทำอะไร ที่ไหน"), max_length=LONGEST_WORDS, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    points = forms.CharField(
        label=gettext_lazy("รายละเอียด บรรทัดละข้อ"), max_length=LONGEST_WORDS, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, data: Any, *, centres: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(data, **options)
        field = self.fields["centre_code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", gettext_lazy("ไม่ใช่การไปศูนย์ฯ")), *centres]

    def clean(self) -> dict[str, Any]:
        """A row that says something says its day, its hour and what."""
        said = super().clean() or {}
        if any(said.values()):
            for name in ("held_on", "starts_at", "what"):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, _("ต้องกรอก"))
        return said

    def slot(self) -> SlotSaid | None:
        """The row as it was said; None for an empty one."""
        said = self.cleaned_data
        return SlotSaid(**said) if any(said.values()) else None


class ProgrammeForm(forms.Form):
    """The team, the place of meeting, and why it changes."""

    team = forms.CharField(label=gettext_lazy("คณะติดตาม"), max_length=LONGEST_LINE)
    venue = forms.CharField(label=gettext_lazy("สถานที่"), max_length=LONGEST_LINE)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    rows = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MOST_ROWS)
    reason = forms.CharField(
        label=gettext_lazy("เหตุผลที่เปลี่ยนกำหนดการ"), max_length=LONGEST_REASON, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, data: Any, *, teams: Sequence[str], **options: Any) -> None:
        super().__init__(data, **options)
        if teams:  # one team has one name everywhere, or nobody sees that it is at two places
            label = self.fields["team"].label
            self.fields["team"] = forms.ChoiceField(
                label=label, choices=[(team, team) for team in teams]
            )


@dataclass(frozen=True)
class Rows:
    """The form of the programme with its rows, which stand or fall together."""

    head: ProgrammeForm
    slots: list[SlotForm]

    @property
    def is_bound(self) -> bool:
        """Whether it was sent."""
        return self.head.is_bound

    def is_valid(self) -> bool:
        """Whether the head and every row can be read."""
        return all([self.head.is_valid(), *(one.is_valid() for one in self.slots)])

    def add_error(self, _field: str | None, message: str) -> None:
        """A refusal stands in the head."""
        self.head.add_error(None, message)

    def said(self) -> ProgrammeSaid:
        """What the valid form says."""
        slots = [slot for one in self.slots if (slot := one.slot()) is not None]
        slots.sort(key=lambda slot: (slot.held_on, slot.starts_at))
        known = self.head.cleaned_data
        return ProgrammeSaid(known["team"], known["venue"], tuple(slots))


@allowed("visits.choose", FORM)
def programme_set(request: HttpRequest, area: Area, round_id: UUID) -> HttpResponse:
    """The province's programme by hour; set again it is a new version with its reason."""
    found = taking_part(request, round_id, area)
    need_province(area)
    standing = current_programme(found, area.code)
    form = _form(request, found, area, standing)

    def kept() -> None:
        set_programme(
            round_=found,
            province=area,
            said=form.said(),
            seen_number=form.head.cleaned_data["seen"],
            reason=form.head.cleaned_data["reason"],
            by=hand(request),
        )

    if done(form, kept):
        messages.success(request, _("บันทึกกำหนดการแล้ว แจ้งอำเภอด้วยหนังสือจากหน้านี้"))
        return redirect("round_area", area_code=area.code, round_id=found.pk)
    context = {
        "round": found,
        "version": current_version(found),
        "area": area,
        "form": form,
        "standing": standing,
        "first": _first(request, found, standing),
        "title": _("กำหนดการรายชั่วโมง"),
        "made_up": found.is_demonstration,
        "trail": round_trail(found, _("กำหนดการ"), area=area.code),
    }
    return render(request, "rounds/programme.html", context, status=status_of(form))


def _form(
    request: HttpRequest, found: Round, area: Area, standing: ProgrammeVersion | None
) -> Rows:
    centres = [one.centre for one in chosen_in(found, area.code).order_by("centre_id")]
    choices = [(centre.code, centre.name) for centre in centres]
    data, teams = posted(request), _teams(found, standing)
    if data is not None:
        head = ProgrammeForm(data, teams=teams)
        many = head.cleaned_data.get("rows", 0) if head.is_valid() else _sent_rows(data)
        slots = [SlotForm(data, centres=choices, prefix=str(at)) for at in range(many)]
        return Rows(head, slots)
    rows = _suggested(request, found, centres, standing)
    head = ProgrammeForm(
        None,
        teams=teams,
        initial={
            "team": standing.team if standing else next(iter(teams), ""),
            "venue": standing.venue if standing else "",
            "seen": standing.number if standing else 0,
            "rows": len(rows) + MORE_ROWS,
        },
    )
    slots = [
        SlotForm(None, centres=choices, prefix=str(at), initial=row)
        for at, row in enumerate([*rows, *[{}] * MORE_ROWS])
    ]
    return Rows(head, slots)


def _teams(found: Round, standing: ProgrammeVersion | None) -> list[str]:
    """The teams of the round, and the one that the programme has."""
    named = [line.strip() for line in current_version(found).team.splitlines()]
    named += [standing.team] if standing and any(named) else []
    return list(dict.fromkeys(filter(None, named)))


def _sent_rows(data: Any) -> int:
    text = data.get("rows", "")
    return min(int(text), MOST_ROWS) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def _suggested(
    request: HttpRequest, found: Round, centres: list[Centre], standing: ProgrammeVersion | None
) -> list[dict[str, Any]]:
    """The rows that stand; the usual ones where there are none, or another first day is asked."""
    names = ("held_on", "starts_at", "ends_at", "centre_code", "what", "points")
    if standing is not None and "first" not in request.GET:
        return [
            {
                "held_on": slot.held_on,
                "starts_at": slot.starts_at,
                "ends_at": slot.ends_at,
                "centre_code": slot.centre_id or "",
                "what": slot.what,
                "points": slot.points,
            }
            for slot in standing.slots.order_by("held_on", "starts_at")
        ]
    first = _first(request, found, standing)
    return [
        {name: getattr(slot, name) for name in names}
        for slot in usual_slots(centres, first, standing)
    ]


def _first(request: HttpRequest, found: Round, standing: ProgrammeVersion | None) -> date:
    """The first day asked for; that of the programme, or of the round, where none is."""
    day = None
    try:
        day = DayField(required=False).clean(request.GET.get("first", ""))
    except ValidationError as fault:
        told = _("วันแรก: %(faults)s จึงใช้วันแรกเดิม")
        messages.warning(request, told % {"faults": " ".join(fault.messages)})
    if isinstance(day, date):
        return day
    slot = standing.slots.order_by("held_on").first() if standing else None
    return slot.held_on if slot else current_version(found).starts_on
