"""`plodnee template --out FILE`: an empty register workbook."""

import argparse
from pathlib import Path

from plodnee.registers.workbook.writing import write_template


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this sub-command."""
    parser.add_argument("--out", required=True, type=Path, metavar="FILE", help="where to write it")
    parser.add_argument("--lang", choices=("th", "en"), default="th", help="language of the notes")


def run(options: argparse.Namespace) -> int:
    """Writes the empty workbook; exit code 0, or 2 where there is no such folder."""
    if not options.out.parent.is_dir():
        print(f"no such folder: {options.out.parent}")
        return 2
    write_template(options.out, options.lang)
    print(options.out)
    return 0
