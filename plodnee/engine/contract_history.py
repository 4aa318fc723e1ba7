"""One contract and what happened to it, readable: its rows, what each payment paid, its standing.

The same rules over many loans at once are `plodnee.engine.portfolio`; a test holds both equal.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from plodnee.engine.appropriation import Part, Parts, check_order
from plodnee.engine.calendar import DayCount, Unit, due_dates, interest_of_period, year_part
from plodnee.engine.classification import Classified, Criteria, DebtStatus, classify
from plodnee.engine.interest_law import OverduePrincipal
from plodnee.engine.money import BP_PER_WHOLE, divide_half_up
from plodnee.engine.overdue import overdue_stretches

Method = Literal["level", "interest_only", "equal_principal", "flat"]
METHODS: tuple[Method, ...] = ("level", "interest_only", "equal_principal", "flat")


@dataclass(frozen=True, slots=True)
class RepaymentTerms:
    """How a contract is repaid.

    `gaps` are the steps between due dates, in `unit`, and repeat; `due_day` is the day of the month
    meant where the first due month is too short for it. `instalment_satang` counts for `level`
    only, which with one instalment is a loan repaid in one sum.
    Units:  satang; basis points a year.
    Raises: ValueError if the terms contradict themselves.
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

    def __post_init__(self) -> None:
        if min(self.principal_satang, self.instalments) < 1 or self.rate_bp < 0:
            raise ValueError(f"terms out of range: {self}")
        if self.first_due_on <= self.start_on:
            raise ValueError(f"first due on {self.first_due_on}, begun on {self.start_on}")
        if self.unit == "day" and self.day_count == "per_month":
            raise ValueError("instalments counted in days bear no interest by whole months")
        if self.method == "level" and self.instalments > 1 and self.instalment_satang < 1:
            raise ValueError("a level repayment needs its instalment")


@dataclass(frozen=True, slots=True)
class Row:
    """One instalment as agreed; satang.

    `accrued` is the interest of this period, `carried` what of it and earlier ones the instalment
    did not cover: it is paid by later rows and bears no interest. `balance` is the principal after
    the row.
    """

    n: int
    start_on: date
    due_on: date
    accrued: int
    interest: int
    principal: int
    balance: int
    carried: int

    @property
    def total(self) -> int:
        """Interest and principal of the row."""
        return self.interest + self.principal


@dataclass(frozen=True, slots=True)
class Payment:
    """Money received."""

    id: str
    on: date
    amount_satang: int


@dataclass(frozen=True, slots=True)
class Charge:
    """Costs or a penalty, owed from a day on."""

    on: date
    amount_satang: int
    part: Literal["costs", "penalty"] = "penalty"


@dataclass(frozen=True, slots=True)
class Reversal:
    """The payment of that id never happened, whatever the day on which this was noticed."""

    payment_id: str


Event = Payment | Charge | Reversal


@dataclass(frozen=True, slots=True)
class RowShare:
    """What one payment paid of one row; satang."""

    n: int
    interest: int
    principal: int


@dataclass(frozen=True, slots=True)
class Applied:
    """One payment that stands, and what it paid."""

    payment: Payment
    costs: int
    penalty: int
    shares: tuple[RowShare, ...]
    overpaid: int

    @property
    def paid(self) -> Parts:
        """The payment by its parts."""
        interest = sum(share.interest for share in self.shares)
        principal = sum(share.principal for share in self.shares)
        return Parts(self.costs, self.penalty, interest, principal)


@dataclass(frozen=True, slots=True)
class RowPosition:
    """A row and what has been paid of it; `paid_on` is the day on which it became fully paid."""

    row: Row
    interest_paid: int
    principal_paid: int
    paid_on: date | None

    @property
    def interest_left(self) -> int:
        """Interest of the row not yet paid."""
        return self.row.interest - self.interest_paid

    @property
    def principal_left(self) -> int:
        """Principal of the row not yet paid."""
        return self.row.principal - self.principal_paid


