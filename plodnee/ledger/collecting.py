"""A meeting's collection sheet: who owes what on the day, taken row by row, once each.

A row's entry has an id that follows from the sheet's, so that a page loaded again or a lost answer
sends the same entry. What was taken back may be entered anew on the same sheet.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid5

from django.db import transaction

from plodnee.audit.services import moment_of_recording, record
from plodnee.contracts.models import Contract
from plodnee.contracts.selectors import active_states, contract_state, is_active
from plodnee.contracts.taking import Hand
from plodnee.ledger.errors import (
    BooksNotOpen,
    DayAhead,
    OtherContent,
    SheetDayClosed,
    SheetFinished,
)
from plodnee.ledger.models import CollectionSheet, Repayment, SheetFinish
from plodnee.ledger.plain_entries import Place
from plodnee.ledger.positions import ContractPosition, contract_position, payoff_of
from plodnee.ledger.repayments import Received, record_repayment
from plodnee.ledger.selectors import closed_through
from plodnee.ledger.services import Posted, held_book
from plodnee.ledger.telling import tell_register
from plodnee.organization.access import known, require
from plodnee.organization.models import Centre
from plodnee.registers.holding import hold_centre, hold_household


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One contract on a sheet: where it stands on the day, and what was taken from it there."""

    contract: Contract
    position: ContractPosition
    entry_id: UUID
    repayment: Repayment | None

    @property
    def due_satang(self) -> int:
        """What should be paid on the day, by what is still open."""
        return self.position.due_satang


@transaction.atomic
def open_sheet(
    *, sheet_id: UUID, centre: Centre, collected_on: date, place: Place, by: Hand
) -> CollectionSheet:
    """A sheet for a day; sent again, the one that stands.

    Raises: NotAllowed, DayAhead, BooksNotOpen, SheetDayClosed, OtherContent if the id is
            another sheet's.
    """
    require(by.actor, "books.post", at=centre, on=by.on)
    if collected_on > by.on:
        raise DayAhead(on=collected_on, today=by.on)
    if not CollectionSheet.objects.filter(pk=sheet_id).exists():
        _refuse_closed(centre, collected_on)
    actor = known(by.actor)
    facts = {"centre": centre, "collected_on": collected_on, "place": place.value}
    sheet, created = CollectionSheet.objects.get_or_create(
        pk=sheet_id,
        defaults={
            **facts,
            "made_by_key": actor.audit_key,
            "made_by_label": actor.audit_label,
            "made_at": moment_of_recording(),
        },
    )
    if any(getattr(sheet, name) != value for name, value in facts.items()):
        raise OtherContent(number="–")
    if created:
        record(actor, "ledger.sheet_opened", sheet, collected_on=collected_on)
    return sheet


def _refuse_closed(centre: Centre, day: date) -> None:
    """Nothing, unless the books are not open or closed for a day; none closes them meanwhile."""
    book = held_book(centre.code)
    if book and day < book.opened_on:
        raise BooksNotOpen(centre_code=centre.code, on=day)
    closed = closed_through(centre.code)
    if closed and day <= closed:
        first = closed + timedelta(days=1)
        raise SheetDayClosed(closed_through=closed, on=day, first=first)


def sheet_rows(sheet: CollectionSheet) -> list[SheetRow]:
    """Every contract in force that day or paid on here, by household: none moves once it ends."""
    taken = _taken(sheet)
    states = {state.contract.pk: state for state in active_states(sheet.centre)}
    for repayment in taken.values():
        if repayment.contract_id not in states:
            states[repayment.contract_id] = contract_state(repayment.contract)
    return [
        SheetRow(
            state.contract,
            contract_position(state, sheet.collected_on),
            row_id(sheet, state.contract),
            taken.get(state.contract.pk),
        )
        for state in sorted(states.values(), key=lambda one: one.contract.household.code)
        if state.signing and state.signing.counts_from <= sheet.collected_on
    ]


def row_id(sheet: CollectionSheet, contract: Contract) -> UUID:
    """The id of a contract's entry on a sheet; another once what had it was taken back."""
    back = Repayment.objects.filter(
        sheet=sheet, contract=contract, entry__reversed_by__isnull=False
    ).count()
    return uuid5(sheet.pk, f"{contract.pk}/{back}")


@transaction.atomic
def take_on_sheet(
    *, sheet: CollectionSheet, contract: Contract, entry_id: UUID, amount_satang: int, by: Hand
) -> Posted:
    """One row's money in the books; a row that takes all that ends the contract settles it.

    Raises: SheetFinished, and what `record_repayment` refuses.
    """
    _hold(sheet)  # nobody finishes it meanwhile
    hold_household(contract.household_id)
    if SheetFinish.objects.filter(sheet=sheet).exists():
        raise SheetFinished(on=sheet.collected_on)
    standing = Repayment.objects.filter(pk=entry_id).first()
    ends = standing.ends if standing else _ends(contract, sheet.collected_on, amount_satang)
    received = Received(
        id=entry_id,
        amount_satang=amount_satang,
        received_on=sheet.collected_on,
        place=Place(sheet.place),
        ends=ends,
        sheet=sheet,
    )
    return record_repayment(contract=contract, received=received, by=by)


def _ends(contract: Contract, on: date, amount_satang: int) -> bool:
    """Whether an amount is just what ends the contract on a day."""
    state = contract_state(contract)
    if not is_active(state):
        return False
    return amount_satang == sum(parts.total for parts in payoff_of(state, on).values())


@transaction.atomic
def finish_sheet(*, sheet: CollectionSheet, by: Hand) -> SheetFinish:
    """The sheet complete: the register says what each contract in force owes now; again is once.

    A contract from which nothing was taken is told too, with since when it is overdue.

    Raises: NotAllowed, and what an entry into the register raises.
    """
    require(by.actor, "books.post", at=sheet.centre_id, on=by.on)
    _hold(sheet)
    if standing := SheetFinish.objects.filter(sheet=sheet).first():
        return standing
    hold_centre(sheet.centre_id)  # nobody posts to a contract meanwhile
    taken = _taken(sheet)
    for state in active_states(sheet.centre):
        if state.signing is None or state.signing.counts_from > sheet.collected_on:
            continue
        deed = "รับชำระ" if state.contract.pk in taken else "ยอดค้างชำระ"
        reason = f"{deed}ตามสัญญาเลขที่ {state.contract.number}"
        tell_register(state, sheet.collected_on, by, reason)
    actor = known(by.actor)
    finish = SheetFinish(
        sheet=sheet,
        made_by_key=actor.audit_key,
        made_by_label=actor.audit_label,
        made_at=moment_of_recording(),
    )
    finish.save(force_insert=True)
    record(actor, "ledger.sheet_finished", sheet, rows=len(taken))
    return finish


def _hold(sheet: CollectionSheet) -> None:
    CollectionSheet.objects.select_for_update(no_key=True).get(pk=sheet.pk)


def _taken(sheet: CollectionSheet) -> dict[UUID, Repayment]:
    """What stands of a sheet, by contract."""
    rows = sheet.repayments.filter(entry__reversed_by__isnull=True)
    return {row.contract_id: row for row in rows.select_related("entry", "contract__household")}
