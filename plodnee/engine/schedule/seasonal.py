"""A level schedule on due months with unequal gaps: after harvest, twice a year, every month.

The arithmetic of the planner and of the contract, told row by row, so that the plan's numbers are
the contract's numbers to the satang.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from plodnee.engine.money import SATANG_PER_BAHT, interest_for_months, up_to_whole_baht
from plodnee.engine.schedule.refusals import InstalmentNeverPaysOff


@dataclass(frozen=True, slots=True)
class SeasonalTerms:
    """A principal repaid in stated months, counted from the month in which it is taken over.

    Graces count due months from the first: in those on principal only interest is paid, in those
    on interest none is (it is paid from the next on), and gaps that are interest-free bear none.
    Units:  satang; basis points a year; `due_months` are months after month 0.
    Raises: ValueError if a number is out of range or the months do not rise.
    """

    principal_satang: int
    rate_bp: int
    due_months: tuple[int, ...]
    instalment_multiple_satang: int = SATANG_PER_BAHT
    grace_on_principal: int = 0
    grace_on_interest: int = 0
    interest_free: int = 0

    def __post_init__(self) -> None:
        months, multiple = self.due_months, self.instalment_multiple_satang
        if self.principal_satang < 1 or self.rate_bp < 0:
            raise ValueError(f"principal or rate out of range: {self}")
        if not months or months[0] < 1 or any(b <= a for a, b in pairwise(months)):
            raise ValueError(f"due months must rise from month 1 on: {months}")
        if multiple < SATANG_PER_BAHT or multiple % SATANG_PER_BAHT:
            raise ValueError(f"an instalment is a multiple of whole baht, not of {multiple} satang")
        graces = (self.grace_on_principal, self.grace_on_interest)
        if not all(0 <= grace < len(months) for grace in graces) or self.interest_free < 0:
            raise ValueError(f"a grace leaves no due month: {self}")


@dataclass(frozen=True, slots=True)
class SeasonalRow:
    """What one due month brings; satang."""

    n: int
    due_month: int
    gap_months: int
    interest_charged: int  # on the balance, over the gap, rounded half up once
    interest_paid: int
    principal_paid: int
    interest_owed: int  # not covered so far; it bears no interest
    balance: int  # what bears interest after this payment

    @property
    def paid(self) -> int:
        """The payment of the month."""
        return self.interest_paid + self.principal_paid

    @property
    def owed(self) -> int:
        """All that is owed after the payment."""
        return self.balance + self.interest_owed


@dataclass(frozen=True, slots=True)
class SeasonalSchedule:
    """A level schedule: its instalment, and a row for each due month until nothing is owed."""

    terms: SeasonalTerms
    instalment_satang: int
    rows: tuple[SeasonalRow, ...]

    @property
    def total_interest(self) -> int:
        """All interest charged; satang."""
        return sum(row.interest_charged for row in self.rows)

    @property
    def last_satang(self) -> int:
        """The last payment, which takes the rest; at most the instalment."""
        return self.rows[-1].paid


def level_schedule(terms: SeasonalTerms, instalment_satang: int | None = None) -> SeasonalSchedule:
    """The level schedule of some terms, at an instalment given or at the smallest that pays off.

    Shapes:  one row for each due month until nothing is owed, which may be before the last.
    Units:   satang.
    Ensures: the principal paid sums to the principal and the interest paid to the interest
             charged; every payment is the smaller of the instalment and all that is owed, save in
             a grace; uncovered interest is carried, paid first and bears no interest.
    Raises:  InstalmentNeverPaysOff, naming the smallest instalment that does; ValueError if the
             one given is not a multiple of `instalment_multiple_satang`.
    Source:  docs/reference/formats.md, "Interest" and "Level repayment".
    """
    if instalment_satang is None:
        instalment_satang = smallest_instalment(terms)
    if instalment_satang < 1 or instalment_satang % terms.instalment_multiple_satang:
        raise ValueError(f"{instalment_satang} is no multiple of the terms' instalments")
    rows = tuple(_rows(terms, instalment_satang))
    if rows[-1].owed:
        raise InstalmentNeverPaysOff(
            instalment=instalment_satang,
            left=rows[-1].owed,
            month=rows[-1].due_month,
            smallest=smallest_instalment(terms),
        )
    return SeasonalSchedule(terms, instalment_satang, rows)


def smallest_instalment(terms: SeasonalTerms) -> int:
    """The smallest instalment, a multiple as agreed, that leaves nothing owed after the last month.

    Units:   satang.
    Ensures: exact: what is owed never rises with the instalment, so the search closes in on it.
    """
    multiple = terms.instalment_multiple_satang
    low, high = 0, -(-_all_at_once(terms) // multiple)  # low never pays off, high always does
    while high - low > 1:
        middle = (low + high) // 2
        if _owed_at_last(terms, middle * multiple):
            low = middle
        else:
            high = middle
    return high * multiple


def _rows(terms: SeasonalTerms, instalment: int) -> Iterator[SeasonalRow]:
    balance, owed, before = terms.principal_satang, 0, 0
    for n, month in enumerate(terms.due_months, start=1):
        gap, before = month - before, month
        free = n <= terms.interest_free
        charged = 0 if free else interest_for_months(balance, terms.rate_bp, gap)
        owed += charged
        interest = 0 if n <= terms.grace_on_interest else min(owed, instalment)
        if n <= terms.grace_on_principal:
            principal = 0
            interest = 0 if n <= terms.grace_on_interest else owed
        else:
            principal = min(balance, instalment - interest)
        owed, balance = owed - interest, balance - principal
        yield SeasonalRow(n, month, gap, charged, interest, principal, owed, balance)
        if balance + owed == 0:
            return


def _owed_at_last(terms: SeasonalTerms, instalment: int) -> int:
    *_, last = _rows(terms, instalment)
    return last.owed


def _all_at_once(terms: SeasonalTerms) -> int:
    """The principal and the interest of the whole time on it: more is never owed."""
    gaps = (b - a for a, b in pairwise((0, *terms.due_months)))
    interest = (interest_for_months(terms.principal_satang, terms.rate_bp, gap) for gap in gaps)
    return up_to_whole_baht(terms.principal_satang + sum(interest))
