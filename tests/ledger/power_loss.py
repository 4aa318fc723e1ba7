"""What a disk may hold after the power went: a trace of every write, replayed up to a moment.

What was synced is there; of what was written since, any part may be there, in any order and torn at
a sector. Each image is opened as the database would be after the power came back.
"""

import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

SECTOR_BYTES = 512
TRACED = "pwrite64,write,ftruncate,fsync,fdatasync,unlink,rename"
_CALL = re.compile(r'(\w+)\((\d+)<([^>]*)>(?:, "((?:\\x[0-9a-f]{2})*)")?(?:, (\d+))?(?:, (\d+))?\)')
_PATHS = re.compile(r"(unlink|rename)\(")
NEEDED = "sudo apt-get install strace"


@dataclass(frozen=True)
class Step:
    """One thing that the traced process did: a write, a cut, a sync, or words said to us."""

    deed: str
    file: str = ""
    place: int = 0
    content: bytes = b""


@dataclass
class Disk:
    """A file as the disk surely holds it, and what was written to it since."""

    synced: bytearray
    since: list[Step] = field(default_factory=list)

    def take(self, step: Step) -> None:
        if step.deed == "sync":
            for one in self.since:
                apply(self.synced, one)
            self.since = []
        else:
            self.since.append(step)

    def after_a_cut(self, choice: Random) -> bytes:
        """What may be found: some of what was not synced, in some order, the last of it torn."""
        found, likely = bytearray(self.synced), choice.choice((0.1, 0.5, 0.9, 1.0))
        kept = [one for one in self.since if choice.random() < likely]
        if choice.random() < 0.5:
            choice.shuffle(kept)
        for one in kept:
            apply(found, torn(one, choice) if choice.random() < 0.3 else one)
        return bytes(found)


def apply(held: bytearray, step: Step) -> None:
    """The write or the cut, done to the content of a file."""
    if step.deed == "cut":
        del held[step.place :]
        held.extend(bytes(max(0, step.place - len(held))))
        return
    end = step.place + len(step.content)
    held.extend(bytes(max(0, end - len(held))))
    held[step.place : end] = step.content


def torn(step: Step, choice: Random) -> Step:
    """Only the first sectors of a write."""
    sectors = len(step.content) // SECTOR_BYTES
    if step.deed != "write" or sectors < 2:
        return step
    return Step(
        "write", step.file, step.place, step.content[: SECTOR_BYTES * choice.randrange(sectors)]
    )


def traced(
    script: str, environment: dict[str, str], folder: Path, files: Sequence[str]
) -> list[Step]:
    """What a Python script did to the files and what it said, in order."""
    strace, log = shutil.which("strace"), folder / "trace"
    assert strace, f"strace is not installed. Run:  {NEEDED}"
    how = [strace, "-y", "-xx", "-s", "1000000", "-e", f"trace={TRACED}", "-o", str(log)]
    subprocess.run(
        [*how, sys.executable, "-c", script], env=environment, check=True, stdout=subprocess.PIPE
    )
    with log.open(encoding="ascii") as lines:
        return list(_steps(lines, set(files)))


def _steps(lines: Iterator[str], files: set[str]) -> Iterator[Step]:
    for line in lines:
        found = _CALL.match(line)
        if not found:
            assert not (_PATHS.match(line) and any(_hex(name) in line for name in files)), line
            continue
        name, number, path, text, size, place = found.groups()
        file = Path(_text(path)).name
        if name == "write" and number == "1":
            yield from (Step("said", content=word) for word in _bytes(text or "").splitlines())
        elif file not in files:
            continue
        elif name in ("fsync", "fdatasync"):
            yield Step("sync", file)
        elif name == "ftruncate":
            yield Step("cut", file, int(size))
        elif name == "pwrite64":
            yield Step("write", file, int(place), _bytes(text or ""))
        else:
            raise AssertionError(line)


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


def _text(path: str) -> str:
    return _bytes(path).decode() if path.startswith("\\x") else path


def _hex(name: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in name.encode())


def images(
    steps: Sequence[Step], before: dict[str, bytes], *, count: int, seed: int
) -> Iterator[tuple[set[bytes], dict[str, bytes]]]:
    """What had been said when the power went, and what each file may hold then, many times."""
    choice = Random(seed)
    moments = sorted(choice.choices(range(len(steps)), k=count))
    disks = {name: Disk(bytearray(content)) for name, content in before.items()}
    said: set[bytes] = set()
    done = 0
    for moment in moments:
        for step in steps[done:moment]:
            if step.deed == "said":
                said.add(step.content)
            else:
                disks[step.file].take(step)
        done = moment
        yield set(said), {name: disk.after_a_cut(choice) for name, disk in disks.items()}


CHECKS = {
    "an entry without its seal": """
        SELECT count(*) FROM ledger_entry e
        WHERE NOT EXISTS (SELECT 1 FROM ledger_seal s WHERE s.entry_id = e.id)""",
    "an entry whose lines are not those of its seal": """
        SELECT count(*) FROM ledger_seal s WHERE s.lines <> (
            SELECT count(*) FROM ledger_transfer t WHERE t.entry_id = s.entry_id)
        OR s.total_satang <> (
            SELECT coalesce(sum(t.amount_satang), 0) FROM ledger_transfer t
            WHERE t.entry_id = s.entry_id)""",
    "a counter that is not the sum of its transfers": """
        SELECT count(*) FROM ledger_account a WHERE a.debits_satang <> (
            SELECT coalesce(sum(t.amount_satang), 0) FROM ledger_transfer t WHERE t.debit_id = a.id)
        OR a.credits_satang <> (
            SELECT coalesce(sum(t.amount_satang), 0) FROM ledger_transfer t
            WHERE t.credit_id = a.id)""",
    "numbers that are not those of the entries": """
        SELECT count(*) FROM ledger_book b WHERE b.last_number <> (
            SELECT count(*) FROM ledger_entry e WHERE e.centre_id = b.centre_id)""",
}


def problems(image: dict[str, bytes], said: set[bytes], folder: Path) -> list[str]:
    """What is wrong with the books that come up from an image; `said` are ids acknowledged."""
    for name, content in image.items():
        (folder / name).write_bytes(content)
    connection = sqlite3.connect(folder / min(image, key=len))
    try:
        (sound,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        if sound != "ok":
            return [f"corrupt: {sound}"]
        held = {key.encode() for (key,) in connection.execute("SELECT id FROM ledger_entry")}
        found = [f"lost: {key.decode()}" for key in said - held]
        return found + [
            words for words, query in CHECKS.items() if connection.execute(query).fetchone()[0]
        ]
    except sqlite3.DatabaseError as fault:
        return [f"corrupt: {fault}"]
    finally:
        connection.close()
