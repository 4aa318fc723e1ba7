"""Debts entered and put right: terms, balances over time, guarantors, what secures them."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from plodnee.engine.reasons import reason_line
from plodnee.registers.book import PersonName
from plodnee.registers.entries.entering import Deed, Entry, close_entry, open_entry, restated
from plodnee.registers.entries.present import debt_state
from plodnee.registers.errors import DebtNotThere, ReasonMissing
from plodnee.registers.lender_consent import ConsentLetter, with_consent, without_consent
from plodnee.registers.models import (
    Collateral,
    Debt,
    DebtState,
    Guarantor,
    Household,
    ImportBatch,
    MemberGroup,
    NationalId,
    OutsideCreditor,
    Standing,
    WholeList,
    WrittenName,
)
from plodnee.registers.persons import Persons
from plodnee.registers.under_contract import refuse_against_contract, refuse_of_contract


@dataclass(frozen=True, slots=True)
class DebtTerms:
    """What is said of a debt beside who owes it to whom; rates in basis points a year."""

    principal_satang: int
    rate_bp: int
    rate_unit: str
    contract_number: str = ""
    borrowed_on: date | None = None
    due_on: date | None = None
    purpose: str = ""
    contract_principal_satang: int | None = None
    interest_arrears_satang: int = 0
    penalty_satang: int = 0
    method: str = "declining"
    period: str = ""
    months: tuple[int, ...] = ()
    overdue_since: date | None = None
    status: str = "normal"
    note: str = ""
    standing: str = Standing.PRESENT


@dataclass(frozen=True, slots=True)
class Balance:
    """What is owed on a day, since when it is overdue, and the debt's status."""

    principal_satang: int
    interest_arrears_satang: int = 0
    penalty_satang: int = 0
    overdue_since: date | None = None
    status: str = "normal"


@dataclass(frozen=True, slots=True)
class GuarantorSaid:
    """Who answers for a debt, up to a limit; `known` is how the register wrote them before."""

    name: PersonName
    known: WrittenName | None = None
    national_id: str | None = None
    household: Household | None = None
    limit_satang: int | None = None
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class CollateralSaid:
    """What secures a debt."""

    kind: str
    description: str = ""
    document: str = ""
    value_satang: int | None = None


@transaction.atomic
def enter_debt(
    *,
    entry: Entry,
    household: Household,
    creditor: MemberGroup | OutsideCreditor,
    borrower: WrittenName,
    terms: DebtTerms,
) -> Debt:
    """A debt that the register did not have."""
    batch = open_entry(entry, Deed.DEBT)
    debt = Debt.objects.create(
        household=household,
        group=creditor if isinstance(creditor, MemberGroup) else None,
        outside_creditor=creditor if isinstance(creditor, OutsideCreditor) else None,
    )
    rows = DebtState.objects.filter(batch__centre=entry.centre).aggregate(last=Max("row"))
    _save_state(batch, debt, (rows["last"] or 0) + 1, borrower, terms)
    close_entry(batch, entry, [household.pk])
    return debt


@transaction.atomic
def describe_debt(*, entry: Entry, debt: Debt, borrower: WrittenName, terms: DebtTerms) -> Debt:
    """The debt as it is from the day of the entry on; its creditor is what makes it this debt.

    Raises: DebtUnderContract where a contract says what is owed.
    """
    entry.needs_reason(terms.standing)
    batch = open_entry(entry, Deed.DEBT)
    refuse_against_contract(debt, entry.as_of, asdict(terms))
    before = _state(debt, entry)
    kept = {"number": before.number, "guarantors": before.guarantors}
    _save_state(batch, debt, before.row, borrower, terms, **kept)
    close_entry(batch, entry, [debt.household_id])
    return debt


