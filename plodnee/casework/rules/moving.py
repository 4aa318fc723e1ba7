"""What a later day of the register moves in the classes of debts of which nothing new is said."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from plodnee.casework.plan.moved_classes import moved_classes
from plodnee.casework.plan.overdue import days_since
from plodnee.casework.rules.selectors import criteria_at
from plodnee.engine.classification import Criteria, DebtorClass, classify
from plodnee.organization.models import Centre
from plodnee.registers.book import Note
from plodnee.registers.merging import Merging
from plodnee.registers.models import DebtLine
from plodnee.registers.selectors import days_of_data
from plodnee.registers.workbook.remarks import place_of

_OF_CLASS = ("debt_id", "household_id", "household_code", "creditor_name", "overdue_from", "status")


@dataclass(frozen=True, slots=True)
class MovedClass:
    """A debt that another day classes anew: whose and to whom, its class before and after."""

    debt_id: UUID
    household_id: UUID
    household_code: str
    place: str
    old: DebtorClass
    new: DebtorClass


def classes_moved(centre_code: str, merging: Merging, day: date) -> tuple[Note, ...]:
    """A note for each debt that a workbook of that day does not speak of and would class anew."""
    beside = merging.beside
    if beside.day is None or not beside.debts:
        return ()
    centre = Centre.objects.get(pk=centre_code)
    before, after = ((on, criteria_at(centre, on)) for on in (beside.day, day))
    return moved_classes(beside.debts, before, after)


def moved_by_an_entry(centre: Centre, day: date) -> tuple[date | None, list[MovedClass]]:
    """The day to which a centre counts so far, and what an entry of a later day classes anew.

    No day where an entry of that day moves nothing: days overdue count to it already.
    """
    latest = days_of_data([centre], day).get(centre.code)
    if latest is None or latest >= day:
        return None, []
    before, after = ((on, criteria_at(centre, on)) for on in (latest, day))
    owed = DebtLine.objects.filter(
        centre=centre, valid_from__lte=latest, valid_until__gt=latest, owed_satang__gt=0
    )
    found = []
    for debt in owed.order_by("place_key", "pk").values_list(*_OF_CLASS, named=True):
        old, new = (_class_of(debt.overdue_from, debt.status, *at) for at in (before, after))
        if old != new:
            place = place_of(debt.household_code, debt.creditor_name)
            whose = debt.debt_id, debt.household_id, debt.household_code
            found.append(MovedClass(*whose, place, old, new))
    return latest, found


def _class_of(since: date | None, status: str, day: date, criteria: Criteria) -> DebtorClass:
    days = days_since(since, day)
    return classify(days, status, criteria).debtor_class  # type: ignore[arg-type]
