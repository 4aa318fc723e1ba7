"""Notes kept and corrected, follow-ups asked for, changed and closed; sent twice is kept once."""

from datetime import date
from uuid import UUID

from django.db import transaction

from plodnee.audit.services import record
from plodnee.engine.personal_text import holds_national_id
from plodnee.engine.reasons import reason_line
from plodnee.engine.thai_text import clean_text
from plodnee.lessons.errors import (
    DoneMissing,
    FollowUpClosed,
    FollowUpUnclear,
    NoteChanged,
    NoteNamesPerson,
    NoteUnclear,
    TooManyTags,
    WhyMissing,
)
from plodnee.lessons.models import (
    LONGEST_TAG,
    LONGEST_TEXT,
    MOST_TAGS,
    FieldNote,
    FollowUp,
    FollowUpClosing,
    FollowUpVersion,
    NoteVersion,
    OpenFollowUp,
)
from plodnee.lessons.notes.finding import write_line
from plodnee.lessons.notes.plain import OWNERS, FollowUpSaid, NoteSaid, office_of_owner
from plodnee.lessons.notes.selectors import (
    current_coding,
    current_follow_up,
    current_note_version,
    topics_of,
)
from plodnee.organization.access import known, officer_or_none, require
from plodnee.visits.errors import NotChosen
from plodnee.visits.models import Selection, SelectionWithdrawal
from plodnee.visits.rounds.services import Hand

KEEP = "notes.keep"


@transaction.atomic
def keep_note(*, key: UUID, selection: Selection, sort: str, said: NoteSaid, by: Hand) -> FieldNote:
    """The note of a visit, with its first version.

    Raises: NotAllowed, NotChosen, NoteUnclear, NoteNamesPerson, TooManyTags.
    """
    require(by.actor, KEEP, at=selection.centre_id, on=by.on)
    locked = Selection.objects.select_for_update(no_key=True).get(pk=selection.pk)
    standing = FieldNote.objects.filter(pk=key, selection=locked).first()
    if standing is not None:
        return standing
    if SelectionWithdrawal.objects.filter(selection=locked).exists():
        raise NotChosen(centre=selection.centre.name)
    words = _checked(locked, sort, said)
    note = FieldNote.objects.create(
        pk=key, selection=locked, sort=sort, noted_on=by.on, noted_by=officer_or_none(by.actor)
    )
    write_line(note, _version(note, 1, words, "", by), None)
    record(known(by.actor), "notes.kept", note, sort=sort, topic=said.topic, item=said.item)
    return note


@transaction.atomic
def correct_note(
    *, note: FieldNote, said: NoteSaid, reason: str, seen_number: int, by: Hand
) -> NoteVersion:
    """The note's next version; the earlier ones stay readable.

    Raises: NotAllowed, WhyMissing, NoteChanged, NoteUnclear, NoteNamesPerson, TooManyTags.
    """
    require(by.actor, KEEP, at=note.selection.centre_id, on=by.on)
    locked = FieldNote.objects.select_for_update(no_key=True).get(pk=note.pk)
    words = _checked(locked.selection, locked.sort, said)
    latest = current_note_version(locked)
    if latest.number == seen_number + 1 and _same(latest, words):
        return latest
    if latest.number != seen_number:
        raise NoteChanged()
    if not reason_line(reason):
        raise WhyMissing()
    _no_id(reason)
    version = _version(locked, latest.number + 1, words, clean_text(reason), by)
    write_line(locked, version, current_coding(locked))
    record(known(by.actor), "notes.corrected", locked, version=version.number)
    return version


@transaction.atomic
def ask_follow_up(*, key: UUID, note: FieldNote, said: FollowUpSaid, by: Hand) -> FollowUp:
    """Something to be done about the note, with its owner and its day.

    Raises: NotAllowed, FollowUpUnclear, NoteNamesPerson.
    """
    centre_code = note.selection.centre_id
    require(by.actor, KEEP, at=centre_code, on=by.on)
    FieldNote.objects.select_for_update(no_key=True).get(pk=note.pk)
    standing = FollowUp.objects.filter(pk=key, note=note).first()
    if standing is not None:
        return standing
    _check_follow_up(said, by.on)
    made = FollowUp.objects.create(
        pk=key, note=note, asked_on=by.on, asked_by=officer_or_none(by.actor)
    )
    version = _asked(made, 1, said, centre_code, "", by)
    OpenFollowUp.objects.create(follow_up=made, centre_id=centre_code, **_owner(version))
    record(known(by.actor), "notes.follow_up_asked", made, owner=said.owner_role, due=said.due_on)
    return made


