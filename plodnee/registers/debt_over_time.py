"""What a household owed in all on each day on which that changed."""

from datetime import date
from itertools import accumulate
from uuid import UUID

from plodnee.registers.models import DebtLine
from plodnee.registers.models.lines import FOREVER


def owed_over_time(household: UUID, through: date) -> tuple[tuple[date, int], ...]:
    """The days up to one on which what is owed in all changed, each with the sum from then on.

    Units: satang. Ensures: days ascend, and no two neighbours say the same sum.
    """
    changes: dict[date, int] = {}
    lines = DebtLine.objects.filter(household=household, valid_from__lte=through)
    for begins, ends, satang in lines.values_list("valid_from", "valid_until", "owed_satang"):
        changes[begins] = changes.get(begins, 0) + satang
        if ends != FOREVER and ends <= through:
            changes[ends] = changes.get(ends, 0) - satang
    days = sorted(changes)
    sums = accumulate(changes[day] for day in days)
    found: list[tuple[date, int]] = []
    for day, owed in zip(days, sums, strict=True):
        if not found or found[-1][1] != owed:
            found.append((day, owed))
    return tuple(found)
