"""How a contract is repaid, as signed."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from plodnee.engine.calendar import DayCount, Unit
from plodnee.engine.contract_history.refusals import (
    DueDateTooEarly,
    above_largest,
    below_smallest,
)
from plodnee.engine.money import SATANG_PER_BAHT

Method = Literal["level", "interest_only", "equal_principal", "flat"]
METHODS: tuple[Method, ...] = ("level", "interest_only", "equal_principal", "flat")
# The smallest value of each number of the terms; a level instalment is at least a satang.
SMALLEST = {
    "principal_satang": 1,
    "rate_bp": 0,
    "instalments": 1,
    "instalment_multiple_satang": 1,
    "grace_on_principal": 0,
    "grace_on_interest": 0,
    "interest_free": 0,
}


@dataclass(frozen=True, slots=True)
class RepaymentTerms:
    """How a contract is repaid.

    `gaps` are the steps between due dates, in `unit`, and repeat; `due_day` is the day of the month
    meant where the first due month is too short for it. `instalment_satang` counts for `level`
    only, which with one instalment is a loan repaid in one sum. Graces count rows from the first:
    in those on principal only interest is paid, in those on interest none is (it is paid from the
    next row on), and rows that are interest-free bear none. An instalment worked out anew is a
    multiple of `instalment_multiple_satang`.
    Units:  satang; basis points a year.
    Raises: TermBelowSmallest, TermAboveLargest, DueDateTooEarly for what cannot be; ValueError if
            the terms contradict themselves.
    """

    principal_satang: int
    rate_bp: int
    start_on: date
    first_due_on: date
    instalments: int
    instalment_satang: int = 0
    method: Method = "level"
    day_count: DayCount = "per_month"
    unit: Unit = "month"
    gaps: tuple[int, ...] = (1,)
    due_day: int | None = None
    grace_on_principal: int = 0
    grace_on_interest: int = 0
    interest_free: int = 0
    instalment_multiple_satang: int = SATANG_PER_BAHT

    def __post_init__(self) -> None:
        level = self.method == "level" and self.instalments > 1
        for term, smallest in (SMALLEST | {"instalment_satang": int(level)}).items():
            given = getattr(self, term)
            if given < smallest:
                raise below_smallest(term, given, smallest)
        for term in ("grace_on_principal", "grace_on_interest", "interest_free"):
            # only the rows' interest can be free to the end
            largest = self.instalments - (term != "interest_free")
            if getattr(self, term) > largest:
                raise above_largest(term, getattr(self, term), largest)
        if self.first_due_on <= self.start_on:
            earliest = self.start_on + timedelta(days=1)
            raise DueDateTooEarly(given=self.first_due_on, smallest=earliest)
        if self.unit == "day" and self.day_count == "per_month":
            raise ValueError("instalments counted in days bear no interest by whole months")