@transaction.atomic
def change_follow_up(
    *, follow_up: FollowUp, said: FollowUpSaid, reason: str, seen_number: int, by: Hand
) -> FollowUpVersion:
    """The follow-up as it is now, with the reason of the change.

    Raises: NotAllowed, FollowUpClosed, NoteChanged, WhyMissing, FollowUpUnclear, NoteNamesPerson.
    """
    centre_code = follow_up.note.selection.centre_id
    require(by.actor, KEEP, at=centre_code, on=by.on)
    locked = FollowUp.objects.select_for_update(no_key=True).get(pk=follow_up.pk)
    latest = current_follow_up(locked)
    told = (clean_text(said.what), said.owner_role, said.due_on)
    if latest.number == seen_number + 1 and told == _told(latest):
        return latest
    if FollowUpClosing.objects.filter(follow_up=locked).exists():
        raise FollowUpClosed()
    if latest.number != seen_number:
        raise NoteChanged()
    if not reason_line(reason):
        raise WhyMissing()
    _check_follow_up(said, locked.asked_on)
    _no_id(reason)
    version = _asked(locked, latest.number + 1, said, centre_code, clean_text(reason), by)
    OpenFollowUp.objects.filter(follow_up=locked).update(**_owner(version))
    record(known(by.actor), "notes.follow_up_changed", locked, version=version.number)
    return version


@transaction.atomic
def close_follow_up(*, follow_up: FollowUp, outcome: str, done: str, by: Hand) -> FollowUpClosing:
    """The follow-up closed with what was done; it leaves the inbox and stays beside its note.

    Raises: NotAllowed, DoneMissing, FollowUpClosed, NoteNamesPerson.
    """
    require(by.actor, KEEP, at=follow_up.note.selection.centre_id, on=by.on)
    locked = FollowUp.objects.select_for_update(no_key=True).get(pk=follow_up.pk)
    words = clean_text(done)
    standing = FollowUpClosing.objects.filter(follow_up=locked).first()
    if standing is not None:
        if (standing.outcome, standing.done) != (outcome, words):
            raise FollowUpClosed()
        return standing
    if not words or outcome not in FollowUpClosing.Outcome.values:
        raise DoneMissing()
    _no_id(words)
    made = FollowUpClosing.objects.create(
        follow_up=locked,
        outcome=outcome,
        done=words,
        closed_on=by.on,
        closed_by=officer_or_none(by.actor),
    )
    OpenFollowUp.objects.filter(follow_up=locked).delete()
    record(known(by.actor), "notes.follow_up_closed", locked, outcome=outcome)
    return made


def tags_from(text: str) -> tuple[str, ...]:
    """Tags as they were typed, between commas, each once."""
    parts = (clean_text(part).removeprefix("#") for part in text.replace("\n", ",").split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def _checked(selection: Selection, sort: str, said: NoteSaid) -> NoteSaid:
    """What is said, cleaned; refused where it cannot stand."""
    text = clean_text(said.text)
    topics = {(topic.number, topic.item) for topic in topics_of(selection)}
    if (
        not text
        or len(text) > LONGEST_TEXT
        or sort not in FieldNote.Sort.values
        or said.speaker not in NoteVersion.Speaker.values
        or (said.topic, said.item) not in topics
    ):
        raise NoteUnclear()
    if len(said.tags) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in said.tags):
        raise TooManyTags(most=MOST_TAGS, longest=LONGEST_TAG)
    _no_id(text, *said.tags)
    return NoteSaid(said.topic, said.item, said.speaker, text, said.tags)


def _no_id(*texts: str) -> None:
    if any(holds_national_id(text) for text in texts):
        raise NoteNamesPerson()


def _same(version: NoteVersion, said: NoteSaid) -> bool:
    known_as = (version.topic, version.item, version.speaker, version.text, tuple(version.tags))
    return known_as == (said.topic, said.item, said.speaker, said.text, said.tags)


def _version(note: FieldNote, number: int, said: NoteSaid, reason: str, by: Hand) -> NoteVersion:
    return NoteVersion.objects.create(
        note=note,
        number=number,
        topic=said.topic,
        item=said.item,
        speaker=said.speaker,
        text=said.text,
        tags=list(said.tags),
        reason=reason,
        kept_on=by.on,
        kept_by=officer_or_none(by.actor),
    )


def _check_follow_up(said: FollowUpSaid, not_before: date) -> None:
    if not clean_text(said.what) or said.owner_role not in OWNERS or said.due_on < not_before:
        raise FollowUpUnclear()
    _no_id(said.what)


def _asked(
    follow_up: FollowUp, number: int, said: FollowUpSaid, centre_code: str, reason: str, by: Hand
) -> FollowUpVersion:
    return FollowUpVersion.objects.create(
        follow_up=follow_up,
        number=number,
        what=clean_text(said.what),
        owner_role=said.owner_role,
        office_code=office_of_owner(said.owner_role, centre_code),
        due_on=said.due_on,
        reason=reason,
        kept_on=by.on,
        kept_by=officer_or_none(by.actor),
    )


def _owner(version: FollowUpVersion) -> dict[str, object]:
    names = ("owner_role", "office_code", "due_on")
    return {name: getattr(version, name) for name in names}


def _told(version: FollowUpVersion) -> tuple[str, str, date]:
    return version.what, version.owner_role, version.due_on
