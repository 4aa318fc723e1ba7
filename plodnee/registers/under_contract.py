"""Debts that a contract closed or opened: only the contract says what is owed on them.

A workbook sent after the signing often still lists the old debts, and lacks the contract's own.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from plodnee.engine.money import format_baht
from plodnee.errors import said_day
from plodnee.organization.models import Centre
from plodnee.registers import book as facts
from plodnee.registers import stated
from plodnee.registers.book import Problem, RegisterBook
from plodnee.registers.errors import DebtUnderContract, NoRegister
from plodnee.registers.inserting import insert_all
from plodnee.registers.merging import Merging, merging_of
from plodnee.registers.models import (
    Debt,
    DebtState,
    DebtSuccession,
    HouseholdState,
    ImportBatch,
    Standing,
)
from plodnee.registers.recoded_groups import under_known_codes
from plodnee.registers.selectors import statement
from plodnee.registers.workbook.layout import DEBTS

CODES = frozenset({"debt_in_contract", "debt_of_contract"})
Booked = Mapping[UUID, Mapping[str, Any]]
# What the books say of contracts' debts on a day, handed in by a layer that may ask them.
Books = Callable[[Centre, date], Booked]
PARTS = ("principal_satang", "interest_arrears_satang", "penalty_satang")
# What a contract alone says of the debts that it opened.
TERMS = (
    *PARTS, "rate_bp", "rate_unit", "contract_number", "borrowed_on", "due_on",
    "contract_principal_satang", "method", "period", "months", "overdue_since", "status",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ContractDebt:
    """A debt with what the register says of it, by the contract that closed or opened it."""

    state: DebtState
    number: str
    signed_on: date | None
    closed: bool  # its principal went into the contract, and none of it is left outside
    owing: bool  # the contract still has something to be paid


@dataclass(frozen=True, slots=True)
class Kept:
    """A register without the rows that contradict a contract, and what stays beside it."""

    book: RegisterBook
    merging: Merging
    states: tuple[DebtState, ...]
    homes: tuple[HouseholdState, ...]
    problems: tuple[Problem, ...]


def no_books(_centre: Centre, _on: date) -> Booked:
    """What is said where nobody asks the books: the debts stay as the register states them."""
    return {}


def contract_debts(
    centre: Centre, as_of: date, books: Books = no_books
) -> dict[UUID, ContractDebt]:
    """The debts that contracts closed or opened in the register of a day, by their keys."""
    links = DebtSuccession.objects.filter(debt__household__centre=centre).order_by("pk")
    try:
        pairs, states = _stated(links, statement(centre, as_of)) if links.exists() else ([], {})
    except NoRegister:
        return {}
    _as_booked(states, books(centre, as_of) if pairs else {})
    owing = {states[own].contract_number for own, _ in pairs if stated.owed_satang(states[own])}
    found: dict[UUID, ContractDebt] = {}
    for own, earlier in pairs:
        state = states[own]
        contract = (state.contract_number, state.borrowed_on)
        is_owed = state.contract_number in owing
        found.setdefault(own, ContractDebt(state, *contract, closed=False, owing=is_owed))
        if earlier in states and not states[earlier].principal_satang:
            found[earlier] = ContractDebt(states[earlier], *contract, closed=True, owing=is_owed)
    return found


def _as_booked(states: Mapping[UUID, DebtState], booked: Booked) -> None:
    """The states, not stored again, with what the books say of their debts."""
    for key, facts_of in booked.items():
        for name, value in facts_of.items() if key in states else ():
            setattr(states[key], name, value)


def contracts_owed_by(centre: Centre, households: Collection[UUID], as_of: date) -> list[str]:
    """The numbers of contracts on which these households still owe something on a day."""
    debts = contract_debts(centre, as_of).values()
    owing = [one for one in debts if one.owing and not one.closed]
    return sorted({one.number for one in owing if one.state.debt.household_id in households})


def contracts_across(
    centre: Centre, households: Collection[UUID], parted: Mapping[UUID, UUID], as_of: date
) -> list[str]:
    """The numbers of contracts still owed on, of these households, over debts of parted ones.

    `parted` leads each joined household to the one kept for it, as the households would stand.
    """
    debts = contract_debts(centre, as_of)
    links = DebtSuccession.objects.filter(debt__household__in=households, debt__in=debts)
    homes = links.values_list("debt_id", "debt__household_id", "earlier__household_id")
    return sorted(
        {
            debts[own].number
            for own, home, earlier in homes
            if debts[own].owing and parted.get(home, home) != parted.get(earlier, earlier)
        }
    )


def merging_now(book: RegisterBook, centre: Centre | None) -> Merging:
    """How the register would join what is known now: what it lacks, and what it would overwrite."""
    return _merging(book, centre, adds=False)[1]


def kept_by_contracts(
    book: RegisterBook,
    centre: Centre | None,
    column: str,
    *,
    adds: bool = False,
    books: Books = no_books,
) -> Kept:
    """The register as it may be taken: rows about debts of contracts are left out.

    `column` names the file's column of balances, empty where that is not known; what the register
    lacks stays where it `adds`; the debts of contracts are as the `books` have them on its day.
    Ensures: such a debt stays as it is; a row that says another balance of it is a problem.
    """
    book, merging, held = _merging(book, centre, adds=adds, books=books)
    if merging.homes is not None:
        book = replace(book, households=merging.homes)
    known, left_out, problems = dict(merging.known), set(), []
    told = set()  # of what stayed outside a contract, interest or penalty
    for debt in book.debts:
        one = held.get(known[debt.row].pk) if debt.row in known else None
        if one is None:
            continue
        if one.closed and stated.owed_satang(one.state) and not debt.principal_satang:
            told.add(one.state.debt_id)
            continue
        if one.closed and not one.owing and not (debt.contract_number or debt.borrowed_on):
            del known[debt.row]  # its fund lent anew after the contract had been paid
            continue
        left_out.add(debt.row)
        if any(getattr(debt, name) != getattr(one.state, name) for name in PARTS):
            problems.append(_problem(debt, one, f"{column}{debt.row}" if column else None))
    return Kept(
        replace(book, debts=tuple(debt for debt in book.debts if debt.row not in left_out)),
        replace(merging, known=known),
        tuple(one.state for key, one in held.items() if key not in told),
        tuple(_homes_of(held.values(), book, centre)),
        tuple(problems),
    )


def _merging(
    book: RegisterBook, centre: Centre | None, *, adds: bool, books: Books = no_books
) -> tuple[RegisterBook, Merging, dict[UUID, ContractDebt]]:
    """The register under its groups' known codes, how it is joined, and the debts of contracts."""
    book, recoded = under_known_codes(book, centre)
    held = contract_debts(centre, book.centre.as_of, books) if centre else {}
    merging = merging_of(book, centre, adds=adds, held=held.keys())
    return book, replace(merging, told=(*recoded, *merging.told)), held


