"""The analysis of debtors: household by creditor, class with its reason, capacity, proposal."""

from collections import Counter
from collections.abc import Sequence

from plodnee.casework.plan.model import CreditorTotals, HouseholdAnalysis
from plodnee.documents.builders.names import (
    CLASS_ORDER,
    class_name,
    class_rule,
    creditor_kind,
    short_kind,
)
from plodnee.documents.builders.proposal_words import help_words, proposed_words, today_words
from plodnee.documents.builders.register_frame import Row, register, sheet
from plodnee.documents.builders.sheets import Cell, Column
from plodnee.documents.builders.voice import Voice
from plodnee.documents.facts.pack import PackFacts
from plodnee.documents.facts.proposal import HouseholdPlan
from plodnee.engine.classification import DebtorClass

MOST_CREDITOR_COLUMNS = 16
OTHERS = "other creditors"
_KINDS = ("group", "formal", "informal")


def build(facts: PackFacts) -> bytes:
    """The workbook: the matrix of households and creditors, then classes by kind of creditor."""
    voice = Voice(facts.language)
    own, others = _creditors(facts)
    owing = [pair for pair in zip(facts.households, facts.plans, strict=True) if pair[0].debts]
    kinds = [
        Column(kind, f"{creditor_kind(voice, kind)} {voice('(บาท)', '(baht)')}", 19, "money", True)
        for kind in _KINDS
    ]
    matrix = sheet(
        voice,
        facts,
        "analysis",
        (_row(voice, facts, own, number, *pair) for number, pair in enumerate(owing, start=1)),
        in_place_of={"by_creditor": _creditor_columns(voice, own, others)},
        notes=(_legend(voice, facts),),
    )
    by_class = (_class_row(voice, facts, c) for c, _ in facts.analysis.totals.by_class)
    classes = sheet(voice, facts, "classes", by_class, in_place_of={"by_kind": kinds})
    return register(voice, facts, (matrix, classes))


def _creditors(facts: PackFacts) -> tuple[list[CreditorTotals], list[CreditorTotals]]:
    """Creditors with a column of their own, member groups first, and those that share one."""
    ranked = sorted(
        facts.analysis.totals.by_creditor,
        key=lambda entry: (_KINDS.index(entry.kind), -entry.satang, entry.name),
    )
    if len(ranked) <= MOST_CREDITOR_COLUMNS:
        return ranked, []
    groups = [entry for entry in ranked if entry.kind == "group"]
    outside = sorted(
        (entry for entry in ranked if entry.kind != "group"), key=lambda entry: -entry.satang
    )
    room = max(MOST_CREDITOR_COLUMNS - len(groups), 0)
    return groups + outside[:room], outside[room:]


def _creditor_columns(
    voice: Voice, own: Sequence[CreditorTotals], others: Sequence[CreditorTotals]
) -> list[Column]:
    columns = []
    for entry in own:
        kind = "" if entry.kind == "group" else f" ({short_kind(voice, entry.kind)})"
        columns.append(Column(_key(entry), entry.name + kind, 13, "money", True))
    if others:
        count = len(others)
        title = voice(f"เจ้าหนี้อื่น {count} ราย (บาท)", f"{count} other creditors (baht)")
        columns.append(Column(OTHERS, title, 13, "money", True))
    return columns


def _key(entry: CreditorTotals) -> str:
    return f"{entry.kind}: {entry.creditor}"


def _row(
    voice: Voice,
    facts: PackFacts,
    own: Sequence[CreditorTotals],
    number: int,
    household: HouseholdAnalysis,
    plan: HouseholdPlan,
) -> Row:
    assert household.debtor_class is not None
    proposed = (proposed_words(voice, household, plan), *help_words(voice, household))
    return {
        "number": number,
        "household": household.household.code,
        "head": str(household.household.head),
        **_amounts(household, {_key(entry) for entry in own}),
        "owed": household.owed_satang,
        "creditors": len({item.debt.creditor for item in household.debts}),
        "class": class_name(voice, household.debtor_class),
        "reason": voice.digits(household.reason) if voice.thai else household.reason_en,
        "left": household.income_year_satang - household.expense_year_satang,
        "today": today_words(voice, facts, household),
        "proposal": "\n".join(proposed),
    }


def _amounts(household: HouseholdAnalysis, own: set[str]) -> dict[str, Cell]:
    owed: Counter[str] = Counter()
    for item in household.debts:
        key = f"{item.debt.creditor_kind}: {item.debt.creditor}"
        owed[key if key in own else OTHERS] += item.debt.owed_satang
    return dict(owed)


def _legend(voice: Voice, facts: PackFacts) -> str:
    rules = (f"{class_name(voice, c)}: {class_rule(voice, c, facts.criteria)}" for c in CLASS_ORDER)
    return voice("เกณฑ์จัดประเภท", "Classes") + " — " + " · ".join(rules)


def _class_row(voice: Voice, facts: PackFacts, debtor_class: DebtorClass) -> Row:
    totals = dict(facts.analysis.totals.by_class)[debtor_class]
    by_kind: Counter[str] = Counter()
    for household in facts.households:
        for item in household.debts:
            if item.debtor_class == debtor_class:
                by_kind[item.debt.creditor_kind] += item.debt.owed_satang
    return {
        "class": class_name(voice, debtor_class),
        "rule": class_rule(voice, debtor_class, facts.criteria),
        "debts": totals.debts,
        "households": totals.households,
        **{kind: by_kind[kind] for kind in _KINDS},
        "owed": totals.satang,
    }
