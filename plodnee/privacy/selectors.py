"""Questions about personal data: for what they may be used, and whose they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from django.db.models import Q

from plodnee import policy
from plodnee.engine.national_id import mask, masked_within
from plodnee.privacy.models import (
    ConsentRecord,
    Erasure,
    LegalHold,
    ProcessingPurpose,
    SubjectRequest,
)
from plodnee.registers.ids import open_id
from plodnee.registers.models import (
    DebtState,
    Household,
    HouseholdState,
    NationalId,
    Person,
    PersonState,
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


def answer_days(on: date) -> int:
    """Within how many days a person's request is answered."""
    return int(policy.in_force(FAMILY, on).values["answer_days"])


def purposes() -> list[ProcessingPurpose]:
    """Every purpose in its latest version, in the order in which they were stated."""
    latest = {row.code: row for row in ProcessingPurpose.objects.order_by("version", "pk")}
    return list(latest.values())


def consents_of(persons: Iterable[UUID]) -> dict[UUID, tuple[Consent, ...]]:
    """How each of these persons stands to every purpose that rests on consent."""
    keys = list(persons)
    asked = [one for one in purposes() if one.basis == ProcessingPurpose.Basis.CONSENT]
    records = ConsentRecord.objects.filter(person__in=keys).select_related("purpose")
    last: dict[tuple[UUID, str], ConsentRecord] = {
        (row.person_id, row.purpose.code): row for row in records.order_by("said_on", "recorded_on")
    }
    return {key: tuple(_consent(one, last.get((key, one.code))) for one in asked) for key in keys}


def may_process(person: UUID, purpose_code: str) -> bool:
    """Whether a person's data may be used for a purpose: by law, or by a consent that stands.

    Raises: KeyError if there is no such purpose.
    """
    purpose = {one.code: one for one in purposes()}[purpose_code]
    if purpose.basis != ProcessingPurpose.Basis.CONSENT:
        return True
    found = {one.purpose.code: one for one in consents_of([person])[person]}
    return found[purpose_code].state == "given"


def households_of(person: Person) -> set[UUID]:
    """The households whose data speak of a person: as one of them, as head, or as borrower."""
    heads = HouseholdState.objects.filter(head__person=person).values_list("household", flat=True)
    owed = DebtState.objects.filter(borrower__person=person).values_list(
        "debt__household", flat=True
    )
    lived = PersonState.objects.filter(person=person).values_list("household", flat=True)
    own = {person.household_id} if person.household_id else set()
    return own | set(heads) | set(owed) | set(lived)


def persons_of(household: Household) -> list[KnownPerson]:
    """The persons of a household, its head first, then by name."""
    states = HouseholdState.objects.filter(household=household)
    heads = set(states.values_list("head__person", flat=True))
    borrowers = DebtState.objects.filter(debt__household=household)
    keys = heads | set(borrowers.values_list("borrower__person", flat=True))
    lived = PersonState.objects.filter(household=household).values_list("person", flat=True)
    found = Person.objects.filter(Q(pk__in=keys | set(lived)) | Q(household=household))
    rows = list(found.select_related("national_id", "erasure").prefetch_related("names"))
    consents = consents_of(person.pk for person in rows)
    known = [_known(person, consents[person.pk]) for person in rows]
    return sorted(known, key=lambda one: (one.person.pk not in heads, one.names))


def is_held(person: UUID) -> bool:
    """Whether a hold keeps a person's data, whatever a rule says."""
    return LegalHold.objects.filter(
        person=person, lifts__isnull=True, lifted_by__isnull=True
    ).exists()


def erasures() -> int:
    """How many persons were erased so far: what was read before one more must be read again."""
    return Erasure.objects.count()


def opened_id(person: Person) -> str:
    """The whole national id; empty for a person without one."""
    kept = NationalId.objects.filter(person=person).select_related("person__own_key").first()
    return open_id(kept) if kept else ""


def _known(person: Person, consents: tuple[Consent, ...]) -> KnownPerson:
    names = (masked_within(f"{name.title}{name.full}") for name in person.names.all())
    requests = SubjectRequest.objects.filter(person=person).select_related("answer")
    return KnownPerson(
        person=person,
        names=tuple(sorted(set(names))),
        masked_id=mask(opened_id(person)),
        consents=consents,
        requests=tuple(requests.order_by("-received_on")),
        is_held=is_held(person.pk),
        is_erased=hasattr(person, "erasure"),
    )


def _consent(purpose: ProcessingPurpose, record: ConsentRecord | None) -> Consent:
    if record is None:
        return Consent(purpose, "none", None)
    return Consent(purpose, "withdrawn" if record.withdraws_id else "given", record)
