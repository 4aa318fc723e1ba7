"""The persons of a centre: found by national id, or by name inside one household; entered once."""

from uuid import UUID

from plodnee.organization.models import Centre
from plodnee.registers.book import PersonName
from plodnee.registers.ids import enter_id, known_person
from plodnee.registers.inserting import insert_all
from plodnee.registers.models import Household, NationalId, Person, PersonKey, WrittenName

ROWS_A_STATEMENT = 500


class Persons:
    """Who the rows of one register name; nobody is taken for another without a common id.

    Without an id, a name is the same person only inside one household and only if written alike.
    """

    def __init__(self, centre: Centre, households: dict[str, Household]) -> None:
        self._centre, self._households = centre, households
        kept = NationalId.objects.filter(centre=centre).select_related("person")
        self._by_index = {row.index: row.person for row in kept}
        self._by_number: dict[str, Person] = {}
        self._written: dict[tuple[UUID, str, str], WrittenName] = {}
        for name in WrittenName.objects.filter(person__centre=centre).select_related("person"):
            place = name.person.household_id or name.person_id
            self._written[(place, name.title, name.full)] = name
        self._fresh_persons: list[Person] = []
        self._fresh_ids: list[tuple[PersonKey, NationalId]] = []
        self._fresh_names: list[WrittenName] = []

    def meet(self, household_code: str, name: PersonName, national_id: str | None) -> None:
        """Make sure that this person, written like this, is known."""
        household = self._households[household_code]
        person = self._with_id(national_id) if national_id else None
        key = (person.pk if person else household.pk, name.title, name.full)
        if key not in self._written:
            if person is None:
                person = self._entered(Person(centre=self._centre, household=household))
            written = WrittenName(person=person, title=name.title, full=name.full)
            self._fresh_names.append(written)
            self._written[key] = written

    def known(self, household_code: str, name: PersonName, national_id: str | None) -> WrittenName:
        """The name as written, of a person met before."""
        person = self._with_id(national_id) if national_id else None
        place = person.pk if person else self._households[household_code].pk
        return self._written[(place, name.title, name.full)]

    def save(self) -> None:
        """Store whoever was met for the first time."""
        insert_all(Person, map(vars, self._fresh_persons))
        insert_all(PersonKey, (vars(own) for own, _kept in self._fresh_ids))
        insert_all(NationalId, (vars(kept) for _own, kept in self._fresh_ids))
        WrittenName.objects.bulk_create(self._fresh_names, batch_size=ROWS_A_STATEMENT)

    def _with_id(self, national_id: str) -> Person:
        person = self._by_number.get(national_id) or known_person(national_id, self._by_index)
        if person is None:
            person = self._entered(Person(centre=self._centre))
            self._fresh_ids.append(enter_id(person, national_id))
        self._by_number[national_id] = person
        return person

    def _entered(self, person: Person) -> Person:
        self._fresh_persons.append(person)
        return person
