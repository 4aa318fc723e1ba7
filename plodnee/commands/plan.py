"""`plodnee plan`: a register workbook in; deck, registers, plans and summary out.

It needs no server and no database, and never asks what day it is.
"""

import argparse
import gc
import re
import sys
from datetime import date
from pathlib import Path

from plodnee import policy
from plodnee.casework.plan.analysis import analyse
from plodnee.casework.plan.model import CentreAnalysis
from plodnee.casework.plan.summary import summary_bytes
from plodnee.commands.plan_words import problem_line, refused_line, result_table
from plodnee.commands.progress import ProgressBar
from plodnee.commands.result_folder import SUMMARY, FolderTaken, check_free, in_place_of
from plodnee.documents.facts import pack_facts
from plodnee.documents.pack import build_pack
from plodnee.engine.thai_dates import COMMON_YEARS
from plodnee.registers.book import Reading
from plodnee.registers.workbook.guard import read_guarded

DONE, REFUSED, BAD_USAGE, IN_PART = 0, 1, 2, 3
RESULT_FOLDERS = {"plans": ".pdf"}
RESULT_FILES = frozenset(
    {
        "deck.pptx",
        "debtor-register.xlsx",
        "household-register.xlsx",
        "debt-analysis.xlsx",
        "plans.xlsx",
        SUMMARY,
    }
)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_READING = {"th": "อ่านสมุดงาน", "en": "Reading the workbook"}
_PLANNING = {"th": "คิดแผนรายครัวเรือน", "en": "Planning household by household"}
_WRITING = {"th": "จัดทำเอกสาร", "en": "Writing the documents"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command, as the reference of formats states them."""
    horizon = policy.versions("planning")[-1].values["horizon_months"]
    parser.add_argument("workbook", type=_workbook, metavar="WORKBOOK.xlsx")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--as-of", type=_day, metavar="YYYY-MM-DD", dest="as_of")
    parser.add_argument("--horizon", type=_horizon, default=horizon, metavar="MONTHS")
    parser.add_argument("--strict", action="store_true", help="refuse the workbook at any refusal")
    parser.add_argument("--lang", choices=("th", "en"), default="th")


def run(options: argparse.Namespace) -> int:
    """Plan the workbook and write the results; the exit code says what came of it."""
    try:
        check_free(options.out, files=RESULT_FILES, folders=RESULT_FOLDERS)
    except FolderTaken as taken:
        print(taken.message(options.lang), file=sys.stderr)
        return BAD_USAGE
    bar = ProgressBar()
    bar.show(_READING[options.lang], 0, 1)
    reading = read_guarded(options.workbook, as_of=options.as_of)
    bar.clear()
    for problem in reading.problems:
        print(problem_line(problem, options.lang), file=sys.stderr)
    if reading.book is None or (options.strict and reading.problems):
        print(refused_line(reading, options.lang))
        return REFUSED
    bar.show(_PLANNING[options.lang], 0, 1)
    as_of = options.as_of or reading.book.centre.as_of
    analysis = analyse(reading.book, as_of=as_of, horizon_months=options.horizon)
    _write(analysis, reading, options, bar)
    bar.clear()
    print(result_table(analysis, reading, str(options.out), options.lang))
    return IN_PART if reading.problems else DONE


def _write(
    analysis: CentreAnalysis, reading: Reading, options: argparse.Namespace, bar: ProgressBar
) -> None:
    label = _WRITING[options.lang]
    facts = pack_facts(analysis, language=options.lang)
    gc.freeze()  # the facts stay to the end: not to be searched again while files are written
    with in_place_of(options.out) as folder:
        files = build_pack(facts, progress=lambda done, total: bar.show(label, done, total))
        for name, content in files:
            folder.write(name, content)
        folder.write(SUMMARY, summary_bytes(analysis, reading))


def _workbook(text: str) -> Path:
    path = Path(text)
    try:
        path.open("rb").close()
    except OSError as fault:
        raise argparse.ArgumentTypeError(f"{text}: {fault.strerror}") from fault
    return path


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text) if _ISO_DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None or day.year not in COMMON_YEARS:
        raise argparse.ArgumentTypeError(f"{text} is no day of the common era like 2019-03-16")
    return day


def _horizon(text: str) -> int:
    longest = policy.versions("planning")[-1].values["longest_horizon_months"]
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= longest):
        raise argparse.ArgumentTypeError(f"{text} is no number of months from 1 to {longest}")
    return int(text)
