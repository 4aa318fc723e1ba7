"""Registers of a district on both databases: pages and searches at 300,000 debts, files whole.

Every village is generated, then imported as an office would import it (without its cash, which no
list of lines reads). Asked in this process, through all of the site but the network; the floor, in
the same run, is the site's shortest answer (`/healthz`).
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

DISTRICT, DAY = "3101", date(2019, 3, 16)
HOUSEHOLDS = 110_000  # a household owes 2.75 debts: more than 300,000 in all
ROWS_A_FILE, TIMES, SEARCHES = 100_000, 12, 8
GOAL_MILLISECONDS, GOAL_SECONDS = 300, 30
MISSED = "the goal is missed"
Times = tuple[float, float]


def main() -> None:
    """Fill a district on each database and print what its lists cost. Exits if a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--households", type=int, default=HOUSEHOLDS)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), action="append")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        sys.exit(in_this_process(options.households))
    found = [
        on_database(name, options.households)
        for name in options.database or ["sqlite", "postgresql"]
    ]
    sys.exit(MISSED if any(found) else 0)


def on_database(name: str, households: int) -> int:
    """Measure one database in a process of its own; whether a goal was missed."""
    from postgresql_server import start_server

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "static").mkdir()
        environment = dict(os.environ, PLODNEE_DATA_DIR=folder, PLODNEE_HTTPS="off")
        environment |= {"PYTHONPATH": str(ROOT), "PLODNEE_HASHED_STATIC": "off"}
        environment["DATABASE_URL"] = f"sqlite:///{folder}/plodnee.sqlite3"
        server = start_server() if name == "postgresql" else None
        try:
            if server is not None:
                server.create_database("registers")
                environment["DATABASE_URL"] = server.url("registers")
            print(f"-- {name}", flush=True)
            command = [sys.executable, __file__, "--here", "--households", str(households)]
            return subprocess.run(command, env=environment, check=False).returncode
        finally:
            if server is not None:
                server.stop()


def in_this_process(households: int) -> int:
    """Fill the database of the environment, ask for every list, write every file."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "plodnee.config.settings"
    import django

    django.setup()
    from plodnee.commands.garbage import search_seldom
    from plodnee.commands.migrate import _migrated
    from plodnee.registers.models import DebtLine, HouseholdLine

    _migrated()
    started = time.monotonic()
    fill(households)
    homes, debts = HouseholdLine.objects.count(), DebtLine.objects.count()
    took = time.monotonic() - started
    print(f"{homes:,} households, {debts:,} debts, imported in {took:,.0f} s", flush=True)
    search_seldom()  # as `plodnee serve` does
    browser = logged_in()
    floor = quantile([wall for wall, _work in times_of(browser, ["/healthz"] * TIMES)])
    worst = max(measured(name, browser, paths, words) for name, paths, words in asked_for())
    print(f"  /healthz p95 {floor:.1f} ms, the floor; load {os.getloadavg()[0]:.1f}")
    slow = max(written(browser, kind, ending) for kind, ending in files())
    return int(worst > GOAL_MILLISECONDS or slow > GOAL_SECONDS)


def fill(households: int) -> None:
    """Generated villages of one district, imported one after the other."""
    from plodnee.organization import gazetteer
    from plodnee.organization.access import OPERATOR
    from plodnee.registers.book import Reading
    from plodnee.registers.demonstration.villages import village_books
    from plodnee.registers.services import confirm_import, stage_reading

    subdistricts = [one.code for one in gazetteer.subdistricts(DISTRICT)]
    codes = (f"{code}{moo:02d}" for moo in range(1, 100) for code in subdistricts)
    for book, code in zip(village_books(households, seed=2562), codes, strict=False):
        centre = replace(book.centre, area_code=code, name=f"ศูนย์ฯ {code}", as_of=DAY)
        village = replace(book, centre=centre, cash=())
        reading = Reading(village, sha256=sha256(code.encode()).hexdigest())
        confirm_import(stage_reading(reading, actor=OPERATOR, on=DAY), actor=OPERATOR, on=DAY)


def logged_in() -> Any:
    """A browser of the district's officer."""
    from django.test import Client

    from plodnee.organization.access import OPERATOR
    from plodnee.organization.models import Officer
    from plodnee.organization.roles import ROLES
    from plodnee.organization.services import appoint

    officer = Officer.objects.create_user(username="district", password="a long enough secret")
    appoint(
        officer=officer, role=ROLES["district_officer"], area_code=DISTRICT, held_from=DAY,
        actor=OPERATOR,
    )  # fmt: skip
    browser = Client(headers={"host": "127.0.0.1"})
    browser.force_login(officer)
    return browser