@transaction.atomic
def state_consent(*, entry: Entry, debt: Debt, letter: ConsentLetter | None) -> Debt:
    """The debt with its formal lender's consent to be paid off early; None: it was taken back.

    Raises: ReasonMissing where a consent is taken back without a word.
    """
    if letter is None and not reason_line(entry.reason):
        raise ReasonMissing()
    batch = open_entry(entry, Deed.DEBT)
    state = _state(debt, entry)
    note = (
        without_consent(state.note, entry.as_of)
        if letter is None
        else with_consent(state.note, letter)
    )
    restated(state, batch, note=note)
    close_entry(batch, entry, [debt.household_id])
    return debt


@transaction.atomic
def state_balance(*, entry: Entry, debt: Debt, balance: Balance) -> Debt:
    """The debt with the balance of a day; everything else as it was.

    Raises: DebtUnderContract where a contract says what is owed.
    """
    batch = open_entry(entry, Deed.BALANCE)
    refuse_against_contract(debt, entry.as_of, asdict(balance))
    restated(_state(debt, entry), batch, **asdict(balance))
    close_entry(batch, entry, [debt.household_id])
    return debt


@transaction.atomic
def state_guarantors(*, entry: Entry, debt: Debt, said: Sequence[GuarantorSaid]) -> ImportBatch:
    """All who answer for the debt; the register names them in this order.

    Raises: DebtUnderContract for a debt that a contract opened.
    """
    refuse_of_contract(debt)
    batch = _whole(entry, Deed.GUARANTORS, debt, WholeList.Kind.GUARANTORS)
    names = _guarantor_names(entry, debt, said)
    Guarantor.objects.bulk_create(
        Guarantor(
            batch=batch,
            position=position,
            debt=debt,
            name=names[position],
            household=one.household,
            limit_satang=one.limit_satang,
            signed_on=one.signed_on,
        )
        for position, one in enumerate(said)
    )
    restated(_state(debt, entry), batch, guarantors=", ".join(str(one.name) for one in said))
    close_entry(batch, entry, [debt.household_id])
    return batch


@transaction.atomic
def state_collateral(*, entry: Entry, debt: Debt, said: Sequence[CollateralSaid]) -> ImportBatch:
    """All that secures the debt."""
    batch = _whole(entry, Deed.COLLATERAL, debt, WholeList.Kind.COLLATERAL)
    Collateral.objects.bulk_create(
        Collateral(batch=batch, position=position, debt=debt, **asdict(one))
        for position, one in enumerate(said)
    )
    close_entry(batch, entry, [debt.household_id])
    return batch


def _guarantor_names(entry: Entry, debt: Debt, said: Sequence[GuarantorSaid]) -> list[WrittenName]:
    """Each guarantor by the name written: the person known before, or met by id or name."""
    homes = {_home(one, debt).code: _home(one, debt) for one in said}
    persons = Persons(entry.centre, homes)
    fresh = [one for one in said if one.known is None]
    for one in fresh:
        persons.meet(_home(one, debt).code, one.name, one.national_id)
    persons.save()
    return [
        persons.known(_home(one, debt).code, one.name, one.national_id)
        if one.known is None
        else WrittenName.objects.get_or_create(
            person=one.known.person, title=one.name.title, full=one.name.full
        )[0]
        for one in said
    ]


def _home(one: GuarantorSaid, debt: Debt) -> Household:
    return one.household or debt.household


def _whole(entry: Entry, deed: Deed, debt: Debt, kind: str) -> ImportBatch:
    batch = open_entry(entry, deed)
    WholeList.objects.create(
        batch=batch, position=0, kind=kind, household=debt.household, debt=debt
    )
    return batch


def _state(debt: Debt, entry: Entry) -> DebtState:
    state = debt_state(debt, entry.as_of)
    if state is None:
        raise DebtNotThere()
    return state


def _save_state(
    batch: ImportBatch,
    debt: Debt,
    row: int,
    borrower: WrittenName,
    terms: DebtTerms,
    **kept: Any,
) -> None:
    facts = asdict(terms) | {"months": ",".join(map(str, terms.months))}
    DebtState.objects.create(
        batch=batch,
        position=0,
        debt=debt,
        row=row,
        borrower=borrower,
        borrower_id_written=NationalId.objects.filter(person=borrower.person_id).exists(),
        **facts,
        **kept,
    )
