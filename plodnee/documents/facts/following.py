"""The facts of papers that follow a household up. Everything is stated in words or satang."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Guaranteed:
    """Up to how much somebody guarantees, and the last day of the debts; None where unknown."""

    most_satang: int
    until: date | None


@dataclass(frozen=True, slots=True)
class GuarantorLetterFacts:
    """A creditor's notice of default to one guarantor of a debt, written on a day.

    It has a number once it is issued; `stated_on` is the day of which the register states the
    amounts. `guarantees` is empty where no limit is known. Without a `deadline` the law of the day
    of the default asks for no notice; past it the guarantor is free of what arises later. A debt of
    a contract that restructured older ones (`is_restructured`) is no new loan.
    Units: satang; `notice_days` are those of the law on the day of the default.
    """

    centre: str
    place: str
    creditor: str
    guarantor: str
    borrower: str
    contract_number: str
    borrowed_on: date | None
    defaulted_on: date
    written_on: date
    stated_on: date
    principal_satang: int
    interest_satang: int
    penalty_satang: int
    notice_days: int
    is_made_up: bool
    number: str = ""
    guarantees: tuple[Guaranteed, ...] = ()
    deadline: date | None = None
    is_late: bool = False
    is_restructured: bool = False

    @property
    def total_satang(self) -> int:
        """All that is owed."""
        return self.principal_satang + self.interest_satang + self.penalty_satang
