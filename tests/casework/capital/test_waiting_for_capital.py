"""A household that waits for its turn owes and holds what today's terms leave it."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plodnee.casework.capital.waiting import problem_after
from plodnee.engine.planner import in_place_interest, solve_menu, standing_after
from plodnee.engine.planner.model import (
    CashLine,
    ContractTerms,
    DebtTerms,
    HouseholdProblem,
    Pattern,
)


def a_debt(**facts):
    known = {
        "id": "D2",
        "creditor": "VF",
        "balance": 1_200_000,
        "rate_bp": 1200,
        "due_months": (6, 12, 18, 24),
        "amortization": "level",
        "min_rate_bp": 600,
        "rate_step_bp": 100,
        "extensions": (0, 12),
        "graces": (0,),
        "may_restructure": True,
        "may_consolidate": True,
    }
    return DebtTerms(**(known | facts))


def a_problem(debts=None, opening=500_000, net=100_000, **facts):
    known = {
        "id": "001",
        "as_of": date(2019, 3, 16),
        "horizon_months": 36,
        "cash": CashLine(opening, 100_000, (net,) * 36),
        "debts": debts or (a_debt(),),
        "contract": ContractTerms(600, (Pattern("half_yearly", (6, 12, 18, 24, 30, 36)),), 36),
    }
    return HouseholdProblem(**(known | facts))


def test_a_bullet_of_a_year_at_twelve_per_cent_by_hand():
    """1,000 baht at 12 % a year: after 12 months 120 baht ran up, the principal stands."""
    debt = a_debt(balance=100_000, due_months=(24,), amortization="bullet")
    now = standing_after(debt, 12)
    assert (now.balance, now.accrued, now.interest_satang) == (100_000, 12_000, 12_000)
    assert now.paid == (0,) * 12
    later = problem_after(a_problem((debt,)), 12)
    told = [(one.id, one.balance, one.rate_bp, one.due_months) for one in later.problem.debts]
    assert told == [("D2", 100_000, 1200, (12,)), ("D2-accrued", 12_000, 0, (12,))]
    assert not later.problem.debts[1].may_consolidate


def test_what_was_paid_while_waiting_is_gone_from_cash_and_debt():
    problem = a_problem()
    now, later = standing_after(problem.debts[0], 12), problem_after(problem, 12)
    assert now.accrued == 0
    assert later.problem.debts[0].due_months == (6, 12)
    assert later.problem.cash.opening == 500_000 + 12 * 100_000 - sum(now.paid)
    assert sum(now.paid) == 1_200_000 - now.balance + later.interest_satang
    assert later.problem.horizon_months == len(later.problem.cash.net) == 24
    assert later.problem.contract.patterns[0].due_months == (6, 12, 18, 24)


def test_who_cannot_pay_meanwhile_cannot_wait():
    assert problem_after(a_problem(opening=100_000, net=0), 12) is None


def test_nothing_is_left_to_plan_for_who_pays_off_meanwhile_or_at_the_horizon():
    assert problem_after(a_problem((a_debt(due_months=(6,)),), opening=9_000_000), 12) is None
    assert problem_after(a_problem(), 36) is None


def test_a_debt_due_at_the_end_of_the_wait_leaves_nothing_accrued():
    debts = (a_debt(due_months=(12,)), a_debt(id="D3", due_months=(12, 24)))
    later = problem_after(a_problem(debts, opening=9_000_000), 12)
    assert [part.id for part in later.problem.debts] == ["D3"]


debts = st.builds(
    a_debt,
    balance=st.integers(1_000, 10_000_000),
    rate_bp=st.integers(0, 3600),
    min_rate_bp=st.just(0),
    due_months=st.sets(st.integers(1, 60), min_size=1, max_size=8).map(lambda s: tuple(sorted(s))),
    amortization=st.sampled_from(["level", "bullet", "interest_only_then_principal"]),
)


@settings(max_examples=200, deadline=None)
@given(debts, st.integers(1, 72))
def test_waiting_neither_makes_nor_loses_money(debt, months):
    now = standing_after(debt, months)
    assert sum(now.paid) == debt.balance - now.balance + now.interest_satang - now.accrued
    assert 0 <= now.balance <= debt.balance
    assert now.accrued >= 0
    if months >= debt.due_months[-1]:
        assert (now.balance, now.accrued) == (0, 0)
        assert now.interest_satang == in_place_interest(debt)


@settings(max_examples=50, deadline=None)
@given(debts, st.sampled_from([12, 24]))
def test_what_a_household_faces_later_is_a_problem_that_the_planner_takes(debt, months):
    later = problem_after(a_problem((debt,), opening=10**9, horizon_months=36), months)
    if later is not None:
        assert solve_menu(later.problem, ceiling_bp=1500).id == "001"


@pytest.mark.parametrize("months", [12, 24])
def test_without_a_contract_there_is_none_later(months):
    later = problem_after(a_problem((a_debt(due_months=(30,)),), contract=None), months)
    assert later.problem.contract is None
