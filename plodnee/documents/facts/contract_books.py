"""The facts of what follows a contract: statements, and the letter at its end.

Units: satang.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from plodnee.documents.facts.contracts import Borrower, PaperHead

LineKind = Literal["signed", "paid", "let_go", "charged", "taken_back", "cancelled"]


@dataclass(frozen=True, slots=True)
class StatementLine:
    """What happened on a day and what is left after it; what was taken back is negative.

    A charge is a penalty below zero: it is owed more, not less. `old_satang` is interest and
    penalty from before the contract; of them and the principal is what is left.
    """

    on: date
    kind: LineKind
    number: str
    principal_satang: int
    interest_satang: int
    penalty_satang: int
    balance_satang: int
    old_satang: int = 0

    @property
    def total_satang(self) -> int:
        """All components together."""
        own = self.principal_satang + self.interest_satang + self.penalty_satang
        return own + self.old_satang


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """What was paid on a contract up to a day, and what is due then.

    `old_left_satang` is what is left of interest and penalty from before the contract.
    """

    head: PaperHead
    borrower: Borrower
    as_of: date
    lines: tuple[StatementLine, ...]
    due_satang: int
    next_due_on: date | None
    old_left_satang: int = 0
    cancelled_on: date | None = None

    @property
    def balance_satang(self) -> int:
        """The principal left, and the interest and penalty from before."""
        return self.lines[-1].balance_satang

    @property
    def has_old(self) -> bool:
        """Whether interest and penalty from before the contract are in it."""
        return bool(self.old_left_satang) or any(one.old_satang for one in self.lines)


@dataclass(frozen=True, slots=True)
class SettlementFacts:
    """That a contract was paid in full, to whom, and who is free with it."""

    head: PaperHead
    borrower: Borrower
    signed_on: date
    settled_on: date
    funds: tuple[str, ...]
    receipts: int
    principal_satang: int
    interest_satang: int
    penalty_satang: int
    guarantors: tuple[str, ...]
    waived_satang: int = 0
    old_satang: int = 0

    @property
    def total_satang(self) -> int:
        """All that was paid, interest and penalty from before the contract too."""
        own = self.principal_satang + self.interest_satang + self.penalty_satang
        return own + self.old_satang
