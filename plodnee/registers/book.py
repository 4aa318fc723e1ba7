"""A register as plain facts: what a centre's workbook or database says on one date.

The workbook reader and the database selector both yield a `RegisterBook`, so everything above
(classes, menus, deck, registers, screens) is computed once from one shape of facts.
Money in whole satang, rates in basis points a year, dates of the common era, months 1..12.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

FundType = Literal[
    "SAVINGS_GROUP_PRODUCTION",
    "VILLAGE_FUND",
    "KKJ_POVERTY_FUND",
    "COMMUNITY_FIN_INSTITUTION",
    "WOMEN_DEV_FUND",
    "MOTHER_OF_LAND_FUND",
    "WELFARE_FUND",
    "CREDIT_UNION_COOP",
    "SML_FUND",
    "OCCUPATION_GROUP",
]
CreditorKind = Literal["group", "formal", "informal"]
DebtStatus = Literal["normal", "legal", "restructured"]
InterestMethod = Literal["declining", "flat"]
RateUnit = Literal["year", "month"]
RepaymentPeriod = Literal["monthly", "yearly", "after_harvest"]
CashKind = Literal["income", "expense"]


ERASED_NAME = "(ลบข้อมูลแล้ว)"  # stands for the name of whoever was erased


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name with its title split off (`title` is empty where none was written)."""

    title: str
    full: str

    def __str__(self) -> str:
        return f"{self.title}{self.full}"


@dataclass(frozen=True, slots=True)
class CentreSheet:
    """Sheet ศูนย์: whose register this is, and of which day."""

    name: str
    area_code: str
    as_of: date
    fiscal_year: int | None = None
    chair: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class MemberGroup:
    """A fund or group of the centre, with the limits its own rules set (None = none stated)."""

    code: str
    name: str
    kind: FundType
    capital_satang: int | None = None
    members: int | None = None
    min_rate_bp: int | None = None
    longest_extension_months: int | None = None
    longest_grace_months: int | None = None
    may_consolidate: bool = False
    may_refinance: bool = False


@dataclass(frozen=True, slots=True)
class Household:
    """A household as the register describes it; None where the cell was empty or refused."""

    code: str
    head: PersonName
    house_number: str = ""
    moo: int | None = None
    national_id: str | None = None
    members: int | None = None
    workers: int | None = None
    main_occupation: str = ""
    second_occupation: str = ""
    land_rai: Decimal | None = None
    cash_satang: int | None = None
    reserve_satang: int | None = None
    is_target: bool = False
    is_model: bool = False


@dataclass(frozen=True, slots=True)
class CashItem:
    """An amount that falls into each month named, every year."""

    household_code: str
    kind: CashKind
    item: str
    amount_satang: int
    months: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Debt:
    """One debt of one household to one creditor, as reported on the register's date.

    `creditor` is the member group's code, or the outside creditor's name.
    `rate_bp` is basis points a year, whatever unit was written.
    """

    row: int
    household_code: str
    borrower: PersonName
    creditor: str
    creditor_kind: CreditorKind
    principal_satang: int
    rate_bp: int
    rate_unit: RateUnit
    number: int | None = None
    national_id: str | None = None
    contract_number: str = ""
    borrowed_on: date | None = None
    due_on: date | None = None
    purpose: str = ""
    contract_principal_satang: int | None = None
    interest_arrears_satang: int = 0
    penalty_satang: int = 0
    method: InterestMethod = "declining"
    period: RepaymentPeriod | None = None
    months: tuple[int, ...] = ()
    overdue_since: date | None = None
    status: DebtStatus = "normal"
    guarantors: str = ""
    note: str = ""

    @property
    def owed_satang(self) -> int:
        """Principal, interest in arrears and penalty together."""
        return self.principal_satang + self.interest_arrears_satang + self.penalty_satang

    @property
    def closed(self) -> bool:
        """Nothing is owed: shown in the register, not counted."""
        return self.owed_satang == 0


@dataclass(frozen=True, slots=True)
class RegisterBook:
    """Everything one register says, in the order of its rows; every reference resolves."""

    centre: CentreSheet
    groups: tuple[MemberGroup, ...]
    households: tuple[Household, ...]
    cash: tuple[CashItem, ...]
    debts: tuple[Debt, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell, a row or the workbook that cannot be taken, and what to do about it.

    `sheet` is the sheet's official name, `cell` its address in the file as sent (None = whole
    sheet), `takes` what the refusal takes with it.
    """

    sheet: str
    cell: str | None
    code: str
    takes: Literal["cell", "row", "workbook"]
    message: str
    hint: str
    message_en: str = ""
    hint_en: str = ""


@dataclass(frozen=True, slots=True)
class Repair:
    """A cell that was read after a clean-up that cannot change its meaning."""

    sheet: str
    cell: str
    code: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something to look at; nothing was refused."""

    sheet: str
    cell: str | None
    code: str
    message: str
    message_en: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a workbook: `book` is None when the workbook was refused.

    `balance_column` are the letters of the file's column of balances and `day_cell` is the cell of
    the register's day, where it has one.
    """

    book: RegisterBook | None
    problems: tuple[Problem, ...] = field(default=())
    repairs: tuple[Repair, ...] = field(default=())
    notes: tuple[Note, ...] = field(default=())
    sha256: str = ""
    balance_column: str = ""
    day_cell: str = ""
