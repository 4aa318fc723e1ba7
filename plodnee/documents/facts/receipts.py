"""What a receipt says."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class FundShare:
    """What one fund gets of a repayment; satang.

    `old_satang` is for interest and penalty that were owed before the contract.
    """

    fund: str
    principal_satang: int
    interest_satang: int
    penalty_satang: int
    old_satang: int = 0

    @property
    def total_satang(self) -> int:
        """All components together."""
        own = self.principal_satang + self.interest_satang + self.penalty_satang
        return own + self.old_satang


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    """One repayment as its receipt says it; `outstanding_satang` is the principal left after it.

    `old_left_satang` is what is left then of interest and penalty from before the contract.
    """

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
    old_left_satang: int = 0

    @property
    def total_satang(self) -> int:
        """What was paid."""
        return sum(share.total_satang for share in self.shares)
