"""A confirmed register, row by row into the database: identities once, statements as history."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from plodnee.audit.sealing import seal
from plodnee.organization.models import Centre
from plodnee.registers import book as facts
from plodnee.registers.creditor_names import by_every_name
from plodnee.registers.inserting import insert_all
from plodnee.registers.merging import Merging
from plodnee.registers.models import (
    CashItem,
    CentreStatement,
    Debt,
    DebtState,
    Household,
    HouseholdState,
    ImportBatch,
    MemberGroup,
    MemberGroupState,
    OutsideCreditor,
)
from plodnee.registers.persons import Persons
from plodnee.registers.places import house_place, phone_place

ROWS_A_STATEMENT = 500
Values = dict[str, Any]


def record_book(book: facts.RegisterBook, batch: ImportBatch, merging: Merging) -> None:
    """Everything a register says, stored as statements of its import.

    Ensures: rows of earlier imports are not touched.
    """
    centre = batch.centre
    assert centre is not None
    groups = _groups(centre, book.groups)
    households = _households(centre, book.households)
    persons = Persons(centre, households)
    for home in book.households:
        persons.meet(home.code, home.head, home.national_id)
    for debt in book.debts:
        persons.meet(debt.household_code, debt.borrower, debt.national_id)
    persons.save()
    _record_centre(book.centre, batch)
    insert_all(MemberGroupState, _group_states(book.groups, batch, groups))
    insert_all(HouseholdState, _household_states(book.households, batch, households, persons))
    insert_all(CashItem, _cash_items(merging.cash, batch, households))
    debts = _debts(book.debts, merging, households, groups, _outside_creditors(centre, book))
    insert_all(DebtState, _debt_states(book.debts, batch, debts, persons))


def _record_centre(sheet: facts.CentreSheet, batch: ImportBatch) -> None:
    CentreStatement.objects.create(
        batch=batch,
        name=sheet.name,
        fiscal_year=sheet.fiscal_year,
        chair=sheet.chair,
        sealed_phone=seal(sheet.phone, place=phone_place(batch.pk)) if sheet.phone else "",
    )


def _groups(centre: Centre, stated: Iterable[facts.MemberGroup]) -> dict[str, MemberGroup]:
    known = {group.code: group for group in MemberGroup.objects.filter(centre=centre)}
    fresh = [
        MemberGroup(centre=centre, code=group.code) for group in stated if group.code not in known
    ]
    _save(MemberGroup, fresh)
    return known | {group.code: group for group in fresh}


def _households(centre: Centre, stated: Iterable[facts.Household]) -> dict[str, Household]:
    known = {home.code: home for home in Household.objects.filter(centre=centre)}
    fresh = [Household(centre=centre, code=home.code) for home in stated if home.code not in known]
    _save(Household, fresh)
    return known | {home.code: home for home in fresh}


def _outside_creditors(
    centre: Centre, book: facts.RegisterBook
) -> dict[tuple[str, str], OutsideCreditor]:
    known = by_every_name(centre)
    stated = dict.fromkeys(
        (debt.creditor_kind, debt.creditor) for debt in book.debts if debt.creditor_kind != "group"
    )
    fresh = {
        (kind, name): OutsideCreditor(centre=centre, kind=kind, name=name)
        for kind, name in stated
        if (kind, name) not in known
    }
    _save(OutsideCreditor, fresh.values())
    return known | fresh


def _debts(
    stated: Iterable[facts.Debt],
    merging: Merging,
    households: dict[str, Household],
    groups: dict[str, MemberGroup],
    outside: dict[tuple[str, str], OutsideCreditor],
) -> dict[int, Debt]:
    """The debt that each row speaks of, by the row's number; new ones are entered."""
    fresh = {
        debt.row: Debt(
            household=households[debt.household_code],
            group=groups[debt.creditor] if debt.creditor_kind == "group" else None,
            outside_creditor=outside.get((debt.creditor_kind, debt.creditor)),
        )
        for debt in stated
        if debt.row not in merging.known
    }
    _save(Debt, fresh.values())
    return merging.known | fresh


def _group_states(
    stated: Iterable[facts.MemberGroup], batch: ImportBatch, groups: dict[str, MemberGroup]
) -> Iterable[Values]:
    for position, group in enumerate(stated):
        yield {
            "batch_id": batch.pk,
            "position": position,
            "group_id": groups[group.code].pk,
            "name": group.name,
            "kind": group.kind,
            "capital_satang": group.capital_satang,
            "members": group.members,
            "min_rate_bp": group.min_rate_bp,
            "longest_extension_months": group.longest_extension_months,
            "longest_grace_months": group.longest_grace_months,
            "may_consolidate": group.may_consolidate,
            "may_refinance": group.may_refinance,
        }


def _household_states(
    stated: Iterable[facts.Household],
    batch: ImportBatch,
    households: dict[str, Household],
    persons: Persons,
) -> Iterable[Values]:
    for position, home in enumerate(stated):
        household = households[home.code]
        number = home.house_number
        yield {
            "batch_id": batch.pk,
            "position": position,
            "household_id": household.pk,
            "head_id": persons.known(home.code, home.head, home.national_id).pk,
            "head_id_written": home.national_id is not None,
            "sealed_house_number": seal(number, place=house_place(household.pk)) if number else "",
            "moo": home.moo,
            "members": home.members,
            "workers": home.workers,
            "main_occupation": home.main_occupation,
            "second_occupation": home.second_occupation,
            "land_rai": "" if home.land_rai is None else str(home.land_rai),
            "cash_satang": home.cash_satang,
            "reserve_satang": home.reserve_satang,
            "is_target": home.is_target,
            "is_model": home.is_model,
        }


def _cash_items(
    stated: Iterable[facts.CashItem], batch: ImportBatch, households: dict[str, Household]
) -> Iterable[Values]:
    for position, item in enumerate(stated):
        yield {
            "batch_id": batch.pk,
            "position": position,
            "household_id": households[item.household_code].pk,
            "kind": item.kind,
            "item": item.item,
            "source": "",
            "amount_satang": item.amount_satang,
            "months": _months(item.months),
        }


def _debt_states(
    stated: Iterable[facts.Debt], batch: ImportBatch, debts: dict[int, Debt], persons: Persons
) -> Iterable[Values]:
    for position, debt in enumerate(stated):
        yield {
            "batch_id": batch.pk,
            "position": position,
            "debt_id": debts[debt.row].pk,
            "row": debt.row,
            "number": debt.number,
            "borrower_id": persons.known(debt.household_code, debt.borrower, debt.national_id).pk,
            "borrower_id_written": debt.national_id is not None,
            "contract_number": debt.contract_number,
            "borrowed_on": debt.borrowed_on,
            "due_on": debt.due_on,
            "purpose": debt.purpose,
            "contract_principal_satang": debt.contract_principal_satang,
            "principal_satang": debt.principal_satang,
            "interest_arrears_satang": debt.interest_arrears_satang,
            "penalty_satang": debt.penalty_satang,
            "rate_bp": debt.rate_bp,
            "rate_unit": debt.rate_unit,
            "method": debt.method,
            "period": debt.period or "",
            "months": _months(debt.months),
            "overdue_since": debt.overdue_since,
            "status": debt.status,
            "guarantors": debt.guarantors,
            "note": debt.note,
        }


def _months(months: tuple[int, ...]) -> str:
    return ",".join(map(str, months))


def _save(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """New rows; those whose key the database gives know it afterwards."""
    if model._meta.auto_field is None:
        insert_all(model, map(vars, rows))
    else:
        model._default_manager.bulk_create(list(rows), batch_size=ROWS_A_STATEMENT)
