"""What a line of the menu promises is what the contract made of it says, to the satang."""

from collections import Counter
from datetime import date
from fractions import Fraction

import pytest
from build import a_book_of, a_household
from lending_village import a_village, several_debts

from plodnee.casework.plan.analysis import analyse
from plodnee.contracts.parts import parts_of
from plodnee.engine.contract_history import schedule_of
from plodnee.engine.thai_dates import months_between

DAYS = (date(2019, 3, 16), date(2019, 1, 31), date(2020, 2, 29), date(2019, 12, 1))


def analysed(as_of):
    households = tuple(a_household(f"{n:03}") for n in range(1, 3))
    owed = [
        debt
        for n, home in enumerate(households)
        for debt in several_debts(home.code, 2 + 6 * n, baht=6_000 + 3_000 * n)
    ]
    book = a_book_of(as_of, a_village(households=households, debts=tuple(owed)))
    return analyse(book, as_of=as_of, horizon_months=60)


def test_an_earlier_due_day_bears_interest_by_the_days_of_its_first_period():
    """16 March to 1 April is 15 days of a month of thirty; each month after it is a twelfth."""
    as_of, seen = DAYS[0], 0
    for found in analysed(as_of).households:
        for option in found.menu.options:
            taken = {debt.id for debt in found.problem.debts}
            for part in parts_of(
                found.problem, option, taken=taken, interest_from=as_of, due_day=1
            ):
                first, *rest = schedule_of(part.terms)
                months = months_between(as_of.replace(day=1), first.due_on)
                year = Fraction(30 * months - 15, 360)
                assert first.accrued == due(part.terms.principal_satang, first.rate_bp, year)
                for row in rest[:2]:
                    whole = Fraction(months_between(row.start_on, row.due_on), 12)
                    before = row.balance + row.principal
                    assert row.accrued == due(before, row.rate_bp, whole)
                seen += bool(first.accrued)
    assert seen > 4


def due(satang, rate_bp, year):
    exact = Fraction(satang * rate_bp, 10_000) * year
    return int(exact + Fraction(1, 2))


@pytest.mark.parametrize("as_of", DAYS)
def test_each_month_the_parts_pay_what_the_line_pays(as_of):
    lines = 0
    for found in analysed(as_of).households:
        for option in found.menu.options:
            taken = {debt.id for debt in found.problem.debts}
            parts = parts_of(found.problem, option, taken=taken, interest_from=as_of)
            paid = Counter()
            for part in parts:
                for row in schedule_of(part.terms):
                    paid[months_between(as_of.replace(day=1), row.due_on.replace(day=1))] += (
                        row.total
                    )
            promised = Counter()
            for payments in (*option.payments, option.contract_payments):
                promised.update({n: satang for n, satang in enumerate(payments, start=1) if satang})
            assert paid == promised
            assert sum(part.terms.principal_satang for part in parts) == sum(
                debt.balance for debt in found.problem.debts
            )
            lines += 1
    assert lines > 4
