"""A hamlet written by hand for documents: every kind of household that paper must cope with."""

from datetime import date
from decimal import Decimal
from typing import Any

from plodnee.casework.plan.analysis import analyse
from plodnee.documents.facts import PackFacts, pack_facts
from plodnee.engine.national_id import dashed, make_up
from plodnee.registers.book import (
    CashItem,
    CentreSheet,
    Debt,
    Household,
    MemberGroup,
    PersonName,
    RegisterBook,
)

AS_OF = date(2019, 3, 16)
ALL_YEAR = tuple(range(1, 13))
CENTRE = "ศูนย์จัดการกองทุนชุมชนบ้านสว่าง"
FITS, STUCK, FREE, LENT_OUT, TARGET_FREE, HOSTILE = (f"NS-00{n}" for n in range(1, 7))
TARGETS = (FITS, STUCK, TARGET_FREE, HOSTILE)
FORMULA = '=HYPERLINK("http://example.org","กด")'
MARKUP = '<b>ตัวหนา</b> & "คำพูด" $heading {name}'
GUARANTOR_ID = make_up(777)

GROUPS = (
    MemberGroup(
        "OM", "กลุ่มออมทรัพย์เพื่อการผลิตบ้านสว่าง", "SAVINGS_GROUP_PRODUCTION",
        310_000_000, 236, 600, 24, 6, may_consolidate=True, may_refinance=True,
    ),
    MemberGroup("VF", "กองทุนหมู่บ้านบ้านสว่าง", "VILLAGE_FUND", 238_000_000, 128, 400, 12, 0, True),
    MemberGroup("KKJ", "โครงการ กข.คจ. บ้านสว่าง", "KKJ_POVERTY_FUND", 28_000_000, 42, 0, 12, 12),
    MemberGroup("SILK", "กลุ่มทอผ้าไหมบ้านสว่าง", "OCCUPATION_GROUP", 0, 31),
)  # fmt: skip


def home(code: str, name: str, **facts: object) -> Household:
    known: dict[str, object] = {
        "house_number": "12/3",
        "moo": 5,
        "national_id": make_up(int(code[-3:])),
        "members": 5,
        "workers": 2,
        "main_occupation": "ทำนา",
        "land_rai": Decimal("7.5"),
        "cash_satang": 2_000_000,
        "reserve_satang": 300_000,
    }
    return Household(code=code, head=PersonName("นาง", name), **(known | facts))


def owed(row: int, code: str, creditor: str, satang: int, rate_bp: int, **facts: object) -> Debt:
    known: dict[str, object] = {
        "borrower": PersonName("นาง", f"ผู้กู้ที่ {row} สมมุติ"),
        "creditor_kind": "group",
        "rate_unit": "year",
        "number": row - 1,
        "contract_number": f"{row}/2561",
        "borrowed_on": date(2018, 6, 1),
        "due_on": date(2020, 12, 31),
        "period": "yearly",
        "months": (12,),
        "contract_principal_satang": satang + 500_000,
        "national_id": make_up(500 + row),
    }
    return Debt(
        row=row,
        household_code=code,
        creditor=creditor,
        principal_satang=satang,
        rate_bp=rate_bp,
        **(known | facts),
    )


HOUSEHOLDS = (
    home(FITS, "ใบคูน ซ้อมคันนา", is_target=True),
    home(STUCK, "น้ำทิพย์ ค้ำจุน", is_target=True, cash_satang=50_000),
    home(FREE, "ไร้หนี้ สมมุติ", is_model=True),
    home(LENT_OUT, "แสงดาว สมมุติ"),
    home(TARGET_FREE, "ปลอดภัย สมมุติ", is_target=True),
    home(HOSTILE, MARKUP, is_target=True, main_occupation=FORMULA),
)
DEBTS = (
    owed(2, FITS, "OM", 1_500_000, 1200, overdue_since=date(2018, 7, 3)),
    owed(3, FITS, "นายทุนนอกหมู่บ้าน", 780_000, 6000, creditor_kind="informal"),
    owed(4, FITS, "VF", 1_980_025, 600),
    owed(5, STUCK, "OM", 30_000_000, 1200, interest_arrears_satang=150_247),
    owed(6, LENT_OUT, "ธ.ก.ส.", 9_000_000, 700, creditor_kind="formal", method="flat"),
    owed(7, LENT_OUT, "KKJ", 990_000, 0, penalty_satang=2_500, purpose="ซื้อโค"),
    owed(8, LENT_OUT, "VF", 0, 600, note="ปิดบัญชีแล้วเมื่อปีก่อน"),
    owed(
        9, HOSTILE, "OM", 500_000, 800,
        borrower=PersonName("", FORMULA), purpose="+66 1234", contract_number="@SUM(1+1)",
        guarantors=f"นายค้ำ สมมุติ {dashed(GUARANTOR_ID)}", note=f"บัตร {make_up(6)} เก็บไว้",
    ),
)  # fmt: skip
CASH = tuple(
    item
    for code in (FITS, STUCK, FREE, LENT_OUT, HOSTILE)
    for item in (
        CashItem(code, "income", "ขายข้าวเปลือก", 500_000 if code == STUCK else 5_500_000, (12,)),
        CashItem(code, "expense", "ค่ากินอยู่", 200_000, ALL_YEAR),
    )
)


def hamlet(**changes: object) -> RegisterBook:
    """The hamlet's register; `changes` replace whole sheets."""
    known: dict[str, object] = {
        "centre": CentreSheet(CENTRE, "31011805", AS_OF, 2562, "นายประเสริฐ ดำเนินดี", "044 666 512"),
        "groups": GROUPS,
        "households": HOUSEHOLDS,
        "cash": CASH,
        "debts": DEBTS,
    }
    return RegisterBook(**(known | changes))


def facts_of(book: RegisterBook, **options: Any) -> PackFacts:
    """The facts of a register's pack as of the hamlet's day."""
    return pack_facts(analyse(book, as_of=AS_OF, horizon_months=60), **options)
