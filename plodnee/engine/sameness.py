"""Which entries of a register may be one household or one person: pairs with their signs.

A register names people by what somebody wrote. Two entries are proposed as one only with a reason
that a person can check; two different national ids are never proposed, however alike the names.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Literal

from plodnee.engine.likeness import folded, grams, likeness
from plodnee.engine.thai_text import split_title

SignCode = Literal["same_id", "same_name", "alike_name", "same_house", "same_household"]
ALIKE_NAME = 0.75  # from here on two whole names may be one person's
VERY_ALIKE_NAME = 0.9  # the same, where nothing else says so: one letter in ten
MEN, WOMEN = {"นาย", "ด.ช."}, {"นาง", "นางสาว", "น.ส.", "ด.ญ."}
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
    """Households that may be one: a person with an id in both, a like head in the same house.

    Where neither head has an id, a very like name is enough: a house's number is misspelt as well.
    Ensures: heads with different ids are never paired by name; the surest pair comes first.
    """
    heard = [_heard([entry.head]) for entry in entries]
    names = [sound for ((_sex, sound),) in heard]
    near = _sharing([entry.ids for entry in entries])
    near |= _sharing([[entry.house] if entry.house else [] for entry in entries])
    near |= {(i, j) for i, j in _sharing([[name] for name in names]) if names[i]}
    unknown = [
        [] if entry.head_id else grams(name) for entry, name in zip(entries, names, strict=True)
    ]
    near |= _sharing_letters(unknown)
    pairs = []
    for i, j in sorted(near):
        signs = _household_signs(entries[i], entries[j], _name_sign(heard[i], heard[j]))
        if signs:
            pairs.append(Pair(entries[i].key, entries[j].key, tuple(signs)))
    return sorted(pairs, key=lambda pair: pair.strength, reverse=True)


def person_pairs(entries: Sequence[PersonEntry]) -> list[Pair]:
    """Persons that may be one: like names in one household or house, one name in two of them.

    A fund knows its borrower by name alone: who borrows from two is found under two households.
    Ensures: two persons with an id each are never paired; the surest pair comes first.
    """
    heard = [_heard(entry.names) for entry in entries]
    homes: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, entry in enumerate(entries):
        homes[entry.home].append(place)
    near = {pair for places in homes.values() for pair in combinations(places, 2)}
    near |= _like_in_one_house(entries, heard)
    near |= _sharing([{sound for _sex, sound in names if sound} for names in heard])
    pairs = []
    for i, j in sorted(near):
        signs = _person_signs(entries[i], entries[j], _name_sign(heard[i], heard[j]))
        if signs:
            pairs.append(Pair(entries[i].key, entries[j].key, tuple(signs)))
    return sorted(pairs, key=lambda pair: pair.strength, reverse=True)


def whole_name(name: str) -> str:
    """A name as it sounds, without its title and blanks.

    People part given name and surname in many ways, and a title changes with age and marriage.
    """
    return folded(split_title(name)[1]).replace(" ", "")


def is_another_person(name: str, other: str) -> bool:
    """Whether two names with their titles are too unlike to be one person's."""
    return _name_sign(_heard([name]), _heard([other])) is None


def _household_signs(one: HouseholdEntry, other: HouseholdEntry, alike: Sign | None) -> list[Sign]:
    signs = [Sign("same_id")] if one.ids & other.ids else []
    apart = one.head_id and other.head_id and one.head_id != other.head_id
    named = None if apart else alike
    housed = bool(one.house) and one.house == other.house
    if named and (signs or housed or _is_enough(named, one, other)):
        signs.append(named)
    if housed and signs:
        signs.append(Sign("same_house"))
    return signs


def _is_enough(named: Sign, one: HouseholdEntry, other: HouseholdEntry) -> bool:
    """Whether a like name alone is a reason to look at two households."""
    if named.code == "same_name":
        return True
    return not (one.head_id or other.head_id) and named.percent >= PERCENT * VERY_ALIKE_NAME


def _person_signs(one: PersonEntry, other: PersonEntry, named: Sign | None) -> list[Sign]:
    if named is None or (one.has_id and other.has_id):
        return []
    if one.home == other.home:
        return [named, Sign("same_household")]
    if one.house and one.house == other.house:
        return [named, Sign("same_house")]
    return [named] if named.code == "same_name" else []


def _heard(names: Iterable[str]) -> list[tuple[str, str]]:
    """Each name as it sounds, with what its title says of who bears it."""
    return [(_sex(name), whole_name(name)) for name in names]


def _sex(name: str) -> str:
    title = split_title(name)[0]
    return "m" if title in MEN else "f" if title in WOMEN else ""


def _name_sign(names: Sequence[tuple[str, str]], others: Sequence[tuple[str, str]]) -> Sign | None:
    """How alike the best two of these names are, if enough; a man's is not like a woman's."""
    best = 0.0
    for (sex, name), (other_sex, other) in product(names, others):
        may_be_one = name == other or not (sex and other_sex) or sex == other_sex
        if name and other and may_be_one:
            best = max(best, likeness(name, other))
    if best >= 1:
        return Sign("same_name")
    return Sign("alike_name", int(best * PERCENT)) if best >= ALIKE_NAME else None


def _like_in_one_house(
    entries: Sequence[PersonEntry], heard: Sequence[Sequence[tuple[str, str]]]
) -> set[tuple[int, int]]:
    """Places of persons in different households of one house whose names share rarer letters."""
    held = [
        {gram for _sex, sound in names for gram in grams(sound)} if entry.house else set()
        for entry, names in zip(entries, heard, strict=True)
    ]
    found = _sharing_letters(held)
    return {(i, j) for i, j in found if entries[i].house == entries[j].house}


def _sharing_letters(held: Sequence[Collection[str]]) -> set[tuple[int, int]]:
    """Places of names that share enough of the shorter one's rarer letters in threes."""
    return {
        (i, j)
        for (i, j), shared in _shared_counts(held).items()
        if shared >= SHARED_GRAMS * min(len(held[i]), len(held[j]))
    }


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
