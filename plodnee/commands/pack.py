"""`plodnee pack`: a centre's deck, registers and plans from the database, of one set of facts."""

import argparse
import gc
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from plodnee.commands.arguments import day
from plodnee.commands.environment import start_on_ready_database
from plodnee.commands.plan import BAD_USAGE, DONE, RESULT_FILES, RESULT_FOLDERS
from plodnee.commands.progress import ProgressBar
from plodnee.commands.result_folder import SUMMARY, FolderTaken, check_free, in_place_of

if TYPE_CHECKING:
    from plodnee.organization.models import Centre
    from plodnee.registers.book import Reading

_WRITING = {"th": "จัดทำเอกสาร", "en": "Writing the documents"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--centre", required=True, metavar="CODE", help="the centre's area code")
    parser.add_argument("--as-of", type=day, required=True, metavar="YYYY-MM-DD", dest="as_of")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--lang", choices=("th", "en"), default="th")


def run(options: argparse.Namespace) -> int:
    """Write the pack of the register that stood on that day, all of it or nothing."""
    try:
        check_free(options.out, files=RESULT_FILES, folders=RESULT_FOLDERS)
    except FolderTaken as taken:
        print(taken.message(options.lang), file=sys.stderr)
        return BAD_USAGE
    start_on_ready_database()
    from plodnee.organization.selectors import centre_by_code

    _write(centre_by_code(options.centre), options)
    print(options.out)
    return DONE


def _write(centre: "Centre", options: argparse.Namespace) -> None:
    from plodnee.casework.plan.analysis import analyse
    from plodnee.casework.plan.rules import rules_in_force
    from plodnee.casework.plan.summary import summary_bytes
    from plodnee.documents.pack import build_pack
    from plodnee.documents.seats import seated_facts, seats_of

    reading = _reading(centre, options.as_of)
    assert reading.book is not None
    horizon = rules_in_force(options.as_of).horizon_months
    analysis = analyse(reading.book, as_of=options.as_of, horizon_months=horizon)
    facts = seated_facts(analysis, options.lang, seats_of(centre, options.as_of, options.lang))
    gc.freeze()  # the facts stay to the end: not to be searched again while files are written
    bar, label = ProgressBar(), _WRITING[options.lang]
    with in_place_of(options.out) as folder:
        for name, content in build_pack(facts, progress=lambda n, all_: bar.show(label, n, all_)):
            folder.write(name, content)
        folder.write(SUMMARY, summary_bytes(analysis, reading))
    bar.clear()


def _reading(centre: "Centre", as_of: date) -> "Reading":
    """The register of that day, read in one go, with what its imports refused and repaired."""
    from django.db import transaction

    from plodnee.registers.selectors import reading_of, statement

    with transaction.atomic():
        return reading_of(statement(centre, as_of))
