"""Installations of the tests' own: a data directory and a database of the chosen kind."""

import json
import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from postgresql_server import Server

from tools.serving import COMMAND, ROOT

OF_THE_TESTS = ("PLODNEE_SECRET_KEY", "PLODNEE_MASTER_KEYS", "PLODNEE_HTTPS")
DATABASE_FILE = "plodnee.sqlite3"


@dataclass(frozen=True)
class Installation:
    """What `plodnee` must find in its environment."""

    directory: Path
    environment: dict[str, str]

    @property
    def database(self) -> str:
        """The name of its database on the server, where there is one."""
        return self.environment["DATABASE_URL"].rpartition("/")[2]

    def answer(self, *words: str) -> dict[str, Any]:
        """What a command answers as JSON; it must succeed."""
        done = subprocess.run(
            [*COMMAND, *words, "--json"],
            env=self.environment,
            cwd=ROOT,
            check=True,
            stdout=subprocess.PIPE,
        )
        found: dict[str, Any] = json.loads(done.stdout)
        return found


@contextmanager
def empty_installation(directory: Path, database: str) -> Iterator[Installation]:
    """An empty data directory and an empty database of the chosen kind, for whole commands."""
    with _installation(directory, database, template=None) as made:
        yield made


@contextmanager
def copy_of(original: Installation, directory: Path, database: str) -> Iterator[Installation]:
    """The same data, keys and database again, to be changed at will."""
    shutil.copytree(original.directory, directory, dirs_exist_ok=True)
    with _installation(directory, database, template=original.database) as made:
        yield made


def lasting_installation(
    directory: Path, database: str, original: Installation | None = None, *, create: bool
) -> Installation:
    """An installation that stays for the whole run and bears its folder's name.

    Args:   create -- False for one that another worker has made already.
    """
    name = f"installation_{directory.name}"
    made = Installation(directory, _environment(directory, database, name))
    if create:
        if original:
            shutil.copytree(original.directory, directory)
        else:
            directory.mkdir()
        if database == "postgresql":
            template = original.database if original else None
            Server.of_url(os.environ["DATABASE_URL"]).create_database(name, template)
    return made


@contextmanager
def _installation(directory: Path, database: str, template: str | None) -> Iterator[Installation]:
    name = f"installation_{secrets.token_hex(6)}"
    made = Installation(directory, _environment(directory, database, name))
    if database == "sqlite":
        yield made
        return
    server = Server.of_url(os.environ["DATABASE_URL"])
    server.create_database(name, template)
    yield made
    server.drop_database(name)


def _environment(directory: Path, database: str, name: str) -> dict[str, str]:
    environment = dict(os.environ, PLODNEE_DATA_DIR=str(directory / "data"))
    for key in OF_THE_TESTS:
        environment.pop(key, None)
    if database == "sqlite":
        environment["DATABASE_URL"] = f"sqlite:///{directory / DATABASE_FILE}"
    else:
        environment["DATABASE_URL"] = Server.of_url(os.environ["DATABASE_URL"]).url(name)
    return environment
