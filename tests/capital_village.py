"""A village in which capital matters: dear private debts that a savings group may pay off."""

from dataclasses import replace
from datetime import date

from build import a_book, a_debt, a_household
from lending_village import GROUPS as LENDING_GROUPS

from plodnee.registers.book import CashItem, MemberGroup

SAVINGS, VILLAGE, KKJ = 0, 1, 2
GROUPS = (replace(LENDING_GROUPS[0], min_rate_bp=400), *LENDING_GROUPS[1:])
LENDER = "นายทุนสมมุติ"


def a_dear_household(place, *, baht=20_000, target=False):
    """A household that owes a private lender at 36 % and a little to one of two groups.

    From the fifth on they can pay on today's terms, and so wait.
    """
    tenths, wage = (4, 380_000) if place < 5 else (6, 450_000)
    code = f"{place:03d}"
    home = a_household(code, is_target=target, cash_satang=300_000)
    cash = (
        CashItem(code, "income", "ขายข้าว", baht * 100 * tenths // 10, (12,)),
        CashItem(code, "income", "รับจ้าง", wage, tuple(range(1, 13))),
        CashItem(code, "expense", "ค่าครองชีพ", 350_000, tuple(range(1, 13))),
    )
    debts = (
        a_debt(2 * place, household_code=code, creditor=LENDER, creditor_kind="informal",
               principal_satang=baht * 100, rate_bp=3600, due_on=date(2020, 12, 31), months=(12,)),
        a_debt(2 * place + 1, household_code=code, creditor="VF" if place % 2 else "OM",
               principal_satang=300_000, rate_bp=800, due_on=date(2020, 12, 31), months=(12,)),
    )  # fmt: skip
    return home, cash, debts


def a_capital_village(households=6, groups: tuple[MemberGroup, ...] = GROUPS):
    """Households of growing debt; the first two are targets."""
    made = [
        a_dear_household(place, baht=8_000 + 4_000 * place, target=place <= 2)
        for place in range(1, households + 1)
    ]
    return a_book(
        groups=groups,
        households=tuple(home for home, _cash, _debts in made),
        cash=tuple(item for _home, cash, _debts in made for item in cash),
        debts=tuple(debt for _home, _cash, debts in made for debt in debts),
    )
