"""A contract's rows: what falls due when, worked out one after the other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from plodnee.engine.calendar import (
    Stretch,
    days_inside,
    due_dates,
    interest_of_period,
    open_part,
)
from plodnee.engine.contract_history.terms import RepaymentTerms
from plodnee.engine.money import BP_PER_WHOLE, divide_half_up


@dataclass(slots=True)
class Step:
    """One row before any amount: when it is due, its rate and graces, and what it is meant to pay.

    `planned` is the instalment where it is level, the principal where that is equal or the loan
    flat, counted from row `principal_from` on; `flat_interest` is a flat row's part of the interest
    counted from row `interest_from` on.
    """

    due_on: date
    rate_bp: int
    no_principal: bool = False
    interest_later: bool = False
    interest_free: bool = False
    planned: int = 0
    flat_interest: int | None = None
    principal_from: int = 1
    interest_from: int = 1


@dataclass(frozen=True, slots=True)
class Rest:
    """Principal laid anew on the rows from index `first` on, which bear interest from `on` on."""

    first: int
    on: date
    satang: int


@dataclass(slots=True)
class Plan:
    """The rows to come of a contract, as agreed so far.

    Due dates count on from the row with index `anchor`; `due_day` is the day of the month meant.
    `rests` are the principals laid anew, the earliest first.
    """

    steps: list[Step]
    due_day: int
    anchor: int = 0
    pauses: list[Stretch] = field(default_factory=list)
    rests: list[Rest] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Row:
    """One instalment as agreed; satang.

    `accrued` is the interest of this period at `rate_bp`, its `paused_days` not counted, `carried`
    what of it and earlier ones the instalment did not cover: it is paid by later rows and bears no
    interest. `balance` is the principal after the row. Equal parts of principal were counted from
    row `principal_from` on, those of a flat interest from row `interest_from`. `moved` is what of
    its principal was laid anew on later rows, on `moved_on`. Interest counts on `bearing`: what was
    left before the row if all was paid as agreed, of a flat interest all that was lent.
    """

    n: int
    start_on: date
    due_on: date
    rate_bp: int
    accrued: int
    interest: int
    principal: int
    balance: int
    carried: int
    paused_days: int = 0
    no_principal: bool = False
    interest_free: bool = False
    principal_from: int = 1
    interest_from: int = 1
    bearing: int = 0
    moved: int = 0
    moved_on: date | None = None

    @property
    def total(self) -> int:
        """Interest and principal of the row."""
        return self.interest + self.principal


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a row: its start, the balance, the interest carried, the rows before."""

    on: date
    balance: int
    carried: int
    rows: int = 0


def rows_of(terms: RepaymentTerms, plan: Plan) -> tuple[Row, ...]:
    """The rows of a plan.

    Ensures: principal sums to the principal; the last row takes the rest; interest is rounded half
             up once a period; interest that an instalment does not cover is carried without
             bearing interest; of a principal laid anew, the rows before keep what was paid.
    Source:  docs/reference/formats.md, "Interest" and "Level repayment".
    """
    found, begun = list[Row](), Before(terms.start_on, terms.principal_satang, 0)
    for rest in plan.rests:
        rows = _rows(terms, plan.steps[begun.rows : rest.first], plan.pauses, begun)
        found += _kept(rows, begun.balance - rest.satang, rest.on)
        begun = Before(rest.on, rest.satang, 0, rest.first)
    found += _rows(terms, plan.steps[begun.rows :], plan.pauses, begun)
    return tuple(found)


def _kept(rows: Iterable[Row], paid: int, on: date) -> Iterator[Row]:
    """Rows of which the earliest keep the principal paid; the rest of it moved away on a day."""
    moved = 0
    for row in rows:
        principal = min(row.principal, paid)
        paid -= principal
        gone = row.principal - principal
        moved += gone
        yield replace(
            row,
            principal=principal,
            balance=row.balance + moved,
            moved=gone,
            moved_on=on if gone else None,
        )


def before_row(terms: RepaymentTerms, plan: Plan, first: int) -> Before:
    """What stands before the row with index `first`, if all is paid as agreed."""
    if first == 0:
        return Before(terms.start_on, terms.principal_satang, 0)
    for rest in plan.rests:
        if rest.first == first:
            return Before(rest.on, rest.satang, 0, first)
    row = rows_of(terms, plan)[first - 1]
    return Before(row.due_on, row.balance, row.carried, first)


def left_after_last(
    terms: RepaymentTerms, steps: Sequence[Step], pauses: Sequence[Stretch], before: Before
) -> int:
    """What the last of some rows would have to pay above its level instalment; 0 if nothing."""
    *_, last = _rows(terms, steps, pauses, before)
    return max(0, last.total - steps[-1].planned)


