"""The last entry about a household taken back: what stood before is said again, with a reason."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

from django.db import transaction
from django.db.models import Q

from plodnee.engine.reasons import reason_line
from plodnee.organization.access import Visitor, require
from plodnee.organization.models import Centre
from plodnee.registers import stated
from plodnee.registers.entries.entering import Deed, Entry, close_entry, open_entry, restated
from plodnee.registers.entries.words import last_word
from plodnee.registers.errors import NoRegister, NothingToUndo, ReasonMissing
from plodnee.registers.models import (
    BalanceSlip,
    CashItem,
    Collateral,
    DebtState,
    DebtSuccession,
    Evidence,
    Guarantor,
    Household,
    HouseholdState,
    ImportBatch,
    LandHolding,
    PersonState,
    Saving,
    Standing,
    WholeList,
)
from plodnee.registers.models.states import StateOfImport
from plodnee.registers.selectors import statement

Row = TypeVar("Row", bound=StateOfImport)
Kind = WholeList.Kind


class Stated(NamedTuple):
    """A table of what is said of one thing, and the path from its rows to the household."""

    model: type[StateOfImport]
    thing: str
    household: str


STATED = (
    Stated(HouseholdState, "household", "household"),
    Stated(DebtState, "debt", "debt__household"),
    Stated(PersonState, "person", "household"),
)
LISTED: dict[str, type[StateOfImport]] = {
    Kind.CASH: CashItem,
    Kind.LAND: LandHolding,
    Kind.SAVINGS: Saving,
    Kind.GUARANTORS: Guarantor,
    Kind.COLLATERAL: Collateral,
}


@transaction.atomic
def undo_entry(batch: ImportBatch, *, reason: str, actor: Visitor, on: date) -> ImportBatch:
    """The entry that takes another one back; both stay in the history, each with its reason.

    What stood before is said again as of the day of the entry; what the entry brought in is marked
    as entered by mistake.

    Raises: NotAllowed, ReasonMissing, NothingToUndo unless it is the last word about its household,
    an entry by hand, no undoing itself, gave nobody another id, and nothing rests on it.
    """
    assert batch.centre is not None
    require(actor, "registers.enter", at=batch.centre, on=on)
    if not reason_line(reason):
        raise ReasonMissing()
    Centre.objects.select_for_update(no_key=True).get(pk=batch.centre_id)
    household = undoable_for(batch)
    if household is None:
        raise NothingToUndo()
    entry = Entry(batch.centre, batch.as_of, actor, on, reason)
    undoing = open_entry(entry, Deed(batch.deed))
    undoing.undoes = batch
    undoing.save(update_fields=["undoes"])
    before = _without(batch)
    for kind in STATED:
        for row in kind.model._default_manager.filter(batch=batch):
            _say_again(kind, row, before, undoing)
    for whole in WholeList.objects.filter(batch=batch):
        _list_again(whole, before, undoing)
    close_entry(undoing, entry, [household.pk])
    return undoing


def undoable_for(batch: ImportBatch) -> Household | None:
    """The household whose last word an entry is and which may take it back; None otherwise."""
    if batch.scope != ImportBatch.Scope.ENTRY or batch.undoes_id is not None:
        return None
    keys = set()
    for kind in STATED:
        rows = kind.model._default_manager.filter(batch=batch)
        keys |= set(rows.values_list(kind.household, flat=True))
    keys |= set(WholeList.objects.filter(batch=batch).values_list("household", flat=True))
    if len(keys) != 1 or _names_an_id(batch) or _is_rested_on(batch):
        return None
    household = Household.objects.select_related("centre").get(pk=keys.pop())
    is_last = last_word(household.centre, household) == batch.sequence
    return household if is_last else None


def _names_an_id(batch: ImportBatch) -> bool:
    """Whether the entry gave somebody an id, or another one: that is put right, not undone."""
    for row in PersonState.objects.filter(batch=batch):
        known = PersonState.objects.filter(person=row.person_id).exclude(batch=batch)
        last = known.order_by(*stated.IN_ORDER).last()
        if row.sealed_former_id or (row.has_id and (last is None or not last.has_id)):
            return True
    return False


def _is_rested_on(batch: ImportBatch) -> bool:
    """Whether a contract made the entry, or a debt that it brought in has a slip or evidence."""
    debts = DebtState.objects.filter(batch=batch).values_list("debt", flat=True)
    known = DebtState.objects.filter(debt__in=debts).exclude(batch=batch).values("debt")
    fresh = Q(debt__in=debts) & ~Q(debt__in=known)
    return (
        DebtSuccession.objects.filter(debt__in=debts).exists()
        or BalanceSlip.objects.filter(fresh).exists()
        or Evidence.objects.filter(fresh, withdrawal=None).exists()
    )


def _without(batch: ImportBatch) -> list[ImportBatch]:
    """The register of the entry's day as if it had not been made."""
    assert batch.centre is not None
    try:
        parts = statement(batch.centre, batch.as_of)
    except NoRegister:
        return []
    return [part for part in parts if part.pk != batch.pk]


def _say_again(kind: Stated, row: Any, before: Sequence[ImportBatch], undoing: ImportBatch) -> None:
    """What was said of the thing before; that it was entered by mistake, where it was not there."""
    said = kind.model._default_manager.filter(**{kind.thing: getattr(row, f"{kind.thing}_id")})
    if kind.model is PersonState:  # who somebody is holds beyond one register
        said = said.filter(batch__as_of__lte=undoing.as_of).exclude(batch=row.batch_id)
    else:
        said = said.filter(batch__in=before)
    last = said.order_by(*stated.IN_ORDER).last()
    if last is None:
        restated(row, undoing, standing=Standing.MISTAKEN)
    else:
        restated(last, undoing, position=row.position)


def _list_again(whole: WholeList, before: Sequence[ImportBatch], undoing: ImportBatch) -> None:
    """The list as it was said before the entry; an empty one where there was none."""
    model = LISTED[whole.kind]
    rows: Sequence[StateOfImport]
    if model is CashItem:
        rows = stated.cash_items(before, [whole.household_id])
    else:
        rows = _listed_before(model, whole)
    for position, row in enumerate(rows):
        restated(row, undoing, position=position)
    restated(whole, undoing)


def _listed_before(model: type[Row], whole: WholeList) -> list[Row]:
    of = {"debt": whole.debt_id} if whole.debt_id else {"household": whole.household_id}
    same = WholeList.objects.filter(kind=whole.kind, **of).exclude(batch=whole.batch_id)
    last = same.filter(batch__as_of__lte=whole.batch.as_of).order_by(*stated.IN_ORDER).last()
    if last is None:
        return []
    return list(model._default_manager.filter(batch=last.batch_id, **of).order_by("position"))
