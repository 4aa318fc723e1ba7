"""What is typed on the day of a visit; each form bears a key, so that twice is once."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.engine.personal_text import looks_personal
from plodnee.lessons.coding.selectors import CodeNow
from plodnee.lessons.models import LONGEST_TEXT, FollowUpVersion, NoteVersion
from plodnee.lessons.notes.plain import FollowUpSaid, NoteSaid
from plodnee.lessons.notes.services import tags_from
from plodnee.visits.models import Topic
from plodnee.web.fields import DayField
from plodnee.web.following.forms import KeyForm
from plodnee.web.visit_day.wording import KINDS, OUTCOMES, SORTS, SPEAKERS, owner_choices

LONGEST_REASON, LONGEST_TAGS, LONGEST_TITLE = 500, 400, 70
AGAIN = gettext_lazy("เช่น พิมพ์ผิด ไม่ใส่ชื่อบุคคล")


def _text(label: Any, *, rows: int = 3, **options: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        **{"label": label, "max_length": LONGEST_TEXT, "widget": widget} | options
    )


class CarefulForm(KeyForm):
    """A form that asks once more where a text looks like an id or a telephone number."""

    sure = forms.BooleanField(
        label=gettext_lazy("ตรวจแล้ว ตัวเลขนี้ไม่ใช่เลขประจำตัวหรือโทรศัพท์ของบุคคล"), required=False
    )
    texts: Sequence[str] = ()

    def __init__(self, data: Any = None, *, name: str, **options: Any) -> None:
        super().__init__(data, name=name, **options)
        if not self._personal():
            del self.fields["sure"]

    def clean(self) -> dict[str, Any]:
        """What looks personal is kept only once somebody said that it is not."""
        said = super().clean() or {}
        if "sure" in self.fields and not said.get("sure"):
            self.add_error("sure", _("ข้อความคล้ายมีเลขประจำตัวหรือโทรศัพท์ ลบออก หรือยืนยันว่าไม่ใช่"))
        return said

    def _personal(self) -> bool:
        sent = (self.data.get(self.add_prefix(one), "") for one in self.texts)
        return self.is_bound and any(looks_personal(text) for text in sent)


class NoteForm(CarefulForm):
    """A note or a finding: which topic, who spoke, what was said, tags."""

    texts: Sequence[str] = ("text", "tags")
    sort = forms.ChoiceField(label=gettext_lazy("ชนิด"), choices=list(SORTS.items()))
    topic = forms.ChoiceField(label=gettext_lazy("ประเด็นของรอบ"))
    speaker = forms.ChoiceField(
        label=gettext_lazy("ผู้พูดหรือผู้พบ (บทบาท)"), choices=list(SPEAKERS.items())
    )
    text = _text(
        gettext_lazy("ข้อความ"),
        help_text=gettext_lazy("ไม่ใส่ชื่อ เลขประจำตัว หรือโทรศัพท์ของบุคคล"),
    )
    tags = forms.CharField(
        label=gettext_lazy("ป้าย คั่นด้วยจุลภาค (ถ้ามี)"), required=False, max_length=LONGEST_TAGS
    )

    def __init__(
        self, data: Any = None, *, topics: Sequence[Topic], name: str = "note", **options: Any
    ) -> None:
        super().__init__(data, name=name, **options)
        self.fields["topic"].choices = topic_choices(topics)  # type: ignore[attr-defined]

    def said(self) -> NoteSaid:
        """The note; only of a valid form."""
        known = self.cleaned_data
        topic, _dot, item = known["topic"].partition(".")
        tags = tags_from(known["tags"])
        return NoteSaid(int(topic), int(item), known["speaker"], known["text"], tags)


class CorrectForm(NoteForm):
    """A note corrected, with the reason; the version that was read comes along."""

    texts: Sequence[str] = ("text", "tags", "reason")
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    reason = _text(gettext_lazy("เหตุผลที่แก้"), rows=2, max_length=LONGEST_REASON, help_text=AGAIN)

    def __init__(self, data: Any = None, *, version: NoteVersion, **options: Any) -> None:
        said = {name: getattr(version, name) for name in ("speaker", "text")}
        said |= {"topic": f"{version.topic}.{version.item}", "seen": version.number}
        said["tags"] = ", ".join(version.tags)
        super().__init__(data, name="correct", initial=said, **options)
        del self.fields["sort"]


class FollowForm(CarefulForm):
    """Something to be done: what, whose post, until when."""

    texts: Sequence[str] = ("what",)
    what = _text(gettext_lazy("สิ่งที่ต้องทำ"), rows=2, max_length=LONGEST_REASON)
    owner = forms.ChoiceField(label=gettext_lazy("ผู้รับผิดชอบ"))
    due_on = DayField(label=gettext_lazy("ภายในวันที่"))

    def __init__(self, data: Any = None, *, name: str = "follow", **options: Any) -> None:
        super().__init__(data, name=name, **options)
        self.fields["owner"].choices = owner_choices()  # type: ignore[attr-defined]

    def said(self) -> FollowUpSaid:
        """What is to be done; only of a valid form."""
        known = self.cleaned_data
        return FollowUpSaid(known["what"], known["owner"], known["due_on"])


class ChangeForm(FollowForm):
    """A follow-up changed, with the reason."""

    texts: Sequence[str] = ("what", "reason")
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    reason = _text(gettext_lazy("เหตุผลที่แก้"), rows=2, max_length=LONGEST_REASON)

    def __init__(self, data: Any = None, *, version: FollowUpVersion, **options: Any) -> None:
        said = {"what": version.what, "owner": version.owner_role, "due_on": version.due_on}
        name = f"change-{version.follow_up_id.hex}"
        super().__init__(data, name=name, initial=said | {"seen": version.number}, **options)


class CloseForm(CarefulForm):
    """A follow-up closed, with what was done."""

    texts: Sequence[str] = ("done",)
    outcome = forms.ChoiceField(label=gettext_lazy("ผล"), choices=list(OUTCOMES.items()))
    done = _text(gettext_lazy("ได้ทำอะไรไป หรือเหตุที่ทำไม่ได้"), rows=2, max_length=LONGEST_REASON)


class CodeForm(KeyForm):
    """The kind and the code of a note."""

    code = forms.ChoiceField(label=gettext_lazy("ประเภทและรหัสบทเรียน"), required=False)

    def __init__(self, data: Any = None, *, codes: Sequence[CodeNow], **options: Any) -> None:
        super().__init__(data, name="code", **options)
        self.fields["code"].choices = [  # type: ignore[attr-defined]
            ("", _("ไม่เป็นบทเรียน")),
            *(
                (
                    words,
                    [
                        (f"{kind}:", _("%(kind)s (ไม่ระบุรหัส)") % {"kind": words}),
                        *((f"{kind}:{one.key}", one.name) for one in codes if one.kind == kind),
                    ],
                )
                for kind, words in KINDS.items()
            ),
        ]

    def coded(self) -> tuple[str, str]:
        """The kind and the code; only of a valid form."""
        kind, _colon, code = self.cleaned_data["code"].partition(":")
        return kind, code


class FileForm(CarefulForm):
    """A photograph or a paper."""

    texts: Sequence[str] = ("description",)
    file = forms.FileField(
        label=gettext_lazy("ไฟล์ภาพ JPEG, PNG หรือ PDF"),
        help_text=gettext_lazy(
            "ไม่เกิน 10 MB ไม่ถ่ายบัตรประชาชน สมุดบัญชี หรือใบหน้าของผู้ไม่ยินยอม ชื่อไฟล์ไม่ถูกเก็บ"
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,application/pdf"}),
        allow_empty_file=True,
    )
    description = forms.CharField(
        label=gettext_lazy("คำอธิบาย (ถ้ามี)"), required=False, max_length=LONGEST_REASON // 2
    )


def topic_choices(topics: Sequence[Topic]) -> list[tuple[str, str]]:
    """The topics of a round and their items, to choose from."""
    return [(topic_key(topic), topic_words(topic)) for topic in topics]


def topic_key(topic: Topic) -> str:
    """A topic or item as forms send it."""
    return f"{topic.number}.{topic.item}"


def topic_words(topic: Topic) -> str:
    """A topic or item by its number and the beginning of its title."""
    number = f"{topic.number}.{topic.item}" if topic.item else str(topic.number)
    title = topic.title
    return f"{number} {title if len(title) <= LONGEST_TITLE else title[:LONGEST_TITLE] + '…'}"


def due_at_first(on: date) -> date:
    """A day that a new follow-up suggests: four weeks on."""
    return date.fromordinal(on.toordinal() + 28)
