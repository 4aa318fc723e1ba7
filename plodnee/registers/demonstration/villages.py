"""Whole registers of invented villages, calibrated on the averages of the Northeast."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import count
from typing import Any

from plodnee import policy
from plodnee.organization import gazetteer
from plodnee.registers.book import RegisterBook
from plodnee.registers.demonstration.draws import Draws
from plodnee.registers.demonstration.spellings import spelt_twice
from plodnee.registers.demonstration.village import village_book

_VERSION_OF = date(2018, 10, 1)


def demo_books(seed: int) -> tuple[RegisterBook, RegisterBook]:
    """The registers of บ้านสว่าง and บ้านอารัง, the two centres of the letter, some written twice.

    Ensures: the same seed gives the same registers; nobody in them exists.
    Source:  policy/demonstration.toml.
    """
    figures = _figures()
    first, second = (
        spelt_twice(village_book(centre, figures, seed)) for centre in figures["centres"]
    )
    return first, second


def village_books(households: int, seed: int) -> Iterator[RegisterBook]:
    """Registers of as many villages as it takes to hold that many households in all.

    Ensures: the same numbers give the same registers; every village lies in a real subdistrict,
             all over the country, and no two share an area code.
    Raises:  ValueError if there is less than one household.
    """
    if households < 1:
        raise ValueError("a village has at least one household")
    figures = _figures()
    draws = Draws(seed, "villages")
    places = _places(draws, {centre["area_code"] for centre in figures["centres"]})
    left = households
    while left:
        size = min(left, draws.between(*figures["village_households"]))
        left -= size
        area_code = next(places)
        template = figures["centres"][draws.between(0, len(figures["centres"]) - 1)]
        yield village_book(_renamed(template, area_code, size), figures, seed)


def _figures() -> Mapping[str, Any]:
    return policy.in_force("demonstration", _VERSION_OF).values


def _places(draws: Draws, taken: set[str]) -> Iterator[str]:
    """Area codes of villages: one in every subdistrict of a random order, then a second one."""
    subdistricts = draws.shuffled(
        [
            subdistrict.code
            for province in gazetteer.provinces()
            for district in gazetteer.districts(province.code)
            for subdistrict in gazetteer.subdistricts(district.code)
        ]
    )
    for moo in count(1):
        for subdistrict in subdistricts:
            area_code = f"{subdistrict}{moo:02d}"
            if area_code not in taken:
                yield area_code


def _renamed(template: Mapping[str, Any], area_code: str, households: int) -> Mapping[str, Any]:
    """A village like the template, under an invented name of its own."""
    village = f"บ้านสมมุติ {area_code}"
    groups = [
        {**group, "name": group["name"].replace(template["village"], village)}
        for group in template["groups"]
    ]
    return {
        **template,
        "area_code": area_code,
        "name": f"ศูนย์จัดการกองทุนชุมชน{village}",
        "village": village,
        "households": households,
        "groups": groups,
    }
