"""What is typed about a meeting: its call, its items, who came, and what was resolved."""

import re
from datetime import date, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.casework.meetings.resolving import Vote
from plodnee.casework.meetings.selectors import ItemState, Seat, resolutions_to_correct
from plodnee.casework.meetings.subjects import CHOSEN_BY_HAND, HOUSEHOLD, Subject
from plodnee.casework.models import Resolution
from plodnee.engine.thai_text import to_arabic_digits
from plodnee.organization.models import Centre
from plodnee.registers.models import LONGEST_NAME, Household
from plodnee.web.access import today
from plodnee.web.fields import DayField
from plodnee.web.meetings.wording import OUTCOMES, STATES, SUBJECTS, meeting_name

LONGEST_TEXT, MOST_ITEMS, MOST_SHOWN, LONGEST_CHOICE = 20_000, 60, 50, 80
MOST_DAYS_AHEAD = 366
_TIME = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?: ?น\.?)?")


class TimeField(forms.CharField):
    """A time of the day, `13:00`, `13.00 น.` or in Thai digits."""

    def clean(self, value: Any) -> Any:
        """The time."""
        found = _TIME.fullmatch(to_arabic_digits(super().clean(value)))
        if not found or int(found[1]) > 23 or int(found[2]) > 59:
            raise forms.ValidationError(_("พิมพ์เวลาเช่น 13.00"), code="not_a_time")
        return time(int(found[1]), int(found[2]))


