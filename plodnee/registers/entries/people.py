"""Persons entered and put right: their names, ids, roles, and what they do."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from plodnee.audit.subjects import seal_column
from plodnee.engine.national_id import is_made_up
from plodnee.organization.services import end_demonstration
from plodnee.registers.book import PersonName
from plodnee.registers.edits import take_step
from plodnee.registers.entries.entering import Deed, Entry, close_entry, open_entry, restated
from plodnee.registers.entries.present import (
    debt_states,
    household_state,
    members,
    person_state,
)
from plodnee.registers.errors import (
    HeadStays,
    IdAndReason,
    IdOfAnother,
    IdOrReason,
    PersonElsewhere,
)
from plodnee.registers.ids import person_with_id, state_id
from plodnee.registers.models import (
    Household,
    ImportBatch,
    NationalId,
    Person,
    PersonState,
    Standing,
    WrittenName,
)


@dataclass(frozen=True, slots=True)
class PersonSaid:
    """What is said of a person; without `national_id` the one that is known stays."""

    name: PersonName
    role: str = PersonState.Role.OTHER
    birth_year: int | None = None
    occupation: str = ""
    national_id: str | None = None
    without_id: str = ""
    standing: str = Standing.PRESENT


@transaction.atomic
def describe_person(
    *, entry: Entry, household: Household, said: PersonSaid, person: Person | None = None
) -> Person:
    """The person, entered or described anew; statements that name them bear the new name.

    Raises: what `open_entry` and `met` raise; HeadStays.
    """
    entry.needs_reason(said.standing)
    batch = open_entry(entry, Deed.PERSON)
    head = household_state(household, entry.as_of)
    if person and head and head.head.person_id == person.pk and said.standing != Standing.PRESENT:
        raise HeadStays()
    written = met(batch, entry, household, said, person)
    _rename(batch, household, written, entry)
    close_entry(batch, entry, [household.pk])
    return written.person


def met(
    batch: ImportBatch, entry: Entry, household: Household, said: PersonSaid, person: Person | None
) -> WrittenName:
    """The person of an entry by the name it writes, described in it.

    Raises: IdOrReason, IdAndReason, IdOfAnother, PersonElsewhere.
    """
    known = person or _by_id(entry, household, said)
    if known is None:
        found_in = None if said.national_id else household  # by the id, or by name in its household
        known = Person.objects.create(centre=entry.centre, household=found_in)
    former = _give_id(entry, known, said.national_id)
    has_id = NationalId.objects.filter(person=known).exists()
    if not has_id and not said.without_id:
        raise IdOrReason()
    if has_id and said.without_id:
        raise IdAndReason()
    name, _ = WrittenName.objects.get_or_create(
        person=known, title=said.name.title, full=said.name.full
    )
    state = PersonState(
        batch=batch,
        position=0,
        person=known,
        household=household,
        name=name,
        role=said.role,
        birth_year=said.birth_year,
        occupation=said.occupation,
        has_id=has_id,
        without_id=said.without_id,
        standing=said.standing,
    )
    seal_column(state, "sealed_former_id", former)
    state.save(force_insert=True)
    return name


def _by_id(entry: Entry, household: Household, said: PersonSaid) -> Person | None:
    """Who bears the id already: of this household or of none, and under the name that is said.

    Raises: PersonElsewhere; IdOfAnother, so that nobody becomes somebody else by a slip in an id.
    """
    kept = _kept(entry, said.national_id)
    if kept is None:
        return None
    person = kept.person
    for home in _homes(entry, person, household):
        raise PersonElsewhere(household=home.code)
    names = WrittenName.objects.filter(person=person)
    if names.exists() and not names.filter(full=said.name.full).exists():
        raise IdOfAnother()
    return person


def _homes(entry: Entry, person: Person, but: Household) -> list[Household]:
    """The other households to which the register counts a person, however it came to know them."""
    state = person_state(person, entry.on)
    if state is not None:
        gone = state.standing != Standing.PRESENT or state.household_id == but.pk
        return [] if gone else [state.household]
    named = Q(states__head__person=person) | Q(debts__states__borrower__person=person)
    found = Household.objects.filter(named, centre=entry.centre).exclude(pk=but.pk).distinct()
    return [
        home
        for home in found.order_by("code")
        if any(one.person.pk == person.pk for one in members(home, entry.on))
    ]


def _give_id(entry: Entry, person: Person, national_id: str | None) -> str:
    """The person's former id where this one puts it right, else nothing."""
    if national_id is None:
        return ""
    kept = _kept(entry, national_id)
    if kept is not None and kept.person_id != person.pk:
        raise IdOfAnother()
    if kept is not None:
        return ""
    before = state_id(person, national_id)
    _found_by_id(person, entry)
    if not is_made_up(national_id):
        end_demonstration(centre=entry.centre, actor=entry.actor)
    return before


def _found_by_id(person: Person, entry: Entry) -> None:
    """From now on the person is found by the id, no more by name in one household."""
    now = Person.standing(person.pk)
    if now.household_id is not None:
        before, after = {"household": str(now.household)}, {"household": None}
        take_step(
            now,
            seen_version=now.version,
            before=before,
            after=after,
            actor=entry.actor,
            values={"household": None},
            may_be_undone=False,
        )


def _kept(entry: Entry, national_id: str | None) -> NationalId | None:
    if national_id is None:
        return None
    key = person_with_id(entry.centre.pk, national_id)
    return NationalId.objects.select_related("person").get(person=key) if key else None


def _rename(batch: ImportBatch, household: Household, name: WrittenName, entry: Entry) -> None:
    """Head and borrower under the name as it is written now."""
    head = household_state(household, entry.as_of)
    if head is not None and head.head.person_id == name.person_id and head.head_id != name.pk:
        restated(head, batch, head=name, head_id_written=_bears_id(name))
    for debt in debt_states(household, entry.as_of):
        if debt.borrower.person_id == name.person_id and debt.borrower_id != name.pk:
            restated(debt, batch, borrower=name, borrower_id_written=_bears_id(name))


def _bears_id(name: WrittenName) -> bool:
    return NationalId.objects.filter(person=name.person_id).exists()
