"""A running balance: what each row owes when the days of payments count.

The model holds the level instalments and what was paid to each row; from these, and from the
interest of every day, it works out the interest and the principal of the rows, as often as
something changes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from plodnee.engine.schedule.instalment import level_instalment
from plodnee.engine.schedule.rounding import Mode, round_to
from plodnee.engine.schedule.rows import Row
from plodnee.engine.schedule.running_interest import Balances, DailyInterest
from plodnee.engine.schedule.steps import Step
from plodnee.engine.schedule.terms import Part, Product

INSTALMENT_PARTS = (Part.PRINCIPAL, Part.INTEREST)
MOST_SPREADS = 3


@dataclass(slots=True)
class RunningRow(Row):
    """A row whose interest and principal follow the balance."""

    level: int = 0  # the level instalment
    instalment: int = 0  # what it is in this row: the last unpaid row takes the difference
    no_principal: bool = False
    interest_later: bool = False
    interest_free: bool = False

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


@dataclass(slots=True)
class RunningModel:
    """The rows of one loan and the interest of its days.

    Units: amounts in the schedule's smallest unit.
    """

    product: Product
    rows: list[RunningRow]
    days: DailyInterest

    # --- what is owed ---

    def settle(self) -> None:
        """Interest and principal of every row are worked out anew.

        Ensures: the principals sum to the loan's; the last unpaid row takes the difference, and
                 later ones owe what was paid to them.
        """
        last, carried = self._last_unpaid(), 0
        for index, row in enumerate(self.rows):
            if index > last:
                row.owed |= {part: row.paid[part] for part in INSTALMENT_PARTS}
                continue
            charged = self.charged(row, carried)
            interest = self.due_interest(row, charged, is_last=index == last)
            row.owed[Part.PRINCIPAL] = self._principal(row, interest, is_last=index == last)
            row.owed[Part.INTEREST] = interest
            carried = charged - interest
            if index == last or row.no_principal:
                row.instalment = row.owed[Part.PRINCIPAL] + interest

    def charged(self, row: RunningRow, carried: int, until: date | None = None) -> int:
        """The interest of a row, rounded once, and what the row before carried over."""
        if row.interest_free:
            return carried
        balances = Balances(row.n - 1, self._open_before(row), self._paid_from(row))
        return carried + self.product.rounding.amount(self.days.exact(row.period, balances, until))

    def due_interest(self, row: RunningRow, charged: int, *, is_last: bool) -> int:
        """What of the interest charged is due in a row; the rest is carried to the next.

        A row owes no more interest than its instalment. One to which more principal was paid than
        that leaves owes only the interest that was paid, and so does one in grace on interest.
        """
        paid = row.paid[Part.INTEREST]
        if is_last:
            return max(charged, paid)
        if row.interest_later:
            return paid
        if row.no_principal:
            return max(charged, paid)
        if row.paid[Part.PRINCIPAL] > max(0, row.instalment - charged):
            return paid
        return max(min(charged, row.instalment), paid)

    def unpaid_principal(self) -> int:
        """The principal not paid so far."""
        return self.product.principal - sum(row.paid[Part.PRINCIPAL] for row in self.rows)

    # --- what changes it ---

    def take(self, row: RunningRow, part: Part, amount: int, on: date) -> None:
        """So much is paid to a part of a row; principal bears no more interest from then on."""
        row.settle(part, amount, on)
        if part is Part.PRINCIPAL:
            self.days.note_payment(self.counts_from(on), row.n - 1, amount)

    def counts_from(self, on: date) -> date:
        """The day from which something done on a day counts: that day, or its row's due date."""
        recalculation = self.product.recalculation
        if recalculation is None or not recalculation.whole_periods:
            return on
        return self.period_end(on)

    def period_end(self, on: date) -> date:
        """The first due date on or after a day; the day itself after the last."""
        dues = (row.period.dates()[1] for row in self.rows)
        return next((due for due in dues if due >= on), on)

    def reach(self, on: date) -> None:
        """Overdue principal bears interest up to a day, if it did not already."""
        self.days.reached = max(self.days.reached, self.counts_from(on))

    def relevel(self, first: int) -> None:
        """The level instalment is worked out anew from a row on, on the balance before it.

        Source: the convention tagged `instalment-rebalancing` in the cases: while the last
                instalment differs by more satang than half the number of rows, the difference is
                spread over the rows, at most three times and only while it shrinks.
        """
        rows = self.rows[first:]
        level = self._level(rows)
        difference = self._set_level(rows, level)
        half = len(rows) // 2 * 10 ** (self.product.scale - 2)
        for _ in range(MOST_SPREADS):
            if half == 0 or abs(difference) <= half or self.product.fixed_instalment is not None:
                return
            spread = level + self._spread(rows, level, difference)
            closer = self._set_level(rows, spread)
            if abs(closer) >= abs(difference):
                self._set_level(rows, level)
                return
            level, difference = spread, closer

    # --- how it is worked out ---

    def _last_unpaid(self) -> int:
        """The index of the last row not paid off; -1 where all are and no principal is left."""
        for index in reversed(range(len(self.rows))):
            if not self.rows[index].paid_off:
                return index
        return len(self.rows) - 1 if self.unpaid_principal() else -1

    def _principal(self, row: RunningRow, interest: int, *, is_last: bool) -> int:
        """The principal due in a row: the rest of its instalment, at most what is left for it."""
        left = self._open_before(row) - self._paid_from(row) + row.paid[Part.PRINCIPAL]
        if is_last:
            return left
        planned = 0 if row.no_principal else row.instalment - interest
        return max(0, min(max(planned, row.paid[Part.PRINCIPAL]), left))

    def _open_before(self, row: RunningRow) -> int:
        """The principal that the rows before leave."""
        return self.product.principal - sum(
            before.owed[Part.PRINCIPAL] for before in self.rows[: row.n - 1]
        )

    def _paid_from(self, row: RunningRow) -> int:
        """The principal paid to a row and to all later ones."""
        return sum(later.paid[Part.PRINCIPAL] for later in self.rows[row.n - 1 :])

    def _level(self, rows: Sequence[RunningRow]) -> int:
        if self.product.fixed_instalment is not None:
            return self.product.fixed_instalment
        rates = [self.days.level_rate(row.period) for row in rows if not row.no_principal]
        exact = level_instalment(self._open_before(rows[0]), rates)
        return self.product.rounding.instalment(exact)

    def _spread(self, rows: Sequence[RunningRow], level: int, difference: int) -> int:
        """The part of a difference for each row that can still take it, rounded half up."""
        counted = sum(row.instalment_paid <= level for row in rows)
        multiple = self.product.rounding.instalment_multiple
        return round_to(Fraction(difference, max(1, counted)), multiple, Mode.HALF_UP)

    def _set_level(self, rows: Sequence[RunningRow], level: int) -> int:
        """The rows have a level instalment; by how much the last unpaid one differs from it.

        A row to which more was paid keeps its own.
        """
        for row in rows:
            if row.instalment_paid <= level:
                row.level = row.instalment = level
        self.settle()
        unpaid = [row for row in rows if not row.paid_off]
        return unpaid[-1].instalment - level if len(unpaid) > 1 else 0