def _homes_of(
    held: Collection[ContractDebt], book: RegisterBook, centre: Centre | None
) -> Iterator[HouseholdState]:
    """The households that owe under contracts and that the register does not speak of."""
    spoken = {home.code for home in book.households}
    owing = (one.state.debt.household for one in held if one.owing)
    lacking = {home.pk for home in owing if home.code not in spoken}
    if centre is not None and lacking:
        homes = stated.household_states(statement(centre, book.centre.as_of), with_ids=False)
        yield from (home for key, home in homes.items() if key in lacking)


def told_by_contracts(
    book: RegisterBook, centre: Centre | None, column: str, books: Books = no_books
) -> tuple[RegisterBook, tuple[Problem, ...]]:
    """The register as it could be taken now, and its problems; where no contract is, at no cost."""
    links = DebtSuccession.objects.filter(debt__household__centre=centre)
    if centre is None or not links.exists():
        return book, ()
    kept = kept_by_contracts(book, centre, column, books=books)
    return kept.book, kept.problems


def carry_on(kept: Kept, batch: ImportBatch) -> None:
    """What stays beside a whole register, stated anew in it below its own rows."""
    own: tuple[tuple[type[DebtState | HouseholdState], int, Sequence[Any]], ...] = (
        (DebtState, len(kept.book.debts), kept.states),
        (HouseholdState, len(kept.book.households), kept.homes),
    )
    for model, after, states in own:
        for position, state in enumerate(states, start=after):
            state.batch, state.position = batch, position
        insert_all(model, map(vars, states))


