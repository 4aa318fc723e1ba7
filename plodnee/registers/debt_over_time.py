"""What a household owed in all on each day on which that changed."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from uuid import UUID

from plodnee.registers.models import DebtLine
from plodnee.registers.models.lines import FOREVER


@dataclass(frozen=True, slots=True)
class OwedOverTime:
    """The days on which what is owed in all changed, each with the sum from then on, in satang.

    From each of the days `unstated` on, the register did not speak of a debt that was owed.
    Ensures: days ascend, and no two neighbours say the same sum.
    """

    sums: tuple[tuple[date, int], ...]
    unstated: tuple[date, ...]
    lacks_debts: bool  # on the last day such a debt is still not spoken of

    @property
    def cleared_on(self) -> date | None:
        """The day from which on the register says that nothing is owed; None where it does not."""
        if not self.sums or self.sums[-1][1] or self.lacks_debts:
            return None
        return self.sums[-1][0]


def owed_over_time(household: UUID, through: date) -> OwedOverTime:
    """What a household owed in all, up to a day."""
    changes: dict[date, int] = {}
    begins_of: dict[UUID, set[date]] = defaultdict(set)
    ends_of: list[tuple[UUID, date]] = []
    lines = DebtLine.objects.filter(household=household, valid_from__lte=through)
    rows = lines.values_list("debt_id", "valid_from", "valid_until", "owed_satang")
    for debt, begins, ends, satang in rows:
        begins_of[debt].add(begins)
        changes[begins] = changes.get(begins, 0) + satang
        if ends != FOREVER and ends <= through:
            changes[ends] = changes.get(ends, 0) - satang
            ends_of += [(debt, ends)] if satang else []
    gaps = [(debt, day) for debt, day in ends_of if day not in begins_of[debt]]
    return OwedOverTime(
        sums=_sums(changes),
        unstated=tuple(sorted({day for _debt, day in gaps})),
        lacks_debts=any(max(begins_of[debt]) < day for debt, day in gaps),
    )


def _sums(changes: dict[date, int]) -> tuple[tuple[date, int], ...]:
    days = sorted(changes)
    sums = accumulate(changes[day] for day in days)
    found: list[tuple[date, int]] = []
    for day, owed in zip(days, sums, strict=True):
        if not found or found[-1][1] != owed:
            found.append((day, owed))
    return tuple(found)
