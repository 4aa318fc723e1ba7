"""Schedules as analysts' spreadsheets lay them out: exact first, then rounded from the totals."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from plodnee.engine.schedule.instalment import equal_principal, level_instalment
from plodnee.engine.schedule.rounding import Rounding, round_to
from plodnee.engine.schedule.rows import Row, Schedule, set_balances
from plodnee.engine.schedule.steps import Step, first_steps
from plodnee.engine.schedule.terms import Amortization, Part, Product, SheetRounding, Terms


@dataclass(slots=True)
class Line:
    """One row before rounding."""

    principal: Fraction
    interest: Fraction
    fee: Fraction = Fraction(0)

    @property
    def total(self) -> Fraction:
        """What the row comes to."""
        return self.principal + self.interest + self.fee


def spreadsheet_schedule(terms: Terms) -> Schedule:
    """The rows of a spreadsheet, exact or rounded in its three steps.

    Units:   amounts in the schedule's smallest unit.
    Ensures: principal in is principal out; rounded, each row's parts sum to a total that is a
             multiple, and the last row takes the rest of the rounded grand total.
    """
    product = terms.product
    steps = first_steps(product)
    lines = _lines(product, steps)
    rows = [
        _row(n, step, product.rounding, line)
        for n, (step, line) in enumerate(zip(steps, lines, strict=True), start=1)
    ]
    if product.sheet_rounding is not None:
        _round(product, product.sheet_rounding, rows, lines)
    before = sum(row.owed[Part.PRINCIPAL] for row in rows[:-1])
    rows[-1].owed[Part.PRINCIPAL] = product.principal - before
    set_balances(rows, product.principal)
    return Schedule(tuple(rows))


def _lines(product: Product, steps: Sequence[Step]) -> list[Line]:
    """The exact rows: annuity, equal principal or flat, with the fee in each."""
    carrying = product.instalments - product.grace_on_principal
    parts = [step.rate * product.year_fraction.whole(step.period) for step in steps]
    share = equal_principal(product.principal, carrying)
    level = level_instalment(product.principal, parts[product.grace_on_principal :])
    balance, lines = Fraction(product.principal), []
    for step, part in zip(steps, parts, strict=True):
        interest = (product.principal if product.flat else balance) * part
        by_share = product.flat or product.amortization is Amortization.EQUAL_PRINCIPAL
        principal = share if by_share else level - interest
        lines.append(Line(Fraction(0) if step.no_principal else principal, interest))
        balance -= lines[-1].principal
    fee = product.sheet_fee
    base = (product.principal if fee.of_principal else 0) + (
        sum(line.interest for line in lines) if fee.of_interest else 0
    )
    for line in lines:
        line.fee = fee.amount + fee.part * base
    return lines


def _row(n: int, step: Step, rounding: Rounding, line: Line) -> Row:
    row = Row(n, step.period)
    row.owed[Part.PRINCIPAL] = rounding.amount(line.principal)
    row.owed[Part.INTEREST] = rounding.amount(line.interest)
    row.owed[Part.FEES] = rounding.amount(line.fee)
    return row


def _round(
    product: Product, sheet: SheetRounding, rows: Sequence[Row], lines: Sequence[Line]
) -> None:
    """Each total becomes a multiple, its rest falls to one part; the last row takes the rest."""
    by_principal = product.amortization is Amortization.EQUAL_PRINCIPAL and not product.flat
    for row, line in zip(rows, lines, strict=True):
        total = round_to(line.total, sheet.instalment_multiple, sheet.instalment_mode)
        in_grace = row.n <= product.grace_on_principal
        rest = Part.INTEREST if in_grace or by_principal else Part.PRINCIPAL
        row.owed[rest] += total - row.total
    *before, final = rows
    grand = round_to(sum(line.total for line in lines), sheet.final_multiple, sheet.final_mode)
    fees = product.rounding.amount(sum((line.fee for line in lines), Fraction(0)))
    final.owed[Part.FEES] = fees - sum(row.owed[Part.FEES] for row in before)
    principal = product.principal - sum(row.owed[Part.PRINCIPAL] for row in before)
    final.owed[Part.PRINCIPAL] = principal
    total = grand - sum(row.total for row in before)
    final.owed[Part.INTEREST] = total - principal - final.owed[Part.FEES]
