"""R11: forms sent again, in any order and at once, by workers that are killed, are kept once."""

import os
import signal
import sys
import threading
from pathlib import Path

import pytest
from served_field import Devices, deliveries, instance_of, prepared, standing

from tools.serving import served

SIZES = [
    pytest.param(60, None, 2, id="sixty"),
    pytest.param(10_000, 50, 20, id="ten thousand at fifty a second", marks=pytest.mark.prove),
]
# A site that says it has kept what it takes back: every seventh draft.
ANSWERS_TOO_EARLY = """
import itertools, sys
from plodnee.commands.environment import start_django
start_django()
from django.db import transaction
from plodnee.fieldwork import receiving
from plodnee.web.openrosa import views
counted = itertools.count(1)

def careless(*given):
    with transaction.atomic():
        found = receiving.receive(*given)
        if not next(counted) % 7:
            transaction.set_rollback(True)
    return found

views.receive = careless
from plodnee.commands import main
sys.exit(main())
"""


def kill_a_worker(master):
    """One of the processes that answer requests ends in the middle of whatever it does."""
    children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    workers = [
        int(pid)
        for pid in children
        if b"--with-parent" not in Path(f"/proc/{pid}/cmdline").read_bytes()
    ]
    os.kill(workers[0], signal.SIGKILL)


def killing(master, kills, every_seconds, ended):
    for _ in range(kills):
        if ended.wait(every_seconds):
            return
        kill_a_worker(master)


@pytest.mark.parametrize(("count", "a_second", "kills"), SIZES)
def test_forms_delivered_many_times_are_kept_once_each(migrated, count, a_second, kills, capsys):
    environment, home, secret = prepared(migrated.environment)
    numbers, ended = deliveries(count, seed=count), threading.Event()
    with served(environment) as site:
        devices = Devices(site, home, secret, a_second)
        pause = len(numbers) / a_second / kills if a_second else 1
        killer = threading.Thread(target=killing, args=(site.master, kills, pause, ended))
        killer.start()
        seconds = devices.send_all(numbers)
        ended.set()
        killer.join()
    held, said, is_traced = standing(environment)
    assert devices.sent.kept == {str(instance_of(number)) for number in range(count)}
    assert held == dict.fromkeys(devices.sent.kept, 1)
    assert said == {str(instance_of(number)): f"บันทึกที่ {number}" for number in range(count)}
    assert is_traced
    with capsys.disabled():
        waits = sorted(devices.sent.seconds)
        print(f"\n{len(numbers)} sendings of {count} forms in {seconds:.0f} s, "
              f"{len(numbers) / seconds:.0f} a second; median {waits[len(waits) // 2]:.3f} s, "
              f"95 % {waits[len(waits) * 95 // 100]:.3f} s; {dict(devices.sent.statuses)}, "
              f"{devices.sent.unanswered} unanswered")  # fmt: skip


def test_a_site_that_answers_before_it_has_kept_is_found_out(migrated):
    environment, home, secret = prepared(migrated.environment)
    with served(environment, (sys.executable, "-c", ANSWERS_TOO_EARLY)) as site:
        devices = Devices(site, home, secret, None)
        devices.send_all(list(range(30)))
    held, _said, _traced = standing(environment)
    assert set(held) < devices.sent.kept
