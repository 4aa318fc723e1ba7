"""A running balance: what each row owes when the days of payments count.

The model holds the level instalments and what was paid to each row; from these, and from the
interest of every day, it works out the interest and the principal of the rows. A row whose due
date has come is closed: what happens later no longer changes what it owes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from plodnee.engine.schedule.instalment import level_ratio
from plodnee.engine.schedule.rounding import Mode, round_to
from plodnee.engine.schedule.running_interest import Balances, DailyInterest
from plodnee.engine.schedule.running_rows import INSTALMENT_PARTS, RunningRow
from plodnee.engine.schedule.terms import Part, Product

MOST_SPREADS = 3


@dataclass(slots=True)
class RunningModel:
    """The rows of one loan and the interest of its days.

    Units: amounts in the schedule's smallest unit.
    """

    product: Product
    rows: list[RunningRow]
    days: DailyInterest
    now: date  # the day of the latest thing that happened
    closed: int = 0  # so many rows, from the first, owe what they owe for good
    closed_principal: int = 0  # what they owe of the principal
    closed_paid: int = 0  # what of the principal was paid to them
    carried: int = 0  # interest that they carry over
    paid_principal: int = 0
    # of the rows not closed, in turn, what `_before` says of a day, until something is paid
    known_before: list[tuple[Balances, int]] = field(default_factory=list)
    known_before_on: date = date.min
    # the last unpaid row when all rows were worked out for good, as far as payments count no days
    settled_with: int | None = None

    # --- what is owed ---

    def settle(self, through: int | None = None) -> None:
        """Interest and principal of the rows not closed are worked out anew, as far as asked.

        Ensures: the principals of all rows sum to the loan's; the last unpaid row takes the
                 difference, and later ones owe what was paid to them.
        """
        if through is None and self._stands():
            return
        stop = len(self.rows) if through is None else through + 1
        last = len(self.rows)
        while (now_last := self._last_unpaid()) < last:
            last = now_last  # a row that turns out to be paid leaves the difference to one before
            if last < self.closed:
                self.reopen()
            self._settle_rows(last, stop)
        self.settled_with = last if through is None else None

    def _stands(self) -> bool:
        """Whether no payment since all rows were worked out can have changed what they owe."""
        due = self.closed < len(self.rows) and self.rows[self.closed].due_on <= self.now
        fixed = self.product.recalculation is None
        return fixed and not due and self.settled_with == self._last_unpaid()

    def close_due(self) -> None:
        """Every row whose due date has come is closed."""
        due = self.closed
        while due < len(self.rows) and self.rows[due].due_on <= self.now:
            due += 1
        if due > self.closed:
            self.settle(due - 1)

    def reopen(self) -> None:
        """No row is closed: something changed that had been settled."""
        self.closed = self.closed_principal = self.closed_paid = self.carried = 0
        self.settled_with = None
        self.known_before.clear()
        self.days.forget()

    def unpaid_principal(self) -> int:
        """The principal not paid so far."""
        return self.product.principal - self.paid_principal

    def only_unpaid(self, row: RunningRow) -> bool:
        """Whether a row is the only one that is not paid off."""
        if row.n - 1 != self._last_unpaid():
            return False
        return all(before.paid_off for before in reversed(self.rows[: row.n - 1]))

    def accrued(self, row: RunningRow, until: date) -> int:
        """The interest due in a row if time stopped on a day."""
        if row.n <= self.closed:
            return row.owed[Part.INTEREST]
        balances, carried = self._before(row, until)
        charged = self._charged(row, balances, carried, until)
        return self._due_interest(row, charged, is_last=row.n - 1 == self._last_unpaid())

    # --- what changes it ---

    def take(self, row: RunningRow, part: Part, amount: int, on: date) -> None:
        """So much is paid to a part of a row; principal bears no more interest from then on."""
        row.settle(part, amount, on)
        self.known_before.clear()
        if part is Part.PRINCIPAL:
            self.paid_principal += amount
            if row.n <= self.closed:
                self.closed_paid += amount
            self.days.note_payment(self.counts_from(on), row.n - 1, amount)

    def counts_from(self, on: date) -> date:
        """The day from which something done on a day counts: that day, or its row's due date."""
        recalculation = self.product.recalculation
        if recalculation is None or not recalculation.whole_periods:
            return on
        return self.period_end(on)

    def period_end(self, on: date) -> date:
        """The first due date on or after a day; the day itself after the last."""
        return next((row.due_on for row in self.rows if row.due_on >= on), on)

    def reach(self, on: date) -> None:
        """A day has come: overdue principal bears interest up to it, or to its row's due date."""
        self.now = max(self.now, on)
        self.known_before.clear()
        self.days.reached = max(self.days.reached, self.counts_from(on))

    def relevel(self, first: int) -> None:
        """The level instalment is worked out anew from a row on, on the balance before it.

        Source: the convention tagged `instalment-rebalancing` in the cases: while the last
                instalment differs by more satang than half the number of rows, the difference is
                spread over the rows, at most three times and only while it shrinks.
        """
        rows = self.rows[first:]
        level = self._level(first)
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

    def _before(self, row: RunningRow, until: date) -> tuple[Balances, int]:
        """The balances of a row not closed, and the interest carried to it, if time stopped."""
        known = self.known_before
        if not known or self.known_before_on != until:
            left = self.product.principal - self.closed_principal
            balances = Balances(self.closed, left, self.paid_principal - self.closed_paid)
            self.known_before_on, known[:] = until, [(balances, self.carried)]
        while len(known) < row.n - self.closed:
            before = self.rows[self.closed + len(known) - 1]
            balances, carried = known[-1]
            charged = self._charged(before, balances, carried, until)
            carried = charged - self._due_interest(before, charged, is_last=False)
            left = balances.scheduled - before.owed[Part.PRINCIPAL]
            ahead = balances.ahead - before.paid[Part.PRINCIPAL]
            known.append((Balances(before.n, left, ahead), carried))
        return known[row.n - 1 - self.closed]

    def _settle_rows(self, last: int, stop: int) -> None:
        """The rows not closed, up to `stop`, are worked out; `last` is the last unpaid one."""
        self.known_before.clear()
        left = self.product.principal - self.closed_principal
        ahead, carried = self.paid_principal - self.closed_paid, self.carried
        for index in range(self.closed, stop):
            row = self.rows[index]
            balances = Balances(index, left, ahead)
            ahead -= row.paid[Part.PRINCIPAL]
            if index > last:
                row.owed |= {part: row.paid[part] for part in INSTALMENT_PARTS}
            else:
                carried = self._work_out(row, balances, carried, ahead, is_last=index == last)
            left -= row.owed[Part.PRINCIPAL]
            if row.due_on <= self.now:
                self._close(row, carried)

    def _work_out(
        self, row: RunningRow, balances: Balances, carried: int, ahead: int, *, is_last: bool
    ) -> int:
        """What a row owes is set; the interest that it carries over."""
        charged = self._charged(row, balances, carried)
        interest = self._due_interest(row, charged, is_last=is_last)
        left = balances.scheduled - ahead  # later rows have their payments for themselves
        planned = 0 if row.no_principal else row.instalment - interest
        principal = max(0, min(max(planned, row.paid[Part.PRINCIPAL]), left))
        row.owed[Part.PRINCIPAL] = left if is_last else principal
        row.owed[Part.INTEREST] = interest
        if is_last or row.no_principal:
            row.instalment = row.owed[Part.PRINCIPAL] + interest
        return charged - interest

    def _charged(
        self, row: RunningRow, balances: Balances, carried: int, until: date | None = None
    ) -> int:
        """The interest of a row, rounded once, and what the row before carried over."""
        if row.interest_free:
            return carried
        exact = self.days.exact(row.period, balances, until)
        return carried + self.product.rounding.amount(exact)

    def _due_interest(self, row: RunningRow, charged: int, *, is_last: bool) -> int:
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

    def _close(self, row: RunningRow, carried: int) -> None:
        self.closed, self.carried = row.n, carried
        self.closed_principal += row.owed[Part.PRINCIPAL]
        self.closed_paid += row.paid[Part.PRINCIPAL]

    def _last_unpaid(self) -> int:
        """The index of the last row not paid off; -1 where all are and no principal is left."""
        for index in reversed(range(len(self.rows))):
            if not self.rows[index].paid_off:
                return index
        return len(self.rows) - 1 if self.unpaid_principal() else -1

    def _level(self, first: int) -> int:
        if self.product.fixed_instalment is not None:
            return self.product.fixed_instalment
        before = sum(row.owed[Part.PRINCIPAL] for row in self.rows[:first])
        rows = [row for row in self.rows[first:] if not row.no_principal]
        exact = level_ratio(
            self.product.principal - before, [self.days.level_rate(row.period) for row in rows]
        )
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
        self.reopen()
        self.settle()
        unpaid = [row for row in rows if not row.paid_off]
        return unpaid[-1].instalment - level if len(unpaid) > 1 else 0
