"""A letter received into the register, its tasks answered; letters on paper from elsewhere."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plodnee.documents.letters import is_about_made_up
from plodnee.registers.evidence_files import LARGEST_FILE_BYTES
from plodnee.visits.letters.files import answer_with_files
from plodnee.visits.letters.plain import ReceivedSaid
from plodnee.visits.letters.selectors import letter_number, task_states
from plodnee.visits.letters.services import receive_letter, record_received
from plodnee.visits.models import Letter, TaskAnswer
from plodnee.visits.models.rounds import LONGEST_LINE
from plodnee.web.access import DEED, FORM, allowed, today
from plodnee.web.file_fields import FilesField
from plodnee.web.letters.offices import Office
from plodnee.web.letters.register import RECEIVED, office_trail
from plodnee.web.letters.views import letter_at, task_rows
from plodnee.web.letters.wording import OUTCOMES
from plodnee.web.rounds.trying import hand, posted, status_of
from plodnee.web.thai_fields import DayField, not_after
from plodnee.web.trying import done

LONGEST_NOTE, LONGEST_SUBJECT, LONGEST_NUMBER = 2_000, 1_000, 60


class AnswerForm(forms.Form):
    """What was done about a task."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("ผลการดำเนินการ"),
        choices=[("", gettext_lazy("เลือก")), *OUTCOMES.items()],
    )
    note = forms.CharField(
        label=gettext_lazy("ได้ทำอะไร หรือเพราะเหตุใดจึงทำไม่ได้"), max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}), required=False,
    )  # fmt: skip
    attached = FilesField(
        label=gettext_lazy("แนบไฟล์ JPEG, PNG หรือ PDF (ถ้ามี)"),
        help_text=gettext_lazy(
            "ไม่เกิน 5 ไฟล์ ไฟล์ละไม่เกิน 10 MB สำนักงานที่ส่งหนังสือเห็นไฟล์นี้"
            " ปิดทับเลขประจำตัวประชาชนก่อน ชื่อไฟล์ไม่ถูกเก็บ"
        ),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=9999)

    def clean(self) -> dict[str, Any]:
        """What was done is said; what could not be done has its reason."""
        said = super().clean() or {}
        if said.get("outcome") == TaskAnswer.Outcome.NOT_POSSIBLE and not said.get("note"):
            self.add_error("note", _("บอกเหตุผลที่ทำไม่ได้"))
        return said


class PaperForm(forms.Form):
    """A letter on paper as the register of letters received has it."""

    sender = forms.CharField(label=gettext_lazy("จาก"), max_length=LONGEST_LINE)
    their_number = forms.CharField(label=gettext_lazy("ที่"), max_length=LONGEST_NUMBER)
    dated_on = DayField(label=gettext_lazy("ลงวันที่"))
    subject = forms.CharField(
        label=gettext_lazy("เรื่อง"), max_length=LONGEST_SUBJECT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def clean_dated_on(self) -> Any:
        """A letter that was received is not of a day to come."""
        not_after(self.cleaned_data["dated_on"], today())
        return self.cleaned_data["dated_on"]


@allowed("letters.answer", DEED)
def letter_receive(request: HttpRequest, office: Office, letter_id: UUID) -> HttpResponse:
    """The letter received, with the next number of the register; again it keeps that number."""
    found = _addressed(office, letter_id)
    receipt = receive_letter(letter=found, received_on=today(), by=hand(request))
    words = {"number": receipt.number, "year": receipt.year_be}
    messages.success(request, _("ลงรับแล้ว เลขรับที่ %(number)d/%(year)d") % words)
    return redirect(office.page("letter", found.pk))


@allowed("letters.answer", FORM)
def task_answer(request: HttpRequest, office: Office, letter_id: UUID, place: int) -> HttpResponse:
    """One task of a letter answered; the sender sees it at once."""
    found = _addressed(office, letter_id)
    state = next((one for one in task_states([found]) if one.task.place == place), None)
    if state is None:
        raise Http404
    latest = state.answer
    form = AnswerForm(
        posted(request),
        request.FILES or None,
        initial={
            "seen": latest.number if latest else 0,
            "outcome": latest.outcome if latest else TaskAnswer.Outcome.DONE,
        },
    )

    def answered() -> None:
        said = form.cleaned_data
        answer_with_files(
            task=state.task,
            outcome=said["outcome"],
            note=said["note"],
            contents=[one.read(LARGEST_FILE_BYTES + 1) for one in said["attached"]],
            seen_number=said["seen"],
            by=hand(request),
        )

    if done(form, answered):
        messages.success(request, _("ตอบแล้ว ผู้ส่งเห็นคำตอบนี้ทันที"))
        return redirect(office.page("letter", found.pk))
    context = {
        "office": office,
        "letter": found,
        "number": letter_number(found),
        "row": next(row for row in task_rows(found, today()) if row["task"] == state.task),
        "form": form,
        "made_up": is_about_made_up(found),
        "trail": office_trail(office, _("ตอบงานตามหนังสือ")),
    }
    return render(request, "letters/answer.html", context, status=status_of(form))


@allowed("letters.answer", FORM)
def letter_record(request: HttpRequest, office: Office) -> HttpResponse:
    """A letter on paper put into the register of letters received, once."""
    form = PaperForm(posted(request), initial={"dated_on": today()})

    def recorded() -> None:
        record_received(
            office_code=office.code,
            said=ReceivedSaid(**form.cleaned_data),
            received_on=today(),
            by=hand(request),
        )

    if done(form, recorded):
        messages.success(request, _("ลงทะเบียนรับแล้ว"))
        return redirect(f"{office.page('office_letters')}?register={RECEIVED}")
    context = {
        "office": office,
        "form": form,
        "title": _("ลงรับหนังสือจากภายนอกระบบ"),
        "save": _("ลงทะเบียนรับ"),
        "trail": office_trail(office, _("ลงรับหนังสือ")),
    }
    return render(request, "letters/form.html", context, status=status_of(form))


def _addressed(office: Office, letter_id: UUID) -> Letter:
    found = letter_at(office, letter_id)
    if not office.code or found.to_code != office.code:
        raise Http404
    return found
