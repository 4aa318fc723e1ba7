"""Photographs and papers of a visit: checked by what they hold, sealed, opened, withdrawn."""

from hashlib import sha256
from uuid import UUID, uuid4

from django.db import transaction

from plodnee.audit.services import record
from plodnee.engine.reasons import reason_line
from plodnee.engine.thai_text import clean_text
from plodnee.lessons.errors import WhyMissing
from plodnee.lessons.models import FieldNote, NoteFile, NoteFileWithdrawal
from plodnee.organization.access import known, officer_or_none, require
from plodnee.registers.evidence_files import keep_with_row, kept, looked_into
from plodnee.visits.models import Selection
from plodnee.visits.rounds.services import Hand


def add_file(
    content: bytes, *, selection: Selection, note: FieldNote | None, description: str, by: Hand
) -> NoteFile:
    """The file, kept with the visit or a note of it; the same file sent again is the one kept.

    Raises: NotAllowed, EvidenceRefused.
    """
    require(by.actor, "notes.keep", at=selection.centre_id, on=by.on)
    content, media_type = looked_into(content)
    fingerprint = sha256(content).hexdigest()
    key = uuid4()

    def row_of(stored_as: str) -> NoteFile:
        Selection.objects.select_for_update(no_key=True).get(pk=selection.pk)
        there = NoteFile.objects.filter(
            selection=selection, note=note, sha256=fingerprint, withdrawal__isnull=True
        ).first()
        if there is not None:
            return there
        made = NoteFile.objects.create(
            id=key,
            selection=selection,
            note=note,
            description=clean_text(description),
            media_type=media_type,
            size_bytes=len(content),
            sha256=fingerprint,
            stored_as=stored_as,
            added_on=by.on,
            added_by=officer_or_none(by.actor),
        )
        record(known(by.actor), "notes.file_added", made, sha256=fingerprint)
        return made

    return keep_with_row(content, place=file_place(key), row_of=row_of)


def opened_file(file: NoteFile, *, by: Hand) -> bytes:
    """What the file holds; that it was looked at stands in the trail.

    Raises: NotAllowed, FileNotFoundError.
    """
    require(by.actor, "notes.view", at=file.selection.centre_id, on=by.on)
    content = kept(file.stored_as, place=file_place(file.pk))
    record(known(by.actor), "notes.file_opened", file)
    return content


@transaction.atomic
def withdraw_file(*, file: NoteFile, reason: str, by: Hand) -> NoteFileWithdrawal:
    """The file, shown no more; it stays sealed, and so does who withdrew it and why.

    Raises: NotAllowed, WhyMissing.
    """
    require(by.actor, "notes.keep", at=file.selection.centre_id, on=by.on)
    locked = NoteFile.objects.select_for_update(no_key=True).get(pk=file.pk)
    standing = NoteFileWithdrawal.objects.filter(file=locked).first()
    if standing is not None:
        return standing
    if not (why := reason_line(reason)):
        raise WhyMissing()
    made = NoteFileWithdrawal.objects.create(
        file=locked,
        reason=why,
        withdrawn_on=by.on,
        withdrawn_by=officer_or_none(by.actor),
    )
    record(known(by.actor), "notes.file_withdrawn", locked)
    return made


def file_place(key: UUID) -> str:
    """What a sealed file is bound to: its table and row."""
    return f"lessons_notefile|{key}|content"
