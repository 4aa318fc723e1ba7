"""Which entries are one, by the decisions that stand; nothing is moved, so an undoing is exact."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, Q

from plodnee.organization.models import Centre
from plodnee.registers import stated
from plodnee.registers.models import Household, IdentityDecision, Person

Roots = Mapping[UUID, UUID]  # a joined entry -> the one that is kept for it
Verdict = IdentityDecision.Verdict


@dataclass(frozen=True, slots=True)
class Link:
    """A decision that stands about two entries of one kind."""

    decision: UUID
    kept: UUID
    joined: UUID


def links(
    centre_code: str, kind: str, verdict: str = Verdict.SAME, *, known_at: int | None = None
) -> list[Link]:
    """The decisions about a kind, `household` or `person`, that stand, in their order.

    `known_at` asks what stood when only that many had been made.
    """
    made = IdentityDecision.objects.filter(centre=centre_code)
    if known_at is not None:
        made = made.filter(sequence__lte=known_at)
    undone = made.filter(verdict=Verdict.UNDONE).values("undoes")
    found = made.filter(verdict=verdict, **{f"kept_{kind}__isnull": False}).exclude(pk__in=undone)
    rows = found.order_by("sequence").values_list("pk", f"kept_{kind}", f"joined_{kind}")
    return [Link(*row) for row in rows]


def decisions_made(centre: Centre) -> int:
    """How many decisions, undoings among them, were ever made about a centre's entries."""
    return IdentityDecision.objects.filter(centre=centre).count()


def last_joining(centre: Centre) -> int:
    """The number of the last decision that joined households or took that back; 0 for none."""
    joined = Q(verdict=Verdict.SAME) | Q(undoes__verdict=Verdict.SAME)
    made = IdentityDecision.objects.filter(joined, centre=centre, kept_household__isnull=False)
    return made.aggregate(last=Max("sequence"))["last"] or 0


def roots_of(pairs: Iterable[Link]) -> Roots:
    """Each joined entry's kept one, followed to its end."""
    towards = {link.joined: link.kept for link in pairs}
    return {joined: _end(joined, towards) for joined in towards}


def household_roots(centre_code: str, *, known_at: int | None = None) -> Roots:
    """Each household that was joined to another, with the one that is kept."""
    return roots_of(links(centre_code, "household", known_at=known_at))


def person_roots(centre_code: str) -> Roots:
    """Each person who was joined to another, with the one who is kept."""
    return roots_of(links(centre_code, "person"))


def together(keys: Iterable[UUID], roots: Roots) -> set[UUID]:
    """These entries and all that are one with them."""
    wanted = {roots.get(key, key) for key in keys}
    return wanted | {joined for joined, root in roots.items() if root in wanted}


def entries_of(person: Person) -> set[UUID]:
    """Every entry of one person, this one among them."""
    return together([person.pk], person_roots(person.centre_id))


def kept_household(household: Household) -> Household:
    """The household that this one was joined to; itself if it was not."""
    root = household_roots(household.centre_id).get(household.pk)
    return household if root is None else Household.objects.get(pk=root)


def stand_ins(batches: stated.Batches, roots: Roots) -> Roots:
    """In the register of these batches: each household that another stands for, with that one.

    The kept one stands for all; where the register does not state it, the first that it states.
    """
    if not roots:
        return {}
    members = together(roots, roots)
    first: dict[UUID, UUID] = {}
    there = list(stated.household_states(batches, members, with_ids=False))
    for key in there:
        first.setdefault(roots.get(key, key), key)
    for root in first:
        if root in there:
            first[root] = root
    found = {key: first.get(roots.get(key, key)) for key in members}
    return {key: one for key, one in found.items() if one is not None and one != key}


def widened(households: Collection[UUID] | None, roots: Roots) -> Collection[UUID] | None:
    """The households asked for with all that are one with them; None stays: every one."""
    return households if households is None or not roots else together(households, roots)


def _end(key: UUID, towards: Mapping[UUID, UUID]) -> UUID:
    while key in towards:
        key = towards[key]
    return key
