"""`summary.json`: the centre's figures and what was refused, repaired and noted on the way."""

import json
from typing import Any

from plodnee.casework.plan.model import CentreAnalysis, CentreTotals
from plodnee.registers.book import Note, Problem, Reading, Repair
from plodnee.registers.workbook.remarks import discreet


def summary(analysis: CentreAnalysis, reading: Reading) -> dict[str, Any]:
    """The summary of one centre, with the keys and the order of the published format.

    Ensures: no national id is readable in it, wherever somebody typed one.
    Source: docs/reference/formats.md, `plodnee plan`.
    """
    return {
        "centre": discreet(analysis.book.centre.name),
        "as_of": analysis.as_of.isoformat(),
        **_figures(analysis.totals),
        "assumptions": dict(analysis.assumptions),
        "problems": [_problem(problem) for problem in reading.problems],
        "repairs": [_repair(repair) for repair in reading.repairs],
        "notes": [_note(note) for note in (*reading.notes, *analysis.notes)],
    }


def summary_bytes(analysis: CentreAnalysis, reading: Reading) -> bytes:
    """The summary as it is written to a file: the same facts always give the same bytes."""
    text = json.dumps(summary(analysis, reading), ensure_ascii=False, indent=2)
    return (text + "\n").encode("utf-8")


def _figures(totals: CentreTotals) -> dict[str, Any]:
    return {
        "households": totals.households,
        "households_with_debt": totals.households_with_debt,
        "debts": totals.debts,
        "debt_total_satang": totals.debt_total_satang,
        "principal_satang": totals.principal_satang,
        "interest_arrears_satang": totals.interest_arrears_satang,
        "penalty_satang": totals.penalty_satang,
        "income_year_satang": totals.income_year_satang,
        "expense_year_satang": totals.expense_year_satang,
        "by_class": {
            name: {"debts": row.debts, "households": row.households, "satang": row.satang}
            for name, row in totals.by_class
        },
        "by_creditor": [
            {
                "creditor": discreet(row.creditor),
                "kind": row.kind,
                "debts": row.debts,
                "satang": row.satang,
            }
            for row in totals.by_creditor
        ],
        "with_feasible_plan": totals.with_feasible_plan,
        "without": totals.without,
        "interest_status_quo_satang": totals.interest_status_quo_satang,
        "interest_planned_satang": totals.interest_planned_satang,
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "sheet": problem.sheet,
        "cell": problem.cell,
        "code": problem.code,
        "takes": problem.takes,
        "message": problem.message,
        "hint": problem.hint,
    }


def _repair(repair: Repair) -> dict[str, Any]:
    return {
        "sheet": repair.sheet,
        "cell": repair.cell,
        "code": repair.code,
        "from": repair.before,
        "to": repair.after,
    }


def _note(note: Note) -> dict[str, Any]:
    return {
        "sheet": note.sheet,
        "cell": note.cell,
        "code": note.code,
        "message": discreet(note.message),
    }