class CallForm(forms.Form):
    """The call of a meeting; each line of the agenda is one item of general business."""

    held_on = DayField(label=gettext_lazy("วันประชุม"))
    starts_at = TimeField(label=gettext_lazy("เวลา"), max_length=10)
    place = forms.CharField(label=gettext_lazy("สถานที่"), max_length=LONGEST_NAME)
    households = forms.CharField(
        label=gettext_lazy("ครัวเรือนที่จะพิจารณา"),
        help_text=gettext_lazy("รหัสครัวเรือน คั่นด้วยเว้นวรรคหรือขึ้นบรรทัดใหม่ แต่ละครัวเรือนเป็นหนึ่งวาระ"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    agenda = forms.CharField(
        label=gettext_lazy("วาระอื่น บรรทัดละหนึ่งเรื่อง"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    # Made with the page: sent again from it, the call is the meeting that stands.
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, centre: Centre, **options: Any) -> None:
        super().__init__(data, **options)
        self._centre = centre
        self.homes: list[Household] = []

    def clean_held_on(self) -> date:
        """A day within a year from now: a meeting is called for soon, or written down later."""
        held_on: date = self.cleaned_data["held_on"]
        if held_on > today() + timedelta(days=MOST_DAYS_AHEAD):
            raise forms.ValidationError(
                _("นัดประชุมล่วงหน้าได้ไม่เกินหนึ่งปี ตรวจปี พ.ศ. อีกครั้ง"), code="too_far"
            )
        return held_on

    def clean(self) -> dict[str, Any]:
        """The households named, each of the centre; at least one item."""
        said = super().clean() or {}
        codes = list(dict.fromkeys(said.get("households", "").replace(",", " ").split()))
        found = Household.objects.filter(centre=self._centre, code__in=codes)
        by_code = {home.code: home for home in found}
        unknown = [code for code in codes if code not in by_code]
        if unknown:
            self.add_error(
                "households", _("ไม่พบรหัสครัวเรือน: %(codes)s") % {"codes": ", ".join(unknown)}
            )
        self.homes = [by_code[code] for code in codes if code in by_code]
        lines = self.lines()
        if not lines and not codes:
            self.add_error("agenda", _("ใส่วาระอย่างน้อยหนึ่งเรื่อง"))
        if len(lines) + len(codes) > MOST_ITEMS:
            self.add_error("agenda", _("วาระมากเกินไป แบ่งเป็นหลายครั้ง"))
        if any(len(line) > LONGEST_NAME for line in lines):
            self.add_error("agenda", _("ชื่อวาระยาวเกินไป"))
        return said

    def lines(self) -> list[str]:
        """The items of general business."""
        text = self.cleaned_data.get("agenda", "")
        return [line.strip() for line in text.splitlines() if line.strip()]


class ItemForm(forms.Form):
    """One more item of the agenda."""

    kind = forms.ChoiceField(
        label=gettext_lazy("ประเภทวาระ"),
        choices=[(kind, SUBJECTS[kind]) for kind in CHOSEN_BY_HAND],
        initial="general",
    )
    title = forms.CharField(label=gettext_lazy("เรื่อง"), max_length=LONGEST_NAME, required=False)
    household_code = forms.CharField(
        label=gettext_lazy("รหัสครัวเรือน (ถ้าเป็นเรื่องของครัวเรือน)"),
        required=False,
        max_length=100,
    )
    corrects = forms.ChoiceField(
        label=gettext_lazy("แก้ไขมติของการประชุมที่รับรองแล้ว (ถ้าใช่)"), required=False
    )

    def __init__(self, data: Any = None, *, centre: Centre, **options: Any) -> None:
        super().__init__(data, auto_id="id_item_%s", **options)
        self._centre = centre
        self.subject: Subject | None = None
        self.corrected: Resolution | None = None
        self._standing = {str(one.pk): one for one in resolutions_to_correct(centre)[:MOST_SHOWN]}
        if not self._standing:
            del self.fields["corrects"]
            return
        choices = [(key, _resolution_name(one)) for key, one in self._standing.items()]
        self.fields["corrects"] = forms.ChoiceField(
            label=self.fields["corrects"].label,
            choices=[("", _("ไม่ใช่การแก้ไขมติ")), *choices],
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        """A household for an item about one; a title for any other."""
        said = super().clean() or {}
        kind = said.get("kind")
        self.corrected = self._standing.get(said.get("corrects", ""))
        if self.corrected is not None:
            said["title"] = (
                said.get("title") or f"แก้ไขมติ: {self.corrected.item.title}"[:LONGEST_NAME]
            )
        elif kind == HOUSEHOLD:
            code = said.get("household_code", "")
            home = Household.objects.filter(centre=self._centre, code=code).first()
            if home is None:
                self.add_error("household_code", _("ไม่พบครัวเรือนรหัสนี้ในทะเบียนของศูนย์ฯ"))
                return said
            self.subject = Subject.of_household(home)
            said["title"] = said.get("title") or household_title(home)
        elif kind:
            self.subject = Subject(kind)
            if not said.get("title") and "title" not in self.errors:
                self.add_error("title", _("ใส่ชื่อเรื่อง"))
        return said


def _resolution_name(resolution: Resolution) -> str:
    item = resolution.item
    return f"{meeting_name(item.meeting)} · {item.position}. {item.title}"[:LONGEST_CHOICE]


def household_title(home: Household) -> str:
    """What an item about a household is called on an agenda: by its code, without a name."""
    return f"พิจารณาการบริหารจัดการหนี้ของครัวเรือนรหัส {home.code}"


class RollForm(forms.Form):
    """Who came: one choice for every seat, and a reason."""

    def __init__(self, data: Any = None, *, seats: tuple[Seat, ...]) -> None:
        super().__init__(data)
        self._seats = seats
        for seat in seats:
            key = seat.member.pk.hex
            self.fields[f"state-{key}"] = forms.ChoiceField(
                label=seat.member.full_name,
                choices=STATES.items(),
                initial=seat.state or "present",
                widget=forms.RadioSelect,
            )
            self.fields[f"reason-{key}"] = forms.CharField(
                label=_("เหตุที่ขาดหรือลาของ %(name)s") % {"name": seat.member.full_name},
                required=False,
                max_length=LONGEST_NAME,
                initial=seat.reason,
            )

    def rows(self) -> list[tuple[Seat, Any, Any]]:
        """Each seat with its two fields."""
        return [
            (seat, self[f"state-{seat.member.pk.hex}"], self[f"reason-{seat.member.pk.hex}"])
            for seat in self._seats
        ]

    def states(self) -> dict[Any, tuple[str, str]]:
        """What was said of each member, for the service; only of a valid form."""
        said = self.cleaned_data
        return {
            seat.member.pk: (said[f"state-{key}"], said[f"reason-{key}"])
            for seat in self._seats
            for key in (seat.member.pk.hex,)
        }


class MinuteForm(forms.Form):
    """What was said on an item, and what was resolved, if anything was."""

    text = forms.CharField(
        label=gettext_lazy("เรื่องที่พิจารณาและความเห็น"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("มติ"),
        choices=[("", gettext_lazy("ไม่ลงมติในครั้งนี้")), *OUTCOMES.items()],
        required=False,
    )
    votes_for = forms.IntegerField(label=gettext_lazy("เห็นชอบ"), required=False, min_value=0)
    votes_against = forms.IntegerField(label=gettext_lazy("ไม่เห็นชอบ"), required=False, min_value=0)
    abstained = forms.IntegerField(label=gettext_lazy("งดออกเสียง"), required=False, min_value=0)
    casting_vote = forms.BooleanField(
        label=gettext_lazy("คะแนนเท่ากัน ประธานออกเสียงชี้ขาด"), required=False
    )
    wording = forms.CharField(
        label=gettext_lazy("ข้อความมติ"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any = None, *, item: ItemState, resolves: bool) -> None:
        super().__init__(data, initial=_as_written(item), prefix=f"i{item.item.position}")
        self.item, self.resolves = item, resolves
        if not resolves:
            for name in [name for name in self.fields if name != "text"]:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """A resolution has its words; something must be written."""
        said = super().clean() or {}
        if said.get("outcome") and not (said.get("wording") or "").strip():
            self.add_error("wording", _("เขียนข้อความมติ"))
        if not said.get("outcome") and not (said.get("text") or "").strip():
            words = _("เขียนข้อความ หรือลงมติ") if self.resolves else _("เขียนข้อความ")
            self.add_error("text", words)
        return said

    def vote(self) -> Vote | None:
        """The vote, unless none was taken or just this one stands already."""
        said = self.cleaned_data
        if not said.get("outcome"):
            return None
        vote = Vote(
            outcome=said["outcome"],
            votes_for=said["votes_for"] or 0,
            votes_against=said["votes_against"] or 0,
            abstained=said["abstained"] or 0,
            wording=said["wording"],
            casting_vote=said["casting_vote"],
        )
        return None if vote == _vote_written(self.item) else vote


def _vote_written(item: ItemState) -> Vote | None:
    found = item.resolution
    if found is None:
        return None
    return Vote(
        found.outcome,
        found.votes_for,
        found.votes_against,
        found.abstained,
        found.wording,
        found.casting_vote,
    )


def _as_written(item: ItemState) -> dict[str, Any]:
    """What stands already; before any vote, that everybody present is for it."""
    vote = _vote_written(item)
    return {
        "text": item.note,
        "outcome": vote.outcome if vote else "",
        "votes_for": vote.votes_for if vote else len(item.ballot.present),
        "votes_against": vote.votes_against if vote else 0,
        "abstained": vote.abstained if vote else 0,
        "casting_vote": vote.casting_vote if vote else False,
        "wording": vote.wording if vote else "",
    }


class InterestForm(forms.Form):
    """That a member has an interest in an item, with the reason, or that this is taken back."""

    member = forms.ChoiceField(label=gettext_lazy("กรรมการ"))
    recused = forms.ChoiceField(
        label=gettext_lazy("การเข้าร่วม"),
        choices=[
            ("yes", gettext_lazy("มีส่วนได้เสีย ไม่ร่วมพิจารณา")),
            ("no", gettext_lazy("ถอนการแจ้งส่วนได้เสีย")),
        ],
    )
    reason = forms.CharField(label=gettext_lazy("ส่วนได้เสียอย่างไร"), required=False, max_length=500)

    def __init__(self, data: Any = None, *, item: ItemState, seats: tuple[Seat, ...]) -> None:
        super().__init__(data, prefix=f"r{item.item.position}")
        self.fields["member"] = forms.ChoiceField(
            label=self.fields["member"].label,
            choices=[(str(seat.member.pk), seat.member.full_name) for seat in seats],
        )

    def clean(self) -> dict[str, Any]:
        """An interest has its reason."""
        said = super().clean() or {}
        if said.get("recused") == "yes" and not (said.get("reason") or "").strip():
            self.add_error("reason", _("บอกว่ามีส่วนได้เสียอย่างไร"))
        return said