def refuse_against_contract(debt: Debt, as_of: date, said: Mapping[str, object]) -> None:
    """Nothing, unless an entry by hand says something else of a contract's debt than stands.

    Raises: DebtUnderContract.
    """
    links = DebtSuccession.objects.filter(Q(debt=debt) | Q(earlier=debt)).order_by("pk")
    if not links:
        return
    pairs, states = _stated(links, statement(debt.household.centre, as_of))
    state, is_own = states.get(debt.pk), any(own == debt.pk for own, _earlier in pairs)
    if state is None or (state.principal_satang and not is_own):
        return  # it went into no contract, or came out again
    # Of what stayed outside a contract, interest or penalty, the register alone speaks.
    names = TERMS if is_own else PARTS[:1] if stated.owed_satang(state) else PARTS
    if not _says_the_same(state, said, names):
        own, _earlier = pairs[0]
        raise DebtUnderContract(number=states[own].contract_number)


def refuse_of_contract(debt: Debt) -> None:
    """Nothing, unless a contract opened the debt: who answers for it stands in the contract.

    Raises: DebtUnderContract.
    """
    if DebtSuccession.objects.filter(debt=debt).exists():
        state = debt.states.order_by("pk").last()
        raise DebtUnderContract(number=state.contract_number if state else "–")


def _says_the_same(state: DebtState, said: Mapping[str, object], names: Sequence[str]) -> bool:
    def stored(value: object) -> object:
        return ",".join(map(str, value)) if isinstance(value, tuple) else value

    same = all(
        stored(said.get(name, getattr(state, name))) == getattr(state, name) for name in names
    )
    return same and said.get("standing", Standing.PRESENT) == state.standing


def _stated(
    links: QuerySet[DebtSuccession], batches: stated.Batches
) -> tuple[list[tuple[UUID, UUID]], dict[UUID, DebtState]]:
    """Debts of contracts with what each carries on, and how the register states all of them.

    A household that was joined to another keeps its old debts, the contract is the other's.
    """
    known = links.values_list(
        "debt_id", "earlier_id", "debt__household_id", "earlier__household_id"
    )
    rows = list(known)
    states = stated.debt_states(batches, {home for row in rows for home in row[2:]})
    return [row[:2] for row in rows if row[0] in states], states


def _problem(debt: facts.Debt, one: ContractDebt, cell: str | None) -> Problem:
    """Why a row is not taken, and what can be done."""
    said, stands = format_baht(debt.owed_satang), format_baht(stated.owed_satang(one.state))
    what = f"ครัวเรือน {debt.household_code}: "
    what_en = f"Household {debt.household_code}: "
    if one.closed:
        day_th, day_en = (
            said_day(one.signed_on, language) if one.signed_on else "–" for language in ("th", "en")
        )
        return Problem(
            sheet=DEBTS.name, cell=cell, code="debt_in_contract", takes="row",
            message=f"{what}หนี้นี้รวมเข้าสัญญาเลขที่ {one.number} เมื่อ {day_th} แล้ว "
            f"จึงไม่รับยอด {said} บาท",
            hint="ลบแถวนี้ออก หากเป็นหนี้รายใหม่ให้ใส่เลขที่สัญญาและวันที่กู้ของหนี้รายใหม่",
            message_en=f"{what_en}this debt went into contract {one.number} on {day_en}, "
            f"so {said} baht are not taken.",
            hint_en="Delete the row. If it is a new loan, give its own contract number and date.",
        )  # fmt: skip
    return Problem(
        sheet=DEBTS.name, cell=cell, code="debt_of_contract", takes="row",
        message=f"{what}ยอดของสัญญาเลขที่ {one.number} มาจากสมุดบัญชี คือ {stands} บาท "
        f"จึงไม่รับยอด {said} บาท",
        hint="รับชำระหรือปรับรายการที่หน้าสัญญา แล้วลบแถวนี้ออก",
        message_en=f"{what_en}what is owed on contract {one.number} is what the books say, "
        f"{stands} baht, so {said} baht are not taken.",
        hint_en="Enter the payment or the adjustment on the contract's page, and delete the row.",
    )  # fmt: skip
