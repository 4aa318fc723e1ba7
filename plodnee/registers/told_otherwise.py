"""What a workbook tells otherwise than the register of its own day, and whose head is another."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from plodnee.engine.money import format_baht
from plodnee.engine.national_id import mask
from plodnee.engine.sameness import is_another_person
from plodnee.registers import stated
from plodnee.registers.book import CashItem, Debt, Household, MemberGroup, Note, RegisterBook
from plodnee.registers.models import Debt as KnownDebt
from plodnee.registers.models import DebtState, HouseholdState, ImportBatch, MemberGroupState
from plodnee.registers.selectors import debts_by_identity
from plodnee.registers.workbook.cell_values import cell_value
from plodnee.registers.workbook.layout import CASH, DEBTS, GROUPS, HOUSEHOLDS, Column, Sheet
from plodnee.registers.workbook.remarks import discreet, note, place_of, shortened

ANOTHER_HEAD, OTHERWISE, RECODED = "head_is_another", "told_otherwise", "group_recoded"
# Of each kind in this order, and each sheet, somebody who saw both values says to take the file's.
TO_BE_TAKEN = (ANOTHER_HEAD, RECODED, OTHERWISE)
HIDDEN = "xxx"  # as everywhere on screens
# What tells rows apart, or how they stand in their file.
OF_THE_ROW = frozenset({"code", "number", "household_code", "creditor", "creditor_kind"})
Fact = MemberGroup | Household | Debt
Kind = tuple[str, str]  # the code of a difference and the sheet that it stands in


def other_heads(sent: RegisterBook, there: RegisterBook) -> tuple[Note, ...]:
    """A note for each household whose head in the file is somebody else than in the register."""
    known = {home.code: home for home in there.households}
    return tuple(
        note(
            HOUSEHOLDS.name,
            None,
            ANOTHER_HEAD,
            household=home.code,
            stands=_name(known[home.code]),
            sent=_name(home),
        )
        for home in sent.households
        if home.code in known and _is_another(known[home.code], home)
    )


def told_otherwise(
    sent: RegisterBook,
    batches: Sequence[ImportBatch],
    known: Mapping[int, KnownDebt],
    *,
    held: Collection[UUID],
    whole: bool,
) -> tuple[Note, ...]:
    """A note for each cell that says something else than a workbook or an entry of the same day.

    `sent` are the rows that would be stored, `known` says of which debt a row speaks; contracts
    alone speak of the debts `held`. Where the file is the `whole` register it states income and
    expense anew; else only an item of the same name is told otherwise.
    """
    of_day = [batch for batch in batches if batch.as_of == sent.centre.as_of]
    if not of_day:
        return ()
    there = {group.code: group for group in _groups(of_day)}
    homes, left = _homes(of_day)
    debts, ended = debts_by_identity(of_day), _ended(of_day)
    notes: list[Note] = []
    for group in sent.groups:
        notes += _cells(GROUPS, there.get(group.code), group, group.code)
    for home in sent.households:
        notes += _cells(HOUSEHOLDS, homes.get(home.code), home, home.code)
        notes += _taken_out(HOUSEHOLDS, home.code) if home.code in left else ()
    notes += _cash(sent.cash, map(stated.cash_facts, stated.cash_items(of_day)), whole)
    for debt in sent.debts:
        meant = known.get(debt.row)
        if meant is not None and meant.pk not in held:
            notes += _cells(DEBTS, debts.get(meant), debt, _debt_place(debt))
            notes += _taken_out(DEBTS, _debt_place(debt)) if meant.pk in ended else ()
    return tuple(notes)


def by_kind(notes: Iterable[Note]) -> dict[Kind, tuple[Note, ...]]:
    """What is to be taken by somebody who saw it, each kind in each sheet by itself."""
    told = [one for one in notes if one.code in TO_BE_TAKEN]
    told.sort(key=lambda one: TO_BE_TAKEN.index(one.code))
    found: dict[Kind, list[Note]] = {}
    for one in told:
        found.setdefault((one.code, one.sheet), []).append(one)
    return {kind: tuple(rows) for kind, rows in found.items()}


def seal_of(notes: Iterable[Note]) -> str:
    """What stands for exactly these differences."""
    told = [(one.code, one.sheet, one.message) for one in notes]
    return hashlib.sha256(repr(told).encode()).hexdigest()


def _is_another(there: Household, sent: Household) -> bool:
    if there.national_id and sent.national_id:
        return there.national_id != sent.national_id
    return is_another_person(str(there.head), str(sent.head))


def _name(home: Household) -> str:
    number = mask(home.national_id)
    return shortened(discreet(str(home.head))) + (f" {number}" if number else "")


def _homes(of_day: Sequence[ImportBatch]) -> tuple[dict[str, Household], set[str]]:
    """The households of this day by code, and the codes of those that were taken out on it."""
    states = stated.household_states(of_day).values()
    homes = {one.household.code: stated.household_facts(one) for one in states}
    spoken = HouseholdState.objects.filter(batch__in=of_day).values_list("household__code")
    return homes, {code for (code,) in spoken} - homes.keys()


def _ended(of_day: Sequence[ImportBatch]) -> set[UUID]:
    """The debts that were taken out on this day."""
    spoken = DebtState.objects.filter(batch__in=of_day).values_list("debt", flat=True)
    return set(spoken) - stated.debt_states(of_day, with_ids=False).keys()


def _groups(of_day: Sequence[ImportBatch]) -> Iterator[MemberGroup]:
    """The groups as this day's workbooks and entries describe them; rules have their own days."""
    states = MemberGroupState.objects.filter(batch__in=of_day).select_related("group")
    last = {state.group_id: state for state in states.order_by(*stated.IN_ORDER)}
    return (stated.group_facts(state, None) for state in last.values())


