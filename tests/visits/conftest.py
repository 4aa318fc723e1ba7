"""The demonstration's two centres and its round, as the seed makes them."""

from datetime import date
from pathlib import Path

import pytest
from build import a_centre

SAWANG, ARANG = "31011805", "31210302"


@pytest.fixture(scope="session", autouse=True)
def static_directory() -> None:
    """Where `plodnee serve` gathers static files; the server of files wants it to exist."""
    from django.conf import settings

    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture
def provinces():
    """Every province and its inspection zone."""
    from plodnee.organization import gazetteer
    from plodnee.organization.models import Area
    from plodnee.organization.services import load_zones

    rows = [
        Area(code=one.code, level=2, name_th=one.name_th, name_en=one.name_en)
        for one in gazetteer.provinces()
    ]
    Area.objects.bulk_create(rows, ignore_conflicts=True)
    load_zones()


@pytest.fixture
def centres(provinces):
    """บ้านสว่าง and บ้านอารัง, made up."""
    from plodnee.organization.models import Centre

    a_centre(SAWANG, "ศูนย์จัดการกองทุนชุมชนบ้านสว่าง")
    a_centre(ARANG, "ศูนย์จัดการกองทุนชุมชนบ้านอารัง")
    Centre.objects.update(is_demonstration=True)
    return list(Centre.objects.order_by("code"))


@pytest.fixture
def demonstration(centres):
    """The round of 2562 with its letters."""
    from plodnee.commands.demo_round import demonstration_round

    return demonstration_round([SAWANG, ARANG])


@pytest.fixture
def bare_round(centres, monkeypatch):
    """The round of 2562 with both centres and the programme, before any letter."""
    from plodnee.commands import demo_round

    monkeypatch.setattr(demo_round, "_letters", lambda *_about: None)
    return demo_round.demonstration_round([SAWANG, ARANG])


@pytest.fixture
def settled_on():
    """A day within the round of 2562 on which offices write."""
    return date(2019, 3, 16)
