"""The demonstration, served by `plodnee serve` on a port of its own."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from installations import Installation
from templates import TOLD

from tools.serving import served as tools_served

PHONE, DESKTOP = 390, 1280  # widths of a screen


@dataclass(frozen=True)
class Login:
    """Who may log in to the demonstration."""

    username: str
    password: str
    role: str
    area: str


@dataclass(frozen=True)
class Demonstration:
    """An installation with the two centres, who may log in, and the workbooks it was read from."""

    installation: Installation
    logins: tuple[Login, ...]
    workbooks: tuple[Path, ...]
    centres: tuple[str, ...]

    def login(self, role: str) -> Login:
        """The first person with that role; those of บ้านสว่าง come first."""
        return next(login for login in self.logins if login.role == role)


@dataclass(frozen=True)
class Site:
    """A demonstration that answers at an address."""

    url: str
    demonstration: Demonstration


def demonstration_in(installation: Installation) -> Demonstration:
    """What was told of a copy of the demonstration when it was loaded."""
    told = json.loads((installation.directory / TOLD).read_text(encoding="utf-8"))
    return Demonstration(
        installation=installation,
        logins=tuple(Login(**row) for row in told["logins"]),
        workbooks=tuple(Path(name) for name in told["workbooks"]),
        centres=tuple(row["code"] for row in told["centres"]),
    )


@contextmanager
def served(demonstration: Demonstration) -> Iterator[Site]:
    """The site of an installation, for as long as it is needed."""
    with tools_served(demonstration.installation.environment) as address:
        yield Site(address, demonstration)
