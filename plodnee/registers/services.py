"""What is done with a register workbook: staged as a preview, then confirmed or discarded."""

import base64
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from plodnee.audit.sealing import seal, unseal
from plodnee.audit.services import record
from plodnee.engine.national_id import is_made_up
from plodnee.organization.access import Operator, Visitor, may, require
from plodnee.organization.models import Centre, Officer
from plodnee.organization.services import end_demonstration, open_centre, rename_centre
from plodnee.registers.book import Problem, Reading, RegisterBook
from plodnee.registers.errors import NotYourCentre, RegisterRefused, TextTooLong
from plodnee.registers.import_errors import (
    ChoiceMissing,
    ConfirmedOtherwise,
    ImportNotDiscardable,
    ImportNotOpen,
)
from plodnee.registers.kept_by_hand import keep_whole
from plodnee.registers.lacking import Choice
from plodnee.registers.lines import refresh_lines
from plodnee.registers.merging import Merging
from plodnee.registers.models import LONGEST_CODE, LONGEST_NAME, ImportBatch, WaitingWorkbook
from plodnee.registers.places import batch_place
from plodnee.registers.recording import record_book
from plodnee.registers.selectors import register_days, report_of, staged_reading
from plodnee.registers.states import may_become
from plodnee.registers.told_otherwise import by_kind, seal_of
from plodnee.registers.uncollected import without_collection
from plodnee.registers.under_contract import (
    CODES,
    Books,
    Kept,
    carry_on,
    kept_by_contracts,
    no_books,
    told_by_contracts,
)
from plodnee.registers.workbook.correction import refused_rows
from plodnee.registers.workbook.errors import WorkbookRefused
from plodnee.registers.workbook.guard import correction_guarded, read_guarded
from plodnee.registers.workbook.register_day import with_day_judged
from plodnee.registers.workbook.wire import to_json

MESSAGE_LENGTH = 40


def stage_import(
    content: bytes, *, actor: Visitor, on: date, filename: str = "", books: Books = no_books
) -> ImportBatch:
    """The preview of a register workbook; nothing of the register is stored yet.

    The same file again gives the import there already is, whether it waits or was confirmed.
    `books` say what is owed on the debts of contracts on the workbook's day.
    Raises: RegisterRefused if the workbook cannot be taken or its day is to come, NotYourCentre,
            TextTooLong.
    """
    reading = with_day_judged(read_guarded(content, filename=filename), on)
    refused = _correction(content, reading)
    return stage_reading(reading, actor=actor, on=on, correction=refused, books=books)


def stage_reading(
    reading: Reading,
    *,
    actor: Visitor,
    on: date,
    correction: bytes = b"",
    books: Books = no_books,
) -> ImportBatch:
    """The preview of a register that was read already, as `stage_import`.

    `correction` is the workbook of its refused rows; empty if none was refused.
    """
    if reading.book is None:
        first = reading.problems[0]
        raise RegisterRefused(
            reading=reading, reason_th=first.message, reason_en=first.message_en or first.message
        )
    sheet = reading.book.centre
    if not may(actor, "registers.import", at=sheet.area_code, on=on):
        raise NotYourCentre(centre_code=sheet.area_code)
    _check_lengths(reading.book)
    try:
        with transaction.atomic():
            return _same_file(reading) or _preview(reading, correction, actor, on, books)
    except IntegrityError:  # somebody sent the same file at the same moment
        waiting = _same_file(reading)
        if waiting is None:
            raise
        return waiting


@transaction.atomic
def confirm_import(
    batch: ImportBatch,
    *,
    actor: Visitor,
    on: date,
    choice: Choice | None = None,
    otherwise: Collection[str] = (),
    books: Books = no_books,
) -> ImportBatch:
    """The import, now part of its centre's registers; confirming it again changes nothing.

    `choice` says what becomes of what an earlier register states and this one lacks; `otherwise`
    are the seals of each kind of what it tells otherwise than the register, as somebody saw them;
    `books` say what is owed on the debts of contracts on the workbook's day.
    Ensures: all of it is stored, or nothing.
    Raises: NotAllowed, ImportNotOpen if it was discarded, ChoiceMissing if it lacks something,
            ConfirmedOtherwise if it tells otherwise what nobody took.
    """
    require(actor, "registers.import", at=batch.centre_code, on=on)
    batch = _locked(batch.pk)
    if batch.status == ImportBatch.Status.CONFIRMED:
        return batch
    if not may_become(batch.status, ImportBatch.Status.CONFIRMED):
        raise ImportNotOpen()
    waiting = staged_reading(batch)
    assert waiting.book is not None
    batch.centre = _centre_of(waiting.book, actor)
    known = waiting.book, batch.centre, waiting.balance_column
    kept = kept_by_contracts(*known, adds=choice == Choice.ADD, books=books)
    _refuse_unseen(kept.merging, choice, otherwise)
    _tell_problems(batch, kept)
    _place(batch, batch.centre, kept.merging.base)
    _decide(batch, ImportBatch.Status.CONFIRMED, actor, on)
    with without_collection():
        _store(batch, kept)
        refresh_lines(batch.centre, since=batch.as_of)
    if register_days(batch.centre)[0] == batch.as_of:
        rename_centre(centre=batch.centre, name=kept.book.centre.name, actor=actor)
    _record(batch, "registers.imported", actor)
    return batch


