"""What the commands about one person share: who it is, and the day."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from plodnee.registers.models import Person


def person_named(key: UUID) -> "Person":
    """The person with this key.

    Raises: UnknownPerson.
    """
    from plodnee.privacy.errors import UnknownPerson
    from plodnee.registers.models import Person

    person = Person.objects.select_related("centre").filter(pk=key).first()
    if person is None:
        raise UnknownPerson(person=str(key))
    return person


def today() -> date:
    """The day on the operator's own clock."""
    return date.today()  # noqa: DTZ011
