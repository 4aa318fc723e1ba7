"""What a list of one fund's debtors does not speak of: the register that it joins says it.

Such a list names the fund, who borrows and how much. A row made of that alone would take the fund's
capital and limits, the household's people, land and cash, and the debt's guarantors, days and state
out of the register with blanks.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from plodnee.engine.sameness import is_another_person
from plodnee.registers.book import ERASED_NAME, Debt, Household, MemberGroup, RegisterBook
from plodnee.registers.foreign.households import code_key
from plodnee.registers.workbook.cell_values import cell_value
from plodnee.registers.workbook.finding import compared
from plodnee.registers.workbook.layout import DEBTS, GROUPS, HOUSEHOLDS, Sheet
from plodnee.registers.workbook.sent_rows import TOTAL, Cell, SentRow

Fact = MemberGroup | Household | Debt
# What tells rows apart or how they stand in their file, and what a list of debts always tells.
OF_THE_ROW = frozenset({"number", "household_code", "creditor", "creditor_kind", "borrower"})


@dataclass(frozen=True, slots=True)
class WhatStands:
    """Groups and households of the register that a file joins, by code, and who borrows there."""

    groups: Mapping[str, Fact] = field(default_factory=dict)
    homes: Mapping[str, Household] = field(default_factory=dict)
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)
    debts: Mapping[tuple[str, str], tuple[Debt, ...]] = field(default_factory=dict)

    def completed(self, sheet: Sheet, row: SentRow, told: Collection[str] = ()) -> SentRow:
        """The row, with what stands in the register in each field that the file has not `told`.

        The id of a household is its head's: a head of another name does not take it over.
        """
        of_sheet: Mapping[str, Fact] = {GROUPS: self.groups, HOUSEHOLDS: self.homes}.get(sheet, {})
        there = of_sheet.get(_key(row, "code"))
        if there is None or TOTAL in row.cells:
            return row
        stands = {name: cell for name, cell in _cells(sheet, there).items() if name not in told}
        if isinstance(there, Household) and _other_head(row, there):
            stands.pop("national_id", None)
        return SentRow(row.sheet, row.number, stands | dict(row.cells))

    def pointed_at(self, row: SentRow) -> SentRow:
        """A household that a debtor's row only points at, as it stands; else as the row has it.

        Whoever borrows need not head it: the id of the row is taken for a head of the same name.
        """
        there = self.homes.get(_key(row, "code"))
        if there is None:
            return row
        told = dict(row.cells)
        if _other_head(row, there):
            told.pop("national_id", None)
        return SentRow(row.sheet, row.number, told | _cells(HOUSEHOLDS, there))

    def debt_completed(self, row: SentRow, creditor: str, told: set[str]) -> SentRow:
        """A debt of a contract that the register has, with what it says beside what was `told`."""
        there = self._contract(row, creditor)
        if there is None:
            return row
        stands = {n: cell for n, cell in _cells(DEBTS, there).items() if n not in told | OF_THE_ROW}
        if compared(row.cells["borrower"][1]) != compared(str(there.borrower)):
            stands.pop("national_id", None)
        return SentRow(row.sheet, row.number, stands | dict(row.cells))

    def may_be_known(self, row: SentRow, creditor: str) -> bool:
        """Whether a row without a contract's number may be a debt that the register has."""
        if TOTAL in row.cells or "contract_number" in row.cells:
            return False
        return bool(self.debts.get((_key(row, "household_code"), _code(creditor))))

    def _contract(self, row: SentRow, creditor: str) -> Debt | None:
        number = compared(row.cells.get("contract_number", ("text", ""))[1])
        if not number or TOTAL in row.cells or "borrower" not in row.cells:
            return None
        owed = self.debts.get((_key(row, "household_code"), _code(creditor)), ())
        same = [one for one in owed if compared(one.contract_number) == number]
        return same[0] if len(same) == 1 else None

    def knows(self, row: SentRow) -> bool:
        """Whether the household is in the register already."""
        return _key(row, "code") in self.homes

    def is_stranger(self, row: SentRow) -> bool:
        """Whether nobody of the name heads or borrows in the household that the row names."""
        names = self.names.get(_key(row, "household_code"))
        if not names or "borrower" not in row.cells:
            return False
        return all(is_another_person(name, row.cells["borrower"][1]) for name in names)


def standing_in(known: RegisterBook | None) -> WhatStands:
    """What a register states, to complete by; nothing where there is none.

    A household whose head was erased is left out: nobody's row is made his again.
    """
    if known is None:
        return WhatStands()
    heads = (home for home in known.households if home.head.full != ERASED_NAME)
    homes = {_code(home.code): home for home in heads}
    names: dict[str, set[str]] = defaultdict(set)
    for code, one in homes.items():
        names[code].add(str(one.head))
    debts: dict[tuple[str, str], tuple[Debt, ...]] = {}
    for debt in known.debts:
        home = _code(debt.household_code)
        if debt.borrower.full != ERASED_NAME:
            names[home].add(str(debt.borrower))
        if debt.owed_satang:
            key = (home, _code(debt.creditor))
            debts[key] = (*debts.get(key, ()), debt)
    groups = {_code(group.code): group for group in known.groups}
    frozen = {code: frozenset(found) for code, found in names.items()}
    return WhatStands(groups, homes, frozen, debts)


def _key(row: SentRow, name: str) -> str:
    return code_key(row.cells.get(name, ("text", "")))


def _code(written: str) -> str:
    return code_key(("text", written))


def _other_head(row: SentRow, there: Household) -> bool:
    head = row.cells.get("head")
    return head is not None and compared(head[1]) != compared(str(there.head))


def _cells(sheet: Sheet, there: Fact) -> dict[str, Cell]:
    values = {c.field: cell_value(c, getattr(there, c.field)) for c in sheet.columns}
    return {
        name: ("number" if isinstance(value, int | float) else "text", str(value))
        for name, value in values.items()
        if value is not None
    }
