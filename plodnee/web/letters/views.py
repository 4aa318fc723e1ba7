"""One letter as its sender and its addressee see it: what it says, what it asks, who answered."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from plodnee.documents.letters import is_about_made_up
from plodnee.organization.access import may
from plodnee.visits.letters.selectors import (
    TaskState,
    files_of_answers,
    letter_number,
    task_states,
)
from plodnee.visits.models import AnswerFile, Letter
from plodnee.web.access import allowed, officer_of, today
from plodnee.web.letters.offices import Office
from plodnee.web.letters.register import office_trail
from plodnee.web.letters.wording import ENCLOSED, KINDS, URGENCIES, office_name, outcome_words
from plodnee.web.record.evidence import ENDINGS


def letter_at(office: Office, letter_id: UUID) -> Letter:
    """The letter that the office sent or that was sent to it; else a 404."""
    mine = Q(office_code=office.code) | (Q(to_code=office.code) & ~Q(to_code=""))
    related = Letter.objects.select_related("office", "round", "centre", "sent_by")
    return get_object_or_404(related, mine, pk=letter_id)


@allowed("letters.view")
def letter(request: HttpRequest, office: Office, letter_id: UUID) -> HttpResponse:
    """The letter with its files, its receipt, its tasks and their answers."""
    found = letter_at(office, letter_id)
    on = today()
    is_addressee = bool(found.to_code) and found.to_code == office.code
    answers = is_addressee and may(officer_of(request), "letters.answer", at=office.code, on=on)
    number = letter_number(found)
    context = {
        "office": office,
        "letter": found,
        "number": number,
        "kind": KINDS[Letter.Kind(found.kind)],
        "urgency": URGENCIES[Letter.Urgency(found.urgency)] if found.urgency else "",
        "sender": office_name(found.office_code),
        "to": office_name(found.to_code) if found.to_code else "",
        "enclosed": [ENCLOSED.get(one) or " ".join(one.split("|")) for one in found.enclosed],
        "receipts": found.receipts.select_related("received_by").order_by("received_on"),
        "tasks": task_rows(found, on),
        "answers": answers,
        "issued": hasattr(found, "issued"),
        "receives": answers and not found.receipts.filter(office_code=office.code).exists(),
        "made_up": is_about_made_up(found),
        "trail": office_trail(office, number),
    }
    return render(request, "letters/letter.html", context)


def task_rows(letter: Letter, on: date) -> list[dict[str, Any]]:
    """The tasks of a letter as a page shows them, with every answer they had and its files."""
    files = files_of_answers(letter)
    return [_task_row(state, on, files) for state in task_states([letter])]


def _task_row(state: TaskState, on: date, files: Mapping[int, list[AnswerFile]]) -> dict[str, Any]:
    answers = sorted(state.task.answers.all(), key=lambda one: one.number)
    return {
        "task": state.task,
        "state": outcome_words(state.answer),
        "open": state.is_open,
        "overdue": state.is_open and state.task.due_on < on,
        "answers": [(outcome_words(one), one, _files(files.get(one.pk, ()))) for one in answers],
    }


def _files(files: Iterable[AnswerFile]) -> list[dict[str, Any]]:
    return [{"one": one, "kind": ENDINGS[one.media_type].upper()} for one in files]
