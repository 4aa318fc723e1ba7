"""A village of several lenders: who may join a contract, who may lend for one, who never may."""

from dataclasses import replace
from datetime import date

from build import TODAY, a_book, a_debt, a_household

from plodnee.casework.plan.analysis import analyse
from plodnee.casework.plan.rules import rules_in_force
from plodnee.casework.workspace.limits import Ground
from plodnee.registers.book import CashItem, MemberGroup, RegisterBook

GROUPS = (
    MemberGroup(
        "OM", "กลุ่มออมทรัพย์", "SAVINGS_GROUP_PRODUCTION", 50_000_000, 90, 700, 24, 6, True, True
    ),
    MemberGroup("VF", "กองทุนหมู่บ้าน", "VILLAGE_FUND", 100_000_000, 80, 400, 24, 12, True, False),
    MemberGroup("KKJ", "โครงการ กข.คจ.", "KKJ_POVERTY_FUND", 28_000_000, 40, 0, 24, 12, True, True),
    MemberGroup("COW", "กลุ่มเลี้ยงโค", "OCCUPATION_GROUP", None, 20, None, 12, None, False, False),
)  # fmt: skip
LENDERS = (
    ("OM", "group"),
    ("VF", "group"),
    ("KKJ", "group"),
    ("COW", "group"),
    ("ธ.ก.ส. สาขาสมมุติ", "formal"),
    ("นายทุนสมมุติ", "informal"),
)


def several_debts(household: str = "001", first_row: int = 2, baht: int = 20_000) -> tuple:
    """One debt of the household to each lender of the village."""
    return tuple(
        a_debt(
            row,
            household_code=household,
            creditor=creditor,
            creditor_kind=kind,
            principal_satang=baht * 100,
            rate_bp=1200,
            due_on=date(2021, 12, 31),
            months=(12,),
        )
        for row, (creditor, kind) in enumerate(LENDERS, start=first_row)
    )


def a_village(**parts) -> RegisterBook:
    """The village with one household that owes to every lender and sells rice in December."""
    known = {
        "groups": GROUPS,
        "households": (a_household(),),
        "cash": (
            CashItem("001", "income", "ขายข้าว", 9_000_000, (12,)),
            CashItem("001", "income", "รับจ้าง", 600_000, tuple(range(1, 13))),
            CashItem("001", "expense", "ค่าครองชีพ", 500_000, tuple(range(1, 13))),
        ),
        "debts": several_debts(),
    }
    return a_book(**(known | parts))


def a_ground(book: RegisterBook | None = None, **facts) -> Ground:
    """What bounds the settings of the village's first household."""
    book = book or a_village()
    found = analyse(book, as_of=TODAY, horizon_months=60).households[0]
    groups = {group.code: group for group in book.groups}
    return replace(Ground(found, groups, rules_in_force(TODAY)), **facts)
