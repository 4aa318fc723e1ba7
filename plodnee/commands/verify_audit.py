"""`plodnee verify-audit`: every chain of the trail read again, also against anchors kept elsewhere.

Without `--anchors` a chain that somebody with the key wrote anew, or cut with its end, looks whole.
"""

import argparse
import json
from pathlib import Path

from plodnee.commands.anchor_audit import lines_of
from plodnee.commands.environment import add_output_options, start_on_database

WORDS = {
    "th": {
        "whole": "บันทึกการใช้งานครบถ้วน: {events:,} เหตุการณ์ {chains:,} สาย",
        "off": "บันทึกการใช้งานไม่ครบหรือถูกแก้: {events:,} เหตุการณ์ {chains:,} สาย "
        "เก็บฐานข้อมูลไว้ตามสภาพและแจ้งผู้ตรวจสอบ",
        "anchored": "เทียบกับหมุดที่เก็บไว้ {anchors:,} รายการ",
        "unanchored": "ไม่ได้เทียบกับหมุด (--anchors) จึงไม่รู้ว่าท้ายสายถูกตัดหรือไม่",
    },
    "en": {
        "whole": "The trail is whole: {events:,} events, {chains:,} chains.",
        "off": "The trail is not whole: {events:,} events, {chains:,} chains. "
        "Leave the database as it is and tell the auditor.",
        "anchored": "Compared with {anchors:,} anchors kept elsewhere.",
        "unanchored": "Not compared with anchors (--anchors): a chain cut short does not show.",
    },
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument(
        "--anchors", type=Path, metavar="FILE", help="ends of chains, as `anchor-audit` wrote them"
    )
    add_output_options(parser)


def run(options: argparse.Namespace) -> int:
    """Verify; exit code 1 if anything is off, 2 if there is no such file."""
    anchors = None if options.anchors is None else lines_of(options.anchors)
    start_on_database()
    from plodnee.audit.anchors import anchor_problems
    from plodnee.audit.guards import guard_problems
    from plodnee.audit.selectors import chain_problems, trail_size

    events, chains = trail_size()
    problems = guard_problems() + chain_problems() + anchor_problems(anchors or ())
    found = {"events": events, "chains": chains, "problems": problems}
    if anchors is not None:
        found["anchors"] = sum(1 for line in anchors if line.strip())
    if options.json:
        print(json.dumps(found, ensure_ascii=False))
        return 1 if problems else 0
    words = WORDS[options.lang]
    print(words["off" if problems else "whole"].format(**found))
    print(words["unanchored" if anchors is None else "anchored"].format(**found))
    for problem in problems:
        print(f"- {problem}")
    return 1 if problems else 0
