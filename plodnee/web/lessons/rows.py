"""Notes as a list across centres shows them, with what was done about each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from plodnee.lessons.coding.selectors import code_names
from plodnee.lessons.models import FollowUpClosing, NoteLine, OpenFollowUp
from plodnee.web.access import today
from plodnee.web.visit_day.wording import KINDS, SPEAKERS


@dataclass(frozen=True, slots=True)
class LessonRow:
    """A note with its centre, kind and code in words, tags, what was done and what is open."""

    line: NoteLine
    speaker: str
    kind: str
    code: str
    tags: tuple[str, ...]
    done: tuple[str, ...]
    open: int


def lesson_rows(lines: Iterable[NoteLine]) -> list[LessonRow]:
    """The rows of these notes, asked for all of them at once."""
    found = list(lines)
    notes = [line.note_id for line in found]
    names, done, still = code_names(today()), _done(notes), _open(notes)
    return [
        LessonRow(
            line=line,
            speaker=str(SPEAKERS[line.speaker]),
            kind=str(KINDS[line.kind]) if line.kind else "",
            code=names.get(line.code, ""),
            tags=tuple(tag.name for tag in line.tags.all()),
            done=tuple(done[line.note_id]),
            open=still[line.note_id],
        )
        for line in found
    ]


def _done(notes: list[UUID]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    closed = FollowUpClosing.objects.filter(follow_up__note__in=notes).order_by("closed_on")
    for note, words in closed.values_list("follow_up__note_id", "done"):
        found[note].append(words)
    return found


def _open(notes: list[UUID]) -> dict[UUID, int]:
    found: dict[UUID, int] = defaultdict(int)
    for note in OpenFollowUp.objects.filter(follow_up__note__in=notes).values_list(
        "follow_up__note_id", flat=True
    ):
        found[note] += 1
    return found
