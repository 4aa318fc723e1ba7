"""`plodnee menu`: households as JSON lines in, their menus as JSON lines out."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from plodnee import policy
from plodnee.commands.json_lines import json_of, lines_of
from plodnee.engine.planner import (
    HouseholdRefused,
    menu_to_json,
    problem_from_json,
    solve_menu,
)

DONE, IN_PART = 0, 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command takes no options: households come in on standard input."""
    parser.epilog = "Households and menus: docs/reference/formats.md. Exit 3 if one was refused."


def run(options: argparse.Namespace) -> int:
    """Answer every line as it comes; 3 if one was refused, else 0."""
    refused = False
    for answer in answers(lines_of(sys.stdin.buffer)):
        refused |= "error" in answer
        line = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
        sys.stdout.buffer.write(line.encode("utf-8", "backslashreplace") + b"\n")
        sys.stdout.buffer.flush()
    return IN_PART if refused else DONE


def answers(lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """One answer for each line that is not blank, in their order."""
    return (answer_line(line) for line in lines if line.strip())


def answer_line(line: bytes) -> dict[str, Any]:
    """The menu of one household, or the refusal that names the field."""
    try:
        values = json_of(line)
    except (ValueError, RecursionError):
        return _refused(None, "bad_json", "line: ไม่ใช่ JSON · not JSON")
    name = values.get("id") if isinstance(values, dict) else None
    name = name if isinstance(name, str) else None
    try:
        problem = problem_from_json(values)
        ceiling_bp = policy.in_force("interest", problem.as_of).values["ceiling_bp"]
        return menu_to_json(problem, solve_menu(problem, ceiling_bp=ceiling_bp))
    except HouseholdRefused as refusal:
        return _refused(name, refusal.code, refusal.detail)
    except ValueError as fault:
        return _refused(name, "bad_household", f"as_of: {fault}")


def _refused(name: str | None, code: str, detail: str) -> dict[str, Any]:
    return {"id": name, "error": {"code": code, "detail": detail}}
