"""A PostgreSQL server of the tests' own, from the installed binaries, in a scratch directory."""

import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from tools.serving import free_port

USER = "postgres"
INSTALL = "sudo apt-get install postgresql"
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")
TRIES = 3


class ServerMissing(Exception):
    """PostgreSQL is not installed here, or does not start."""


@dataclass(frozen=True)
class Server:
    """A running server that trusts whoever reaches its loopback port."""

    port: int
    directory: Path | None = None

    @classmethod
    def of_url(cls, url: str) -> "Server":
        """The server that a DATABASE_URL names; whoever started it stops it."""
        port = urlsplit(url).port
        assert port is not None
        return cls(port)

    def url(self, database: str) -> str:
        return f"postgres://{USER}@127.0.0.1:{self.port}/{database}"

    def create_database(self, name: str, template: str | None = None) -> None:
        self._run(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))

    def drop_database(self, name: str) -> None:
        self._run(f'DROP DATABASE "{name}" WITH (FORCE)')

    def fill_from(self, url: str, database: str) -> None:
        """A database with all that the one of another server's URL holds."""
        self.create_database(database)
        copying = [_binary("pg_dump"), "--format=custom", "--dbname", url]
        restoring = [_binary("pg_restore"), "--exit-on-error", "--dbname", self.url(database)]
        with subprocess.Popen(copying, stdout=subprocess.PIPE) as copied:
            subprocess.run(restoring, stdin=copied.stdout, check=True)
        assert copied.returncode == 0

    def backends(self, database: str) -> list[int]:
        """The processes that serve somebody's connection to a database."""
        asked = "SELECT pid FROM pg_stat_activity WHERE datname = %s AND state IS NOT NULL"
        with psycopg.connect(self.url("postgres")) as connection:
            return [pid for (pid,) in connection.execute(asked, [database]).fetchall()]

    def answers(self) -> bool:
        """Whether it takes connections now."""
        try:
            psycopg.connect(self.url("postgres"), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def drop_dead(self) -> None:
        """Stopped at once, without a word to whoever is connected."""
        assert self.directory is not None
        _as_server(
            [_binary("pg_ctl"), "-D", str(self.directory / "data"), "-m", "immediate", "stop"]
        )

    def start_again(self) -> None:
        """Up again after it was stopped, at its port."""
        assert self.directory is not None
        assert _started(self, self.directory / "data")

    def stop(self) -> None:
        assert self.directory is not None
        self.drop_dead()
        shutil.rmtree(self.directory)

    def _run(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)


def start_server() -> Server:
    """A server on a free port. Raises: ServerMissing with the one command that helps."""
    directory = Path(tempfile.mkdtemp(prefix="plodnee-pg-"))
    if os.geteuid() == 0:
        try:
            account = pwd.getpwnam(USER)
        except KeyError as missing:
            raise ServerMissing(f"PostgreSQL is not installed. Run:  {INSTALL}") from missing
        os.chown(directory, account.pw_uid, account.pw_gid)
    data = directory / "data"
    how = ["-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-U", USER, "--no-sync"]
    _as_server([_binary("initdb"), "-D", str(data), *how])
    for attempt in range(TRIES):
        server = Server(free_port(), directory)
        if _started(server, data):
            return server
        if attempt == TRIES - 1:
            log = (directory / "log").read_text("utf-8", "replace")
            raise ServerMissing(f"PostgreSQL did not start:\n{log}")
    raise AssertionError


def _started(server: Server, data: Path) -> bool:
    options = [f"-p {server.port}", f"-k {data.parent}", "-c listen_addresses=127.0.0.1"]
    options += [f"-c {setting}" for setting in QUICK]
    command = [_binary("pg_ctl"), "-D", str(data), "-w", "-o", " ".join(options)]
    return _as_server([*command, "-l", str(data.parent / "log"), "start"], check=False) == 0


def _binary(name: str) -> str:
    found = shutil.which(name) or next(
        (str(path) for path in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))[::-1]),
        None,
    )
    if found is None:
        raise ServerMissing(f"PostgreSQL is not installed ({name}). Run:  {INSTALL}")
    return found


def _as_server(command: list[str], *, check: bool = True) -> int:
    """PostgreSQL refuses to run as root; its programs run as the user it brings along."""
    if os.geteuid() == 0:
        command = ["runuser", "-u", USER, "--", *command]
    finished = subprocess.run(
        command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/"
    )
    if check and finished.returncode:
        raise ServerMissing(f"{command}: {finished.stderr.decode('utf-8', 'replace')}")
    return finished.returncode
