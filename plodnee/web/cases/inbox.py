"""All that waits for whoever asks: letters, persons, meetings, books, notices, visits, cases."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from plodnee.casework.cases.selectors import case_state
from plodnee.casework.cases.waiting import cases_waiting, next_step_of
from plodnee.lessons.notes.selectors import follow_ups_waiting
from plodnee.organization.access import centres_within
from plodnee.privacy.models import SubjectRequest
from plodnee.privacy.waiting import RequestWaiting, requests_waiting, unanswered
from plodnee.visits.letters.selectors import letter_number, tasks_waiting
from plodnee.visits.models import LetterTask, ProgrammeSlot
from plodnee.visits.rounds.moves import visit_moves
from plodnee.visits.rounds.selectors import visits_ahead
from plodnee.web.access import allowed, officer_of, today
from plodnee.web.cases.counting import ANSWERS, WORK
from plodnee.web.cases.page import LackView, lacks_shown
from plodnee.web.cases.views import by_centre
from plodnee.web.cases.wording import deed_words, language, state_words
from plodnee.web.frame import Link
from plodnee.web.home.committee_steps import urgent_steps
from plodnee.web.home.money_steps import book_steps, notice_steps
from plodnee.web.letters.offices import Office
from plodnee.web.letters.wording import office_name
from plodnee.web.personal.wording import REQUEST_NAMES
from plodnee.web.trace import shows_by_centre
from plodnee.web.visit_day.follow_ups import follow_up_rows

ROWS_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A case that waits: where it stands, what comes next, what that lacks, by when."""

    case: Any
    state: str
    next: str
    lacks: list[LackView]
    due_on: date | None
    overdue: bool


@allowed("waiting.view")
def waiting(request: HttpRequest) -> HttpResponse:
    """All that waits for this person: nothing pending is invisible."""
    officer, on = officer_of(request), today()
    centres = centres_within(officer, on, WORK)
    page = _page(request, "page", cases_waiting(centres))
    tasks = _page(request, "tasks", tasks_waiting(officer, on))
    visits = _page(request, "visits", visits_ahead(officer, on))
    asked = _page(request, "asked", unanswered(centres_within(officer, on, ANSWERS)))
    requests = requests_waiting(list(asked))
    rows = list(page)
    shows_by_centre(request, _shown(rows, requests))
    context = {
        "page": page,
        "rows": [_row(case, on) for case in rows],
        "urgent": urgent_steps(list(centres), officer, on, most_meetings=None),
        "books_page": _page(request, "books", book_steps(centres, on)),
        "notices": notice_steps(officer, on),
        "follow_ups": follow_up_rows(follow_ups_waiting(officer, on)),
        "tasks_page": tasks,
        "tasks": [_task_row(task, on) for task in tasks],
        "asked_page": asked,
        "asked": [_asked_row(one, on) for one in requests],
        "visits_page": visits,
        "visits": [_visit_row(slot) for slot in visits],
        "works": centres.exists(),
        "several": centres.count() > 1,
        "query": "",
        "trail": [Link(_("งานที่รอ"), "", here=True)],
    }
    return render(request, "cases/waiting.html", context)


def _page(request: HttpRequest, name: str, rows: Any) -> Page[Any]:
    """The page of a list that is asked for; each list of the inbox is turned by its own name."""
    return Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get(name))


def _visit_row(slot: ProgrammeSlot) -> dict[str, Any]:
    """A visit ahead, and what last put it at another hour."""
    moves = visit_moves(slot.version, slot.centre) if slot.centre else []
    return {"slot": slot, "moved": moves[0] if moves else None}


def _task_row(task: LetterTask, on: date) -> dict[str, Any]:
    return {
        "task": task,
        "address": Office(task.letter.to_code).page("letter", task.letter_id),
        "number": letter_number(task.letter),
        "sender": office_name(task.letter.office_code),
        "overdue": task.due_on < on,
    }


def _shown(rows: list[Any], requests: list[RequestWaiting]) -> dict[str, list[UUID] | None]:
    """The households of the page by their centre."""
    found = by_centre(rows)
    for one in requests:
        if one.household:
            found.setdefault(one.household.centre_id, []).append(one.household.pk)
    return dict(found)


def _asked_row(one: RequestWaiting, on: date) -> dict[str, Any]:
    """What a person asked for, by when it is to be answered, and what is in its way."""
    return {
        "asked": one.request,
        "name": REQUEST_NAMES[SubjectRequest.Kind(one.request.kind)],
        "household": one.household,
        "hindrance": one.hindrance.message(language()) if one.hindrance else "",
        "undecided": one.is_undecided,
        "overdue": one.request.due_on < on,
    }


def _row(case: Any, on: date) -> WaitingRow:
    following = next_step_of(case_state(case), on)
    return WaitingRow(
        case=case,
        state=state_words(case.state),
        next=deed_words(following.deed) if following else "",
        lacks=lacks_shown(following, case),
        due_on=case.due_on,
        overdue=case.due_on is not None and case.due_on < on,
    )
