"""The register of all debtors of the centre's members: one row a debt, by creditor."""

from collections.abc import Iterator

from plodnee.casework.plan.model import CreditorTotals, DebtAnalysis, HouseholdAnalysis
from plodnee.documents.builders.names import (
    class_name,
    creditor_kind,
    method_name,
    period_name,
    short_kind,
)
from plodnee.documents.builders.proposal_words import above_ceiling_words
from plodnee.documents.builders.register_frame import Row, register, sheet
from plodnee.documents.builders.voice import Voice
from plodnee.documents.facts.pack import PackFacts
from plodnee.registers.book import Household

_Line = tuple[HouseholdAnalysis, DebtAnalysis]
_KINDS = ("group", "formal", "informal")
MONTHS_PER_YEAR = 12


def build(facts: PackFacts) -> bytes:
    """The workbook: every debt, also those closed, then the totals of each creditor."""
    voice = Voice(facts.language)
    debts = enumerate(_by_creditor(facts), start=1)
    creditors = enumerate(facts.analysis.totals.by_creditor, start=1)
    sheets = (
        sheet(voice, facts, "debtors", (_row(voice, facts, n, *line) for n, line in debts)),
        sheet(voice, facts, "creditors", (_totals(voice, facts, *entry) for entry in creditors)),
    )
    return register(voice, facts, sheets)


def _by_creditor(facts: PackFacts) -> list[_Line]:
    """Member groups in the register's order, then lenders outside; then as registered."""
    groups = {group.code: index for index, group in enumerate(facts.analysis.book.groups)}

    def place(line: _Line) -> tuple[int, int, str, int]:
        debt = line[1].debt
        kind = _KINDS.index(debt.creditor_kind)
        return kind, groups.get(debt.creditor, len(groups)), debt.creditor, debt.row

    return sorted(_lines(facts), key=place)


def _lines(facts: PackFacts) -> Iterator[_Line]:
    for household in facts.households:
        for item in (*household.debts, *household.closed_debts):
            yield household, item


def _row(
    voice: Voice, facts: PackFacts, number: int, household: HouseholdAnalysis, item: DebtAnalysis
) -> Row:
    debt, home = item.debt, household.household
    remarks = (debt.note, above_ceiling_words(voice, facts, item))
    return {
        "number": number,
        "household": home.code,
        "borrower": str(debt.borrower),
        "national_id": debt.national_id,
        "house": house_and_moo(voice, home),
        "creditor": item.creditor_name,
        "creditor_kind": short_kind(voice, debt.creditor_kind),
        "contract_number": debt.contract_number,
        "borrowed_on": debt.borrowed_on,
        "due_on": debt.due_on,
        "purpose": debt.purpose,
        "contract_principal": debt.contract_principal_satang,
        "rate_year": debt.rate_bp,
        "rate_month": debt.rate_bp / MONTHS_PER_YEAR,
        "method": method_name(voice, debt.method),
        "declining_rate": item.declining_rate_bp,
        "period": period_name(voice, debt.period),
        "principal": debt.principal_satang,
        "interest": debt.interest_arrears_satang,
        "penalty": debt.penalty_satang,
        "owed": debt.owed_satang,
        "days_overdue": item.days_overdue,
        "guarantors": debt.guarantors,
        "class": _state(voice, item),
        "note": " · ".join(remark for remark in remarks if remark),
    }


def _state(voice: Voice, item: DebtAnalysis) -> str:
    if item.debt.closed:
        return voice("ปิดบัญชีแล้ว", "closed")
    return class_name(voice, item.debtor_class)


def house_and_moo(voice: Voice, home: Household) -> str:
    """`12/3 ม.๕`."""
    moo = "" if home.moo is None else voice(f" ม.{home.moo}", f" v.{home.moo}")
    return f"{home.house_number}{moo}".strip()


def _totals(voice: Voice, facts: PackFacts, number: int, entry: CreditorTotals) -> Row:
    debts = [
        item.debt
        for household in facts.households
        for item in household.debts
        if (item.debt.creditor, item.debt.creditor_kind) == (entry.creditor, entry.kind)
    ]
    return {
        "number": number,
        "creditor": entry.name,
        "creditor_kind": creditor_kind(voice, entry.kind),
        "debts": entry.debts,
        "principal": sum(debt.principal_satang for debt in debts),
        "interest": sum(debt.interest_arrears_satang for debt in debts),
        "penalty": sum(debt.penalty_satang for debt in debts),
        "owed": entry.satang,
    }
