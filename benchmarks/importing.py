"""A workbook of 10,000 debts: read, checked and stored on both databases, beside openpyxl.

Goal: under 20 s from the file's bytes to the confirmed register. openpyxl only reads: every cell
of every sheet in its read-only mode, without a check, a repair or a database.
"""

import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

DEBTS, SEED, GOAL_SECONDS = 10_000, 2562, 20.0
HERE = "--here"


def main() -> None:
    """Prints the seconds of each step on each database. Exits if the goal is missed."""
    if HERE in sys.argv[1:]:
        _in_this_process()
        return
    missed = [name for name in ("sqlite", "postgresql") if _on_database(name)]
    sys.exit(f"over the goal on {', '.join(missed)}" if missed else 0)


def _on_database(name: str) -> int:
    """Measure one database in a process of its own; whether the goal was missed."""
    from postgresql_server import start_server

    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ, PLODNEE_DATA_DIR=folder, PYTHONPATH=str(ROOT))
        environment["DATABASE_URL"] = f"sqlite:///{folder}/plodnee.sqlite3"
        server = start_server() if name == "postgresql" else None
        try:
            if server is not None:
                server.create_database("importing")
                environment["DATABASE_URL"] = server.url("importing")
            print(f"-- {name}", flush=True)
            command = [sys.executable, __file__, HERE]
            return subprocess.run(command, env=environment, check=False).returncode
        finally:
            if server is not None:
                server.stop()


def _in_this_process() -> None:
    """Import into the database of the environment."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "plodnee.config.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    with tempfile.TemporaryDirectory() as folder:
        _measure(Path(folder) / "register.xlsx")


def _measure(path: Path) -> None:
    import openpyxl

    from plodnee.organization.access import OPERATOR
    from plodnee.registers.book import RegisterBook
    from plodnee.registers.services import confirm_import, stage_import
    from plodnee.registers.workbook.writing import write_register

    book: RegisterBook = _large_register()
    write_register(book, path)
    content = path.read_bytes()
    start, worked = perf_counter(), _work_seconds()
    batch = stage_import(content, actor=OPERATOR, on=book.centre.as_of)
    staged = perf_counter()
    confirm_import(batch, actor=OPERATOR, on=book.centre.as_of)
    stored, work = perf_counter(), _work_seconds() - worked
    cells = sum(
        len(row)
        for sheet in openpyxl.load_workbook(path, read_only=True)
        for row in sheet.iter_rows(values_only=True)
    )
    read = perf_counter() - stored
    assert batch.counts["debts"] == DEBTS, batch.counts
    whole = stored - start
    print(f"{DEBTS:,} debts, {len(book.households):,} households, {len(content) / 2**20:.1f} MB")
    print(f"read and checked {staged - start:.1f} s, stored {stored - staged:.1f} s")
    print(f"whole {whole:.1f} s (goal {GOAL_SECONDS:.0f} s), of which {work:.1f} s were worked; "
          f"load {os.getloadavg()[0]:.1f}")  # fmt: skip
    print(f"openpyxl, reading {cells:,} cells only: {read:.1f} s; whole import / openpyxl "
          f"{whole / read:.1f}")  # fmt: skip
    if whole > GOAL_SECONDS:
        sys.exit("over the goal")


def _work_seconds() -> float:
    """The processor time of this process and of the readers that it started."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _large_register() -> Any:
    """A village like บ้านสว่าง over and over, until it owes 10,000 debts; every time other people."""
    from plodnee import policy
    from plodnee.registers.demonstration.village import village_book

    version = policy.versions("demonstration")[-1].values
    figures = {**version, "indebted_share": 1.0}
    book = village_book({**version["centres"][0], "households": 500}, figures, SEED)
    parts = [_once_more(book, number) for number in range(10)]
    debts = [debt for part in parts for debt in part.debts if not debt.closed][:DEBTS]
    assert len(debts) == DEBTS, len(debts)
    return replace(
        book,
        households=tuple(home for part in parts for home in part.households),
        cash=tuple(item for part in parts for item in part.cash),
        debts=tuple(replace(debt, row=row) for row, debt in enumerate(debts, 2)),
    )


def _once_more(book: Any, number: int) -> Any:
    """The village with other names, codes and ids."""
    from plodnee.engine.national_id import make_up

    ids: dict[str, str] = {}

    def other(one: Any, name: str) -> Any:
        said = getattr(one, name)
        known = one.national_id
        made = known and ids.setdefault(known, make_up(1 + len(ids) + number * 100_000))
        return replace(
            one, national_id=made, **{name: replace(said, full=f"{said.full} ที่{number}")}
        )

    homes = [replace(other(h, "head"), code=f"{h.code}-{number}") for h in book.households]
    debts = [
        replace(other(d, "borrower"), household_code=f"{d.household_code}-{number}")
        for d in book.debts
    ]
    cash = [replace(c, household_code=f"{c.household_code}-{number}") for c in book.cash]
    return replace(book, households=tuple(homes), cash=tuple(cash), debts=tuple(debts))


if __name__ == "__main__":
    main()
