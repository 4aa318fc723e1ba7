"""`plodnee schedule`: loan terms as JSON lines in, their schedules as JSON lines out."""

import argparse
import traceback
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from plodnee.commands.json_lines import answer_each, json_of
from plodnee.engine.schedule.answering import answer_terms
from plodnee.engine.schedule.refusals import TermsRefused

DONE, IN_PART = 0, 3
NOT_A_NUMBER = Decimal("NaN")
# What a mistake of the program would raise while a line is worked out.
FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command takes no options: terms come in on standard input."""
    parser.epilog = "Terms and answers: docs/reference/formats.md. Exit 3 if a line was refused."


def run(options: argparse.Namespace) -> int:
    """Answers every line; 3 if one was refused, else 0."""
    return IN_PART if answer_each(answers, at_once=False) else DONE


def answers(lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """One answer for each line that is not blank, in their order."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield answer_line(line, number)


def answer_line(line: bytes, number: int) -> dict[str, Any]:
    """The schedule of one line of terms, or the error that names the term."""
    try:
        values = json_of(line, _decimal)
    except (ValueError, RecursionError) as error:
        return _error(None, number, {"code": "bad_json", "field": None, "detail": _reason(error)})
    name = _id(values)
    try:
        return {"id": name, **answer_terms(values)}
    except TermsRefused as refused:
        return _error(
            name,
            number,
            {
                "code": refused.code,
                "field": refused.field or None,
                "detail": refused.detail,
                "smallest_workable": refused.smallest_workable,
            },
        )
    except FAULTS:  # takes its own line only, and is told where it is looked for
        traceback.print_exc()
        detail = "ระบบคำนวณบรรทัดนี้ไม่ได้ · this line could not be worked out: a fault of the program"
        return _error(name, number, {"code": "failed", "field": None, "detail": detail})


def _decimal(written: str) -> Decimal:
    """A number as written; one beyond all bounds is none, so that its term is named."""
    try:
        return Decimal(written)
    except InvalidOperation:
        return NOT_A_NUMBER


def _id(values: object) -> str | int | None:
    """The line's own name for itself, where it can be read."""
    name = values.get("id") if isinstance(values, dict) else None
    return name if isinstance(name, str | int) and not isinstance(name, bool) else None


def _error(name: str | int | None, number: int, error: dict[str, Any]) -> dict[str, Any]:
    return {"id": name, "line": number, "error": {"smallest_workable": None, **error}}


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "ซ้อนกันลึกเกินไป · is nested too deeply"
    return f"อ่าน JSON ไม่ได้ · not JSON in UTF-8: {error}"
