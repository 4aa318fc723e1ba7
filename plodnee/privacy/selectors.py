"""Questions about personal data: for what they may be used, and whose they are."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

from django.db.models import Q, QuerySet

from plodnee import policy
from plodnee.engine.national_id import mask, masked_within
from plodnee.organization.roles import ROLES
from plodnee.privacy.errors import PurposeStopped
from plodnee.privacy.models import (
    ConsentRecord,
    Erasure,
    LegalHold,
    ProcessingPurpose,
    SubjectRequest,
)
from plodnee.registers import stated
from plodnee.registers.ids import open_id
from plodnee.registers.models import (
    DebtState,
    Household,
    HouseholdState,
    NationalId,
    Person,
    PersonState,
)
from plodnee.registers.sameness.standing import (
    Roots,
    entries_of,
    household_roots,
    person_roots,
    together,
)

ConsentState = Literal["none", "given", "withdrawn"]
FAMILY = "processing"


@dataclass(frozen=True, slots=True)
class Consent:
    """How a person stands to a purpose that rests on consent; `record` is the last one said."""

    purpose: ProcessingPurpose
    state: ConsentState
    record: ConsentRecord | None


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person as a page may show them: every way of writing the name, the id masked."""

    person: Person
    names: tuple[str, ...]
    masked_id: str
    consents: tuple[Consent, ...]
    requests: tuple[SubjectRequest, ...]
    is_held: bool
    is_erased: bool

    @property
    def has_id(self) -> bool:
        """Whether there is an id that could be opened."""
        return bool(self.masked_id)


def reveals_an_hour(on: date) -> int:
    """How many national ids one person may open within an hour."""
    return int(policy.in_force(FAMILY, on).values["reveals_an_hour"])


@dataclass(frozen=True, slots=True)
class LooksAlert:
    """From how many households, seen within how long, a supervisor is told.

    Whoever serves one centre alone is told of from fewer: its village has few more than that.
    """

    households: int
    of_own_centre: int
    within: timedelta

    @property
    def of_roles(self) -> dict[str, int]:
        """The fewer households, by each role that is held at one centre alone."""
        own = (role.code for role in ROLES.values() if role.own_centre_only)
        return dict.fromkeys(own, self.of_own_centre)


def looks_alert(on: date) -> LooksAlert:
    """When somebody has looked at unusually many households."""
    values = policy.in_force(FAMILY, on).values
    return LooksAlert(
        int(values["looks_alert_households"]),
        int(values["looks_alert_own_centre_households"]),
        timedelta(minutes=int(values["looks_alert_minutes"])),
    )


def answer_days(on: date) -> int:
    """Within how many days a person's request is answered."""
    return int(policy.in_force(FAMILY, on).values["answer_days"])


def purposes() -> list[ProcessingPurpose]:
    """Every purpose in its latest version, in the order in which they were stated."""
    latest = {row.code: row for row in ProcessingPurpose.objects.order_by("version", "pk")}
    return list(latest.values())


def consents_of(
    persons: Iterable[UUID], roots: Roots | None = None
) -> dict[UUID, tuple[Consent, ...]]:
    """How each of these persons stands to every purpose that rests on consent.

    `roots` says which entries are one person: what any of them said last counts.
    """
    keys, kept = list(persons), roots or {}
    asked = [one for one in purposes() if one.basis == ProcessingPurpose.Basis.CONSENT]
    records = ConsentRecord.objects.filter(person__in=together(keys, kept))
    last: dict[tuple[UUID, str], ConsentRecord] = {
        (kept.get(row.person_id, row.person_id), row.purpose.code): row
        for row in _in_order(list(records.select_related("purpose")))
    }
    return {key: tuple(_consent(one, last.get((key, one.code))) for one in asked) for key in keys}


def refuse_stopped(household: Household, purpose_code: str) -> None:
    """Nothing unless somebody of the household withdrew the consent to a purpose: that stops it.

    Who was never asked stops nothing: the paper of the group's own loan may hold the consent.

    Raises: PurposeStopped.
    """
    roots = person_roots(household.centre_id)
    persons = {roots.get(key, key) for key in person_keys_of(household)}
    for consents in consents_of(persons, roots).values():
        for one in consents:
            if one.purpose.code == purpose_code and one.state == "withdrawn":
                raise PurposeStopped(purpose=one.purpose.name_th, purpose_en=one.purpose.name_en)


def consents_of_person(person: UUID) -> tuple[Consent, ...]:
    """How a person, under whichever entry, stands to every purpose that rests on consent."""
    roots = person_roots(Person.objects.only("centre").get(pk=person).centre_id)
    root = roots.get(person, person)
    return consents_of([root], roots)[root]


def households_of(person: Person) -> set[UUID]:
    """The households whose data speak of a person: as one of them, as head, or as borrower."""
    keys = entries_of(person)
    heads = HouseholdState.objects.filter(head__person__in=keys)
    owed = DebtState.objects.filter(borrower__person__in=keys)
    lived = PersonState.objects.filter(person__in=keys)
    own = Person.objects.filter(pk__in=keys, household__isnull=False)
    return {
        *heads.values_list("household", flat=True),
        *owed.values_list("debt__household", flat=True),
        *lived.values_list("household", flat=True),
        *own.values_list("household_id", flat=True),
    }


