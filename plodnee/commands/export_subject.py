"""`plodnee export-subject`: everything kept of one person, as JSON, workbook and pages."""

import argparse
import json
from pathlib import Path
from uuid import UUID

from plodnee.commands.environment import add_output_options, start_on_ready_database
from plodnee.commands.subjects import person_named, today


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("person", type=UUID, help="the person's key, never a name or a national id")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="a new folder")
    add_output_options(parser)


def run(options: argparse.Namespace) -> int:
    """Three files in a folder that only the operator may read; the trail has their making."""
    start_on_ready_database()
    from plodnee.documents.subjects import subject_files
    from plodnee.organization.access import OPERATOR
    from plodnee.privacy.export import export_subject

    person = person_named(options.person)
    data = export_subject(person, actor=OPERATOR, on=today())
    files = subject_files(data, options.lang)
    options.out.mkdir(parents=True, exist_ok=False, mode=0o700)
    for name, content in files.items():
        path = options.out / name
        path.touch(mode=0o600)
        path.write_bytes(content)
    answer = {"person": str(person.pk), "rows": data.rows, "tables": len(data.tables)}
    if options.json:
        print(json.dumps(answer))
    elif options.lang == "en":
        print(f"{data.rows} rows of {len(data.tables)} tables in {options.out}")
    else:
        print(f"เขียนข้อมูล {data.rows} รายการ จาก {len(data.tables)} ตาราง ไว้ที่ {options.out}")
    return 0
