"""A register workbook read as a whole: `read_workbook` does it in the caller's own process.

Files from outside go through `guard.read_guarded`, which calls this in a limited one.
"""

import hashlib
from collections.abc import Iterable
from datetime import date

from plodnee.policy.reader import in_force, versions
from plodnee.registers.book import CentreSheet, Note, Problem, Reading, RegisterBook, Repair
from plodnee.registers.workbook import alike, debts, records
from plodnee.registers.workbook.archive import Archive
from plodnee.registers.workbook.centre import read_centre
from plodnee.registers.workbook.codes import settle_codes
from plodnee.registers.workbook.errors import WorkbookRefused
from plodnee.registers.workbook.finding import find_sheets
from plodnee.registers.workbook.layout import CASH, DEBTS, GROUPS, HOUSEHOLDS, VERSION
from plodnee.registers.workbook.package import Package, SheetPart, open_package
from plodnee.registers.workbook.remarks import (
    WHOLE_FILE,
    discreet,
    note,
    problem,
    shortened,
)
from plodnee.registers.workbook.sheet_rows import rows
from plodnee.registers.workbook.sums import note_differing_totals
from plodnee.registers.workbook.tables import ReadRow, Table, read_table


def read_workbook(content: bytes, *, as_of: date | None = None) -> Reading:
    """What a workbook says, with every problem, repair and note; never raises for its content.

    `as_of` is the day that loans are compared with, where it is not the register's own.
    """
    digest = hashlib.sha256(content).hexdigest()
    try:
        package = open_package(Archive(content))
        if package.version > VERSION:
            limits = {"version": str(package.version), "limit": str(VERSION)}
            raise WorkbookRefused("version_too_high", **limits)
        return _read(package, as_of, digest)
    except WorkbookRefused as refusal:
        return refused_reading(refusal, digest)


def refused_reading(refusal: WorkbookRefused, digest: str) -> Reading:
    """The reading of a workbook that was refused for one reason."""
    details = {key: str(value) for key, value in refusal.details.items() if key != "reason"}
    sheet = refusal.sheet or WHOLE_FILE
    found = problem(sheet, refusal.cell, refusal.reason, "workbook", **details)
    return Reading(book=None, problems=(found,), sha256=digest)


def _read(package: Package, as_of: date | None, digest: str) -> Reading:
    parts, unknown, problems = find_sheets(package.sheets)
    notes = [_unknown_sheet(package, part) for part in unknown]
    tables: list[Table] = []
    centre: CentreSheet | None = None
    day_cell = ""
    if "centre" in parts:
        table, centre, day_cell = read_centre(package, parts["centre"])
        tables.append(table)
    for sheet in (GROUPS, HOUSEHOLDS, CASH, DEBTS):
        if sheet.key in parts:
            tables.append(read_table(package, parts[sheet.key], sheet))
    problems += [found for table in tables for found in table.problems]
    if problems or centre is None:
        return Reading(book=None, problems=tuple(problems), notes=tuple(notes), sha256=digest)
    day = as_of or centre.as_of
    _settle(tables, day)
    book = _book(centre, tables)
    if not book.households:
        problems.append(problem(HOUSEHOLDS.name, None, "no_household", "workbook"))
    return Reading(
        book=book if book.households else None,
        problems=(*problems, *_problems(tables)),
        repairs=tuple(_repairs(tables)),
        notes=(*notes, *_notes(tables)),
        sha256=digest,
        balance_column=tables[-1].letters("principal_satang"),
        day_cell=day_cell,
    )


def _unknown_sheet(package: Package, part: SheetPart) -> Note:
    """An unknown sheet is read to its end only to see that it keeps the limits."""
    for _ in rows(package, part):
        pass
    return note(shortened(discreet(part.name)), None, "unknown_sheet")


def _settle(tables: list[Table], as_of: date) -> None:
    """Follows every reference, refuses what the rows' own values do not allow, notes the rest."""
    _, groups, households, cash, loans = tables
    ceiling_bp = _ceiling_bp(as_of)
    for row in groups.rows:
        debts.settle_rate(groups, row, "min_rate_bp", monthly=False, ceiling_bp=ceiling_bp)
    group_codes, household_codes = settle_codes(groups), settle_codes(households)
    for row in cash.rows:
        debts.follow_household(cash, row, household_codes)
    for row in loans.rows:
        debts.follow_household(loans, row, household_codes)
        debts.follow_creditor(loans, row, group_codes)
        debts.check_dates(loans, row, as_of)
        debts.settle_debt_rate(loans, row, ceiling_bp)
    _note(groups, households, loans)
    for table in tables:
        note_differing_totals(table)


def _ceiling_bp(as_of: date) -> int | None:
    """The legal ceiling of interest on a day; None on a day before there was one."""
    if as_of < versions("interest")[0].from_:
        return None
    return int(in_force("interest", as_of).values["ceiling_bp"])


def _note(groups: Table, households: Table, loans: Table) -> None:
    for row in loans.rows:
        if row.stands:
            debts.note_balance(loans, row)
            debts.note_overdue(loans, row)
            debts.note_consent(loans, row)
    for row in households.rows:
        _note_workers(households, row)
    alike.note_zero_ids(households)
    alike.note_zero_ids(loans)
    alike.note_alike_households(households)
    alike.note_alike_people(households, loans)
    alike.note_repeated_debts(loans)
    alike.note_creditors_two_ways(groups, loans)


def _note_workers(households: Table, row: ReadRow) -> None:
    members, workers = row.values.get("members"), row.values.get("workers")
    if isinstance(members, int) and isinstance(workers, int) and workers > members:
        households.note_row(row, "workers", "workers_over_members")


def _book(centre: CentreSheet, tables: list[Table]) -> RegisterBook:
    _, groups, households, cash, loans = tables
    return RegisterBook(
        centre=centre,
        groups=tuple(records.member_group(GROUPS, r) for r in groups.rows if r.stands),
        households=tuple(records.household(HOUSEHOLDS, r) for r in households.rows if r.stands),
        cash=tuple(records.cash_item(CASH, r) for r in cash.rows if r.stands),
        debts=tuple(records.debt(DEBTS, r) for r in loans.rows if r.stands),
    )


def _problems(tables: Iterable[Table]) -> list[Problem]:
    return [found for table in tables for row in table.rows for found in row.problems]


def _repairs(tables: Iterable[Table]) -> list[Repair]:
    return [made for table in tables for row in table.rows for made in row.repairs]


def _notes(tables: Iterable[Table]) -> list[Note]:
    found: list[Note] = []
    for table in tables:
        found += table.notes
        found += [made for row in table.rows if row.stands for made in row.notes]
    return found
