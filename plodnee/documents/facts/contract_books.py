"""The facts of what follows a contract: statements, and the letter at its end.

Units: satang.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from plodnee.documents.facts.contracts import Borrower, PaperHead

LineKind = Literal["signed", "paid", "let_go", "charged", "taken_back"]


@dataclass(frozen=True, slots=True)
class StatementLine:
    """What happened on a day: the principal left after it; what was taken back is negative.

    A charge is a penalty below zero: it is owed more, not less.
    """

    on: date
    kind: LineKind
    number: str
    principal_satang: int
    interest_satang: int
    penalty_satang: int
    balance_satang: int

    @property
    def total_satang(self) -> int:
        """All components together."""
        return self.principal_satang + self.interest_satang + self.penalty_satang


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """What was paid on a contract up to a day, and what is due then."""

    head: PaperHead
    borrower: Borrower
    as_of: date
    lines: tuple[StatementLine, ...]
    due_satang: int
    next_due_on: date | None

    @property
    def balance_satang(self) -> int:
        """The principal left."""
        return self.lines[-1].balance_satang


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

    @property
    def total_satang(self) -> int:
        """All that was paid."""
        return self.principal_satang + self.interest_satang + self.penalty_satang
