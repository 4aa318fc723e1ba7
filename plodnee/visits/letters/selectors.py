"""Questions about letters: their numbers, registers, and the tasks that wait for an answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from plodnee.organization import gazetteer
from plodnee.organization.access import Visitor, area_codes_for
from plodnee.organization.models import Officer
from plodnee.organization.roles import DEPARTMENT
from plodnee.visits.models import (
    AnswerFile,
    Letter,
    LetterReceipt,
    LetterTask,
    OfficeStatement,
    TaskAnswer,
)

CIRCULAR_MARK = "ว"


@dataclass(frozen=True, slots=True)
class TaskState:
    """A task with its latest answer; None where nobody answered."""

    task: LetterTask
    answer: TaskAnswer | None

    @property
    def is_open(self) -> bool:
        """Whether it still waits: unanswered, or under way."""
        return self.answer is None or self.answer.outcome == TaskAnswer.Outcome.UNDER_WAY


def office_of(office_code: str) -> OfficeStatement | None:
    """How an office heads its letters now; None where it never said."""
    found = OfficeStatement.objects.filter(office_code=office_code)
    return found.order_by("-number").first()


def office_title(office_code: str) -> str:
    """The area of an office in Thai, with the word for its level; the department by its name."""
    if not office_code:
        return DEPARTMENT.name_th
    names = gazetteer.names(office_code)
    return names.own_th() if names else office_code


def letter_number(letter: Letter) -> str:
    """The number as the letter bears it: `บร 0018/ว 2026`; of an order `12/2562`."""
    if letter.kind in (Letter.Kind.ANNOUNCEMENT, Letter.Kind.ORDER):
        return f"{letter.number}/{letter.year_be}"
    mark = f"{CIRCULAR_MARK} " if letter.series == Letter.Series.CIRCULAR else ""
    return f"{letter.office.letter_code}/{mark}{letter.number}"


def letters_sent(office_code: str) -> QuerySet[Letter, Letter]:
    """The register of letters sent, the latest first."""
    found = Letter.objects.filter(office_code=office_code)
    return found.select_related("office", "centre", "round").order_by("-dated_on", "-number")


def letters_to(office_code: str) -> QuerySet[Letter, Letter]:
    """The letters addressed to an office, the latest first, with when they were received."""
    mine = LetterReceipt.objects.filter(letter=OuterRef("pk"), office_code=office_code)
    found = Letter.objects.filter(to_code=office_code).annotate(
        received_number=Subquery(mine.values("number")[:1]),
        received_on=Subquery(mine.values("received_on")[:1]),
    )
    return found.select_related("office", "centre").order_by("-dated_on", "-number")


def received_by(office_code: str) -> QuerySet[LetterReceipt, LetterReceipt]:
    """The register of letters received, the latest first."""
    found = LetterReceipt.objects.filter(office_code=office_code)
    return found.order_by("-year_be", "-number")


def tasks_waiting(actor: Visitor, on: date) -> QuerySet[LetterTask, LetterTask]:
    """The tasks that wait for an answer of the offices of whoever asks, the first due first.

    What a province asked of its districts waits there, not with the province.
    """
    ended = [TaskAnswer.Outcome.DONE, TaskAnswer.Outcome.NOT_POSSIBLE]
    later = TaskAnswer.objects.filter(task=OuterRef("task"), number__gt=OuterRef("number"))
    closing = TaskAnswer.objects.filter(~Exists(later), task=OuterRef("pk"), outcome__in=ended)
    found = LetterTask.objects.filter(~Exists(closing)).exclude(letter__to_code="")
    if isinstance(actor, Officer):
        offices = area_codes_for(actor, "letters.answer", on)
        found = found.filter(letter__to_code__in=offices)
    found = found.select_related("letter__office", "letter__centre")
    return found.order_by("due_on", "place", "pk")


def files_of_answers(letter: Letter) -> dict[int, list[AnswerFile]]:
    """The files that stand with each answer to a letter, by the answer's key."""
    found: dict[int, list[AnswerFile]] = {}
    shown = AnswerFile.objects.filter(answer__task__letter=letter, withdrawal__isnull=True)
    for one in shown.order_by("added_on", "id"):
        found.setdefault(one.answer_id, []).append(one)
    return found


def task_states(letters: Iterable[Letter]) -> list[TaskState]:
    """The tasks of letters with their latest answers, in the letters' order."""
    tasks = LetterTask.objects.filter(letter__in=list(letters)).prefetch_related("answers")
    states = []
    for task in tasks.select_related("letter").order_by("letter", "place"):
        answers = sorted(task.answers.all(), key=lambda answer: answer.number)
        states.append(TaskState(task, answers[-1] if answers else None))
    return states
