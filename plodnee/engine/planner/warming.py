"""Compiling all that a menu needs before anybody waits for one."""

from dataclasses import replace
from datetime import date

from plodnee.engine.planner.menu import solve_menu
from plodnee.engine.planner.model import (
    CashLine,
    ContractTerms,
    DebtTerms,
    HouseholdProblem,
    Menu,
    Pattern,
)
from plodnee.engine.planner.repayments import (
    declining_rate_for_flat_interest,
    in_place_interest,
)

_CEILING_BP = 1500


def warm_up() -> tuple[Menu, Menu]:
    """The menus of a household that can pay and one that cannot: what they call is then compiled.

    Ensures: the compiled code is kept where it may be, so that the next process only loads it.
    """
    due = (1, 2, 3)
    debt = DebtTerms("D1", "G1", 100_000, 1200, due, "level", 600, 600, (0, 3), (0,), True, True)
    contract = ContractTerms(600, (Pattern("monthly", due),), len(due))
    cash = CashLine(200_000, 0, (10_000,) * 3)
    able = HouseholdProblem("warm-up", date(2019, 3, 16), 3, cash, (debt,), contract)
    unable = replace(able, cash=replace(cash, opening=0))
    menus = [solve_menu(one, ceiling_bp=_CEILING_BP) for one in (able, unable)]
    declining_rate_for_flat_interest(debt.balance, due, in_place_interest(debt), _CEILING_BP)
    return menus[0], menus[1]
