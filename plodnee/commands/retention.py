"""`plodnee retention`: what was kept long enough is dropped, each with a trace."""

import argparse
import json
from collections import Counter

from plodnee.commands.arguments import day
from plodnee.commands.environment import add_output_options, start_on_ready_database
from plodnee.commands.progress import ProgressBar
from plodnee.commands.subjects import today

NAMES = {
    "undecided_import": ("การนำเข้าที่ไม่มีใครตัดสิน", "imports that nobody decided about"),
    "discarded_report": ("รายงานของการนำเข้าที่ยกเลิก", "reports of discarded imports"),
    "import_report": ("รายงานของการนำเข้าที่ยืนยันแล้ว", "reports of confirmed imports"),
    "person_without_debt": ("บุคคลที่ไม่มีทะเบียนใดกล่าวถึงแล้ว", "persons no register speaks of"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--dry-run", action="store_true", help="only say what would be dropped")
    parser.add_argument("--on", type=day, metavar="DAY", help="the day to judge by; today if left")
    add_output_options(parser)


def run(options: argparse.Namespace) -> int:
    """Drop what is due; stopped at any moment it goes on where it was, again it finds nothing."""
    start_on_ready_database()
    from plodnee.organization.access import OPERATOR
    from plodnee.privacy.retention import Kept, apply_retention, due_items

    on, kept = options.on or today(), list[Kept]()
    if options.dry_run:
        due = list(due_items(on))
    else:
        bar = ProgressBar()
        label = "retention" if options.lang == "en" else "ลบตามกำหนด"
        due, kept = apply_retention(
            actor=OPERATOR, on=on, progress=lambda done, total: bar.show(label, done, total)
        )
        bar.clear()
    counts = Counter(str(one.kind) for one in due)
    if options.json:
        said = {"dry_run": options.dry_run, "on": on.isoformat(), "kept": len(kept)}
        print(json.dumps(said | {kind: counts[kind] for kind in NAMES}))
        return 0
    place = 1 if options.lang == "en" else 0
    for kind, names in NAMES.items():
        print(f"{counts[kind]:6}  {names[place]}")
    for one in kept:
        print(f"  {one.due.key}: {one.reason_en if place else one.reason_th}")
    return 0
