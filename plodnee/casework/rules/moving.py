"""What the day of a workbook that adds to a register moves in the classes of other debts."""

from datetime import date

from plodnee.casework.plan.moved_classes import moved_classes
from plodnee.casework.rules.selectors import criteria_at
from plodnee.organization.models import Centre
from plodnee.registers.book import Note
from plodnee.registers.merging import Merging


def classes_moved(centre_code: str, merging: Merging, day: date) -> tuple[Note, ...]:
    """A note for each debt that a workbook of that day does not speak of and would class anew."""
    beside = merging.beside
    if beside.day is None or not beside.debts:
        return ()
    centre = Centre.objects.get(pk=centre_code)
    before, after = ((on, criteria_at(centre, on)) for on in (beside.day, day))
    return moved_classes(beside.debts, before, after)