def _store(batch: ImportBatch, kept: Kept) -> None:
    record_book(kept.merging.again.without(kept.book), batch, kept.merging)
    if kept.merging.base is None:
        carry_on(kept, batch)
        held = {state.debt_id for state in kept.states}
        held |= {state.household_id for state in kept.homes}
        after = len(kept.book.debts) + len(kept.book.cash) + len(kept.states) + len(kept.homes)
        keep_whole(kept.merging.beside.kept, batch, after, held)


def _place(batch: ImportBatch, centre: Centre, base: ImportBatch | None) -> None:
    """Where the import stands among the others of its centre, and what it adds to."""
    batch.base = base
    batch.scope = ImportBatch.Scope.FULL if base is None else ImportBatch.Scope.SUPPLEMENT
    batch.sequence = centre.imports.filter(sequence__isnull=False).count() + 1


def _refuse_unseen(merging: Merging, choice: Choice | None, otherwise: Collection[str]) -> None:
    """Nothing where somebody saw, and said what becomes of, whatever is lacking or differs.

    Raises: ChoiceMissing, ConfirmedOtherwise.
    """
    if merging.lacking and choice is None:
        raise ChoiceMissing(**merging.lacking.counts)
    differing = by_kind(merging.told).values()
    unseen = [rows for rows in differing if seal_of(rows) not in otherwise]
    if unseen:
        seals = tuple(map(seal_of, differing))
        raise ConfirmedOtherwise(differing=f"{sum(map(len, unseen)):,}", seals=seals)


@transaction.atomic
def take_correction(batch: ImportBatch, *, actor: Visitor, on: date) -> bytes:
    """The workbook of the refused rows, and that it was taken away; empty if there is none.

    Raises: NotAllowed.
    """
    require(actor, "registers.import", at=batch.centre_code, on=on)
    if not batch.sealed_correction:
        return b""
    _record(batch, "registers.correction_taken", actor)
    kept = unseal(batch.sealed_correction, place=batch_place(batch.pk, "correction"))
    return base64.b64decode(kept)


@transaction.atomic
def discard_import(batch: ImportBatch, *, actor: Visitor, on: date) -> ImportBatch:
    """The import, given up; what was read of its file is dropped.

    Raises: NotAllowed, ImportNotDiscardable if it was confirmed.
    """
    require(actor, "registers.import", at=batch.centre_code, on=on)
    batch = _locked(batch.pk)
    if batch.status == ImportBatch.Status.DISCARDED:
        return batch
    if not may_become(batch.status, ImportBatch.Status.DISCARDED):
        raise ImportNotDiscardable()
    batch.sealed_correction = ""
    _decide(batch, ImportBatch.Status.DISCARDED, actor, on)
    _record(batch, "registers.discarded", actor)
    return batch


def _same_file(reading: Reading) -> ImportBatch | None:
    assert reading.book is not None
    sent = ImportBatch.objects.filter(
        centre_code=reading.book.centre.area_code, sha256=reading.sha256
    )
    over = (ImportBatch.Status.DISCARDED, ImportBatch.Status.UNDONE)
    return sent.exclude(status__in=over).first()


def _correction(content: bytes, reading: Reading) -> bytes:
    """The refused rows to put right; without them the list of what was found still stands."""
    try:
        return correction_guarded(content, reading)
    except WorkbookRefused:
        return b""


