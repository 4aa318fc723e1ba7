"""`plodnee retention`: what was kept long enough is dropped, each with a trace.

Meant for every night; `--dry-run` lists each thing that would go, by an opaque key.
"""

import argparse
import json
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from plodnee.commands.arguments import day
from plodnee.commands.environment import add_output_options, start_on_ready_database
from plodnee.commands.progress import ProgressBar
from plodnee.commands.subjects import today

if TYPE_CHECKING:
    from django.contrib.sessions.models import Session
    from django.db.models import QuerySet

    from plodnee.privacy.retention import Due, Kept

KINDS = {
    "waiting_workbook": ("สมุดงานผังอื่นที่ไม่มีใครจัด", "workbooks of another layout left waiting"),
    "undecided_import": ("การนำเข้าที่ไม่มีใครตัดสิน", "imports that nobody decided about"),
    "discarded_report": ("รายงานของการนำเข้าที่ยกเลิก", "reports of discarded imports"),
    "import_report": ("รายงานของการนำเข้าที่ยืนยันแล้ว", "reports of confirmed imports"),
    "withdrawn_evidence": ("ไฟล์หลักฐานที่ถอนเพราะแนบผิด", "files of evidence withdrawn as mistakes"),
    "settled_evidence": (
        "ไฟล์หลักฐานของหนี้ที่ปิดนานแล้ว",
        "files of evidence about debts settled long ago",
    ),
    "pack": ("ชุดเอกสารของศูนย์ฯ ที่จัดทำไว้", "packs of centres that were made"),
    "person_without_debt": ("บุคคลที่ไม่มีทะเบียนใดกล่าวถึงแล้ว", "persons no register speaks of"),
}


ENDED_SESSIONS = ("การเข้าสู่ระบบที่หมดอายุ", "ended sessions")
STAYS = ("คงไว้", "stays")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--dry-run", action="store_true", help="only say what would be dropped")
    parser.add_argument("--on", type=day, metavar="DAY", help="the day to judge by; today if left")
    add_output_options(parser)


def run(options: argparse.Namespace) -> int:
    """Drop what is due; stopped at any moment it goes on where it was, again it finds nothing."""
    start_on_ready_database()
    from plodnee.organization.access import OPERATOR
    from plodnee.privacy.retention import apply_retention, foreseen

    on = options.on or today()
    if options.dry_run:
        due, kept = foreseen(on)
        sessions = ended_sessions().count()
    else:
        bar = ProgressBar()
        label = "retention" if options.lang == "en" else "ลบตามกำหนด"
        due, kept = apply_retention(
            actor=OPERATOR, on=on, progress=lambda done, total: bar.show(label, done, total)
        )
        bar.clear()
        sessions, _by_table = ended_sessions().delete()
    _say(options, Outcome(on, due, kept, sessions))
    return 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was or would be dropped on a day, what stays, and how many ended sessions went."""

    on: date
    due: "list[Due]"
    kept: "list[Kept]"
    sessions: int


def ended_sessions() -> "QuerySet[Session]":
    """Sessions that nobody can use any more: they hold what somebody searched for."""
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    return Session.objects.filter(expire_date__lt=timezone.now())


def _say(options: argparse.Namespace, outcome: Outcome) -> None:
    counts = Counter(str(one.kind) for one in outcome.due)
    if options.json:
        said = {"dry_run": options.dry_run, "on": outcome.on.isoformat()}
        said |= {kind: counts[kind] for kind in KINDS} | {"ended_session": outcome.sessions}
        said["items"] = [_plain(one) for one in outcome.due]
        said["kept"] = [_plain(one.due) | {"reason": one.reason_en} for one in outcome.kept]
        print(json.dumps(said, ensure_ascii=False))
        return
    place = 1 if options.lang == "en" else 0
    for kind, names in KINDS.items():
        print(f"{counts[kind]:6}  {names[place]}")
    print(f"{outcome.sessions:6}  {ENDED_SESSIONS[place]}")
    for due in outcome.due if options.dry_run else ():
        print(f"  {due.since} {due.centre_code} {due.key} {KINDS[due.kind][place]}")
    for one in outcome.kept:
        reason = one.reason_en if place else one.reason_th
        print(f"  {one.due.since} {one.due.centre_code} {one.due.key} {STAYS[place]}: {reason}")


def _plain(due: "Due") -> dict[str, str]:
    return {
        "kind": due.kind,
        "key": due.key,
        "centre": due.centre_code,
        "since": due.since.isoformat(),
    }
