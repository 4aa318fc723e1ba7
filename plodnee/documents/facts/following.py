"""The facts of papers that follow a household up. Everything is stated in words or satang."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class GuarantorLetterFacts:
    """A creditor's notice of default to one guarantor of a debt, written on a day.

    It has a number once it is issued; `stated_on` is the day of which the register states the
    amounts.
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

    @property
    def total_satang(self) -> int:
        """All that is owed."""
        return self.principal_satang + self.interest_satang + self.penalty_satang
