"""The facts of an amendment: what changes in which part, on whose resolution, who answers for it.

Units: satang; basis points a year.
"""

from dataclasses import dataclass
from datetime import date

from plodnee.documents.facts.contracts import (
    Borrower,
    ContractPart,
    GuarantorLine,
    PaperHead,
    Resolved,
)


@dataclass(frozen=True, slots=True)
class AmendedTerms:
    """What is agreed to change, several things at once; what is None or 0 stays.

    `rest_satang` is the principal still owed that is laid on the extra instalments, of which the
    first falls due on `due_on`.
    """

    due_on: date | None
    rate_bp: int | None
    extra_instalments: int
    grace_on_principal: int
    grace_on_interest: int
    pause: tuple[date, date] | None
    instalment_satang: int | None
    rest_satang: int | None = None


@dataclass(frozen=True, slots=True)
class AmendmentFacts:
    """An amendment of one part of a signed contract, counting from a day.

    `before` and `after` are the part with its whole schedule; `guarantors` are those whose consent
    it needs, with the most and the period that they answer for so far.
    """

    head: PaperHead
    borrower: Borrower
    funds: tuple[str, ...]
    signed_on: date
    part: int
    from_on: date
    terms: AmendedTerms
    before: ContractPart
    after: ContractPart
    reason: str
    resolution: Resolved
    guarantors: tuple[GuarantorLine, ...]

    @property
    def copies(self) -> int:
        """One each for the borrower, every fund, and the centre."""
        return len(self.funds) + 2
