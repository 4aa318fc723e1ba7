"""R4: web workers are killed while people post; nothing acknowledged is lost, nothing doubled."""

import os
import signal
import sys
from pathlib import Path
from random import Random

import pytest
from served_books import children_of, judge, posting, prepared, standing, wait_for_acknowledgements

from tools.serving import served

ACKNOWLEDGED_BETWEEN_KILLS = 20
SIZES = [
    pytest.param(10, id="ten"),
    pytest.param(500, id="all", marks=pytest.mark.prove),
]
# A site that answers before it has written: every seventh entry is taken back unseen.
ANSWERS_TOO_EARLY = """
import itertools, sys
from plodnee.commands.environment import start_django
start_django()
from django.db import transaction
from plodnee.ledger import bookkeeping
from plodnee.web.books import entering
counted = itertools.count(1)

def careless(*given, **named):
    with transaction.atomic():
        posted = bookkeeping.enter(*given, **named)
        if not next(counted) % 7:
            transaction.set_rollback(True)
    return posted

entering.enter = careless
from plodnee.commands import main
sys.exit(main())
"""


def web_workers(master: int) -> list[int]:
    """The processes that answer requests; the one that plans centres is not among them."""
    return [
        pid
        for pid in children_of(master)
        if b"--with-parent" not in Path(f"/proc/{pid}/cmdline").read_bytes()
    ]


@pytest.mark.parametrize("kills", SIZES)
def test_killed_workers_lose_and_double_nothing(migrated, kills):
    environment, choice = prepared(migrated.environment), Random(kills)
    with served(environment) as site, posting(site) as said:
        for _ in range(kills):
            wait_for_acknowledgements(said, ACKNOWLEDGED_BETWEEN_KILLS)
            os.kill(choice.choice(web_workers(site.master)), signal.SIGKILL)
        wait_for_acknowledgements(said, ACKNOWLEDGED_BETWEEN_KILLS)
    assert len(said.acknowledged) >= kills * ACKNOWLEDGED_BETWEEN_KILLS
    assert said.resent > 0
    assert set(said.statuses) <= {302, 503}
    assert judge(said, standing(environment)) == []
    print(f"R4: {kills} kills, {len(said.acknowledged)} acknowledged: 0 lost, 0 doubled")


def test_a_site_that_answers_before_it_has_written_is_found_out(migrated):
    environment = prepared(migrated.environment)
    command = (sys.executable, "-c", ANSWERS_TOO_EARLY)
    with served(environment, command) as site, posting(site) as said:
        wait_for_acknowledgements(said, 3 * ACKNOWLEDGED_BETWEEN_KILLS)
    assert any(one.startswith("lost") for one in judge(said, standing(environment)))
