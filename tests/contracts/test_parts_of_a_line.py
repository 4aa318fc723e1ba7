"""What a line of the menu promises is what the contract made of it says, to the satang."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

import pytest
from build import a_book_of, a_household
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lending_village import a_village, several_debts

from plodnee.casework.plan.analysis import analyse
from plodnee.contracts.parts import parts_of
from plodnee.engine.contract_history import RepaymentTerms, schedule_of, smallest_instalment
from plodnee.engine.planner.model import Choice, ContractOffer, ContractTerms, Pattern
from plodnee.engine.thai_dates import add_months, months_between

DAYS = (date(2019, 3, 16), date(2019, 1, 31), date(2020, 2, 29), date(2019, 12, 1))


@cache
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


@pytest.fixture(scope="module")
def joining():
    """A household, and a line of its menu."""
    found = analysed(DAYS[0]).households[0]
    return found.problem, found.menu.options[0]


@example(rate_bp=1500, months=60, baht=50_000, lent_after=30)
@given(
    rate_bp=st.integers(0, 1500),
    months=st.integers(1, 60),
    baht=st.integers(10, 500_000),
    lent_after=st.integers(1, 30),
)
@settings(max_examples=60)
def test_a_loan_lent_later_ends_with_the_instalment_that_pays_it_off(
    joining, rate_bp, months, baht, lent_after
):
    """At 15 % over 60 months the interest of a month not borrowed is more than an instalment."""
    problem, line = joining
    as_agreed = RepaymentTerms(
        baht * 100, rate_bp, problem.as_of, add_months(problem.as_of, 1), months, 1
    )
    instalment = smallest_instalment(as_agreed)
    offer = ContractOffer(baht * 100, rate_bp, "monthly", instalment, months, 0)
    terms = ContractTerms(rate_bp, (Pattern("monthly", tuple(range(1, months + 1))),), months)
    problem = replace(problem, debts=problem.debts[:1], contract=terms)
    line = replace(line, choices=(Choice("consolidate"),), contract=offer, payments=((),))
    lent_on = problem.as_of + timedelta(days=lent_after)
    [part] = parts_of(problem, line, taken=(), interest_from=problem.as_of, lent_on=lent_on)
    rows = schedule_of(part.terms)
    assert all(0 < row.total <= instalment for row in rows)
    assert all(row.total == instalment for row in rows[:-1])
    assert sum(row.principal for row in rows) == baht * 100
