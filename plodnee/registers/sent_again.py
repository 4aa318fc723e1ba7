"""A workbook sent again for the day of a register in which something was put right by hand."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from plodnee.registers import book
from plodnee.registers.book import RegisterBook
from plodnee.registers.models import Debt, ImportBatch
from plodnee.registers.selectors import book_of, debts_by_identity


@dataclass(frozen=True, slots=True)
class SentAgain:
    """Which rows say what the workbooks of the day said before them, and so nothing new."""

    groups: frozenset[str] = frozenset()
    households: frozenset[str] = frozenset()
    debts: frozenset[int] = frozenset()

    def without(self, sent: RegisterBook) -> RegisterBook:
        """The register without these rows: what was put right by hand of them stays."""
        return replace(
            sent,
            groups=tuple(one for one in sent.groups if one.code not in self.groups),
            households=tuple(one for one in sent.households if one.code not in self.households),
            debts=tuple(one for one in sent.debts if one.row not in self.debts),
        )


NOTHING_NEW = SentAgain()


def sent_again(
    sent: RegisterBook, batches: list[ImportBatch], known: Mapping[int, Debt]
) -> SentAgain:
    """What of a workbook was sent before, where something was put right by hand since.

    `known` says for each row of a debt which known debt it speaks of.
    """
    workbooks = [one for one in batches if one.scope != ImportBatch.Scope.ENTRY]
    if len(workbooks) == len(batches):
        return NOTHING_NEW
    before = book_of(workbooks)
    homes = {one.code: one for one in before.households}
    debts = debts_by_identity(workbooks)
    return SentAgain(
        frozenset(one.code for one in sent.groups if one in before.groups),
        frozenset(one.code for one in sent.households if homes.get(one.code) == one),
        frozenset(
            one.row
            for one in sent.debts
            if one.row in known and _is_said(one, debts.get(known[one.row]))
        ),
    )


def _is_said(row: book.Debt, said: book.Debt | None) -> bool:
    """Whether a row says of a debt what was said, wherever it stands in the file."""
    return (
        said is not None and replace(row, row=said.row, household_code=said.household_code) == said
    )
