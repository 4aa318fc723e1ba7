"""Rows that payments do not change: the text-book table, and schedules worked out row by row.

Declining balance with level instalments, equal principal or a bullet, and flat interest; grace,
multiples, a fixed instalment, extra principal, and requests that change rows to come.
"""

from collections.abc import Sequence
from fractions import Fraction

from plodnee.engine.schedule.due_dates import Unit
from plodnee.engine.schedule.instalment import equal_principal, level_ratio
from plodnee.engine.schedule.refusals import BadTerms
from plodnee.engine.schedule.rounding import Exact, Mode, Rounding, round_ratio
from plodnee.engine.schedule.rows import Row, set_balances
from plodnee.engine.schedule.steps import Step
from plodnee.engine.schedule.terms import Amortization, Engine, ExtraPrincipal, Part, Product
from plodnee.engine.schedule.year_fraction import ByDays

_DAYS = {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 30, Unit.QUARTER: 90, Unit.YEAR: 365}


def fixed_rows(
    product: Product, steps: Sequence[Step], extras: Sequence[ExtraPrincipal] = ()
) -> list[Row]:
    """The rows of a schedule whose instalments are set (see `set_instalments`).

    Units:   amounts in the schedule's smallest unit.
    Ensures: the principals and extra principals sum to the product's principal; interest is
             rounded once per row; the last row takes the rest.
    Raises:  BadTerms if an extra amount exceeds the balance or has no instalment.
    """
    rows: list[Row] = []
    balance, later = product.principal, 0
    for number, step in enumerate(steps):
        row = Row(number + 1, step.period)
        interest = _interest(product, step, balance)
        later += interest
        if not step.interest_later:
            row.owed[Part.INTEREST], later = later, 0
        last = number == len(steps) - 1
        principal = balance if last else _principal(product, step, interest)
        row.owed[Part.PRINCIPAL] = min(max(principal, 0), balance)
        balance -= row.owed[Part.PRINCIPAL]
        rows.append(row)
        for extra in (e for e in extras if e.after == row.n):
            balance -= _pay_extra(row, extra, balance)
            if not extra.fewer_instalments and not last:
                set_instalments(product, steps[number + 1 :], balance)
        if extras and balance == 0:
            break
    if any(extra.after > len(rows) for extra in extras):
        raise _no_instalment()
    set_balances(rows, product.principal)
    return rows


def set_instalments(product: Product, steps: Sequence[Step], balance: int) -> None:
    """What each row from here on is meant to pay, worked out on a balance.

    Raises: BadTerms if a fixed instalment never pays off.
    """
    carrying = sum(not step.no_principal for step in steps)
    exact: Exact
    if product.flat:
        exact = _flat_instalment(product, steps, balance, carrying)
    elif product.amortization is Amortization.EQUAL_PRINCIPAL:
        exact = equal_principal(balance, carrying)
    elif product.amortization is Amortization.BULLET:
        exact = Fraction(0)
    else:
        exact = _level(product, steps, balance)
    instalment = product.rounding.instalment(exact)
    for step in steps:
        step.instalment = instalment


def level_fraction(product: Product, step: Step) -> Fraction:
    """The part of a year that a row counts for in the level instalment.

    In the cumulative schedule a row counted by days has 30 of them a month and 365 a year there,
    unless the year fraction itself says what the instalment is worked out with.
    """
    rule = product.year_fraction
    if product.engine is not Engine.CUMULATIVE or not isinstance(rule, ByDays):
        return rule.level(step.period)
    if rule.level_per_cycle is not None:
        return rule.level_per_cycle
    return Fraction(_DAYS[product.cycle.unit] * product.cycle.every, rule.year_length)


def set_flat_interest(product: Product, steps: Sequence[Step]) -> None:
    """Each row's part of a flat interest: by its own period, or in equal parts of the term.

    The progressive schedule charges each row for its own period. The others divide the interest
    of the whole term equally; the last row takes what rounding left.
    """
    fraction, rounding = product.year_fraction, product.rounding
    exact = [product.principal * step.rate * fraction.whole(step.period) for step in steps]
    for step, part in zip(steps, exact, strict=True):
        step.interest = 0 if step.interest_free else rounding.amount(part)
    charged = [step for step in steps if not step.interest_free]
    if product.engine is Engine.PROGRESSIVE or not charged:
        return
    part = sum(exact, Fraction(0)) / len(steps)
    left = rounding.amount(part * len(charged))
    for step in charged:
        step.interest = min(left, rounding.amount(part))
        left -= step.interest
    charged[-1].interest += left


