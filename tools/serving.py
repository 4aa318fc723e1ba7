"""The site of an installation, served at a free port for as long as somebody needs it."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from plodnee.engine.planner import is_compiled

ROOT = Path(__file__).resolve().parents[1]
COMMAND = (
    sys.executable,
    "-c",
    "import sys; from plodnee.commands import main; sys.exit(main())",
)
PATIENCE_SECONDS = 60
COMPILING_SECONDS = 900  # before the first start of a new version


class Site(str):
    """The address of a site that is served, with the process that keeps its workers."""

    master: int


@contextmanager
def served(
    environment: Mapping[str, str], command: tuple[str, ...] = COMMAND, *, place: str = ""
) -> Iterator[Site]:
    """The address of the site of the installation that the environment names, once it is ready.

    At `place`, an address and a port, where one is named; else at a free port.
    """
    place = place or f"127.0.0.1:{free_port()}"
    process = subprocess.Popen(
        [*command, "serve", "--bind", place],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://{place}/readyz", process)
        site = Site(f"http://{place}")
        site.master = process.pid
        yield site
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + (PATIENCE_SECONDS if is_compiled() else COMPILING_SECONDS)
    while True:
        try:
            with urlopen(address):
                return
        except OSError:
            if process.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.1)