@dataclass(frozen=True, slots=True)
class Position:
    """A contract as of a day; satang and days.

    `outstanding` is principal not yet paid, due or not; arrears are of rows due before the day.
    """

    as_of: date
    rows: tuple[RowPosition, ...]
    applied: tuple[Applied, ...]
    outstanding: int
    principal_arrears: int
    interest_arrears: int
    charges_owed: Parts
    overpaid: int
    days_past_due: int
    classified: Classified

    @property
    def arrears(self) -> int:
        """All that should have been paid before the day, charges included."""
        return self.principal_arrears + self.interest_arrears + self.charges_owed.total


def schedule_of(terms: RepaymentTerms) -> tuple[Row, ...]:
    """The contract's rows, as many as instalments.

    Ensures: principal sums to the principal; the last row takes the rest; interest is rounded half
             up once a period; interest that an instalment does not cover is carried without
             bearing interest.
    Source:  docs/reference/formats.md, "Interest" and "Level repayment".
    """
    dates = due_dates(terms.first_due_on, terms.unit, terms.gaps, terms.instalments, terms.due_day)
    flat = _flat_interest(terms, dates[-1]) if terms.method == "flat" else 0
    rows: list[Row] = []
    start, balance, carried = terms.start_on, terms.principal_satang, 0
    for n, due in enumerate(dates, start=1):
        accrued = _accrued(terms, n, flat, balance, start, due)
        owed = carried + accrued
        interest, principal = _split(terms, n, owed, balance)
        balance, carried = balance - principal, owed - interest
        rows.append(Row(n, start, due, accrued, interest, principal, balance, carried))
        start = due
    return tuple(rows)


def position_of(
    terms: RepaymentTerms,
    events: Iterable[Event],
    as_of: date,
    *,
    criteria: Criteria,
    order: Sequence[Part],
    status: DebtStatus = "normal",
) -> Position:
    """The contract as of a day, from its terms and all that happened up to it.

    Ensures: what was paid is what the payments were, to the satang; the order in which events of
             one day were entered does not matter; more paid, never more owed.
    Raises:  ValueError if the order does not begin with costs and penalty, a payment or charge is
             below 1 satang, an id stands twice, or a reversal names no payment.
    Source:  the earliest instalment first; within it `order` (CCC 329); charges before instalments.
    """
    ledger = _Ledger(schedule_of(terms), order)
    for event in standing_events(events, as_of):
        if isinstance(event, Charge):
            ledger.charges[event.part] += event.amount_satang
        else:
            ledger.apply(event)
    return ledger.position(as_of, status, criteria)


def standing_events(events: Iterable[Event], as_of: date) -> list[Payment | Charge]:
    """Charges and payments up to a day, by day, charges first; without reversed payments.

    Raises: ValueError if an amount is below 1 satang, an id stands twice, or a reversal names none.
    """
    listed = list(events)
    paid = [event for event in listed if isinstance(event, Payment)]
    reversed_ids = [event.payment_id for event in listed if isinstance(event, Reversal)]
    ids = {payment.id for payment in paid}
    known = len(ids) == len(paid) and len(set(reversed_ids)) == len(reversed_ids)
    if not known or not ids.issuperset(reversed_ids):
        raise ValueError(f"payments {sorted(ids)}, reversed {reversed_ids}")
    dropped = set(reversed_ids)
    kept = [payment for payment in paid if payment.id not in dropped]
    both: list[Payment | Charge] = [e for e in listed if isinstance(e, Charge)]
    both += kept
    if any(event.amount_satang < 1 for event in both):
        raise ValueError("a payment or charge below 1 satang")
    both.sort(key=lambda event: event.on)  # stable: charges of a day stay before its payments
    return [event for event in both if event.on <= as_of]


def overdue_principal(position: Position) -> tuple[OverduePrincipal, ...]:
    """The principal of each instalment while it was overdue: what default interest counts.

    Source: CCC 224/1.
    """
    paid = [
        (share.n, applied.payment.on, share.principal)
        for applied in position.applied
        for share in applied.shares
        if share.principal
    ]
    rows = [(item.row.n, item.row.due_on, item.row.principal) for item in position.rows]
    return overdue_stretches(rows, paid, position.as_of)


