"""Arranged rows as a register workbook of the official form, and where each came from."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plodnee.registers.book import RegisterBook
from plodnee.registers.foreign.arranging import Arranged
from plodnee.registers.foreign.completing import WhatStands, standing_in
from plodnee.registers.foreign.household_codes import codes_of
from plodnee.registers.foreign.households import code_key, with_households
from plodnee.registers.foreign.plan import SheetPlan, WorkbookPlan, sheet_of
from plodnee.registers.workbook.layout import (
    CASH,
    CENTRE,
    DEBTS,
    GROUPS,
    HOUSEHOLDS,
    Sheet,
    SheetKey,
)
from plodnee.registers.workbook.sent_rows import TOTAL, Cell, SentRow
from plodnee.registers.workbook.sheets_out import RegisterFile

FIRST_ROW = 2  # below the header
_PLAIN_NUMBER = re.compile(r"\d{1,9}(\.\d{1,4})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a row came from: sheet and row as sent, and the column there of each field."""

    sheet: str
    row: int
    columns: Mapping[str, str]

    def cell(self, field_name: str | None) -> str:
        """The cell as sent that filled a field; the row's first one where none did."""
        letters = self.columns.get(field_name or "") or min(self.columns.values(), default="A")
        return f"{letters}{self.row}"


@dataclass(frozen=True, slots=True)
class ArrangedRegister:
    """A register workbook made of another one; `origins` by sheet and row of the register."""

    content: bytes
    origins: Mapping[tuple[str, int], Origin]
    derived_households: tuple[int, ...]  # that no register has yet
    strangers: tuple[int, ...] = ()  # debts of somebody unknown in a household that one has
    maybe_known: tuple[int, ...] = ()  # debts without a number where the register has one


def arranged_register(
    plan: WorkbookPlan,
    found: Arranged,
    known: RegisterBook | None = None,
    of_day: RegisterBook | None = None,
) -> ArrangedRegister:
    """The register workbook that the plan makes of the rows, beside what the register knows.

    `of_day` is the register of the day of the rows, left out: what is `known`.

    Ensures: every row sent stands in it once; what could not be read there cannot be read here;
             of a fund and a household that the register of the day has, it says no less than that.
    """
    lines: dict[SheetKey, list[tuple[SentRow, SheetPlan | None]]] = {
        "groups": [], "households": [], "cash": [], "debts": [],
    }  # fmt: skip
    funds = zip(plan.sheets, found, strict=True)
    codes = codes_of((row for one, rows in funds if one.part == "fund" for row in rows), known)
    standing = standing_in(of_day or known)
    for one, sent in zip(plan.sheets, map(_in_one_section, found), strict=True):
        if one.part == "fund":
            coded, homes = with_households(sent, codes)
            told = {*one.columns.values(), *(name for name, text in one.constants.items() if text)}
            code = one.group["code"]
            lines["debts"] += [(standing.debt_completed(row, code, told), one) for row in coded]
            lines["households"] += [(standing.pointed_at(row), None) for row in homes]
            lines["groups"].append((standing.completed(GROUPS, _own_group(one)), None))
        else:
            told = set(one.columns.values())
            sheet = sheet_of(one.part)
            lines[one.part] += [(standing.completed(sheet, row, told), one) for row in sent]
    lines["households"] = _once_each(lines["households"])
    return _written(plan, lines, standing)


def _in_one_section(sent: tuple[SentRow, ...]) -> tuple[SentRow, ...]:
    """The rows of a sheet; where it has totals, a totals row without sums before them all.

    Sums are of their own sheet, not of the sheets before it.
    """
    first = next((row for row in sent if TOTAL in row.cells), None)
    if first is None:
        return sent
    return (SentRow(first.sheet, first.number, {TOTAL: first.cells[TOTAL]}), *sent)


def _own_group(plan: SheetPlan) -> SentRow:
    cells: dict[str, Cell] = {name: ("text", text) for name, text in plan.group.items() if text}
    return SentRow(plan.name, plan.header_row, cells)


def _once_each(
    rows: Iterable[tuple[SentRow, SheetPlan | None]],
) -> list[tuple[SentRow, SheetPlan | None]]:
    """A household derived from a fund stands once, and not where the register states it itself."""
    rows = list(rows)
    stated = {code_key(row.cells["code"]) for row, plan in rows if plan and "code" in row.cells}
    kept = []
    for row, plan in rows:
        code = code_key(row.cells.get("code", ("text", "")))
        if plan is None and code in stated:
            continue
        if plan is None:
            stated.add(code)
        kept.append((row, plan))
    return kept


def _written(
    plan: WorkbookPlan,
    lines: Mapping[SheetKey, list[tuple[SentRow, SheetPlan | None]]],
    standing: WhatStands,
) -> ArrangedRegister:
    file = RegisterFile()
    file.write_centre([plan.centre.get(column.field) or None for column in CENTRE.columns])
    columns = {one.name: _columns(one) for one in plan.sheets}
    origins: dict[tuple[str, int], Origin] = {}
    derived: list[int] = []
    strangers: list[int] = []
    maybe: list[int] = []
    for sheet in (GROUPS, HOUSEHOLDS, CASH, DEBTS):
        for place, (row, one) in enumerate(lines[sheet.key], start=FIRST_ROW):
            file.write_cells(sheet, place - 1, _cells(sheet, row, one))
            origins[sheet.name, place] = Origin(row.sheet, row.number, columns[row.sheet])
            if sheet is HOUSEHOLDS and one is None and not standing.knows(row):
                derived.append(place)
            if sheet is DEBTS and one is not None and one.part == "fund":
                strangers += [place] if standing.is_stranger(row) else []
                maybe += [place] if standing.may_be_known(row, one.group["code"]) else []
    return ArrangedRegister(file.close(), origins, tuple(derived), tuple(strangers), tuple(maybe))


def _columns(plan: SheetPlan) -> dict[str, str]:
    """The letters of each field's column; a borrower heads the household derived from the row."""
    columns = {name: letters for letters, name in plan.columns.items()}
    if plan.part == "fund" and "borrower" in columns:
        columns["head"] = columns["borrower"]
    return columns


def _cells(sheet: Sheet, row: SentRow, plan: SheetPlan | None) -> dict[str, Cell]:
    """The row's cells with what all rows of its sheet share; a totals row says in front it is."""
    cells = dict(row.cells)
    if TOTAL in cells:
        cells[sheet.columns[0].field] = cells[TOTAL]
    elif plan is not None:
        for name, text in plan.constants.items():
            if text:
                cells.setdefault(
                    name, ("number" if _PLAIN_NUMBER.fullmatch(text) else "text", text)
                )
        if plan.part == "fund":
            cells["creditor"] = ("text", plan.group["code"])
    fields = {column.field for column in sheet.columns}
    return {name: cell for name, cell in cells.items() if name in fields}
