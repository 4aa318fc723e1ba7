"""R2: many processes deliver the same entries at once; each stands once, others are refused."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random
from uuid import UUID

PLODNEE = Path(sys.executable).parent / "plodnee"
OPEN_BOOKS = """
import django; django.setup()
from books import CLAIM, FUND, Posting, a_contract, open_centre_books
from plodnee.ledger.services import post
from plodnee.organization.access import OPERATOR
centre = open_centre_books()
post(a_contract(centre, 10**9), actor=OPERATOR)
"""
PROCESSES, ENTRIES, DELIVERIES = 4, 60, 10
WRONG = 100


def environment_of(installation):
    here = Path(__file__).parent
    root = here.parents[1]
    path = ":".join(map(str, (root, here, here.parent)))
    settings = {"DJANGO_SETTINGS_MODULE": "plodnee.config.settings", "PYTHONPATH": path}
    return installation.environment | settings


def orders() -> list[dict[str, object]]:
    """Each entry many times over and, among them, some with its id and another amount."""
    facts = {"centre": "31011805", "on": "2019-03-16"}
    all_of_them = [
        {"id": str(UUID(int=n + 1)), "amount": 100 + n, **facts}
        for n in range(ENTRIES)
        for _ in range(DELIVERIES)
    ]
    Random(2562).shuffle(all_of_them)
    return all_of_them


def test_a_storm_of_deliveries_leaves_each_entry_once(installation):
    environment = environment_of(installation)
    subprocess.run([PLODNEE, "migrate", "--quiet"], env=environment, check=True)
    subprocess.run([sys.executable, "-c", OPEN_BOOKS], env=environment, check=True)
    everything = orders()
    wrong = [order | {"amount": 1} for order in everything[:WRONG]]
    answers = delivered(everything, environment) + delivered(wrong, environment)
    ids = {order["id"] for order in everything}
    made = Counter(entry for entry, what in answers if what == "created")
    assert made == Counter(ids)
    outcomes = Counter(what for _, what in answers)
    assert outcomes == {
        "created": ENTRIES,
        "stood": ENTRIES * (DELIVERIES - 1),
        "ledger.other_content": WRONG,
    }
    verified = subprocess.run(
        [PLODNEE, "verify-ledger", "--json"], env=environment, stdout=subprocess.PIPE, check=True
    )
    assert json.loads(verified.stdout) == {
        "entries": ENTRIES + 1, "transfers": ENTRIES + 1, "balanced": True,
        "counters_match": True, "unsealed": 0, "problems": [],
    }  # fmt: skip


def delivered(everything, environment) -> list[tuple[str, str]]:
    """What each delivery came to, dealt out to processes that all work at the same time."""
    worker = Path(__file__).with_name("posting_worker.py")
    processes = [
        subprocess.Popen(
            [sys.executable, worker],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(PROCESSES)
    ]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for place, process in enumerate(processes):
        share = everything[place::PROCESSES]
        process.stdin.write("".join(json.dumps(order) + "\n" for order in share))
        process.stdin.close()
    answers = []
    for process in processes:
        with process:
            answers += [tuple(json.loads(line)) for line in process.stdout]
        assert process.returncode == 0
    return answers
