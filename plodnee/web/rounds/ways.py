"""The page on which what a visit lacks is done, for whoever may do it."""

from django.http import HttpRequest
from django.urls import reverse

from plodnee.organization.models import Area
from plodnee.visits.letters.selectors import task_states
from plodnee.visits.models import Letter, Selection
from plodnee.visits.rounds.readiness import LETTER, PEOPLE, PROGRAMME, REPLIES, TASKS
from plodnee.visits.rounds.selectors import current_programme, visit_slot
from plodnee.web.access import can
from plodnee.web.letters.offices import Office


def way_out(request: HttpRequest, selection: Selection, code: str, page: str, action: str) -> str:
    """The address where the item is made ready; empty where it is not this visitor's to do."""
    centre = selection.centre
    if not can(request, action, centre):
        return ""
    if code == PROGRAMME:
        return reverse(page, args=[centre.code[: Area.Level.PROVINCE], selection.round_id])
    if code == LETTER:
        return _letter_to_write(selection, page)
    if code == TASKS:
        return _letter_to_answer(selection, page)
    keys = [centre.code, *([selection.round_id] if code in (PEOPLE, REPLIES) else [])]
    return reverse(page, args=keys)


def _letter_to_write(selection: Selection, page: str) -> str:
    """The letter of the programme to the district; nothing before the visit has its hour."""
    province = selection.centre.code[: Area.Level.PROVINCE]
    if visit_slot(current_programme(selection.round, province), selection.centre_id) is None:
        return ""
    return f"{Office(province).page(page)}?visit={selection.pk}"


def _letter_to_answer(selection: Selection, page: str) -> str:
    """The letter whose open task is due first, at the office that was asked."""
    sent = Letter.objects.filter(round=selection.round, centre=selection.centre)
    waiting = [
        state.task for state in task_states(sent) if state.is_open and state.task.letter.to_code
    ]
    if not waiting:
        return ""
    letter = min(waiting, key=lambda task: task.due_on).letter
    return Office(letter.to_code).page(page, letter.pk)
