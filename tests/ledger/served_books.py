"""A served centre with open books, people who post to it at once, and what stood afterwards."""

import json
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from http.client import HTTPException
from pathlib import Path
from urllib.error import URLError
from uuid import UUID, uuid4

from build import CENTRE_CODE
from plain_browser import Browser

from tools.serving import ROOT

BOOKKEEPERS = 4
PATIENCE_SECONDS = 120
AMOUNT_BAHT = 1
OPENED = "2019-03-01"
SETTING_UP = f"""
from plodnee.commands.environment import start_django
start_django()
from datetime import date
from build import a_centre, an_officer
from plodnee.ledger.bookkeeping import start_books
from plodnee.ledger.plain_entries import Place
from plodnee.organization.access import OPERATOR
centre, day = a_centre("{CENTRE_CODE}"), date.fromisoformat("{OPENED}")
start_books(centre=centre, opened_on=day, money_satang={{Place.CASH: 10**12}}, actor=OPERATOR,
            today=day)
for number in range({BOOKKEEPERS}):
    an_officer("centre_committee", "{CENTRE_CODE}", username=f"bookkeeper{{number}}")
"""
STANDING = """
import json
from plodnee.commands.environment import start_django
start_django()
from plodnee.ledger.models import Account, Entry
from plodnee.ledger.verification import verify_ledger
entries = Entry.objects.filter(kind="transfer")
spent = Account.objects.filter(code="expense:travel").values_list("debits_satang", flat=True)
report = verify_ledger()
print(json.dumps([[str(key) for key in entries.values_list("pk", flat=True)], sum(spent),
                  report.sound, report.problems]))
"""


@dataclass(frozen=True)
class Standing:
    """What the books hold: the ids of the entries, the sum spent, and whether they are sound."""

    entries: Counter[str]
    spent_satang: int
    sound: bool
    problems: tuple[str, ...]


@dataclass
class Said:
    """What was sent and what was acknowledged, by all who post."""

    sent: set[str] = field(default_factory=set)
    acknowledged: set[str] = field(default_factory=set)
    statuses: Counter[int] = field(default_factory=Counter)
    unready: list[dict[str, str]] = field(default_factory=list)
    acknowledged_at: list[float] = field(default_factory=list)
    resent: int = 0


def judge(said: Said, standing: Standing) -> list[str]:
    """What is wrong with books after all this; nothing where every promise was kept."""
    held = set(standing.entries)
    found = [f"lost: {key}" for key in said.acknowledged - held]
    found += [f"not sent by anybody: {key}" for key in held - said.sent]
    found += [f"twice: {key}" for key, times in standing.entries.items() if times > 1]
    if standing.spent_satang != 100 * AMOUNT_BAHT * len(held):
        found.append(f"{standing.spent_satang} satang spent by {len(held)} entries")
    return found + ([] if standing.sound else ["not sound", *standing.problems])


def prepared(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment of a migrated installation that is set up with open books."""
    settings = {"PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}", "PLODNEE_HTTPS": "off"}
    known = {**environment, **settings}
    subprocess.run([sys.executable, "-c", SETTING_UP], env=known, cwd=ROOT, check=True)
    return known


def standing(environment: Mapping[str, str]) -> Standing:
    """What the books hold, read by a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", STANDING],
        env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE,
    )  # fmt: skip
    entries, spent, sound, problems = json.loads(done.stdout)
    return Standing(Counter(entries), spent, sound, tuple(problems))


class Bookkeeper(threading.Thread):
    """Posts one entry after another; sends each again until it is acknowledged, until told."""

    def __init__(self, site: str, number: int, said: Said, lock: threading.Lock) -> None:
        super().__init__(daemon=True)
        self._browser = Browser(site, f"bookkeeper{number}", PATIENCE_SECONDS)
        self._said, self._lock = said, lock
        self.ending = threading.Event()

    def run(self) -> None:
        while not self.ending.is_set():
            self._post(str(uuid4()))

    def _post(self, key: str) -> None:
        with self._lock:
            self._said.sent.add(key)
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            if self._acknowledged(key):
                return
            with self._lock:
                self._said.resent += 1
            if self.ending.is_set():
                return
            time.sleep(0.05)

    def _acknowledged(self, key: str) -> bool:
        path = f"/centres/{CENTRE_CODE}/books/enter/expense/{UUID(key)}/"
        form = {
            "amount": AMOUNT_BAHT, "business_date": date.fromisoformat(OPENED).isoformat(),
            "purpose": "travel", "place": "cash",
        }  # fmt: skip
        try:
            status, _words, heads = self._browser.sent(path, form)
        except (URLError, HTTPException, OSError):
            return False  # the answer was lost, or nobody was there to give one
        with self._lock:
            self._said.statuses[status] += 1
            if status == 503:
                self._said.unready.append(heads)
            if status == 302:
                self._said.acknowledged.add(key)
                self._said.acknowledged_at.append(time.monotonic())
        return status == 302


@contextmanager
def posting(site: str) -> Iterator[Said]:
    """What the bookkeepers say, who post until the block ends; each ends what it began."""
    said, lock = Said(), threading.Lock()
    people = [Bookkeeper(site, number, said, lock) for number in range(BOOKKEEPERS)]
    for one in people:
        one.start()
    try:
        yield said
    finally:
        for one in people:
            one.ending.set()
        for one in people:
            one.join(PATIENCE_SECONDS)


def wait_for_acknowledgements(said: Said, more: int) -> None:
    """Nothing, once so many more were acknowledged."""
    wanted, until = len(said.acknowledged) + more, time.monotonic() + PATIENCE_SECONDS
    while len(said.acknowledged) < wanted:
        assert time.monotonic() < until, f"only {len(said.acknowledged)} of {wanted}: {said}"
        time.sleep(0.02)


def children_of(pid: int) -> list[int]:
    """The processes that a process started and that still run."""
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
