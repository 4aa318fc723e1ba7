"""What is typed of a letter, of its tasks, and of how an office heads and signs its letters."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.visits.letters.plain import (
    LONGEST_ENCLOSED,
    MOST_ENCLOSED,
    LetterSaid,
    OfficeSaid,
    TaskSaid,
)
from plodnee.visits.models import Letter
from plodnee.visits.models.rounds import LONGEST_LINE
from plodnee.web.fields import LongSelect
from plodnee.web.letters.wording import ENCLOSED, KINDS, URGENCIES
from plodnee.web.thai_fields import DayField

LONGEST_TEXT, LONGEST_SUBJECT, LONGEST_CODE = 12_000, 1_000, 40
USUAL_CLOSING = "จึงเรียนมาเพื่อพิจารณาดำเนินการ"
MORE_TASKS, MOST_TASKS, LARGEST_NUMBER = 2, 20, 999_999


def lines(label: Any, rows: int, *, required: bool = True, hint: Any = "") -> forms.CharField:
    """Several lines."""
    return forms.CharField(
        label=label, max_length=LONGEST_TEXT, required=required, help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


BELOW_TASKS = frozenset({"closing", "enclosed", "also_enclosed", "number"})


class LetterForm(forms.Form):
    """A letter without its number."""

    kind = forms.ChoiceField(label=gettext_lazy("ชนิดหนังสือ"), choices=list(KINDS.items()))
    urgency = forms.ChoiceField(
        label=gettext_lazy("ชั้นความเร็ว"), choices=list(URGENCIES.items()), required=False
    )
    is_circular = forms.BooleanField(label=gettext_lazy("หนังสือเวียน (ว)"), required=False)
    dated_on = DayField(label=gettext_lazy("ลงวันที่"))
    subject = forms.CharField(
        label=gettext_lazy("เรื่อง"), max_length=LONGEST_SUBJECT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    addressee = forms.CharField(
        label=gettext_lazy("เรียน"), max_length=LONGEST_LINE, required=False,
        help_text=gettext_lazy("ประกาศและคำสั่งไม่มีผู้รับ เว้นว่างไว้"),
    )  # fmt: skip
    to_code = forms.ChoiceField(
        label=gettext_lazy("ส่งถึงสำนักงานในระบบ"), required=False, widget=LongSelect,
        help_text=gettext_lazy("งานในหนังสือจะไปรออยู่ที่สำนักงานนี้พร้อมวันครบกำหนด"),
    )  # fmt: skip
    reference = forms.CharField(
        label=gettext_lazy("อ้างถึง"), max_length=LONGEST_LINE, required=False
    )
    opening = lines(gettext_lazy("ข้อความ"), 10, hint=gettext_lazy("บรรทัดละหนึ่งย่อหน้า"))
    closing = lines(gettext_lazy("คำลงท้าย"), 2, required=False)
    enclosed = forms.MultipleChoiceField(
        label=gettext_lazy("สิ่งที่ส่งมาด้วย"), choices=list(ENCLOSED.items()), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    also_enclosed = lines(
        gettext_lazy("สิ่งที่ส่งมาด้วยอื่น ๆ"), 3, required=False,
        hint=gettext_lazy("บรรทัดละหนึ่งรายการ คั่นจำนวนด้วย | เช่น แบบตอบรับ | จำนวน 2 แผ่น"),
    )  # fmt: skip
    number = forms.IntegerField(
        label=gettext_lazy("เลขที่"), required=False, min_value=1, max_value=LARGEST_NUMBER,
        help_text=gettext_lazy("เว้นว่างเพื่อให้ทะเบียนออกเลขถัดไป"),
    )  # fmt: skip
    rows = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MOST_TASKS)
    sure = forms.BooleanField(
        label=gettext_lazy("ตรวจตัวอย่างแล้ว ถูกต้อง ออกเลขแล้วแก้ไขหรือยกเลิกเลขไม่ได้"), required=False
    )

    def __init__(
        self, data: Any, *, offices: Sequence[tuple[str, str]], encloses: bool, **options: Any
    ) -> None:
        super().__init__(data, **options)
        field = self.fields["to_code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", gettext_lazy("ไม่ได้ส่งถึงสำนักงานในระบบ")), *offices]
        if not encloses:
            del self.fields["enclosed"]

    @property
    def above_tasks(self) -> list[forms.BoundField]:
        """What is asked before the tasks."""
        below = {*BELOW_TASKS, "sure"}
        return [field for field in self.visible_fields() if field.name not in below]

    @property
    def below_tasks(self) -> list[forms.BoundField]:
        """What is asked after the tasks, in the order of the paper."""
        return [field for field in self.visible_fields() if field.name in BELOW_TASKS]

    def clean_also_enclosed(self) -> list[str]:
        """Each line an enclosure; not more, and none longer, than a letter's head has room for."""
        named = [line.strip() for line in self.cleaned_data["also_enclosed"].splitlines()]
        named = [line for line in named if line]
        if len(named) > MOST_ENCLOSED or any(len(line) > LONGEST_ENCLOSED for line in named):
            counted = {"n": MOST_ENCLOSED, "m": LONGEST_ENCLOSED}
            raise forms.ValidationError(
                _("ไม่เกิน %(n)s รายการ รายการละไม่เกิน %(m)s ตัวอักษร") % counted
            )
        return named

    def clean(self) -> dict[str, Any]:
        """An external letter and a memo say to whom; a circular is one of these two."""
        said = super().clean() or {}
        proclaimed = said.get("kind") in (Letter.Kind.ANNOUNCEMENT, Letter.Kind.ORDER)
        if not proclaimed and not said.get("addressee") and "addressee" not in self.errors:
            self.add_error("addressee", _("หนังสือภายนอกและบันทึกข้อความต้องมีผู้รับ"))
        if proclaimed and said.get("is_circular"):
            self.add_error("is_circular", _("ประกาศและคำสั่งไม่ใช้เลข ว"))
        if proclaimed and said.get("also_enclosed"):
            self.add_error("also_enclosed", _("ประกาศและคำสั่งไม่มีสิ่งที่ส่งมาด้วย เขียนไว้ในข้อความ"))
        if proclaimed and said.get("closing") == USUAL_CLOSING:
            said["closing"] = ""  # nobody in particular is asked to consider what is proclaimed
        return said


