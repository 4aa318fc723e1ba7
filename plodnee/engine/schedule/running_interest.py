"""Interest on a running balance: by the principal, the rate and the pauses of every day."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import pairwise

from plodnee.engine.schedule.terms import Product
from plodnee.engine.schedule.year_fraction import Period


@dataclass(frozen=True, slots=True)
class Balances:
    """The principal that bears interest inside one row.

    Before `reached` it is all that was not paid by the day. From then on it is what the rows leave
    open if everything overdue is paid (`scheduled`), less what was paid to this row and later ones
    by the day; `ahead` is all of that, paid on whatever day.
    """

    index: int
    scheduled: int
    ahead: int


@dataclass(slots=True)
class DailyInterest:
    """What the interest of a loan depends on, and the interest of any stretch of days.

    Units: amounts in the schedule's smallest unit.
    """

    product: Product
    reached: date  # overdue principal bears interest up to this day
    rates: list[tuple[date, Fraction]] = field(default_factory=list)
    pauses: list[tuple[date, date]] = field(default_factory=list)
    payments: list[tuple[date, int, int]] = field(default_factory=list)  # day, row index, principal
    paid_by: list[int] = field(default_factory=list)  # the principal paid up to each payment
    counted: dict[int, tuple[date, Fraction]] = field(default_factory=dict)  # row index: so far
    parts: dict[tuple[date, date, date], Fraction] = field(default_factory=dict)  # see _rate_part

    def exact(self, period: Period, balances: Balances, until: date | None = None) -> Fraction:
        """The interest of a row by its balances from day to day; `until` stops it on a day.

        What was counted up to the day reached is remembered, since later payments do not change it.
        """
        start, due = period.dates()
        end = due if until is None else min(until, due)
        begun, interest = self.counted.get(balances.index, (start, Fraction(0)))
        if begun > end:
            begun, interest = start, Fraction(0)
        for first, last in self._cut(begun, end):
            balance, _ = self._bears(first, balances)
            if balance:
                interest += balance * self._rate_part(period, first, last)
            if last <= self.reached:
                self.counted[balances.index] = (last, interest)
        return interest

    def forget(self) -> None:
        """Nothing that depends on balances is remembered: something changed in the past."""
        self.counted.clear()

    def forget_periods(self) -> None:
        """Nothing at all is remembered: a period or a rate changed."""
        self.counted.clear()
        self.parts.clear()

    def stretches(self, period: Period, balances: Balances) -> Iterator[Fraction]:
        """The interest of each stretch of a row in which balance and rate stay the same."""
        terms: tuple[int, Fraction] | None = None
        part = Fraction(0)
        for first, last in self._cut(*period.dates()):
            now = self._bears(first, balances)
            if terms not in (None, now):
                yield terms[0] * part
                part = Fraction(0)
            terms = now
            part += self._rate_part(period, first, last)
        if terms is not None:
            yield terms[0] * part

    def level_rate(self, period: Period) -> Fraction:
        """The part of a balance that a whole row's interest is, by the rates in force in it."""
        fraction = self.product.year_fraction
        start, due = period.dates()
        cuts = [start, *(day for day, _ in self.rates if start < day < due), due]
        level = fraction.level(period)
        if len(cuts) == 2:
            return self.rate_on(start) * level
        parts = (self.rate_on(a) * fraction.part(period, a, b) for a, b in pairwise(cuts))
        return sum(parts, Fraction(0)) * level / fraction.whole(period)

    def rate_on(self, day: date) -> Fraction:
        """The rate a year in force on a day."""
        place = bisect_right(self.rates, day, key=lambda change: change[0])
        return self.rates[place - 1][1] if place else self.product.rate

    def new_rate(self, begins: date, rate: Fraction) -> None:
        """A rate is in force from a day on, instead of every later one that stood before."""
        self.rates = [change for change in self.rates if change[0] < begins]
        self.rates.append((begins, rate))
        self.forget_periods()

    def note_payment(self, on: date, index: int, principal: int) -> None:
        """A payment of principal to a row lowers the balance from a day on."""
        entry = (on, index, principal)
        in_order = not self.payments or self.payments[-1] <= entry
        insort(self.payments, entry)
        if on < self.reached:
            self.forget()
        if in_order:
            self.paid_by.append((self.paid_by[-1] if self.paid_by else 0) + principal)
        else:
            total, self.paid_by = 0, []
            for _, _, amount in self.payments:
                total += amount
                self.paid_by.append(total)

    def _rate_part(self, period: Period, first: date, last: date) -> Fraction:
        """What a balance is multiplied with for days of one rate, worked out once."""
        start, _ = period.dates()
        known = self.parts.get((start, first, last))
        if known is None:
            part = self.product.year_fraction.part(period, first, last)
            known = self.parts[start, first, last] = self.rate_on(first) * part
        return known

    def _paid_up_to(self, day: date) -> int:
        place = bisect_right(self.payments, day, key=lambda payment: payment[0])
        return self.paid_by[place - 1] if place else 0

    def _bears(self, day: date, balances: Balances) -> tuple[int, Fraction]:
        """The balance of a day and the rate that it bears; nothing in a pause."""
        balance = self._balance_on(day, balances)
        paused = any(first <= day < last for first, last in self.pauses)
        if balance <= 0 or paused:
            return 0, Fraction(0)
        return balance, self.rate_on(day)

    def _balance_on(self, day: date, balances: Balances) -> int:
        """The balance of a day, on which the interest up to the next one is counted."""
        recalculation = self.product.recalculation
        if recalculation is None:
            return balances.scheduled
        if recalculation.interest_on_past_due and day < self.reached:
            return self.product.principal - self._paid_up_to(day)
        place = bisect_right(self.payments, day, key=lambda payment: payment[0])
        later = sum(amount for _, index, amount in self.payments[place:] if index >= balances.index)
        return balances.scheduled - balances.ahead + later

    def _cut(self, start: date, end: date) -> Iterator[tuple[date, date]]:
        """The days of a row, cut wherever the balance, the rate or a pause changes."""
        if start >= end:
            return
        cuts = {day for day, _ in self.rates} | {day for pause in self.pauses for day in pause}
        cuts.add(self.reached)
        if self.product.recalculation is not None:
            first = bisect_right(self.payments, start, key=lambda payment: payment[0])
            last = bisect_left(self.payments, end, key=lambda payment: payment[0])
            cuts |= {day for day, _, _ in self.payments[first:last]}
        inside = sorted(day for day in cuts if start < day < end)
        yield from pairwise([start, *inside, end])
