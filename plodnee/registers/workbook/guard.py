"""Files from outside are read in a process of their own, with limits and nothing to reach.

Whatever a file does to that process, the caller gets a reading: of the register, or a refusal.
Limits: docs/reference/formats.md, "What a refusal takes with it".
"""

import hashlib
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import plodnee
from plodnee.registers.book import Reading
from plodnee.registers.workbook.archive import FILE_BYTES, check_signature
from plodnee.registers.workbook.errors import WorkbookRefused
from plodnee.registers.workbook.reading import refused_reading
from plodnee.registers.workbook.wire import from_json

MEMORY_MEGABYTES = 512
SECONDS = 10
# Start, end and answer included, a refusal for slowness comes within the ten seconds.
CPU_SECONDS = 9
WALL_SECONDS = 9.5
_CHILD = "plodnee.registers.workbook.child"
_SUFFIX = ".xlsx"


def read_guarded(
    workbook: Path | bytes,
    *,
    as_of: date | None = None,
    filename: str = "",
    wall_seconds: float = WALL_SECONDS,
) -> Reading:
    """The reading of a register workbook from outside, given as a path or as its bytes.

    Ensures: never raises for what the file holds; on a refusal `book` is None and `problems`
    says why. `as_of` is the day that loans are compared with, where it is not the register's own;
    `filename` is the name under which bytes were sent.
    Raises: OSError if the path cannot be read.
    """
    name = workbook.name if isinstance(workbook, Path) else filename
    content = _bytes(workbook)
    digest = hashlib.sha256(content).hexdigest()
    try:
        if Path(name).suffix.lower() not in ("", _SUFFIX):
            raise WorkbookRefused("not_xlsx")
        check_signature(content)
        answer = _run_child(content, as_of, wall_seconds)
        return from_json(answer)
    except WorkbookRefused as refusal:
        return refused_reading(refusal, digest)
    except ValueError:
        return refused_reading(WorkbookRefused("reader_stopped"), digest)


def _bytes(workbook: Path | bytes) -> bytes:
    if isinstance(workbook, bytes):
        return workbook
    with workbook.open("rb") as file:
        return file.read(FILE_BYTES + 1)


def _run_child(content: bytes, as_of: date | None, wall_seconds: float) -> bytes:
    """What the limited process answered. Raises: WorkbookRefused if it did not live to answer."""
    day = as_of.isoformat() if as_of else "-"
    command = [sys.executable, "-P", "-s", "-m", _CHILD, str(MEMORY_MEGABYTES), str(CPU_SECONDS)]
    root = Path(plodnee.__file__).resolve().parent.parent
    try:
        finished = subprocess.run(  # noqa: S603  # a fixed command, no shell, nothing of the file
            [*command, day],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=wall_seconds,
            cwd="/",
            env={"PYTHONPATH": str(root), "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
            start_new_session=True,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise WorkbookRefused("too_slow", limit=SECONDS) from late
    if finished.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        raise WorkbookRefused("too_slow", limit=SECONDS)
    if finished.returncode != 0:
        raise WorkbookRefused("reader_stopped")
    return finished.stdout
