"""The register of households and their debt condition: one row a household, also without debt."""

from collections.abc import Sequence

from plodnee.casework.plan.model import HouseholdAnalysis
from plodnee.documents.builders.debtor_register import MONTHS_PER_YEAR, house_and_moo
from plodnee.documents.builders.names import class_name
from plodnee.documents.builders.register_frame import Row, register, sheet
from plodnee.documents.builders.voice import Voice
from plodnee.documents.facts.pack import PackFacts
from plodnee.documents.facts.proposal import HouseholdPlan
from plodnee.registers.book import CashItem, Household


def build(facts: PackFacts) -> bytes:
    """The workbook: households with their debts by kind of creditor, then income and expense."""
    voice = Voice(facts.language)
    households = enumerate(zip(facts.households, facts.plans, strict=True), start=1)
    cash = enumerate(facts.analysis.book.cash, start=1)
    sheets = (
        sheet(voice, facts, "households", (_row(voice, n, *pair) for n, pair in households)),
        sheet(voice, facts, "cash", (_cash(voice, n, item) for n, item in cash)),
    )
    return register(voice, facts, sheets)


def _row(voice: Voice, number: int, household: HouseholdAnalysis, plan: HouseholdPlan) -> Row:
    return {
        "number": number,
        **_people(voice, household.household),
        **_money(voice, household, plan),
    }


def _people(voice: Voice, home: Household) -> Row:
    return {
        "household": home.code,
        "head": str(home.head),
        "national_id": home.national_id,
        "house": house_and_moo(voice, home),
        "members": home.members,
        "workers": home.workers,
        "dependants": _dependants(home),
        "main_occupation": home.main_occupation,
        "second_occupation": home.second_occupation,
        "land": home.land_rai,
        "cash": home.cash_satang,
        "target": tick(voice, home.is_target),
        "model": tick(voice, home.is_model),
    }


def _dependants(home: Household) -> int | None:
    """Who does not earn; unknown where members or workers are."""
    if home.members is None or home.workers is None:
        return None
    return max(home.members - home.workers, 0)


def _money(voice: Voice, household: HouseholdAnalysis, plan: HouseholdPlan) -> Row:
    service, income = sum(plan.paid_today[:MONTHS_PER_YEAR]), household.income_year_satang
    worst = household.debtor_class
    return {
        "income": income,
        "expense": household.expense_year_satang,
        "group": _owed_to(household, "group"),
        "formal": _owed_to(household, "formal"),
        "informal": _owed_to(household, "informal"),
        "owed": household.owed_satang,
        "debts": len(household.debts),
        "creditors": len({item.debt.creditor for item in household.debts}),
        "service": service,
        "service_share": service / income if service and income else None,
        "class": class_name(voice, worst) if worst else voice("ไม่มีหนี้", "no debt"),
    }


def _owed_to(household: HouseholdAnalysis, kind: str) -> int:
    return sum(item.debt.owed_satang for item in household.debts if item.debt.creditor_kind == kind)


def tick(voice: Voice, yes: bool) -> str:
    """Yes as register workbooks write it, nothing for no."""
    return voice("ใช่", "yes") if yes else ""


def _cash(voice: Voice, number: int, item: CashItem) -> Row:
    kind = voice("รายรับ", "income") if item.kind == "income" else voice("รายจ่าย", "expense")
    return {
        "number": number,
        "household": item.household_code,
        "kind": kind,
        "item": item.item,
        "months": _months(voice, item.months),
        "each": item.amount_satang,
        item.kind: item.amount_satang * len(item.months),
    }


def _months(voice: Voice, months: Sequence[int]) -> str:
    if len(months) == MONTHS_PER_YEAR:
        return voice("ทุกเดือน", "every month")
    return " ".join(voice.month_name(month) for month in months)
