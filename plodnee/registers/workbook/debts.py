"""Sheet ลูกหนี้ and sheet รายรับรายจ่าย: what a row refers to, and what its dates and rate may be."""

from datetime import date
from decimal import Decimal

from plodnee.engine.money import format_percent
from plodnee.engine.thai_dates import slashed_date
from plodnee.registers.book import CreditorKind
from plodnee.registers.lender_consent import letter_unread
from plodnee.registers.workbook.amounts import percent_to_bp
from plodnee.registers.workbook.codes import CodeBook
from plodnee.registers.workbook.finding import compared
from plodnee.registers.workbook.outcome import figures
from plodnee.registers.workbook.records import rate_unit
from plodnee.registers.workbook.remarks import discreet, repair, shortened
from plodnee.registers.workbook.tables import ReadRow, Table


def follow_household(table: Table, row: ReadRow, households: CodeBook) -> None:
    """Refuses a row whose household does not stand in the register."""
    code = row.values.get("household_code")
    if not isinstance(code, str) or code in households.standing:
        return
    refused = "household_refused" if code in households.refused else "unknown_household"
    table.refuse_row(row, "household_code", refused, value=shortened(discreet(code)))


def follow_creditor(table: Table, row: ReadRow, groups: CodeBook) -> None:
    """Resolves the creditor: a group's code or name, else an outside creditor of a stated kind."""
    written = row.values.get("creditor")
    if not isinstance(written, str):
        return
    row.creditor_written = written
    code = written.replace(" ", "").upper()
    name = compared(written).upper()
    shown = shortened(discreet(written))
    named = groups.by_name.get(name, set())
    if code in groups.standing or code in groups.refused:
        _take_group(table, row, groups, code)
    elif len(named) > 1:
        table.refuse_row(row, "creditor", "creditor_ambiguous", value=shown)
    elif named:
        _take_group(table, row, groups, next(iter(named)))
    elif name in groups.refused_names:
        table.refuse_row(row, "creditor", "creditor_refused", value=shown)
    elif row.values.get("creditor_kind") not in ("formal", "informal"):
        table.refuse_row(row, "creditor", "unknown_creditor", value=shown)


def check_dates(table: Table, row: ReadRow, as_of: date) -> None:
    """Refuses a loan of a later day than the register's, and one due before it was made."""
    borrowed, due = row.values.get("borrowed_on"), row.values.get("due_on")
    if isinstance(borrowed, date) and borrowed > as_of:
        days = {"value": slashed_date(borrowed), "as_of": slashed_date(as_of)}
        table.refuse_row(row, "borrowed_on", "borrowed_after_as_of", **days)
    if isinstance(borrowed, date) and isinstance(due, date) and due < borrowed:
        days = {"value": slashed_date(due), "borrowed_on": slashed_date(borrowed)}
        table.refuse_row(row, "due_on", "due_before_borrowed", **days)


def settle_rate(
    table: Table, row: ReadRow, field_name: str, *, monthly: bool, ceiling_bp: int | None
) -> None:
    """Turns a rate in per cent into basis points a year; above the legal ceiling it is noted."""
    percent = row.values.get(field_name)
    if not isinstance(percent, Decimal):
        return
    rate_bp = percent_to_bp(percent, monthly=monthly)
    if isinstance(rate_bp, str):
        table.refuse_row(row, field_name, rate_bp, value=figures(percent))
        return
    row.values[field_name] = rate_bp
    # Banks and finance companies are under the central bank's own ceilings.
    if ceiling_bp is None or row.values.get("creditor_kind") == "formal":
        return
    if rate_bp > ceiling_bp:
        rates = {"value": format_percent(rate_bp), "ceiling": format_percent(ceiling_bp)}
        table.note_row(row, field_name, "rate_over_ceiling", **rates)


def settle_debt_rate(table: Table, row: ReadRow, ceiling_bp: int | None) -> None:
    """A debt's rate in basis points a year, by the unit in its own column."""
    unit = rate_unit(row)
    if unit is not None:
        settle_rate(table, row, "rate_bp", monthly=unit == "month", ceiling_bp=ceiling_bp)


def note_balance(table: Table, row: ReadRow) -> None:
    """Notes a balance above the principal of the contract."""
    contract, balance = row.values.get("contract_principal_satang"), row.values["principal_satang"]
    if isinstance(contract, int) and isinstance(balance, int) and balance > contract:
        table.note_row(row, "principal_satang", "balance_over_contract")


def note_overdue(table: Table, row: ReadRow) -> None:
    """Notes a debt that is overdue from before the day of its loan."""
    borrowed, overdue = row.values.get("borrowed_on"), row.values.get("overdue_since")
    if isinstance(borrowed, date) and isinstance(overdue, date) and overdue < borrowed:
        table.note_row(row, "overdue_since", "overdue_before_borrowed")


def note_consent(table: Table, row: ReadRow) -> None:
    """Notes a lender's consent whose letter bears a day that cannot be read."""
    written = row.values.get("note")
    if isinstance(written, str) and letter_unread(written):
        table.note_row(row, "note", "consent_day_unread", value=shortened(discreet(written)))


def _take_group(table: Table, row: ReadRow, groups: CodeBook, code: str) -> None:
    written = str(row.values["creditor"])
    if code not in groups.standing:
        value = shortened(discreet(written))
        table.refuse_row(row, "creditor", "creditor_refused", value=value)
        return
    kind = row.values.get("creditor_kind")
    if kind in ("formal", "informal"):
        words = {value: word for word, value in table.sheet.column("creditor_kind").choices}
        table.note_row(row, "creditor_kind", "creditor_kind_differs", value=words[str(kind)])
    if written != code and compared(written).upper() == code:
        _list_code(table, row, written, code)
    group: CreditorKind = "group"
    row.values["creditor"], row.values["creditor_kind"] = code, group


def _list_code(table: Table, row: ReadRow, written: str, code: str) -> None:
    """One repair for the cell, from what stood there to the code, instead of two."""
    assert table.header is not None
    cell = table.header.address("creditor", row.number)
    before = next((made.before for made in row.repairs if made.cell == cell), written)
    row.repairs = [made for made in row.repairs if made.cell != cell]
    row.repairs.append(repair(table.sheet.name, cell, "code_cleaned", before, code))
    row.creditor_written = code