def _cells(sheet: Sheet, there: Fact | None, sent: Fact, place: str) -> Iterator[Note]:
    for column in sheet.columns if there is not None else ():
        stands, said = getattr(there, column.field), getattr(sent, column.field)
        if stands != said and column.field not in OF_THE_ROW:
            yield _told(sheet, place, column.header, _shown(column, stands), _shown(column, said))


def _taken_out(sheet: Sheet, place: str) -> Iterator[Note]:
    yield _told(sheet, place, sheet.name, "นำออกแล้ว", "มีอยู่")


def _cash(sent: Iterable[CashItem], there: Iterable[CashItem], whole: bool) -> Iterator[Note]:
    known, said = _by_home(there), _by_home(sent)
    for key, items in said.items():
        stands = known.get(key, [])
        if not whole:
            names = {item.item for item in items}
            stands = [item for item in stands if item.item in names]
        if stands and sorted(map(_item, stands)) != sorted(map(_item, items)):
            code, kind = key
            word = str(cell_value(CASH.column("kind"), kind))
            yield _told(CASH, code, word, _items(stands), _items(items))


def _by_home(items: Iterable[CashItem]) -> dict[tuple[str, str], list[CashItem]]:
    found: dict[tuple[str, str], list[CashItem]] = {}
    for item in items:
        found.setdefault((item.household_code, item.kind), []).append(item)
    return found


def _items(items: Iterable[CashItem]) -> str:
    return discreet(" · ".join(map(_item, items)))


def _item(item: CashItem) -> str:
    months = cell_value(CASH.column("months"), item.months)
    return f"{item.item} {format_baht(item.amount_satang)} ({months})"


def _debt_place(debt: Debt) -> str:
    return place_of(debt.household_code, debt.creditor, debt.contract_number or str(debt.borrower))


def _told(sheet: Sheet, place: str, column: str, stands: str, sent: str) -> Note:
    return note(sheet.name, None, OTHERWISE, place=place, column=column, stands=stands, sent=sent)


def _shown(column: Column, value: object) -> str:
    """A value as the register's own cell has it, nothing personal left readable."""
    if column.kind == "national_id":
        return mask(str(value or "")) or "–"
    if column.field == "house_number":
        return HIDDEN if value else "–"
    if column.kind == "money" and isinstance(value, int):
        return format_baht(value)
    cell = cell_value(column, value)
    if cell is None:
        return "–"
    return shortened(discreet(f"{cell:g}" if isinstance(cell, float) else str(cell)))
