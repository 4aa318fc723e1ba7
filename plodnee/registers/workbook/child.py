"""The limited process: a workbook on standard input, what it holds as JSON on standard output.

Started by `guard` as `python -m plodnee.registers.workbook.child LIMITS WORK`; the first line of
its input is what the work is told. It takes its limits before it looks at a byte of the file.
"""

import codecs
import gc
import hashlib
import os
import resource
import sys
from contextlib import suppress
from datetime import date
from typing import NoReturn

from plodnee.organization.gazetteer import subdistrict_exists
from plodnee.policy.reader import versions
from plodnee.registers.foreign.arranging import arranged, arranged_to_json
from plodnee.registers.foreign.outline import outlines, outlines_to_json
from plodnee.registers.foreign.plan import WorkbookPlan
from plodnee.registers.workbook.archive import FILE_BYTES, Archive
from plodnee.registers.workbook.errors import WorkbookRefused
from plodnee.registers.workbook.package import open_package
from plodnee.registers.workbook.reading import read_workbook, refused_reading
from plodnee.registers.workbook.sent_rows import rows_sent, sent_to_json
from plodnee.registers.workbook.wire import to_json

NOBODY = 65534
ANSWER_BYTES = 100 * 2**20  # what the caller is ready to hold; a full register needs a fifth of it
_PIECE = 1 << 16


def main(arguments: list[str]) -> NoReturn:
    """One piece of work on one workbook.

    `arguments` are megabytes of memory, seconds of CPU, and the work.
    """
    megabytes, seconds, work = int(arguments[0]), int(arguments[1]), WORKS[arguments[2]]
    gc.disable()  # one file and out: what is made here lives to the end
    _load_ahead()
    told = sys.stdin.buffer.readline().decode().removesuffix("\n")
    content = sys.stdin.buffer.read(FILE_BYTES + 1)
    _take_limits(megabytes, seconds)
    digest = hashlib.sha256(content).hexdigest()
    # Made while there is memory, because nothing can be made once there is none.
    too_large = _refusal(WorkbookRefused("out_of_memory", limit=megabytes), digest)
    try:
        answer = work(content, told).encode()
        _answer(answer if len(answer) <= ANSWER_BYTES else too_large)
    except MemoryError:
        _answer(too_large)
    except WorkbookRefused as refusal:
        _answer(_refusal(refusal, digest))
    except OSError:  # a part in an encoding that no workbook uses, and that would need a file
        _answer(_refusal(WorkbookRefused("not_xlsx"), digest))


def _read(content: bytes, as_of: str) -> str:
    """The reading of a register, as of a day or of its own."""
    return to_json(read_workbook(content, as_of=date.fromisoformat(as_of) if as_of else None))


def _outline(content: bytes, _: str) -> str:
    """What a workbook of another layout looks like."""
    return outlines_to_json(outlines(open_package(Archive(content))))


def _arrange(content: bytes, plan: str) -> str:
    """The rows of a workbook of another layout, by a plan."""
    found = arranged(open_package(Archive(content)), WorkbookPlan.from_json(plan))
    return arranged_to_json(found)


def _rows(content: bytes, places: str) -> str:
    """The rows of a register workbook at the places named."""
    return sent_to_json(rows_sent(open_package(Archive(content)), places))


WORKS = {"read": _read, "outline": _outline, "arrange": _arrange, "rows": _rows}


def _refusal(refusal: WorkbookRefused, digest: str) -> bytes:
    return to_json(refused_reading(refusal, digest)).encode()


def _answer(answer: bytes) -> NoReturn:
    """Writes the answer and ends at once: no clean-up is worth a failure after the answer."""
    written = 0
    while written < len(answer):
        written += os.write(sys.stdout.fileno(), answer[written : written + _PIECE])
    os._exit(0)


def _load_ahead() -> None:
    """Everything that is read from disk or imported late, before no file can be opened."""
    subdistrict_exists("310118")
    versions("interest")
    for encoding in ("cp437", "utf-8", "utf-16", "utf-16-le", "utf-16-be", "ascii"):
        codecs.lookup(encoding)


def _take_limits(megabytes: int, seconds: int) -> None:
    """Memory and time; no file, socket or process from here on; nobody's rights if root's."""
    memory = megabytes * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    if os.geteuid() == 0:
        # A container may keep root without the right to become somebody else; the limits stay.
        with suppress(PermissionError):
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)


if __name__ == "__main__":
    main(sys.argv[1:])
