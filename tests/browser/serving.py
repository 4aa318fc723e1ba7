"""The demonstration, served by `plodnee serve` on a port of its own."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from installations import COMMAND, ROOT, Installation

PATIENCE_SECONDS = 60
PHONE, DESKTOP = 390, 1280  # widths of a screen


@dataclass(frozen=True)
class Login:
    """Who may log in to the demonstration."""

    username: str
    password: str
    role: str
    area: str


@dataclass(frozen=True)
class Demonstration:
    """An installation with the two centres, who may log in, and the workbooks it was read from."""

    installation: Installation
    logins: tuple[Login, ...]
    workbooks: tuple[Path, ...]
    centres: tuple[str, ...]

    def login(self, role: str) -> Login:
        """The first person with that role; those of บ้านสว่าง come first."""
        return next(login for login in self.logins if login.role == role)


@dataclass(frozen=True)
class Site:
    """A demonstration that answers at an address."""

    url: str
    demonstration: Demonstration


def load_demonstration(installation: Installation) -> Demonstration:
    """The demonstration of the fiscal year 2562, through the importer."""
    installation.answer("migrate")
    told = installation.answer("seed", "--scale", "demo", "--seed", "2562")
    return Demonstration(
        installation=installation,
        logins=tuple(Login(**row) for row in told["logins"]),
        workbooks=tuple(Path(name) for name in told["workbooks"]),
        centres=tuple(row["code"] for row in told["centres"]),
    )


@contextmanager
def served(demonstration: Demonstration) -> Iterator[Site]:
    """The site of an installation, for as long as it is needed."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{probe.getsockname()[1]}"
    process = subprocess.Popen(
        [*COMMAND, "serve", "--bind", place],
        env=demonstration.installation.environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://{place}/readyz", process)
        yield Site(f"http://{place}", demonstration)
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            with urlopen(address):
                return
        except URLError:
            if process.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.1)