def _accrued(terms: RepaymentTerms, n: int, flat: int, balance: int, start: date, due: date) -> int:
    if terms.method == "flat":
        each = flat // terms.instalments
        return flat - each * (n - 1) if n == terms.instalments else each
    return interest_of_period(balance, terms.rate_bp, terms.day_count, start, due)


def _flat_interest(terms: RepaymentTerms, last_due: date) -> int:
    numerator, denominator = year_part(terms.day_count, terms.start_on, last_due)
    return divide_half_up(
        terms.principal_satang * terms.rate_bp * numerator, denominator * BP_PER_WHOLE
    )


def _split(terms: RepaymentTerms, n: int, owed: int, balance: int) -> tuple[int, int]:
    """Interest and principal of one row; the last takes all that is left."""
    if n == terms.instalments:
        return owed, balance
    if terms.method == "interest_only":
        return owed, 0
    if terms.method == "level":
        paid = min(terms.instalment_satang, owed + balance)
        interest = min(paid, owed)
        return interest, paid - interest
    if terms.method == "flat":
        return owed, terms.principal_satang // terms.instalments
    return owed, min(balance, divide_half_up(terms.principal_satang, terms.instalments))


class _Ledger:
    """Payments applied one after the other; the first row with anything left is `at`."""

    def __init__(self, rows: tuple[Row, ...], order: Sequence[Part]) -> None:
        checked = check_order(order)
        if {"costs", "penalty"} != set(checked[:2]):
            raise ValueError(f"{checked}: a contract's charges come before its instalments")
        self.rows = rows
        self.charge_order = checked[:2]
        self.principal_first = checked[2] == "principal"
        self.charges: dict[Part, int] = {"costs": 0, "penalty": 0}
        self.left = [(row.interest, row.principal) for row in rows]
        self.paid_on: list[date | None] = [None] * len(rows)
        self.applied: list[Applied] = []
        self.at = 0

    def apply(self, payment: Payment) -> None:
        """One payment: charges, then the rows from the earliest on."""
        rest = payment.amount_satang
        taken: dict[Part, int] = {}
        for part in self.charge_order:
            taken[part] = min(rest, self.charges[part])
            self.charges[part] -= taken[part]
            rest -= taken[part]
        shares: list[RowShare] = []
        while rest and self.at < len(self.rows):
            rest -= self._pay_row(rest, payment.on, shares)
        self.applied.append(Applied(payment, taken["costs"], taken["penalty"], tuple(shares), rest))

    def _pay_row(self, amount: int, on: date, shares: list[RowShare]) -> int:
        interest_left, principal_left = self.left[self.at]
        if self.principal_first:
            principal = min(amount, principal_left)
            interest = min(amount - principal, interest_left)
        else:
            interest = min(amount, interest_left)
            principal = min(amount - interest, principal_left)
        self.left[self.at] = (interest_left - interest, principal_left - principal)
        if interest or principal:
            shares.append(RowShare(self.at + 1, interest, principal))
        if self.left[self.at] == (0, 0):
            self.paid_on[self.at] = on
            self.at += 1
        return interest + principal

    def position(self, as_of: date, status: DebtStatus, criteria: Criteria) -> Position:
        """What stands on a day."""
        late = [
            (row.due_on, left)
            for row, left in zip(self.rows, self.left, strict=True)
            if row.due_on < as_of and left != (0, 0)
        ]
        days = (as_of - late[0][0]).days if late else 0
        return Position(
            as_of=as_of,
            rows=tuple(map(self._row_position, range(len(self.rows)))),
            applied=tuple(self.applied),
            outstanding=sum(principal for _, principal in self.left),
            principal_arrears=sum(left[1] for _, left in late),
            interest_arrears=sum(left[0] for _, left in late),
            charges_owed=Parts(**self.charges),
            overpaid=sum(applied.overpaid for applied in self.applied),
            days_past_due=days,
            classified=classify(days, status, criteria),
        )

    def _row_position(self, place: int) -> RowPosition:
        row, (interest, principal) = self.rows[place], self.left[place]
        return RowPosition(
            row, row.interest - interest, row.principal - principal, self.paid_on[place]
        )
