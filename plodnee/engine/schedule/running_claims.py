"""What a payment may settle on a day when its day counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plodnee.engine.schedule.rows import Row
from plodnee.engine.schedule.running_model import INSTALMENT_PARTS, RunningModel, RunningRow
from plodnee.engine.schedule.terms import Part


@dataclass(slots=True)
class RunningClaims:
    """Claims on the rows of a running model; interest in advance only up to a day."""

    model: RunningModel
    until: date  # interest of rows not yet due is claimed up to here

    @property
    def rows(self) -> Sequence[RunningRow]:
        """The rows that can be paid."""
        return self.model.rows

    def claim(self, row: Row, part: Part, on: date) -> int:
        """What may be settled of one part: ahead of time, only interest that has accrued."""
        assert isinstance(row, RunningRow)
        fixed = self.model.product.recalculation is None
        if part not in INSTALMENT_PARTS or fixed or row.period.dates()[1] <= on:
            return row.unpaid(part)
        accrued = self._accrued(row)
        if part is Part.INTEREST:
            return max(0, accrued - row.paid[Part.INTEREST])
        asked = self._instalment(row, on) - accrued - row.paid[Part.PRINCIPAL]
        return max(0, min(asked, self.model.unpaid_principal()))

    def take(self, row: Row, part: Part, amount: int, on: date) -> None:
        """The part is settled by so much, and the balance falls."""
        assert isinstance(row, RunningRow)
        self.model.take(row, part, amount, on)

    def _instalment(self, row: RunningRow, on: date) -> int:
        """The instalment asked for: the level one ahead of its period, save where one is left."""
        unpaid = sum(not other.paid_off for other in self.rows)
        ahead = on <= row.period.dates()[0]
        return row.level if ahead and unpaid > 1 else row.instalment

    def _accrued(self, row: RunningRow) -> int:
        """The interest due in a row if time stopped on the day up to which it is claimed."""
        carried = 0
        for before in self.rows[: row.n - 1]:
            charged = self.model.charged(before, carried, self.until)
            carried = charged - self.model.due_interest(before, charged, is_last=False)
        charged = self.model.charged(row, carried, self.until)
        return self.model.due_interest(row, charged, is_last=False)
