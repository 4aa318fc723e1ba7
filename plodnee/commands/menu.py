"""`plodnee menu`: households as JSON lines in, their menus as JSON lines out."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from threading import Thread
from typing import Any

from plodnee import policy
from plodnee.commands.json_lines import answer_each, json_of
from plodnee.engine.planner import (
    HouseholdRefused,
    menu_to_json,
    problem_from_json,
    solve_menu,
)

DONE, IN_PART = 0, 3
MOST_DIGITS = 15
SECONDS_IN_SILENCE = 10.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Households come in on standard input; the one option bounds the work on each."""
    parser.epilog = "Households and menus: docs/reference/formats.md. Exit 3 if one was refused."
    parser.add_argument(
        "--most-steps",
        type=_steps,
        metavar="N",
        help="refuse a line whose proof needs more steps than this (household_too_hard); a million "
        "take some 0.05 s. Left out, every line is answered, however long it takes",
    )


def run(options: argparse.Namespace) -> int:
    """Answer every line as it comes; 3 if one was refused, else 0."""
    refused = answer_each(lambda lines: answers(lines, options.most_steps), at_once=True)
    return IN_PART if refused else DONE


def answers(lines: Iterable[bytes], most_steps: int | None) -> Iterator[dict[str, Any]]:
    """One answer for each line that is not blank, in their order."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _awaited(line, number, most_steps)


def _awaited(line: bytes, number: int, most_steps: int | None) -> dict[str, Any]:
    """The answer of a line, worked out beside: a kernel hears no Ctrl+C, who waits for it does."""
    answer: Future[dict[str, Any]] = Future()
    worker = Thread(target=lambda: answer.set_result(answer_line(line, most_steps)), daemon=True)
    worker.start()
    worker.join(SECONDS_IN_SILENCE)
    if worker.is_alive():
        print(
            f"บรรทัดที่ {number} มีทางเลือกมาก ยังพิสูจน์แผนที่ดีที่สุดอยู่ หยุดได้ด้วย Ctrl+C · "
            f"line {number} has very many choices; still proving its best plans, Ctrl+C ends it",
            file=sys.stderr,
            flush=True,
        )
        worker.join()
    assert answer.done(), "the worker's own message says why"
    return answer.result()


def answer_line(line: bytes, most_steps: int | None) -> dict[str, Any]:
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
        menu = solve_menu(problem, ceiling_bp=ceiling_bp, most_steps=most_steps)
        return menu_to_json(problem, menu)
    except HouseholdRefused as refusal:
        return _refused(name, refusal.code, refusal.detail)
    except ValueError as fault:
        return _refused(name, "bad_household", f"as_of: {fault}")


def _steps(text: str) -> int:
    """Raises: ArgumentTypeError."""
    if not text.isdecimal() or len(text) > MOST_DIGITS:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of steps")
    return int(text)


def _refused(name: str | None, code: str, detail: str) -> dict[str, Any]:
    return {"id": name, "error": {"code": code, "detail": detail}}