def person_keys_of(household: Household) -> set[UUID]:
    """The entries of everybody of a household and of those joined to it."""
    homes = together([household.pk], household_roots(household.centre_id))
    found = Person.objects.filter(
        Q(pk__in=HouseholdState.objects.filter(household__in=homes).values("head__person"))
        | Q(pk__in=DebtState.objects.filter(debt__household__in=homes).values("borrower__person"))
        | Q(pk__in=PersonState.objects.filter(household__in=homes).values("person"))
        | Q(household__in=homes)
    )
    return set(found.values_list("pk", flat=True))


def surnames_of(households: Collection[UUID]) -> dict[UUID, set[str]]:
    """The surnames of each household's heads and borrowers, however registers wrote them."""
    heads = HouseholdState.objects.filter(household__in=households)
    borrowers = DebtState.objects.filter(debt__household__in=households)
    written = [*heads.values_list("household", "head__full").distinct()]
    written += borrowers.values_list("debt__household", "borrower__full").distinct()
    found: dict[UUID, set[str]] = {key: set() for key in households}
    for household, full in written:
        found[household] |= {*full.split()[1:]}
    return found


def persons_of(household: Household) -> list[KnownPerson]:
    """The persons of a household and of those joined to it, its head first, then by name.

    Entries that are one person are told once, with all that is kept of each.
    """
    homes = together([household.pk], household_roots(household.centre_id))
    states = HouseholdState.objects.filter(household__in=homes)
    heads = set(states.values_list("head__person", flat=True))
    roots = person_roots(household.centre_id)
    told = {roots.get(key, key) for key in person_keys_of(household)}
    rows = Person.objects.filter(pk__in=together(told, roots)).order_by("pk")
    entries: dict[UUID, list[Person]] = {}
    for person in rows.select_related("erasure").prefetch_related("names"):
        entries.setdefault(roots.get(person.pk, person.pk), []).append(person)
    consents = consents_of(entries, roots)
    known = [_known(root, ones, consents[root]) for root, ones in entries.items()]
    kept_heads = {roots.get(key, key) for key in heads}
    return sorted(known, key=lambda one: (one.person.pk not in kept_heads, one.names))


def is_held(person: UUID) -> bool:
    """Whether a hold keeps a person's data, under whichever entry, whatever a rule says."""
    return holds_on(Person.objects.only("centre").get(pk=person)).exists()


def holds_on(person: Person) -> QuerySet[LegalHold]:
    """The holds that stand on a person, under whichever entry they were set."""
    entries = entries_of(person)
    return LegalHold.objects.filter(person__in=entries, lifts=None, lifted_by=None)


def erasures() -> int:
    """How many persons were erased so far: what was read before one more must be read again."""
    return Erasure.objects.count()


def erasures_at(centre_code: str) -> int:
    """How many persons of a centre were erased so far."""
    return Erasure.objects.filter(person__centre=centre_code).count()


def opened_id(person: Person) -> str:
    """The whole national id; empty for a person without one."""
    ids = NationalId.objects.filter(person__in=entries_of(person))
    kept = ids.select_related("person__own_key").first()
    return open_id(kept) if kept else ""


def opened_house_number(household: Household) -> str:
    """The whole house number as the register said it last; empty where it says none."""
    homes = together([household.pk], household_roots(household.centre_id))
    states = HouseholdState.objects.filter(household__in=homes).exclude(sealed_house_number="")
    last = states.order_by("batch__as_of", "batch__sequence").last()
    return stated.house_number(last) if last else ""


def _known(root: UUID, entries: list[Person], consents: tuple[Consent, ...]) -> KnownPerson:
    """One person, under however many entries."""
    person = next(one for one in entries if one.pk == root)
    names = (
        masked_within(f"{name.title}{name.full}") for one in entries for name in one.names.all()
    )
    requests = SubjectRequest.objects.filter(person__in=entries).select_related("answer")
    return KnownPerson(
        person=person,
        names=tuple(sorted(set(names))),
        masked_id=mask(opened_id(person)),
        consents=consents,
        requests=tuple(requests.order_by("-received_on")),
        is_held=is_held(person.pk),
        is_erased=all(hasattr(one, "erasure") for one in entries),
    )


def _in_order(records: list[ConsentRecord]) -> list[ConsentRecord]:
    """As they were said; on one day a consent, then its withdrawal, then one that stands."""
    withdrawn = {row.withdraws_id for row in records}

    def place(row: ConsentRecord) -> tuple[date, date, int]:
        rank = 1 if row.withdraws_id else 0 if row.pk in withdrawn else 2
        return row.said_on, row.recorded_on, rank

    return sorted(records, key=place)


def _consent(purpose: ProcessingPurpose, record: ConsentRecord | None) -> Consent:
    if record is None:
        return Consent(purpose, "none", None)
    return Consent(purpose, "withdrawn" if record.withdraws_id else "given", record)
