"""What a receipt says."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class FundShare:
    """What one fund gets of a repayment; satang."""

    fund: str
    principal_satang: int
    interest_satang: int
    penalty_satang: int

    @property
    def total_satang(self) -> int:
        """All components together."""
        return self.principal_satang + self.interest_satang + self.penalty_satang


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    """One repayment as its receipt says it; `outstanding_satang` is the principal left after it."""

    number: str
    centre: str
    received_on: date
    payer: str
    household_code: str
    contract_number: str
    in_cash: bool
    shares: tuple[FundShare, ...]
    outstanding_satang: int
    taken_back: bool
    received_by: str
    is_made_up: bool

    @property
    def total_satang(self) -> int:
        """What was paid."""
        return sum(share.total_satang for share in self.shares)
