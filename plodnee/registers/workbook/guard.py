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
from typing import Literal

import plodnee
from plodnee.registers.book import Reading
from plodnee.registers.workbook.archive import FILE_BYTES, check_signature
from plodnee.registers.workbook.correction import (
    correction_workbook,
    numbers_to_json,
    refused_rows,
)
from plodnee.registers.workbook.errors import WorkbookRefused
from plodnee.registers.workbook.reading import refused_reading
from plodnee.registers.workbook.sent_rows import sent_from_json
from plodnee.registers.workbook.wire import from_json

MEMORY_MEGABYTES = 512
SECONDS = 10
# A file is judged by the work that it makes: with its start, end and answer a refusal comes within
# ten seconds where a processor is free. The clock only ends a wait that no office would sit out.
CPU_SECONDS = 9
WALL_SECONDS = 60.0
Work = Literal["read", "outline", "arrange", "rows"]
_CHILD = "plodnee.registers.workbook.child"
_SUFFIX = ".xlsx"


def read_guarded(
    workbook: Path | bytes,
    *,
    as_of: date | None = None,
    filename: str = "",
    cpu_seconds: int = CPU_SECONDS,
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
    day = as_of.isoformat() if as_of else ""
    try:
        return from_json(answer_guarded(content, "read", day, name, cpu_seconds, wall_seconds))
    except WorkbookRefused as refusal:
        return refused_reading(refusal, digest)
    except ValueError:
        return refused_reading(WorkbookRefused("reader_stopped"), digest)


def answer_guarded(
    content: bytes,
    work: Work,
    told: str,
    filename: str = "",
    cpu_seconds: int = CPU_SECONDS,
    wall_seconds: float = WALL_SECONDS,
) -> bytes:
    """What the limited process answers to one piece of work on a workbook from outside.

    `told` is one line of text that the work needs.
    Raises: WorkbookRefused if it is no .xlsx, or the process did not live to answer.
    """
    if Path(filename).suffix.lower() not in ("", _SUFFIX):
        raise WorkbookRefused("not_xlsx")
    check_signature(content)
    limits = [str(MEMORY_MEGABYTES), str(cpu_seconds)]
    return _run_child([*limits, work], told.encode() + b"\n" + content, wall_seconds)


def _bytes(workbook: Path | bytes) -> bytes:
    if isinstance(workbook, bytes):
        return workbook
    with workbook.open("rb") as file:
        return file.read(FILE_BYTES + 1)


def _run_child(arguments: list[str], told: bytes, wall_seconds: float) -> bytes:
    """What the limited process answered. Raises: WorkbookRefused if it did not live to answer."""
    command = [sys.executable, "-P", "-s", "-m", _CHILD]
    root = Path(plodnee.__file__).resolve().parent.parent
    try:
        finished = subprocess.run(  # noqa: S603  # a fixed command, no shell, nothing of the file
            [*command, *arguments],
            input=told,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=wall_seconds,
            cwd="/",
            env={"PYTHONPATH": str(root), "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
            start_new_session=True,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise WorkbookRefused("machine_busy") from late
    if finished.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        raise WorkbookRefused("too_slow", limit=SECONDS)
    if finished.returncode != 0:
        raise WorkbookRefused("reader_stopped")
    return finished.stdout


def correction_guarded(content: bytes, reading: Reading) -> bytes:
    """A workbook of the rows that were refused in a register workbook; empty if none was.

    Raises: WorkbookRefused if the file cannot be looked into again.
    """
    numbers = refused_rows(reading)
    if reading.book is None or not numbers:
        return b""
    answer = answer_guarded(content, "rows", numbers_to_json(numbers))
    try:
        return correction_workbook(reading, sent_from_json(answer))
    except ValueError as error:
        raise WorkbookRefused("reader_stopped") from error