def smallest_level(
    terms: RepaymentTerms, steps: Sequence[Step], pauses: Sequence[Stretch], before: Before
) -> int:
    """The smallest level instalment, a multiple as agreed, with which some rows repay all.

    Ensures: exact: what is left never rises with the instalment, so the search closes in on it.
    """
    multiple = terms.instalment_multiple_satang

    def left(times: int) -> int:
        for step in steps:
            step.planned = times * multiple
        return left_after_last(terms, steps, pauses, before)

    low, high = 0, 1
    while left(high):
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        if left(middle):
            low = middle
        else:
            high = middle
    return high * multiple


def set_dates(terms: RepaymentTerms, plan: Plan, first_due_on: date) -> None:
    """The row of the anchor falls due on a day, and the ones after it at the gaps that repeat."""
    gaps, turn = terms.gaps, plan.anchor % len(terms.gaps)
    count = len(plan.steps) - plan.anchor
    in_turn = gaps[turn:] + gaps[:turn]
    dates = due_dates(first_due_on, terms.unit, in_turn, count, plan.due_day)
    for step, due_on in zip(plan.steps[plan.anchor :], dates, strict=True):
        step.due_on = due_on


def set_planned(terms: RepaymentTerms, plan: Plan, first: int, balance: int) -> None:
    """The equal parts of the principal, and of a flat interest, in the rows from index `first`."""
    steps = plan.steps[first:]
    carrying = sum(not step.no_principal for step in steps)
    if terms.method == "flat":
        part = balance // carrying
    elif terms.method == "equal_principal":
        part = divide_half_up(balance, carrying)
    else:
        return
    for step in steps:
        step.planned, step.principal_from = part, first + 1


def set_flat_interest(terms: RepaymentTerms, plan: Plan, before: Before) -> None:
    """A flat loan's interest after some rows: of the whole time that is left, in equal parts.

    Ensures: rounded half up once; the last row takes what the others leave; rows that are
             interest-free have no part.
    """
    steps = plan.steps[before.rows :]
    charged = [step for step in steps if not step.interest_free]
    numerator, denominator = open_part(terms.day_count, before.on, steps[-1].due_on, plan.pauses)
    lent = plan.rests[-1].satang if plan.rests else terms.principal_satang
    whole = divide_half_up(
        lent * steps[-1].rate_bp * numerator * len(charged),
        denominator * BP_PER_WHOLE * len(steps),
    )
    each = whole // max(1, len(charged))
    for step in steps:
        step.interest_from = before.rows + 1
        step.flat_interest = 0 if step.interest_free else each
    if charged:
        charged[-1].flat_interest = whole - each * (len(charged) - 1)


def _rows(
    terms: RepaymentTerms, steps: Sequence[Step], pauses: Sequence[Stretch], before: Before
) -> Iterator[Row]:
    start, balance, carried = before.on, before.balance, before.carried
    last = len(steps)
    for at, step in enumerate(steps, start=1):
        accrued = _accrued(terms, step, balance, start, pauses)
        bearing = before.balance if terms.method == "flat" else balance
        owed = carried + accrued
        if at == last:
            interest, principal = owed, balance
        else:
            interest, principal = _split(terms, step, owed, balance)
        balance, carried = balance - principal, owed - interest
        yield Row(
            n=before.rows + at,
            start_on=start,
            due_on=step.due_on,
            rate_bp=step.rate_bp,
            accrued=accrued,
            interest=interest,
            principal=principal,
            balance=balance,
            carried=carried,
            paused_days=_paused(pauses, start, step.due_on),
            no_principal=step.no_principal,
            interest_free=step.interest_free,
            principal_from=step.principal_from,
            interest_from=step.interest_from,
            bearing=bearing,
        )
        start = step.due_on


def _accrued(
    terms: RepaymentTerms, step: Step, balance: int, start: date, pauses: Sequence[Stretch]
) -> int:
    if step.flat_interest is not None:
        return step.flat_interest
    if step.interest_free:
        return 0
    count = terms.day_count
    return interest_of_period(balance, step.rate_bp, count, start, step.due_on, pauses)


def _split(terms: RepaymentTerms, step: Step, owed: int, balance: int) -> tuple[int, int]:
    """Interest and principal of one row that is not the last."""
    if step.no_principal or terms.method == "interest_only":
        return (0 if step.interest_later else owed), 0
    if terms.method == "level":
        interest = 0 if step.interest_later else min(owed, step.planned)
        return interest, min(balance, step.planned - interest)
    return (0 if step.interest_later else owed), min(balance, step.planned)


def _paused(pauses: Sequence[Stretch], start: date, due: date) -> int:
    return sum((b - a).days for a, b in days_inside(pauses, start, due)) if pauses else 0
