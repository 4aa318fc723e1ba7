"""The loans whose schedules other authors worked out, and how far our answer is from theirs."""

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from plodnee.engine.schedule.answering import answer_terms
from plodnee.engine.schedule.refusals import TermsRefused

CASES = Path(__file__).parents[1] / "tests" / "cases" / "oracle" / "cases.jsonl"
ANSWERED = ("schedule", "table", "spreadsheet", "cashflow")
OTHER_NAMES = {"loan_balance": "balance"}
NOT_AMOUNTS = ("n", "type", "tolerance")


@cache
def cases() -> tuple[dict[str, Any], ...]:
    """Every case whose terms `plodnee schedule` answers."""
    lines = CASES.read_text("utf-8").splitlines()
    read = (json.loads(line) for line in lines)
    return tuple(case for case in read if case["kind"] in ANSWERED)


def terms(case: dict[str, Any]) -> dict[str, Any]:
    """The line of terms that a case stands for."""
    return {key: case.get(key) for key in ("id", "product", "events", "as_of")}


@cache
def differences_of(name: str) -> tuple[str, ...]:
    """Where our answer to a case differs from what its author expected; nothing if nowhere."""
    case = next(case for case in cases() if case["id"] == name)
    try:
        answer = answer_terms(terms(case))
    except TermsRefused as refused:
        return (f"refused: {refused.field} {refused.detail}",)
    return tuple(_differences(case, answer))


def _differences(case: dict[str, Any], answer: dict[str, Any]) -> list[str]:
    tolerance = Decimal(case["tolerance"])
    found: list[str] = []
    rows = {row["n"]: row for row in answer["rows"]}
    if not case.get("partial") and len(rows) != len(case["expected"]):
        found.append(f"{len(rows)} rows instead of {len(case['expected'])}")
    for row in case["expected"]:
        found += _compare(f"row {row['n']}", rows.get(row["n"], {}), row, tolerance)
    totals = case.get("expected_totals") or {}
    found += _compare("totals", answer["totals"], totals, tolerance * len(rows))
    transactions = case.get("expected_transactions")
    if transactions is not None:
        if len(transactions) != len(answer["transactions"]):
            found.append(f"{len(answer['transactions'])} transactions")
        for number, (ours, theirs) in enumerate(
            zip(answer["transactions"], transactions, strict=False), start=1
        ):
            found += _compare(f"transaction {number}", ours, theirs, tolerance)
    return found


def _compare(
    where: str, ours: dict[str, Any], theirs: dict[str, Any], tolerance: Decimal
) -> list[str]:
    """The asserted values that differ; null is not asserted."""
    found = []
    for name, value in theirs.items():
        if value is None or name in NOT_AMOUNTS:
            continue
        got = ours.get(OTHER_NAMES.get(name, name))
        if not _same(got, value, tolerance):
            found.append(f"{where}: {name} is {got} instead of {value}")
    return found


def _same(got: Any, value: Any, tolerance: Decimal) -> bool:
    if isinstance(value, int) or got is None or "-" in value[1:]:
        return bool(got == value)
    return abs(Decimal(got) - Decimal(value)) <= tolerance
