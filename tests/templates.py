"""Databases that one worker makes and every worker of the run copies: migrating takes long."""

import fcntl
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from installations import DATABASE_FILE, Installation, lasting_installation

from tools.serving import ROOT

TOLD = "told.json"


def tables_only(database: str) -> Installation:
    """Every table, and nobody in it: what Django's own test database begins with."""
    return _made_once("tables", database, _migrate)


def migrated_template(database: str) -> Installation:
    """What `plodnee migrate` makes: tables, areas, purposes and guards."""
    tables = tables_only(database)
    return _made_once("migrated", database, lambda made: made.answer("migrate"), tables)


def loaded_demonstration(database: str) -> Installation:
    """The demonstration of the fiscal year 2562; what loading it told stands in the file TOLD."""
    migrated = migrated_template(database)
    return _made_once("demonstration", database, _load, migrated)


def fill_memory(template: Installation) -> Callable[..., None]:
    """A receiver of `connection_created` that fills the test database in memory from a template.

    Ensures: it does so once; other connections to the same memory find it filled.
    """
    filled: list[bool] = []

    def fill(connection: Any, **_: object) -> None:
        if connection.is_in_memory_db() and not filled:
            filled.append(True)
            source = sqlite3.connect(template.directory / DATABASE_FILE)
            source.backup(connection.connection)
            source.close()

    return fill


def _migrate(made: Installation) -> None:
    command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
    settings = {"DJANGO_SETTINGS_MODULE": "plodnee.config.settings"}
    subprocess.run(command, env=made.environment | settings, cwd=ROOT, check=True)


def _load(made: Installation) -> None:
    told = made.answer("seed", "--scale", "demo", "--seed", "2562")
    (made.directory / TOLD).write_text(json.dumps(told), encoding="utf-8")


def _made_once(
    name: str,
    database: str,
    make: Callable[[Installation], object],
    original: Installation | None = None,
) -> Installation:
    scratch = Path(os.environ["PLODNEE_DATA_DIR"]).parent  # the workers' controller removes it
    done = scratch / f"{name}.made"
    with _alone(scratch / f"{name}.lock"):
        made = lasting_installation(scratch / name, database, original, create=not done.exists())
        if not done.exists():
            make(made)
            done.touch()
    return made


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
