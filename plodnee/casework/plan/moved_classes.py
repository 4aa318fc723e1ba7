"""Debts of which a workbook does not speak, and whose class its later day changes all the same."""

from collections.abc import Iterable
from datetime import date

from plodnee.casework.plan.overdue import classified, days_overdue
from plodnee.engine.classification import Criteria
from plodnee.registers.book import Debt, Note
from plodnee.registers.workbook.layout import DEBTS
from plodnee.registers.workbook.remarks import note, place_of


def moved_classes(
    debts: Iterable[Debt], before: tuple[date, Criteria], after: tuple[date, Criteria]
) -> tuple[Note, ...]:
    """A note for each debt that is of another class by the second day and criteria."""
    notes = []
    for debt in debts:
        old, new = (
            classified(debt, days_overdue(debt, day), criteria).debtor_class
            for day, criteria in (before, after)
        )
        if old != new:
            place = place_of(debt.household_code, debt.creditor, debt.contract_number)
            notes.append(note(DEBTS.name, None, "class_moves", place=place, old=old, new=new))
    return tuple(notes)
