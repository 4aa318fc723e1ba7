"""The persons of a centre: found by national id, or by name inside one household; entered once."""

from uuid import UUID

from plodnee.audit.sealing import blind_index, seal
from plodnee.engine.national_id import is_made_up
from plodnee.organization.models import Centre
from plodnee.registers.book import PersonName
from plodnee.registers.models import Household, NationalId, Person, WrittenName
from plodnee.registers.places import id_place

INDEX_PURPOSE = "national_id"
ROWS_A_STATEMENT = 500


class Persons:
    """Who the rows of one register name; nobody is taken for another without a common id.

    Without an id, a name is the same person only inside one household and only if written alike.
    """

    def __init__(self, centre: Centre, households: dict[str, Household]) -> None:
        self._centre, self._households = centre, households
        kept = NationalId.objects.filter(centre=centre).select_related("person")
        self._by_index = {row.index: row.person for row in kept}
        self._indexes: dict[str, str] = {}
        self._written: dict[tuple[UUID, str, str], WrittenName] = {}
        for name in WrittenName.objects.filter(person__centre=centre).select_related("person"):
            place = name.person.household_id or name.person_id
            self._written[(place, name.title, name.full)] = name
        self._fresh_persons: list[Person] = []
        self._fresh_ids: list[NationalId] = []
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
        Person.objects.bulk_create(self._fresh_persons, batch_size=ROWS_A_STATEMENT)
        NationalId.objects.bulk_create(self._fresh_ids, batch_size=ROWS_A_STATEMENT)
        WrittenName.objects.bulk_create(self._fresh_names, batch_size=ROWS_A_STATEMENT)

    def _with_id(self, national_id: str) -> Person:
        index = self._indexes.get(national_id)
        if index is None:
            index = blind_index(national_id, purpose=INDEX_PURPOSE)
            self._indexes[national_id] = index
        if index not in self._by_index:
            person = self._entered(Person(centre=self._centre))
            self._by_index[index] = person
            self._fresh_ids.append(
                NationalId(
                    person=person,
                    centre=self._centre,
                    sealed=seal(national_id, place=id_place(person.pk)),
                    index=index,
                    is_made_up=is_made_up(national_id),
                )
            )
        return self._by_index[index]

    def _entered(self, person: Person) -> Person:
        self._fresh_persons.append(person)
        return person
