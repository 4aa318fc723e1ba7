"""`plodnee erase-subject`: one person erased, figures kept without whom they name."""

import argparse
import json
from uuid import UUID

from plodnee.commands.environment import add_output_options, start_on_ready_database
from plodnee.commands.subjects import person_named, today


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("person", type=UUID, help="the person's key, never a name or a national id")
    parser.add_argument(
        "--yes", action="store_true", help="do it; without this it only says what would be asked"
    )
    add_output_options(parser)


def run(options: argparse.Namespace) -> int:
    """The person erased, or the reason why not yet; doing it again changes nothing."""
    start_on_ready_database()
    from plodnee.organization.access import OPERATOR
    from plodnee.privacy.erasure import (
        erase_subject,
        refuse_entries_undecided,
        refuse_what_must_be_kept,
    )
    from plodnee.privacy.models import Erasure

    person = person_named(options.person)
    rows = None
    if options.yes:
        ground = Erasure.Ground.REQUEST
        rows = erase_subject(person, ground=ground, actor=OPERATOR, on=today()).rows
    else:
        refuse_what_must_be_kept(person)
        refuse_entries_undecided(person)
    if options.json:
        print(json.dumps({"person": str(person.pk), "erased": options.yes, "rows": rows}))
    elif options.lang == "en":
        print(f"Erased; {rows} rows emptied" if options.yes else "May be erased: run with --yes")
    else:
        print(f"ลบแล้ว {rows} รายการ" if options.yes else "ลบได้ สั่งซ้ำพร้อม --yes เพื่อลบจริง")
    return 0