def _interest(product: Product, step: Step, balance: int) -> int:
    if product.flat:
        return step.interest
    if step.interest_free:
        return 0
    return product.rounding.amount(balance * step.rate * product.year_fraction.whole(step.period))


def _principal(product: Product, step: Step, interest: int) -> int:
    if step.no_principal or product.amortization is Amortization.BULLET:
        return 0
    if product.flat and product.engine is not Engine.PROGRESSIVE:
        return _flat_principal(product.rounding, step.instalment, interest)
    if product.amortization is Amortization.EQUAL_PRINCIPAL:
        return step.instalment
    return step.instalment - interest


def _flat_instalment(
    product: Product, steps: Sequence[Step], balance: int, carrying: int
) -> Fraction:
    """Equal principal, or in the progressive schedule the equal total of principal and interest."""
    charged = sum(step.interest for step in steps) if product.engine is Engine.PROGRESSIVE else 0
    return Fraction(balance + charged, carrying)


def _flat_principal(rounding: Rounding, part: int, interest: int) -> int:
    """The principal of a flat row: in multiples, principal and interest are each rounded."""
    if rounding.instalment_multiple == rounding.step:
        return part
    return part + rounding.multiple_of(interest) - interest


def _level(product: Product, steps: Sequence[Step], balance: int) -> Exact:
    if product.fixed_instalment is not None:
        check_pays_off(product, steps, balance)
        return Fraction(product.fixed_instalment)
    rates = [step.rate * level_fraction(product, step) for step in steps if not step.no_principal]
    return level_ratio(balance, rates)


def check_pays_off(product: Product, steps: Sequence[Step], balance: int) -> None:
    """Nothing, if a fixed instalment is more than the interest of every row that it pays.

    Raises: BadTerms with the smallest instalment that is.
    """
    fixed = product.fixed_instalment
    if fixed is None or _pays_off(product, steps, balance, fixed):
        return
    step = product.rounding.step
    low, high = fixed // step, fixed // step + 1
    while not _pays_off(product, steps, balance, high * step):
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        if _pays_off(product, steps, balance, middle * step):
            high = middle
        else:
            low = middle
    least = written(high * step, product)
    raise BadTerms(
        f"product.fixed_instalment_amount{'_satang' if product.in_satang else ''}",
        f"ไม่พอดอกเบี้ย หนี้จะไม่มีวันหมด อย่างน้อย {least}",
        f"does not cover the interest, so it never pays off: at least {least}",
        least,
    )


def _pays_off(product: Product, steps: Sequence[Step], balance: int, instalment: int) -> bool:
    """Whether principal falls in every row, save in a grace and in the last, which takes the rest.

    Ensures: what a smaller instalment does, a larger one does too.
    """
    paying = [step for step in steps if not step.no_principal]
    for step in paying[:-1]:
        principal = instalment - _interest(product, step, balance)
        if principal <= 0:
            return False
        balance -= principal
        if balance <= 0:
            return True
    return True


def written(amount: int, product: Product) -> str | int:
    """An amount as the product's terms are written: whole satang, or baht with two decimals."""
    if product.in_satang:
        return amount
    satang = round_ratio(amount, 10 ** (product.scale - 2), Mode.CEILING)
    return f"{satang // 100}.{satang % 100:02d}"


def _pay_extra(row: Row, extra: ExtraPrincipal, balance: int) -> int:
    if extra.amount > balance:
        raise BadTerms(
            "events",
            f"เงินต้นพิเศษหลังงวด {extra.after} เกินเงินต้นคงเหลือ",
            f"the extra principal after instalment {extra.after} exceeds the balance",
        )
    row.extra_principal += extra.amount
    return extra.amount


def _no_instalment() -> BadTerms:
    return BadTerms(
        "events", "ไม่มีงวดของเงินต้นพิเศษ", "there is no such instalment for the extra principal"
    )
