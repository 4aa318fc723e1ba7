"""R5: the database or the whole site dies under load; the books keep every promise that was made.

On SQLite the database dies with the processes that hold it; PostgreSQL's own server, which others
of a test run share, is left alone: here a server of the test's own dies.
"""

import os
import signal
import time
from contextlib import ExitStack
from functools import partial
from random import Random

import pytest
from postgresql_server import start_server
from served_books import children_of, judge, posting, prepared, standing, wait_for_acknowledgements

from tools.serving import served

ACKNOWLEDGED_BETWEEN_DEATHS = 20
PATIENCE_SECONDS = 60
# How often the whole site, one connection's process and the server die.
FEW, ALL = {"site": 1, "backend": 2, "server": 1}, {"site": 25, "backend": 60, "server": 25}


def pytest_generate_tests(metafunc):
    """Every death that the database knows, a few times, and as often as the figure says."""
    knows = {"sqlite": {"site"}, "postgresql": {"site", "backend", "server"}}
    known = knows[metafunc.config.getoption("--database")]
    few, every = ([way for way in FEW if way in known for _ in range(of[way])] for of in (FEW, ALL))
    sizes = [pytest.param(few, id="few"), pytest.param(every, id="all", marks=pytest.mark.prove)]
    metafunc.parametrize("deaths", sizes)


def on_own_server(stack, migrated):
    """The environment to serve from, and the server that may die in it; none on SQLite."""
    if not migrated.environment["DATABASE_URL"].startswith("postgres"):
        return prepared(migrated.environment), None
    server = start_server()
    stack.callback(server.stop)
    server.fill_from(migrated.environment["DATABASE_URL"], "books")
    return prepared({**migrated.environment, "DATABASE_URL": server.url("books")}), server


def kill_site(stack, environment, site):
    """Every process of the site killed at once, and the site started at the same place."""
    for pid in [*children_of(site.master), site.master]:
        os.kill(pid, signal.SIGKILL)
    again = stack.enter_context(served(environment, place=site.removeprefix("http://")))
    site.master = again.master


def kill_backend(server, choice):
    """One connection's process killed; the server takes all others down with it and recovers."""
    os.kill(choice.choice(server.backends("books")), signal.SIGKILL)


def stop_server(server):
    """The server stopped at once, and started a second later."""
    server.drop_dead()
    time.sleep(1)
    server.start_again()


def test_deaths_under_load_lose_and_double_nothing_and_the_site_goes_on(migrated, deaths):
    back = []
    with ExitStack() as stack:
        environment, server = on_own_server(stack, migrated)
        site = stack.enter_context(served(environment))
        ways = {
            "site": partial(kill_site, stack, environment, site),
            "backend": partial(kill_backend, server, Random(len(deaths))),
            "server": partial(stop_server, server),
        }
        with posting(site) as said:
            for way in deaths:
                wait_for_acknowledgements(said, ACKNOWLEDGED_BETWEEN_DEATHS)
                ways[way]()
                until = time.monotonic() + PATIENCE_SECONDS
                while server and not server.answers():
                    assert time.monotonic() < until
                back.append(time.monotonic())
            wait_for_acknowledgements(said, ACKNOWLEDGED_BETWEEN_DEATHS)
        found = judge(said, standing(environment))
    assert found == []
    assert said.resent > 0
    assert set(said.statuses) <= {302, 503}
    assert all("Retry-After" in heads for heads in said.unready)
    waits = [min(at for at in said.acknowledged_at if at > up) - up for up in back]
    print(
        f"R5: {len(deaths)} deaths, {len(said.acknowledged)} acknowledged, {said.resent} sent "
        f"again, {said.statuses[503]} told to wait; taken again within {max(waits):.1f} s"
    )
