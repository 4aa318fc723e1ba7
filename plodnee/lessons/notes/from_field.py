"""What a focus group said in the field becomes notes of the centre's visit in the running round."""

from collections.abc import Mapping
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
    rows = (values_of(filled, row) for row in filled.rows["said"])
    said = ((place, row) for place, row in enumerate(rows, start=1))
    return [f"note:{_note(draft, selection, place, row, by).pk}" for place, row in said]


def _note(
    draft: Draft, selection: Selection, place: int, row: Mapping[str, object], by: Hand
) -> FieldNote:
    topic, item = _topic(selection, str(row["topic"]))
    speaker = SPEAKERS[str(row["speaker"])]
    note = keep_note(
        key=uuid5(draft.pk, f"note {place}"),
        selection=selection,
        sort=FieldNote.Sort.NOTE,
        said=NoteSaid(topic, item, speaker, str(row["words"])),
        by=by,
    )
    if may(by.actor, CODE, at=draft.centre, on=by.on):
        code_note(note=note, kind=str(row["note_kind"]), code="", by=by)
    return note


def _topic(selection: Selection, written: str) -> tuple[int, int]:
    """The topic and item that the form names; the topic as a whole where the round lacks the item.

    A round that lacks even the topic is noted under its first.
    """
    number, _point, item = written.partition(".")
    known = [(topic.number, topic.item) for topic in topics_of(selection)]
    wished = (int(number), int(item or 0))
    whole = (int(number), 0)
    return next((one for one in (wished, whole) if one in known), known[0])
