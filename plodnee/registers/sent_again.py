"""A workbook sent again for the day of a register in which something was put right by hand."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from plodnee.registers import book
from plodnee.registers.book import RegisterBook
from plodnee.registers.models import Debt, ImportBatch
from plodnee.registers.selectors import book_of, debts_by_identity


@dataclass(frozen=True, slots=True)
class SentAgain:
    """Which rows say what the workbooks of the day said before them, and so nothing new.

    `overwritten` are the codes of households of which another row says something else than what
    was entered by hand since.
    """

    groups: frozenset[str] = frozenset()
    households: frozenset[str] = frozenset()
    debts: frozenset[int] = frozenset()
    overwritten: tuple[str, ...] = ()

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
    sent: RegisterBook,
    batches: list[ImportBatch],
    known: Mapping[int, Debt],
    *,
    whole: bool,
) -> SentAgain:
    """What of a workbook was sent before; where it states the whole register, every row counts.

    `known` says for each row of a debt which known debt it speaks of.
    """
    workbooks = [one for one in batches if one.scope != ImportBatch.Scope.ENTRY]
    if len(workbooks) == len(batches):
        return NOTHING_NEW
    before, now = book_of(workbooks), book_of(batches)
    homes = {one.code: one for one in before.households}
    homes_now = {one.code: one for one in now.households}
    debts, debts_now = debts_by_identity(workbooks), debts_by_identity(batches)
    same_homes = frozenset(one.code for one in sent.households if homes.get(one.code) == one)
    meant = {row: (debts.get(debt), debts_now.get(debt)) for row, debt in known.items()}
    same_debts = frozenset(
        one.row for one in sent.debts if one.row in meant and _is_said(one, meant[one.row][0])
    )
    overwritten = [
        one.code
        for one in sent.households
        if (whole or one.code not in same_homes)
        and homes.get(one.code) != homes_now.get(one.code) != one
    ]
    for one in sent.debts:
        said, stands = meant.get(one.row, (None, None))
        if (whole or one.row not in same_debts) and said != stands and not _is_said(one, stands):
            overwritten.append(one.household_code)
    told = tuple(dict.fromkeys(overwritten))
    if whole:
        return SentAgain(overwritten=told)
    groups = frozenset(one.code for one in sent.groups if one in before.groups)
    return SentAgain(groups, same_homes, same_debts, told)


def _is_said(row: book.Debt, said: book.Debt | None) -> bool:
    """Whether a row says of a debt what was said, wherever it stands in the file."""
    return (
        said is not None and replace(row, row=said.row, household_code=said.household_code) == said
    )
