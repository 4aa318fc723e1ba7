"""Everything kept of one person, as the three files of a subject's export say it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

Row = Mapping[str, str | int | bool | None]


@dataclass(frozen=True, slots=True)
class SubjectFacts:
    """A person's data by table, who looked and what was done; `name` as the register writes it."""

    person: str
    name: str
    centre: str
    made_on: date
    tables: Mapping[str, tuple[Row, ...]]
    looks: tuple[Row, ...]
    deeds: tuple[Row, ...]
