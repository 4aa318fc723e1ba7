"""`plodnee anchor-audit FILE`: where every chain of the trail ends now, added to a file, signed.

A timer of the machine runs it every night; the file is worth as much as the place it is copied to.
"""

import argparse
import json
import os
import sys
from datetime import datetime
from pathlib import Path

from plodnee.commands.environment import add_output_options, start_on_ready_database

BAD_USAGE = 2
WORDS = {
    "th": "เพิ่มหมุด {added:,} รายการใน {file} ให้คัดลอกไปเก็บนอกเครื่องนี้",
    "en": "{added:,} anchors added to {file}; keep a copy outside this machine.",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("file", type=Path, metavar="FILE", help="made where it is missing")
    add_output_options(parser)


def run(options: argparse.Namespace) -> int:
    """Add the anchors of the chains that grew; again at once it adds none."""
    start_on_ready_database()
    from plodnee.audit.services import moment_of_recording

    try:
        added = add_anchors(options.file, moment_of_recording())
    except OSError as fault:
        print(f"{options.file}: {fault.strerror}", file=sys.stderr)
        return BAD_USAGE
    if options.json:
        print(json.dumps({"added": added}))
    else:
        print(WORDS[options.lang].format(added=added, file=options.file))
    return 0


def add_anchors(path: Path, at: datetime) -> int:
    """How many anchors were added to the file, on the disk when this returns.

    Raises: OSError.
    """
    from plodnee.audit.anchors import new_anchors

    before = path.read_bytes() if path.exists() else b""
    whole = before[: before.rfind(b"\n") + 1]  # a crash may have left half a line
    anchors = new_anchors(whole.decode("utf-8", "replace").splitlines(), at)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.truncate(len(whole))
        file.writelines(f"{anchor.line}\n" for anchor in anchors)
        file.flush()
        os.fsync(file.fileno())
    return len(anchors)


def lines_of(path: Path) -> list[str]:
    """The lines of a file of anchors; the command ends with bad usage where there is none."""
    try:
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError as fault:
        print(f"{path}: {fault.strerror}", file=sys.stderr)
        raise SystemExit(BAD_USAGE) from fault
