"""What is asked of the books: one entry with its lines, and the fingerprint of what it says."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from plodnee.ledger.errors import AmountImpossible, LinesImpossible
from plodnee.ledger.models import LARGEST_AMOUNT_SATANG, Entry

MOST_LINES = 1_000


@dataclass(frozen=True, slots=True)
class Posting:
    """One line: an amount from the credited account to the debited one, by account code."""

    debit: str
    credit: str
    amount_satang: int


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """One entry as it is sent; `id` is made by the sender before the first attempt.

    `reference` is a number printed on paper, such as a receipt's, never a person's name; `note`
    says in words what the accounts do not, such as why an entry is taken back.
    """

    id: UUID
    centre_code: str
    kind: Entry.Kind
    business_date: date
    postings: tuple[Posting, ...]
    reference: str = ""
    reverses: UUID | None = None
    note: str = ""

    @property
    def total_satang(self) -> int:
        """The sum of all lines."""
        return sum(posting.amount_satang for posting in self.postings)

    @property
    def fingerprint(self) -> str:
        """The same for the same content, whoever sends it and when."""
        content = {
            "centre": self.centre_code,
            "kind": str(self.kind),
            "date": self.business_date.isoformat(),
            "reference": self.reference,
            "reverses": str(self.reverses) if self.reverses else None,
            "lines": [[line.debit, line.credit, line.amount_satang] for line in self.postings],
            **({"note": self.note} if self.note else {}),
        }
        text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode("utf-8")).hexdigest()

    def account_codes(self) -> set[str]:
        """Every account that a line names."""
        return {code for line in self.postings for code in (line.debit, line.credit)}


def check_lines(postings: Iterable[Posting]) -> None:
    """Nothing, if the lines could stand in the books.

    Raises: LinesImpossible, AmountImpossible.
    """
    lines = list(postings)
    if not 1 <= len(lines) <= MOST_LINES or any(line.debit == line.credit for line in lines):
        raise LinesImpossible(most=MOST_LINES)
    for number, line in enumerate(lines, start=1):
        amount = line.amount_satang
        if type(amount) is not int or not 0 < amount <= LARGEST_AMOUNT_SATANG:
            raise AmountImpossible(line=number)


def mirrored(postings: Sequence[Posting]) -> tuple[Posting, ...]:
    """The lines that take the given ones back, the last first: what one filled, another emptied."""
    return tuple(
        Posting(line.credit, line.debit, line.amount_satang) for line in reversed(postings)
    )
