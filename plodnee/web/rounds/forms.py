"""What is typed of a round: its words, days, budget, provinces, topics and indicators."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.engine.thai_text import to_arabic_digits
from plodnee.organization.models import Area, InspectionZone
from plodnee.visits.models.rounds import LONGEST_LINE
from plodnee.visits.rounds.plain import IndicatorSaid, RoundSaid, TopicSaid
from plodnee.visits.rounds.services import COLUMNS
from plodnee.web.fields import BahtField
from plodnee.web.rounds.wording import COLUMNS as LABELS
from plodnee.web.templatetags.wording import said_name
from plodnee.web.thai_fields import DayField

LONGEST_TEXT, MOST_PEOPLE, MOST_LINES, LONGEST_SHORT = 8_000, 100, 100, 60
LONGEST_REASON = 500
PART = "|"


def line(name: str, *, required: bool = True) -> forms.CharField:
    """A line of a round."""
    label, most = LABELS[name], LONGEST_LINE
    return forms.CharField(label=label, max_length=most, required=required)


def text(name: str, rows: int, hint: Any = "") -> forms.CharField:
    """Several lines of a round."""
    widget = forms.Textarea(attrs={"rows": rows})
    label = LABELS[name]
    return forms.CharField(label=label, max_length=LONGEST_TEXT, widget=widget, help_text=hint)


class RoundForm(forms.Form):
    """A round as it is opened or changed."""

    name = forms.CharField(label=gettext_lazy("ชื่อรอบติดตาม"), max_length=LONGEST_LINE)
    project = line("project")
    activity = line("activity")
    sub_activity = line("sub_activity")
    purpose = text("purpose", 2, gettext_lazy("ต่อท้ายคำว่า “โดยมีวัตถุประสงค์” ในหนังสือ"))
    objectives = text("objectives", 5, gettext_lazy("บรรทัดละหนึ่งข้อ"))
    target_groups = text("target_groups", 3)
    steps = text("steps", 8, gettext_lazy("บรรทัดละหนึ่งขั้น ขั้นย่อยขึ้นต้นด้วย -"))
    expected = text("expected", 3)
    team = forms.CharField(
        label=gettext_lazy("คณะติดตาม"), max_length=LONGEST_TEXT, required=False,
        widget=forms.Textarea(attrs={"rows": 2}), help_text=gettext_lazy("บรรทัดละหนึ่งทีม"),
    )  # fmt: skip
    starts_on = DayField(label=gettext_lazy("เริ่มวันที่"))
    ends_on = DayField(label=gettext_lazy("ถึงวันที่"))
    budget_satang = BahtField(label=gettext_lazy("งบประมาณ (บาท)"))
    members_asked = forms.IntegerField(
        label=gettext_lazy("คณะกรรมการและสมาชิกที่เชิญ (คน)"), min_value=0, max_value=MOST_PEOPLE
    )
    models_asked = forms.IntegerField(
        label=gettext_lazy("ครัวเรือนต้นแบบที่เชิญ (คน)"), min_value=0, max_value=MOST_PEOPLE
    )
    topics = text(
        "topics", 16,
        gettext_lazy("ขึ้นต้นด้วยเลขประเด็น เช่น 2 หรือ 1.3 สำหรับข้อย่อย คั่นรายละเอียดด้วย |"),
    )  # fmt: skip
    indicators = forms.CharField(
        label=gettext_lazy("ตัวชี้วัดและค่าเป้าหมาย (เอกสาร 1)"), max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 7}), required=False,
        help_text=gettext_lazy("บรรทัดละหนึ่งตัวชี้วัด: ชื่อ | หน่วย | ค่าเป้าหมาย"),
    )  # fmt: skip
    provinces = forms.MultipleChoiceField(
        label=gettext_lazy("จังหวัดที่เข้าร่วม"), widget=forms.CheckboxSelectMultiple
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
    reason = forms.CharField(
        label=gettext_lazy("เหตุผลที่แก้ไข"), max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, data: Any, *, changes: bool, on: date, **options: Any) -> None:
        super().__init__(data, **options)
        for absent in ("name", "key") if changes else ("reason", "seen"):
            del self.fields[absent]
        for kept in ("seen",) if changes else ("key",):
            self.fields[kept].required = True
        field = self.fields["provinces"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = province_choices(on)

    def clean_topics(self) -> tuple[TopicSaid, ...]:
        """The topics, each with its number and item."""
        return read_topics(self.cleaned_data["topics"])

    def clean_indicators(self) -> tuple[IndicatorSaid, ...]:
        """The indicators, each with its unit and target."""
        return tuple(map(_indicator, _lines(self.cleaned_data["indicators"])))

    def clean_steps(self) -> str:
        """What stands below a step stands below one."""
        typed: str = self.cleaned_data["steps"]
        if typed.lstrip().startswith("-"):
            raise ValidationError(_("บรรทัดแรกต้องเป็นขั้น ไม่ใช่ขั้นย่อย"), code="unread")
        return typed

    def clean_team(self) -> str:
        """One team a line, each once and no longer than a programme has room for."""
        teams = _lines(self.cleaned_data["team"])
        if len(set(teams)) < len(teams):
            raise ValidationError(_("มีชื่อทีมซ้ำกัน"), code="twice")
        if any(len(team) > LONGEST_LINE for team in teams):
            raise ValidationError(_("ชื่อทีมยาวเกินไป"), code="too_long")
        return "\n".join(teams)

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first, and somebody is invited."""
        said = super().clean() or {}
        if said.get("members_asked") == 0 == said.get("models_asked"):
            self.add_error("members_asked", _("ต้องเชิญอย่างน้อยหนึ่งคน"))
        first, last = said.get("starts_on"), said.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("วันสุดท้ายต้องไม่ก่อนวันแรก"))
        return said

    def said(self) -> RoundSaid:
        """What the valid form says of the round."""
        kept = self.cleaned_data
        return RoundSaid(
            **{name: kept[name] for name in COLUMNS},
            province_codes=tuple(sorted(kept["provinces"])),
            topics=kept["topics"],
            indicators=kept["indicators"],
        )


