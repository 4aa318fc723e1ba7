"""Work dealt out to processes that all do it at the same time, and what each piece came to."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tools.serving import COMMAND, ROOT

PROCESSES = 8
Order = dict[str, object]


def environment_of(installation):
    """The installation's environment, with the tests' own modules."""
    here = Path(__file__).parent
    path = ":".join(map(str, (ROOT, here, here.parent)))
    settings = {"DJANGO_SETTINGS_MODULE": "plodnee.config.settings", "PYTHONPATH": path}
    return installation.environment | settings


def begun(installation, script: str) -> dict[str, str]:
    """The environment of a migrated installation in which a script has run."""
    environment = environment_of(installation)
    subprocess.run([sys.executable, "-c", script], env=environment, cwd=ROOT, check=True)
    return environment


def done_together(orders: list[Order], environment, *how: str) -> list[tuple[str, str]]:
    """What each order came to, dealt out in turn; `careless` processes take no locks."""
    worker = Path(__file__).with_name("posting_worker.py")
    processes = [
        subprocess.Popen(
            [sys.executable, worker, *how], env=environment, cwd=ROOT,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for _ in range(PROCESSES)
    ]  # fmt: skip
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    shares = [
        "".join(json.dumps(order) + "\n" for order in orders[place::PROCESSES])
        for place in range(PROCESSES)
    ]
    with ThreadPoolExecutor(PROCESSES) as hands:  # nobody waits for another to read or to write
        said = list(
            hands.map(lambda process, share: process.communicate(share)[0], processes, shares)
        )
    assert [process.returncode for process in processes] == [0] * PROCESSES
    return [tuple(json.loads(line)) for words in said for line in words.splitlines()]


def verified(environment) -> dict[str, object]:
    """What `plodnee verify-ledger` says; it must find the books sound."""
    done = subprocess.run(
        [*COMMAND, "verify-ledger", "--json"],
        env=environment, cwd=ROOT, stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    found: dict[str, object] = json.loads(done.stdout)
    return found
