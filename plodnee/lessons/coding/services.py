"""Notes coded, and codes that an office adds, names anew or takes out of use."""

from uuid import UUID

from django.db import transaction

from plodnee.audit.services import record
from plodnee.audit.simultaneous import found_if_raced
from plodnee.engine.thai_text import clean_text
from plodnee.lessons.coding.selectors import codes_for, office_codes, policy_codes
from plodnee.lessons.errors import CodeUnclear, NoteChanged, UnknownCode
from plodnee.lessons.models import (
    LONGEST_CODE_NAME,
    FieldNote,
    Kind,
    LessonCode,
    LessonCodeVersion,
    NoteCoding,
)
from plodnee.lessons.notes.finding import write_line
from plodnee.lessons.notes.selectors import current_coding, current_note_version
from plodnee.organization.access import known, officer_or_none, require
from plodnee.visits.rounds.services import Hand

CODE = "lessons.code"


@transaction.atomic
def code_note(*, note: FieldNote, kind: str, code: str, by: Hand) -> NoteCoding | None:
    """The note with this kind and code from now on; the same again changes nothing.

    Without a kind the note is taken out of the lessons; it stays with its visit.

    Raises: NotAllowed, UnknownCode.
    """
    centre_code = note.selection.centre_id
    require(by.actor, CODE, at=centre_code, on=by.on)
    locked = FieldNote.objects.select_for_update(no_key=True).get(pk=note.pk)
    latest = current_coding(locked)
    if (latest.kind, latest.code) == (kind, code) if latest else not kind and not code:
        return latest
    if kind not in ("", *Kind.values) or (code and not _in_use(centre_code, kind, code, by)):
        raise UnknownCode()
    made = NoteCoding.objects.create(
        note=locked,
        number=latest.number + 1 if latest else 1,
        kind=kind,
        code=code,
        coded_on=by.on,
        coded_by=officer_or_none(by.actor),
    )
    write_line(locked, current_note_version(locked), made)
    record(known(by.actor), "lessons.coded", locked, kind=kind, code=code)
    return made


@found_if_raced
def add_code(*, key: UUID, office_code: str, kind: str, name: str, by: Hand) -> LessonCode:
    """A code that the office adds to its list.

    Raises: NotAllowed, CodeUnclear.
    """
    require(by.actor, CODE, at=office_code, on=by.on)
    standing = LessonCode.objects.filter(pk=key, office_code=office_code).first()
    if standing is not None:
        return standing
    words = _named(office_code, kind, name, by)
    made = LessonCode.objects.create(pk=key, office_code=office_code, kind=kind)
    _keep(made, 1, words, True, by)
    record(known(by.actor), "lessons.code_added", made, kind=kind)
    return made


@transaction.atomic
def change_code(
    *, code: LessonCode, name: str, in_use: bool, seen_number: int, by: Hand
) -> LessonCodeVersion:
    """The code as it is called from now on, and whether it may be given to more notes.

    Raises: NotAllowed, NoteChanged, CodeUnclear.
    """
    require(by.actor, CODE, at=code.office_code, on=by.on)
    locked = LessonCode.objects.select_for_update(no_key=True).get(pk=code.pk)
    latest = locked.versions.order_by("-number")[:1].get()
    words = clean_text(name)
    if (latest.name, latest.in_use) == (words, in_use):
        return latest
    if latest.number != seen_number:
        raise NoteChanged()
    if words != latest.name:
        words = _named(locked.office_code, locked.kind, name, by)
    version = _keep(locked, latest.number + 1, words, in_use, by)
    record(known(by.actor), "lessons.code_changed", locked, version=version.number)
    return version


def _in_use(centre_code: str, kind: str, code: str, by: Hand) -> bool:
    return any(one.key == code and one.kind == kind for one in codes_for(centre_code, by.on))


def _named(office_code: str, kind: str, name: str, by: Hand) -> str:
    words = clean_text(name)
    there = [*policy_codes(by.on), *office_codes({office_code})]
    taken = {one.name for one in there if one.kind == kind}
    if kind not in Kind.values or not words or len(words) > LONGEST_CODE_NAME or words in taken:
        raise CodeUnclear()
    return words


def _keep(code: LessonCode, number: int, name: str, in_use: bool, by: Hand) -> LessonCodeVersion:
    return LessonCodeVersion.objects.create(
        code=code,
        number=number,
        name=name,
        in_use=in_use,
        kept_on=by.on,
        kept_by=officer_or_none(by.actor),
    )
