"""What a centre's cash and bank move besides contracts, in the words of whoever keeps the books.

Whoever enters it says what happened; which account is debited and which credited follows from that.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from plodnee.ledger import chart
from plodnee.ledger.chart import AccountPlan
from plodnee.ledger.models import Account
from plodnee.organization.models import Centre
from plodnee.registers.models import MemberGroup

Kind = Account.Kind


class Place(StrEnum):
    """Where a centre keeps its money."""

    CASH = "cash"
    BANK = "bank"


class Deed(StrEnum):
    """What happened."""

    CASH_TO_BANK = "cash_to_bank"
    BANK_TO_CASH = "bank_to_cash"
    EXPENSE = "expense"
    INCOME = "income"
    FUND_DEPOSIT = "fund_deposit"
    FUND_WITHDRAWAL = "fund_withdrawal"
    HANDED_OVER = "handed_over"


PLACES: Mapping[Place, AccountPlan] = MappingProxyType(
    {Place.CASH: chart.cash(), Place.BANK: chart.bank()}
)
STARTING_MONEY = AccountPlan("starting-money", "เงินยกมาเมื่อเปิดบัญชี", Kind.EQUITY, capped=False)
# What money was spent on and came from: the end of the account's code -> its name.
SPENT_ON: Mapping[str, str] = MappingProxyType(
    {
        "meeting": "ค่าจัดประชุม",
        "materials": "ค่าวัสดุและเอกสาร",
        "travel": "ค่าพาหนะเดินทาง",
        "compensation": "ค่าตอบแทนผู้ปฏิบัติงาน",
        "bank-fee": "ค่าธรรมเนียมธนาคาร",
        "other": "ค่าใช้จ่ายอื่น",
    }
)
CAME_FROM: Mapping[str, str] = MappingProxyType(
    {
        "bank-interest": "ดอกเบี้ยเงินฝากธนาคาร",
        "support": "เงินสนับสนุนและบริจาค",
        "other": "รายได้อื่น",
    }
)
DEPOSIT, EXPENSE, INCOME = "deposit:", "expense:", "income:"


@dataclass(frozen=True, slots=True)
class PlainEntry:
    """What happened, as it is entered; `id` is made before it is first sent.

    `purpose` is a key of `SPENT_ON` or `CAME_FROM`; `fund` is who deposits or withdraws.
    """

    id: UUID
    deed: Deed
    amount_satang: int
    business_date: date
    place: Place = Place.CASH
    purpose: str = ""
    fund: MemberGroup | None = None
    fund_name: str = ""
    reference: str = ""
    note: str = ""


def deposit(group: MemberGroup, name: str) -> AccountPlan:
    """What the centre holds of a fund's own money: it is owed to the fund."""
    return AccountPlan(f"{DEPOSIT}{group.code}", f"เงินทุนที่{name}ฝากไว้", Kind.LIABILITY)


def debit_and_credit(entry: PlainEntry) -> tuple[AccountPlan, AccountPlan]:
    """The account that gets the amount, and the one that it comes from.

    Raises: ValueError for a purpose that is not listed or a fund that is not named.
    """
    cash, bank, here = PLACES[Place.CASH], PLACES[Place.BANK], PLACES[entry.place]
    if entry.deed == Deed.CASH_TO_BANK:
        return bank, cash
    if entry.deed == Deed.BANK_TO_CASH:
        return cash, bank
    if entry.deed == Deed.EXPENSE:
        return _listed(EXPENSE, SPENT_ON, entry.purpose, Kind.EXPENSE), here
    if entry.deed == Deed.INCOME:
        return here, _listed(INCOME, CAME_FROM, entry.purpose, Kind.INCOME)
    if entry.fund is None:
        raise ValueError("a deposit or a withdrawal names its fund")
    if entry.deed == Deed.HANDED_OVER:
        return chart.held(entry.fund, entry.fund_name or entry.fund.code), here
    held = deposit(entry.fund, entry.fund_name or entry.fund.code)
    return (here, held) if entry.deed == Deed.FUND_DEPOSIT else (held, here)


def _listed(start: str, names: Mapping[str, str], purpose: str, kind: Kind) -> AccountPlan:
    if purpose not in names:
        raise ValueError(f"no account for {purpose}")
    return AccountPlan(f"{start}{purpose}", names[purpose], kind, capped=False)


def accounts_of_fund(centre: Centre, group: MemberGroup) -> list[Account]:
    """What the centre holds of a fund's money: its capital, and what was collected for it."""
    codes = (deposit(group, "").code, chart.held(group, "").code)
    return list(Account.objects.filter(centre=centre, code__in=codes))


def beside_fund(centre: Centre, group: MemberGroup) -> list[Account]:
    """A fund's accounts of what the centre does not hold.

    What households owe it under contracts, what a lead fund has still to pay it for debts that
    it gave up, and what it has still to pay as a lead fund.
    """
    plans = (chart.managed(group, ""), chart.payoff(group, ""), chart.advance(group, ""))
    found = Account.objects.filter(centre=centre, code__in=[one.code for one in plans])
    return sorted(found, key=lambda one: [plan.code for plan in plans].index(one.code))
