"""Entries of a centre's register that may be one, with the signs and what stands of each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from plodnee.engine import sameness
from plodnee.engine.sameness import HouseholdEntry, PersonEntry, Sign
from plodnee.organization.models import Centre
from plodnee.registers import stated
from plodnee.registers.models import DebtState, HouseholdState, Person, WrittenName
from plodnee.registers.sameness.standing import Roots, Verdict, household_roots, links, person_roots
from plodnee.registers.selectors import statement

Pair = frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two entries of one kind that may be one, the earlier first, and why."""

    kind: str
    first: UUID
    second: UUID
    signs: tuple[Sign, ...]

    @property
    def is_like_name(self) -> bool:
        """Whether these are persons of one household whose names sound the same."""
        return [sign.code for sign in self.signs] == ["same_name", "same_household"]


@dataclass(slots=True)
class Told:
    """What a register says of one person."""

    person: Person
    home: UUID
    names: dict[str, None]


def proposals(centre: Centre) -> list[Proposal]:
    """What may be one and nobody has decided about, households first, the surest first.

    Raises: NoRegister if the centre has none.
    """
    batches = statement(centre)
    homes = stated.household_states(batches)
    debts = stated.debt_states(batches)
    people = _people(homes, debts.values())
    houses = {key: _house(home) for key, home in homes.items()}
    return [
        *_open(centre, "household", sameness.household_pairs(_households(homes, houses, debts))),
        *_open(centre, "person", sameness.person_pairs(_persons(people, houses, centre.code))),
    ]


def proposal_of(centre: Centre, kind: str, first: UUID, second: UUID) -> Proposal | None:
    """The proposal about these two entries, if there is one."""
    both = {first, second}
    found = (one for one in proposals(centre) if one.kind == kind)
    return next((one for one in found if {one.first, one.second} == both), None)


def _open(centre: Centre, kind: str, pairs: Iterable[sameness.Pair]) -> list[Proposal]:
    """The pairs that are neither one already nor were called different; pairs of pairs once."""
    roots = household_roots(centre.code) if kind == "household" else person_roots(centre.code)
    apart = {
        _pair(roots, link.kept, link.joined) for link in links(centre.code, kind, Verdict.DIFFERENT)
    }
    seen: set[Pair] = set()
    found = []
    for pair in pairs:
        first, second = UUID(str(pair.first)), UUID(str(pair.second))
        both = _pair(roots, first, second)
        if len(both) == 2 and both not in apart and both not in seen:
            seen.add(both)
            found.append(Proposal(kind, first, second, pair.signs))
    return found


def _pair(roots: Roots, one: UUID, other: UUID) -> Pair:
    return frozenset((roots.get(one, one), roots.get(other, other)))


def _households(
    homes: dict[UUID, HouseholdState], houses: dict[UUID, str], debts: dict[UUID, DebtState]
) -> list[HouseholdEntry]:
    ids: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for state in debts.values():
        if _has_id(state.borrower):
            ids[state.debt.household_id].add(state.borrower.person_id)
    entries = []
    for key, home in homes.items():
        head_id = home.head.person_id if _has_id(home.head) else None
        held = frozenset(ids[key] | ({head_id} if head_id else set()))
        entries.append(HouseholdEntry(key, home.head.full, head_id, houses[key], held))
    return entries


def _people(homes: dict[UUID, HouseholdState], debts: Iterable[DebtState]) -> dict[UUID, Told]:
    """Heads and borrowers by key, with every way in which the register writes them."""
    people: dict[UUID, Told] = {}
    written = [(home.head, key) for key, home in homes.items()]
    written += [(state.borrower, state.debt.household_id) for state in debts]
    for name, home in written:
        told = people.setdefault(name.person_id, Told(name.person, home, {}))
        told.names[name.full] = None
    return people


def _persons(
    people: dict[UUID, Told], houses: dict[UUID, str], centre_code: str
) -> list[PersonEntry]:
    """One entry for each; persons of joined households count as living together."""
    roots = household_roots(centre_code)
    return [
        PersonEntry(
            key=key,
            names=tuple(told.names),
            has_id=hasattr(told.person, "national_id"),
            home=roots.get(told.home, told.home),
            house=houses.get(told.home, ""),
        )
        for key, told in people.items()
    ]


def _house(home: HouseholdState) -> str:
    """The house's number with its village, the same however it was written."""
    number = "".join(stated.house_number(home).split())
    return f"{home.moo or ''}/{number}" if number else ""


def _has_id(name: WrittenName) -> bool:
    return hasattr(name.person, "national_id")
