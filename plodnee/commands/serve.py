"""`plodnee serve`: the site, by a server that suits the database."""

import argparse
import ipaddress
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from plodnee.commands.environment import start_on_ready_database
from plodnee.commands.errors import AddressTaken
from plodnee.commands.garbage import search_seldom

WORKERS = 3  # SQLite's waiting is unfair beyond this; PostgreSQL has threads besides
THREADS = 4
SECONDS_A_REQUEST = 60
SECONDS_BETWEEN_STARTS = 10
WORK = "import sys; from plodnee.commands import main; sys.exit(main())"
OWN_HOSTS = ("localhost", "127.0.0.1", "[::1]")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument(
        "--bind",
        type=_bind,
        default=("127.0.0.1", 8000),
        metavar="HOST:PORT",
        help="where to listen",
    )


def run(options: argparse.Namespace) -> int:
    """Serve until told to stop; the database must be migrated and guard its history.

    Raises: AddressTaken; DatabaseNotReady.
    """
    host, port = options.bind
    _check_free(host, port)
    _suit_environment(host)
    start_on_ready_database()
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.db import connection, connections

    from plodnee.commands.static_files import gather_static_files
    from plodnee.web.addresses import addresses

    gather_static_files()
    _make_ready_to_plan()
    addresses()  # every page is loaded once, before the workers part, not by each at its first
    threads = 1 if connection.vendor == "sqlite" else THREADS
    connections.close_all()  # each worker opens its own
    _announce(host, port, settings.HTTPS)
    Site(get_wsgi_application(), _options(host, port, threads)).run()
    return 0


class Keeper(Arbiter):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn's master that also keeps one `plodnee work` running beside its web workers.

    The worker ends by itself when the master has ended; its job then waits for the next one.
    """

    def __init__(self, site: BaseApplication) -> None:
        super().__init__(site)
        self._worker: subprocess.Popen[bytes] | None = None
        self._next_start = 0.0

    def manage_workers(self) -> None:
        """Called about once a second: start what is missing, the worker too."""
        super().manage_workers()
        ended = self._worker is None or self._worker.poll() is not None
        if ended and time.monotonic() >= self._next_start:
            self._next_start = time.monotonic() + SECONDS_BETWEEN_STARTS
            command = [sys.executable, "-c", WORK, "work", "--with-parent", str(os.getpid())]
            self._worker = subprocess.Popen(command)  # noqa: S603  # our own command

    def stop(self, graceful: bool = True) -> None:
        """End the worker, whose job then waits, and the web workers."""
        if self._worker is not None and self._worker.poll() is None:
            self._worker.terminate()
        super().stop(graceful)


class Site(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """The site as gunicorn serves it."""

    def __init__(self, application: Callable[..., Any], options: dict[str, Any]) -> None:
        self._application, self._options = application, options
        super().__init__()

    def load_config(self) -> None:
        """Take our options and no file of the place where the command was started."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def run(self) -> None:
        """Serve until told to stop, answering first what has been asked."""
        self.cfg.set("when_ready", _stop_gently)
        self.cfg.set("post_worker_init", _leave_ctrl_c_to_the_first)
        search_seldom()
        Keeper(self).run()

    def load(self) -> Callable[..., Any]:
        """The application, loaded once before the workers part."""
        return self._application


def _options(host: str, port: int, threads: int) -> dict[str, Any]:
    return {
        "bind": _address(host, port),
        "workers": WORKERS,
        "threads": threads,
        "worker_class": "sync" if threads == 1 else "gthread",
        "timeout": SECONDS_A_REQUEST,
        "graceful_timeout": SECONDS_A_REQUEST // 2,
        "accesslog": None,  # addresses name households
        "loglevel": "warning",
        "proc_name": "plodnee",
        "worker_tmp_dir": "/dev/shm" if os.path.isdir("/dev/shm") else None,  # noqa: S108
    }


def _stop_gently(_first: object) -> None:
    """Ctrl+C lets requests under way be answered; once more and it ends at once."""

    def stop(_number: int, _frame: object) -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTERM)

    signal.signal(signal.SIGINT, stop)


def _leave_ctrl_c_to_the_first(_worker: object) -> None:
    """A terminal sends Ctrl+C to every process; the first one tells its workers what to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _make_ready_to_plan() -> None:
    """What plans are computed with is loaded before the workers part; a new version compiles it."""
    from plodnee.engine import planner

    if not planner.is_compiled():
        print("กำลังเตรียมส่วนคำนวณแผนของรุ่นนี้ ครั้งแรกครั้งเดียว ใช้เวลาไม่กี่นาที", flush=True)
    planner.warm_up()


def _check_free(host: str, port: int) -> None:
    """Nothing, if one may listen there; the server itself would try for long and say little."""
    shown = _address(host, port)
    try:
        place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(*place[:2]) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place[4])
            probe.listen()
    except OSError as fault:
        raise AddressTaken(address=shown, reason=fault.strerror) from fault


def _address(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _suit_environment(host: str) -> None:
    """On a loopback address the site speaks plain HTTP unless told otherwise."""
    if _is_loopback(host):
        os.environ.setdefault("PLODNEE_HTTPS", "off")
    elif "PLODNEE_HOSTS" not in os.environ:
        names = {host, socket.gethostname(), socket.getfqdn()} - {"0.0.0.0", "::"}  # noqa: S104
        os.environ["PLODNEE_HOSTS"] = ",".join([*OWN_HOSTS, *sorted(names)])


def _announce(host: str, port: int, https: bool) -> None:
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104
    print(f"เปิดที่ http://{shown}:{port}/  (หยุดด้วย Ctrl+C)")
    if https:
        print(
            "ผู้ใช้ต้องเข้าผ่าน https ของเครื่องแม่ข่ายด้านหน้า (PLODNEE_BEHIND_PROXY=on) "
            "หากใช้ในวงปิดโดยไม่เข้ารหัสให้ตั้ง PLODNEE_HTTPS=off"
        )
    sys.stdout.flush()


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _bind(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not host or not (port.isascii() and port.isdigit()) or not 0 < int(port) < 65536:
        raise argparse.ArgumentTypeError(f"{text} is not HOST:PORT")
    return host, int(port)