def _preview(
    reading: Reading, correction: bytes, actor: Visitor, on: date, books: Books
) -> ImportBatch:
    book = reading.book
    assert book is not None
    batch = ImportBatch(
        centre_code=book.centre.area_code,
        centre_name=book.centre.name,
        sha256=reading.sha256,
        as_of=book.centre.as_of,
        uploaded_by=_officer(actor),
        uploaded_on=on,
    )
    whole = to_json(Reading(book, balance_column=reading.balance_column))
    batch.sealed_book = seal(whole, place=batch_place(batch.pk, "book"))
    centre = Centre.objects.filter(pk=batch.centre_code).first()
    could_be, problems = told_by_contracts(book, centre, reading.balance_column, books)
    _keep_report(batch, replace(reading, book=could_be), problems)
    if correction:
        kept = base64.b64encode(correction).decode("ascii")
        batch.sealed_correction = seal(kept, place=batch_place(batch.pk, "correction"))
    batch.save(force_insert=True)
    _record(batch, "registers.staged", actor)
    return batch


def _tell_problems(batch: ImportBatch, kept: Kept) -> None:
    """The report as of the confirmation: contracts may have been signed since the preview."""
    reading = report_of(batch)
    others = tuple(one for one in reading.problems if one.code not in CODES)
    told = kept.merging.told
    if told or (*others, *kept.problems) != reading.problems:
        reading = replace(reading, notes=(*told, *reading.notes))
        _keep_report(batch, replace(reading, book=kept.book, problems=others), kept.problems)


def _keep_report(batch: ImportBatch, reading: Reading, more: tuple[Problem, ...]) -> None:
    assert reading.book is not None
    told = replace(reading, problems=(*reading.problems, *more))
    batch.counts = _counts(told, reading.book)
    report = to_json(replace(told, book=None))
    batch.sealed_report = seal(report, place=batch_place(batch.pk, "report"))


def _counts(reading: Reading, book: RegisterBook) -> dict[str, int]:
    return {
        "groups": len(book.groups),
        "households": len(book.households),
        "cash": len(book.cash),
        "debts": len(book.debts),
        "rows_refused": sum(len(rows) for rows in refused_rows(reading).values()),
        "cells_refused": sum(problem.takes == "cell" for problem in reading.problems),
        "repairs": len(reading.repairs),
        "notes": len(reading.notes),
    }


def _locked(batch_id: UUID) -> ImportBatch:
    """The import, held after the workbook that it was arranged from, as whoever arranges holds."""
    list(WaitingWorkbook.objects.select_for_update(no_key=True).filter(became=batch_id))
    return ImportBatch.objects.select_for_update(no_key=True).get(pk=batch_id)


def _centre_of(book: RegisterBook, actor: Visitor) -> Centre:
    """The centre, opened if it is new, and held so that its imports follow one another."""
    written = [row.national_id for row in book.households] + [row.national_id for row in book.debts]
    ids = [national_id for national_id in written if national_id]
    made_up = bool(ids) and all(map(is_made_up, ids))
    code = book.centre.area_code
    open_centre(code=code, name=book.centre.name, actor=actor, is_demonstration=made_up)
    centre = Centre.objects.select_for_update(no_key=True).get(pk=code)
    if ids and not made_up:
        end_demonstration(centre=centre, actor=actor)
    return centre


def _decide(batch: ImportBatch, status: ImportBatch.Status, actor: Visitor, on: date) -> None:
    batch.status, batch.sealed_book = status, ""
    batch.decided_by, batch.decided_on = _officer(actor), on
    batch.save(force_update=True)
    WaitingWorkbook.objects.filter(became=batch).update(sealed_content="", decided_on=on)


def _record(batch: ImportBatch, action: str, actor: Visitor) -> None:
    assert isinstance(actor, Officer | Operator)
    counts = batch.counts
    record(
        actor,
        action,
        batch,
        sha256=batch.sha256,
        as_of=batch.as_of,
        scope=batch.scope,
        households=counts["households"],
        debts=counts["debts"],
    )


def _officer(actor: Visitor) -> Officer | None:
    return actor if isinstance(actor, Officer) else None


def _check_lengths(book: RegisterBook) -> None:
    codes = [group.code for group in book.groups] + [one.code for one in book.households]
    names = [book.centre.name, *(group.name for group in book.groups)]
    names += [home.head.full for home in book.households]
    names += [text for debt in book.debts for text in (debt.borrower.full, debt.creditor)]
    for texts, longest in ((codes, LONGEST_CODE), (names, LONGEST_NAME)):
        for text in texts:
            if len(text) > longest:
                raise TextTooLong(
                    value=text[:MESSAGE_LENGTH],
                    longest_code=LONGEST_CODE,
                    longest_name=LONGEST_NAME,
                )
