"""The world of the walks: made once for a module, never left in the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from build import CENTRE_CODE, an_import, an_officer
from world import World, logged_in, make_world

from plodnee.documents.builders.pdf_text import Typesetter


@pytest.fixture(scope="session", autouse=True)
def static_directory() -> None:
    """Where `plodnee serve` gathers static files; the server of files wants it to exist."""
    from django.conf import settings

    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="module")
def world(kept: None) -> Iterator[World]:
    """Six centres and everybody who might ask; gone after the module."""
    with pages_set_once():
        yield make_world()


@pytest.fixture
def uncounted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The menu is made without counting what waits: a number of the asker alone, asked each page.

    `test_oracle` reads every page with it.
    """
    monkeypatch.setattr("plodnee.web.frame.number_waiting", lambda officer, on: 0)


@contextmanager
def pages_set_once() -> Iterator[None]:
    """Within it one text in one style is laid out once, however many visitors ask for its file."""
    laid_out: dict[tuple[str, str], Laid] = {}
    pages = Typesetter.pages

    def kept(typesetter: Typesetter, html: str) -> Laid:
        key = (typesetter.style, html)
        if key not in laid_out:
            made = pages(typesetter, html)
            laid_out[key] = Laid(len(made), made.pdf())
        return laid_out[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Typesetter, "pages", kept)
        yield


@dataclass(frozen=True)
class Laid:
    """Pages that were laid out, and their file."""

    count: int
    content: bytes

    def __len__(self) -> int:
        return self.count

    def pdf(self) -> bytes:
        """The file."""
        return self.content


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
