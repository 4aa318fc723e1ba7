"""Read rows as the facts of a register; what was left empty takes the column's default.

The layout ties each field to the kind of its cells, and that kind decides the value's type.
"""

from plodnee.registers.book import CashItem, Debt, Household, MemberGroup, RateUnit
from plodnee.registers.workbook.layout import Sheet
from plodnee.registers.workbook.tables import ReadRow


def member_group(sheet: Sheet, row: ReadRow) -> MemberGroup:
    """The member group of a row that stands."""
    return MemberGroup(**_filled(sheet, row))  # type: ignore[arg-type]


def household(sheet: Sheet, row: ReadRow) -> Household:
    """The household of a row that stands."""
    return Household(**_filled(sheet, row))  # type: ignore[arg-type]


def cash_item(sheet: Sheet, row: ReadRow) -> CashItem:
    """The income or expense of a row that stands."""
    return CashItem(**_filled(sheet, row))  # type: ignore[arg-type]


def debt(sheet: Sheet, row: ReadRow) -> Debt:
    """The debt of a row that stands; its creditor is resolved and its rate is a yearly one."""
    return Debt(row=row.number, **_filled(sheet, row))  # type: ignore[arg-type]


def rate_unit(row: ReadRow) -> RateUnit | None:
    """The unit of a row's rate, if it could be read."""
    unit = row.values.get("rate_unit")
    return "month" if unit == "month" else "year" if unit == "year" else None


def _filled(sheet: Sheet, row: ReadRow) -> dict[str, object]:
    values = dict(row.values)
    for column in sheet.columns:
        if column.field not in values and column.default is not None:
            values[column.field] = column.default
    return values
