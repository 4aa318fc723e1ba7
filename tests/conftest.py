"""The tests' own installation: scratch data, keys of their own, and the database that was chosen.

`--database postgresql` starts a server from the installed binaries and stops it at the end; every
test that touches the database bears the mark `data`, so that `-m data` selects exactly those.
"""

import base64
import copy
import gc
import os
import secrets
import shutil
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from installations import Installation, copy_of, empty_installation
from postgresql_server import Server, ServerMissing, start_server
from templates import fill_memory, migrated_template, tables_only

DATA_FIXTURES = {
    "db", "transactional_db", "django_db_setup", "installation", "migrated", "demonstration",
}  # fmt: skip
BOOKS = {"ledger", "contracts"}
_started: dict[str, Any] = {}
# No test asserts a time, on however busy a machine.
settings.register_profile("plodnee", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("plodnee")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="the database on which tests that touch data run",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "data: touches the database; added by itself")
    if not hasattr(config, "workerinput"):  # workers inherit what their controller has set up
        _set_up(config.getoption("--database"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "plodnee.config.settings"
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: not to be searched again for waste."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def _set_up(database: str) -> None:
    scratch = Path(tempfile.mkdtemp(prefix="plodnee-tests-"))
    _started["scratch"] = scratch
    key = base64.b64encode(secrets.token_bytes(32)).decode("ascii")
    os.environ.update(
        PLODNEE_DATA_DIR=str(scratch / "data"),
        PLODNEE_SECRET_KEY=secrets.token_urlsafe(64),
        PLODNEE_MASTER_KEYS=f"1:{key}",
        PLODNEE_HTTPS="off",
        PLODNEE_HASHED_STATIC="off",
        DATABASE_URL=f"sqlite:///{scratch / 'plodnee.sqlite3'}",
    )
    for name in ("PLODNEE_HOSTS", "PLODNEE_ORIGINS", "PLODNEE_DEBUG", "PLODNEE_BEHIND_PROXY"):
        os.environ.pop(name, None)
    if database == "postgresql":
        try:
            server = _started["server"] = start_server()
        except ServerMissing as missing:
            raise pytest.UsageError(str(missing)) from missing
        os.environ["DATABASE_URL"] = server.url("plodnee")


def pytest_unconfigure() -> None:
    server: Server | None = _started.pop("server", None)
    if server:
        server.stop()
    if scratch := _started.pop("scratch", None):
        shutil.rmtree(scratch)


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None]:
    """Marks what touches data; what takes long comes first, so that workers end together."""
    for item in items:
        if _in_the_tests_database(item) or DATA_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker("data")
    yield
    # Browsers, whole commands and proofs take seconds each, what stays in the process does not.
    items.sort(key=_in_the_tests_database)


def _in_the_tests_database(item: pytest.Item) -> bool:
    fixtures = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or "db" in fixtures


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, request: pytest.FixtureRequest
) -> None:
    """The test database of each worker begins as a copy of one that was migrated once."""
    from django.db import connections
    from django.db.backends.signals import connection_created

    database = request.config.getoption("--database")
    template = tables_only(database)
    if database == "postgresql":
        connections.databases["default"]["TEST"]["TEMPLATE"] = template.database
    else:
        # In memory: pytest-django leaves it there for Django's own engine only.
        connections.databases["default"]["TEST"]["NAME"] = None
        connection_created.connect(fill_memory(template), weak=False)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> Iterator[None]:
    """History refuses to be emptied; between tests that commit, its guards step aside."""
    from django.test import TransactionTestCase

    from plodnee.audit.guards import install_guards, remove_guards

    empty = TransactionTestCase._fixture_teardown

    def empty_without_guards(case: TransactionTestCase) -> None:
        remove_guards()
        empty(case)
        install_guards()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty_without_guards)
        yield


@pytest.fixture(scope="session")
def locks() -> Iterator[Any]:
    """The rows that the code under test holds, as it asks for them."""
    from lock_order import locks_watched

    with locks_watched() as watched:
        yield watched


@pytest.fixture(autouse=True)
def locks_in_one_order(locks: Any, request: pytest.FixtureRequest) -> Iterator[None]:
    """No test of the books passes in which a deed held rows in another order than all others."""
    yield
    against = "; ".join(locks.told())
    assert request.path.parent.name not in BOOKS or against == ""


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """What a module's own fixtures store stays for all its tests, and is gone after the module."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def agreed_once(kept: None) -> Any:
    """A desk whose household's case is agreed, made once: a test takes a copy."""
    from case_desk import a_desk, agreed

    desk = a_desk()
    agreed(desk)
    return desk


@pytest.fixture(scope="module")
def signed_once(agreed_once: Any) -> tuple[Any, Any]:
    """The same desk with the household's contract signed into the books."""
    from contract_desk import drafted_contract, signed_contract

    contract = drafted_contract(agreed_once)
    signed_contract(contract, agreed_once)
    return agreed_once, contract


@pytest.fixture
def signed_desk(signed_once: tuple[Any, Any]) -> tuple[Any, Any]:
    """A desk and its signed contract, for a test to change."""
    return copy.deepcopy(signed_once)


@pytest.fixture
def installation(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Installation]:
    """An empty data directory and an empty database of the chosen kind, for whole commands."""
    with empty_installation(tmp_path, request.config.getoption("--database")) as made:
        yield made


@pytest.fixture(scope="session")
def migrated_once(request: pytest.FixtureRequest) -> Installation:
    """An installation with every table and nobody in it, never changed: see `migrated`."""
    return migrated_template(request.config.getoption("--database"))


@pytest.fixture
def migrated(
    migrated_once: Installation, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Installation]:
    """An installation of the test's own that has its tables already."""
    with copy_of(migrated_once, tmp_path, request.config.getoption("--database")) as made:
        yield made
