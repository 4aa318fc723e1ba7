"""What a centre's page shows: charts with their tables, the plan's before and after."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from plodnee.casework.plan.model import CentreAnalysis, CentreTotals, ClassTotals, CreditorTotals
from plodnee.casework.selectors import is_current, run_or_none
from plodnee.documents.facts.suppression import (
    fewest,
    hidden_classes,
    hidden_lenders,
    lender_cell,
    too_few,
)
from plodnee.organization import gazetteer
from plodnee.organization.models import Centre
from plodnee.registers.baseline.selectors import compared_with_start
from plodnee.registers.confirmation.selectors import confirmation_progress, confirmations
from plodnee.registers.selectors import register_days
from plodnee.web.charts.bars import Bar, BarChart, bar_chart
from plodnee.web.figures import creditors_by_kind
from plodnee.web.households.directory import directory
from plodnee.web.templatetags.wording import class_name, creditor_kind


@dataclass(frozen=True, slots=True)
class ClassRow:
    """A class in the table; `totals` is None where too few households stand in it."""

    code: str
    totals: ClassTotals | None


@dataclass(frozen=True, slots=True)
class CreditorRow:
    """A creditor in the table; its money is None where too few households owe it."""

    name: str
    kind: str
    debts: int | None
    satang: int | None


def centre_context(centre: Centre, *, sees_households: bool) -> dict[str, Any]:
    """The page's facts; without an analysis only the place and the days of registers."""
    context: dict[str, Any] = {"place": gazetteer.names(centre.code)}
    run = run_or_none(centre)
    if run is None:
        return context | {"register_day": next(iter(register_days(centre)), None)}
    facts = directory(run).analysis
    totals = facts.totals
    standing = fewest(totals.households, totals.households_with_debt)
    if not sees_households and too_few(standing):
        return context | {"run": run, "as_of": facts.as_of, "withheld": True}
    classes = class_rows(facts, whole=sees_households)
    creditors = creditor_rows(facts, whole=sees_households)
    return context | {
        "run": run,
        "current": is_current(run),
        "refinances": any(group.may_refinance for group in facts.book.groups),
        "book": facts.book,
        "as_of": facts.as_of,
        "totals": totals,
        "capital_satang": sum(group.capital_satang or 0 for group in facts.book.groups),
        "targets": sum(one.household.is_target for one in facts.households),
        "models": sum(one.household.is_model for one in facts.households),
        "bearable_today": sum(
            bool(one.menu and one.menu.status_quo.feasible) for one in facts.households
        ),
        "classes": classes,
        "class_chart": _class_chart(classes),
        "creditors": creditors,
        "creditor_kinds": list(dict.fromkeys(row.kind for row in creditors)),
        "creditor_chart": _creditor_chart(creditors),
        "interest_chart": _interest_chart(totals),
        **_balances(centre, sees_households=sees_households),
        "interest_saved_satang": (
            totals.interest_status_quo_satang - totals.interest_planned_satang
        ),
    }


def _balances(centre: Centre, *, sees_households: bool) -> dict[str, Any]:
    """How far balances are confirmed, and starting debts beside today's.

    Outside the centre and its district nothing is told of fewer than five households.
    """
    whole = compared_with_start(centre)
    if sees_households:
        return {"progress": confirmation_progress(centre), "whole": whole}
    unchanged = len(whole.rows) - whole.reduced
    return {
        "progress": None if _names_a_few(centre) else confirmation_progress(centre),
        "whole": None if too_few(len(whole.rows)) else whole,
        "unstated_withheld": too_few(whole.unstated),
        "counts_withheld": any(map(too_few, (whole.reduced, whole.cleared, unchanged))),
    }


def _names_a_few(centre: Centre) -> bool:
    """Whether a figure of how far balances are confirmed tells of fewer than five households."""
    homes: dict[str, set[UUID]] = {}
    for one in confirmations(centre):
        if one.stated.owed_satang:
            homes.setdefault(one.standing, set()).add(one.stated.household.pk)
    return any(too_few(len(keys)) for keys in homes.values())


def class_rows(analysis: CentreAnalysis, *, whole: bool) -> list[ClassRow]:
    """Every class; outside the centre and its district small cells are hidden."""
    hidden = frozenset[str]() if whole else hidden_classes(analysis)
    return [
        ClassRow(code, None if code in hidden else one) for code, one in analysis.totals.by_class
    ]


def creditor_rows(analysis: CentreAnalysis, *, whole: bool) -> list[CreditorRow]:
    """Every creditor by name; outside the centre and its district lenders only by kind."""
    rows = analysis.totals.by_creditor
    if whole:
        return [CreditorRow(one.name, one.kind, one.debts, one.satang) for one in rows]
    hidden = hidden_lenders(analysis)
    return [
        _told(one, hidden=lender_cell(one.kind, one.creditor) in hidden)
        for one in creditors_by_kind(rows)
    ]


def _told(row: CreditorTotals, *, hidden: bool) -> CreditorRow:
    name = row.name or creditor_kind(row.kind)
    if hidden:
        return CreditorRow(name, row.kind, None, None)
    return CreditorRow(name, row.kind, row.debts, row.satang)


def _class_chart(rows: list[ClassRow]) -> BarChart:
    return bar_chart(
        Bar(class_name(row.code), row.totals.satang, f"class-{row.code}")
        for row in rows
        if row.totals is not None
    )


def _creditor_chart(rows: list[CreditorRow]) -> BarChart:
    return bar_chart(Bar(row.name, row.satang, row.kind) for row in rows if row.satang is not None)


def _interest_chart(totals: CentreTotals) -> BarChart:
    return bar_chart(
        [
            Bar(_("ตามสัญญาเดิม"), totals.interest_status_quo_satang, "before"),
            Bar(_("ตามแผนที่เสนอ"), totals.interest_planned_satang, "after"),
        ]
    )
