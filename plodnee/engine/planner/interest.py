"""Interest of a gap and level repayment: the arithmetic that every plan and contract rests on.

Source: docs/reference/formats.md, "Interest", "Level repayment" and "In place".
"""

import math

from plodnee.engine.planner.compiling import BAHT, Satang, kernel, lean

LEVEL = 0
BULLET = 1
INTEREST_ONLY = 2
KIND_OF = {"level": LEVEL, "bullet": BULLET, "interest_only_then_principal": INTEREST_ONLY}

_YEAR = 120_000  # basis points x months in "the whole balance for one year"


@lean
def gap_interest(balance: int, rate_months: int) -> int:
    """Interest of one gap on a balance, half up; `rate_months` is rate_bp x months.

    Ensures: floor((2 b r g + 120000) / 240000) exactly, also where b r g passes 2**63.
    """
    if balance >> 40 == 0 and rate_months >> 22 == 0:
        return (balance * rate_months + _YEAR // 2) // _YEAR
    whole = balance // _YEAR
    rest = balance - whole * _YEAR
    return whole * rate_months + (rest * rate_months + _YEAR // 2) // _YEAR


@lean
def repay(
    principal: int, instalment: int, rate_bp: int, due: Satang, count: int
) -> tuple[int, int, int]:
    """Payments made, their interest and the last payment, with a level instalment.

    In every due month the smaller of the instalment and all that is owed is paid. Interest that a
    payment does not cover stays owed and bears no interest: what bears interest is the lowest
    sum owed after any payment so far. `count + 1` payments mean that something stays owed.
    """
    owed = principal
    bearing = principal
    interest = 0
    before = 0
    for n in range(count):
        gap = gap_interest(bearing, rate_bp * (due[n] - before))
        before = due[n]
        interest += gap
        owed += gap
        if owed <= instalment:
            return n + 1, interest, owed
        owed -= instalment
        bearing = min(bearing, owed)
    return count + 1, interest, owed


@lean
def smallest_instalment(principal: int, rate_bp: int, due: Satang, count: int) -> int:
    """The smallest whole-baht instalment that leaves nothing owed after `count` due months.

    Ensures: exact. What is owed never rises with the instalment, so the search may start at the
             annuity's guess and close in from both sides.
    """
    high = _annuity(principal, rate_bp, due, count)
    low = 0
    step = BAHT
    if repay(principal, high, rate_bp, due, count)[0] <= count:
        while high > step and repay(principal, high - step, rate_bp, due, count)[0] <= count:
            high -= step
            step *= 2
        low = max(0, high - step)
    else:
        low = high
        high = low + step
        while repay(principal, high, rate_bp, due, count)[0] > count:
            low = high
            step *= 2
            high = low + step
    while high - low > BAHT:
        middle = (low + high) // (2 * BAHT) * BAHT
        if repay(principal, middle, rate_bp, due, count)[0] <= count:
            high = middle
        else:
            low = middle
    return high


@lean
def _annuity(principal: int, rate_bp: int, due: Satang, count: int) -> int:
    """A whole-baht guess at the level instalment, from the annuity without rounding."""
    growth = 1.0
    payments = 0.0
    before = 0
    for n in range(count):
        factor = 1.0 + rate_bp * (due[n] - before) / _YEAR
        before = due[n]
        growth *= factor
        payments = payments * factor + 1.0
    guess = principal * (growth / payments) / BAHT
    if not guess < 2.0e16:
        return (principal // BAHT + 1) * BAHT
    return max(1, math.ceil(guess)) * BAHT


@lean
def repay_in_place(
    kind: int, balance: int, rate_bp: int, due: Satang, count: int, paid: Satang
) -> tuple[int, int]:
    """Interest and number of payments of one debt on given terms; fills paid[0:count].

    Ensures: `level` at its smallest whole-baht instalment; `bullet` with one gap of all months;
             `interest_only_then_principal` with each gap's interest, at last the balance also.
    """
    paid[:count] = 0
    if kind == LEVEL:
        instalment = smallest_instalment(balance, rate_bp, due, count)
        payments, interest, last = repay(balance, instalment, rate_bp, due, count)
        paid[: payments - 1] = instalment
        paid[payments - 1] = last
        return interest, payments
    if kind == BULLET:
        interest = gap_interest(balance, rate_bp * due[count - 1])
        paid[count - 1] = balance + interest
        return interest, count
    interest = 0
    before = 0
    for n in range(count):
        paid[n] = gap_interest(balance, rate_bp * (due[n] - before))
        interest += paid[n]
        before = due[n]
    paid[count - 1] += balance
    return interest, count


@lean
def share_half_up(amount: int, part: int, whole: int) -> int:
    """`amount` x `part` / `whole`, rounded half up by itself.

    Ensures: floor((2 a p + w) / (2 w)) exactly, for 0 <= p <= w < 2**61 and a < 2**61.
    """
    if amount >> 30 == 0 and part >> 30 == 0:
        return (2 * amount * part + whole) // (2 * whole)
    quotient = amount // whole * part
    rest = amount - amount // whole * whole
    high = 0
    remainder = 0
    for bit in range(61, -1, -1):  # schoolbook: rest x part divided by whole, bit by bit
        high *= 2
        remainder = remainder * 2 + (rest if (part >> bit) & 1 else 0)
        while remainder >= whole:
            remainder -= whole
            high += 1
    return quotient + high + (1 if 2 * remainder >= whole else 0)


@kernel
def instalment_needed(principal: int, rate_bp: int, due: Satang, count: int) -> int:
    """`smallest_instalment` for callers outside the kernels."""
    return smallest_instalment(principal, rate_bp, due, count)


@kernel
def repayment_in_place(
    kind: int, balance: int, rate_bp: int, due: Satang, count: int, paid: Satang
) -> tuple[int, int]:
    """`repay_in_place` for callers outside the kernels."""
    return repay_in_place(kind, balance, rate_bp, due, count, paid)
