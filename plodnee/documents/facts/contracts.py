"""The facts of a contract's papers: who is bound, what was owed, what is paid when and to whom.

No national id stands in them whole: a paper leaves a line on which it is written by hand.
Units: satang; basis points a year.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Shape = Literal["refinance", "assignment", "umbrella"]
PartKind = Literal["joined", "own", "arrears"]


@dataclass(frozen=True, slots=True)
class PaperHead:
    """What every paper of a contract says of itself; `made_on` is the day on which it was made."""

    number: str
    contract_number: str
    centre: str
    place: str
    made_on: date
    is_made_up: bool


@dataclass(frozen=True, slots=True)
class Borrower:
    """Whose contract it is; the national id is masked, empty where the register has none."""

    name: str
    national_id: str
    household_code: str


@dataclass(frozen=True, slots=True)
class OldDebt:
    """A debt as it was stated on a day, and how much of it a lead fund takes over."""

    creditor: str
    contract_number: str
    borrowed_on: date | None
    stated_on: date
    principal_satang: int
    interest_satang: int
    penalty_satang: int
    taken_over_satang: int

    @property
    def total_satang(self) -> int:
        """Principal, interest and penalty together."""
        return self.principal_satang + self.interest_satang + self.penalty_satang


@dataclass(frozen=True, slots=True)
class FundShare:
    """What one fund has in a part."""

    fund: str
    principal_satang: int


@dataclass(frozen=True, slots=True)
class Instalment:
    """One row of a schedule."""

    due_on: date
    principal_satang: int
    interest_satang: int
    balance_satang: int

    @property
    def total_satang(self) -> int:
        """What is to be paid on the day."""
        return self.principal_satang + self.interest_satang


@dataclass(frozen=True, slots=True)
class ContractPart:
    """A part of the contract: one rate and one calendar, with each fund's share in it."""

    kind: PartKind
    rate_bp: int
    principal_satang: int
    shares: tuple[FundShare, ...]
    rows: tuple[Instalment, ...]

    @property
    def interest_satang(self) -> int:
        """All interest of its schedule."""
        return sum(row.interest_satang for row in self.rows)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A resolution by its number and day; the number is empty where none is known."""

    by: str
    number: str
    on: date | None


@dataclass(frozen=True, slots=True)
class GuarantorLine:
    """A guarantor of one old debt: bound anew up to a sum and a day, or free of it."""

    name: str
    creditor: str
    debt_number: str
    most_satang: int | None
    until: date | None

    @property
    def is_bound(self) -> bool:
        """Whether they guarantee anew."""
        return self.most_satang is not None


@dataclass(frozen=True, slots=True)
class ContractPaperFacts:
    """The contract of a household.

    `lead` is empty in an umbrella, `spouse` where the borrower has none. `duty_satang` is the stamp
    duty of the original, `copy_duty_satang` of each of the other copies. `lent_on` is the day on
    which the lead lends anew, if it does: interest of that part begins then.

    The first period counts by its days where it is shorter than its months (`first_by_days`).
    """

    head: PaperHead
    shape: Shape
    borrower: Borrower
    spouse: str
    lead: str
    funds: tuple[str, ...]
    interest_from: date
    old_debts: tuple[OldDebt, ...]
    parts: tuple[ContractPart, ...]
    guarantors: tuple[GuarantorLine, ...]
    resolution: Resolved
    creditors: tuple[Resolved, ...]
    order: tuple[str, ...]
    default_rate_bp: int
    notice_days: int
    duty_satang: int
    copy_duty_satang: int
    lent_on: date | None = None
    first_by_days: bool = False

    @property
    def principal_satang(self) -> int:
        """What all parts begin with."""
        return sum(part.principal_satang for part in self.parts)

    @property
    def interest_satang(self) -> int:
        """All interest of the schedule."""
        return sum(part.interest_satang for part in self.parts)

    @property
    def copies(self) -> int:
        """One each for the borrower, every fund, and the centre."""
        return len(self.funds) + 2


@dataclass(frozen=True, slots=True)
class GuaranteeFacts:
    """A guarantee of what one old debt became: up to a sum, until a day, never a joint debtor's."""

    head: PaperHead
    borrower: Borrower
    guarantor: str
    national_id: str
    funds: tuple[str, ...]
    old_debt: OldDebt
    most_satang: int
    until: date
    last_due_on: date
    notice_days: int
    duty_satang: int


@dataclass(frozen=True, slots=True)
class AcknowledgementFacts:
    """The borrower's acknowledgement of what is owed."""

    head: PaperHead
    borrower: Borrower
    debts: tuple[OldDebt, ...]

    @property
    def total_satang(self) -> int:
        """Everything acknowledged."""
        return sum(debt.total_satang for debt in self.debts)


@dataclass(frozen=True, slots=True)
class NewTerms:
    """What becomes of a creditor's debts in one part of the contract."""

    kind: PartKind
    principal_satang: int
    rate_bp: int
    instalments: int
    first_due_on: date
    last_due_on: date


@dataclass(frozen=True, slots=True)
class ConsentFacts:
    """What one creditor agrees to; `lead` is the fund that pays it off or takes its claim over."""

    head: PaperHead
    shape: Shape
    borrower: Borrower
    creditor: str
    is_outside: bool
    lead: str
    debts: tuple[OldDebt, ...]
    terms: tuple[NewTerms, ...]
    resolution: Resolved

    @property
    def taken_over_satang(self) -> int:
        """What the lead fund pays it."""
        return sum(debt.taken_over_satang for debt in self.debts)
