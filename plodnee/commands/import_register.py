"""`plodnee import`: a register workbook into the database, by the importer of the web page."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from plodnee.commands.arguments import readable_file
from plodnee.commands.environment import add_output_options, start_on_ready_database
from plodnee.commands.plan_words import (
    missing_line,
    note_line,
    problem_line,
    refused_line,
    unplanned_lines,
)
from plodnee.registers.book import Problem, Reading

DONE, REFUSED, IN_PART = 0, 1, 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("workbook", type=readable_file, metavar="WORKBOOK.xlsx")
    parser.add_argument("--confirm", action="store_true", help="store it; else only the problems")
    parser.add_argument(
        "--missing",
        choices=("add", "replace"),
        help="what an earlier register states and the workbook lacks: it stays, or it ends",
    )
    parser.add_argument(
        "--otherwise",
        choices=("take",),
        help="take what the workbook tells otherwise than the register of its day",
    )
    add_output_options(parser)


def run(options: argparse.Namespace) -> int:
    """Show what the workbook holds and what is refused; with `--confirm`, store the rest."""
    from plodnee.registers.workbook.guard import read_guarded

    start_on_ready_database()
    reading = _judged(read_guarded(options.workbook))
    for problem in reading.problems:
        print(problem_line(problem, options.lang), file=sys.stderr)
    if reading.book is None:
        answer: dict[str, Any] = {"confirmed": False}
        words = refused_line(reading, options.lang)
    else:
        for line in unplanned_lines(reading.book, options.lang):
            print(line, file=sys.stderr)
        if options.confirm:
            answer = _stored(options.workbook, options.missing, takes=options.otherwise == "take")
        else:
            answer = _shown(reading)
            for one in answer.pop("told"):
                print(note_line(one, options.lang), file=sys.stderr)
            if any(answer["missing"].values()):
                print(missing_line(answer["missing"], options.lang), file=sys.stderr)
        words = _words(answer, options.lang)
    if options.json:
        answer["problems"] = [_problem(problem) for problem in reading.problems]
        print(json.dumps(answer, ensure_ascii=False))
    else:
        print(words)
    if reading.book is None:
        return REFUSED
    return IN_PART if reading.problems else DONE


def _judged(reading: Reading) -> Reading:
    """The reading, refused where its day is to come."""
    from plodnee.registers.errors import RegisterRefused
    from plodnee.registers.workbook.register_day import with_day_judged

    try:
        return with_day_judged(reading, _today())
    except RegisterRefused as refusal:
        refused: Reading = refusal.details["reading"]  # type: ignore[assignment]
        return refused


def _today() -> date:
    return date.today()  # noqa: DTZ011  # the day on the operator's own clock


def _shown(reading: Reading) -> dict[str, Any]:
    from plodnee.casework.rules.moving import classes_moved
    from plodnee.organization.models import Centre
    from plodnee.registers.told_otherwise import TO_BE_TAKEN
    from plodnee.registers.under_contract import merging_now

    book = reading.book
    assert book is not None
    centre = Centre.objects.filter(pk=book.centre.area_code).first()
    merging = merging_now(book, centre)
    return {
        "confirmed": False,
        "centre": book.centre.area_code,
        "as_of": book.centre.as_of.isoformat(),
        "households": len(book.households),
        "debts": len(book.debts),
        "missing": merging.lacking.counts,
        "otherwise": sum(one.code in TO_BE_TAKEN for one in merging.told),
        "told": (*merging.told, *classes_moved(book.centre.area_code, merging, book.centre.as_of)),
    }


def _stored(workbook: Path, missing: str | None, *, takes: bool) -> dict[str, Any]:
    """The workbook confirmed by whoever runs commands here, and its centre planned anew."""
    from plodnee.casework.services import plan_centre
    from plodnee.ledger.telling import told_by_books
    from plodnee.organization.access import OPERATOR
    from plodnee.registers.import_errors import ConfirmedOtherwise
    from plodnee.registers.lacking import Choice
    from plodnee.registers.services import confirm_import, stage_import

    today, choice = _today(), Choice(missing) if missing else None
    told: dict[str, Any] = {"filename": workbook.name, "books": told_by_books}
    batch = stage_import(workbook.read_bytes(), actor=OPERATOR, on=today, **told)
    confirming: dict[str, Any] = {"actor": OPERATOR, "on": today, "choice": choice}
    confirming["books"] = told_by_books
    try:
        batch = confirm_import(batch, **confirming)
    except ConfirmedOtherwise as refusal:
        if not takes:
            raise
        batch = confirm_import(batch, **confirming, otherwise=refusal.seals)
    assert batch.centre is not None
    plan_centre(centre=batch.centre, as_of=batch.as_of, actor=OPERATOR, on=today)
    return {
        "confirmed": True,
        "centre": batch.centre_code,
        "as_of": batch.as_of.isoformat(),
        "scope": batch.scope,
        "households": batch.counts["households"],
        "debts": batch.counts["debts"],
    }


def _words(answer: dict[str, Any], language: str) -> str:
    figures = {**answer, "households": f"{answer['households']:,}", "debts": f"{answer['debts']:,}"}
    if language == "en":
        done = "stored" if answer["confirmed"] else "read, not stored (add --confirm)"
        words = "Centre {centre} as of {as_of}: {households} households, {debts} debts "
    else:
        done = "บันทึกแล้ว" if answer["confirmed"] else "ยังไม่บันทึก (เติม --confirm เพื่อบันทึก)"
        words = "ศูนย์ {centre} ณ วันที่ {as_of}: {households} ครัวเรือน {debts} รายการหนี้ "
    return words.format(**figures) + done


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "sheet": problem.sheet,
        "cell": problem.cell,
        "code": problem.code,
        "takes": problem.takes,
        "message": problem.message,
        "hint": problem.hint,
    }
