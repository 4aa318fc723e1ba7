"""The books of centres: entries, what was paid on contracts, and what changed what is owed."""

from plodnee.ledger.models.adjustments import (
    Adjustment,
    AdjustmentPosting,
    AdjustmentShare,
)
from plodnee.ledger.models.books import (
    DEBIT_KINDS,
    LARGEST_AMOUNT_SATANG,
    LONGEST_NOTE,
    Account,
    AccountMonth,
    Book,
    CollectionSheet,
    Entry,
    EntryNote,
    PeriodClosing,
    Repayment,
    RepaymentShare,
    Seal,
    SheetFinish,
    Transfer,
)

__all__ = [
    "DEBIT_KINDS",
    "LARGEST_AMOUNT_SATANG",
    "LONGEST_NOTE",
    "Account",
    "AccountMonth",
    "Adjustment",
    "AdjustmentPosting",
    "AdjustmentShare",
    "Book",
    "CollectionSheet",
    "Entry",
    "EntryNote",
    "PeriodClosing",
    "Repayment",
    "RepaymentShare",
    "Seal",
    "SheetFinish",
    "Transfer",
]
