"""Small registers written by hand; every test states only what it is about."""

from datetime import date

from plodnee.registers.book import (
    CashItem,
    CentreSheet,
    Debt,
    Household,
    MemberGroup,
    PersonName,
    RegisterBook,
)

AS_OF = date(2019, 3, 16)  # month 1 is April 2562, month 9 December
BAHT = 100
HEAD = PersonName("นาง", "ขวัญลาน สมมุตินาทุ่ง")
ALL_YEAR = tuple(range(1, 13))


def group(code="SG", kind="SAVINGS_GROUP_PRODUCTION", **cells):
    return MemberGroup(code=code, name=f"กลุ่ม {code}", kind=kind, **cells)


def debt(creditor="SG", principal=10_000 * BAHT, **cells):
    told = {"creditor_kind": "group", "rate_bp": 1200, "rate_unit": "year", "row": 2} | cells
    return Debt(
        household_code=told.pop("household_code", "H1"),
        borrower=HEAD,
        creditor=creditor,
        principal_satang=principal,
        **told,
    )


def income(amount, *months, item="ขายข้าวเปลือก", code="H1"):
    return CashItem(code, "income", item, amount * BAHT, months)


def expense(amount, *months, item="ค่าอาหาร", code="H1"):
    return CashItem(code, "expense", item, amount * BAHT, months)


def household(code="H1", **cells):
    return Household(code=code, head=HEAD, **cells)


def unsaid(code, cash):
    said = {item.kind for item in cash if item.household_code == code}
    for kind in ("income", "expense"):
        if kind not in said:
            yield CashItem(code, kind, "ไม่มี", 0, ALL_YEAR)


def book(*, groups=(), households=(), cash=(), debts=(), as_of=AS_OF, as_stated=False):
    """Each household has a row of 0 baht for what the test does not say, unless `as_stated`."""
    homes = tuple(households) or (household(),)
    if not as_stated:
        cash = (*cash, *(nothing for home in homes for nothing in unsaid(home.code, cash)))
    return RegisterBook(
        centre=CentreSheet(name="ศูนย์สาธิต", area_code="31011805", as_of=as_of),
        groups=tuple(groups),
        households=homes,
        cash=tuple(cash),
        debts=tuple(debts),
    )
