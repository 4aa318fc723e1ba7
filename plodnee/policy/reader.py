"""Read a family of rules as it stood on a date.

A family is one TOML file beside this module: a list of `[[version]]` tables, each with
`from` (the day it took effect), `source` (law, circular or decision, with its date), optionally
`verified = false` (general knowledge, to be confirmed), and `[version.values]`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from plodnee.policy.errors import NoRuleYet


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a family of rules: the values in force from a day on, and who set them."""

    family: str
    from_: date
    source: str
    values: Mapping[str, Any]
    verified: bool = True


def families() -> tuple[str, ...]:
    """The names of all families, in alphabetical order."""
    files = resources.files("plodnee.policy").iterdir()
    return tuple(sorted(f.name.removesuffix(".toml") for f in files if f.name.endswith(".toml")))


@cache
def versions(family: str) -> tuple[Version, ...]:
    """Every version of a family, earliest first.

    Raises: KeyError if there is no such family; ValueError if a version lacks its source or date.
    """
    file = resources.files("plodnee.policy") / f"{family}.toml"
    if not file.is_file():
        raise KeyError(family)
    tables = tomllib.loads(file.read_text("utf-8")).get("version", [])
    read = tuple(sorted((_version(family, table) for table in tables), key=lambda v: v.from_))
    if not read:
        raise ValueError(f"policy family {family} has no version")
    return read


def in_force(family: str, on: date) -> Version:
    """The version of a family in force on a day.

    Raises: KeyError if there is no such family; NoRuleYet (a ValueError) if none was in force.
    """
    current = [version for version in versions(family) if version.from_ <= on]
    if not current:
        raise NoRuleYet(family=family, on=on)
    return current[-1]


def _version(family: str, table: Mapping[str, Any]) -> Version:
    if not table.get("source") or not isinstance(table.get("from"), date):
        raise ValueError(f"a version of {family} lacks its source or its date")
    return Version(
        family=family,
        from_=table["from"],
        source=table["source"],
        values=MappingProxyType(dict(table["values"])),
        verified=table.get("verified", True),
    )
