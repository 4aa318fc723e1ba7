"""What is kept on the day of a visit, one deed at a time; a refused form comes back whole."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from plodnee.errors import Refusal
from plodnee.lessons.coding.selectors import codes_for
from plodnee.lessons.coding.services import code_note
from plodnee.lessons.errors import FollowUpClosed, NoteChanged
from plodnee.lessons.models import FieldNote, FollowUp
from plodnee.lessons.notes.files import add_file
from plodnee.lessons.notes.selectors import (
    current_follow_up,
    current_note_version,
    topics_of,
)
from plodnee.lessons.notes.services import (
    ask_follow_up,
    change_follow_up,
    close_follow_up,
    correct_note,
    keep_note,
)
from plodnee.organization.errors import NotAllowed
from plodnee.organization.models import Centre
from plodnee.registers.evidence_files import LARGEST_FILE_BYTES
from plodnee.visits.models import Selection
from plodnee.visits.rounds.services import Hand
from plodnee.web.access import DEED, allowed, officer_of, today
from plodnee.web.templatetags.wording import english
from plodnee.web.visit_day.forms import (
    ChangeForm,
    CloseForm,
    CodeForm,
    CorrectForm,
    FileForm,
    FollowForm,
    NoteForm,
)
from plodnee.web.visit_day.views import note_at, selection_at, shown_note, shown_visit

UNPROCESSABLE, CONFLICT = 422, 409
STANDS_OTHERWISE = (FollowUpClosed, NoteChanged)
Deed = tuple[Any, Callable[[], object]]  # a form as it was sent, and what is done with it


@allowed("notes.keep", DEED)
def visit_write(request: HttpRequest, centre: Centre, selection_id: UUID) -> HttpResponse:
    """A note, a finding or a file of the visit."""
    selection = selection_at(centre, selection_id)
    deed = request.POST.get("deed", "")
    found = _file(request, selection, None) if deed == "file" else _note(request, selection)
    form, status = _done(request, found)
    if form is None:
        return redirect("visit_day", centre_code=centre.code, selection_id=selection.pk)
    return shown_visit(request, centre, selection, {str(form.prefix): form}, status)


@allowed("notes.keep", DEED)
def note_write(request: HttpRequest, centre: Centre, note_id: UUID) -> HttpResponse:
    """A note corrected or coded; a follow-up asked for, changed or closed; a file."""
    note = note_at(centre, note_id)
    found = _of_note(request, note)
    if found is None:
        return shown_note(request, centre, note, {}, UNPROCESSABLE)
    form, status = _done(request, found)
    if form is None:
        return redirect("note", centre_code=centre.code, note_id=note.pk)
    return shown_note(request, centre, note, {str(form.prefix): form}, status)


def _done(request: HttpRequest, found: Deed) -> tuple[forms.Form | None, int]:
    """Nothing and a word of thanks where the deed was done; else the form with its refusal."""
    form, do = found
    if not form.is_valid():
        return form, UNPROCESSABLE
    try:
        do()
    except NotAllowed:
        raise
    except Refusal as refusal:
        form.add_error(None, refusal.message("en" if english() else "th"))
        return form, CONFLICT if isinstance(refusal, STANDS_OTHERWISE) else UNPROCESSABLE
    messages.success(request, _("บันทึกแล้ว"))
    return None, 0


def _of_note(request: HttpRequest, note: FieldNote) -> Deed | None:
    deed, about = request.POST.get("deed", ""), request.POST.get("about", "")
    of_the_note: dict[str, Callable[[], Deed]] = {
        "correct": lambda: _correct(request, note),
        "code": lambda: _code(request, note),
        "follow": lambda: _follow(request, note),
        "file": lambda: _file(request, note.selection, note),
    }
    if deed in of_the_note:
        return of_the_note[deed]()
    asked = note.follow_ups.filter(pk=about).first() if _is_key(about) else None
    if asked is None or deed not in ("close", "change"):
        return None
    return _close(request, asked) if deed == "close" else _change(request, asked)


def _note(request: HttpRequest, selection: Selection) -> Deed:
    form = NoteForm(request.POST, topics=topics_of(selection))
    return form, lambda: keep_note(
        key=form.sent_key,
        selection=selection,
        sort=form.cleaned_data["sort"],
        said=form.said(),
        by=hand_of(request),
    )


def _correct(request: HttpRequest, note: FieldNote) -> Deed:
    version, topics = current_note_version(note), topics_of(note.selection)
    form = CorrectForm(request.POST, version=version, topics=topics)
    return form, lambda: correct_note(
        note=note,
        said=form.said(),
        reason=form.cleaned_data["reason"],
        seen_number=form.cleaned_data["seen"],
        by=hand_of(request),
    )


def _code(request: HttpRequest, note: FieldNote) -> Deed:
    form = CodeForm(request.POST, codes=codes_for(note.selection.centre_id, today()))

    def do() -> object:
        kind, code = form.coded()
        return code_note(note=note, kind=kind, code=code, by=hand_of(request))

    return form, do


def _follow(request: HttpRequest, note: FieldNote) -> Deed:
    form = FollowForm(request.POST)
    return form, lambda: ask_follow_up(
        key=form.sent_key, note=note, said=form.said(), by=hand_of(request)
    )


def _change(request: HttpRequest, asked: FollowUp) -> Deed:
    form = ChangeForm(request.POST, version=current_follow_up(asked))
    return form, lambda: change_follow_up(
        follow_up=asked,
        said=form.said(),
        reason=form.cleaned_data["reason"],
        seen_number=form.cleaned_data["seen"],
        by=hand_of(request),
    )


def _close(request: HttpRequest, asked: FollowUp) -> Deed:
    form = CloseForm(request.POST, name=f"close-{asked.pk.hex}")
    return form, lambda: close_follow_up(
        follow_up=asked,
        outcome=form.cleaned_data["outcome"],
        done=form.cleaned_data["done"],
        by=hand_of(request),
    )


def _file(request: HttpRequest, selection: Selection, note: FieldNote | None) -> Deed:
    form = FileForm(request.POST, name="file", files=request.FILES)
    return form, lambda: add_file(
        form.cleaned_data["file"].read(LARGEST_FILE_BYTES + 1),
        selection=selection,
        note=note,
        description=form.cleaned_data["description"],
        by=hand_of(request),
    )


def hand_of(request: HttpRequest) -> Hand:
    """Whoever asks, as somebody who acts today."""
    return Hand(officer_of(request), today())


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
