"""One row of a running balance."""

from dataclasses import dataclass
from datetime import date

from plodnee.engine.schedule.rows import Row
from plodnee.engine.schedule.steps import Step
from plodnee.engine.schedule.terms import Part

INSTALMENT_PARTS = (Part.PRINCIPAL, Part.INTEREST)


@dataclass(slots=True)
class RunningRow(Row):
    """A row whose interest and principal follow the balance."""

    level: int = 0  # the level instalment
    instalment: int = 0  # what it is in this row: the last unpaid row takes the difference
    no_principal: bool = False
    interest_later: bool = False
    interest_free: bool = False

    @property
    def due_on(self) -> date:
        """The day on which it falls due."""
        return self.period.dates()[1]

    @property
    def instalment_paid(self) -> int:
        """What was paid of principal and interest."""
        return self.paid[Part.PRINCIPAL] + self.paid[Part.INTEREST]

    @property
    def paid_off(self) -> bool:
        """Whether the principal and the interest of its instalment are paid."""
        return self.instalment_paid >= self.instalment


def running_row(n: int, step: Step) -> RunningRow:
    """A row with the period and the graces of a step, its instalment still to be set."""
    return RunningRow(
        n,
        step.period,
        no_principal=step.no_principal,
        interest_later=step.interest_later,
        interest_free=step.interest_free,
    )
