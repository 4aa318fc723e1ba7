"""One row of a schedule: what falls due, what has been paid to it, and when."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from plodnee.engine.schedule.terms import Part
from plodnee.engine.schedule.year_fraction import Period

_NOTHING: dict[Part, int] = dict.fromkeys(Part, 0)


def nothing() -> dict[Part, int]:
    """No amount in any part."""
    return _NOTHING.copy()


@dataclass(slots=True)
class Row:
    """What one instalment owes part by part, and what was paid to it.

    Units: amounts in the schedule's smallest unit.
    """

    n: int
    period: Period
    owed: dict[Part, int] = field(default_factory=nothing)
    paid: dict[Part, int] = field(default_factory=nothing)
    balance: int = 0
    extra_principal: int = 0
    in_advance: int = 0
    late: int = 0
    paid_on: date | None = None

    @property
    def total(self) -> int:
        """All that the row owes."""
        return sum(self.owed.values())

    @property
    def paid_total(self) -> int:
        """All that was paid to the row."""
        return sum(self.paid.values())

    @property
    def outstanding(self) -> int:
        """What the row still owes."""
        return self.total - self.paid_total

    @property
    def due(self) -> date | None:
        """The day on which the row falls due."""
        return self.period.due

    def unpaid(self, part: Part) -> int:
        """What the row still owes of one part."""
        return self.owed[part] - self.paid[part]

    def settle(self, part: Part, amount: int, on: date) -> None:
        """An amount paid to one part on a day is noted, as early or late by the due date."""
        self.paid[part] += amount
        due = self.period.dates()[1]
        if on < due:
            self.in_advance += amount
        elif on > due:
            self.late += amount


@dataclass(frozen=True, slots=True)
class Transaction:
    """How one repayment was split, and what principal was owed after it."""

    on: date
    amount: int
    split: dict[Part, int]
    balance: int
    overpaid: int


@dataclass(frozen=True, slots=True)
class Schedule:
    """The rows in force, and the repayments that stand."""

    rows: tuple[Row, ...]
    transactions: tuple[Transaction, ...] = ()


@dataclass(slots=True)
class OpenRows:
    """The rows of a loan by due date, and the first of them that may still owe something."""

    rows: Sequence[Row]
    first: int = 0

    def seek(self, settled: int) -> Sequence[Row]:
        """The rows from the first that owes; `settled` of them are worked out for good."""
        while self.first < settled and self.rows[self.first].outstanding == 0:
            self.first += 1
        return self.rows[self.first :]

    def reopen(self, row: Row) -> None:
        """A row owes again."""
        self.first = min(self.first, row.n - 1)


def note_paid(row: Row, on: date) -> None:
    """The day on which a row became fully paid stands in it; one that owes again has none."""
    if row.outstanding:
        row.paid_on = None
    elif row.paid_on is None and row.paid_total:
        row.paid_on = on


def set_balances(rows: Sequence[Row], principal: int) -> None:
    """Each row's balance: the principal left if all is paid as the rows say."""
    for row in rows:
        principal -= row.owed[Part.PRINCIPAL] + row.extra_principal
        row.balance = principal
