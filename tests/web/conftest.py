"""The world of the walks: made once for a module, never left in the database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from build import CENTRE_CODE, an_import, an_officer
from world import World, logged_in, make_world


@pytest.fixture(scope="session", autouse=True)
def static_directory() -> None:
    """Where `plodnee serve` gathers static files; the server of files wants it to exist."""
    from django.conf import settings

    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[World]:
    """Six centres and everybody who might ask; gone after the module."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture
def centre():
    return an_import().centre


@pytest.fixture
def secretary(centre):
    return logged_in(an_officer("centre_committee", CENTRE_CODE, "secretary"))


@pytest.fixture
def chair(centre):
    return logged_in(an_officer("centre_committee", CENTRE_CODE, "chair"))


@pytest.fixture
def district(centre):
    return logged_in(an_officer("district_officer", CENTRE_CODE[:4], "district"))