def written(said: RoundSaid) -> dict[str, Any]:
    """What a form shows of a round, to be typed over."""
    return {
        **{name: getattr(said, name) for name in COLUMNS},
        "provinces": list(said.province_codes),
        "topics": "\n".join(_topic_line(topic) for topic in said.topics),
        "indicators": "\n".join(
            f" {PART} ".join([one.name, one.unit, one.target]).rstrip(f" {PART}")
            for one in said.indicators
        ),
    }


def province_choices(on: date) -> list[tuple[str, str]]:
    """The provinces by their inspection zone on a day, those without one last."""
    zones = dict(
        InspectionZone.objects.filter(valid_from__lte=on)
        .order_by("valid_from")
        .values_list("province_id", "number")
    )
    provinces = Area.objects.filter(level=Area.Level.PROVINCE).order_by("code")
    ordered = sorted(provinces, key=lambda area: (zones.get(area.code, MOST_PEOPLE), area.code))
    return [(area.code, _province_label(area, zones.get(area.code))) for area in ordered]


def _province_label(area: Area, zone: int | None) -> str:
    name = said_name(area)
    return _("%(name)s (เขต %(zone)d)") % {"name": name, "zone": zone} if zone else name


def read_topics(typed: str) -> tuple[TopicSaid, ...]:
    """The topics of typed lines.

    Raises: ValidationError.
    """
    topics = [_topic(row) for row in _lines(typed)]
    if len({(topic.number, topic.item) for topic in topics}) < len(topics):
        raise ValidationError(_("มีเลขประเด็นซ้ำกัน"), code="twice")
    whole = {topic.number for topic in topics if not topic.item}
    for topic in topics:
        if topic.number not in whole:
            told = {"item": f"{topic.number}.{topic.item}", "number": topic.number}
            raise ValidationError(_("ข้อ %(item)s ไม่มีประเด็นที่ %(number)d") % told, code="alone")
    return tuple(sorted(topics, key=lambda topic: (topic.number, topic.item)))


def _topic(row: str) -> TopicSaid:
    number, _blank, words = row.partition(" ")
    place, _dot, item = to_arabic_digits(number).rstrip(".)").partition(".")
    title, _bar, detail = words.partition(PART)
    numbers = place, item or "0"
    if not title.strip() or not all(one.isascii() and one.isdigit() for one in numbers):
        raise ValidationError(_("อ่านบรรทัดนี้ไม่ได้: %(row)s") % {"row": row[:60]}, code="unread")
    if any(len(one) > 2 for one in numbers):
        raise ValidationError(_("เลขประเด็นมากเกินไป: %(row)s") % {"row": row[:60]}, code="unread")
    return TopicSaid(int(place), int(item or 0), title.strip(), detail.strip())


def _indicator(row: str) -> IndicatorSaid:
    parts = [part.strip() for part in row.split(PART)]
    name, unit, target = [*parts, "", ""][:3]
    if not name or not unit or len(parts) > 3 or max(len(unit), len(target)) > LONGEST_SHORT:
        raise ValidationError(_("อ่านบรรทัดนี้ไม่ได้: %(row)s") % {"row": row[:60]}, code="unread")
    if len(name) > LONGEST_LINE:
        raise ValidationError(_("ชื่อตัวชี้วัดยาวเกินไป"), code="too_long")
    return IndicatorSaid(name, unit, target)


def _lines(typed: str) -> Sequence[str]:
    rows = [" ".join(row.split()) for row in typed.splitlines() if row.strip()]
    if len(rows) > MOST_LINES:
        raise ValidationError(_("มีมากกว่า %(n)d บรรทัด") % {"n": MOST_LINES}, code="too_many")
    return rows


def _topic_line(topic: TopicSaid) -> str:
    number = f"{topic.number}.{topic.item}" if topic.item else str(topic.number)
    words = f"{number} {topic.title}"
    return f"{words} {PART} {topic.detail}" if topic.detail else words
