"""One entry by hand: opened for a deed on a day, then told by lists and kept in the trail."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from plodnee.audit.services import record
from plodnee.engine.national_id import masked_line
from plodnee.engine.reasons import reason_line
from plodnee.organization.access import Operator, Visitor, require
from plodnee.organization.models import Centre, Officer
from plodnee.registers.entries.words import last_word
from plodnee.registers.errors import EntryInFuture, EntryOvertaken, EntryTooEarly, ReasonMissing
from plodnee.registers.lines import refresh_lines
from plodnee.registers.models import Household, ImportBatch, Standing
from plodnee.registers.models.states import StateOfImport
from plodnee.registers.workbook.register_day import FUNDS_BEGAN

Deed = ImportBatch.Deed
Row = TypeVar("Row", bound=StateOfImport)


@dataclass(frozen=True, slots=True)
class Entry:
    """Where something is entered, from which day on it counts, who enters it, when, and why."""

    centre: Centre
    as_of: date
    actor: Visitor
    on: date
    reason: str = ""
    seen: int | None = None  # the number of the last word when the form was opened
    household: Household | None = None

    def needs_reason(self, standing: str) -> None:
        """Nothing, unless a thing is taken out of the register without a word.

        Raises: ReasonMissing.
        """
        if standing != Standing.PRESENT and not reason_line(self.reason):
            raise ReasonMissing()

    def refuse_if_overtaken(self) -> None:
        """Nothing, unless more was said of the same since the form was opened.

        Raises: EntryOvertaken.
        """
        if self.seen is None:
            return
        now = last_word(self.centre, self.household)
        if now != self.seen:  # no form was filled from what is still to come, either
            last = self.centre.imports.filter(sequence=now).first()
            who = last.decided_by.get_username() if last and last.decided_by else "–"
            raise EntryOvertaken(made_by=who, seen=now)


def open_entry(entry: Entry, deed: Deed) -> ImportBatch:
    """The entry to which rows are added; the centre is held until the transaction ends.

    Raises: NotAllowed, EntryInFuture, EntryTooEarly, EntryOvertaken.
    """
    require(entry.actor, "registers.enter", at=entry.centre, on=entry.on)
    if entry.as_of > entry.on:
        raise EntryInFuture()
    if entry.as_of < FUNDS_BEGAN:
        raise EntryTooEarly(first=FUNDS_BEGAN)
    centre = Centre.objects.select_for_update(no_key=True).get(pk=entry.centre.pk)
    entry.refuse_if_overtaken()
    officer = entry.actor if isinstance(entry.actor, Officer) else None
    return ImportBatch.objects.create(
        centre_code=centre.code,
        centre_name=centre.name,
        centre=centre,
        as_of=entry.as_of,
        status=ImportBatch.Status.CONFIRMED,
        scope=ImportBatch.Scope.ENTRY,
        sequence=centre.imports.filter(sequence__isnull=False).count() + 1,
        deed=deed,
        reason=masked_line(entry.reason),
        uploaded_by=officer,
        uploaded_on=entry.on,
        decided_by=officer,
        decided_on=entry.on,
    )


def close_entry(batch: ImportBatch, entry: Entry, households: Collection[UUID] | None) -> None:
    """Lists of the households (None: of the whole centre) made true, and the trail told."""
    if households is None or households:
        refresh_lines(entry.centre, since=entry.as_of, households=households)
    assert isinstance(entry.actor, Officer | Operator)
    record(entry.actor, "registers.entered", batch, deed=batch.deed, as_of=batch.as_of)


def restated(state: Row, batch: ImportBatch, **changes: Any) -> Row:
    """The statement made anew in another entry, with these changes; the old one stays."""
    state.pk, state.batch = None, batch
    state._state.adding = True
    for name, value in changes.items():
        setattr(state, name, value)
    state.save(force_insert=True)
    return state
