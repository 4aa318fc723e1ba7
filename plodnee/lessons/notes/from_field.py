"""What a focus group said in the field becomes notes of the centre's visit in the running round."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from uuid import uuid5

from plodnee.fieldwork.applying import Confirming, values_of
from plodnee.fieldwork.definitions import NOTES
from plodnee.fieldwork.models import Draft
from plodnee.fieldwork.reading import Filled
from plodnee.lessons.coding.services import CODE, code_note
from plodnee.lessons.models import FieldNote, NoteVersion
from plodnee.lessons.notes.plain import NoteSaid
from plodnee.lessons.notes.selectors import topics_of, visits_of
from plodnee.lessons.notes.services import KEEP, keep_note
from plodnee.organization.access import may
from plodnee.organization.models import Centre
from plodnee.visits.models import Selection
from plodnee.visits.rounds.selectors import current_version
from plodnee.visits.rounds.services import Hand

_Speaker = NoteVersion.Speaker
# The form asks for fewer roles than a note of a visit knows.
SPEAKERS: Mapping[str, str] = MappingProxyType(
    {
        "committee": _Speaker.COMMITTEE,
        "model_household": _Speaker.MODEL,
        "household": _Speaker.MEMBER,
        "member_group": _Speaker.FUND,
        "leader": _Speaker.LEADER,
        "officer": _Speaker.DISTRICT,
    }
)


def visit_during(centre: Centre, day: date) -> Selection | None:
    """The visit of the round that runs on a day, of several the latest; None without any."""
    for selection in visits_of(centre):
        version = current_version(selection.round)
        if version.starts_on <= day <= version.ends_on:
            return selection
    return None


def visit_of_draft(draft: Draft, filled: Filled) -> Selection | None:
    """The visit whose notes a draft becomes once confirmed; None where it stays a record."""
    day = values_of(filled)["day"] if filled.form is NOTES else None
    return visit_during(draft.centre, day) if isinstance(day, date) else None


def notes_of_visit(draft: Draft, filled: Filled, confirming: Confirming) -> list[str]:
    """The notes that a confirmed draft became, by kind and key; the same draft again adds none.

    Ensures: nothing for another form, without a round on that day, or where whoever confirms keeps
             no notes: the draft then stays a record.

    Raises: what `keep_note` raises.
    """
    by = Hand(confirming.by.actor, confirming.by.on)
    selection = visit_of_draft(draft, filled)
    if selection is None or not may(by.actor, KEEP, at=draft.centre, on=by.on):
        return []
    topics = [(topic.number, topic.item) for topic in topics_of(selection)]
    codes = may(by.actor, CODE, at=draft.centre, on=by.on)
    made = []
    for place, row in enumerate(filled.rows["said"], start=1):
        said = values_of(filled, row)
        note = keep_note(
            key=uuid5(draft.pk, f"note {place}"),
            selection=selection,
            sort=FieldNote.Sort.NOTE,
            said=_note_said(said, topics),
            by=by,
        )
        if codes:
            code_note(note=note, kind=str(said["note_kind"]), code="", by=by)
        made.append(f"note:{note.pk}")
    return made


def _note_said(row: Mapping[str, object], topics: Sequence[tuple[int, int]]) -> NoteSaid:
    topic, item = _topic(str(row["topic"]), topics)
    return NoteSaid(topic, item, SPEAKERS[str(row["speaker"])], str(row["words"]))


def _topic(written: str, topics: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The topic and item that the form names; the topic as a whole where the round lacks the item.

    A round that lacks even the topic is noted under its first.
    """
    number, _point, item = written.partition(".")
    wished = (int(number), int(item or 0))
    whole = (int(number), 0)
    return next((one for one in (wished, whole) if one in topics), topics[0])
