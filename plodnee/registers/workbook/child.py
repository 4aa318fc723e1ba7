"""The limited process: a workbook on standard input, its reading as JSON on standard output.

Started by `guard` as `python -m plodnee.registers.workbook.child LIMITS`; it takes its limits
before it looks at a byte of the file.
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
from plodnee.registers.workbook.archive import FILE_BYTES
from plodnee.registers.workbook.errors import WorkbookRefused
from plodnee.registers.workbook.reading import read_workbook, refused_reading
from plodnee.registers.workbook.wire import to_json

NOBODY = 65534
ANSWER_BYTES = 100 * 2**20  # what the caller is ready to hold; a full register needs a fifth of it
_PIECE = 1 << 16


def main(arguments: list[str]) -> NoReturn:
    """Reads one workbook; `arguments` are megabytes of memory, seconds of CPU, and as_of or -."""
    megabytes, seconds = int(arguments[0]), int(arguments[1])
    as_of = None if arguments[2] == "-" else date.fromisoformat(arguments[2])
    gc.disable()  # one file and out: what is made here lives to the end
    _load_ahead()
    content = sys.stdin.buffer.read(FILE_BYTES + 1)
    _take_limits(megabytes, seconds)
    digest = hashlib.sha256(content).hexdigest()
    # Made while there is memory, because nothing can be made once there is none.
    too_large = _refusal(WorkbookRefused("out_of_memory", limit=megabytes), digest)
    try:
        answer = to_json(read_workbook(content, as_of=as_of)).encode()
        _answer(answer if len(answer) <= ANSWER_BYTES else too_large)
    except MemoryError:
        _answer(too_large)
    except OSError:  # a part in an encoding that no workbook uses, and that would need a file
        _answer(_refusal(WorkbookRefused("not_xlsx"), digest))


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
