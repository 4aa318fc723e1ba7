"""Rows of repayment for paper, and the interest of a single debt.

Source: docs/reference/formats.md, "Interest", "Level repayment" and "In place".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from plodnee.engine.planner.compiling import Satang, kernel
from plodnee.engine.planner.interest import KIND_OF, LEVEL, repay_in_place, repayment_in_place
from plodnee.engine.planner.model import Choice, DebtTerms, HouseholdProblem, Option

CONTRACT = "contract"


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One payment: the month, the debt's id or "contract", and what the payment covers.

    `paid` = `interest` + `principal`; `balance` is the principal left after it.
    """

    month: int
    what: str
    paid: int
    interest: int
    principal: int
    balance: int


def plan_rows(problem: HouseholdProblem, option: Option) -> tuple[PlanRow, ...]:
    """Every payment of a line of the menu, by month, debts in the problem's order, contract last.

    Ensures: each row's paid is the option's payment; principal sums to the balances.
    """
    rows: list[PlanRow] = []
    for debt, choice, paid in zip(problem.debts, option.choices, option.payments, strict=True):
        if choice.action != "consolidate":
            rate = debt.rate_bp if choice.rate_bp is None else choice.rate_bp
            rows += _rows(debt.id, debt.balance, rate, due_months(debt, choice), paid)
    offer = option.contract
    if offer and problem.contract:
        pattern = next(row for row in problem.contract.patterns if row.name == offer.pattern)
        due = pattern.due_months[: offer.instalments]
        paid = option.contract_payments
        rows += _rows(CONTRACT, offer.principal, offer.rate_bp, due, paid)
    return tuple(sorted(rows, key=lambda row: row.month))


def due_months(debt: DebtTerms, choice: Choice) -> tuple[int, ...]:
    """The due months of a debt in place: first the extension adds, then the grace drops."""
    last = debt.due_months[-1]
    step = last - debt.due_months[-2] if len(debt.due_months) > 1 else 12
    added = range(last + step, last + (choice.extension or 0) + 1, step)
    return tuple(month for month in (*debt.due_months, *added) if month > (choice.grace or 0))


def in_place_interest(debt: DebtTerms) -> int:
    """The interest to come of one debt on its own terms, months beyond any horizon counted."""
    due = np.array(debt.due_months, np.int64)
    paid = np.zeros(due.size, np.int64)
    kind = KIND_OF[debt.amortization]
    interest, _ = repayment_in_place(kind, debt.balance, debt.rate_bp, due, due.size, paid)
    return interest


@dataclass(frozen=True, slots=True)
class Standing:
    """A debt after some months on its own terms.

    `paid` holds the payment of each of those months; `accrued` is interest that ran up and is not
    paid yet, `interest_satang` all interest that ran up, paid or not.
    """

    balance: int
    accrued: int
    interest_satang: int
    paid: tuple[int, ...]


def standing_after(debt: DebtTerms, months: int) -> Standing:
    """What is owed of a debt at the end of a month, every payment until then made as agreed.

    Ensures: interest runs to that month, rounded half up once a gap, and bears no interest.
    """
    due = np.array(debt.due_months, np.int64)
    amounts = np.zeros(due.size, np.int64)
    kind = KIND_OF[debt.amortization]
    repayment_in_place(kind, debt.balance, debt.rate_bp, due, due.size, amounts)
    paid = [0] * months
    principal, accrued, charged, before = debt.balance, 0, 0, 0
    for month, amount in zip(debt.due_months, amounts.tolist(), strict=True):
        if month > months:
            break
        if debt.amortization == "bullet" and not amount:
            continue  # one gap of all its months
        gap = _half_up(principal, debt.rate_bp, month - before)
        accrued, charged, before = accrued + gap, charged + gap, month
        interest = min(amount, accrued)
        accrued -= interest
        principal -= amount - interest
        paid[month - 1] = amount
    gap = _half_up(principal, debt.rate_bp, months - before)
    return Standing(principal, accrued + gap, charged + gap, tuple(paid))


def declining_rate_for_flat_interest(
    balance: int, due_months: Sequence[int], interest_target: int, cap_bp: int
) -> int:
    """The smallest whole-basis-point rate whose level interest is at least the target.

    Units:   satang; basis points a year.
    Ensures: `cap_bp` where even that rate, or no rate below it, reaches the target.
    Raises:  ValueError if the balance is below 1 or there is no due month.
    Source:  docs/reference/formats.md, "คงที่" in "From rows to the planner's problem".
    """
    if balance < 1 or not due_months:
        raise ValueError("a declining rate needs a balance and a due month")
    due = np.array(due_months, np.int64)
    return _declining_rate(balance, due, interest_target, cap_bp)


@kernel
def _declining_rate(balance: int, due: Satang, target: int, cap_bp: int) -> int:
    """The first rate that reaches the target, tried one by one from a rate that cannot.

    A level loan's interest does not rise evenly with its rate, because the instalment jumps by
    whole baht; but n instalments of a rate bound its interest and do rise evenly.
    """
    paid = np.zeros(due.size, np.int64)
    low, high = 0, cap_bp
    while low < high:
        middle = (low + high) // 2
        repay_in_place(LEVEL, balance, middle, due, due.size, paid)
        if paid.max() * due.size - balance >= target:
            high = middle
        else:
            low = middle + 1
    for rate in range(low, cap_bp):
        interest, _ = repay_in_place(LEVEL, balance, rate, due, due.size, paid)
        if interest >= target:
            return rate
    return cap_bp


def _rows(
    what: str, principal: int, rate_bp: int, due: Sequence[int], paid: Sequence[int]
) -> Iterator[PlanRow]:
    """The rows of one debt or contract; a due month without a payment has none."""
    owed_interest = 0
    before = 0
    for month in due:
        owed_interest += _half_up(principal, rate_bp, month - before)
        before = month
        amount = paid[month - 1]
        interest = min(amount, owed_interest)
        owed_interest -= interest
        principal -= amount - interest
        if amount:
            yield PlanRow(month, what, amount, interest, amount - interest, principal)


def _half_up(principal: int, rate_bp: int, months: int) -> int:
    """The interest of one gap."""
    return (2 * principal * rate_bp * months + 120_000) // 240_000