class TaskForm(forms.Form):
    """One thing that the letter asks for; an empty row is left out."""

    wording = forms.CharField(
        label=gettext_lazy("ขอให้ดำเนินการ"), max_length=LONGEST_TEXT, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    due_on = DayField(label=gettext_lazy("ครบกำหนดวันที่"), required=False)

    def clean(self) -> dict[str, Any]:
        """What is asked has its day, and a day asks for something."""
        said = super().clean() or {}
        if any(said.values()):
            for name in ("wording", "due_on"):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, _("ต้องกรอก"))
        return said


class WholeLetter:
    """The form of a letter with the rows of its tasks, which stand or fall together."""

    def __init__(self, head: LetterForm, tasks: list[TaskForm]) -> None:
        self.head, self.tasks = head, tasks

    @property
    def is_bound(self) -> bool:
        """Whether it was sent."""
        return self.head.is_bound

    def is_valid(self) -> bool:
        """Whether the letter and every task can be read."""
        return all([self.head.is_valid(), *(one.is_valid() for one in self.tasks)])

    def add_error(self, field: str | None, message: str) -> None:
        """A refusal stands in the head."""
        self.head.add_error(field, message)

    def said(self) -> LetterSaid:
        """What the valid form says."""
        known = dict(self.head.cleaned_data)
        for name in ("rows", "sure"):
            known.pop(name)
        known["enclosed"] = (*known.get("enclosed", ()), *known.pop("also_enclosed"))
        asked = [one.cleaned_data for one in self.tasks if any(one.cleaned_data.values())]
        return LetterSaid(**known, tasks=tuple(TaskSaid(**one) for one in asked))


def whole_letter(
    data: Any, said: LetterSaid, offices: Sequence[tuple[str, str]], *, encloses: bool
) -> WholeLetter:
    """The form as it was sent, or filled with what a letter says so far."""
    if data is not None:
        head = LetterForm(data, offices=offices, encloses=encloses)
        text = data.get("rows", "")
        many = int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 0
        rows = [TaskForm(data, prefix=str(at)) for at in range(min(many, MOST_TASKS))]
        return WholeLetter(head, rows)
    names = set(LetterForm.base_fields) - {"rows", "sure", "also_enclosed"}
    tasks = [{"wording": one.wording, "due_on": one.due_on} for one in said.tasks]
    tasks += [{}] * MORE_TASKS
    initial = {name: getattr(said, name) for name in names} | {"rows": len(tasks)}
    initial["enclosed"] = list(said.enclosed)
    head = LetterForm(None, offices=offices, encloses=encloses, initial=initial)
    rows = [TaskForm(None, prefix=str(at), initial=task) for at, task in enumerate(tasks)]
    return WholeLetter(head, rows)


class OfficeForm(forms.Form):
    """How an office heads and signs its letters."""

    letter_code = forms.CharField(
        label=gettext_lazy("รหัสหนังสือของสำนักงาน เช่น บร 0018"), max_length=LONGEST_CODE
    )
    address = lines(gettext_lazy("ที่อยู่บนหัวหนังสือ"), 3, hint=gettext_lazy("บรรทัดละหนึ่งบรรทัดของหัวหนังสือ"))
    contact = lines(gettext_lazy("หน่วยงานเจ้าของเรื่องและโทรศัพท์"), 4)
    place = forms.CharField(label=gettext_lazy("ชื่อหลังคำว่าประกาศหรือคำสั่ง"), max_length=LONGEST_LINE)
    signer_name = forms.CharField(
        label=gettext_lazy("ชื่อผู้ลงนาม"), max_length=LONGEST_LINE, required=False,
        help_text=gettext_lazy("เว้นว่างเพื่อเขียนด้วยมือ"),
    )  # fmt: skip
    signer_position = lines(
        gettext_lazy("ตำแหน่งผู้ลงนาม"), 3,
        hint=gettext_lazy("เช่น พัฒนาการจังหวัด ปฏิบัติราชการแทน ต่อด้วยบรรทัดใหม่ ผู้ว่าราชการจังหวัด"),
    )  # fmt: skip
    motto = forms.CharField(
        label=gettext_lazy("คำขวัญท้ายหนังสือ"), max_length=LONGEST_LINE, required=False
    )

    def said(self) -> OfficeSaid:
        """What the valid form says."""
        return OfficeSaid(**self.cleaned_data)
