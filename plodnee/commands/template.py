"""`plodnee template --out FILE`: an empty register workbook."""

import argparse
import sys
from pathlib import Path

from plodnee.registers.workbook.writing import write_template

_BAD_USAGE = 2
_NOT_WRITABLE = {"th": "เขียนไฟล์ {file} ไม่ได้: {reason}", "en": "{file} cannot be written: {reason}"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this sub-command."""
    parser.add_argument("--out", required=True, type=Path, metavar="FILE", help="where to write it")
    parser.add_argument("--lang", choices=("th", "en"), default="th", help="language of the notes")


def run(options: argparse.Namespace) -> int:
    """Writes the empty workbook: 0, or 2 where no file can be written there."""
    try:
        write_template(options.out, options.lang)
    except OSError as fault:
        reason = fault.strerror or str(fault)
        words = _NOT_WRITABLE[options.lang].format(file=options.out, reason=reason)
        print(words, file=sys.stderr)
        return _BAD_USAGE
    print(options.out)
    return 0
