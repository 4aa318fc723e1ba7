"""`plodnee verify-ledger`: the whole ledger derived again from its lines and compared."""

import argparse
import dataclasses
import json

from plodnee.commands.environment import add_output_options, start_on_database

WORDS = {
    "th": {
        "sound": "สมุดบัญชีถูกต้อง: {entries:,} รายการ {transfers:,} บรรทัด เดบิตเท่ากับเครดิต",
        "off": "สมุดบัญชีไม่ถูกต้อง: {entries:,} รายการ {transfers:,} บรรทัด หยุดบันทึกและแจ้งผู้ดูแลระบบ",
        "balanced": "เดบิตไม่เท่ากับเครดิต",
        "unsealed": "รายการที่ไม่มีตราปิด {unsealed:,} รายการ",
    },
    "en": {
        "sound": "The ledger is sound: {entries:,} entries, {transfers:,} lines, debits = credits.",
        "off": "The ledger is not sound: {entries:,} entries, {transfers:,} lines. Stop posting.",
        "balanced": "Debits do not equal credits.",
        "unsealed": "Entries without a seal: {unsealed:,}.",
    },
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    add_output_options(parser)


def run(options: argparse.Namespace) -> int:
    """Verify; exit code 1 if anything is off."""
    start_on_database()
    from plodnee.ledger.verification import verify_ledger

    report = verify_ledger()
    found = dataclasses.asdict(report)
    if options.json:
        print(json.dumps(found, ensure_ascii=False))
        return 0 if report.sound else 1
    words = WORDS[options.lang]
    print(words["sound" if report.sound else "off"].format(**found))
    if not report.balanced:
        print(words["balanced"])
    if report.unsealed:
        print(words["unsealed"].format(**found))
    for problem in report.problems:
        print(f"- {problem}")
    return 0 if report.sound else 1
