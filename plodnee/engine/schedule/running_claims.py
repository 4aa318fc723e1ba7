"""What a payment may settle on a day when its day counts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from plodnee.engine.schedule.rows import OpenRows, Row
from plodnee.engine.schedule.running_model import RunningModel
from plodnee.engine.schedule.running_rows import INSTALMENT_PARTS, RunningRow
from plodnee.engine.schedule.terms import Part


@dataclass(slots=True)
class RunningClaims:
    """Claims on the rows of a running model; interest in advance only up to a day."""

    model: RunningModel
    until: date  # interest of rows not yet due is claimed up to here
    open: OpenRows
    taken_from: set[int] = field(default_factory=set)  # the rows that something was paid to

    def open_rows(self) -> Sequence[Row]:
        """The rows from the first that is not closed and paid."""
        return self.open.seek(self.model.closed)

    def claim(self, row: Row, part: Part, on: date) -> int:
        """What may be settled of one part: ahead of time, only interest that has accrued.

        Of principal, the rest of the instalment: the level one before its period begins, and all
        that is left where no other row is unpaid.
        """
        assert isinstance(row, RunningRow)
        fixed = self.model.product.recalculation is None
        if part not in INSTALMENT_PARTS or fixed or row.due_on <= on:
            return row.unpaid(part)
        accrued = self.model.accrued(row, self.until)
        if part is Part.INTEREST:
            return max(0, accrued - row.paid[Part.INTEREST])
        if row.no_principal:
            return 0
        left = self.model.unpaid_principal()
        if self.model.only_unpaid(row):
            return left
        instalment = row.level if self._ahead(row, on) else row.instalment
        return max(0, min(instalment - accrued - row.paid[Part.PRINCIPAL], left))

    def take(self, row: Row, part: Part, amount: int, on: date) -> None:
        """The part is settled by so much, and the balance falls.

        A row that has its level instalment before its period begins is paid off.
        """
        assert isinstance(row, RunningRow)
        alone = self.model.only_unpaid(row)
        self.model.take(row, part, amount, on)
        self.taken_from.add(row.n - 1)
        if self._ahead(row, on) and row.instalment_paid == row.level and not alone:
            row.instalment = row.level

    def _ahead(self, row: RunningRow, on: date) -> bool:
        return on <= row.period.dates()[0]
