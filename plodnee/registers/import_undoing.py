"""The import that was recorded last, undone: the register is again what it was before it."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import models, transaction

from plodnee.audit.services import record
from plodnee.engine.reasons import reason_line
from plodnee.organization.access import Visitor, known, officer_or_none, require
from plodnee.organization.models import Centre
from plodnee.registers.errors import NoRegister, ReasonMissing
from plodnee.registers.import_errors import ImportNotUndoable
from plodnee.registers.lines import refresh_lines
from plodnee.registers.models import (
    BalanceSlip,
    BaselineDebt,
    Debt,
    DebtLine,
    DebtState,
    Household,
    HouseholdLine,
    HouseholdState,
    ImportBatch,
    Person,
)
from plodnee.registers.models.states import StateOfImport
from plodnee.registers.selectors import statement
from plodnee.registers.states import may_become

Status = ImportBatch.Status
# What is made of statements, and falls with them.
DERIVED = (StateOfImport, HouseholdLine, DebtLine, Debt, Person)
PLANS = "plans"  # a household's plan in an analysis; the analysis keeps its register


@transaction.atomic
def undo_import(batch: ImportBatch, *, reason: str, actor: Visitor, on: date) -> ImportBatch:
    """The entry that undoes an import; the import and its statements stay in the history.

    Doing it again changes nothing.
    Raises: NotAllowed, ReasonMissing, ImportNotUndoable unless the import was recorded last, there
            was a register before it, and nothing rests on what it said; it says what is first.
    """
    require(actor, "registers.import", at=batch.centre_code, on=on)
    if not (why := reason_line(reason)):
        raise ReasonMissing()
    batch = ImportBatch.objects.select_for_update(no_key=True).get(pk=batch.pk)
    centre = Centre.objects.select_for_update(no_key=True).filter(pk=batch.centre_id).first()
    if centre is None:  # it never was part of a register
        raise ImportNotUndoable("unconfirmed")
    if batch.status == Status.UNDONE:
        return batch.undone_by
    if hindrance := hindrance_of(batch) or _rested_on(batch):
        raise hindrance
    before = _day_before(batch)
    batch.status = Status.UNDONE
    batch.save(update_fields=["status"])
    undoing = ImportBatch.objects.create(
        centre_code=centre.code,
        centre_name=centre.name,
        centre=centre,
        as_of=before,
        status=Status.CONFIRMED,
        scope=ImportBatch.Scope.ENTRY,
        sequence=centre.imports.filter(sequence__isnull=False).count() + 1,
        deed=ImportBatch.Deed.IMPORT,
        undoes=batch,
        reason=why,
        uploaded_by=officer_or_none(actor),
        uploaded_on=on,
        decided_by=officer_or_none(actor),
        decided_on=on,
    )
    refresh_lines(centre, since=min(before, batch.as_of))
    record(known(actor), "registers.import_undone", batch, as_of=batch.as_of)
    return undoing


def hindrance_of(batch: ImportBatch) -> ImportNotUndoable | None:
    """What was recorded after an import and stands in the way of undoing it, the last first."""
    is_entry = batch.scope == ImportBatch.Scope.ENTRY
    if is_entry or batch.centre is None or not may_become(batch.status, Status.UNDONE):
        return ImportNotUndoable("unconfirmed")
    later = batch.centre.imports.filter(sequence__gt=batch.sequence, status=Status.CONFIRMED)
    later = later.exclude(deed=ImportBatch.Deed.IMPORT).order_by("-sequence")
    entry = later.filter(scope=ImportBatch.Scope.ENTRY).first()
    last = entry or later.first()
    return ImportNotUndoable("entry" if entry else "import", last.as_of) if last else None


def _day_before(batch: ImportBatch) -> date:
    """The day of the register that stands where the import is undone.

    Raises: ImportNotUndoable if there was none before it.
    """
    assert batch.centre is not None
    known_at = (batch.sequence or 0) - 1
    for as_of in (batch.as_of, None):
        try:
            return statement(batch.centre, as_of, known_at=known_at)[-1].as_of
        except NoRegister:
            continue
    raise ImportNotUndoable("first")


def _rested_on(batch: ImportBatch) -> ImportNotUndoable | None:
    """What was made of what it said, or of a household or debt that it brought in."""
    states = DebtState.objects.filter(batch=batch)
    if batch.baselines.exists() or BaselineDebt.objects.filter(state__in=states).exists():
        return ImportNotUndoable("baseline")
    if BalanceSlip.objects.filter(state__in=states).exists():
        return ImportNotUndoable("slip")
    debts, homes = _brought(DebtState, "debt", batch), _brought(HouseholdState, "household", batch)
    if _is_named(Debt, debts) or _is_named(Household, homes):
        return ImportNotUndoable("named")
    return None


def _brought(states: type[StateOfImport], thing: str, batch: ImportBatch) -> list[Any]:
    """The households or debts of which nothing else ever said anything."""
    said = states._default_manager.filter(batch=batch)
    other = states._default_manager.exclude(batch=batch).values(thing)
    return list(said.exclude(**{f"{thing}__in": other}).values_list(thing, flat=True))


def _is_named(model: type[models.Model], keys: Collection[Any]) -> bool:
    """Whether anything but what is made of statements names one of these."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel) or relation.name == PLANS:
            continue
        other = relation.related_model
        if issubclass(other, DERIVED):
            continue
        rows = other._default_manager.filter(**{f"{relation.field.name}__in": keys})
        if keys and rows.exists():
            return True
    return False