def asked_for() -> Iterator[tuple[str, list[str], list[str]]]:
    """What is measured: its name, the addresses, and the words searched for, if any."""
    names = ["สมมุติ", "เรือง", "สมศรี", "SW-004", "บุญ"]
    misspelt = ["สมหมาย ศมมุติ", "เรืองนา สมุติ", "ประเสรืฐ", "บุนมี", "วรรนา"]
    for kind in ("debtors", "households", "matrix"):
        at = f"/areas/{DISTRICT}/lists/{kind}/"
        orders = [f"{at}?order={order}" for order in ("place", "name", "owed")]
        yield f"{kind}: first page", orders, []
        yield f"{kind}: filtered", [f"{at}?overdue=year", f"{at}?informal=yes&order=owed"], []
        yield f"{kind}: deep in the list", [*orders], ["deep"]
        yield f"{kind}: search", [at], names
        yield f"{kind}: misspelt search", [at], misspelt


def measured(name: str, browser: Any, paths: list[str], words: list[str]) -> float:
    """The p95 of these pages in milliseconds, printed."""
    if words == ["deep"]:
        times = [one for path in paths for one in deep(browser, path)]
    elif words:
        times = [one for path in paths for word in words for one in searches(browser, path, word)]
    else:
        times = times_of(browser, [path for path in paths for _ in range(TIMES)])
    walls, works = zip(*times, strict=True)
    p95 = quantile(walls)
    print(
        f"  {name:28} median {median(walls):6.0f} ms   p95 {p95:6.0f} ms   "
        f"(of this process {quantile(works):4.0f})",
        flush=True,
    )
    return p95


def timed(call: Callable[[], Any]) -> Times:
    """Milliseconds that passed, and those in which this process worked."""
    started, worked = time.perf_counter(), time.process_time()
    reply = call()
    assert reply.status_code == 200
    return (time.perf_counter() - started) * 1000, (time.process_time() - worked) * 1000


def times_of(browser: Any, paths: list[str]) -> list[Times]:
    """Milliseconds of each page; each was read once before."""
    for path in dict.fromkeys(paths):
        assert browser.get(path).status_code == 200, path
    return [timed(lambda path=path: browser.get(path)) for path in paths]  # type: ignore[misc]


def searches(browser: Any, path: str, word: str) -> list[Times]:
    """A search with its answer: the form sent, and the page that it leads to."""
    return [
        timed(lambda: browser.get(browser.post(path, {"q": word}).url)) for _ in range(SEARCHES)
    ]


def deep(browser: Any, path: str) -> list[Times]:
    """Pages that begin after lines far down the list."""
    from plodnee.registers.models import DebtLine, HouseholdLine

    model = DebtLine if "debtors" in path else HouseholdLine
    keys = list(model.objects.order_by("pk").values_list("pk", flat=True)[:: HOUSEHOLDS // 20])
    return times_of(browser, [f"{path}&after={key}" for key in keys[:TIMES]])


def files() -> Iterator[tuple[str, str]]:
    """The files that are written whole."""
    for kind in ("households", "debtors"):
        for ending in (".xlsx", ".csv"):
            yield kind, ending


def written(browser: Any, kind: str, ending: str) -> float:
    """Seconds that 100,000 rows of the file take, printed with its size and the process's peak."""
    started, worked = time.perf_counter(), time.process_time()
    reply = browser.get(f"/areas/{DISTRICT}/lists/{kind}{ending}")
    size = sum(len(piece) for piece in reply.streaming_content)
    seconds, work = time.perf_counter() - started, time.process_time() - worked
    rows = rows_of(kind)
    scaled = seconds * min(1.0, ROWS_A_FILE / rows)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"  {kind}{ending}: {rows:,} rows, {size / 2**20:.1f} MiB in {seconds:.1f} s "
        f"({scaled:.1f} s for {min(rows, ROWS_A_FILE):,}; of this process {work:.1f} s), "
        f"{peak:.0f} MiB at most",
        flush=True,
    )
    return scaled


def rows_of(kind: str) -> int:
    """How many rows the file holds."""
    from plodnee.registers.models import DebtLine, HouseholdLine

    return (DebtLine if kind == "debtors" else HouseholdLine).objects.count()


def quantile(times: Sequence[float], share: float = 0.95) -> float:
    """The time under which this share of them lies."""
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


if __name__ == "__main__":
    main()
