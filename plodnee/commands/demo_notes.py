"""What was noted at the visits of a demonstration's round; all of it is made up."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid5

from plodnee.lessons.coding.services import code_note
from plodnee.lessons.models import FieldNote
from plodnee.lessons.notes.plain import FollowUpSaid, NoteSaid
from plodnee.lessons.notes.services import ask_follow_up, close_follow_up, keep_note
from plodnee.organization.access import OPERATOR
from plodnee.organization.models import Area
from plodnee.policy.reader import versions
from plodnee.visits.models import Round, Selection
from plodnee.visits.rounds.selectors import chosen_in, current_programme, visit_slot
from plodnee.visits.rounds.services import Hand

COUNTRY = ""


def demonstration_notes(round_: Round | None) -> None:
    """Notes, findings and follow-ups of the round's first two visits, kept once."""
    if round_ is None:
        return
    values = versions("demonstration_notes")[-1].values
    visits = list(chosen_in(round_, COUNTRY).order_by("centre_id"))[:2]
    for place, (visit, rows) in enumerate(
        zip(visits, (values["first"], values["second"]), strict=False)
    ):
        on = _day_of(visit)
        notes = [_noted(visit, number, row, on) for number, row in enumerate(rows)]
        findings = [note for note in notes if note.sort == FieldNote.Sort.FINDING]
        for asked in values["follow_ups"]:
            if asked["centre"] == place:
                _followed(findings[asked["finding"]], asked, on)


def _day_of(visit: Selection) -> date:
    programme = current_programme(visit.round, visit.centre_id[: Area.Level.PROVINCE])
    slot = visit_slot(programme, visit.centre_id)
    return slot.held_on if slot else visit.chosen_on


def _noted(visit: Selection, number: int, row: Any, on: date) -> FieldNote:
    topic, item, sort, speaker, text, tags, kind, code = row
    by = Hand(OPERATOR, on)
    said = NoteSaid(topic, item, speaker, text, tuple(tags))
    note = keep_note(
        key=_key(visit.pk, f"note {number}"), selection=visit, sort=sort, said=said, by=by
    )
    code_note(note=note, kind=kind, code=code, by=by)
    return note


def _followed(note: FieldNote, asked: Any, on: date) -> None:
    said = FollowUpSaid(asked["what"], asked["owner"], on + timedelta(days=asked["days"]))
    key = _key(note.pk, asked["what"])
    follow_up = ask_follow_up(key=key, note=note, said=said, by=Hand(OPERATOR, on))
    if "done" in asked:
        later = Hand(OPERATOR, on + timedelta(days=asked["done_after"]))
        close_follow_up(follow_up=follow_up, outcome="done", done=asked["done"], by=later)


def _key(of: UUID, name: str) -> UUID:
    return uuid5(of, name)
