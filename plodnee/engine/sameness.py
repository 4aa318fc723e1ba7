"""Which entries of a register may be one household or one person: pairs with their signs.

A register names people by what somebody wrote. Two entries are proposed as one only with a reason
that a person can check; two different national ids are never proposed, however alike the names.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from plodnee.engine.likeness import folded, grams, likeness

SignCode = Literal["same_id", "same_name", "alike_name", "same_house", "same_household"]
ALIKE_NAME = 0.75  # from here on two whole names may be one person's
COMMON_GRAM = 200  # entries; what stands in more of them tells names apart no more
SHARED_GRAMS = 0.4  # share of the shorter name's letters in threes that an alike one has too
PERCENT = 100
STRENGTH: Mapping[SignCode, int] = {
    "same_id": 4, "same_name": 3, "alike_name": 2, "same_house": 2, "same_household": 1,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sign:
    """One reason why two entries may be the same; `percent` says how alike two names are."""

    code: SignCode
    percent: int = PERCENT


@dataclass(frozen=True, slots=True)
class HouseholdEntry:
    """A household as a register states it; `ids` are the persons with an id who head or borrow."""

    key: Hashable
    head: str
    head_id: Hashable | None
    house: str
    ids: frozenset[Hashable]


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A person as a register states one; `home` is the household, `has_id` whether an id is known.

    `house` is the house's number with its village, empty where none is known.
    """

    key: Hashable
    names: tuple[str, ...]
    has_id: bool
    home: Hashable
    house: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries that may be one, the earlier first, and why."""

    first: Hashable
    second: Hashable
    signs: tuple[Sign, ...]

    @property
    def strength(self) -> tuple[int, int]:
        """Sorts the surest first."""
        return sum(STRENGTH[one.code] for one in self.signs), sum(one.percent for one in self.signs)


def household_pairs(entries: Sequence[HouseholdEntry]) -> list[Pair]:
    """Households that may be one: a person with an id in both, or a like head in the same house.

    Ensures: heads with different ids are never paired by name; the surest pair comes first.
    """
    names = [whole_name(entry.head) for entry in entries]
    near = _sharing([entry.ids for entry in entries])
    near |= _sharing([[entry.house] if entry.house else [] for entry in entries])
    near |= {(i, j) for i, j in _sharing([[name] for name in names]) if names[i]}
    pairs = []
    for i, j in sorted(near):
        signs = _household_signs(entries[i], entries[j], names[i], names[j])
        if signs:
            pairs.append(Pair(entries[i].key, entries[j].key, tuple(signs)))
    return sorted(pairs, key=lambda pair: pair.strength, reverse=True)


def person_pairs(entries: Sequence[PersonEntry]) -> list[Pair]:
    """Persons that may be one: like names in one household, or one name in the same house.

    Ensures: two persons with an id each are never paired; the surest pair comes first.
    """
    homes: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, entry in enumerate(entries):
        homes[entry.home].append(place)
    near = {pair for places in homes.values() for pair in combinations(places, 2)}
    near |= _like_in_one_house(entries)
    pairs = []
    for i, j in sorted(near):
        signs = _person_signs(entries[i], entries[j])
        if signs:
            pairs.append(Pair(entries[i].key, entries[j].key, tuple(signs)))
    return sorted(pairs, key=lambda pair: pair.strength, reverse=True)


def whole_name(name: str) -> str:
    """A name as it sounds, without blanks: people part given name and surname in many ways."""
    return folded(name).replace(" ", "")


def _household_signs(
    one: HouseholdEntry, other: HouseholdEntry, name: str, other_name: str
) -> list[Sign]:
    signs = [Sign("same_id")] if one.ids & other.ids else []
    apart = one.head_id and other.head_id and one.head_id != other.head_id
    named = None if apart else _name_sign([name], [other_name])
    housed = bool(one.house) and one.house == other.house
    if named and (signs or housed or named.code == "same_name"):
        signs.append(named)
    if housed and signs:
        signs.append(Sign("same_house"))
    return signs


def _person_signs(one: PersonEntry, other: PersonEntry) -> list[Sign]:
    if one.has_id and other.has_id:
        return []
    named = _name_sign(map(whole_name, one.names), map(whole_name, other.names))
    if named is None:
        return []
    if one.home == other.home:
        return [named, Sign("same_household")]
    return [named, Sign("same_house")] if one.house and one.house == other.house else []


def _name_sign(names: Iterable[str], others: Iterable[str]) -> Sign | None:
    """How alike the best two of these folded names are, if enough."""
    there = [other for other in others if other]
    best = max((likeness(a, b) for a in names if a for b in there), default=0.0)
    if best >= 1:
        return Sign("same_name")
    return Sign("alike_name", int(best * PERCENT)) if best >= ALIKE_NAME else None


def _like_in_one_house(entries: Sequence[PersonEntry]) -> set[tuple[int, int]]:
    """Places of persons in different households of one house whose names share rarer letters."""
    held = [
        {gram for name in entry.names for gram in grams(whole_name(name))} if entry.house else set()
        for entry in entries
    ]
    found = set()
    for (i, j), shared in _shared_counts(held).items():
        shorter = min(len(held[i]), len(held[j]))
        if entries[i].house == entries[j].house and shared >= SHARED_GRAMS * shorter:
            found.add((i, j))
    return found


def _sharing(held: Sequence[Iterable[Hashable]]) -> set[tuple[int, int]]:
    """Places of entries that hold one thing in common, which not too many hold."""
    return set(_shared_counts(held))


def _shared_counts(held: Sequence[Iterable[Hashable]]) -> Counter[tuple[int, int]]:
    holders: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, things in enumerate(held):
        for thing in things:
            holders[thing].append(place)
    return Counter(_pairs_of(holders.values()))


def _pairs_of(groups: Iterable[Sequence[int]]) -> Iterator[tuple[int, int]]:
    for places in groups:
        if len(places) <= COMMON_GRAM:
            yield from combinations(places, 2)
